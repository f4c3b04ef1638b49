"""Letters, proposals, telegrams and invitations as offices make them."""

from __future__ import annotations

from collections.abc import Callable

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt, RGBColor

from tests.conformance.offices import Office, bordered_line, connector_line, shape_line, vml_line

COMMITTEE = ("ỦY BAN NHÂN DÂN", "TỈNH SƠN LA")
PROVINCE = "UBND TỈNH SƠN LA"


def circular_letter() -> bytes:
    """A letter of the committee signed by order of an office deputy, to many, with its address below."""
    paper = Office()
    paper.one_row_header(
        None,
        COMMITTEE,
        "Số: 215/UBND-NC",
        "Sơn La, ngày 05 tháng 3 năm 2026",
        shape_line,
        "V/v rà soát thủ tục hành chính nội bộ",
    )
    paper.line("", size=8)
    paper.line("Kính gửi:", 0, indent=40)
    for entry in ("- Các sở, ban, ngành tỉnh;", "- Ủy ban nhân dân các xã, phường."):
        paper.line(entry, 0, indent=58)
    paper.line("", size=8)
    paper.text(
        "Thực hiện Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ ban hành "
        "Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030, Ủy ban nhân "
        "dân tỉnh yêu cầu:",
        "1. Các sở, ban, ngành rà soát thủ tục hành chính nội bộ thuộc phạm vi quản lý.",
        "2. Kết quả gửi về Văn phòng Ủy ban nhân dân tỉnh trước ngày 20 tháng 3 năm 2026./.",
    )
    paper.ending(
        ("- Như trên;", "- Chủ tịch, các PCT UBND tỉnh (để b/c);", "- Lưu: VT, NC."),
        ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        "Lò Văn Minh",
    )
    footer = paper.document.sections[0].first_page_footer.paragraphs[0]
    run = footer.add_run("Địa chỉ: số 03, đường 26/8, phường Tô Hiệu; điện thoại: 0212 3852 032")
    run.font.size = Pt(11)
    border = '<w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/>'
    footer._p.get_or_add_pPr().append(parse_xml(f"<w:pBdr {nsdecls('w')}>{border}</w:pBdr>"))
    return paper.save()


