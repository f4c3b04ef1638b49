"""Reads a DOCX into the neutral model, with the formatting that is in effect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from lxml import etree

from service.conformance import patterns
from service.conformance.document import (
    Align,
    Block,
    Document,
    Frame,
    Medium,
    Picture,
    Place,
    Region,
    Section,
    Side,
    Span,
    Stroke,
    StrokeKind,
)
from service.conformance.docx import drawings
from service.conformance.docx.formatting import Properties, points, read_border
from service.conformance.docx.package import Package, W, open_package, value, whole
from service.conformance.docx.sections import SectionReader
from service.conformance.docx.styles import NO_TABLE, Styles, TableLook
from service.conformance.docx.text import Reading, TextReader, make_span
from service.conformance.measuring import set_lines
from service.conformance.splitting import split_lines

_ALIGNS = {
    **{
        "left": Align.LEFT,
        "start": Align.LEFT,
        "center": Align.CENTRE,
        "right": Align.RIGHT,
        "end": Align.RIGHT,
    },
    **{"both": Align.BOTH, "distribute": Align.BOTH},
}
_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_DEFAULT_MARGIN = 5.4  # points beside the text of a cell, where nothing is said
_HALF = 0.5
_MOST_COLUMNS = 63  # as many as Word has
_WIDE = 0.7  # of the text area: a cell that stands for the full width
_SINGLE = 1.15  # of the type size: the line of this face
_SOLID_MARKS = frozenset("_─—")
_BREAK = Span("\n")
_EVEN = 6.0  # points by which the two ends of a centred rule may differ
_ROWS_LOOKED_AT = 40  # of a table: enough to tell whether it has lines
_CELL_SIDES = (
    *(("top", "top", "insideH"), ("bottom", "bottom", "insideH")),
    *(("left", "start", "insideV"), ("right", "end", "insideV")),
)
_LONGEST_MEASURED = 400  # letters; running text is longer and its lines are of no interest


@dataclass
class _Container:
    """Where paragraphs stand: the page, a cell, a text box."""

    width: float
    side: Side = Side.FULL
    table: int | None = None
    row: int | None = None
    column: int | None = None
    is_tabular: bool = False
    look: TableLook = field(default_factory=lambda: NO_TABLE)
    part: str = ""
    region: Region = Region.BODY
    paragraphs: count[int] = field(default_factory=lambda: count(1))
    last: Block | None = None  # with text, for the rule under it
    above: tuple[Block, Properties] | None = None  # the paragraph before, for the gap


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
        self._index = 0  # of the next block, through headers and body alike
        self._tables = count(1)
        self._paragraphs = count(1)
        self._section = 0
        self._breaks = False  # the next block begins a page
        self._frame: tuple[object, _Container] | None = None  # that of the paragraph before

    def read(self) -> Document:
        sections = tuple(self._sections.make(index, self._read_part) for index in range(self._sections.count))
        self._breaks = False
        page = _Container(self._sections.text_width(0), paragraphs=self._paragraphs)
        self._walk(self._package.body, page)
        return Document(
            Medium.DOCX,
            tuple(self._blocks),
            sections,
            tuple(self._strokes),
            tuple(self._others),
            pictures=tuple(self._pictures),
        )

    def _walk(self, parent: etree._Element, container: _Container) -> None:
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child, container)
                if container.table is None and child.find(f"{W}pPr/{W}sectPr") is not None:
                    self._next_section(container)
            elif child.tag == f"{W}tbl":
                self._table(child, container)
            elif child.tag in _WRAPPERS:
                self._walk(child, container)

    def _next_section(self, container: _Container) -> None:
        self._section += 1
        container.width = self._sections.text_width(self._section)
        self._breaks = self._sections.starts_page(self._section)

    # Paragraphs

    def _paragraph(self, node: etree._Element, container: _Container) -> None:
        properties = self._styles.paragraph(node.find(f"{W}pPr"), container.look)
        reading = self._texts.read(node, properties.get("style"), container.look)
        container = self._frame_of(properties, container)
        block = self._make_block(reading, properties, container)
        block = self._with_label(block, node, properties, container.look)
        starts_page = self._breaks or reading.has_page_break or bool(properties.get("pageBreakBefore"))
        block = replace(block, starts_page=starts_page)
        self._breaks = reading.ends_with_page_break or (starts_page and block.is_empty)
        self._keep(block, properties, reading, container)

    def _make_block(self, reading: Reading, properties: Properties, container: _Container) -> Block:
        text = "".join(span.text for span in reading.spans)
        left, right = properties.get("ind.left", 0.0), properties.get("ind.right", 0.0)
        size = max((span.size or 0 for span in reading.spans), default=0.0)
        multiple, exact = _line_spacing(properties, size)
        inner = container.width - left - right
        before, gap = self._gap(properties, container)
        lines = set_lines(reading.spans, inner) if text.strip() and len(text) < _LONGEST_MEASURED else None
        return Block(
            index=self._index,
            spans=reading.spans,
            place=Place(
                quote=" ".join(text.split())[:120],
                paragraph=next(container.paragraphs),
                table=container.table,
                row=container.row,
                cell=container.column,
                part=container.part,
            ),
            region=container.region,
            section=self._section,
            side=_side_of(container, left, right),
            is_tabular=container.is_tabular,
            table=container.table,
            row=container.row,
            column=container.column,
            align=_ALIGNS.get(properties.get("jc") or "left"),
            left=left,
            right=right,
            first_line=properties.get("ind.first", 0.0),
            before=before,
            after=properties.get("space.after", 0.0),
            gap_above=gap,
            line_spacing=multiple,
            line_exact=exact,
            line_widths=lines,
            frame=_frame_of(properties, inner, exact),
            tab_stops=tuple(stop for kind, stop in properties.get("tabs", ()) if kind != "clear"),
        )

    def _gap(self, properties: Properties, container: _Container) -> tuple[float, float | None]:
        """Space before, and the whole gap to the paragraph above after Word's contextual rules."""
        before: float = properties.get("space.before", 0.0)
        if container.above is None:
            return before, None
        _, other = container.above
        is_like = properties.get("style") == other.get("style")
        own = 0.0 if is_like and properties.get("contextualSpacing") else before
        theirs = 0.0 if is_like and other.get("contextualSpacing") else other.get("space.after", 0.0)
        return before, own + theirs

    def _with_label(
        self, block: Block, node: etree._Element, properties: Properties, table: TableLook
    ) -> Block:
        """The block with the number or bullet before it, which looks as its list level says."""
        number, level = properties.get("numId"), properties.get("ilvl")
        text = self._styles.numbering.next_label(number, level)
        if not text:
            return block
        mark = self._styles.run(node.find(f"{W}pPr/{W}rPr"), properties.get("style"), table)
        look = mark | self._styles.numbering.look(number, level)
        return block if look.get("vanish") else replace(block, label=make_span(text, look))

    def _frame_of(self, properties: Properties, container: _Container) -> _Container:
        """The frame that the paragraph stands in, together with those above in the same one."""
        place = properties.get("frame")
        if place is None:
            self._frame = None
            return container
        if self._frame is None or self._frame[0] != place:
            width, x, align = place
            box = drawings.Box(width, None, x, None, align, self._package.body, has_outline=False)
            side = drawings.side_of_box(box, container.width)
            inside = replace(container, width=width or container.width, side=side, last=None, above=None)
            self._frame = place, inside
        return self._frame[1]

    def _keep(self, block: Block, properties: Properties, reading: Reading, container: _Container) -> None:
        """Files a paragraph and the rules that it draws; a row of hyphens is a rule, not text."""
        if patterns.is_row_of_marks(block.text):
            if container.last is not None:
                self._strokes.append(_row_of_marks(block, container.last))
            return
        block = self._without_marks(block)
        self._index += 1
        self._blocks.append(block)
        self._strokes += _border_strokes(block, properties, container)
        self._read_objects(reading, block, container)
        under = container.last if block.is_empty else block
        if under is not None and (stroke := _underline(block, under)) is not None:
            self._strokes.append(stroke)
        if not block.is_empty:
            container.last = block
        container.above = (block, properties)

    def _without_marks(self, block: Block) -> Block:
        """The block without the lines that are rows of hyphens, which are noted as rules."""
        if "\n" not in block.text:
            return block
        lines = split_lines(block.spans)
        kept = [line for line in lines if not patterns.is_row_of_marks("".join(s.text for s in line))]
        if len(kept) == len(lines) or not kept:
            return block
        row = next(line for line in lines if line not in kept)
        self._strokes.append(_row_of_marks(replace(block, spans=row, label=None), block))
        parts = [span for line in kept for span in (*line, _BREAK)]
        return replace(block, spans=tuple(parts[:-1]))

    # Text boxes and shapes

    def _read_objects(self, reading: Reading, block: Block, container: _Container) -> None:
        shapes: list[drawings.Shape] = []
        boxes: list[tuple[drawings.Box, list[Block]]] = []
        for node in reading.objects:
            shapes += drawings.find_lines(node)
            for identifier in drawings.find_pictures(node):
                kind = self._package.format_of(identifier)
                self._pictures.append(Picture(block.index, kind, block.place))
            for box in drawings.find_boxes(node):
                side = drawings.side_of_box(box, container.width)
                inside = _Container(
                    box.width or container.width, side, part="hộp văn bản", region=container.region
                )
                start = len(self._blocks)
                self._walk(box.content, inside)
                if box.has_outline:
                    frame = Frame(box.width, box.height)
                    self._blocks[start:] = [replace(inner, frame=frame) for inner in self._blocks[start:]]
                boxes.append((box, self._blocks[start:]))
        for shape in shapes:
            below = container.last if block.is_empty or shape.is_at_top else block
            width = container.width
            for box, inner in boxes:
                if (over := drawings.block_above(shape, box, inner)) is not None:
                    below, width = over, box.width or width
                    shape = replace(shape, x=None)  # in the box it is centred as well as its line is
            if below is not None:
                self._strokes.append(drawings.make_stroke(shape, below, width))

    # Tables

    def _table(self, node: etree._Element, outer: _Container) -> None:
        properties = node.find(f"{W}tblPr")
        look = self._styles.table(properties)
        columns = [points(column, "w") or 0.0 for column in node.findall(f"{W}tblGrid/{W}gridCol")]
        total = sum(columns) or outer.width
        rows = [row for row in _descend(node, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None]
        number = next(self._tables)
        is_single = len(rows) == 1 and len(_descend(rows[0], f"{W}tc")) == 1
        is_drawn = _has_grid(rows, look)
        for row_number, row in enumerate(rows, start=1):
            position = 0
            end = sum(map(_span_of, _descend(row, f"{W}tc")))
            for cell_number, cell in enumerate(_descend(row, f"{W}tc"), start=1):
                span = _span_of(cell)
                width = _width_of(cell, columns[position : position + span], total)
                start = sum(columns[:position])
                own = look.at((row_number - 1, len(rows)), (position, position + span, end))
                position += span
                if value(cell.find(f"{W}tcPr/{W}vMerge"), "val") is None and _is_merged(cell):
                    continue
                inside = _Container(
                    width - _margin(look, "left") - _margin(look, "right"),
                    _side_of_cell(start, width, total, outer),
                    number,
                    row_number,
                    cell_number,
                    (is_drawn and not is_single) or outer.is_tabular,
                    own,
                    outer.part,
                    outer.region,
                )
                self._cell(cell, inside, width, row, is_framed=is_drawn and is_single)
        outer.above = None
        self._note_last(outer, number, is_single=is_single)

    def _cell(
        self,
        cell: etree._Element,
        inside: _Container,
        width: float,
        row: etree._Element,
        *,
        is_framed: bool,
    ) -> None:
        start = len(self._blocks)
        self._walk(cell, inside)
        if is_framed:
            frame = Frame(width, points(row.find(f"{W}trPr/{W}trHeight"), "val"))
            self._blocks[start:] = [replace(block, frame=frame) for block in self._blocks[start:]]
        elif not inside.is_tabular and inside.last is not None:
            border = read_border(cell.find(f"{W}tcPr/{W}tcBorders/{W}bottom"))
            if border is not None:
                self._strokes.append(_border_stroke(inside.last, border, width, is_centred=True))

    def _note_last(self, outer: _Container, number: int, *, is_single: bool) -> None:
        """What stands under a table that arranges one column stands under its last line."""
        inner = [block for block in self._blocks if block.table == number and not block.is_empty]
        if inner and is_single:
            outer.last = inner[-1]

    # Headers and footers

    def _read_part(self, root: etree._Element, section: Section, region: Region) -> list[tuple[Block, bool]]:
        """The blocks of a header or footer, each with whether it holds the page number."""
        names = {Region.HEADER: "đầu trang", Region.FOOTER: "chân trang"}
        container = _Container(
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


def _descend(node: etree._Element, tag: str) -> list[etree._Element]:
    """The children called `tag`, also inside content controls."""
    found = []
    for child in node:
        if child.tag == tag:
            found.append(child)
        elif child.tag in _WRAPPERS:
            found += _descend(child, tag)
    return found


def _span_of(cell: etree._Element) -> int:
    span = whole(cell.find(f"{W}tcPr/{W}gridSpan"))
    return 1 if span is None else max(1, min(span, _MOST_COLUMNS))


def _is_merged(cell: etree._Element) -> bool:
    return cell.find(f"{W}tcPr/{W}vMerge") is not None


def _width_of(cell: etree._Element, columns: list[float], total: float) -> float:
    node = cell.find(f"{W}tcPr/{W}tcW")
    kind = value(node, "type")
    width = points(node, "w")
    if width and kind in (None, "dxa"):
        return width
    if width and kind == "pct":
        return total * width * 20 / 5000
    return sum(columns) or total


def _margin(look: TableLook, side: str) -> float:
    width = points(look.margins.get(side), "w")
    return _DEFAULT_MARGIN if width is None else width


def _has_grid(rows: list[etree._Element], look: TableLook) -> bool:
    """Whether most cells have lines around them, be they those of the table or their own."""
    cells = [cell for row in rows[:_ROWS_LOOKED_AT] for cell in _descend(row, f"{W}tc")]
    count = sum(_is_framed(cell.find(f"{W}tcPr/{W}tcBorders"), look) for cell in cells)
    return 2 * count > len(cells)


def _is_framed(own: etree._Element | None, look: TableLook) -> bool:
    """Whether a cell has lines on two sides or more; what it says itself wins over the table."""
    drawn = 0
    for side, spelling, inside in _CELL_SIDES:
        border = own.find(W + side) if own is not None else None
        if border is None and own is not None:
            border = own.find(W + spelling)
        if border is not None:
            drawn += read_border(border) is not None
        else:
            drawn += any(read_border(look.borders.get(name)) is not None for name in (side, inside))
    return drawn > 1


def _side_of_cell(start: float, width: float, total: float, outer: _Container) -> Side:
    if outer.side is not Side.FULL:
        return outer.side
    if not total or width / total > _WIDE:
        return Side.FULL
    middle = (start + width / 2) / total
    if abs(middle - _HALF) < 0.08:  # the middle one of three cells
        return Side.FULL
    return Side.LEFT if middle < _HALF else Side.RIGHT


def _side_of(container: _Container, left: float, right: float) -> Side:
    if container.side is not Side.FULL or container.table is not None or not container.width:
        return container.side
    if left / container.width > 0.35:  # an indent that moves a block to the right half
        return Side.RIGHT
    return Side.LEFT if right / container.width > 0.45 else Side.FULL


def _line_spacing(properties: Properties, size: float) -> tuple[float | None, float | None]:
    """Line spacing in single lines, and in points where the file sets points."""
    line, rule = properties.get("line", 240.0), properties.get("line.rule", "auto")
    if rule == "auto":
        return line / 240, None
    exact = line / 20
    if rule == "exact":
        return (exact / (size * _SINGLE) if size else None), exact
    return (max(1.0, exact / (size * _SINGLE)) if size else None), None


def _frame_of(properties: Properties, width: float, exact: float | None) -> Frame | None:
    borders = [properties.get(f"border.{side}") for side in ("top", "left", "bottom", "right")]
    if not all(borders):
        return None
    return Frame(width, exact, all(border and border[0] == "single" for border in borders), None)


def _border_strokes(block: Block, properties: Properties, container: _Container) -> list[Stroke]:
    """The rules that the borders of a paragraph draw."""
    top, bottom = properties.get("border.top"), properties.get("border.bottom")
    if properties.get("border.left") and properties.get("border.right"):
        return []
    left, right = block.left or 0.0, block.right or 0.0
    if (block.first_line or 0.0) < 0:
        left += block.first_line or 0.0
    length = container.width - left - right
    is_even = abs(left - right) <= _EVEN
    strokes = []
    if top and container.last is not None:
        strokes.append(_border_stroke(container.last, top, length, is_centred=is_even))
    if bottom:
        below = container.last if block.is_empty else block
        if below is not None:
            strokes.append(_border_stroke(below, bottom, length, is_centred=is_even))
    return strokes


def _border_stroke(
    below: Block, border: tuple[str, float, str], length: float, *, is_centred: bool
) -> Stroke:
    kind, weight, colour = border
    is_solid = not any(word in kind.lower() for word in ("dot", "dash", "wave", "double", "triple"))
    return Stroke(
        below.index,
        length,
        StrokeKind.DRAWN,
        is_solid,
        is_centred if below.align in (Align.CENTRE, None) else None,
        weight,
        "000000" if colour == "auto" else colour.upper(),
        None,
        below.place,
    )


def _underline(block: Block, below: Block) -> Stroke | None:
    """The rule that underlined letters, or underlined blanks on a line of their own, make."""
    lined = [place for place, span in enumerate(block.spans) if span.is_underlined and span.text]
    if not lined:
        return None
    first, last = lined[0], lined[-1]
    before, after = _width(block.spans[:first]), _width(block.spans[last + 1 :])
    if block.is_empty:
        before = after = 0.0
    return Stroke(
        below.index,
        _width(block.spans[first : last + 1]) or None,
        StrokeKind.UNDERLINE,
        is_centred=abs(before - after) <= 2 * _EVEN,
        colour="000000",
        place=block.place,
    )


def _width(spans: Sequence[Span]) -> float:
    return max(set_lines(spans, None) or (0.0,), default=0.0)


def _row_of_marks(block: Block, below: Block) -> Stroke:
    return Stroke(
        below.index,
        _width(block.spans) or None,
        StrokeKind.CHARACTERS,
        set(block.text.split()[0]) <= _SOLID_MARKS,
        block.align is Align.CENTRE,
        place=block.place,
    )
