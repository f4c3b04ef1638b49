"""Documents as other people make them: headers of tables, tabs or text boxes, with Word's own defaults."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from service.typography import Face, measure

CENTRE, BOTH, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT
_DRAWING = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_ANCHOR = (
    "<wp:anchor distT='0' distB='0' distL='0' distR='0' simplePos='0' "
    "relativeHeight='251659264' behindDoc='0' "
    "locked='0' layoutInCell='1' allowOverlap='1'><wp:simplePos x='0' y='0'/>"
)
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_TEXT_WIDTH = 467.7  # points between margins of 30 and 15 mm


class Paper:
    """A document that is written line by line, on A4 with the margins and page numbers asked for."""

    def __init__(self, font: str | None = "Times New Roman") -> None:
        self.document = Document()
        normal = self.document.styles["Normal"]
        if font is not None:
            normal.font.name = font
        normal.font.size = Pt(14)
        normal.paragraph_format.space_after = Pt(0)
        normal.paragraph_format.line_spacing = 1.0
        self.set_page()

    def set_page(self) -> None:
        section = self.document.sections[-1]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = Mm(20)
        section.left_margin, section.right_margin = Mm(30), Mm(15)
        section.different_first_page_header_footer = True
        section.header.is_linked_to_previous = False
        self._write_number(section.header.paragraphs[0])

    def _write_number(self, paragraph: Any) -> None:
        paragraph.alignment = CENTRE
        paragraph.paragraph_format.tab_stops.clear_all()
        run = paragraph.add_run()
        for kind in ("begin", None, "separate", "2", "end"):
            if kind is None:
                run._r.append(parse_xml(f"<w:instrText {nsdecls('w')}> PAGE </w:instrText>"))
            elif kind == "2":
                run._r.append(parse_xml(f"<w:t {nsdecls('w')}>2</w:t>"))
            else:
                run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))
        for run in paragraph.runs:
            run.font.size = Pt(14)

    def new_section(self) -> None:
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        self.set_page()
        numbering = parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>')
        section._sectPr.append(numbering)

    def line(
        self,
        text: str,
        align: Any = CENTRE,
        size: float = 14,
        *,
        bold: bool = False,
        italic: bool = False,
        before: float = 0,
        after: float = 0,
        indent: float | None = None,
        within: Any = None,
    ) -> Any:
        """A paragraph; `within` is a cell whose empty first paragraph is used up first."""
        paragraph = _next_paragraph(within if within is not None else self.document)
        paragraph.alignment = align
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = (
            Pt(before),
            Pt(after),
        )
        if indent is not None:
            paragraph.paragraph_format.first_line_indent = Mm(indent)
        run = paragraph.add_run(text)
        run.font.size, run.bold, run.italic = Pt(size), bold, italic
        return paragraph

    def text(self, *paragraphs: str) -> None:
        """Paragraphs of running text."""
        for paragraph in paragraphs:
            self.line(paragraph, BOTH, before=3, after=3, indent=12.7)

    def header(
        self,
        superior: str | None,
        body: Iterable[str],
        number: str,
        date: str | None,
        letter_abstract: str | None = None,
    ) -> None:
        """A header block made as a table without lines, with drawn rules."""
        table = self.document.add_table(rows=2, cols=2)
        left, right = table.rows[0].cells
        if superior:
            self.line(superior, size=13, within=left)
        names = tuple(body)
        for name in names:
            self.line(name, size=13, bold=True, within=left)
        longest = max(measure(name, Face(13, True)) for name in names)
        draw_line(left.paragraphs[-1], 0.4 * longest)
        self.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=13, bold=True, within=right)
        self.line("Độc lập - Tự do - Hạnh phúc", bold=True, within=right)
        draw_line(right.paragraphs[-1], measure("Độc lập - Tự do - Hạnh phúc", Face(14, True)))
        left, right = table.rows[1].cells
        self.line(number, size=13, before=6, within=left)
        if letter_abstract:
            self.line(letter_abstract, size=12, before=6, within=left)
        if date:
            self.line(date, italic=True, before=6, within=right)

    def tabbed_header(self, superior: str, body: str, number: str, date: str) -> None:
        """A header block made of lines with tabs, as on a typewriter."""
        for left, right, looks in (
            (superior, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ((13, False, False), (13, True, False))),
            (body, "Độc lập - Tự do - Hạnh phúc", ((13, True, False), (13, True, False))),
        ):
            self._tabbed(left, right, looks)
        last = self.document.paragraphs[-1]
        draw_line(last, 0.4 * measure(body, Face(13, True)), x=60)
        draw_line(last, measure("Độc lập - Tự do - Hạnh phúc", Face(13, True)), x=280)
        self._tabbed(number, date, ((13, False, False), (13, False, True)))

    def _tabbed(self, left: str, right: str, looks: Any) -> None:
        paragraph = self.document.add_paragraph()
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(Pt(95), WD_TAB_ALIGNMENT.CENTER)
        stops.add_tab_stop(Pt(340), WD_TAB_ALIGNMENT.CENTER)
        for text, (size, bold, italic) in zip((left, right), looks, strict=True):
            run = paragraph.add_run("\t" + text)
            run.font.size, run.bold, run.italic = Pt(size), bold, italic

    def boxed_header(self, superior: str, body: str, number: str, date: str) -> None:
        """A header block made of two text boxes, as drawn in Word."""
        anchor = self.document.add_paragraph()
        left = [(superior, 13, False, False), (body, 13, True, False), (None, 0.4, body, 13)]
        left.append((number, 13, False, False))
        motto = "Độc lập - Tự do - Hạnh phúc"
        right = [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True, False), (motto, 14, True, False)]
        right += [(None, 1.0, motto, 14), (date, 14, False, True)]  # type: ignore[list-item]
        for x, width, lines in ((0, 200, left), (205, 262, right)):
            anchor.add_run()._r.append(parse_xml(_box(x, width, lines)))

    def title(self, name: str, abstract: str) -> None:
        """Type name, abstract and the rule under it."""
        self.line(name, bold=True, before=12)
        self.line(abstract, bold=True)
        draw_line(self.document.paragraphs[-1], 0.4 * measure(abstract, Face(14, True)))
        self.line("", size=6)

    def ending(self, recipients: Iterable[str], authority: Iterable[str], name: str) -> None:
        """Recipients and signature in a table without lines."""
        self.line("", size=6)
        table = self.document.add_table(rows=1, cols=2)
        left, right = table.rows[0].cells
        self.line("Nơi nhận:", LEFT, 12, bold=True, italic=True, within=left)
        for entry in recipients:
            self.line(entry, LEFT, 11, within=left)
        for line in authority:
            self.line(line, bold=True, within=right)
        for _ in range(4):
            self.line("", within=right)
            right.add_paragraph()
        self.line(name, bold=True, within=right)

    def save(self) -> bytes:
        """The document without the many table styles that no one uses, so that it is read quickly."""
        root = self.document.styles.element
        for style in root.xpath("w:style[@w:type='table']"):
            if style.name_val not in ("Normal Table", "Table Grid"):
                root.remove(style)
        target = io.BytesIO()
        self.document.save(target)
        return target.getvalue()


def _next_paragraph(container: Any) -> Any:
    first = container.paragraphs[0] if container.paragraphs else None
    is_fresh_cell = first is not None and len(container.paragraphs) == 1 and not first.text and not first.runs
    if is_fresh_cell and container._element.tag == qn("w:tc"):
        return first
    return container.add_paragraph()


def draw_line(paragraph: Any, length: float, x: float | None = None) -> None:
    """A floating straight line under the text of a paragraph, with the old kind of line to fall back on."""
    place = "<wp:align>center</wp:align>" if x is None else f"<wp:posOffset>{round(x * 12700)}</wp:posOffset>"
    width = round(length * 12700)
    paragraph.add_run()._r.append(
        parse_xml(
            f"<mc:AlternateContent {_DRAWING}><mc:Choice Requires='wps'><w:drawing>{_ANCHOR}"
            f"<wp:positionH relativeFrom='column'>{place}</wp:positionH>"
            "<wp:positionV relativeFrom='paragraph'><wp:posOffset>215900</wp:posOffset></wp:positionV>"
            f"<wp:extent cx='{width}' cy='0'/><wp:effectExtent l='0' t='0' r='0' b='0'/><wp:wrapNone/>"
            "<wp:docPr id='1' name='line'/><wp:cNvGraphicFramePr/>"
            f"<a:graphic><a:graphicData uri='{_SHAPE}'><wps:wsp><wps:cNvCnPr/><wps:spPr>"
            f"<a:xfrm><a:off x='0' y='0'/><a:ext cx='{width}' cy='0'/></a:xfrm>"
            "<a:prstGeom prst='line'><a:avLst/></a:prstGeom>"
            "<a:ln w='9525'><a:solidFill><a:srgbClr "
            "val='000000'/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/>"
            "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
            f"<v:line from='0,17pt' to='{length}pt,17pt'/></w:pict></mc:Fallback></mc:AlternateContent>"
        )
    )


def _box(x: float, width: float, lines: Iterable[Any]) -> str:
    content = "".join(_box_line(width - 14.4, line) for line in lines)
    inside = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        f"<mc:AlternateContent {_DRAWING}><mc:Choice Requires='wps'>{draw_box(x, width, 100, content)}"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape style='width:{width}pt;height:100pt'><v:textbox>{inside}"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )


def draw_box(x: float, width: float, height: float, content: str) -> str:
    """A text box without lines, its text inset as Word does."""
    size = f"cx='{round(width * 12700)}' cy='{round(height * 12700)}'"
    return (
        f"<w:drawing>{_ANCHOR}"
        f"<wp:positionH relativeFrom='column'><wp:posOffset>{round(x * 12700)}</wp:posOffset></wp:positionH>"
        "<wp:positionV relativeFrom='paragraph'><wp:posOffset>0</wp:posOffset></wp:positionV>"
        f"<wp:extent {size}/><wp:effectExtent l='0' t='0' r='0' b='0'/>"
        "<wp:wrapTopAndBottom/><wp:docPr id='1' name='box'/><wp:cNvGraphicFramePr/>"
        f"<a:graphic><a:graphicData uri='{_SHAPE}'><wps:wsp><wps:cNvSpPr txBox='1'/><wps:spPr>"
        f"<a:xfrm><a:off x='0' y='0'/><a:ext {size}/></a:xfrm><a:prstGeom prst='rect'><a:avLst/></a:prstGeom>"
        f"<a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
        "<wps:bodyPr lIns='91440' tIns='45720' rIns='91440' bIns='45720'/></wps:wsp></a:graphicData>"
        "</a:graphic></wp:anchor></w:drawing>"
    )


def _box_line(width: float, line: Any) -> str:
    if line[0] is None:
        _, share, text, size = line
        margin = round((width - share * measure(text, Face(size, True))) / 2 * 20)
        return (
            "<w:p><w:pPr><w:pBdr><w:top w:val='single' w:sz='6' w:space='0' w:color='auto'/></w:pBdr>"
            f"<w:spacing w:line='60' w:lineRule='exact'/><w:ind w:left='{margin}' w:right='{margin}'/>"
            "</w:pPr></w:p>"
        )
    text, size, bold, italic = line
    look = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "") + f"<w:sz w:val='{round(size * 2)}'/>"
    return (
        f"<w:p><w:pPr><w:jc w:val='center'/></w:pPr><w:r><w:rPr>{look}</w:rPr>"
        f"<w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"
    )


UNIT = ("SỞ NỘI VỤ",)
RECIPIENTS = ("- Như trên;", "- Lưu: VT, CCHC.")
DIRECTOR = ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")


def letter(number: str = "Số: 215/SNV-CCHC", **_: Any) -> bytes:
    """A letter to one body."""
    paper = Paper()
    paper.header(
        "UBND TỈNH SƠN LA",
        UNIT,
        number,
        "Sơn La, ngày 05 tháng 3 năm 2026",
        "V/v cử thành viên Đoàn kiểm tra",
    )
    paper.line("Kính gửi: Sở Tài chính", before=12, after=6)
    paper.text("Sở Nội vụ đề nghị Sở Tài chính cử một công chức tham gia Đoàn kiểm tra./.")
    paper.ending(RECIPIENTS, DIRECTOR, "Trần Văn Bình")
    return paper.save()


def proposal() -> bytes:
    """A proposal whose header is made with tabs."""
    paper = Paper()
    paper.tabbed_header(
        "UBND TỈNH SƠN LA", "SỞ NỘI VỤ", "Số: 15/TTr-SNV", "Sơn La, ngày 10 tháng 02 năm 2026"
    )
    paper.title("TỜ TRÌNH", "Về việc ban hành Kế hoạch kiểm tra năm 2026")
    paper.line("Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh", before=6, after=6)
    paper.text("Sở Nội vụ kính trình Chủ tịch Ủy ban nhân dân tỉnh xem xét, ban hành Kế hoạch kiểm tra./.")
    paper.ending(RECIPIENTS, ("GIÁM ĐỐC",), "Lò Thị Mai")
    return paper.save()


def report() -> bytes:
    """A report to a superior whose header is made of text boxes, in numbered sections."""
    paper = Paper()
    paper.boxed_header("UBND TỈNH SƠN LA", "SỞ NỘI VỤ", "Số: 05/BC-SNV", "Sơn La, ngày 01 tháng 12 năm 2026")
    paper.title("BÁO CÁO", "Kết quả kiểm tra công tác cải cách hành chính năm 2026")
    paper.line("Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh", before=6, after=6)
    paper.line("I. KẾT QUẢ", BOTH, bold=True, before=6, after=6, indent=12.7)
    paper.text("1. Đoàn kiểm tra đã kiểm tra 10 cơ quan, đơn vị.", "2. Kết quả cụ thể như sau:")
    paper.text("a) Chỉ đạo, điều hành được quan tâm;", "b) Thủ tục hành chính được công khai./.")
    paper.ending(RECIPIENTS, DIRECTOR, "Trần Văn Bình")
    return paper.save()


def plan(
    labels: tuple[str, ...] = ("Phụ lục I", "Phụ lục II"), mention: str = " (theo Phụ lục I và Phụ lục II)"
) -> bytes:
    """A plan in parts, with appendices that count their own pages."""
    paper = Paper()
    paper.header(
        None, ("ỦY BAN NHÂN DÂN", "XÃ LONG HỒ"), "Số: 12/KH-UBND", "Long Hồ, ngày 20 tháng 01 năm 2026"
    )
    paper.title("KẾ HOẠCH", "Kiểm tra công tác cải cách hành chính năm 2026")
    paper.line("Phần I", bold=True, before=6)
    paper.line("MỤC ĐÍCH, YÊU CẦU", bold=True, after=6)
    paper.text(f"Kế hoạch được thực hiện tại các đơn vị{mention}.")
    paper.line("Mục 1", bold=True, before=6)
    paper.line("TỔ CHỨC THỰC HIỆN", bold=True, after=6)
    paper.text("Các đơn vị chịu trách nhiệm thực hiện./.")
    paper.ending(
        ("- Các phòng, đơn vị;", "- Lưu: VT, VHXH."), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Nguyễn Thị Hoa"
    )
    for label in labels:
        paper.new_section()
        paper.line(label, bold=True)
        paper.line("DANH SÁCH ĐƠN VỊ ĐƯỢC KIỂM TRA", bold=True)
        reference = "(Kèm theo Kế hoạch số 12/KH-UBND ngày 20 tháng 01 năm 2026)"
        paper.line(reference, italic=True)
        draw_line(paper.document.paragraphs[-1], 120)
        paper.line("", size=6)
        paper.text("Đơn vị được kiểm tra là Trường Tiểu học Long Hồ./.")
    return paper.save()


def invitation() -> bytes:
    """An invitation."""
    paper = Paper()
    paper.header("UBND TỈNH SƠN LA", UNIT, "Số: 07/GM-SNV", "Sơn La, ngày 06 tháng 4 năm 2026")
    paper.title("GIẤY MỜI", "Họp công bố Quyết định kiểm tra")
    paper.line("Sở Nội vụ trân trọng kính mời: Ông Nguyễn Văn An", BOTH, before=6, after=6, indent=12.7)
    paper.text("Tới dự cuộc họp công bố Quyết định kiểm tra.", "Chủ trì: Giám đốc Sở Nội vụ.")
    paper.text("Thời gian: 08 giờ 00 ngày 10 tháng 4 năm 2026.", "Địa điểm: Phòng họp số 1./.")
    paper.ending(
        ("- Như thành phần mời;", "- Lưu: VT, VP."), ("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"), "Hà Văn Sơn"
    )
    return paper.save()


GOOD: dict[str, Callable[[], bytes]] = {
    "letter": letter,
    "proposal": proposal,
    "report": report,
    "plan": plan,
    "invitation": invitation,
}
