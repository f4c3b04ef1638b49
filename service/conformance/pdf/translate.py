"""Turns what is drawn into the neutral document that the rules measure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from service.conformance import document as neutral
from service.conformance.document import Block, Document, Medium, PageNumber, Place, Region, Section, Side
from service.conformance.pdf.columns import Zone, find_zones
from service.conformance.pdf.drawn import SINGLE_SPACING, Drawing, Line, Page, Stroke
from service.conformance.pdf.grids import Grid, find_grids
from service.conformance.pdf.layout import Layout, without_margins
from service.conformance.pdf.numbering import Margins
from service.conformance.pdf.paragraphs import Paragraph, find_column_paragraphs, find_paragraphs

_UNDERLINE = 0.22  # of the size below the baseline: nearer is an underline, further a rule
_REACH = 24.0  # points from a line of text to the rule that belongs to it
_BROKEN_WORD = re.compile(r"\w-$")  # a symbol parted after its hyphen: 91/QĐ-
_CHARACTERS = frozenset("-_–—. ")


def to_document(drawing: Drawing, layout: Layout) -> Document:
    """The neutral document of what is drawn."""
    translator = _Translator(drawing, layout)
    blocks = translator.read_blocks()
    return Document(
        Medium.PDF,
        tuple(blocks),
        tuple(_read_sections(drawing, layout)),
        tuple(translator.strokes),
        tuple(translator.others),
        len(drawing.pages),
    )


class _Translator:
    """Walks through the pages and numbers the blocks in reading order."""

    def __init__(self, drawing: Drawing, layout: Layout) -> None:
        self._drawing = drawing
        self._layout = layout
        self._tables = 0
        self._paragraphs = 0
        self._blocks: list[Block] = []
        self._owners: defaultdict[int, list[tuple[Line, Block]]] = defaultdict(list)
        self.strokes: list[neutral.Stroke] = []
        self.others: list[Block] = []

    def read_blocks(self) -> list[Block]:
        open_lines: list[Line] = []
        for page in self._drawing.pages:
            open_lines = self._read_page(page, open_lines)
        self._flush(open_lines)
        for page in self._drawing.pages:
            self._read_strokes(page)
        return self._blocks

    def _read_page(self, page: Page, pending: list[Line]) -> list[Line]:
        """Adds the blocks of a page and gives the lines that may run on over its end."""
        area, margins = self._layout.areas[page.number - 1], self._layout.margins[page.number - 1]
        self._read_margins(page, margins)
        page = without_margins(page, margins)
        grids = find_grids(page)
        held = {id(line): grid for line in page.lines for grid in grids if grid.holds(line)}
        free = [line for line in page.lines if id(line) not in held]
        zones = {id(line): zone for zone in find_zones(free, area) for line in zone.lines}
        if (
            page.number > 1
            and self._layout.sections[page.number - 1] != self._layout.sections[page.number - 2]
        ):
            pending = self._flush(pending)
        self._paragraphs = 0
        done: set[int] = set()
        for line in page.lines:
            if id(line) in done:
                continue
            grid = held.get(id(line))
            zone = zones.get(id(line))
            if grid is not None:
                pending = self._flush(pending)
                done |= self._add_grid(
                    grid, [other for other in page.lines if held.get(id(other)) is grid], page
                )
            elif zone is not None:
                pending = self._flush(pending)
                done |= self._add_zone(zone, page)
            elif _is_row_of_characters(line):
                pending = self._flush(pending)
                self._add_row(line)
            else:
                pending.append(line)
        return pending

    def _flush(self, lines: list[Line]) -> list[Line]:
        if lines:
            area = self._layout.areas[lines[0].page - 1]
            for paragraph in find_paragraphs(lines, area):
                self._add(paragraph, Side.FULL)
        return []

    def _add(self, paragraph: Paragraph, side: Side, **changes: object) -> None:
        first, last = paragraph.lines[0], paragraph.lines[-1]
        page = self._drawing.pages[first.page - 1]
        self._paragraphs += 1
        text = " ".join(line.text.strip() for line in paragraph.lines)
        above = self._blocks[-1] if self._blocks else None
        block = Block(
            len(self._blocks),
            tuple(_spans(paragraph.lines, page)),
            Place(text, page=first.page, paragraph=self._paragraphs),
            section=self._layout.sections[first.page - 1],
            side=side,
            align=paragraph.align,
            left=paragraph.left,
            first_line=paragraph.first_line,
            gap_above=self._gap_above(paragraph, changes.get("table"), changes.get("column")),
            line_spacing=paragraph.line_spacing,
            line_widths=tuple(line.width for line in paragraph.lines),
            top=first.top,
            bottom=last.bottom,
            x0=min(line.x0 for line in paragraph.lines),
            x1=max(line.x1 for line in paragraph.lines),
            starts_page=above is None or above.place.page != first.page,
        )
        block = replace(block, **changes)  # type: ignore[arg-type]
        self._blocks.append(block)
        for line in paragraph.lines:
            self._owners[line.page].append((line, block))

    def _gap_above(self, paragraph: Paragraph, table: object, column: object) -> float | None:
        """The room above the paragraph beyond the distance of lines; None at the head of a page or column."""
        first = paragraph.lines[0]
        above = [
            (line, block)
            for line, block in self._owners[first.page]
            if line.baseline < first.baseline
            and (table is None or block.table != table or block.column == column)
        ]
        if not above:
            return None
        nearest, block = max(above, key=lambda owner: owner[0].baseline)
        distance = first.baseline - nearest.baseline - (first.size - nearest.size)
        usual = self._pitch_below(nearest, block)
        if paragraph.line_spacing is not None and paragraph.line_spacing < 1:
            usual = min(usual, paragraph.pitch or usual)  # squeezed lines take less room above them too
        return max(0.0, distance - usual)

    def _pitch_below(self, line: Line, block: Block) -> float:
        """How far below a line of `block` the next one stands: what spacing adds, it adds below."""
        single = SINGLE_SPACING * line.size
        if block.line_spacing is not None:
            return block.line_spacing * single
        area = self._layout.areas[line.page - 1]
        is_text = block.table is None and line.size == area.size and block.align is not neutral.Align.CENTRE
        return area.pitch if is_text else single

    def _add_zone(self, zone: Zone, page: Page) -> set[int]:
        self._tables += 1
        last = len(zone.columns) - 1
        area = self._layout.areas[page.number - 1]
        for number, column in enumerate(zone.columns):
            side = Side.RIGHT if number == last else Side.LEFT if number == 0 else Side.FULL
            if last == 0:
                side = Side.LEFT if column[0].centre < area.centre else Side.RIGHT
            for paragraph in find_column_paragraphs(column):
                self._add(paragraph, side, table=self._tables, row=1, column=number + 1)
        return {id(line) for column in zone.columns for line in column}

    def _add_grid(self, grid: Grid, lines: list[Line], page: Page) -> set[int]:
        if grid.is_frame:
            frame = neutral.Frame(
                grid.x1 - grid.x0, grid.y1 - grid.y0, _is_single(grid), grid.lying[0].colour
            )
            side = Side.LEFT if lines[0].centre < page.width / 2 else Side.RIGHT
            self._add(Paragraph(tuple(lines), neutral.Align.CENTRE), side, frame=frame)
            return set(map(id, lines))
        self._tables += 1
        cells: dict[tuple[int, int], list[Line]] = {}
        for line in lines:
            cells.setdefault(grid.cell_of(line), []).append(line)
        for (row, column), inside in sorted(cells.items()):
            place = {"is_tabular": True, "table": self._tables, "row": row, "column": column}
            self._add(Paragraph(tuple(inside)), Side.FULL, **place)
        return set(map(id, lines))

    def _read_margins(self, page: Page, margins: Margins) -> None:
        for line in (*margins.above, *margins.below):
            region = Region.HEADER if line in margins.above else Region.FOOTER
            self.others.append(block_of_margin(line, page, region, self._layout.sections[page.number - 1]))

    def _add_row(self, line: Line) -> None:
        """A rule made of characters, under the text above it."""
        above = max((block for _, block in self._owners[line.page]), key=lambda b: b.index, default=None)
        if above is None:
            return
        text = line.text.strip()
        self.strokes.append(
            neutral.Stroke(
                above.index,
                line.width,
                neutral.StrokeKind.CHARACTERS,
                is_solid=set(text) == {"_"},  # which touch one another
                colour=line.face.colour,
                place=Place(text, page=line.page),
                page=line.page,
            )
        )

    def _read_strokes(self, page: Page) -> None:
        in_grids = {id(stroke) for grid in find_grids(page) for stroke in grid.lying}
        owners = self._owners[page.number]
        for stroke in page.strokes:
            if not stroke.is_horizontal or stroke.length < 4 or id(stroke) in in_grids:
                continue
            found = _find_owner(stroke, owners)
            if found is not None:
                self.strokes.append(_translate(stroke, *found, page.number))


def _is_row_of_characters(line: Line) -> bool:
    text = line.text.strip()
    return len(text) >= 4 and not set(text) - _CHARACTERS


def _is_single(grid: Grid) -> bool:
    return len(grid.rows) == 2 and len(grid.columns) == 2


def _find_owner(stroke: Stroke, owners: list[tuple[Line, Block]]) -> tuple[Line, Block] | None:
    """The line above a stroke, in the same column, that it belongs to."""
    above = [
        (line, block)
        for line, block in owners
        if stroke.x0 < line.x1 and stroke.x1 > line.x0 and 0 < stroke.y0 - line.baseline < _REACH
    ]
    return max(above, key=lambda owner: owner[0].baseline, default=None)


def _translate(stroke: Stroke, line: Line, block: Block, page: int) -> neutral.Stroke:
    is_underline = stroke.y0 - line.baseline < _UNDERLINE * line.size
    centre = ((block.x0 or 0.0) + (block.x1 or 0.0)) / 2
    return neutral.Stroke(
        block.index,
        stroke.length,
        neutral.StrokeKind.UNDERLINE if is_underline else neutral.StrokeKind.DRAWN,
        is_solid=not stroke.is_dashed,
        is_centred=abs(stroke.centre - centre) < 3,
        weight=stroke.width,
        colour=stroke.colour,
        place=Place(line.text.strip(), page=page),
        page=page,
    )


def _spans(lines: tuple[Line, ...], page: Page) -> Iterator[neutral.Span]:
    for number, line in enumerate(lines):
        is_underlined = any(
            stroke.is_horizontal
            and 0 < stroke.y0 - line.baseline < _UNDERLINE * line.size
            and stroke.x0 < line.x1
            and stroke.x1 > line.x0
            for stroke in page.strokes
        )
        for place, span in enumerate(line.spans):
            face = span.face
            is_broken = bool(number) and not place and not _BROKEN_WORD.search(lines[number - 1].text)
            text = f" {span.text}" if is_broken else span.text
            yield neutral.Span(
                text,
                frozenset({face.family}),
                face.size,
                face.is_bold,
                face.is_italic,
                is_underlined,
                face.colour,
            )


def block_of_margin(line: Line, page: Page, region: Region, section: int) -> Block:
    """A line of the margin as a block."""
    part = "đầu trang" if region is Region.HEADER else "chân trang"
    middle = page.width / 2
    return Block(
        -1,
        tuple(_spans((line,), page)),
        Place(line.text.strip(), page=page.number, part=part),
        region=region,
        section=section,
        align=neutral.Align.CENTRE if abs(line.centre - middle) < 30 else None,
        line_widths=(line.width,),
        top=line.top,
        bottom=line.bottom,
        x0=line.x0,
        x1=line.x1,
    )


def _read_sections(drawing: Drawing, layout: Layout) -> Iterator[Section]:
    for index in range(max(layout.sections) + 1):
        pages = [page for page, of in zip(drawing.pages, layout.sections, strict=True) if of == index]
        area = layout.areas[pages[0].number - 1]
        first = pages[0]
        numbers = tuple(_read_numbers(pages, layout, index))
        yield Section(
            index,
            first.width,
            first.height,
            top=None,
            bottom=None,
            left=area.left if area.right else None,
            right=first.width - area.right if area.is_right_known else None,
            numbers=numbers,
            first_number=_first_number(numbers, pages),
            is_arabic=all(number.value is not None for number in numbers),
        )


def _first_number(numbers: tuple[PageNumber, ...], pages: list[Page]) -> int | None:
    """The number of the section's first page, told from the first one shown."""
    shown = next((number for number in numbers if number.value is not None and number.page is not None), None)
    if shown is None:
        return 1 if pages[0].number == 1 or len(pages) == 1 else None  # one page of its own needs no number
    assert shown.value is not None and shown.page is not None  # noqa: S101 - asked for above
    return shown.value - (shown.page - pages[0].number)


def _read_numbers(pages: list[Page], layout: Layout, section: int) -> Iterator[PageNumber]:
    for page in pages:
        margins = layout.margins[page.number - 1]
        if margins.number is None:
            continue
        region = Region.HEADER if margins.is_number_above else Region.FOOTER
        yield PageNumber(
            block_of_margin(margins.number, page, region, section),
            margins.is_number_above,
            page is pages[0],
            margins.value,
            page.number,
        )