def urgent_letter() -> bytes:
    """An urgent letter whose addressee stands in a table of its own."""
    paper = Office()
    paper.one_row_header(
        PROVINCE,
        ("SỞ NÔNG NGHIỆP", "VÀ MÔI TRƯỜNG"),
        "Số: 98/SNNMT-TL",
        "Sơn La, ngày 07 tháng 9 năm 2026",
        connector_line,
        "V/v ứng phó mưa lũ",
    )
    table = paper.grid(1, (20.0,))
    table.style = "Table Grid"
    table.rows[0].height = Mm(8)
    line = paper.line("KHẨN", size=13, bold=True, within=table.rows[0].cells[0])
    line.runs[0].font.color.rgb = RGBColor(0xFF, 0, 0)
    left, right = paper.grid(1, (60.0, 105.0)).rows[0].cells
    paper.line("Kính gửi:", 2, within=left)
    for entry in ("- Ủy ban nhân dân các xã, phường;", "- Chi cục Thủy lợi."):
        paper.line(entry, 0, within=right)
    paper.line("", size=8)
    paper.text(
        "Do ảnh hưởng của bão số 5, từ ngày 08 tháng 9 năm 2026 có mưa to. Sở đề nghị các địa "
        "phương trực ban 24/24 giờ./."
    )
    paper.broken_ending(("- Như trên;", "- Lưu: VT, TL."), ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Phùng Kim Sơn")
    return paper.save()


def tabbed_letter() -> bytes:
    """A letter in a tabbed header, its V/v under the number in the same lines, the ending with tabs."""
    paper = Office()
    paper.tabbed_header(PROVINCE, "SỞ TÀI CHÍNH", "Số: 77/STC-NS", "Sơn La, ngày 14 tháng 4 năm 2026")
    paragraph = paper.line("V/v thẩm định dự toán", 0, 12, before=6)
    paragraph.paragraph_format.left_indent = Mm(12)
    paragraph.paragraph_format.right_indent = Mm(90)
    paragraph.alignment = 1
    paper.line("Kính gửi: Sở Nội vụ", before=12, after=6)
    paper.text(
        "Sở Tài chính nhận được Công văn số 215/SNV-CCHC ngày 05 tháng 3 năm 2026 của Sở Nội vụ "
        "về việc cử thành viên Đoàn kiểm tra.",
        "Sở Tài chính cử bà Lò Thị Thu, chuyên viên, tham gia Đoàn kiểm tra./.",
    )
    paper.tabbed_ending(
        ("- Như trên;", "- Lưu: VT, NS."), ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG NGÂN SÁCH"), "Tòng Văn Phương"
    )
    return paper.save()


def broken_letter() -> bytes:
    """A letter whose left column is one paragraph of lines, number and V/v included."""
    paper = Office()
    left, right = paper.grid(1, (65.0, 100.0)).rows[0].cells
    paper.runs(left, (PROVINCE, 13, False, False), ("TRƯỜNG CAO ĐẲNG SƠN LA", 13, True, False))
    shape_line(paper, left, 80, 170)
    paper.line("Số: 56/CĐSL-ĐT", size=13, before=6, within=left)
    paper.line("V/v phối hợp đào tạo", size=13, before=6, within=left)
    paper.runs(
        right,
        ("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True, False),
        ("Độc lập - Tự do - Hạnh phúc", 14, True, False),
    )
    shape_line(paper, right, 171.5, 270)
    paper.line("Sơn La, ngày 09 tháng 02 năm 2026", italic=True, before=6, within=right)
    address = paper.line("Kính gửi: ", before=12, after=6)
    run = address.add_run("Trường Đại học Tây Bắc")
    run.font.size = Pt(14)
    paper.text(
        "Trường Cao đẳng Sơn La đề nghị Trường Đại học Tây Bắc phối hợp đào tạo theo chương trình đã ký./."
    )
    paper.ending(("- Như trên;", "- Lưu: VT, ĐT."), ("HIỆU TRƯỞNG",), "Vũ Thị Kim Oanh")
    return paper.save()


def commune_proposal() -> bytes:
    """A proposal with legal bases, signed for the committee by a deputy."""
    paper = Office()
    paper.three_row_header(
        None,
        ("ỦY BAN NHÂN DÂN", "XÃ MAI SƠN"),
        "Số: 10/TTr-UBND",
        "Mai Sơn, ngày 21 tháng 7 năm 2026",
        bordered_line,
    )
    paper.ruled_title("TỜ TRÌNH", ["Về việc phê duyệt danh mục dự án đầu tư công năm 2027"], shape_line)
    paper.line("Kính gửi: Hội đồng nhân dân xã Mai Sơn", before=12, after=6)
    paper.bases("Căn cứ Luật Đầu tư công ngày 29 tháng 11 năm 2024.")
    paper.text(
        "Ủy ban nhân dân xã kính trình Hội đồng nhân dân xã xem xét, phê duyệt danh mục dự án gồm 05 dự án./."
    )
    paper.ending(
        ("- Như trên;", "- Lưu: VT, KT."),
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        "Cầm Thị Chiêu",
    )
    return paper.save()


def telegram() -> bytes:
    """A telegram to a list of bodies."""
    paper = Office()
    paper.one_row_header(None, COMMITTEE, "Số: 03/CĐ-UBND", "Sơn La, ngày 12 tháng 9 năm 2026", vml_line)
    paper.ruled_title("CÔNG ĐIỆN", ["Về việc tập trung khắc phục hậu quả mưa lũ"], shape_line)
    paper.line("Chủ tịch Ủy ban nhân dân tỉnh Sơn La điện:", 3, before=6, after=3, indent=12.7)
    for entry in ("- Giám đốc các sở, ban, ngành;", "- Chủ tịch Ủy ban nhân dân các xã, phường."):
        paper.line(entry, 3, before=3, after=3, indent=12.7)
    paper.text("Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các đơn vị sơ tán dân khỏi vùng nguy hiểm./.")
    paper.ending(
        ("- Các đơn vị nhận điện;", "- Lưu: VT, KT."), ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Tráng Thị Mai"
    )
    return paper.save()


def introduction() -> bytes:
    """A letter of introduction without an abstract."""
    paper = Office()
    paper.one_row_header(
        PROVINCE, ("SỞ NỘI VỤ",), "Số: 19/GGT-SNV", "Sơn La, ngày 25 tháng 5 năm 2026", shape_line
    )
    paper.line("GIẤY GIỚI THIỆU", bold=True, before=12)
    shape_line(paper, paper.document, 60, 467.7)
    paper.line("", size=8)
    paper.text(
        "Sở Nội vụ trân trọng giới thiệu:",
        "Ông (bà): Lò Văn An.",
        "Chức vụ: Chuyên viên.",
        "Được cử đến: Ủy ban nhân dân xã Mai Sơn.",
        "Về việc: Thu thập số liệu cải cách hành chính.",
        "Đề nghị Quý cơ quan tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ.",
        "Giấy này có giá trị đến hết ngày 30 tháng 5 năm 2026./.",
    )
    paper.ending(("- Ông Lò Văn An;", "- Lưu: VT, VP."), ("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"), "Hà Văn Sơn")
    return paper.save()


def commune_invitation() -> bytes:
    """An invitation with its particulars on lines that begin with a tab."""
    paper = Office()
    paper.framed_header("UBND TỈNH SƠN LA", "VĂN PHÒNG", "Số: 21/GM-VP", "Sơn La, ngày 16 tháng 11 năm 2026")
    paper.ruled_title("GIẤY MỜI", ["Họp thẩm định chỉ số cải cách hành chính"], vml_line)
    paper.line("", size=6)
    paper.text("Văn phòng Ủy ban nhân dân tỉnh trân trọng kính mời: Đại diện lãnh đạo các sở, ban, ngành.")
    paper.text(
        "Tới dự: Họp Hội đồng thẩm định.",
        "Chủ trì: Chánh Văn phòng.",
        "Thời gian: 14 giờ 00 ngày 20 tháng 11 năm 2026.",
        "Địa điểm: Phòng họp tầng 2./.",
    )
    paper.ending(
        ("- Như thành phần mời;", "- Lưu: VT, TH."),
        ("TL. CHÁNH VĂN PHÒNG", "TRƯỞNG PHÒNG TỔNG HỢP"),
        "Bạc Cầm Lan",
    )
    return paper.save()


LETTERS: dict[str, Callable[[], bytes]] = {
    "circular-letter": circular_letter,
    "urgent-letter": urgent_letter,
    "tabbed-letter": tabbed_letter,
    "broken-letter": broken_letter,
    "commune-proposal": commune_proposal,
    "telegram": telegram,
    "introduction": introduction,
    "commune-invitation": commune_invitation,
}
