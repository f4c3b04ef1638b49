"""Decisions, resolutions and texts issued with them, as offices make them."""

from __future__ import annotations

from collections.abc import Callable

from docx.shared import Mm, Pt

from tests.conformance.numbered import number_paragraphs
from tests.conformance.offices import (
    MOTTO,
    NATIONAL,
    Office,
    bordered_line,
    connector_line,
    shape_line,
    vml_line,
    widest,
)

COUNCIL = ("HỘI ĐỒNG NHÂN DÂN", "TỈNH SƠN LA")
COMMITTEE = ("ỦY BAN NHÂN DÂN", "TỈNH SƠN LA")
LAW = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;"
DECREE = (
    "Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ về thực hiện thủ "
    "tục hành chính "
    "theo cơ chế một cửa, một cửa liên thông;"
)


def appointment() -> bytes:
    """A decision of the chairman signed by a deputy; header in one row, articles typed by hand."""
    paper = Office()
    paper.one_row_header(None, COMMITTEE, "Số: 372/QĐ-UBND", "Sơn La, ngày 28 tháng 02 năm 2026", vml_line)
    paper.ruled_title("QUYẾT ĐỊNH", ["Về việc kiện toàn Ban Chỉ đạo cải cách hành chính tỉnh"], shape_line)
    paper.line("", size=6)
    paper.line("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SƠN LA", bold=True, after=6)
    paper.bases(
        LAW,
        DECREE,
        "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 15/TTr-SNV ngày 10 tháng 02 năm 2026.",
    )
    paper.line("QUYẾT ĐỊNH:", bold=True, before=6, after=6)
    paper.article("Điều 1.", "Kiện toàn Ban Chỉ đạo cải cách hành chính tỉnh gồm các ông, bà sau đây:")
    paper.text(
        "1. Ông Lò Văn Thắng, Phó Chủ tịch Ủy ban nhân dân tỉnh, Trưởng ban;",
        "2. Bà Hà Thị Xuân, Giám đốc Sở Nội vụ, Phó Trưởng ban.",
    )
    paper.article("Điều 2.", "Quyết định này có hiệu lực kể từ ngày ký.")
    paper.article(
        "Điều 3.",
        "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ và các cá nhân có tên tại "
        "Điều 1 chịu trách nhiệm thi hành Quyết định này./.",
    )
    paper.ending(
        ("- Như Điều 3;", "- Bộ Nội vụ (để b/c);", "- Lưu: VT, NC."),
        ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        "Tráng Thị Mai",
    )
    return paper.save()


def numbered_decision() -> bytes:
    """A decision of an acting director whose articles, clauses and points Word numbers by itself."""
    paper = Office()
    paper.three_row_header(
        "UBND TỈNH SƠN LA", ("SỞ NỘI VỤ",), "Số: 86/QĐ-SNV", "Sơn La, ngày 02 tháng 4 năm 2026", shape_line
    )
    paper.broken_title("QUYẾT ĐỊNH", "Về việc thành lập Tổ giúp việc chuyển đổi số", bordered_line)
    paper.line("Q. GIÁM ĐỐC SỞ NỘI VỤ".removeprefix("Q. "), bold=True, before=6, after=6)
    paper.bases(LAW, "Theo đề nghị của Chánh Văn phòng Sở.")
    paper.line("QUYẾT ĐỊNH:", bold=True, before=6, after=6)
    texts = [
        (0, "Thành lập Tổ giúp việc chuyển đổi số gồm các thành viên sau đây:"),
        (1, "Bà Lò Thị Hạnh, Chánh Văn phòng Sở, Tổ trưởng;"),
        (1, "Ông Cà Văn Tuấn, Phó Trưởng phòng Cải cách hành chính, Tổ phó."),
        (0, "Nhiệm vụ của Tổ giúp việc:"),
        (1, "Tổ giúp việc có các nhiệm vụ:"),
        (2, "Tham mưu kế hoạch chuyển đổi số;"),
        (2, "Tổng hợp báo cáo định kỳ."),
        (0, "Chánh Văn phòng Sở và các thành viên chịu trách nhiệm thi hành Quyết định này./."),
    ]
    number_paragraphs(paper, texts)
    paper.broken_ending(("- Như Điều 3;", "- Lưu: VT, VP."), ("Q. GIÁM ĐỐC",), "Hà Thị Xuân")
    return paper.save()


