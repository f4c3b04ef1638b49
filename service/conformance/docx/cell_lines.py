"""The rules that single lines of cells make in a table that only arranges."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from service.conformance.document import Block, Stroke
from service.conformance.docx.container import Container
from service.conformance.docx.formatting import read_border
from service.conformance.docx.package import W
from service.conformance.docx.strokes import border_stroke

_EVEN = 6.0  # points by which the middle of a rule may miss that of the text above

_Column = tuple[float, float, Block | None]  # left and right edge, what stands last in it


class CellLines:
    """What stands last in each column of a table so far, and the rules drawn under it.

    A line under a cell is that over the one below: it counts once.
    """

    def __init__(self, outer: Container, borders: dict[str, etree._Element]) -> None:
        """For a table in `outer`; `borders` are those of a table that is one cell."""
        self._borders = borders
        whole = (outer.x, outer.x + outer.width, outer.last)
        self._above: list[_Column] = [whole]
        self._row: list[_Column] = []
        self._done: set[int] = set()

    def draw(self, cell: etree._Element, last: Block | None, start: float, end: float) -> Iterator[Stroke]:
        """The rules that the lines over and under a cell draw; `last` is its last paragraph with text."""
        middle = (start + end) / 2
        over = next((column for column in self._above if column[0] <= middle <= column[1]), None)
        own = (start, end, last) if last is not None else over
        for name, column in (("top", over), ("bottom", own)):
            border = self._border(cell, name)
            if border is not None and column is not None:
                yield from self._rule(column, border, start, end)
        if own is not None:
            self._row.append(own if last is not None else (max(start, own[0]), min(end, own[1]), own[2]))

    def end_row(self) -> None:
        """Takes what stands in the row just read for what is above the next one."""
        self._above, self._row = self._row or self._above, []

    def _border(self, cell: etree._Element, name: str) -> tuple[str, float, str] | None:
        node = cell.find(f"{W}tcPr/{W}tcBorders/{W}{name}")
        return read_border(node if node is not None else self._borders.get(name))

    def _rule(
        self, column: _Column, border: tuple[str, float, str], start: float, end: float
    ) -> Iterator[Stroke]:
        left, right, block = column
        if block is not None and block.index not in self._done:
            self._done.add(block.index)
            is_even = abs((start + end) / 2 - (left + right) / 2) <= _EVEN
            yield border_stroke(block, border, end - start, is_centred=is_even)
