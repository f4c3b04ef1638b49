"""Typed documents as offices make them: directives, notices, plans, reports, minutes, contracts."""

from __future__ import annotations

from collections.abc import Callable

from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from tests.conformance.numbered import DASHES, REPORT, number_paragraphs
from tests.conformance.offices import Office, bordered_line, connector_line, shape_line, underscores, vml_line

COMMITTEE = ("ỦY BAN NHÂN DÂN", "TỈNH SƠN LA")
COMMUNE = ("ỦY BAN NHÂN DÂN", "XÃ LONG HỒ")
PROVINCE = "UBND TỈNH SƠN LA"


def directive() -> bytes:
    """A directive whose header is typed with the space bar."""
    paper = Office()
    paper.spaced_header(PROVINCE, "SỞ NỘI VỤ", "Số: 02/CT-SNV", "Sơn La, ngày 03 tháng 8 năm 2026")
    paper.ruled_title("CHỈ THỊ", ["Về việc tăng cường kỷ luật, kỷ cương hành chính"], shape_line)
    paper.line("", size=6)
    paper.text(
        "Thời gian qua, việc chấp hành kỷ luật, kỷ cương hành chính tại các cơ quan có chuyển biến tích cực.",
        "Để khắc phục những hạn chế còn lại, Giám đốc Sở Nội vụ yêu cầu:",
        "1. Các phòng, đơn vị thuộc Sở thực hiện nghiêm thời giờ làm việc.",
        "2. Thanh tra viên kiểm tra đột xuất việc thực hiện Chỉ thị này./.",
    )
    paper.ending(("- Các phòng, đơn vị thuộc Sở;", "- Lưu: VT, TCCB."), ("GIÁM ĐỐC",), "Hà Thị Xuân")
    return paper.save()


