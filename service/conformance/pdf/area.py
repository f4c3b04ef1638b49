"""Measures the text area: where the lines of a document begin and end, and how far apart they stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from service.conformance.document import MM
from service.conformance.pdf.drawn import SINGLE_SPACING, Drawing, Line, Page

_NEAR = 1.5  # points by which lines that begin or end together differ
_FEW = 3  # lines that must agree before an edge is known
_INDENTS = (10 * MM, 36.0)  # 1 cm, and the 1.27 cm of Word
_LEAST_INDENT = 12.0
_LEFT_MARGINS = (30 * MM, 35 * MM)
_USUAL_RIGHT = 17.5 * MM  # between what the decree allows


@dataclass(frozen=True)
class Area:
    """The text area of pages of one format; an edge is None when too few lines tell where it is."""

    left: float
    right: float
    pitch: float  # between baselines within a paragraph
    size: float  # of most of the text
    is_right_known: bool  # several lines end there, so the text is justified
    is_left_known: bool = True  # further lines of paragraphs begin there, not just first ones

    @property
    def centre(self) -> float:
        """The middle between both edges."""
        return (self.left + self.right) / 2

    def is_centred(self, line: Line) -> bool:
        """Whether the line stands in the middle of the area and leaves room at both ends."""
        return abs(line.centre - self.centre) < 4 and line.x0 > self.left + 4

    def is_full(self, line: Line, following: Line) -> bool:
        """Whether the first word of `following` had no room on this line any more."""
        return line.x1 + 0.25 * line.size + following.first_word > self.right - _NEAR


def measure_area(drawing: Drawing, pages: Iterable[Page]) -> Area:
    """The area that the lines of `pages` fill."""
    lines = [line for page in pages for line in page.lines]
    if not lines:
        return Area(0.0, 0.0, 0.0, 0.0, False, False)
    width = drawing.pages[lines[0].page - 1].width
    # Bold lines are titles, names and posts, which stand where they like.
    long = [line for line in lines if line.width > 0.45 * width and not line.is_bold]
    if not long:
        return _guess_area(lines, width)
    right = -_outermost([-line.x1 for line in long])
    left, is_left_known = _find_left(lines, long, right)
    agreeing = sum(abs(line.x1 - right) < _NEAR for line in long)
    is_right_known = agreeing >= max(_FEW, len(long) / 4)
    if not is_right_known:
        right = max(line.x1 for line in long)  # ragged lines end at it or just before
    usual = max(Counter(line.size for line in long).items(), key=lambda item: item[1])[0]
    pitches = [
        second.baseline - first.baseline
        for first, second in pairwise(lines)
        if first.page == second.page
        and first.size == second.size == usual
        and 0.9 * usual < second.baseline - first.baseline < 3.2 * usual
        and second.x0 - left < _NEAR  # not the first line of a paragraph, which may stand further off
    ]
    pitch = _most_common(pitches) if pitches else SINGLE_SPACING * usual
    return Area(left, right, pitch, usual, is_right_known, is_left_known)


def _guess_area(lines: list[Line], width: float) -> Area:
    """The area of a page without running text, as a table is: the margins that are usual."""
    usual = max(Counter(line.size for line in lines).items(), key=lambda item: item[1])[0]
    return Area(_LEFT_MARGINS[0], width - _USUAL_RIGHT, SINGLE_SPACING * usual, usual, False, False)


def _find_left(lines: list[Line], long: list[Line], right: float) -> tuple[float, bool]:
    """Where lines begin that are not the first of their paragraph, and whether such lines are there."""
    left = _outermost([line.x0 for line in long])
    further = [line.x0 for above, line in pairwise(lines) if _follows(above, line, right)]
    hanging = [place for place in further if place < left - _LEAST_INDENT]
    if hanging:
        return min(hanging), True
    if any(line.x0 > left + _LEAST_INDENT for line in long) or _is_left_margin(left):
        return left, True
    # Every paragraph has one line, and may be indented: what else begins at the margin tells by how much.
    likely = [left - indent for indent in _INDENTS if _is_left_margin(left - indent)]
    begun = [place for place in likely if any(abs(line.x0 - place) < _NEAR for line in lines)]
    return (begun or likely or [left])[0], False


def _is_left_margin(place: float) -> bool:
    return _LEFT_MARGINS[0] - _NEAR <= place <= _LEFT_MARGINS[1] + _NEAR


def _follows(above: Line, line: Line, right: float) -> bool:
    """Whether a line goes on where the one above it had no room any more."""
    distance = line.baseline - above.baseline
    return (
        above.page == line.page
        and above.size == line.size
        and 0 < distance < 2.6 * SINGLE_SPACING * line.size
        and above.x1 + 0.25 * line.size + line.first_word > right - _NEAR
        and above.x1 - above.x0 > 0.45 * (right - line.x0)
    )


def _outermost(places: list[float]) -> float:
    """The smallest place where several of `places` agree; the smallest of all when none do.

    A first line stands further in than the others, however many paragraphs have just one line.
    """
    needed = max(2, len(places) // 12)
    ordered = sorted(places)
    return next((place for place in ordered if _count_near(ordered, place, _NEAR) >= needed), ordered[0])


def _most_common(values: list[float]) -> float:
    ordered = sorted(values)
    return max(ordered, key=lambda value: _count_near(ordered, value, 0.3))


def _count_near(ordered: list[float], value: float, distance: float) -> int:
    return bisect_left(ordered, value + distance) - bisect_right(ordered, value - distance)
