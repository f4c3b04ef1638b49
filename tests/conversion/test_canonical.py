"""Canonical form: the clock leaves no trace in a PDF."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta, timezone

import pikepdf

from service.conversion.canonical import save_canonical
from tests.conversion.documents import make_pdf, save

MOMENT = datetime(2026, 3, 11, 8, 30, tzinfo=timezone(timedelta(hours=7)))


def reopen(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def test_pdfs_made_at_different_times_become_the_same_bytes() -> None:
    first, second = (make_pdf(date=date) for date in ("2026-03-11T08:30:00Z", "2027-12-31T23:59:59Z"))
    assert save(first) != save(second)
    assert save_canonical(reopen(save(first)), MOMENT) == save_canonical(reopen(save(second)), MOMENT)


def test_another_moment_gives_other_bytes() -> None:
    assert save_canonical(make_pdf(), MOMENT) != save_canonical(make_pdf(), MOMENT + timedelta(days=1))


def test_moment_is_the_date_of_creation_and_modification() -> None:
    with reopen(save_canonical(make_pdf(), MOMENT)) as pdf:
        assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20260311083000+07'00'"


def test_moment_without_a_zone_counts_as_utc() -> None:
    bare = datetime(2026, 3, 11, 8, 30)
    assert save_canonical(make_pdf(), bare) == save_canonical(make_pdf(), bare.replace(tzinfo=UTC))


def test_xmp_dates_agree_with_the_document_information() -> None:
    with reopen(save_canonical(make_pdf(), MOMENT)) as pdf, pdf.open_metadata() as metadata:
        assert metadata["xmp:CreateDate"] == metadata["xmp:ModifyDate"] == "2026-03-11T08:30:00+07:00"
        assert metadata["xmp:CreatorTool"] == "Writer"


def test_archival_claim_survives() -> None:
    with reopen(save_canonical(make_pdf(), MOMENT)) as pdf, pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == "2B"


def test_metadata_stay_readable_to_archives_that_do_not_unpack() -> None:
    assert b"<pdfaid:part>2</pdfaid:part>" in save_canonical(make_pdf(), MOMENT)


def test_plain_pdf_without_metadata_becomes_canonical_too() -> None:
    def strip(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.Metadata, pdf.Root.OutputIntents

    first, second = (
        make_pdf(date=date, change=strip) for date in ("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")
    )
    assert save_canonical(first, MOMENT) == save_canonical(second, MOMENT)