def issuing() -> bytes:
    """A decision that issues regulations, with them behind it in chapters and articles."""
    paper = Office()
    paper.three_row_header(None, COMMITTEE, "Số: 41/QĐ-UBND", "Sơn La, ngày 05 tháng 01 năm 2026", vml_line)
    paper.ruled_title(
        "QUYẾT ĐỊNH",
        ["Ban hành Quy chế làm việc của Ban Chỉ đạo", "cải cách hành chính tỉnh Sơn La"],
        connector_line,
    )
    paper.line("ỦY BAN NHÂN DÂN TỈNH SƠN LA", bold=True, before=6, after=6)
    paper.bases(LAW, "Theo đề nghị của Giám đốc Sở Nội vụ.")
    paper.line("QUYẾT ĐỊNH:", bold=True, before=6, after=6)
    paper.article(
        "Điều 1.",
        "Ban hành kèm theo Quyết định này Quy chế làm việc của Ban Chỉ đạo cải cách hành chính tỉnh Sơn La.",
    )
    paper.article("Điều 2.", "Quyết định này có hiệu lực kể từ ngày ký.")
    paper.article(
        "Điều 3.",
        "Giám đốc Sở Nội vụ và các thành viên Ban Chỉ đạo chịu trách nhiệm thi hành Quyết định này./.",
    )
    paper.ending(
        ("- Như Điều 3;", "- Lưu: VT, NC."),
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        "Tráng Thị Mai",
    )
    paper.new_section()
    left, right = paper.grid(1, (65.0, 100.0)).rows[0].cells
    for name in COMMITTEE:
        paper.line(name, size=13, bold=True, within=left)
    bordered_line(paper, left, 0.4 * widest(COMMITTEE, 13), Mm(65).pt - 10.8)
    paper.line(NATIONAL, size=13, bold=True, within=right)
    paper.line(MOTTO, bold=True, within=right)
    bordered_line(paper, right, widest([MOTTO], 14), Mm(100).pt - 10.8)
    paper.line("QUY CHẾ", bold=True, before=12)
    paper.line("Làm việc của Ban Chỉ đạo cải cách hành chính tỉnh Sơn La", bold=True)
    paper.line(
        "(Kèm theo Quyết định số 41/QĐ-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh)", italic=True
    )
    shape_line(paper, paper.document, 120, 467.7)
    paper.line("Chương I", bold=True, before=12)
    paper.line("QUY ĐỊNH CHUNG", bold=True, after=6)
    paper.line("Điều 1. Phạm vi điều chỉnh", align=3, bold=True, before=3, after=3, indent=12.7)
    paper.text("Quy chế này quy định nguyên tắc, chế độ làm việc của Ban Chỉ đạo.")
    paper.line("Chương II", bold=True, before=12)
    paper.line("TỔ CHỨC THỰC HIỆN", bold=True, after=6)
    paper.line("Điều 2. Trách nhiệm thi hành", align=3, bold=True, before=3, after=3, indent=12.7)
    paper.text(
        "1. Sở Nội vụ theo dõi, đôn đốc việc thực hiện Quy chế này.",
        "2. Các thành viên Ban Chỉ đạo có trách nhiệm:",
    )
    paper.text("a) Tham dự đầy đủ các phiên họp;", "b) Thực hiện nhiệm vụ được phân công./.")
    return paper.save()


