"""What goes in is what stands in the document, and the sentence after it is still there."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from hypothesis import example, given, settings
from hypothesis import strategies as st

from service.language.text import clean, find_forbidden, looks_legacy
from tests.kinds.reading import Page, read_text
from tests.kinds.samples import change, make

AWKWARD = (
    "Cty A & B <TNHH> & 5 < 7",
    "Trung tâm \"Một cửa\" 'số 1'",
    "{{ 7*7 }} {% if x %} {# y #} {_{ z }_}",
    "x</w:t></w:r></w:p><w:p>",
    "]]> &amp; &lt; &#10; %s ${x}",
    unicodedata.normalize("NFD", "Ủy ban nhân dân phường Điện Biên Phủ"),
    "Hồ sơ 😀 số ①",
)


def is_accepted(text: str) -> bool:
    return bool(clean(text)) and not looks_legacy(text) and find_forbidden(clean(text)) is None


TEXTS = st.text(min_size=1, max_size=60).map(lambda text: f"Bản {text} x").filter(is_accepted)


def with_text(text: str) -> Callable[[dict[str, Any]], None]:
    def put(data: dict[str, Any]) -> None:
        unit = data["units"][0]
        unit["body"]["name"] = text
        unit["record"]["findings"][0]["text"] = text
        unit["record"]["unit_opinion"] = text
        unit["record"]["samples"] = [{"file": text}]

    return put


@settings(max_examples=60, deadline=None)
@given(TEXTS)
@example(AWKWARD[0])
@example(AWKWARD[1])
@example(AWKWARD[2])
@example(AWKWARD[3])
@example(AWKWARD[4])
@example(AWKWARD[5])
@example(AWKWARD[6])
def test_text_of_the_data_stands_whole_in_the_document(text: str) -> None:
    stored = clean(text)
    data = change(with_text(text))
    docx = make(data, "minutes", data["units"][0]["id"]).docx or b""
    paragraphs = [paragraph.text for paragraph in Document(io.BytesIO(docx)).paragraphs]
    assert stored in paragraphs  # the unit's opinion, a paragraph of its own
    after = paragraphs.index(stored) + 1
    assert paragraphs[after] == "VI. NHẬN XÉT, ĐỀ NGHỊ CỦA ĐOÀN"
    assert f"2. {stored}:" in paragraphs
    assert any(paragraph.startswith(f"- {stored.rstrip(' ;')}"[:20]) for paragraph in paragraphs)
    assert f"| {stored} | - |" in read_text(docx)
    assert paragraphs[-1].strip() == "" or "Lưu: VT" in read_text(docx)


@pytest.mark.office
@pytest.mark.parametrize("text", AWKWARD[:5])
def test_text_of_the_data_stands_whole_on_the_page(
    text: str, to_pages: Callable[[bytes], tuple[Page, ...]]
) -> None:
    data = change(with_text(text))
    pages = to_pages(make(data, "minutes", data["units"][0]["id"]).docx or b"")
    drawn = " ".join(page.text.replace("\n", " ") for page in pages)
    assert clean(text) in drawn
    assert "VI. NHẬN XÉT, ĐỀ NGHỊ CỦA ĐOÀN" in drawn
