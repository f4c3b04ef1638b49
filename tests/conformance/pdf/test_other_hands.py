"""Documents that others made, drawn by an office: right ones are left in peace, wrong ones are found out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from service.conformance import check_pdf
from tests.conformance.editing import edit
from tests.conformance.other_decisions import DECISIONS
from tests.conformance.other_papers import PAPERS

pytestmark = pytest.mark.office

# Those whose drawn lines stand on the page where the DOCX says: an office puts some floating lines elsewhere.
RIGHT = {
    name: {**DECISIONS, **PAPERS}[name]
    for name in ("issuing", "resolution", "inspection-minutes", "joint-plan")
}


def to_be_drawn(docx: bytes) -> bytes:
    """The DOCX in Vietnamese, its paragraphs 6 points apart: of before and after, offices take the larger."""
    docx = edit(docx, "word/styles.xml", lambda xml: xml.replace('w:val="en-US"', 'w:val="vi-VN"'))
    return edit(docx, "word/document.xml", lambda xml: xml.replace('w:after="60"', 'w:after="120"'))


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_document_from_other_hands_breaks_nothing(
    name: str, to_pdf: Callable[[bytes], bytes]
) -> None:
    report = check_pdf(to_pdf(to_be_drawn(RIGHT[name]())))
    assert [(f.rule.id, f.place, f.found) for f in report.breaches] == []


def test_a_wrong_one_is_found_out(to_pdf: Callable[[bytes], bytes]) -> None:
    docx = to_be_drawn(RIGHT["resolution"]())
    wrong = edit(docx, "word/document.xml", lambda xml: xml.replace("Độc lập - Tự do", "Độc lập – Tự do"))
    assert {f.rule.id for f in check_pdf(to_pdf(wrong)).breaches} == {"ND30-HDR-03"}
