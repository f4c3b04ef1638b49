"""The neutral model of a document that is measured: what both DOCX and PDF are read into.

Lengths are points. `None` always means that this medium or file does not tell; it never means "right".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

MM = 72 / 25.4
"""Points in a millimetre."""
TOLERANCE = 0.3
"""Points by which a length may differ: six twips, a tenth of a millimetre."""


class Medium(StrEnum):
    """The kind of file a document was read from."""

    DOCX = "docx"
    PDF = "pdf"


class Region(StrEnum):
    """Which part of the page a block belongs to."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"


class Side(StrEnum):
    """Which half of the text area a block stands in."""

    LEFT = "left"
    RIGHT = "right"
    FULL = "full"


class Align(StrEnum):
    """How the lines of a block are set."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    BOTH = "both"


@dataclass(frozen=True)
class Place:
    """Where something stands, as a person looks for it; numbers count from 1."""

    quote: str = ""
    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    part: str = ""  # "đầu trang", "chân trang", "hộp văn bản"; empty for the text itself

    def describe(self) -> str:
        """The place in Vietnamese, without the quote."""
        steps = (
            ("trang", self.page),
            ("bảng", self.table),
            ("hàng", self.row),
            ("ô", self.cell),
            ("đoạn", self.paragraph),
        )
        words = [f"{word} {number}" for word, number in steps if number is not None]
        return ", ".join([self.part, *words] if self.part else words)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text that looks the same; `text` is as drawn, capitals included."""

    text: str
    fonts: frozenset[str] = frozenset()  # every name the file gives for it; empty: not known
    size: float | None = None
    is_bold: bool | None = None
    is_italic: bool | None = None
    is_underlined: bool | None = None
    colour: str | None = None  # RRGGBB; automatic is 000000
    spare_fonts: frozenset[str] = frozenset()  # named for scripts that are not in the text


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle drawn around a block."""

    width: float | None
    height: float | None
    is_single: bool = True
    colour: str | None = None


@dataclass(frozen=True)
class Block:
    """A paragraph, or a line of one that stands for itself (a heading line, a column made with a tab)."""

    index: int  # in reading order; equal for the parts of one paragraph
    spans: tuple[Span, ...]
    place: Place
    region: Region = Region.BODY
    section: int = 0
    side: Side = Side.FULL
    is_tabular: bool = False  # stands in a table with drawn lines
    table: int | None = None  # number of the table, also of one that only arranges
    row: int | None = None
    column: int | None = None
    align: Align | None = None
    left: float | None = None
    right: float | None = None
    first_line: float | None = None  # against `left`; negative for a hanging one
    before: float | None = None
    after: float | None = None
    gap_above: float | None = None  # between this block and the one above in the same column
    line_spacing: float | None = None  # in single lines
    line_exact: float | None = None  # in points, where the file sets points
    line_widths: tuple[float, ...] | None = None  # of each line as set
    top: float | None = None  # on its page (PDF), from the upper edge
    bottom: float | None = None
    x0: float | None = None
    x1: float | None = None
    frame: Frame | None = None
    tab_stops: tuple[float, ...] = ()
    centre_stops: tuple[float, ...] = ()  # those of them that centre what stands there
    starts_page: bool = False
    is_continuation: bool = False  # a further line or column of the paragraph before
    label: Span | None = None  # the number or bullet that the word processor puts before the text

    @property
    def text(self) -> str:
        """The text as drawn, with the automatic number before it."""
        return "".join(span.text for span in self._drawn)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be read here."""
        return not self.text.strip()

    @property
    def inked(self) -> tuple[Span, ...]:
        """The spans in which something is to be seen."""
        return tuple(span for span in self._drawn if span.text.strip())

    @property
    def _drawn(self) -> tuple[Span, ...]:
        return self.spans if self.label is None else (self.label, *self.spans)

    @property
    def longest_line(self) -> float | None:
        """The width of its longest line."""
        return max(self.line_widths, default=None) if self.line_widths else None


class StrokeKind(StrEnum):
    """How a rule is made."""

    DRAWN = "drawn"  # a border, a shape, a line on the page
    UNDERLINE = "underline"
    CHARACTERS = "characters"  # a row of hyphens or underscores


@dataclass(frozen=True)
class Stroke:
    """A horizontal rule drawn below a block."""

    below: int  # index of the last block with text above it in the same column
    length: float | None
    kind: StrokeKind = StrokeKind.DRAWN
    is_solid: bool = True
    is_centred: bool | None = None  # under that block
    weight: float | None = None
    colour: str | None = None
    side: Side | None = None  # where a paragraph of two columns has a rule under one of them
    place: Place = field(default_factory=Place)
    page: int | None = None


@dataclass(frozen=True)
class PageNumber:
    """A page number as drawn or as a field that draws it."""

    block: Block
    is_in_header: bool
    is_on_first_page: bool  # of its section
    value: int | None = None  # what is printed (PDF)
    page: int | None = None


@dataclass(frozen=True)
class Section:
    """A run of pages of one format."""

    index: int
    width: float | None
    height: float | None
    top: float | None
    bottom: float | None
    left: float | None
    right: float | None
    numbers: tuple[PageNumber, ...] = ()
    first_number: int | None = None  # of its first page; None continues the section before
    is_arabic: bool = True
    is_new_page: bool = True
    is_mirrored: bool = False  # left and right margin change places on even pages

    @property
    def is_landscape(self) -> bool | None:
        """Whether the page is wider than high."""
        return None if self.width is None or self.height is None else self.width > self.height


@dataclass(frozen=True)
class Picture:
    """A picture that stands in the text, not a drawing made of lines."""

    index: int  # of the block that holds it
    format: str  # "png", "jpeg", "emf" …
    place: Place


@dataclass(frozen=True)
class Document:
    """What there is to measure."""

    medium: Medium
    blocks: tuple[Block, ...]  # of the body, in reading order, empty ones too
    sections: tuple[Section, ...]
    strokes: tuple[Stroke, ...] = ()
    others: tuple[Block, ...] = ()  # headers, footers, notes
    pages: int | None = None
    pictures: tuple[Picture, ...] = ()

    def every_block(self) -> Iterator[Block]:
        """The blocks of the body, then those of headers, footers and notes."""
        yield from self.blocks
        yield from self.others

    def strokes_below(self, blocks: tuple[Block, ...]) -> tuple[Stroke, ...]:
        """The rules drawn directly under the last of `blocks`."""
        if not blocks:
            return ()
        last = blocks[-1]
        return tuple(
            stroke
            for stroke in self.strokes
            if stroke.below == last.index and (stroke.side is None or stroke.side is last.side)
        )
