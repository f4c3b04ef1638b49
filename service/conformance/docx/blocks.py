"""A paragraph of a DOCX as a block: how it is set, how far it is from the one above, what frames it."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from service.conformance.document import Align, Block, Frame, Place
from service.conformance.docx.container import Container, side_of
from service.conformance.docx.formatting import Properties
from service.conformance.docx.package import W
from service.conformance.docx.styles import Styles, TableLook
from service.conformance.docx.text import Reading, make_span
from service.conformance.measuring import set_lines

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
_SINGLE = 1.15  # of the type size: the line of this face
_LONGEST_MEASURED = 400  # letters; running text is longer and its lines are of no interest


def make_block(
    index: int, section: int, reading: Reading, properties: Properties, container: Container
) -> Block:
    """The paragraph as it stands in `container`, without the number before it."""
    text = "".join(span.text for span in reading.spans)
    left, right = properties.get("ind.left", 0.0), properties.get("ind.right", 0.0)
    size = max((span.size or 0 for span in reading.spans), default=0.0)
    multiple, exact = _line_spacing(properties, size)
    inner = container.width - left - right
    before, gap = _gap(properties, container)
    lines = set_lines(reading.spans, inner) if text.strip() and len(text) < _LONGEST_MEASURED else None
    return Block(
        index=index,
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
        section=section,
        side=side_of(container, left, right),
        is_tabular=container.is_tabular,
        table=container.table,
        row=container.row,
        column=container.column,
        align=Align.CENTRE if container.is_centred else _ALIGNS.get(properties.get("jc") or "left"),
        left=left,
        right=right,
        first_line=properties.get("ind.first", 0.0),
        before=before,
        after=properties.get("space.after", 0.0),
        gap_above=gap,
        line_spacing=multiple,
        line_exact=exact,
        line_widths=lines,
        frame=_frame(properties, inner, exact),
        centre_stops=tuple(stop for kind, stop in properties.get("tabs", ()) if kind == "center"),
        tab_stops=tuple(stop for kind, stop in properties.get("tabs", ()) if kind != "clear"),
    )


def with_label(
    block: Block, node: etree._Element, properties: Properties, styles: Styles, table: TableLook
) -> Block:
    """The block with the number or bullet before it, which looks as its list level says."""
    number, level = properties.get("numId"), properties.get("ilvl")
    text = styles.numbering.next_label(number, level)
    if not text:
        return block
    mark = styles.run(node.find(f"{W}pPr/{W}rPr"), properties.get("style"), table)
    look = mark | styles.numbering.look(number, level)
    return block if look.get("vanish") else replace(block, label=make_span(text, look))


def _gap(properties: Properties, container: Container) -> tuple[float, float | None]:
    """Space before, and the whole gap to the paragraph above after Word's contextual rules."""
    before: float = properties.get("space.before", 0.0)
    if container.above is None:
        return before, None
    _, other = container.above
    is_like = properties.get("style") == other.get("style")
    own = 0.0 if is_like and properties.get("contextualSpacing") else before
    theirs = 0.0 if is_like and other.get("contextualSpacing") else other.get("space.after", 0.0)
    return before, own + theirs


def _line_spacing(properties: Properties, size: float) -> tuple[float | None, float | None]:
    """Line spacing in single lines, and in points where the file sets points."""
    line, rule = properties.get("line", 240.0), properties.get("line.rule", "auto")
    if rule == "auto":
        return line / 240, None
    exact = line / 20
    if rule == "exact":
        return (exact / (size * _SINGLE) if size else None), exact
    return (max(1.0, exact / (size * _SINGLE)) if size else None), None


def _frame(properties: Properties, width: float, exact: float | None) -> Frame | None:
    borders = [properties.get(f"border.{side}") for side in ("top", "left", "bottom", "right")]
    if not all(borders):
        return None
    return Frame(width, exact, all(border and border[0] == "single" for border in borders), None)
