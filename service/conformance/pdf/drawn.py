"""What stands on the pages of a PDF, as plain values.

Lengths are points; `x` grows to the right and `y` downwards from the top left corner of the page as it is
read, so a rotated page is already turned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

BLACK = "000000"

# The extent of Times New Roman above and below the baseline, in parts of the size; its twins have the same.
ASCENT = 0.891
DESCENT = 0.216
SINGLE_SPACING = 1.15


@dataclass(frozen=True)
class Face:
    """Type as it is drawn: `family` without style and subset mark, `colour` as RRGGBB."""

    family: str
    size: float
    is_bold: bool = False
    is_italic: bool = False
    colour: str = BLACK


@dataclass(frozen=True)
class Span:
    """A piece of a line in one face."""

    text: str
    face: Face


@dataclass(frozen=True)
class Line:
    """A line of text in one column; text far apart or parted by a drawn line is another line."""

    page: int
    spans: tuple[Span, ...]
    x0: float
    x1: float
    baseline: float
    first_word: float = 0.0  # the width of its first word
    last_word: float = 0.0  # and of its last

    @cached_property
    def text(self) -> str:
        """The characters in reading order."""
        return "".join(span.text for span in self.spans)

    @cached_property
    def face(self) -> Face:
        """The face of most letters."""
        lengths: dict[Face, int] = {}
        for span in self.spans:
            lengths[span.face] = lengths.get(span.face, 0) + len(span.text.strip())
        return max(lengths, key=lambda face: lengths[face])

    @property
    def size(self) -> float:
        """The size of most letters, in points."""
        return self.face.size

    @property
    def top(self) -> float:
        """The upper end of the face's ascenders."""
        return self.baseline - ASCENT * self.size

    @property
    def bottom(self) -> float:
        """The lower end of the face's descenders."""
        return self.baseline + DESCENT * self.size

    @property
    def width(self) -> float:
        """The length of the text as drawn."""
        return self.x1 - self.x0

    @property
    def centre(self) -> float:
        """The middle of the text between its ends."""
        return (self.x0 + self.x1) / 2

    @property
    def is_bold(self) -> bool:
        """Whether every letter is bold."""
        return all(span.face.is_bold for span in self.spans if span.text.strip())

    @property
    def is_italic(self) -> bool:
        """Whether every letter is italic."""
        return all(span.face.is_italic for span in self.spans if span.text.strip())


@dataclass(frozen=True)
class Stroke:
    """A straight line that is drawn, or a filled box so thin that it looks like one."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    colour: str = BLACK
    is_dashed: bool = False

    @property
    def length(self) -> float:
        """The length of the longer extent."""
        return max(self.x1 - self.x0, self.y1 - self.y0)

    @property
    def centre(self) -> float:
        """The middle between the left and right end."""
        return (self.x0 + self.x1) / 2

    @property
    def is_horizontal(self) -> bool:
        """Whether it lies rather than stands."""
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass(frozen=True)
class Box:
    """The extent of a picture."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Page:
    """One page: its lines of text from top to bottom, strokes and pictures; `number` counts from 1."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    strokes: tuple[Stroke, ...] = ()
    pictures: tuple[Box, ...] = ()
    turned_letters: int = 0  # those that stand on end, which are in no line

    @property
    def is_landscape(self) -> bool:
        """Whether it is wider than high."""
        return self.width > self.height

    def rules_below(self, line: Line, reach: float = 14.0) -> list[Stroke]:
        """The horizontal strokes under `line`, nearest first, no further than `reach` points."""
        below = [
            stroke
            for stroke in self.strokes
            if stroke.is_horizontal
            and stroke.length > 4
            and -2 <= stroke.y0 - line.bottom <= reach
            and stroke.x0 < line.x1
            and stroke.x1 > line.x0
        ]
        return sorted(below, key=lambda stroke: stroke.y0)


@dataclass(frozen=True)
class Font:
    """A font that the pages use; `family` without style and subset mark."""

    family: str
    is_embedded: bool


@dataclass(frozen=True)
class Facts:
    """What the file says of itself; `archival` is the claim of PDF/A such as "2B", empty without one."""

    version: str
    title: str
    language: str
    is_tagged: bool
    archival: str
    has_output_intent: bool
    fonts: tuple[Font, ...]


@dataclass(frozen=True)
class Drawing:
    """A PDF as it is drawn: its pages, and what the file says of itself."""

    pages: tuple[Page, ...]
    facts: Facts
    has_hidden_text: bool = False  # text that is not shown: the layer behind a scan

    def lines(self) -> Iterator[Line]:
        """Every line of every page."""
        for page in self.pages:
            yield from page.lines
