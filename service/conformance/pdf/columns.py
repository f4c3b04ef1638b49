"""Finds what stands side by side without drawn lines: the heading of a document and its signatures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from service.conformance import patterns
from service.conformance.pdf.area import Area
from service.conformance.pdf.drawn import Line

_FAR = 0.45  # of the width of the text: signatures begin further to the right, addressees do not
_SAME_EDGE = 14.0  # points: «Nơi nhận» may stand a little further in than its entries
_TALLEST = 24.0  # points: type that stands side by side is no larger
_SIGNATURE_ROOM = 150.0  # points that may be left between a post and the name under it


@dataclass(frozen=True)
class Zone:
    """A stretch of a page in columns, from left to right, each from top to bottom."""

    columns: tuple[tuple[Line, ...], ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line, column by column."""
        return tuple(line for column in self.columns for line in column)


def find_zones(lines: list[Line], area: Area) -> list[Zone]:
    """The stretches of `lines`, which are those of one page outside of tables, that stand in columns."""
    paired = _find_paired(lines, area)
    zones: list[Zone] = []
    start, free = 0, 0
    while start < len(lines):
        if not paired[start]:
            start += 1
            continue
        columns = _Columns()
        end = start
        while end < len(lines) and (end == start or columns.accept(lines[end], area, is_paired=paired[end])):
            columns.add(lines[end])
            end += 1
        first = start
        while first > free and _leads(lines[first - 1], lines[first:end]):
            first -= 1
            columns.add(lines[first])
        zones.append(columns.to_zone())
        start = free = end
    return zones


class _Columns:
    """Columns that grow line by line; two that a line bridges become one."""

    def __init__(self) -> None:
        self._columns: list[tuple[float, float, list[Line]]] = []

    def add(self, line: Line) -> None:
        touching = [column for column in self._columns if _touches(line, column)]
        merged = (
            min([line.x0, *(column[0] for column in touching)]),
            max([line.x1, *(column[1] for column in touching)]),
            [line, *(other for column in touching for other in column[2])],
        )
        self._columns = [column for column in self._columns if column not in touching] + [merged]

    def accept(self, line: Line, area: Area, *, is_paired: bool) -> bool:
        """Whether the line stands in one of the columns or beside one; not one across two."""
        if sum(_touches(line, column) for column in self._columns) > 1:
            return False
        return is_paired or self._is_continued_by(line, area)

    def _is_continued_by(self, line: Line, area: Area) -> bool:
        """Whether a line that stands alone still belongs to one of the columns above it."""
        if patterns.ADDRESSEE.match(line.text) or patterns.find_type(line.text) or _begins_text(line.text):
            return False
        is_across = line.x0 < area.centre - 20 and line.x1 > area.centre + 20
        if is_across and line.width > 0.5 * (area.right - area.left):
            return False
        return any(_continues(column[2], line, area) for column in self._columns)

    def to_zone(self) -> Zone:
        ordered = sorted(self._columns, key=lambda column: column[0])
        return Zone(tuple(tuple(sorted(lines, key=lambda line: line.baseline)) for _, _, lines in ordered))


def _touches(line: Line, column: tuple[float, float, list[Line]]) -> bool:
    return line.x0 < column[1] and line.x1 > column[0]


def _continues(column: list[Line], line: Line, area: Area) -> bool:
    last = max(column, key=lambda other: other.baseline)
    distance = line.baseline - last.baseline
    is_beside = line.x1 < area.centre and not area.is_centred(line)
    if is_beside and patterns.LETTER_ABSTRACT.match(line.text) and distance < 3.2 * line.size:
        return True
    if is_beside and line.face == last.face and distance < 1.35 * line.size:
        return abs(line.centre - last.centre) < 6
    centre = sum(other.centre for other in column) / len(column)
    if abs(line.centre - centre) < 6 and distance < _SIGNATURE_ROOM and not area.is_centred(line):
        return distance < 3.2 * line.size or line.is_bold
    return abs(line.x0 - last.x0) < 3 and distance < 1.8 * line.size and line.size <= 12


def _find_paired(lines: list[Line], area: Area) -> list[bool]:
    """Which lines surely stand in a column: beside another, far to the right, or among the recipients."""
    head = next((line for line in lines if patterns.RECIPIENTS.match(line.text)), None)
    return [
        _is_far_right(line, area)
        or _is_recipient(line, head)
        or any(_are_side_by_side(line, other) for other in _neighbours(lines, place))
        for place, line in enumerate(lines)
    ]


def _neighbours(lines: list[Line], place: int) -> Iterator[Line]:
    """The lines, which are sorted by height, that may stand beside the one at `place`."""
    baseline = lines[place].baseline
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(lines) and abs(lines[at].baseline - baseline) < _TALLEST:
            yield lines[at]
            at += step


def _is_recipient(line: Line, head: Line | None) -> bool:
    return head is not None and line.baseline >= head.baseline and abs(line.x0 - head.x0) < _SAME_EDGE


def _is_far_right(line: Line, area: Area) -> bool:
    """Whether the line begins where no line of the text does, and is not centred either."""
    is_far = line.x0 > area.left + _FAR * (area.right - area.left)
    return is_far and not area.is_centred(line) and patterns.find_type(line.text) is None


def _are_side_by_side(first: Line, second: Line) -> bool:
    if first is second or _overlap(first, second):
        return False
    overlap = min(first.bottom, second.bottom) - max(first.top, second.top)
    return overlap > 0.35 * min(first.bottom - first.top, second.bottom - second.top)


def _overlap(first: Line, second: Line) -> bool:
    return first.x0 < second.x1 and second.x0 < first.x1


def _begins_text(text: str) -> bool:
    return bool(patterns.LEGAL_BASIS.match(text) or patterns.ARTICLE.match(text))


def _leads(line: Line, zone: list[Line]) -> bool:
    """Whether a line alone just above columns begins one: a name of more lines than its neighbour."""
    top = zone[0]
    if not 0 < top.baseline - line.baseline < 1.6 * top.size or not patterns.is_capitals(line.text):
        return False
    return any(abs(line.centre - other.centre) < 4 and line.x1 - line.x0 < 260 for other in zone[:2])
