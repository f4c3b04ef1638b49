"""Verification: a PDF that is not what was asked for is named as such."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from service.conversion.values import PdfRequest
from service.conversion.verify import find_faults
from tests.conversion.documents import make_pdf

Change = Callable[[pikepdf.Pdf], object]


def faults_of(pdf: pikepdf.Pdf, *, archival: bool = True, title: str = "Thông báo") -> list[str]:
    return find_faults(pdf, PdfRequest(archival=archival), title, letters=range(0x2000))


def remove(*keys: str) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        for key in keys:
            del pdf.Root[key]

    return change


def put(key: str, value: pikepdf.Object) -> Change:
    return lambda pdf: pdf.Root.__setitem__(key, value)


def annotate(**entries: pikepdf.Object | str) -> Change:
    note = Dictionary({"/Type": Name.Annot, **{f"/{key}": value for key, value in entries.items()}})
    return lambda pdf: pdf.pages[0].obj.__setitem__("/Annots", Array([note]))


def unembed(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj.Resources.Font.F1.FontDescriptor.FontFile2


def test_pdf_as_asked_for_has_no_fault() -> None:
    assert faults_of(make_pdf()) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        pytest.param(lambda pdf: pdf.pages.__delitem__(0), "no-page", id="no page"),
        pytest.param(put("/Lang", pikepdf.String("en-US")), "language en-US", id="other language"),
        pytest.param(remove("/Lang"), "language none", id="no language"),
        pytest.param(lambda pdf: pdf.docinfo.__delitem__("/Title"), "no-title", id="no title"),
        pytest.param(remove("/OutputIntents"), "no-output-intent", id="no colour profile"),
        pytest.param(remove("/MarkInfo"), "not-tagged", id="not marked"),
        pytest.param(remove("/StructTreeRoot"), "not-tagged", id="no structure"),
        pytest.param(remove("/Metadata"), "archival-claim none", id="no claim"),
        pytest.param(unembed, "font-not-embedded LiberationSerif", id="font not embedded"),
        pytest.param(
            put("/OpenAction", Dictionary(S=Name.JavaScript, JS="x")),
            "active JavaScript",
            id="script at opening",
        ),
        pytest.param(put("/AA", Dictionary()), "active AA", id="additional actions"),
        pytest.param(
            put("/Names", Dictionary(EmbeddedFiles=Dictionary())), "active EmbeddedFiles", id="attachment"
        ),
        pytest.param(
            annotate(Subtype=Name.Link, A=Dictionary(S=Name.Launch)),
            "active Launch",
            id="program behind a link",
        ),
        pytest.param(annotate(Subtype=Name.Text), "annotation /Text", id="comment"),
    ],
)
def test_fault_is_named(change: Change, fault: str) -> None:
    assert faults_of(make_pdf(change=change)) == [fault]


def test_claim_of_another_part_is_named() -> None:
    assert faults_of(make_pdf(claim=("1", "A"))) == ["archival-claim 1A"]


@pytest.mark.parametrize(
    "font",
    [
        "BAAAAA+LiberationSerif-BoldItalic",
        "CAAAAA+TimesNewRomanPSMT",
        "TimesNewRomanPS-BoldMT",
        "Tinos-Italic",
    ],
)
def test_wanted_font_and_its_metric_twins_pass(font: str) -> None:
    assert faults_of(make_pdf(font=font)) == []


@pytest.mark.parametrize("font", ["DejaVuSans", "LiberationSerifCondensed", "OpenSymbol"])
def test_any_other_font_is_named(font: str) -> None:
    assert faults_of(make_pdf(font="EAAAAA+" + font)) == [f"font {font}"]


def test_letters_that_the_font_does_not_have_are_named() -> None:
    assert faults_of(make_pdf(letters="Đã ký ☒😀")) == [
        "letter-missing ☒ U+2612",
        "letter-missing 😀 U+1F600",
    ]


def test_link_to_an_address_is_harmless() -> None:
    link = annotate(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI="https://example.vn"))
    assert faults_of(make_pdf(change=link)) == []


def test_document_without_a_title_needs_none_in_its_pdf() -> None:
    assert faults_of(make_pdf(change=lambda pdf: pdf.docinfo.__delitem__("/Title")), title="") == []


def test_plain_pdf_needs_no_archival_marks() -> None:
    change = remove("/Metadata", "/OutputIntents", "/MarkInfo", "/StructTreeRoot")
    assert faults_of(make_pdf(change=change), archival=False) == []


def test_all_faults_are_reported_at_once() -> None:
    assert faults_of(make_pdf(font="DejaVuSans", change=remove("/Lang", "/MarkInfo"))) == [
        "language none",
        "font DejaVuSans",
        "not-tagged",
    ]
