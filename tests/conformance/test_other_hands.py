"""Documents that others made: right ones are left in peace, wrong ones are found out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from service.conformance import Verdict, check_docx
from service.conformance.docx.reading import read_docx
from service.conformance.elements import Element, Kind, recognise
from tests.conformance import other_hands
from tests.conformance.editing import breaks, edit, in_body, on_runs, section, without_paragraph
from tests.conformance.other_hands import Paper, letter, plan, proposal, report

_THEME_FONTS = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/>'


@pytest.mark.parametrize("name", other_hands.GOOD)
def test_a_right_document_from_other_hands_breaks_nothing(name: str) -> None:
    assert breaks(other_hands.GOOD[name]()) == set()


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (letter, Kind.LETTER),
        (proposal, Kind.PROPOSAL),
        (report, Kind.REPORT),
        (plan, Kind.PLAN),
        (other_hands.invitation, Kind.INVITATION),
    ],
    ids=lambda value: value.value if isinstance(value, Kind) else "",
)
def test_the_kind_and_its_elements_are_found(make: Callable[[], bytes], kind: Kind) -> None:
    main = recognise(read_docx(make())).main

    assert main.kind is kind
    for element in (Element.NATIONAL_NAME, Element.MOTTO, Element.ISSUING_BODY, Element.NUMBER):
        assert main.has(element)
    for element in (
        Element.PLACE_DATE,
        Element.RECIPIENTS_HEAD,
        Element.SIGNING_AUTHORITY,
        Element.SIGNATORY,
    ):
        assert main.has(element)
    assert not main.has(Element.UNSURE)


def test_a_text_box_is_read_once() -> None:
    blocks = read_docx(report()).blocks

    assert sum("CỘNG HÒA" in block.text for block in blocks) == 1


def test_times_new_roman_may_come_from_the_theme() -> None:
    docx = edit(Paper(font=None).save(), "word/theme/theme1.xml", _name_times)

    spans = [span for block in read_docx(_with_text(docx)).blocks for span in block.inked]

    assert {font for span in spans for font in span.fonts} == {"Times New Roman"}


def test_the_font_of_words_own_defaults_is_seen() -> None:
    paper = Paper(font=None)
    paper.text("Văn bản để nguyên phông chữ mặc định.")

    assert "ND30-GEN-05" in breaks(paper.save())


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda d: in_body(d, "Số: 215/SNV-CCHC", "Số: 215/CV-SNV"), "ND30-NUM-07"),
        (lambda d: in_body(d, "Số: 215/SNV-CCHC", "Số:215/SNV-CCHC"), "ND30-NUM-05"),
        (lambda d: on_runs(d, "V/v cử", "<w:b/>"), "ND30-TTL-04"),
        (lambda d: in_body(d, "Kính gửi: Sở Tài chính", "Kính gửi: - Sở Tài chính;"), "ND30-RCP-03"),
        (lambda d: in_body(d, "- Như trên;", "- Như kính gửi;"), "ND30-RCP-13"),
        (lambda d: in_body(d, "Trần Văn Bình", "ThS. Trần Văn Bình"), "ND30-SIG-03"),
        (lambda d: in_body(d, "KT. GIÁM ĐỐC", "K/T GIÁM ĐỐC"), "ND30-SIG-10"),
        (lambda d: section(d, "w:headerReference", "w:footerReference"), "ND30-PAG-02"),
        (lambda d: in_body(d, "Độc lập - Tự do", "Độc lập – Tự do"), "ND30-HDR-03"),
        (lambda d: in_body(d, "ngày 05 tháng 3", "ngày 5 tháng 03"), "ND30-DAT-02"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_wrong_letter_is_found_out(change: Callable[[bytes], bytes], rule: str) -> None:
    assert rule in breaks(change(letter()))


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda d: in_body(d, ">Phần I<", ">Phần 1<"), "ND30-STR-02"),
        (lambda d: on_runs(d, "MỤC ĐÍCH, YÊU CẦU", '<w:b w:val="0"/>'), "ND30-STR-02"),
        (lambda d: in_body(d, ">Mục 1<", ">Mục I<"), "ND30-STR-03"),
        (lambda d: without_paragraph(d, "MỤC ĐÍCH, YÊU CẦU"), "ND30-STR-01"),
        (lambda d: in_body(d, ">Phụ lục I<", ">Phụ lục 1<"), "ND30-APP-02"),
        (lambda d: on_runs(d, ">Phụ lục I<", '<w:sz w:val="26"/>'), "ND30-APP-03"),
        (
            lambda d: in_body(d, "DANH SÁCH ĐƠN VỊ ĐƯỢC KIỂM TRA", "Danh sách đơn vị được kiểm tra"),
            "ND30-APP-04",
        ),
        (lambda d: on_runs(d, "(Kèm theo", '<w:i w:val="0"/>'), "ND30-APP-05"),
        (lambda d: section(d, '<w:pgNumType w:start="1"/>', ""), "ND30-PAG-04"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_wrong_plan_is_found_out(change: Callable[[bytes], bytes], rule: str) -> None:
    assert rule in breaks(change(plan()))


def test_an_appendix_must_be_mentioned() -> None:
    assert "ND30-APP-01" in breaks(plan(mention=""))


def test_a_single_appendix_has_no_number() -> None:
    assert "ND30-APP-02" in breaks(plan(labels=("Phụ lục I",)))
    assert "ND30-APP-02" not in breaks(plan(labels=("Phụ lục",)))


def test_automatic_letters_are_counted() -> None:
    docx = report()
    assert "ND30-STR-07" in breaks(in_body(docx, "b) Thủ tục", "f) Thủ tục"))


def test_what_cannot_be_found_is_said_to_be_missing() -> None:
    paper = Paper()
    paper.text("Chỉ có một đoạn văn.")
    report_ = check_docx(paper.save())

    for rule in ("HDR-01", "HDR-02", "HDR-10", "NUM-01", "DAT-01", "TTL-01", "SIG-01", "RCP-10"):
        assert report_.verdict_of(f"ND30-{rule}") is Verdict.FAIL


def test_a_font_for_other_scripts_only_needs_a_look() -> None:
    docx = on_runs(letter(), "Kính gửi", '<w:rFonts w:eastAsia="Arial"/>')

    assert check_docx(docx).verdict_of("ND30-GEN-05") is Verdict.NEEDS_REVIEW


def _name_times(xml: str) -> str:
    return xml.replace('<a:latin typeface="Cambria"/>', '<a:latin typeface="Times New Roman"/>').replace(
        '<a:latin typeface="Calibri"/>', '<a:latin typeface="Times New Roman"/>'
    )


def _with_text(docx: bytes) -> bytes:
    return edit(docx, "word/document.xml", lambda xml: xml.replace("<w:body>", f"<w:body>{_PARAGRAPH}", 1))


_PARAGRAPH = f"<w:p><w:r><w:rPr>{_THEME_FONTS}</w:rPr><w:t>Chữ theo chủ đề</w:t></w:r></w:p>"
