"""Puts glyphs into lines of text, column by column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from service.conformance.pdf.drawn import ASCENT, Face, Line, Span, Stroke
from service.conformance.pdf.glyphs import Glyph

# In parts of the size of type.
_SAME_BASELINE = 0.35  # a raised figure of a footnote still belongs to the line
_WORD_GAP = 0.15  # what no kerning reaches: a space that is not drawn
_COLUMN_GAP = 0.6  # between words without a drawn space, in a document that draws its spaces
_WIDE_GAP = 2.6  # with spaces drawn: wider than the seven that stand for a number not yet given
_UNUSUAL = 2.0  # times the other gaps of the line: lines that are stretched have all gaps wide
_BLANK = 0.9  # room left for a number: four spaces at least
_SPACE = 0.25  # the width of a space in Times New Roman
_LABEL = re.compile(r"[-+•*–]|\(?\d{1,3}[.)]|[a-zđ][.)]|[IVX]{1,5}\.|Kính gửi:|Điều \d+\.", re.UNICODE)


@dataclass(frozen=True, slots=True)
class _Word:
    glyphs: tuple[Glyph, ...]
    spaces_before: tuple[Glyph, ...]

    @property
    def x0(self) -> float:
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        return self.glyphs[-1].x1

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)


def find_lines(page: int, glyphs: list[Glyph], strokes: Iterable[Stroke]) -> tuple[Line, ...]:
    """The lines of a page from top to bottom, those at one height from left to right."""
    standing = [stroke for stroke in strokes if not stroke.is_horizontal]
    draws_spaces = sum(glyph.text.isspace() for glyph in glyphs) > len(glyphs) / 25
    lines = [
        _make_line(page, words)
        for row in _find_rows(glyphs)
        for words in _split(list(_find_words(row)), standing, draws_spaces)
    ]
    return tuple(sorted(lines, key=lambda line: (round(line.baseline), line.x0)))


def _find_rows(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """The glyphs of one baseline together, each row from left to right."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.baseline, glyph.x0)):
        if rows and glyph.baseline - rows[-1][0].baseline < _SAME_BASELINE * min(
            glyph.face.size, rows[-1][0].face.size
        ):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    for row in rows:
        yield sorted(row, key=lambda glyph: glyph.x0)


def _find_words(row: list[Glyph]) -> Iterator[_Word]:
    letters: list[Glyph] = []
    before: list[Glyph] = []
    after: list[Glyph] = []
    for glyph in row:
        if glyph.text.isspace():
            after.append(glyph)
            continue
        if letters and (after or glyph.x0 - letters[-1].x1 > _WORD_GAP * glyph.face.size):
            yield _Word(tuple(letters), tuple(before))
            letters, before = [], []
        if not letters:
            before, after = after, []
        letters.append(glyph)
        after = []
    if letters:
        yield _Word(tuple(letters), tuple(before))


def _split(words: list[_Word], standing: list[Stroke], draws_spaces: bool) -> Iterator[list[_Word]]:
    """The words of a row as lines: parted where a stroke or an unusually wide gap stands between."""
    gaps = [second.x0 - first.x1 for first, second in pairwise(words)]
    usual = median(gaps) if len(gaps) > 2 else 0.0
    line: list[_Word] = []
    for index, word in enumerate(words):
        if line and _is_column(line, word, gaps[index - 1], usual, standing, draws_spaces):
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _is_column(
    line: list[_Word], word: _Word, gap: float, usual: float, standing: list[Stroke], draws_spaces: bool
) -> bool:
    size = word.glyphs[0].face.size
    if any(_stands_between(stroke, line[-1], word) for stroke in standing):
        return True
    if gap > _WIDE_GAP * size and gap > _UNUSUAL * usual:
        return True
    if word.spaces_before or not draws_spaces or gap <= _COLUMN_GAP * size:
        return False
    return not _LABEL.fullmatch(" ".join(part.text for part in line))


def _stands_between(stroke: Stroke, first: _Word, second: _Word) -> bool:
    glyph = second.glyphs[0]
    return (
        first.x1 - 1 <= stroke.x0 <= second.x0 + 1
        and stroke.y0 <= glyph.baseline
        and stroke.y1 >= glyph.baseline - ASCENT * glyph.face.size / 2
    )


def _make_line(page: int, words: list[_Word]) -> Line:
    pieces = [(glyph.text, glyph.face) for glyph in words[0].glyphs]
    gaps = [second.x0 - first.x1 for first, second in pairwise(words)]
    usual = median(gaps) if len(gaps) > 2 else 0.0
    for word, gap in zip(words[1:], gaps, strict=True):
        face = word.spaces_before[0].face if word.spaces_before else word.glyphs[0].face
        pieces.append((_spaces(gap, usual, face), face))
        pieces += [(glyph.text, glyph.face) for glyph in word.glyphs]
    first = words[0]
    return Line(
        page,
        tuple(_join(pieces)),
        first.x0,
        words[-1].x1,
        _baseline(words),
        words[0].x1 - words[0].x0,
        words[-1].x1 - words[-1].x0,
    )


def _spaces(gap: float, usual: float, face: Face) -> str:
    """The spaces that fill a gap: one, or as many as stand for a number not yet given."""
    if gap > max(_BLANK * face.size, _UNUSUAL * usual):
        return " " * round(gap / (_SPACE * face.size))
    return " "


def _baseline(words: list[_Word]) -> float:
    """That of the largest letters: raised figures stand above it."""
    glyphs = [glyph for word in words for glyph in word.glyphs]
    largest = max(glyph.face.size for glyph in glyphs)
    return next(glyph.baseline for glyph in glyphs if glyph.face.size == largest)


def _join(pieces: list[tuple[str, Face]]) -> Iterator[Span]:
    for face, group in groupby(pieces, key=lambda piece: piece[1]):
        yield Span("".join(text for text, _ in group), face)