def notice() -> bytes:
    """A notice whose header is two text boxes of the old kind, still without number and day."""
    paper = Office()
    paper.vml_header(PROVINCE, "VĂN PHÒNG", "Số:       /TB-VP", "Sơn La, ngày      tháng 3 năm 2026")
    paper.ruled_title("THÔNG BÁO", ["Kết luận của Chánh Văn phòng tại cuộc họp giao ban tháng 3"], vml_line)
    paper.line("", size=6)
    paper.text(
        "Ngày 02 tháng 3 năm 2026, Chánh Văn phòng chủ trì họp giao ban. Sau khi nghe các ý "
        "kiến, Chánh Văn phòng kết luận như sau:"
    )
    paper.line("I. ĐÁNH GIÁ CHUNG", 3, bold=True, before=3, after=3, indent=12.7)
    paper.text("Các phòng đã hoàn thành nhiệm vụ được giao.")
    paper.line("II. NHIỆM VỤ THÁNG 4", 3, bold=True, before=3, after=3, indent=12.7)
    paper.line("1. Về công tác tổng hợp", 3, bold=True, before=3, after=3, indent=12.7)
    paper.text("a) Chuẩn bị tài liệu phiên họp thường kỳ;", "b) Đôn đốc báo cáo quý I.")
    paper.text("2. Phòng Hành chính - Tổ chức theo dõi việc thực hiện Thông báo này./.")
    paper.boxed_ending(
        ("- Lãnh đạo Văn phòng;", "- Các phòng;", "- Lưu: VT, TH."),
        ("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        "Lò Văn Minh",
    )
    return paper.save()


def guidance() -> bytes:
    """Guidance numbered by Word in Roman sections, clauses and points, in a header of three columns."""
    paper = Office()
    paper.three_row_header(
        PROVINCE,
        ("SỞ NỘI VỤ",),
        "Số: 120/HD-SNV",
        "Sơn La, ngày 12 tháng 10 năm 2026",
        shape_line,
        (60.0, 5.0, 100.0),
    )
    paper.ruled_title(
        "HƯỚNG DẪN",
        ["Chấm điểm chỉ số cải cách hành chính", "của các sở, ban, ngành năm 2026"],
        connector_line,
    )
    number_paragraphs(
        paper,
        [
            (0, "MỤC ĐÍCH, YÊU CẦU"),
            (1, "Bảo đảm khách quan, thống nhất trong chấm điểm."),
            (1, "Các cơ quan tự chấm điểm theo các bước:"),
            (2, "Lập hồ sơ kiểm chứng;"),
            (2, "Gửi hồ sơ về Sở Nội vụ."),
            (0, "TỔ CHỨC THỰC HIỆN"),
            (1, "Trong quá trình thực hiện, nếu có vướng mắc, các cơ quan phản ánh về Sở Nội vụ./."),
        ],
        REPORT,
    )
    paper.tabbed_ending(
        ("- Các sở, ban, ngành;", "- Lưu: VT, CCHC."),
        ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG CẢI CÁCH HÀNH CHÍNH"),
        "Vì Văn Quân",
    )
    return paper.save()


def programme() -> bytes:
    """A programme in a framed header, its list made of Word's bullets."""
    paper = Office()
    paper.framed_header(
        "UBND XÃ LONG HỒ", "PHÒNG KINH TẾ", "Số: 06/CTr-PKT", "Long Hồ, ngày 20 tháng 9 năm 2026"
    )
    paper.ruled_title("CHƯƠNG TRÌNH", ["Công tác quý IV năm 2026"], bordered_line)
    paper.text("Phòng Kinh tế xây dựng chương trình công tác quý IV năm 2026 với các nội dung sau:")
    number_paragraphs(
        paper,
        [(0, "Tham mưu dự toán ngân sách năm 2027;"), (0, "Kiểm tra tiến độ giải ngân vốn đầu tư công.")],
        DASHES,
    )
    paper.text("Các công chức trong Phòng có trách nhiệm thực hiện Chương trình này./.")
    paper.ending(
        ("- Chủ tịch Ủy ban nhân dân xã (để b/c);", "- Công chức Phòng Kinh tế;", "- Lưu: VT, PKT."),
        ("TRƯỞNG PHÒNG",),
        "Nguyễn Thị Hoa",
    )
    return paper.save()


def wide_plan() -> bytes:
    """A plan with its one appendix on pages that lie on their side, filled by a table."""
    paper = Office()
    paper.one_row_header(None, COMMUNE, "Số: 33/KH-UBND", "Long Hồ, ngày 08 tháng 01 năm 2026", shape_line)
    paper.ruled_title("KẾ HOẠCH", ["Kiểm tra công tác cải cách hành chính năm 2026"], underscores)
    paper.text(
        "Thực hiện nhiệm vụ được giao, Ủy ban nhân dân xã ban hành Kế hoạch kiểm tra theo lịch "
        "tại Phụ lục kèm theo."
    )
    paper.text("Các đơn vị có tên trong Phụ lục chịu trách nhiệm thực hiện./.")
    paper.ending(
        ("- Đảng ủy xã (để b/c);", "- Các phòng;", "- Lưu: VT, VHXH."),
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        "Nguyễn Văn Bảy",
    )
    paper.new_section()
    section = paper.document.sections[-1]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    paper.line("Phụ lục", bold=True)
    paper.line("LỊCH KIỂM TRA CÔNG TÁC CẢI CÁCH HÀNH CHÍNH NĂM 2026", bold=True)
    paper.line(
        "(Kèm theo Kế hoạch số 33/KH-UBND ngày 08 tháng 01 năm 2026 của Ủy ban nhân dân xã)", italic=True
    )
    shape_line(paper, paper.document, 120, 467.7)
    paper.line("", size=8)
    paper.table(
        (
            ("STT", "Đơn vị được kiểm tra", "Thời gian"),
            ("1", "Trường Tiểu học Long Hồ", "12/3/2026"),
            ("2", "Trạm Y tế xã", "13/3/2026"),
        )
    )
    return paper.save()


def quarterly_report() -> bytes:
    """A report with a table of figures, addressed to two superiors."""
    paper = Office()
    paper.one_row_header(
        "UBND XÃ LONG HỒ",
        ("PHÒNG VĂN HÓA - XÃ HỘI",),
        "Số: 45/BC-VHXH",
        "Long Hồ, ngày 31 tháng 3 năm 2026",
        vml_line,
    )
    paper.ruled_title("BÁO CÁO", ["Kết quả cải cách hành chính quý I năm 2026"], shape_line)
    paper.line("Kính gửi:", 0, before=6, indent=50)
    for entry in ("- Sở Nội vụ;", "- Chủ tịch Ủy ban nhân dân xã."):
        paper.line(entry, 0, indent=70)
    paper.line("", size=6)
    paper.line("I. KẾT QUẢ ĐẠT ĐƯỢC", 3, bold=True, before=3, after=3, indent=12.7)
    paper.text("Trong quý I, Phòng đã tiếp nhận 125 hồ sơ, giải quyết đúng hạn 95,6%, cụ thể:")
    paper.table((("STT", "Lĩnh vực", "Số hồ sơ"), ("1", "Hộ tịch", "80"), ("2", "Bảo trợ xã hội", "45")))
    paper.line("II. PHƯƠNG HƯỚNG QUÝ II", 3, bold=True, before=6, after=3, indent=12.7)
    paper.text(
        "Phòng tiếp tục thực hiện các nhiệm vụ tại Kế hoạch số 33/KH-UBND ngày 08 tháng 01 năm "
        "2026 của Ủy ban nhân dân xã về kiểm tra công tác cải cách hành chính./."
    )
    paper.ending(
        ("- Như trên;", "- Lưu: VT, VHXH."), ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"), "Lê Thị Bích Ngọc"
    )
    return paper.save()


def meeting_minutes() -> bytes:
    """Minutes of a meeting with secretary and chairman."""
    paper = Office()
    paper.one_row_header(PROVINCE, ("SỞ NỘI VỤ",), "Số: 17/BB-SNV", None, shape_line)
    paper.ruled_title("BIÊN BẢN", ["Hội nghị triển khai công tác năm 2026"], shape_line)
    paper.line("", size=6)
    paper.text(
        "Thời gian bắt đầu: 08 giờ 00 ngày 12 tháng 01 năm 2026.",
        "Địa điểm: Hội trường Sở Nội vụ.",
        "Thành phần tham dự: Lãnh đạo Sở, trưởng các phòng, đơn vị thuộc Sở.",
        "Chủ trì (chủ tọa): Bà Hà Thị Xuân, Giám đốc Sở.",
        "Thư ký (người ghi biên bản): Ông Lò Văn Minh, chuyên viên.",
        "Nội dung (theo diễn biến cuộc họp):",
        "Giám đốc Sở phát biểu khai mạc và giao nhiệm vụ cho các phòng.",
        "Hội nghị kết thúc vào 11 giờ 30 ngày 12 tháng 01 năm 2026./.",
    )
    paper.signatures(((("THƯ KÝ",), "Lò Văn Minh"), (("CHỦ TỌA",), "Hà Thị Xuân")))
    paper.recipients(("- Lãnh đạo Sở;", "- Lưu: VT, Hồ sơ."))
    return paper.save()


def inspection_minutes() -> bytes:
    """Minutes of an inspection, signed by three."""
    paper = Office()
    paper.three_row_header(
        PROVINCE, ("ĐOÀN KIỂM TRA", "CÔNG TÁC CẢI CÁCH HÀNH CHÍNH"), "Số: 03/BB-ĐKT", None, vml_line
    )
    paper.ruled_title(
        "BIÊN BẢN", ["Kiểm tra công tác cải cách hành chính tại Ủy ban nhân dân xã Mai Sơn"], shape_line
    )
    paper.line("", size=6)
    paper.text(
        "Hôm nay, vào hồi 08 giờ 00 ngày 15 tháng 9 năm 2026, tại trụ sở Ủy ban nhân dân xã Mai "
        "Sơn, Đoàn kiểm tra làm việc với đơn vị.",
        "Thành phần tham dự:",
        "1. Đoàn kiểm tra: Bà Hà Thị Xuân, Trưởng đoàn.",
        "2. Đơn vị được kiểm tra: Ông Cầm Văn Chung, Chủ tịch Ủy ban nhân dân xã.",
        "Thư ký: Ông Lò Văn Minh.",
        "Biên bản kết thúc vào 16 giờ 30 cùng ngày, được đọc lại cho mọi người cùng nghe./.",
    )
    paper.signatures(
        (
            (("THƯ KÝ",), "Lò Văn Minh"),
            (("ĐẠI DIỆN ĐƠN VỊ",), "Cầm Văn Chung"),
            (("TRƯỞNG ĐOÀN",), "Hà Thị Xuân"),
        )
    )
    paper.recipients(("- Ủy ban nhân dân xã Mai Sơn;", "- Lưu: VT, Hồ sơ."))
    return paper.save()


def joint_plan() -> bytes:
    """A plan of two bodies, signed by both."""
    paper = Office()
    paper.one_row_header(
        PROVINCE,
        ("SỞ NỘI VỤ - SỞ TÀI CHÍNH",),
        "Số: 05/KH-SNV-STC",
        "Sơn La, ngày 18 tháng 5 năm 2026",
        bordered_line,
    )
    paper.ruled_title("KẾ HOẠCH", ["Phối hợp rà soát biên chế và quỹ tiền lương năm 2026"], shape_line)
    paper.line("", size=6)
    paper.text(
        "Sở Nội vụ và Sở Tài chính phối hợp rà soát biên chế, quỹ tiền lương tại các cơ quan.",
        "Hai Sở phân công công chức đầu mối thực hiện Kế hoạch này./.",
    )
    paper.signatures(
        ((("GIÁM ĐỐC SỞ TÀI CHÍNH",), "Bùi Quốc Hưng"), (("GIÁM ĐỐC SỞ NỘI VỤ",), "Hà Thị Xuân"))
    )
    paper.recipients(("- Ủy ban nhân dân tỉnh (để b/c);", "- Lưu: VT, SNV, STC."))
    return paper.save()


def contract() -> bytes:
    """A contract of two sides."""
    paper = Office()
    paper.one_row_header(
        PROVINCE, ("SỞ NỘI VỤ",), "Số: 08/HĐ-SNV", "Sơn La, ngày 22 tháng 6 năm 2026", shape_line
    )
    paper.ruled_title("HỢP ĐỒNG", ["Thuê dịch vụ bảo trì trang thông tin điện tử"], shape_line)
    paper.line("", size=6)
    paper.text(
        "Hôm nay, tại trụ sở Sở Nội vụ, hai bên thống nhất ký kết hợp đồng với các điều khoản sau đây:"
    )
    paper.article("Điều 1.", "Bên B bảo trì trang thông tin điện tử của Bên A trong 12 tháng.")
    paper.article("Điều 2.", "Hợp đồng được lập thành 04 bản, mỗi bên giữ 02 bản có giá trị như nhau./.")
    paper.signatures(
        ((("ĐẠI DIỆN BÊN B", "GIÁM ĐỐC"), "Trần Quốc Toản"), (("ĐẠI DIỆN BÊN A", "GIÁM ĐỐC"), "Hà Thị Xuân"))
    )
    paper.recipients(("- Như hai bên;", "- Lưu: VT, VP."))
    return paper.save()


def power_of_attorney() -> bytes:
    """A power of attorney in 13 points throughout."""
    paper = Office()
    paper.three_row_header(
        PROVINCE, ("SỞ NỘI VỤ",), "Số: 04/GUQ-SNV", "Sơn La, ngày 29 tháng 6 năm 2026", bordered_line
    )
    paper.ruled_title("GIẤY ỦY QUYỀN", ["Về việc ký văn bản trong thời gian đi công tác"], shape_line, 13)
    paper.line("", size=6)
    for text in (
        "Giám đốc Sở Nội vụ ủy quyền cho ông Lò Văn Thắng, Phó Giám đốc Sở, ký các văn bản hành "
        "chính của Sở.",
        "Thời hạn ủy quyền: từ ngày 01 tháng 7 năm 2026 đến ngày 10 tháng 7 năm 2026./.",
    ):
        paper.line(text, 3, 13, before=3, after=3, indent=10)
    paper.ending(("- Ông Lò Văn Thắng;", "- Lưu: VT, VP."), ("GIÁM ĐỐC",), "Hà Thị Xuân")
    return paper.save()


def transfer_slip() -> bytes:
    """A slip that passes a petition on, its text inside content controls and tracked insertions."""
    paper = Office()
    paper.one_row_header(
        PROVINCE, ("THANH TRA TỈNH",), "Số: 61/PC-TTT", "Sơn La, ngày 10 tháng 10 năm 2026", shape_line
    )
    paper.ruled_title("PHIẾU CHUYỂN", ["Đơn kiến nghị của công dân"], vml_line)
    paper.line("", size=6)
    paper.text(
        "Thanh tra tỉnh nhận được đơn của ông Quàng Văn Ban kiến nghị về thủ tục đất đai.",
        "Thanh tra tỉnh chuyển đơn đến Ủy ban nhân dân xã Mai Sơn để giải quyết theo thẩm quyền./.",
    )
    for paragraph in list(paper.document.paragraphs)[-2:]:
        run = paragraph.runs[0]._r
        inserted = parse_xml(f'<w:ins {nsdecls("w")} w:id="9" w:author="a" w:date="2026-01-01T00:00:00Z"/>')
        run.addprevious(inserted)
        inserted.append(run)
        inserted.addnext(
            parse_xml(
                f'<w:del {nsdecls("w")} w:id="8" w:author="a"><w:r>'
                "<w:delText>CŨ RÍCH</w:delText></w:r></w:del>"
            )
        )
        control = parse_xml(
            f'<w:sdt {nsdecls("w")}><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent/></w:sdt>'
        )
        paragraph._p.addprevious(control)
        control[-1].append(paragraph._p)
    paper.ending(
        ("- Ủy ban nhân dân xã Mai Sơn;", "- Ông Quàng Văn Ban;", "- Lưu: VT, TCD."),
        ("CHÁNH THANH TRA",),
        "Điêu Thị Hiền",
    )
    return paper.save()


PAPERS: dict[str, Callable[[], bytes]] = {
    "directive": directive,
    "notice": notice,
    "guidance": guidance,
    "programme": programme,
    "wide-plan": wide_plan,
    "quarterly-report": quarterly_report,
    "meeting-minutes": meeting_minutes,
    "inspection-minutes": inspection_minutes,
    "joint-plan": joint_plan,
    "contract": contract,
    "power-of-attorney": power_of_attorney,
    "transfer-slip": transfer_slip,
}
