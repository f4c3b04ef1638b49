"""What an office wrote is handed out in canonical form or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.conversion.result import accept_result
from service.conversion.values import PdfRequest
from service.errors import ResultRejected
from tests.conversion.documents import make_docx, make_pdf, save

FONTS = Path(__file__).parents[2] / "fonts"
DOCX = make_docx(paragraphs=0)  # the PDFs of these tests hold no text


def test_right_pdf_is_counted_and_kept() -> None:
    pdf = accept_result(save(make_pdf()), DOCX, PdfRequest(), FONTS)
    assert pdf.pages == 1
    assert pdf.content.startswith(b"%PDF-")


def test_all_faults_are_in_the_reason() -> None:
    raw = save(make_pdf(font="DejaVuSans", claim=("3", "B")))
    with pytest.raises(ResultRejected) as caught:
        accept_result(raw, DOCX, PdfRequest(), FONTS)
    assert caught.value.reason == "font DejaVuSans; archival-claim 3B"


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.7 and no more", b"PK\x03\x04"], ids=["empty", "cut", "other"])
def test_what_is_no_pdf_is_rejected(raw: bytes) -> None:
    with pytest.raises(ResultRejected, match="unreadable"):
        accept_result(raw, DOCX, PdfRequest(), FONTS)


def test_broken_metadata_are_rejected() -> None:
    def spoil(pdf: object) -> None:
        pdf.Root.Metadata.write(b"<x:xmpmeta")  # type: ignore[attr-defined]

    with pytest.raises(ResultRejected, match="unreadable"):
        accept_result(save(make_pdf(change=spoil)), DOCX, PdfRequest(), FONTS)


def test_title_missing_from_the_pdf_is_noticed() -> None:
    raw = save(make_pdf(change=lambda pdf: pdf.docinfo.__delitem__("/Title")))
    with pytest.raises(ResultRejected, match="no-title"):
        accept_result(raw, DOCX, PdfRequest(), FONTS)
    assert accept_result(raw, make_docx(paragraphs=0, title=""), PdfRequest(), FONTS).pages == 1


def test_text_that_did_not_reach_the_pdf_is_noticed() -> None:
    with pytest.raises(ResultRejected, match="letters lost: "):
        accept_result(save(make_pdf()), make_docx(paragraphs=1), PdfRequest(), FONTS)
