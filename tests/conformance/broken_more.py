"""Breaks of customs, and of rules that a file decides in part."""

from __future__ import annotations

from service.conformance import Verdict
from tests.conformance.altering import letters, line, repeated, words
from tests.conformance.broken_others import (
    Other,
    centred,
    certified_copy,
    decision,
    notice,
    other,
    retyped,
    with_appendix,
)
from tests.conformance.editing import ONE_ADDRESSEE, edit, good, without_paragraph
from tests.conformance.test_broken import Break, styled, text

REVIEW = Verdict.NEEDS_REVIEW
_TEXT = "Đầu mối liên hệ:"


def to_one() -> bytes:
    return good(ONE_ADDRESSEE)


def leave_slip() -> bytes:
    """A leave slip: it has no abstract."""
    lines = "Đoàn kiểm tra cấp cho:", "Chức vụ: Chuyên viên.", "Nghỉ phép trong thời gian 05 ngày."
    docx = retyped("GIẤY NGHỈ PHÉP", "GNP", *lines)
    return without_paragraph(docx, "Lịch kiểm tra công tác cải cách hành chính năm 2026 tại")


def numbered_copy() -> bytes:
    """A certified copy with number, place and date of its own."""
    lines = centred("Số: 12/SY-UBND") + centred("Sơn La, ngày 02 tháng 12 năm 2026")
    return edit(certified_copy(), "word/document.xml", lambda xml: _before_the_end(xml, lines))


def _before_the_end(xml: str, lines: str) -> str:
    at = xml.rindex("<w:sectPr")
    return xml[:at] + lines + xml[at:]


def _secret(docx: bytes) -> bytes:
    mark = styled("RecipientsTitle", "MẬT").replace("<w:r>", '<w:r><w:rPr><w:i w:val="0"/></w:rPr>')

    def change(xml: str) -> str:
        start = xml.rindex("<w:p>", 0, xml.index("Số: 04/TB-ĐKT"))
        end = xml.index("</w:p>", start) + len("</w:p>")
        return xml[:end] + mark + xml[end:]

    return edit(docx, "word/document.xml", change)


def _pictured(ending: str) -> Break:
    """Puts a picture between post and name; a single point is enough."""
    picture = (
        "<w:r><w:drawing><wp:inline xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'>"
        "<a:blip xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' "
        "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' r:embed='rId900'/>"
        "</wp:inline></w:drawing></w:r>"
    )
    relationship = (
        "<Relationship Id='rId900' Target='media/sign." + ending + "' "
        "Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/image'/>"
    )

    def add(xml: str) -> str:
        at = xml.index('<w:pStyle w:val="SignatureSpace"/></w:pPr>') + len(
            '<w:pStyle w:val="SignatureSpace"/></w:pPr>'
        )
        return xml[:at] + picture + xml[at:]

    def change(docx: bytes) -> bytes:
        docx = edit(docx, "word/document.xml", add)
        part = "word/_rels/document.xml.rels"
        return edit(
            docx, part, lambda xml: xml.replace("</Relationships>", f"{relationship}</Relationships>")
        )

    return change


MORE: tuple[Other, ...] = (
    other(
        "NUM-04", "symbol of the superior", notice, text("Số: 04/TB-ĐKT", "Số: 04/TB-UBND"), verdict=REVIEW
    ),
    other("NUM-10", "strange letters", notice, text("Số: 04/TB-ĐKT", "Số: 04/TB-XZW"), verdict=REVIEW),
    other("NUM-13", "day without number", notice, text("Số: 04/TB-ĐKT", "Số:      /TB-ĐKT"), verdict=REVIEW),
    other(
        "BAS-05",
        "younger than the document",
        decision,
        text("ngày 15 tháng 7 năm 2021 của", "ngày 15 tháng 7 năm 2031 của"),
    ),
    other("APP-06", "another number", with_appendix, words(r"(Kèm theo Quyết định số )\d+", r"\g<1>9999")),
    other("MRK-01", "typed", notice, _secret, verdict=REVIEW),
    other("MSC-01", "small sign", notice, text("- Lưu: VT, Hồ sơ Đoàn.", "- Lưu: VT, Hồ sơ, Pl.(30).")),
    other("CPY-02", "no symbol", numbered_copy, words(r"Số: 12/SY-\S+", "Bản sao."), verdict=REVIEW),
    other("FRM-10", "no duration", leave_slip, text("Nghỉ phép trong thời gian 05 ngày.", "Đi lại 05 ngày.")),
    other("SIG-13", "not a PNG", decision, _pictured("jpg")),
    other("ESG-05", "picture", decision, _pictured("png"), verdict=REVIEW),
    other("BOD-07", "bullet", notice, text(_TEXT, "• Đầu mối liên hệ:")),
    other("BOD-08", "unexplained", notice, text(_TEXT, "Theo quy trình TPVHCC, đầu mối:")),
    other("BOD-09", "point before the decimals", notice, text(_TEXT, "Tỷ lệ 95.6%, đầu mối:")),
    other("BOD-10", "letter h", notice, text("08 giờ 00", "8h00")),
    other("DAT-06", "two ways", notice, text(_TEXT, "Từ 12/11/2026, đầu mối:")),
    other(
        "RCP-05",
        "at the margin",
        to_one,
        lambda d: line("^Kính gửi", "jc", val="left")(line("^Kính gửi", "ind", left="0", firstLine="0")(d)),
    ),
    other("RCP-16", "out of order", decision, repeated("^- Như Điều", "- Lưu: VT, NC;")),
    other("APP-12", "small letters", notice, letters(r"^STT$|^TT$", sz="16")),
)
