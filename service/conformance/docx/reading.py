"""Reads a DOCX into the neutral model, with the formatting that is in effect."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from lxml import etree

from service.conformance import patterns
from service.conformance.document import (
    Block,
    Document,
    Frame,
    Medium,
    Picture,
    Region,
    Section,
    Stroke,
)
from service.conformance.docx import drawings, tables
from service.conformance.docx.blocks import make_block, with_label
from service.conformance.docx.cell_lines import CellLines
from service.conformance.docx.container import Container
from service.conformance.docx.formatting import Properties, points
from service.conformance.docx.package import Package, W, open_package, value
from service.conformance.docx.placing import Layout, Spot
from service.conformance.docx.sections import SectionReader
from service.conformance.docx.strokes import border_strokes, find_underline, row_of_marks, without_marks
from service.conformance.docx.styles import NO_TABLE, Styles
from service.conformance.docx.text import Reading, TextReader


def read_docx(content: bytes) -> Document:
    """The document in `content`; raises `DocumentUnreadable`."""
    return _Reader(open_package(content)).read()


class _Reader:
    """Walks the body in reading order."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles = Styles(package)
        self._texts = TextReader(self._styles)
        self._sections = SectionReader(package)
        self._blocks: list[Block] = []
        self._strokes: list[Stroke] = []
        self._others: list[Block] = []
        self._pictures: list[Picture] = []
        self._layout = Layout()
        self._index = 0  # of the next block, through headers and body alike
        self._tables = count(1)
        self._paragraphs = count(1)
        self._section = 0
        self._breaks = False  # the next block begins a page
        self._frame: tuple[object, Container] | None = None  # that of the paragraph before

    def read(self) -> Document:
        sections = tuple(self._sections.make(index, self._read_part) for index in range(self._sections.count))
        self._breaks = False
        page = Container(self._sections.text_width(0), paragraphs=self._paragraphs)
        self._walk(self._package.body, page)
        self._strokes += self._layout.strokes()
        return Document(
            Medium.DOCX,
            tuple(self._blocks),
            sections,
            tuple(self._strokes),
            tuple(self._others),
            pictures=tuple(self._pictures),
        )

    def _walk(self, parent: etree._Element, container: Container) -> None:
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child, container)
                if container.table is None and child.find(f"{W}pPr/{W}sectPr") is not None:
                    self._next_section(container)
            elif child.tag == f"{W}tbl":
                self._table(child, container)
            elif child.tag in tables.WRAPPERS:
                self._walk(child, container)

    def _next_section(self, container: Container) -> None:
        self._section += 1
        container.width = self._sections.text_width(self._section)
        self._breaks = self._sections.starts_page(self._section)

    # Paragraphs

    def _paragraph(self, node: etree._Element, container: Container) -> None:
        properties = self._styles.paragraph(node.find(f"{W}pPr"), container.look)
        reading = self._texts.read(node, properties.get("style"), container.look)
        container = self._frame_of(properties, container)
        block = make_block(self._index, self._section, reading, properties, container)
        block = with_label(block, node, properties, self._styles, container.look)
        starts_page = self._breaks or reading.has_page_break or bool(properties.get("pageBreakBefore"))
        block = replace(block, starts_page=starts_page)
        self._breaks = reading.ends_with_page_break or (starts_page and block.is_empty)
        self._keep(block, properties, reading, container)

    def _frame_of(self, properties: Properties, container: Container) -> Container:
        """The frame that the paragraph stands in, together with those above in the same one."""
        place = properties.get("frame")
        if place is None:
            self._frame = None
            return container
        if self._frame is None or self._frame[0] != place:
            width, x, align = place
            box = drawings.Box(width, None, x, None, align, self._package.body, has_outline=False)
            side = drawings.side_of_box(box, container.width)
            is_centred = align == "center" and width is None
            inside = replace(container, width=width or container.width, side=side, last=None, above=None)
            inside.is_centred = is_centred
            self._frame = place, inside
        return self._frame[1]

    def _keep(self, block: Block, properties: Properties, reading: Reading, container: Container) -> None:
        """Files a paragraph and the rules that it draws; a row of hyphens is a rule, not text."""
        if patterns.is_row_of_marks(block.text):
            if container.last is not None:
                self._strokes.append(row_of_marks(block, container.last))
            return
        block, stroke = without_marks(block)
        if stroke is not None:
            self._strokes.append(stroke)
        self._index += 1
        self._blocks.append(block)
        self._strokes += border_strokes(block, properties, container)
        spot = self._layout.add(block, container.x, container.y, container.width)
        container.y = spot.bottom
        self._read_objects(reading, block, container, spot)
        under = container.last if block.is_empty else block
        if under is not None and (stroke := find_underline(block, under)) is not None:
            self._strokes.append(stroke)
        if not block.is_empty:
            container.last = block
        container.above = (block, properties)

    # Text boxes and shapes

    def _read_objects(self, reading: Reading, block: Block, container: Container, spot: Spot) -> None:
        shapes: list[drawings.Shape] = []
        boxes: list[tuple[drawings.Box, list[Block]]] = []
        for node in reading.objects:
            shapes += drawings.find_lines(node)
            for identifier in drawings.find_pictures(node):
                kind = self._package.format_of(identifier)
                self._pictures.append(Picture(block.index, kind, block.place))
            for box in drawings.find_boxes(node):
                side = drawings.side_of_box(box, container.width)
                inside = Container(
                    box.width or container.width, side, part="hộp văn bản", region=container.region
                )
                start = len(self._blocks)
                self._walk(box.content, inside)
                if box.has_outline:
                    frame = Frame(box.outer, box.height)
                    self._blocks[start:] = [replace(inner, frame=frame) for inner in self._blocks[start:]]
                boxes.append((box, self._blocks[start:]))
        for shape in shapes:
            below = container.last if block.is_empty or shape.is_at_top else block
            width = container.width
            if not boxes and self._layout.defer(shape, spot, below):
                continue
            for box, inner in boxes:
                if (over := drawings.block_above(shape, box, inner)) is not None:
                    below, width = over, box.width or width
                    shape = replace(shape, x=None)  # in the box it is centred as well as its line is
            if below is not None:
                self._strokes.append(drawings.make_stroke(shape, below, width))

    # Tables

    def _table(self, node: etree._Element, outer: Container) -> None:
        properties = node.find(f"{W}tblPr")
        look = self._styles.table(properties)
        columns = [points(column, "w") or 0.0 for column in node.findall(f"{W}tblGrid/{W}gridCol")]
        total = sum(columns) or outer.width
        rows = [row for row in tables.descend(node, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None]
        number = next(self._tables)
        is_single = len(rows) == 1 and len(tables.descend(rows[0], f"{W}tc")) == 1
        is_drawn = tables.has_grid(rows, look)
        left = tables.left_of(properties, total, outer)
        lines = CellLines(outer, look.borders if is_single else {})
        for row_number, row in enumerate(rows, start=1):
            position, filled = 0, outer.y
            end = sum(map(tables.span_of, tables.descend(row, f"{W}tc")))
            for cell_number, cell in enumerate(tables.descend(row, f"{W}tc"), start=1):
                span = tables.span_of(cell)
                width = tables.width_of(cell, columns[position : position + span], total)
                start = sum(columns[:position])
                own = look.at((row_number - 1, len(rows)), (position, position + span, end))
                position += span
                if value(cell.find(f"{W}tcPr/{W}vMerge"), "val") is None and tables.is_merged(cell):
                    continue
                inside = Container(
                    width - tables.margin(look, "left") - tables.margin(look, "right"),
                    tables.side_of_cell(start, width, total, outer),
                    number,
                    row_number,
                    cell_number,
                    (is_drawn and not is_single) or outer.is_tabular,
                    own,
                    outer.part,
                    outer.region,
                    x=left + start + tables.margin(look, "left"),
                    y=outer.y,
                )
                extent = left + start, left + start + width
                self._cell(cell, inside, row, lines, extent, is_framed=is_drawn and is_single)
                filled = max(filled, inside.y)
            outer.y = filled
            lines.end_row()
        outer.above = None
        self._note_last(outer, number, is_single=is_single)

    def _cell(
        self,
        cell: etree._Element,
        inside: Container,
        row: etree._Element,
        lines: CellLines,
        extent: tuple[float, float],
        *,
        is_framed: bool,
    ) -> None:
        start = len(self._blocks)
        self._walk(cell, inside)
        if is_framed:
            frame = Frame(extent[1] - extent[0], points(row.find(f"{W}trPr/{W}trHeight"), "val"))
            self._blocks[start:] = [replace(block, frame=frame) for block in self._blocks[start:]]
        elif not inside.is_tabular:
            self._strokes += lines.draw(cell, inside.last, *extent)

    def _note_last(self, outer: Container, number: int, *, is_single: bool) -> None:
        """What stands under a table that arranges one column stands under its last line."""
        inner = [block for block in self._blocks if block.table == number and not block.is_empty]
        if inner and is_single:
            outer.last = inner[-1]

    # Headers and footers

    def _read_part(self, root: etree._Element, section: Section, region: Region) -> list[tuple[Block, bool]]:
        """The blocks of a header or footer, each with whether it holds the page number."""
        names = {Region.HEADER: "đầu trang", Region.FOOTER: "chân trang"}
        container = Container(
            (section.width or 0.0) - (section.left or 0.0) - (section.right or 0.0),
            part=names.get(region, ""),
            region=region,
        )
        kept, self._blocks = self._blocks, []
        section_before, self._section = self._section, section.index
        fields = []
        self._walk(root, container)
        paragraphs = list(root.iter(f"{W}p"))
        with_field = [self._texts.read(node, None, NO_TABLE).has_page_field for node in paragraphs]
        blocks = self._blocks
        self._blocks, self._section = kept, section_before
        has_field = any(with_field)
        numbered = [block for block in blocks if not block.is_empty]
        for block in blocks:
            fields.append((block, has_field and block in numbered and _is_number_block(block, numbered)))
        self._others += blocks
        if has_field and not numbered:
            fields = [(block, True) for block in blocks[:1]]
        return fields


def _is_number_block(block: Block, numbered: list[Block]) -> bool:
    return len(numbered) == 1 or any(letter.isdigit() for letter in block.text)
