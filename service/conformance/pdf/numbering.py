"""Finds page numbers and what else stands in the margins above and below the text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from service.conformance.document import MM
from service.conformance.pdf.drawn import Drawing, Line, Page

_LEAST_MARGIN = 20 * MM  # what stands nearer to the edge of the paper is in the margin
_APART = 36.0  # points from other lines of a margin to the text, at least
_NUMBER = re.compile(
    r"\W*(?:trang|page)?\W*([0-9]{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of|trên)\s*[0-9]{1,4})?\W*", re.I
)


@dataclass(frozen=True)
class Margins:
    """The lines in the margins of one page; `number` is the one of them that is its page number."""

    above: tuple[Line, ...]
    below: tuple[Line, ...]
    number: Line | None

    @property
    def is_number_above(self) -> bool:
        """Whether the page number stands in the upper margin."""
        return self.number is not None and self.number in self.above

    @property
    def value(self) -> int | None:
        """What the page number says, where it says so in digits."""
        match = _NUMBER.fullmatch(self.number.text) if self.number else None
        return int(match[1]) if match and match[1].isdigit() else None


def find_margins(drawing: Drawing) -> list[Margins]:
    """The margins of every page."""
    repeated = _find_repeated(drawing)
    return [_read_margins(page, repeated) for page in drawing.pages]


def _find_repeated(drawing: Drawing) -> set[str]:
    """What stands in the margins of more than one page: a running title."""
    texts = [
        line.text.strip()
        for page in drawing.pages
        for line in page.lines
        if line.bottom < _LEAST_MARGIN + 4 or line.top > page.height - _LEAST_MARGIN - 4
    ]
    return {text for text, count in Counter(texts).items() if count > 1}


def _read_margins(page: Page, repeated: set[str]) -> Margins:
    above = _take(list(page.lines), page, repeated, upwards=False)
    below = _take(list(reversed(page.lines)), page, repeated, upwards=True)
    numbers = [line for line in (*above, *below) if _NUMBER.fullmatch(line.text.strip())]
    return Margins(tuple(above), tuple(below), numbers[0] if numbers else None)


def _take(lines: list[Line], page: Page, repeated: set[str], *, upwards: bool) -> list[Line]:
    """The lines in a margin, from the edge of the paper on; `lines` begin at that edge.

    Text that merely stands too near to the edge is no margin: what is, is set off from the text, is a page
    number, or comes again on other pages.
    """
    near = [line for line in lines if _room(line, page, upwards=upwards) < _limit(line)]
    for count in range(len(near), 0, -1):
        taken = lines[:count]
        following = lines[count] if count < len(lines) else None
        distance = abs(following.baseline - taken[-1].baseline) if following else page.height
        is_special = all(_is_number(line) or line.text.strip() in repeated for line in taken)
        if distance > (taken[-1].size if is_special else _APART):
            return taken
    return []


def _room(line: Line, page: Page, *, upwards: bool) -> float:
    """How far the line reaches into the page from the edge."""
    return page.height - line.top if upwards else line.bottom


def _limit(line: Line) -> float:
    # A number may stand a little further in than text.
    return _LEAST_MARGIN + (10 if _is_number(line) else 4)


def _is_number(line: Line) -> bool:
    return bool(_NUMBER.fullmatch(line.text.strip()))
