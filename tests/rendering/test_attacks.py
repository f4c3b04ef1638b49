"""The payload corpus: refused by the gate wherever it stands, and harmless even without the gate."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import pytest

from service.errors import ServiceError, TemplateForbidden, TemplateSyntaxWrong
from service.rendering import compile_template, gate
from tests.rendering.builder import PROPERTIES, cell, make_docx, paragraph, run, table, text_box
from tests.rendering.payloads import CANARY, PAYLOADS

LARGEST_DOCUMENT = 1_000_000


class Tool:
    """An object that should never have been among the data."""

    secret = "bí mật"  # noqa: S105  # a canary, not a password

    def save(self, path: str) -> str:
        Path(path).write_text("written", encoding="utf-8")
        return ""


DATA = {
    "unit": {"name": "Sở Tài chính"},
    "name": "name",
    "names": ["một", "hai"],
    "number": 1,
    "markup": "<w:p/>",
    "tool": Tool(),
}


def split_runs(payload: str) -> str:
    return f"<w:p>{''.join(run(letter) for letter in payload)}</w:p>"


def in_property(payload: str) -> bytes:
    return make_docx(paragraph("một"), core=escape(payload))


LOCATIONS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "body": ("đoạn 2", lambda payload: make_docx(paragraph("một") + paragraph(payload))),
    "cell": (
        "bảng 1, hàng 2, ô 1",
        lambda payload: make_docx(
            table(f"<w:tr>{cell('<w:p/>')}</w:tr>", f"<w:tr>{cell(paragraph(payload))}</w:tr>")
        ),
    ),
    "header": ("phần đầu trang", lambda payload: make_docx("<w:p/>", header=paragraph(payload))),
    "footer": ("phần chân trang", lambda payload: make_docx("<w:p/>", footer=paragraph(payload))),
    "footnote": ("chú thích cuối trang 1", lambda payload: make_docx("<w:p/>", footnotes=paragraph(payload))),
    "text box": ("đoạn 1, khung chữ", lambda payload: make_docx(text_box(paragraph(payload)))),
    "split runs": ("đoạn 1", lambda payload: make_docx(split_runs(payload))),
}


@pytest.fixture(autouse=True)
def no_canary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    yield
    assert not Path(CANARY).exists()
    assert os.listdir() == []  # noqa: PTH208  # the working folder, as a payload would see it


@pytest.fixture
def without_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "check_statements", lambda *_: None)
    monkeypatch.setattr(gate, "check_expressions", lambda *_: None)


@pytest.mark.parametrize("location", LOCATIONS)
@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_gate_refuses_payload_with_its_place(payload: str, location: str) -> None:
    place, make = LOCATIONS[location]
    with pytest.raises((TemplateForbidden, TemplateSyntaxWrong)) as caught:
        compile_template(make(payload), name="mau.docx")
    assert caught.value.facts["place"] == place
    assert caught.value.facts["quote"][:12] in " ".join(payload.split())


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_gate_refuses_payload_in_property(payload: str) -> None:
    with pytest.raises(TemplateForbidden) as caught:
        compile_template(in_property(payload), name="mau.docx")
    assert caught.value.place == "thuộc tính của tệp"


@pytest.mark.usefixtures("without_gate")
@pytest.mark.parametrize("location", LOCATIONS)
@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_sandbox_alone_keeps_payload_harmless(payload: str, location: str) -> None:
    _, make = LOCATIONS[location]
    try:
        document = compile_template(make(payload), name="mau.docx").fill(DATA, PROPERTIES)
    except ServiceError:
        return
    assert len(document) < LARGEST_DOCUMENT
    assert DATA["unit"] == {"name": "Sở Tài chính"}


# They come to nothing by themselves: the import is never used, the key is one of the data's own ...
HARMLESS_WITHOUT_GATE = {
    *("import", "set block", "block", "autoescape off", "raw", "computed key"),
    *("markup paragraph", "markup run"),
}


@pytest.mark.usefixtures("without_gate")
@pytest.mark.parametrize("name", sorted(PAYLOADS.keys() - HARMLESS_WITHOUT_GATE))
def test_sandbox_alone_refuses_payload(name: str) -> None:
    with pytest.raises(ServiceError):
        compile_template(make_docx(paragraph(PAYLOADS[name])), name="mau.docx").fill(DATA, PROPERTIES)
