"""Each rule sees the one thing broken for it in a good document, and no other rule does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from tests.conformance.editing import (
    CONCLUSION,
    DECISION,
    LETTER,
    MINUTES,
    NOTICE,
    ONE_ADDRESSEE,
    breaks,
    edit,
    good,
    in_body,
    on_paragraph,
    on_runs,
    section,
    with_style,
    without_paragraph,
)
from tests.kinds.samples import Case

Break = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Broken:
    """One thing broken; `also` are rules that ask for the very same thing."""

    rule: str
    name: str
    case: Case
    change: Break
    also: frozenset[str] = field(default_factory=frozenset)

    def __str__(self) -> str:
        return f"{self.rule}-{self.name}".replace(" ", "-")


def broken(rule: str, name: str, case: Case, change: Break, *also: str) -> Broken:
    return Broken(f"ND30-{rule}", name, case, change, frozenset(f"ND30-{one}" for one in also))


def styled(name: str, words: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'


def text(old: str, new: str, count: int = 1) -> Break:
    return lambda docx: in_body(docx, old, new, count)


def runs(where: str, properties: str) -> Break:
    return lambda docx: on_runs(docx, where, properties)


def paragraph(where: str, properties: str) -> Break:
    return lambda docx: on_paragraph(docx, where, properties)


def style(name: str, properties: str, place: str = "rPr") -> Break:
    return lambda docx: with_style(docx, name, properties, place)


def gone(mark: str) -> Break:
    return lambda docx: without_paragraph(docx, mark)


def page(pattern: str, new: str) -> Break:
    return lambda docx: section(docx, pattern, new)


def header(old: str, new: str) -> Break:
    return lambda docx: edit(docx, "word/header1.xml", lambda xml: xml.replace(old, new, 1))


BIG, SMALL, LEFT = '<w:sz w:val="32"/>', '<w:sz w:val="22"/>', '<w:jc w:val="left"/>'
PLAIN, BOLD, ITALIC = '<w:b w:val="0"/>', "<w:b/>", "<w:i/>"
NAME, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"

CASES = (
    broken("GEN-01", "letter paper", NOTICE, page(r'w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')),
    broken("GEN-01", "size not given", NOTICE, page(r"<w:pgSz[^>]*/>", '<w:pgSz w:w="12240"/>')),
    broken(
        "GEN-02",
        "landscape without a table",
        ONE_ADDRESSEE,
        lambda d: section(
            edit(d, "word/document.xml", _drop_grids),
            r'w:w="11906" w:h="16838"',
            'w:orient="landscape" w:w="16838" w:h="11906"',
        ),
    ),
    broken("GEN-04", "left margin", NOTICE, page(r'w:left="1701"', 'w:left="1417"')),
    broken("GEN-04", "right margin", NOTICE, page(r'w:right="851"', 'w:right="1417"')),
    broken("GEN-04", "gutter", NOTICE, page(r'w:gutter="0"', 'w:gutter="567"')),
    broken(
        "GEN-05",
        "direct font",
        NOTICE,
        runs("Đầu mối liên hệ", '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'),
    ),
    broken(
        "GEN-05",
        "font of a style",
        NOTICE,
        style("TableText", '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>'),
    ),
    broken("GEN-05", "colour", NOTICE, runs("Đầu mối liên hệ", '<w:color w:val="1F4E79"/>')),
    broken(
        "GEN-05",
        "font of the page number",
        NOTICE,
        header("<w:t>2</w:t>", '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/></w:rPr><w:t>2</w:t>'),
    ),
    broken("GEN-06", "combining marks", NOTICE, text("Đầu mối liên hệ", "Đâ\u0300u mối liên hệ")),
    broken("PAG-01", "bold number", NOTICE, style("PageNumber", BOLD)),
    broken("PAG-01", "small number", NOTICE, style("PageNumber", SMALL)),
    broken(
        "PAG-01",
        "Roman number",
        NOTICE,
        page(r'<w:pgNumType w:start="1"/>', '<w:pgNumType w:fmt="lowerRoman" w:start="1"/>'),
    ),
    broken(
        "PAG-01", "begins with 3", NOTICE, page(r'<w:pgNumType w:start="1"/>', '<w:pgNumType w:start="3"/>')
    ),
    broken("PAG-02", "at the right", NOTICE, style("PageNumber", '<w:jc w:val="right"/>', "pPr")),
    broken("PAG-02", "in the footer", NOTICE, lambda docx: _to_footer(docx)),
    broken("PAG-03", "on page one", NOTICE, page(r"<w:titlePg/>", "")),
    broken("HDR-01", "misspelt", NOTICE, text(NAME, "CỘNG HÒA XÃ HỘI CHỦ NGHIÃ VIỆT NAM")),
    broken("HDR-01", "small letters", NOTICE, text(NAME, "Cộng hòa xã hội chủ nghĩa Việt Nam")),
    broken("HDR-01", "14 points", NOTICE, style("NationalName", '<w:sz w:val="28"/>')),
    broken("HDR-01", "not bold", NOTICE, style("NationalName", PLAIN)),
    broken("HDR-01", "italic", NOTICE, runs(NAME, ITALIC)),
    broken("HDR-01", "missing", NOTICE, gone(NAME), "FRM-04"),
    broken("HDR-02", "12 points", NOTICE, style("Motto", '<w:sz w:val="24"/>'), "HDR-04"),
    broken("HDR-02", "capital in a phrase", NOTICE, text(MOTTO, "Độc Lập - Tự Do - Hạnh Phúc")),
    broken("HDR-02", "not centred", NOTICE, paragraph(MOTTO, LEFT)),
    broken("HDR-02", "missing", NOTICE, gone(MOTTO), "FRM-04"),
    broken("HDR-03", "en dashes", NOTICE, text(MOTTO, "Độc lập – Tự do – Hạnh phúc")),
    broken("HDR-03", "no spaces", NOTICE, text(MOTTO, "Độc lập-Tự do-Hạnh phúc"), "HDR-04"),
    broken("HDR-04", "no rule", NOTICE, gone('"RuleFull"')),
    broken(
        "HDR-04", "short rule", NOTICE, text('w:left="960" w:right="960"', 'w:left="1960" w:right="1960"')
    ),
    broken(
        "HDR-04",
        "dotted",
        NOTICE,
        style("RuleFull", '<w:pBdr><w:top w:val="dotted" w:sz="6"/></w:pBdr>', "pPr"),
    ),
    broken(
        "HDR-05", "line spacing", NOTICE, style("Motto", '<w:spacing w:line="360" w:lineRule="auto"/>', "pPr")
    ),
    broken("HDR-05", "space before", NOTICE, style("Motto", '<w:spacing w:before="120"/>', "pPr")),
    broken(
        "HDR-10",
        "abbreviated",
        DECISION,
        text("ỦY BAN NHÂN DÂN</w:t>", "UBND TỈNH NHÀ</w:t>"),
    ),
    broken("HDR-11", "not bold", NOTICE, style("IssuingBody", PLAIN)),
    broken("HDR-11", "14 points", NOTICE, style("IssuingBody", '<w:sz w:val="28"/>')),
    broken("HDR-11", "small letters", NOTICE, text("ĐOÀN KIỂM TRA</w:t>", "Đoàn kiểm tra</w:t>")),
    broken(
        "HDR-10",
        "missing",
        DECISION,
        lambda d: without_paragraph(without_paragraph(d, "ỦY BAN NHÂN DÂN</w:t>"), "TỈNH SƠN LA</w:t>"),
        "FRM-02",
    ),
    broken("HDR-12", "bold", NOTICE, style("Superior", BOLD)),
    broken("HDR-12", "italic", NOTICE, style("Superior", ITALIC)),
    broken("HDR-13", "no name", NOTICE, text("UBND TỈNH SƠN LA</w:t>", "UBND TỈNH</w:t>")),
    broken("HDR-14", "no rule", NOTICE, gone('"RuleShort"')),
    broken(
        "HDR-14",
        "as long as the line",
        NOTICE,
        text('w:left="1243" w:right="1243"', 'w:left="243" w:right="243"'),
    ),
    broken(
        "HDR-14",
        "not in the middle",
        NOTICE,
        text('w:left="1243" w:right="1243"', 'w:left="2043" w:right="443"'),
    ),
    broken("HDR-15", "space between", NOTICE, style("IssuingBody", '<w:spacing w:before="160"/>', "pPr")),
    broken("NUM-01", "missing", NOTICE, gone("Số: 04/TB-ĐKT"), "FRM-04"),
    broken("NUM-01", "not centred", NOTICE, paragraph("Số: 04/TB-ĐKT", LEFT)),
    broken("NUM-02", "14 points", NOTICE, style("NumberSymbol", '<w:sz w:val="28"/>')),
    broken("NUM-02", "bold", NOTICE, style("NumberSymbol", BOLD)),
    broken("NUM-02", "capitals", NOTICE, text("Số: 04/TB-ĐKT", "SỐ: 04/TB-ĐKT")),
    broken("NUM-02", "no colon", NOTICE, text("Số: 04/TB-ĐKT", "Số 04/TB-ĐKT")),
    broken("NUM-03", "no zero", NOTICE, text("Số: 04/TB-ĐKT", "Số: 4/TB-ĐKT")),
    broken("NUM-03", "Roman", NOTICE, text("Số: 04/TB-ĐKT", "Số: IV/TB-ĐKT")),
    broken("NUM-05", "no space after the colon", NOTICE, text("Số: 04/TB-ĐKT", "Số:04/TB-ĐKT")),
    broken("NUM-05", "space at the slash", NOTICE, text("Số: 04/TB-ĐKT", "Số: 04 /TB-ĐKT")),
    broken("NUM-05", "spaces at the hyphen", NOTICE, text("Số: 04/TB-ĐKT", "Số: 04/TB - ĐKT")),
    broken("NUM-06", "another type", NOTICE, text("Số: 04/TB-ĐKT", "Số: 04/BC-ĐKT")),
    broken("NUM-06", "no issuer", NOTICE, text("Số: 04/TB-ĐKT", "Số: 04/TB")),
    broken("NUM-07", "CV", LETTER, text("Số: 415/UBND-NC", "Số: 415/CV-UBND")),
    broken("NUM-07", "no unit", LETTER, text("Số: 415/UBND-NC", "Số: 415/UBND")),
    broken("NUM-08", "a year", DECISION, text("Số: 2847/QĐ-UBND", "Số: 2847/2026/QĐ-UBND")),
    broken("NUM-09", "small letters", NOTICE, text("Số: 04/TB-ĐKT", "Số: 04/TB-đkt")),
    broken("NUM-09", "type in other letters", NOTICE, text("Số: 04/TB-ĐKT", "Số: 04/Tb-ĐKT")),
    broken("DAT-01", "upright", NOTICE, style("PlaceDate", '<w:i w:val="0"/>')),
    broken("DAT-01", "15 points", NOTICE, style("PlaceDate", '<w:sz w:val="30"/>')),
    broken("DAT-01", "no comma", NOTICE, text("Sơn La, ngày 12", "Sơn La ngày 12")),
    broken("DAT-01", "missing", NOTICE, gone("Sơn La, ngày 12"), "FRM-04"),
    broken(
        "DAT-02",
        "zero before March",
        NOTICE,
        text(
            "ngày 12 tháng 11 năm 2026</w:t></w:r></w:p></w:tc>",
            "ngày 12 tháng 03 năm 2026</w:t></w:r></w:p></w:tc>",
        ),
    ),
    broken("DAT-02", "no zero before the day", NOTICE, text("Sơn La, ngày 12 tháng", "Sơn La, ngày 2 tháng")),
    broken(
        "DAT-02",
        "slashes",
        NOTICE,
        text("Sơn La, ngày 12 tháng 11 năm 2026", "Sơn La, ngày 12 tháng 11 năm 26"),
    ),
    broken("DAT-04", "bare name", NOTICE, text("Sơn La, ngày 12 tháng", "Hồ Chí Minh, ngày 12 tháng")),
    broken(
        "DAT-05",
        "date in minutes",
        MINUTES,
        text(
            '<w:p><w:pPr><w:pStyle w:val="Spacer"/></w:pPr></w:p>',
            styled("NumberSymbol", "Sơn La, ngày 02 tháng 12 năm 2026"),
        ),
    ),
    broken("TTL-01", "16 points", NOTICE, style("TypeName", BIG)),
    broken("TTL-01", "not centred", NOTICE, style("TypeName", LEFT, "pPr")),
    broken("TTL-01", "not bold", NOTICE, style("TypeName", PLAIN)),
    broken(
        "TTL-02",
        "capitals",
        NOTICE,
        text(
            "Lịch kiểm tra công tác cải cách hành chính năm 2026 tại Ủy ban nhân dân xã Mai Sơn",
            "LỊCH KIỂM TRA CÔNG TÁC CẢI CÁCH HÀNH CHÍNH NĂM 2026",
        ),
    ),
    broken(
        "TTL-02",
        "period",
        NOTICE,
        text("nhân dân xã Mai Sơn</w:t></w:r></w:p>", "nhân dân xã Mai Sơn.</w:t></w:r></w:p>"),
    ),
    broken("TTL-02", "not bold", NOTICE, style("Abstract", PLAIN)),
    broken("TTL-03", "no rule", NOTICE, lambda d: _without_last(d, '"RuleShort"')),
    broken("TTL-03", "long rule", NOTICE, lambda d: _long_last_rule(d)),
    broken("TTL-04", "bold", LETTER, style("LetterAbstract", BOLD)),
    broken("TTL-04", "14 points", LETTER, style("LetterAbstract", '<w:sz w:val="28"/>')),
    broken("TTL-04", "no gap", LETTER, style("LetterAbstract", '<w:spacing w:before="0"/>', "pPr")),
    broken("TTL-04", "missing", LETTER, gone("V/v đôn đốc"), "FRM-05"),
    broken("TTL-05", "other words", DECISION, text(">Về việc thành lập", ">Thành lập")),
    broken("BAS-01", "upright", DECISION, style("LegalBasis", '<w:i w:val="0"/>')),
    broken(
        "BAS-01",
        "last one ends with a semicolon",
        DECISION,
        text("tháng 10 năm 2026.</w:t>", "tháng 10 năm 2026;</w:t>"),
    ),
    broken(
        "BAS-01", "comma at the end", DECISION, text("ngày 16 tháng 6 năm 2025;", "ngày 16 tháng 6 năm 2025,")
    ),
    broken(
        "BAS-02",
        "request first",
        DECISION,
        text(
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
            "Theo đề nghị của Giám đốc Sở Nội vụ;",
        ),
    ),
    broken("BAS-03", "no date", DECISION, text("76/NQ-CP ngày 15 tháng 7 năm 2021 của", "76/NQ-CP của")),
    broken("BAS-03", "no number", DECISION, text("Nghị quyết số 76/NQ-CP ngày", "Nghị quyết ngày")),
    broken(
        "BAS-04",
        "number of a law",
        DECISION,
        text("địa phương ngày 16 tháng 6", "địa phương số 72/2025/QH15 ngày 16 tháng 6"),
    ),
    broken("BAS-06", "bullet", DECISION, text("Căn cứ Luật", "- Căn cứ Luật")),
    broken("BOD-01", "12 points", NOTICE, runs("Đầu mối liên hệ", '<w:sz w:val="24"/>')),
    broken("BOD-01", "not justified", NOTICE, paragraph("Đầu mối liên hệ", LEFT)),
    broken("BOD-01", "italic", NOTICE, runs("Đầu mối liên hệ", ITALIC)),
    broken("BOD-02", "no indent", NOTICE, paragraph("Đầu mối liên hệ", '<w:ind w:firstLine="0"/>')),
    broken("BOD-02", "1.5 cm", NOTICE, paragraph("Đầu mối liên hệ", '<w:ind w:firstLine="850"/>')),
    broken(
        "BOD-03", "3 points", NOTICE, lambda d: with_style(d, "BodyText", '<w:spacing w:after="60"/>', "pPr")
    ),
    broken("BOD-03", "contextual spacing", NOTICE, style("BodyText", "<w:contextualSpacing/>", "pPr")),
    broken(
        "BOD-04",
        "double",
        NOTICE,
        paragraph("Đầu mối liên hệ", '<w:spacing w:line="480" w:lineRule="auto"/>'),
    ),
    broken(
        "BOD-04",
        "12 points exactly",
        NOTICE,
        paragraph("Đầu mối liên hệ", '<w:spacing w:line="240" w:lineRule="exact"/>'),
    ),
    broken("BOD-06", "no mark", NOTICE, text("phối hợp thực hiện./.", "phối hợp thực hiện.")),
    broken(
        "STR-04",
        "not bold",
        DECISION,
        text(
            '<w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space="preserve">Điều 2.',
            '<w:r><w:t xml:space="preserve">Điều 2.',
        ),
    ),
    broken("STR-04", "colon", DECISION, text("Điều 2.", "Điều 2:")),
    broken("STR-04", "Roman number", DECISION, text("Điều 2.", "Điều II.")),
    broken("STR-05", "bracket", NOTICE, text(">1. Thời gian:", ">1) Thời gian:")),
    broken("STR-05", "bold sentence", NOTICE, runs("2. Địa điểm:", BOLD)),
    broken("STR-05", "italic", NOTICE, runs("2. Địa điểm:", ITALIC), "BOD-01"),
    broken("STR-06", "period", NOTICE, text(">b) Cải cách thể chế", ">b. Cải cách thể chế")),
    broken("STR-06", "bold", NOTICE, runs("b) Cải cách thể chế", BOLD)),
    broken("STR-07", "letter f", NOTICE, text(">g) Xây dựng", ">f) Xây dựng")),
    broken("STR-07", "letter left out", NOTICE, text(">đ) Cải cách", ">i) Cải cách")),
    broken("STR-08", "small letters", NOTICE, text("II. NỘI DUNG, THỜI KỲ", "II. Nội dung, thời kỳ")),
    broken("STR-08", "not bold", NOTICE, style("SectionHeading", PLAIN)),
    broken("SIG-01", "not bold", NOTICE, runs("TRƯỞNG ĐOÀN</w:t>", PLAIN)),
    broken("SIG-01", "12 points", NOTICE, runs("TRƯỞNG ĐOÀN</w:t>", '<w:sz w:val="24"/>')),
    broken("SIG-02", "capitals", DECISION, text(">Đinh Thế Truyền<", ">ĐINH THẾ TRUYỀN<")),
    broken("SIG-02", "not bold", DECISION, style("SignatoryName", PLAIN)),
    broken("SIG-03", "degree", DECISION, text(">Đinh Thế Truyền<", ">TS. Đinh Thế Truyền<")),
    broken("SIG-04", "standing deputy", DECISION, text(">PHÓ CHỦ TỊCH<", ">PHÓ CHỦ TỊCH THƯỜNG TRỰC<")),
    broken("SIG-05", "TM. before a post", NOTICE, text("TM. ĐOÀN KIỂM TRA", "TM. TRƯỞNG ĐOÀN KIỂM TRA")),
    broken(
        "SIG-06",
        "written out",
        Case("surprise-2026", "decision", None),
        text(">CHỦ TỊCH<", ">QUYỀN CHỦ TỊCH<"),
    ),
    broken("SIG-07", "no KT.", DECISION, gone("KT. CHỦ TỊCH")),
    broken("SIG-07", "no deputy", DECISION, gone(">PHÓ CHỦ TỊCH<")),
    broken(
        "SIG-08",
        "no post below",
        LETTER,
        lambda d: without_paragraph(without_paragraph(d, "KT. CHÁNH VĂN PHÒNG"), "PHÓ CHÁNH VĂN PHÒNG"),
    ),
    broken(
        "SIG-09",
        "no post below",
        LETTER,
        lambda d: in_body(
            without_paragraph(without_paragraph(d, "KT. CHÁNH VĂN PHÒNG"), "PHÓ CHÁNH VĂN PHÒNG"),
            "TL. CHỦ TỊCH",
            "TUQ. CHỦ TỊCH",
        ),
    ),
    broken("SIG-10", "slash", NOTICE, text("TM. ĐOÀN KIỂM TRA", "T/M ĐOÀN KIỂM TRA")),
    broken("SIG-10", "no space", NOTICE, text("TM. ĐOÀN KIỂM TRA", "TM.ĐOÀN KIỂM TRA")),
    broken("SIG-10", "no period", DECISION, text("KT. CHỦ TỊCH", "KT CHỦ TỊCH")),
    broken(
        "SIG-12",
        "TM. under the chairman",
        DECISION,
        text(
            "KT. CHỦ TỊCH",
            f"TM. ỦY BAN NHÂN DÂN</w:t></w:r></w:p>{styled('SigningAuthority', 'KT. CHỦ TỊCH')[:-18]}",
        ),
    ),
    broken("RCP-01", "in a notice", NOTICE, lambda d: _with_addressee(d)),
    broken("RCP-01", "missing in a letter", ONE_ADDRESSEE, gone("Kính gửi"), "FRM-05"),
    broken("RCP-02", "bold", ONE_ADDRESSEE, runs("Kính gửi", BOLD)),
    broken("RCP-02", "15 points", ONE_ADDRESSEE, runs("Kính gửi", '<w:sz w:val="30"/>')),
    broken("RCP-03", "dash", ONE_ADDRESSEE, text("Kính gửi: ", "Kính gửi: - ")),
    broken(
        "RCP-04",
        "period in the middle",
        LETTER,
        text("- Ủy ban nhân dân xã Mai Sơn;", "- Ủy ban nhân dân xã Mai Sơn."),
    ),
    broken(
        "RCP-04",
        "dashes not aligned",
        LETTER,
        paragraph("- Phòng Văn hóa - Xã hội xã Mai Sơn;", '<w:ind w:left="4000" w:firstLine="0"/>'),
    ),
    broken("RCP-10", "14 points", NOTICE, style("RecipientsTitle", '<w:sz w:val="28"/>')),
    broken("RCP-10", "upright", NOTICE, style("RecipientsTitle", '<w:i w:val="0"/>')),
    broken("RCP-10", "no colon", NOTICE, text("Nơi nhận:", "Nơi nhận")),
    broken("RCP-11", "12 points", NOTICE, style("RecipientItem", '<w:sz w:val="24"/>')),
    broken(
        "RCP-11", "no semicolon", NOTICE, text("- Thành viên Đoàn kiểm tra;", "- Thành viên Đoàn kiểm tra")
    ),
    broken("RCP-12", "no period", NOTICE, text("- Lưu: VT, Hồ sơ Đoàn.", "- Lưu: VT, Hồ sơ Đoàn")),
    broken("RCP-12", "no VT", NOTICE, text("- Lưu: VT, Hồ sơ Đoàn.", "- Lưu: Hồ sơ, Đoàn.")),
    broken(
        "RCP-12",
        "missing",
        NOTICE,
        gone("- Lưu: VT"),
    ),
    broken("RCP-13", "other entry first", LETTER, text("- Như trên;", "- Như kính gửi;")),
    broken("RCP-14", "no article", DECISION, text("- Như Điều 4;", "- Sở Nội vụ;")),
    broken("RCP-15", "no file", MINUTES, text("- Lưu: VT, Hồ sơ.", "- Lưu: VT, CCHC.")),
    broken("APP-05", "upright", DECISION, style("AppendixReference", '<w:i w:val="0"/>')),
    broken("APP-10", "no Tiêu ngữ", DECISION, lambda d: _without_last(d, MOTTO), "HDR-02"),
    broken("APP-10", "no reference", DECISION, gone("(Kèm theo Quyết định")),
    broken("FRM-02", "no authority line", DECISION, gone('"AuthorityLine"')),
    broken("FRM-04", "no recipients", CONCLUSION, lambda d: _without_recipients(d), "RCP-10"),
    broken("FRM-05", "no number", LETTER, gone("Số: 415/UBND-NC"), "NUM-01"),
    broken(
        "FRM-09",
        "no secretary",
        MINUTES,
        lambda d: in_body(without_paragraph(d, "Thư ký (người ghi"), ">THƯ KÝ<", ">NGƯỜI LẬP<"),
    ),
    broken(
        "CAP-01",
        "small after a period",
        NOTICE,
        text("bắt đầu lúc 08 giờ 00.", "bắt đầu ngay. đoàn đến sớm."),
    ),
    broken("CAP-03", "small proper name", NOTICE, text("Đầu mối liên hệ:", "Đầu mối tại tỉnh Sơn la:")),
    broken("CAP-05", "small city", NOTICE, text("Đầu mối liên hệ:", "Đầu mối tại thành phố Hồ Chí Minh:")),
    broken("CAP-11", "small type", NOTICE, text("Thực hiện Quyết định số", "Thực hiện quyết định số")),
    broken("CAP-12", "capital clause", NOTICE, text("Đầu mối liên hệ:", "Theo Khoản 2 Điều 5, đầu mối:")),
    broken("CAP-12", "small article", NOTICE, text("Đầu mối liên hệ:", "Theo khoản 2 điều 5, đầu mối:")),
    broken("CAP-13", "small weekday", NOTICE, text("từ thứ Hai, ngày", "từ thứ hai, ngày")),
    broken("CAP-14", "small Tết", NOTICE, text("Đầu mối liên hệ:", "Trước dịp tết, đầu mối:")),
)


def _drop_grids(xml: str) -> str:
    start = xml.index('<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/>')
    end = xml.index("</w:tbl>", start) + len("</w:tbl>")
    return xml[:start] + xml[end:]


def _to_footer(docx: bytes) -> bytes:
    return section(docx, "<w:headerReference", "<w:footerReference")  # the empty one of the first page too


def _without_last(docx: bytes, mark: str) -> bytes:
    def change(xml: str) -> str:
        at = xml.rindex(mark)
        start, end = xml.rindex("<w:p>", 0, at), xml.index("</w:p>", at) + len("</w:p>")
        return xml[:start] + xml[end:]

    return edit(docx, "word/document.xml", change)


def _long_last_rule(docx: bytes) -> bytes:
    def change(xml: str) -> str:
        at = xml.rindex('"RuleShort"')
        start, end = xml.index("<w:ind", at), xml.index("/>", xml.index("<w:ind", at))
        return xml[:start] + '<w:ind w:left="500" w:right="500"' + xml[end:]

    return edit(docx, "word/document.xml", change)


def _with_addressee(docx: bytes) -> bytes:
    line = styled("AppendixTitle", "Kính gửi: Sở Nội vụ").replace(
        "<w:r>", '<w:r><w:rPr><w:b w:val="0"/></w:rPr>'
    )
    return edit(docx, "word/document.xml", lambda xml: _before(xml, "Thực hiện Quyết định", line))


def _before(xml: str, mark: str, new: str) -> str:
    start = xml.rindex("<w:p>", 0, xml.index(mark))
    return xml[:start] + new + xml[start:]


def _without_recipients(docx: bytes) -> bytes:
    docx = without_paragraph(docx, "Nơi nhận:")
    for _ in range(20):
        try:
            docx = without_paragraph(docx, '"RecipientItem"')
        except ValueError:
            return docx
    return docx


@pytest.mark.parametrize("broken", CASES, ids=str)
def test_a_rule_sees_what_is_broken_and_no_other_does(broken: Broken) -> None:
    before = breaks(good(broken.case))
    after = breaks(broken.change(good(broken.case)))

    assert not before
    assert after == {broken.rule} | broken.also