def resolution() -> bytes:
    """A resolution of the council of a commune, with a header of three columns."""
    paper = Office()
    paper.three_row_header(
        None,
        ("HỘI ĐỒNG NHÂN DÂN", "XÃ LONG HỒ"),
        "Số: 09/NQ-HĐND",
        "Long Hồ, ngày 15 tháng 7 năm 2026",
        shape_line,
        (63.0, 4.0, 98.0),
    )
    paper.ruled_title(
        "NGHỊ QUYẾT", ["Về nhiệm vụ phát triển kinh tế - xã hội 6 tháng cuối năm 2026"], shape_line
    )
    paper.line("HỘI ĐỒNG NHÂN DÂN XÃ LONG HỒ", bold=True, before=18)
    paper.line("KHÓA II, KỲ HỌP THỨ TƯ", bold=True, after=6)
    paper.bases(LAW.replace(";", "."))
    paper.line("QUYẾT NGHỊ:", bold=True, before=6, after=6)
    paper.article("Điều 1.", "Thông qua nhiệm vụ phát triển kinh tế - xã hội 6 tháng cuối năm 2026.")
    paper.article("Điều 2.", "Ủy ban nhân dân xã tổ chức thực hiện Nghị quyết này./.")
    paper.tabbed_ending(
        ("- Ủy ban nhân dân xã;", "- Các đại biểu Hội đồng nhân dân xã;", "- Lưu: VT, VP."),
        ("TM. HỘI ĐỒNG NHÂN DÂN", "CHỦ TỊCH"),
        "Nguyễn Văn Bảy",
    )
    return paper.save()


def styled_decision() -> bytes:
    """A decision that has all its formatting in styles based on one another, none on the runs."""
    paper = Office()
    sheet = paper.document.styles
    body = sheet.add_style("Noi dung", 1)
    body.base_style = sheet["Normal"]
    body.paragraph_format.alignment = 3
    body.paragraph_format.first_line_indent = Mm(10)
    body.paragraph_format.space_after = Pt(6)
    basis = sheet.add_style("Can cu", 1)
    basis.base_style = body
    basis.font.italic = True
    centred = sheet.add_style("Giua", 1)
    centred.base_style = sheet["Normal"]
    centred.paragraph_format.alignment = 1
    centred.font.bold = True
    strong = sheet.add_style("Dam", 2)
    strong.font.bold = True
    paper.one_row_header(
        "UBND TỈNH SƠN LA", ("VĂN PHÒNG",), "Số: 14/QĐ-VP", "Sơn La, ngày 11 tháng 11 năm 2026", bordered_line
    )
    add = paper.document.add_paragraph
    add("QUYẾT ĐỊNH", "Giua").paragraph_format.space_before = Pt(12)
    add("Về việc cử công chức tham gia đoàn công tác", "Giua")
    shape_line(
        paper, paper.document, 0.4 * widest(["Về việc cử công chức tham gia đoàn công tác"], 14), 467.7
    )
    paper.line("", size=8)
    add("CHÁNH VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH SƠN LA", "Giua").paragraph_format.space_after = Pt(6)
    add(LAW, "Can cu")
    add("Theo đề nghị của Trưởng phòng Hành chính - Tổ chức.", "Can cu")
    add("QUYẾT ĐỊNH:", "Giua").paragraph_format.space_after = Pt(6)
    for label, text in (
        ("Điều 1. ", "Cử bà Lò Thị Hạnh, chuyên viên, tham gia đoàn công tác từ ngày 20 tháng 11 năm 2026."),
        (
            "Điều 2. ",
            "Trưởng phòng Hành chính - Tổ chức và bà Lò Thị Hạnh chịu trách nhiệm thi hành Quyết định này./.",
        ),
    ):
        paragraph = add("", "Noi dung")
        paragraph.add_run(label, "Dam")
        paragraph.add_run(text)
    paper.ending(("- Như Điều 2;", "- Lưu: VT, HCTC."), ("CHÁNH VĂN PHÒNG",), "Đinh Quang Huy")
    return paper.save()


DECISIONS: dict[str, Callable[[], bytes]] = {
    "appointment": appointment,
    "numbered-decision": numbered_decision,
    "issuing": issuing,
    "resolution": resolution,
    "styled-decision": styled_decision,
}
