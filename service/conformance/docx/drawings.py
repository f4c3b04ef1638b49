"""Shapes in a DOCX: lines that serve as rules, and text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from service.conformance.document import Align, Block, Side, Stroke
from service.conformance.docx.package import W

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_V = "{urn:schemas-microsoft-com:vml}"
_EMU = 12700.0  # in a point
_LINES = frozenset({"line", "straightConnector1", "lineInv"})
_THIN = 4.0  # points: a shape no higher is a line
_AT_TOP = 5.0  # points below the upper edge of its paragraph: above the text there
_INSET = 7.2  # points between the edge of a box and its text, where nothing is said
_INSET_ABOVE = 3.6
_USUAL_SIZE = 14.0  # points, of an empty line
_CENTRED = 8.5  # points, 3 mm, by which a floating line may miss the middle
_GAP = re.compile(r"\t| {4}")  # between columns that are made without a table
_UNITS = {"pt": 1.0, "in": 72.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "px": 0.75, "": 1.0}


@dataclass(frozen=True)
class Shape:
    """A line or a box as it floats; lengths in points."""

    width: float | None
    height: float | None
    x: float | None  # from the left edge of the column
    y: float | None  # from the top of its paragraph
    align: str | None
    is_solid: bool = True
    weight: float | None = None
    colour: str | None = None

    @property
    def is_at_top(self) -> bool:
        """Whether it stands above the text of the paragraph that holds it."""
        return self.y is not None and self.y < _AT_TOP


@dataclass(frozen=True)
class Box:
    """A text box and what is in it."""

    width: float | None
    height: float | None
    x: float | None
    y: float | None
    align: str | None
    content: etree._Element
    has_outline: bool
    outer: float | None = None  # width with the room beside the text


def find_lines(node: etree._Element) -> Iterator[Shape]:
    """The horizontal lines that a drawing or picture element holds."""
    for anchor in node.iter(f"{_WP}anchor", f"{_WP}inline"):
        shape = _place(anchor)
        for part in anchor.iter(f"{_WPS}wsp"):
            geometry = part.find(f".//{_A}prstGeom")
            kind = geometry.get("prst") if geometry is not None else None
            is_flat = shape.height is not None and shape.height < _THIN
            has_text = part.find(f".//{W}txbxContent") is not None
            if (kind in _LINES or (kind == "rect" and not has_text)) and is_flat:
                yield _drawn(shape, part.find(f".//{_A}ln"))
    for line in node.iter(f"{_V}line"):
        start, end = _pair(line.get("from", "")), _pair(line.get("to", ""))
        if start and end and abs(end[1] - start[1]) < _THIN:
            yield Shape(abs(end[0] - start[0]), 0.0, min(start[0], end[0]), start[1], None)
    for shape_node in node.iter(f"{_V}shape", f"{_V}rect"):
        style = _style(shape_node.get("style", ""))
        is_line = shape_node.get("type", "").endswith("_t32") or style.get("height", _THIN) < _THIN
        if is_line and "width" in style and shape_node.find(f".//{W}txbxContent") is None:
            yield Shape(style["width"], 0.0, style.get("margin-left"), style.get("margin-top"), None)


def find_boxes(node: etree._Element) -> Iterator[Box]:
    """The text boxes that a drawing or picture element holds."""
    for anchor in node.iter(f"{_WP}anchor", f"{_WP}inline"):
        shape = _place(anchor)
        for part in anchor.iter(f"{_WPS}wsp"):
            content = part.find(f".//{W}txbxContent")
            if content is not None:
                line = part.find(f"{_WPS}spPr/{_A}ln")
                is_drawn = line is not None and line.find(f"{_A}noFill") is None
                insets = _insets(part.find(f"{_WPS}bodyPr"))
                width = shape.width - insets if shape.width is not None else None
                x, y, outer = shape.x, shape.y, shape.width
                yield Box(width, shape.height, x, y, shape.align, content, is_drawn, outer)
    for shape_node in node.iter(f"{_V}shape", f"{_V}rect"):
        content = shape_node.find(f".//{W}txbxContent")
        if content is not None:
            style = _style(shape_node.get("style", ""))
            is_drawn = shape_node.get("stroked") not in ("f", "false")
            outer = style.get("width")
            width = outer - _vml_insets(shape_node.find(f"{_V}textbox")) if outer is not None else None
            x, y = style.get("margin-left"), style.get("margin-top")
            yield Box(width, style.get("height"), x, y, None, content, is_drawn, outer)


def _insets(properties: etree._Element | None) -> float:
    """The room beside the text of a box, on both sides together."""
    given = [properties.get(name) if properties is not None else None for name in ("lIns", "rIns")]
    return sum(_INSET if (inset := _emu(text)) is None else inset for text in given)


def _vml_insets(box: etree._Element | None) -> float:
    """The same of a box in VML, where the four insets are one list and an empty one is the usual."""
    parts = (box.get("inset", "") if box is not None else "").split(",")
    given = [_length(parts[place]) if place < len(parts) else None for place in (0, 2)]
    return sum(_INSET if inset is None else inset for inset in given)


def find_pictures(node: etree._Element) -> Iterator[str]:
    """The relationship ids of the pictures that a drawing or picture element shows."""
    for blip in node.iter(f"{_A}blip"):
        yield blip.get(f"{_R}embed") or blip.get(f"{_R}link") or ""
    for image in node.iter(f"{_V}imagedata"):
        yield image.get(f"{_R}id") or ""


def make_stroke(shape: Shape, below: Block, width: float) -> Stroke:
    """The rule that a line draws under `below`, in a column of `width` points."""
    side = None
    is_centred: bool | None = shape.align == "center" if shape.align is not None else None
    if is_centred is None and shape.x is not None and shape.width is not None:
        middle = shape.x + shape.width / 2
        if _GAP.search(below.text):
            side = Side.LEFT if middle < width / 2 else Side.RIGHT
        elif below.align is Align.CENTRE:
            left, right = below.left or 0.0, below.right or 0.0
            is_centred = abs(middle - (left + width - right) / 2) <= _CENTRED
    return Stroke(
        below.index,
        shape.width,
        is_solid=shape.is_solid,
        is_centred=is_centred,
        weight=shape.weight,
        colour=shape.colour,
        side=side,
        place=below.place,
    )


def side_of_box(box: Box, width: float) -> Side:
    """The half of the text area in which a box stands."""
    if box.align in ("left", "right"):
        return Side(box.align)
    if box.x is None or box.width is None or box.width > width * 0.8:
        return Side.FULL
    return Side.LEFT if box.x + box.width / 2 < width / 2 else Side.RIGHT


def block_above(shape: Shape, box: Box, blocks: Sequence[Block]) -> Block | None:
    """The block in a text box under which a line is drawn that floats over the box; None for others."""
    if None in (shape.x, shape.y, shape.width, box.x, box.y, box.width, box.height):
        return None
    across = (shape.x or 0.0) + (shape.width or 0.0) / 2 - (box.x or 0.0)
    down = (shape.y or 0.0) - (box.y or 0.0)
    if not 0 < across < (box.outer or box.width or 0.0) or not 0 < down <= (box.height or 0.0) + _THIN:
        return None
    found, bottom = None, _INSET_ABOVE
    for block in blocks:
        size = max((span.size or 0.0 for span in block.spans), default=_USUAL_SIZE)
        height = block.line_exact or 1.15 * size * (block.line_spacing or 1.0)
        bottom += (block.gap_above or 0.0) + height * max(1, len(block.line_widths or ()))
        if not block.is_empty and bottom - height / 2 <= down:
            found = block
    return found


def _place(anchor: etree._Element) -> Shape:
    extent = anchor.find(f"{_WP}extent")
    horizontal, vertical = anchor.find(f"{_WP}positionH"), anchor.find(f"{_WP}positionV")
    return Shape(
        _emu(extent.get("cx")) if extent is not None else None,
        _emu(extent.get("cy")) if extent is not None else None,
        _offset(horizontal, ("column", "margin", "character")),
        _offset(vertical, ("paragraph", "line")),
        _text(horizontal, f"{_WP}align"),
    )


def _drawn(shape: Shape, line: etree._Element | None) -> Shape:
    if line is None:
        return shape
    dash = line.find(f"{_A}prstDash")
    colour = line.find(f"{_A}solidFill/{_A}srgbClr")
    weight = line.get("w")
    return Shape(
        shape.width,
        shape.height,
        shape.x,
        shape.y,
        shape.align,
        dash is None or dash.get("val") == "solid",
        float(weight) / _EMU if weight and weight.isdecimal() else None,
        colour.get("val") if colour is not None else None,
    )


def _offset(node: etree._Element | None, bases: tuple[str, ...]) -> float | None:
    if node is None or node.get("relativeFrom") not in bases:
        return None
    return _emu(_text(node, f"{_WP}posOffset"))


def _text(node: etree._Element | None, tag: str) -> str | None:
    child = node.find(tag) if node is not None else None
    return child.text if child is not None else None


def _emu(text: str | None) -> float | None:
    try:
        return float(text) / _EMU if text is not None else None
    except ValueError:
        return None


def _pair(text: str) -> tuple[float, float] | None:
    lengths = [_length(part) for part in text.split(",")]
    if len(lengths) != 2 or lengths[0] is None or lengths[1] is None:
        return None
    return lengths[0], lengths[1]


def _style(text: str) -> dict[str, float]:
    pairs = (part.partition(":") for part in text.split(";"))
    lengths = {name.strip(): _length(setting) for name, _, setting in pairs}
    return {name: length for name, length in lengths.items() if length is not None}


def _length(text: str) -> float | None:
    match = re.fullmatch(r"\s*(-?(?:\d+\.?\d*|\.\d+))\s*([a-z]*)\s*", text)
    if match is None or match[2] not in _UNITS:
        return None
    return float(match[1]) * _UNITS[match[2]]
