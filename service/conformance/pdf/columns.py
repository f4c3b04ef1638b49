"""Finds what stands side by side without drawn lines: the heading of a document and its signatures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from service.conformance import patterns
from service.conformance.pdf.area import Area
from service.conformance.pdf.drawn import Line

_FAR = 0.45  # of the width of the text: signatures begin further to the right, addressees do not
_SIGNATURE_ROOM = 150.0  # points that may be left between a post and the name under it


@dataclass(frozen=True)
class Zone:
    """A stretch of a page in columns, from left to right."""

    columns: tuple[tuple[Line, ...], ...]

    def __contains__(self, line: object) -> bool:
        return any(line is other for column in self.columns for other in column)


def find_zones(lines: list[Line], area: Area) -> list[Zone]:
    """The stretches of `lines`, which are those of one page outside of tables, that stand in columns."""
    paired = [
        _is_far_right(line, area) or any(_are_side_by_side(line, other) for other in lines) for line in lines
    ]
    zones: list[Zone] = []
    start = 0
    while start < len(lines):
        if not paired[start]:
            start += 1
            continue
        end = start + 1
        while end < len(lines) and _belongs(lines[start:end], lines[end], area, is_paired=paired[end]):
            end += 1
        first = start
        while (
            first > 0 and not _is_in(zones, lines[first - 1]) and _leads(lines[first - 1], lines[start:end])
        ):
            first -= 1
        zones.append(Zone(tuple(tuple(column) for column in _columns(lines[first:end]))))
        start = end
    return zones


def _is_far_right(line: Line, area: Area) -> bool:
    """Whether the line begins where no line of the text does, and is not centred either."""
    return line.x0 > area.left + _FAR * (area.right - area.left) and not area.is_centred(line)


def _is_in(zones: list[Zone], line: Line) -> bool:
    return any(line in zone for zone in zones)


def _are_side_by_side(first: Line, second: Line) -> bool:
    if first is second or _overlap(first, second):
        return False
    overlap = min(first.bottom, second.bottom) - max(first.top, second.top)
    return overlap > 0.35 * min(first.bottom - first.top, second.bottom - second.top)


def _belongs(zone: list[Line], line: Line, area: Area, *, is_paired: bool) -> bool:
    """Whether the line stands in one of the columns above it or beside one; not one across two."""
    crossed = [column for column in _columns(zone) if any(_overlap(line, other) for other in column)]
    if len(crossed) > 1:
        return False
    return is_paired or _continues(zone, line, area)


def _overlap(first: Line, second: Line) -> bool:
    return first.x0 < second.x1 and second.x0 < first.x1


def _continues(zone: list[Line], line: Line, area: Area) -> bool:
    """Whether a line that stands alone still belongs to one of the columns above it."""
    if patterns.ADDRESSEE.match(line.text) or patterns.find_type(line.text) or _begins_text(line.text):
        return False
    if (
        line.x0 < area.centre - 20
        and line.x1 > area.centre + 20
        and line.width > 0.5 * (area.right - area.left)
    ):
        return False
    for column in _columns(zone):
        last = column[-1]
        distance = line.baseline - last.baseline
        centre = sum(other.centre for other in column) / len(column)
        if abs(line.centre - centre) < 6 and distance < _SIGNATURE_ROOM and not area.is_centred(line):
            return distance < 3.2 * line.size or line.is_bold
        if abs(line.x0 - last.x0) < 3 and distance < 1.8 * line.size and line.size <= 12:
            return True
    return False


def _begins_text(text: str) -> bool:
    return bool(patterns.LEGAL_BASIS.match(text) or patterns.ARTICLE.match(text))


def _leads(line: Line, zone: list[Line]) -> bool:
    """Whether a line alone just above columns begins one: a name of more lines than its neighbour."""
    top = zone[0]
    if not 0 < top.baseline - line.baseline < 1.6 * top.size:
        return False
    return any(abs(line.centre - other.centre) < 4 and line.x1 - line.x0 < 260 for other in zone[:2])


def _columns(lines: list[Line]) -> list[list[Line]]:
    """The lines by column from left to right, each from top to bottom."""
    columns: list[tuple[float, float, list[Line]]] = []
    for line in lines:
        touching = [column for column in columns if line.x0 < column[1] and line.x1 > column[0]]
        merged = (
            min([line.x0, *(column[0] for column in touching)]),
            max([line.x1, *(column[1] for column in touching)]),
            [line, *(other for column in touching for other in column[2])],
        )
        columns = [column for column in columns if column not in touching] + [merged]
    return [
        sorted(column, key=lambda line: line.baseline)
        for _, _, column in sorted(columns, key=lambda column: column[0])
    ]


def order(zone: Zone) -> Iterator[tuple[int, Line]]:
    """The lines with the number of their column, column by column."""
    for number, column in enumerate(zone.columns):
        for line in column:
            yield number, line
