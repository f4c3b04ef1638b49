"""Rules that our own documents seldom meet: marks, forms, customs, what only a person can tell."""

from __future__ import annotations

import pytest
from docx.shared import Pt, RGBColor

from service.conformance import Verdict, check_docx
from tests.conformance.editing import (
    DECISION,
    NOTICE,
    breaks,
    good,
    in_body,
    on_paragraph,
    on_runs,
    with_style,
    without_paragraph,
)
from tests.conformance.other_hands import CENTRE, UNIT, Paper, invitation, letter, plan

RED = RGBColor(0xFF, 0, 0)


def verdict(docx: bytes, rule: str) -> Verdict:
    return check_docx(docx).verdict_of(f"ND30-{rule}")


def marked(text: str = "KHẨN", width: int = 1134, height: int = 454, colour: RGBColor | None = RED) -> bytes:
    """A letter with a mark in a single frame below its header."""
    paper = Paper()
    paper.header(
        "UBND TỈNH SƠN LA", UNIT, "Số: 215/SNV-CCHC", "Sơn La, ngày 05 tháng 3 năm 2026", "V/v cử thành viên"
    )
    table = paper.document.add_table(rows=1, cols=1)
    table.style = "Table Grid"
    cell = table.rows[0].cells[0]
    table.rows[0].height = Pt(height / 20)
    cell.width = Pt(width / 20)
    line = paper.line(text, size=13, bold=True, within=cell)
    if colour is not None:
        line.runs[0].font.color.rgb = colour
    paper.line("Kính gửi: Sở Tài chính", before=12, after=6)
    paper.text("Sở Nội vụ đề nghị Sở Tài chính cử một công chức tham gia Đoàn kiểm tra./.")
    paper.ending(("- Như trên;", "- Lưu: VT, CCHC."), ("GIÁM ĐỐC",), "Trần Văn Bình")
    return paper.save()


def test_an_urgency_mark_as_asked_passes() -> None:
    assert verdict(marked(), "MRK-02") is Verdict.PASS
    assert breaks(marked()) == set()


@pytest.mark.parametrize(
    "docx",
    [marked(width=2268), marked(height=900), marked(colour=None)],
    ids=["too-wide", "too-high", "black"],
)
def test_an_urgency_mark_in_another_form_fails(docx: bytes) -> None:
    assert breaks(docx) == {"ND30-MRK-02"}


def test_a_note_on_circulation_stands_in_a_frame() -> None:
    right = marked("LƯU HÀNH NỘI BỘ", colour=None)
    assert verdict(right, "MRK-03") is Verdict.PASS
    assert breaks(on_runs(right, "LƯU HÀNH NỘI BỘ", '<w:b w:val="0"/>')) == {"ND30-MRK-03"}


@pytest.mark.parametrize(("size", "expected"), [(11, Verdict.PASS), (14, Verdict.FAIL)])
def test_the_address_line_is_in_11_or_12_points(size: int, expected: Verdict) -> None:
    paper = Paper()
    section = paper.document.sections[0]
    run = section.first_page_footer.paragraphs[0].add_run(
        "Địa chỉ: đường Khau Cả, phường Tô Hiệu; điện thoại: 0212"
    )
    run.font.size = Pt(size)
    assert verdict(paper.save(), "MSC-02") is expected


@pytest.mark.parametrize(("size", "expected"), [(13, Verdict.PASS), (12, Verdict.FAIL)])
def test_the_form_of_copy_is_in_13_or_14_points(size: int, expected: Verdict) -> None:
    paper = Paper()
    paper.text("Nội dung được sao./.")
    paper.line("Nơi nhận:")
    paper.line("GIÁM ĐỐC", bold=True)
    paper.line("SAO Y", CENTRE, size, bold=True)
    assert verdict(paper.save(), "CPY-01") is expected


def test_an_invitation_says_when() -> None:
    assert breaks(in_body(invitation(), "Thời gian: 08", "Bắt đầu 08")) == {"ND30-FRM-07"}


def test_an_appendix_has_a_reference_line() -> None:
    docx = in_body(plan(), "(Kèm theo Kế hoạch số", "(Của Kế hoạch số")
    assert {"ND30-APP-05", "ND30-FRM-11"} <= breaks(docx)


def test_an_appendix_counts_its_own_pages() -> None:
    docx = in_body(plan(), '<w:pgNumType w:start="1"/>', '<w:pgNumType w:start="4"/>')
    assert breaks(docx) == {"ND30-PAG-04", "ND30-APP-08"}


def test_an_appendix_has_a_short_rule() -> None:
    docx = plan(labels=("Phụ lục",))
    assert verdict(docx, "APP-07") is Verdict.PASS


