"""How wide text is in Times New Roman, and where it breaks: the arithmetic behind rules and lines.

Widths come from the Liberation Serif files of the project, whose advance widths are those of Times New
Roman, so they hold for either. Lengths are points; kerning is left out, as Word leaves it out by default.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

_FONTS = Path(__file__).parents[1] / "fonts"
_FACES = {
    (False, False): "LiberationSerif-Regular.ttf",
    (True, False): "LiberationSerif-Bold.ttf",
    (False, True): "LiberationSerif-Italic.ttf",
    (True, True): "LiberationSerif-BoldItalic.ttf",
}


@dataclass(frozen=True)
class Face:
    """Type as a run sets it: size in points, weight and slope."""

    size: float
    is_bold: bool = False
    is_italic: bool = False


@dataclass(frozen=True)
class Stretch:
    """A piece of text in one face."""

    text: str
    face: Face


_Word = tuple[float, float, bool]  # its width, that of the space after it, whether the line ends there


def measure(text: str, face: Face) -> float:
    """The width of `text` on one line, in points."""
    advances = _advances(face.is_bold, face.is_italic)
    return sum(map(advances.__getitem__, text)) * face.size


def wrap(stretches: Iterable[Stretch], width: float) -> tuple[float, ...]:
    """The widths of the lines that `stretches` fill when broken at spaces to fit `width` points.

    A word wider than `width` stands alone on its line. A line feed breaks the line.
    """
    return _fill(_words(stretches), width)


def _fill(words: Iterable[_Word], width: float) -> tuple[float, ...]:
    lines: list[float] = []
    line = gap = 0.0
    is_empty = True
    for word, space, breaks in words:
        if not is_empty and line + gap + word > width:
            lines.append(line)
            line, is_empty = 0.0, True
        line = word if is_empty else line + gap + word
        is_empty, gap = False, space
        if breaks:
            lines.append(line)
            line, is_empty = 0.0, True
    return tuple(lines if is_empty else [*lines, line])


def find_balanced_width(stretches: tuple[Stretch, ...], width: float) -> float:
    """The narrowest measure in which the text takes no more lines than in `width`, in points.

    Lines set to it are of like length, as a heading of several lines should be.
    """
    words = tuple(_words(stretches))
    lines = _fill(words, width)
    if len(lines) < 2:
        return width
    low, high = sum(lines) / len(lines), width
    while high - low > 0.5:  # half a point is below what an eye sees
        middle = (low + high) / 2
        low, high = (low, middle) if len(_fill(words, middle)) <= len(lines) else (middle, high)
    return min(width, max(_fill(words, high)))


def _words(stretches: Iterable[Stretch]) -> Iterator[_Word]:
    """Each word's width, the width of the space after it, and whether the line ends there."""
    width, started = 0.0, False
    for stretch in stretches:
        space = measure(" ", stretch.face)
        for index, piece in enumerate(stretch.text.replace("\n", " \n ").split(" ")):
            if index and started:
                yield width, space, piece == "\n"
                width, started = 0.0, False
            if piece and piece != "\n":
                width += measure(piece, stretch.face)
                started = True
    if started:
        yield width, 0.0, False


class _Advances(dict[str, float]):
    """The advance width of each character in ems; a character the font lacks counts as a question mark."""

    def __missing__(self, character: str) -> float:
        return self["?"]


@cache
def _advances(is_bold: bool, is_italic: bool) -> _Advances:
    with TTFont(_FONTS / _FACES[is_bold, is_italic], lazy=True) as font:
        glyphs, metrics, em = font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm
        return _Advances({chr(code): metrics[name][0] / em for code, name in glyphs.items()})
