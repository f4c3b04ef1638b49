"""Where the paragraphs of a DOCX stand: the page, a cell, a text box, a frame."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from service.conformance.document import Block, Region, Side
from service.conformance.docx.formatting import Properties
from service.conformance.docx.styles import NO_TABLE, TableLook


@dataclass
class Container:
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
    x: float = 0.0  # of its left edge, from that of the text
    y: float = 0.0  # down to which it is filled, about
    is_centred: bool = False  # a frame as wide as its text that stands in the middle
    last: Block | None = None  # with text, for the rule under it
    above: tuple[Block, Properties] | None = None  # the paragraph before, for the gap


def side_of(container: Container, left: float, right: float) -> Side:
    """The half of the text area in which a paragraph with these indents stands."""
    if container.side is not Side.FULL or container.table is not None or not container.width:
        return container.side
    if left / container.width > 0.35:  # an indent that moves a block to the right half
        return Side.RIGHT
    return Side.LEFT if right / container.width > 0.45 else Side.FULL
