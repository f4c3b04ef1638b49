"""Ways in which offices build the parts of a document: headers, rules, endings, all that Word allows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from service.typography import Face, measure
from tests.conformance.other_hands import _DRAWING, BOTH, CENTRE, LEFT, Paper, draw_box, draw_line

NATIONAL, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
LEFT_MM, RIGHT_MM = 65.0, 100.0
_INSIDE = 10.8  # points that the two sides of a cell take

RuleMaker = Callable[["Office", Any, float, float], None]
"""Draws a rule of a length under the last line of a container whose text is so many points wide."""


class Office(Paper):
    """A paper on which each part may be made in one of several ways."""

    def runs(self, within: Any, *parts: tuple[str, float, bool, bool], align: Any = CENTRE) -> Any:
        """A paragraph of lines parted by line breaks; each part has text, size, bold, italic."""
        paragraph = self.line("", align, within=within)
        for number, (text, size, bold, italic) in enumerate(parts):
            run = paragraph.add_run()
            if number:
                run.add_break(WD_BREAK.LINE)
            run = paragraph.add_run(text)
            run.font.size, run.bold, run.italic = Pt(size), bold, italic
        return paragraph

    def grid(self, rows: int, widths_mm: Sequence[float]) -> Any:
        """A table without lines, of columns so wide."""
        table = self.document.add_table(rows=rows, cols=len(widths_mm))
        table.autofit = False
        for column, width in zip(table.columns, widths_mm, strict=True):
            column.width = Mm(width)
            for cell in column.cells:
                cell.width = Mm(width)
        return table

    # Header blocks

    def one_row_header(
        self,
        superior: str | None,
        body: Sequence[str],
        number: str,
        date: str | None,
        rule: RuleMaker,
        letter_abstract: str | None = None,
    ) -> None:
        """All in the two cells of one row; Quốc hiệu and Tiêu ngữ in one paragraph with a line break."""
        left, right = self.grid(1, (LEFT_MM, RIGHT_MM)).rows[0].cells
        if superior:
            self.line(superior, size=13, within=left)
        for name in body:
            self.line(name, size=13, bold=True, within=left)
        rule(self, left, 0.4 * widest(body, 13), Mm(LEFT_MM).pt - _INSIDE)
        self.runs(right, (NATIONAL, 13, True, False), (MOTTO, 14, True, False))
        rule(self, right, widest([MOTTO], 14), Mm(RIGHT_MM).pt - _INSIDE)
        self.line(number, size=13, before=6, within=left)
        if letter_abstract:
            self.line(letter_abstract, size=13, before=6, within=left)
        if date:
            self.line(date, size=13, italic=True, before=6, within=right)

    def three_row_header(
        self,
        superior: str | None,
        body: Sequence[str],
        number: str,
        date: str | None,
        rule: RuleMaker,
        columns: Sequence[float] = (LEFT_MM, RIGHT_MM),
    ) -> None:
        """A row for each pair of lines; a third, empty column may stand between."""
        table = self.grid(3, columns)
        first = [body[0]] if superior is None else [superior]
        rest = body[1:] if superior is None else body
        for row, names, is_bold, mine, size in (
            (0, first, superior is None, NATIONAL, 12),
            (1, rest, True, MOTTO, 13),
        ):
            cells = table.rows[row].cells
            for name in names:
                self.line(name, size=12, bold=is_bold, within=cells[0])
            self.line(mine, size=size, bold=True, within=cells[-1])
        cells = table.rows[1].cells
        rule(self, cells[0], 0.4 * widest(body, 12), Mm(columns[0]).pt - _INSIDE)
        rule(self, cells[-1], widest([MOTTO], 13), Mm(columns[-1]).pt - _INSIDE)
        cells = table.rows[2].cells
        self.line(number, size=13, before=6, within=cells[0])
        if date:
            self.line(date, size=13, italic=True, before=6, within=cells[-1])

    def spaced_header(self, superior: str, body: str, number: str, date: str) -> None:
        """Typed with the space bar, with floating lines below."""
        self._spaced((f"      {superior}", 12, False, False), (NATIONAL, 12, True, False))
        self._spaced((f"       {body}", 12, True, False), (f"       {MOTTO}", 13, True, False))
        last = self.document.paragraphs[-1]
        draw_line(last, 0.4 * widest([body], 12), x=60)
        draw_line(last, widest([MOTTO], 13), x=250)
        self._spaced((f"      {number}", 13, False, False), (f"     {date}", 13, False, True))

    def _spaced(self, *parts: tuple[str, float, bool, bool]) -> None:
        paragraph = self.document.add_paragraph()
        for place, (text, size, bold, italic) in enumerate(parts):
            run = paragraph.add_run(("            " if place else "") + text)
            run.font.size, run.bold, run.italic = Pt(size), bold, italic

    def framed_header(self, superior: str, body: str, number: str, date: str) -> None:
        """Made of two frames, as old forms are."""
        for x, width, lines in (
            (
                "left",
                180,
                ((superior, 13, False, False), (body, 13, True, False), None, (number, 13, False, False)),
            ),
            (
                "right",
                280,
                ((NATIONAL, 13, True, False), (MOTTO, 13, True, False), None, (date, 13, False, True)),
            ),
        ):
            above = ""
            for line in lines:
                if line is None:
                    share = 0.4 if x == "left" else 1.0
                    bordered_line(self, self.document, share * widest([above], 13), width)
                    paragraph = self.document.paragraphs[-1]
                else:
                    above, size, bold, italic = line
                    paragraph = self.line(above, size=size, bold=bold, italic=italic)
                frame = f'<w:framePr {nsdecls("w")} w:w="{width * 20}" w:hSpace="0" w:wrap="around"'
                frame += f' w:vAnchor="text" w:hAnchor="margin" w:xAlign="{x}" w:y="1"/>'
                paragraph._p.get_or_add_pPr().insert(0, parse_xml(frame))

    def vml_header(self, superior: str, body: str, number: str, date: str) -> None:
        """Made of two text boxes of the old kind only, with old lines in them."""
        anchor = self.document.add_paragraph()
        left = ((superior, 13, False, False), (body, 13, True, False, 0.4), (number, 13, False, False))
        right = ((NATIONAL, 13, True, False), (MOTTO, 14, True, False, 1.0), (date, 14, False, True))
        for x, width, lines in ((0, 185, left), (187, 281, right)):
            content = "".join(_vml_line(line, width - 14.4) for line in lines)
            anchor.add_run()._r.append(
                parse_xml(
                    f"<w:pict {_DRAWING}><v:shape type='#_x0000_t202' stroked='f' "
                    f"style='position:absolute;margin-left:{x}pt;margin-top:0;width:{width}pt;height:90pt'>"
                    f"<v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"
                )
            )

    # Titles and text

    def broken_title(self, name: str, abstract: str, rule: RuleMaker) -> None:
        """Type name and abstract in one paragraph with a line break."""
        self.runs(None, (name, 14, True, False), (abstract, 14, True, False))
        rule(self, self.document, 0.4 * widest([abstract], 14), 467.7)

    def ruled_title(self, name: str, abstract: Sequence[str], rule: RuleMaker, size: float = 14) -> None:
        """Type name and abstract, the latter on one or more lines, with a rule of some making."""
        self.line(name, size=size, bold=True, before=12)
        for line in abstract:
            self.line(line, size=size, bold=True)
        rule(self, self.document, 0.4 * widest(abstract, size), 467.7)

    def bases(self, *texts: str) -> None:
        """Legal bases in italics."""
        for text in texts:
            self.line(text, BOTH, italic=True, before=3, after=3, indent=12.7)

    def article(self, label: str, text: str) -> None:
        """An article whose number is bold and whose text is not."""
        paragraph = self.line(label, BOTH, bold=True, before=3, after=3, indent=12.7)
        run = paragraph.add_run(f" {text}")
        run.font.size, run.bold = Pt(14), False

    # Endings

    def tabbed_ending(self, recipients: Sequence[str], authority: Sequence[str], name: str) -> None:
        """Nơi nhận and signature on the same lines, parted by tabs."""
        left = [("Nơi nhận:", 12, True, True), *((entry, 11, False, False) for entry in recipients)]
        right: list[str] = [*authority, *[""] * max(4, len(left) - len(authority) + 2), name]
        for place in range(max(len(left), len(right))):
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(350), WD_TAB_ALIGNMENT.CENTER)
            if place < len(left):
                text, size, bold, italic = left[place]
                run = paragraph.add_run(text)
                run.font.size, run.bold, run.italic = Pt(size), bold, italic
            if place < len(right) and right[place]:
                run = paragraph.add_run("\t" + right[place])
                run.font.size, run.bold = Pt(14), True

    def broken_ending(self, recipients: Sequence[str], authority: Sequence[str], name: str) -> None:
        """Each side one paragraph with line breaks in a cell."""
        left, right = self.grid(1, (80.0, 85.0)).rows[0].cells
        self.runs(
            left,
            ("Nơi nhận:", 12, True, True),
            *((entry, 11, False, False) for entry in recipients),
            align=LEFT,
        )
        lines = [*authority, "", "", "", "", name]
        self.runs(right, *((line, 14, True, False) for line in lines))

    def boxed_ending(self, recipients: Sequence[str], authority: Sequence[str], name: str) -> None:
        """The recipients in a text box; the signature pushed to the right by an indent."""
        anchor = self.document.add_paragraph()
        lines = [_xml_line("Nơi nhận:", 12, "<w:b/><w:i/>"), *(_xml_line(one, 11) for one in recipients)]
        anchor.add_run()._r.append(
            parse_xml(
                draw_box(0, 215, 118, "".join(lines)).replace("<w:drawing>", f"<w:drawing {_DRAWING}>", 1)
            )
        )
        for line in (*authority, "", "", "", "", name):
            paragraph = self.line(line, bold=True)
            paragraph.paragraph_format.left_indent = Mm(80)

    def signatures(self, columns: Sequence[tuple[Sequence[str], str]], names: Sequence[str] = ()) -> None:
        """Several who sign, side by side, each with post and name."""
        table = self.grid(1, [165.0 / len(columns)] * len(columns))
        for cell, (authority, name) in zip(table.rows[0].cells, columns, strict=True):
            for line in authority:
                self.line(line, bold=True, within=cell)
            for _ in range(4):
                cell.add_paragraph()
            self.line(name, bold=True, within=cell)

    def recipients(self, entries: Iterable[str]) -> None:
        """Nơi nhận below the signatures, down the left margin."""
        self.line("Nơi nhận:", LEFT, 12, bold=True, italic=True)
        for entry in entries:
            self.line(entry, LEFT, 11)

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """A table with lines, its first row in bold."""
        table = self.document.add_table(rows=len(rows), cols=len(rows[0]))
        table.style = "Table Grid"
        for number, row in enumerate(rows):
            for cell, text in zip(table.rows[number].cells, row, strict=True):
                self.line(text, CENTRE if not number else LEFT, 12, bold=not number, within=cell)


def widest(lines: Iterable[str], size: float) -> float:
    """The width of the widest of bold lines."""
    return max(measure(line, Face(size, True)) for line in lines)


# Rules


def shape_line(office: Office, within: Any, length: float, _width: float) -> None:
    """A drawn line that floats under the last paragraph."""
    draw_line(within.paragraphs[-1], length)


def connector_line(office: Office, within: Any, length: float, width: float) -> None:
    """A connector anchored in an empty paragraph, placed from the margin of its column."""
    paragraph = office.line("", size=4, within=within)
    draw_line(paragraph, length, x=(width - length) / 2)


def vml_line(office: Office, within: Any, length: float, width: float) -> None:
    """A line of the old kind."""
    start = (width - length) / 2
    within.paragraphs[-1].add_run()._r.append(
        parse_xml(
            f"<w:pict {_DRAWING}><v:line style='position:absolute;z-index:2' "
            f"from='{start:.2f}pt,18pt' to='{start + length:.2f}pt,18pt' strokeweight='.75pt'/></w:pict>"
        )
    )


def bordered_line(office: Office, within: Any, length: float, width: float) -> None:
    """The upper border of an empty paragraph with indents."""
    paragraph = office.line("", size=2, within=within)
    indent = Pt((width - length) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = indent
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
        )
    )


def underscores(office: Office, within: Any, length: float, _width: float) -> None:
    """A row of underscores on a line of its own."""
    one = measure("_", Face(10, False))
    office.line("_" * round(length / one), size=10, within=within)


def _vml_line(line: tuple[Any, ...], width: float) -> str:
    text, size, bold, italic = line[:4]
    look = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    drawn = ""
    if len(line) > 4:
        length = line[4] * widest([text], size)
        start = (width - length) / 2
        drawn = (
            "<w:r><w:pict><v:line style='position:absolute' "
            f"from='{start:.2f}pt,18pt' to='{start + length:.2f}pt,18pt'/></w:pict></w:r>"
        )
    return _xml_line(text, size, look, "center", drawn)


def _xml_line(text: str, size: float, look: str = "", align: str = "left", extra: str = "") -> str:
    look += f"<w:sz w:val='{round(size * 2)}'/>"
    return (
        f"<w:p><w:pPr><w:jc w:val='{align}'/></w:pPr><w:r><w:rPr>{look}</w:rPr>"
        f"<w:t xml:space='preserve'>{text}</w:t></w:r>{extra}</w:p>"
    )
