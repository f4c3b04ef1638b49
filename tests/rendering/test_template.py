from __future__ import annotations

import dataclasses
import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pydantic import BaseModel

from service.errors import PlaceholderUnknown, TemplateFailed
from service.rendering import Reason, compile_template, find_unknown_placeholders
from tests.rendering.builder import PROPERTIES, compile_body, fill, make_docx, paragraph, row, table

BODY = (
    paragraph("Số: {{ document.number }}")
    + paragraph("{%p for line in document.lines %}")
    + paragraph("{{ line|chu_hoa }}")
    + paragraph("{%p endfor %}")
    + table(
        row("{%tr for m in members %}", ""),
        row("{{ loop.index }}", "{{ m.name }}"),
        row("{%tr endfor %}", ""),
    )
)
DATA: dict[str, Any] = {
    "document": {"number": "12/TB-ĐKT", "lines": ["Đoàn kiểm tra", "một\nhai"]},
    "members": [{"name": f"Nguyễn Văn {letter}"} for letter in "ABC"],
}


def test_template_knows_its_source() -> None:
    source = make_docx(BODY)
    template = compile_template(source, name="thong_bao.docx")
    assert (template.name, template.sha256) == ("thong_bao.docx", hashlib.sha256(source).hexdigest())


def test_template_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        compile_body(BODY).name = "khác"  # type: ignore[misc]  # that is the point


def test_same_data_give_the_same_bytes_from_any_compilation() -> None:
    source = make_docx(BODY)
    documents = {compile_template(source, name="mau.docx").fill(DATA, PROPERTIES) for _ in range(3)}
    assert len(documents) == 1


def test_filling_changes_neither_data_nor_template() -> None:
    template = compile_body(BODY)
    before = json.dumps(DATA)
    first = template.fill(DATA, PROPERTIES)
    template.fill({**DATA, "members": []}, PROPERTIES)
    assert template.fill(DATA, PROPERTIES) == first
    assert json.dumps(DATA) == before


def test_threads_share_a_template() -> None:
    template = compile_body(BODY)
    inputs = [{**DATA, "members": [{"name": f"Người {thread}"}] * (thread + 1)} for thread in range(8)]
    expected = [template.fill(data, PROPERTIES) for data in inputs]

    def fill_often(data: dict[str, Any]) -> set[bytes]:
        return {template.fill(data, PROPERTIES) for _ in range(50)}

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(fill_often, inputs)) == [{document} for document in expected]


FAILURES = {
    "undefined": ("{{ a.missing }}", Reason.VALUE_UNDEFINED),
    "undefined in a condition": ("{% if missing %}x{% endif %}", Reason.VALUE_UNDEFINED),
    "element that is not there": ("{{ names[5] }}", Reason.VALUE_UNDEFINED),
    "null printed": ("{{ nothing }}", Reason.VALUE_EMPTY),
    "part of null": ("{{ nothing.name }}", Reason.VALUE_EMPTY),
    "list printed": ("{{ names }}", Reason.VALUE_UNSUITABLE),
    "truth printed": ("{{ yes }}", Reason.VALUE_UNSUITABLE),
    "part of text": ("{{ a.name.length }}", Reason.VALUE_UNSUITABLE),
    "number as a date": ("{{ a.name|ngay_dai }}", Reason.VALUE_UNSUITABLE),
    "first of nothing": ("{{ empty|first }}", Reason.VALUE_UNSUITABLE),
    "text compared with a number": ("{% if a.name > 1 %}x{% endif %}", Reason.VALUE_UNSUITABLE),
    "loop over null": ("{% for x in nothing %}{{ x }}{% endfor %}", Reason.VALUE_UNSUITABLE),
    "inside a loop": ("{% for x in names %}{{ x }}{{ x.name }}{% endfor %}", Reason.VALUE_UNSUITABLE),
    "letter beyond y": ("{{ many|chu_diem }}", Reason.VALUE_UNSUITABLE),
}


@pytest.mark.parametrize(("source", "reason"), FAILURES.values(), ids=FAILURES.keys())
def test_failure_names_place_and_tag(source: str, reason: Reason) -> None:
    data = {"a": {"name": "x"}, "names": ["một"], "nothing": None, "yes": True, "empty": [], "many": 24}
    with pytest.raises(TemplateFailed) as caught:
        fill(
            paragraph("{{ a.name }}")
            + table(row("{{ a.name }}", f"{{{{ a.name }}}} {source} {{{{ a.name }}}}")),
            **data,
        )
    error = caught.value
    assert (error.reason, error.place) == (reason, "bảng 1, hàng 1, ô 2")
    assert error.quote in source and error.quote.startswith(("{{", "{%"))


def test_failure_in_a_header_says_so() -> None:
    template = compile_template(make_docx("<w:p/>", header=paragraph("{{ a }}")), name="mau.docx")
    with pytest.raises(TemplateFailed) as caught:
        template.fill({}, PROPERTIES)
    assert (caught.value.place, caught.value.quote) == ("phần đầu trang", "{{ a }}")


def test_endless_output_is_cut() -> None:
    loops = "".join(f"{{% for {name} in xs %}}" for name in "abc") + "{{ text }}" + "{% endfor %}" * 3
    with pytest.raises(TemplateFailed) as caught:
        fill(paragraph(loops), xs=["x"] * 400, text="x" * 1000)
    assert caught.value.reason == Reason.OUTPUT_TOO_LARGE


class Member(BaseModel):
    name: str


class Schema(BaseModel):
    document: dict[str, str]
    members: tuple[Member, ...] | None


def test_unknown_placeholders_are_found_with_their_places() -> None:
    body = (
        paragraph("{{ document.number }} {{ documnt.number }}")
        + paragraph("{%p for m in members %}")
        + paragraph("{{ m.nam }} {{ m.name }} {{ m.name.first }}")
        + paragraph("{%p endfor %}")
        + paragraph("{%p for m in membrs %}")
        + paragraph("{{ m.name }}")
        + paragraph("{%p endfor %}")
    )
    unknown = find_unknown_placeholders(compile_body(body), Schema.model_json_schema(mode="serialization"))
    assert [(error.place, error.placeholder) for error in unknown] == [
        ("đoạn 1", "documnt"),
        ("đoạn 3", "members[].nam"),
        ("đoạn 3", "members[].name.first"),
        ("đoạn 5", "membrs"),
    ]
    assert all(isinstance(error, PlaceholderUnknown) and error.template == "thu.docx" for error in unknown)


def test_unknown_placeholder_is_found_at_each_place() -> None:
    body = paragraph("{{ members.nam }}") + paragraph("{{ members.nam }} {{ members.nam }}")
    unknown = find_unknown_placeholders(compile_body(body), Schema.model_json_schema(mode="serialization"))
    assert [error.place for error in unknown] == ["đoạn 1", "đoạn 2"]
