"""What our own documents seldom have, made of them: parts, appendices, forms, marks; a break of each.

The good ones are edited documents of ours, so that a page of them is drawn as right as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from service.conformance import Verdict
from tests.conformance.editing import (
    DECISION,
    LETTER,
    NOTICE,
    edit,
    good,
    in_body,
    on_runs,
    without_paragraph,
)
from tests.conformance.pdf.breaking import urgent_letter
from tests.conformance.test_broken import (
    BOLD,
    ITALIC,
    PLAIN,
    SMALL,
    Break,
    gone,
    paragraph,
    runs,
    style,
    styled,
    text,
)

UNDERLINED = '<w:u w:val="single"/>'
_FIRST_LINE = "Thực hiện Quyết định"
_LEFT = '<w:jc w:val="left"/>'


@dataclass(frozen=True)
class Other:
    """One thing broken in a document that `make` gives; `verdict` is what the rule then says."""

    rule: str
    name: str
    make: Callable[[], bytes]
    change: Break
    also: frozenset[str] = field(default_factory=frozenset)
    verdict: Verdict = Verdict.FAIL

    def __str__(self) -> str:
        return f"{self.rule}-{self.name}".replace(" ", "-")


def other(
    rule: str,
    name: str,
    make: Callable[[], bytes],
    change: Break,
    *also: str,
    verdict: Verdict = Verdict.FAIL,
) -> Other:
    return Other(f"ND30-{rule}", name, make, change, frozenset(f"ND30-{one}" for one in also), verdict)


def notice() -> bytes:
    return good(NOTICE)


def decision() -> bytes:
    return good(DECISION)


def retyped(name: str, abbreviation: str, *lines: str) -> bytes:
    """The notice as a document of another type, with lines before its text."""
    docx = in_body(in_body(notice(), ">THÔNG BÁO<", f">{name}<"), "04/TB-ĐKT", f"04/{abbreviation}-ĐKT")
    return before(docx, _FIRST_LINE, *(styled("BodyText", line) for line in lines))


def telegram() -> bytes:
    return retyped("CÔNG ĐIỆN", "CĐ", "Đoàn kiểm tra điện: các sở, ban, ngành.")


def invitation() -> bytes:
    return retyped("GIẤY MỜI", "GM", "Đoàn kiểm tra trân trọng kính mời: Ông Lò Văn An.")


def introduction() -> bytes:
    """A letter of introduction, which has no abstract."""
    docx = retyped(
        "GIẤY GIỚI THIỆU",
        "GGT",
        "Đoàn kiểm tra trân trọng giới thiệu:",
        "Ông (bà): Lò Văn An.",
        "Chức vụ: Chuyên viên.",
        "Được cử đến: Sở Tài chính.",
        "Về việc: liên hệ công tác.",
    )
    return _without_last_rule(without_paragraph(docx, "Lịch kiểm tra công tác"))


def resolution() -> bytes:
    docx = in_body(decision(), ">QUYẾT ĐỊNH<", ">NGHỊ QUYẾT<")
    return in_body(in_body(docx, ">QUYẾT ĐỊNH:<", ">QUYẾT NGHỊ:<"), "2847/QĐ-UBND", "2847/NQ-UBND", 9)


def in_parts() -> bytes:
    """The notice in parts and sections with headings."""
    docx = before(notice(), "I. THỜI GIAN", *heading("Phần I", "THỜI GIAN VÀ NỘI DUNG"))
    docx = before(docx, "II. NỘI DUNG", *heading("Chương I", "NỘI DUNG KIỂM TRA"))
    return before(docx, "Đầu mối liên hệ", *heading("Mục 1", "THÀNH PHẦN THAM DỰ"))


def heading(label: str, title: str) -> tuple[str, str]:
    return centred(label), centred(title)


def centred(words: str) -> str:
    return (
        '<w:p><w:pPr><w:spacing w:before="120" w:after="0"/><w:jc w:val="center"/></w:pPr>'
        f"<w:r><w:rPr><w:b/></w:rPr><w:t>{words}</w:t></w:r></w:p>"
    )


def with_appendix() -> bytes:
    """The decision with its list as an appendix."""

    def relabel(xml: str) -> str:
        start = xml.rindex("<w:tbl>", 0, xml.index("DANH SÁCH"))
        end = xml.index("</w:tbl>", start) + len("</w:tbl>")
        xml = xml[:start] + xml[end:]
        xml = xml.replace(">DANH SÁCH<", ">Phụ lục<", 1)
        return xml.replace(
            ">Thành viên Đoàn kiểm tra công tác cải cách hành chính năm 2026<", f">{_LIST}<", 1
        )

    return edit(decision(), "word/document.xml", relabel)


_LIST = "DANH SÁCH THÀNH VIÊN ĐOÀN KIỂM TRA"


def certified_copy() -> bytes:
    """The letter with the form of copy at its end."""

    def add(xml: str) -> str:
        at = xml.rindex("<w:sectPr")
        return xml[:at] + centred("SAO Y") + xml[at:]

    return edit(good(LETTER), "word/document.xml", add)


def restricted() -> bytes:
    """The letter with a note on its circulation in a frame."""
    docx = in_body(urgent_letter(), "THƯỢNG KHẨN", "LƯU HÀNH NỘI BỘ")
    docx = on_runs(docx, "LƯU HÀNH NỘI BỘ", '<w:color w:val="000000"/>')
    return edit(docx, "word/document.xml", lambda xml: xml.replace('w:w="2268"', 'w:w="3402"'))


def with_address() -> bytes:
    """The notice with an address line at the foot of its first page."""
    docx = edit(
        notice(), "word/document.xml", lambda xml: xml.replace('headerReference w:type="first"', _FOOT, 1)
    )
    run = f'<w:r><w:rPr><w:sz w:val="22"/></w:rPr><w:t>{_ADDRESS}</w:t></w:r></w:p>'
    return edit(docx, "word/header2.xml", lambda xml: xml.replace("</w:p>", run))


_FOOT = 'footerReference w:type="first"'
_ADDRESS = "Địa chỉ: số 1 đường Khau Cả, phường Tô Hiệu; điện thoại: 0212 3850 000"


def before(docx: bytes, mark: str, *paragraphs: str) -> bytes:
    """The DOCX with paragraphs before the first one that holds `mark`."""

    def change(xml: str) -> str:
        start = xml.rindex("<w:p>", 0, xml.index(mark))
        return xml[:start] + "".join(paragraphs) + xml[start:]

    return edit(docx, "word/document.xml", change)


def _count_on(docx: bytes) -> bytes:
    """Page numbers of the last section that go on from those before."""

    def change(xml: str) -> str:
        at = xml.rindex('<w:pgNumType w:start="1"/>')
        return xml[:at] + xml[at:].replace('w:start="1"', 'w:start="4"', 1)

    return edit(docx, "word/document.xml", change)


def _without_last_rule(docx: bytes) -> bytes:
    def change(xml: str) -> str:
        at = xml.rindex('"RuleShort"')
        start, end = xml.rindex("<w:p>", 0, at), xml.index("</w:p>", at) + len("</w:p>")
        return xml[:start] + xml[end:]

    return edit(docx, "word/document.xml", change)


def _frame_height(docx: bytes) -> bytes:
    return edit(
        docx, "word/document.xml", lambda xml: re.sub(r'(<w:trHeight w:val=")\d+', r"\g<1>700", xml, count=1)
    )


def _address(properties: str) -> Break:
    return lambda docx: edit(
        docx, "word/header2.xml", lambda xml: xml.replace("</w:rPr>", f"{properties}</w:rPr>")
    )


def _larger_motto(docx: bytes) -> bytes:
    """The Tiêu ngữ in 14 points, with its rule as long as it is then."""
    return in_body(
        style("Motto", '<w:sz w:val="28"/>')(docx), 'w:left="960" w:right="960"', 'w:left="838" w:right="838"'
    )


def _underlined_motto(docx: bytes) -> bytes:
    return on_runs(docx, "Độc lập - Tự do", UNDERLINED)


REVIEW = Verdict.NEEDS_REVIEW
_SPACE = '<w:spacing w:line="400" w:lineRule="exact"/>'
_REFERENCE = "(Kèm theo Quyết định số"

OTHERS = (
    other("PAG-04", "appendix that counts on", with_appendix, _count_on, "APP-08"),
    other("APP-08", "appendix that counts on", with_appendix, _count_on, "PAG-04"),
    other("HDR-06", "two points larger", notice, _larger_motto),
    other("HDR-16", "underlined", notice, _underlined_motto),
    other("DAT-03", "another place", notice, text("Sơn La, ngày 12", "Hà Nội, ngày 12"), verdict=REVIEW),
    other(
        "BOD-05",
        "without a date",
        notice,
        text("Đầu mối liên hệ:", "Theo Nghị định số 63/2010/NĐ-CP:"),
    ),
    other("CAP-07", "small region", notice, text("Đầu mối liên hệ:", "Vùng Tây bắc:"), verdict=REVIEW),
    other("CAP-09", "small state", notice, text("Đầu mối liên hệ:", "Cơ quan nhà nước:"), verdict=REVIEW),
    other("STR-01", "no heading", in_parts, gone(">THÀNH PHẦN THAM DỰ<")),
    other("STR-02", "part in capitals", in_parts, text(">Phần I<", ">PHẦN I<")),
    other("STR-02", "Arabic number", in_parts, text(">Chương I<", ">Chương 1<")),
    other("STR-02", "small title", in_parts, text(">NỘI DUNG KIỂM TRA<", ">Nội dung kiểm tra<")),
    other("STR-02", "not bold", in_parts, runs(">Phần I<", PLAIN)),
    other("STR-02", "at the left", in_parts, paragraph(">Phần I<", _LEFT)),
    other("STR-03", "Roman number", in_parts, text(">Mục 1<", ">Mục I<")),
    other("STR-03", "italic title", in_parts, runs(">THÀNH PHẦN THAM DỰ<", ITALIC)),
    other("SIG-11", "one post only", notice, gone(">PHÓ GIÁM ĐỐC SỞ NỘI VỤ<"), verdict=REVIEW),
    other("SIG-14", "little room", decision, style("SignatureSpace", _SPACE, "pPr")),
    other(
        "APP-01", "not mentioned", with_appendix, text("theo danh sách kèm theo Quyết định này", "sau đây")
    ),
    other("APP-02", "one with a number", with_appendix, text(">Phụ lục<", ">Phụ lục I<")),
    other("APP-03", "not bold", with_appendix, runs(">Phụ lục<", PLAIN)),
    other("APP-03", "capitals", with_appendix, text(">Phụ lục<", ">PHỤ LỤC<")),
    other("APP-03", "11 points", with_appendix, runs(">Phụ lục<", SMALL)),
    other("APP-04", "small letters", with_appendix, text(_LIST, "Danh sách thành viên Đoàn kiểm tra")),
    other("APP-04", "not bold", with_appendix, runs(_LIST, PLAIN)),
    other("APP-05", "bold", with_appendix, runs(_REFERENCE, BOLD)),
    other("APP-07", "no rule", with_appendix, _without_last_rule),
    other(
        "FRM-11",
        "no reference",
        with_appendix,
        lambda d: without_paragraph(_without_last_rule(d), _REFERENCE),
        "APP-05",
    ),
    other("FRM-01", "no authority line", resolution, gone('"AuthorityLine"')),
    other("FRM-03", "issues nothing", decision, text(">Về việc thành lập", ">Ban hành Quy chế thành lập")),
    other("FRM-06", "to nobody", telegram, text("Đoàn kiểm tra điện:", "Đoàn kiểm tra thông tin:")),
    other("FRM-07", "no time", invitation, text("1. Thời gian:", "1. Bắt đầu:")),
    other("FRM-08", "no post", introduction, text("Chức vụ: Chuyên viên.", "Ngạch: Chuyên viên.")),
    other("CPY-01", "not bold", certified_copy, runs(">SAO Y<", PLAIN)),
    other("CPY-01", "12 points", certified_copy, runs(">SAO Y<", '<w:sz w:val="24"/>')),
    other("MRK-02", "high frame", urgent_letter, _frame_height),
    other("MRK-02", "black", urgent_letter, runs("THƯỢNG KHẨN", '<w:color w:val="000000"/>')),
    other("MRK-03", "not bold", restricted, runs("LƯU HÀNH NỘI BỘ", PLAIN)),
    other("MSC-02", "14 points", with_address, _address('<w:sz w:val="28"/>')),
    other("MSC-02", "italic", with_address, _address(ITALIC)),
)
