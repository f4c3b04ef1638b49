"""The cells of tables in a DOCX: where they stand, how wide they are, whether lines are drawn around them."""

from __future__ import annotations

from lxml import etree

from service.conformance.document import Side
from service.conformance.docx.container import Container
from service.conformance.docx.formatting import points, read_border
from service.conformance.docx.package import W, value, whole
from service.conformance.docx.styles import TableLook

WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
"""Elements that only stand around paragraphs, tables, rows and cells."""
_DEFAULT_MARGIN = 5.4  # points beside the text of a cell, where nothing is said
_HALF = 0.5
_MOST_COLUMNS = 63  # as many as Word has
_WIDE = 0.7  # of the text area: a cell that stands for the full width
_ROWS_LOOKED_AT = 40  # of a table: enough to tell whether it has lines
_CELL_SIDES = (
    *(("top", "top", "insideH"), ("bottom", "bottom", "insideH")),
    *(("left", "start", "insideV"), ("right", "end", "insideV")),
)


def descend(node: etree._Element, tag: str) -> list[etree._Element]:
    """The children called `tag`, also inside content controls."""
    found = []
    for child in node:
        if child.tag == tag:
            found.append(child)
        elif child.tag in WRAPPERS:
            found += descend(child, tag)
    return found


def span_of(cell: etree._Element) -> int:
    """How many columns a cell spans."""
    span = whole(cell.find(f"{W}tcPr/{W}gridSpan"))
    return 1 if span is None else max(1, min(span, _MOST_COLUMNS))


def is_merged(cell: etree._Element) -> bool:
    """Whether a cell is one of several merged downwards."""
    return cell.find(f"{W}tcPr/{W}vMerge") is not None


def width_of(cell: etree._Element, columns: list[float], total: float) -> float:
    """The width of a cell in points, where `columns` are those it spans."""
    node = cell.find(f"{W}tcPr/{W}tcW")
    kind = value(node, "type")
    width = points(node, "w")
    if width and kind in (None, "dxa"):
        return width
    if width and kind == "pct":
        return total * width * 20 / 5000
    return sum(columns) or total


def left_of(properties: etree._Element | None, total: float, outer: Container) -> float:
    """The left edge of a table that is `total` points wide, from that of the text."""
    align = value(properties.find(f"{W}jc")) if properties is not None else None
    if align == "center":
        return outer.x + (outer.width - total) / 2
    if align in ("right", "end"):
        return outer.x + outer.width - total
    indent = points(properties.find(f"{W}tblInd"), "w") if properties is not None else None
    return outer.x + (indent or 0.0)


def margin(look: TableLook, side: str) -> float:
    """The room between the edge of a cell and its text, in points."""
    width = points(look.margins.get(side), "w")
    return _DEFAULT_MARGIN if width is None else width


def has_grid(rows: list[etree._Element], look: TableLook) -> bool:
    """Whether most cells have lines around them, be they those of the table or their own."""
    cells = [cell for row in rows[:_ROWS_LOOKED_AT] for cell in descend(row, f"{W}tc")]
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


def side_of_cell(start: float, width: float, total: float, outer: Container) -> Side:
    """The half of the text area in which a cell stands."""
    if outer.side is not Side.FULL:
        return outer.side
    if not total or width / total > _WIDE:
        return Side.FULL
    middle = (start + width / 2) / total
    if abs(middle - _HALF) < 0.08:  # the middle one of three cells
        return Side.FULL
    return Side.LEFT if middle < _HALF else Side.RIGHT