def test_a_decision_that_issues_a_text_names_it() -> None:
    docx = in_body(good(DECISION), ">Về việc thành lập", ">Ban hành Quy chế thành lập")
    assert breaks(docx) == {"ND30-FRM-03"}


def test_a_custom_is_never_a_breach() -> None:
    report = check_docx(with_style(good(NOTICE), "NationalName", '<w:sz w:val="26"/>'))

    assert report.verdict_of("ND30-HDR-06") is Verdict.FAIL
    assert report.breaches == ()


def test_an_underline_is_told_from_a_drawn_rule() -> None:
    docx = on_runs(good(NOTICE), "Độc lập - Tự do", '<w:u w:val="single"/>')
    assert verdict(docx, "HDR-16") is Verdict.FAIL


def test_little_room_for_the_signature_is_noticed() -> None:
    docx = with_style(good(DECISION), "SignatureSpace", '<w:spacing w:line="400" w:lineRule="exact"/>', "pPr")
    assert verdict(docx, "SIG-14") is Verdict.FAIL
    assert breaks(docx) == set()


@pytest.mark.parametrize(
    ("docx", "rule"),
    [
        (in_body(good(NOTICE), "Sơn La, ngày 12", "Hà Nội, ngày 12"), "DAT-03"),
        (in_body(good(NOTICE), "Đầu mối liên hệ:", "Từ ngày ký Nghị định số 63/2010/NĐ-CP:"), "BOD-05"),
        (in_body(good(NOTICE), "Đầu mối liên hệ:", "Vùng Tây bắc:"), "CAP-07"),
        (in_body(good(NOTICE), "Đầu mối liên hệ:", "Cơ quan nhà nước:"), "CAP-09"),
    ],
    ids=["DAT-03", "BOD-05", "CAP-07", "CAP-09"],
)
def test_what_only_a_person_can_tell_needs_a_look(docx: bytes, rule: str) -> None:
    assert verdict(docx, rule) is Verdict.NEEDS_REVIEW


def test_both_posts_of_an_advisory_body_are_seen() -> None:
    assert verdict(good(NOTICE), "SIG-11") is Verdict.PASS


def test_a_centred_short_line_in_the_text_needs_a_look() -> None:
    docx = on_paragraph(letter(), "Sở Nội vụ đề nghị", '<w:jc w:val="center"/>')
    assert verdict(docx, "BOD-01") is Verdict.NEEDS_REVIEW


def resolution() -> bytes:
    docx = in_body(good(DECISION), ">QUYẾT ĐỊNH<", ">NGHỊ QUYẾT<")
    return in_body(in_body(docx, ">QUYẾT ĐỊNH:<", ">QUYẾT NGHỊ:<"), "2847/QĐ-UBND", "2847/NQ-UBND", 9)


def test_a_resolution_has_an_authority_line() -> None:
    assert breaks(resolution()) == set()
    assert breaks(without_paragraph(resolution(), '"AuthorityLine"')) == {"ND30-FRM-01"}


def telegram(head: str = "Sở Nội vụ điện: các sở, ngành.") -> bytes:
    paper = Paper()
    date = "Sơn La, ngày 06 tháng 4 năm 2026"
    paper.header("UBND TỈNH SƠN LA", UNIT, "Số: 07/CĐ-SNV", date)
    paper.title("CÔNG ĐIỆN", "Về việc ứng phó với mưa lũ")
    paper.text(head, "Các sở, ngành tổ chức trực ban./.")
    paper.ending(("- Như trên;", "- Lưu: VT, VP."), ("GIÁM ĐỐC",), "Hà Văn Sơn")
    return paper.save()


def test_a_telegram_says_to_whom() -> None:
    assert breaks(telegram()) == set()
    assert breaks(telegram("Các sở, ngành cần chú ý.")) == {"ND30-FRM-06"}


def introduction(post: str = "Chức vụ: Chuyên viên.") -> bytes:
    paper = Paper()
    paper.header("UBND TỈNH SƠN LA", UNIT, "Số: 07/GGT-SNV", "Sơn La, ngày 06 tháng 4 năm 2026")
    paper.line("GIẤY GIỚI THIỆU", bold=True, before=12)
    paper.text("Sở Nội vụ trân trọng giới thiệu:", "Ông (bà): Lò Văn An.", post)
    paper.text("Được cử đến: Sở Tài chính.", "Về việc: liên hệ công tác./.")
    paper.ending(("- Như trên;", "- Lưu: VT, VP."), ("GIÁM ĐỐC",), "Hà Văn Sơn")
    return paper.save()


def test_a_letter_of_introduction_names_the_post() -> None:
    assert breaks(introduction()) == set()
    assert breaks(introduction("Ngạch: Chuyên viên.")) == {"ND30-FRM-08"}
