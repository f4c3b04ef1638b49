"""Reads the glyphs of a page: where each stands and in which face it is drawn."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot

import pypdfium2.raw as pdfium

from service.conformance.pdf.drawn import Face
from service.conformance.pdf.geometry import Handle, View, read_colour
from service.errors import DocumentUnreadable

_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")
_STYLE_WORDS = re.compile(r"[-,]?(Bold|Italic|Oblique|Regular|Roman$|MT$|PS(?=$|-|MT))", re.IGNORECASE)
_LINE_END_HYPHENS = "\x02\ufffe"  # PDFium's marks for a hyphen that ends a line
_MAX_GLYPHS = 12_000  # on one page; the densest page of type 8 has some 9,000
_FILLED_AND_STROKED = 2  # how Word draws a bold that the font lacks
_HIDDEN = 3


@dataclass(frozen=True, slots=True)
class Glyph:
    """A drawn character, a space too; `x1` is where the next one starts without kerning."""

    text: str
    x0: float
    x1: float
    baseline: float
    face: Face


class GlyphReader:
    """Reads the glyphs of a page; what is the same for all glyphs of an object is asked for once."""

    def __init__(self, text_page: Handle, view: View) -> None:
        self._text_page = text_page
        self._view = view
        self._faces: dict[int, Face | None] = {}
        self._turned: set[int] = set()
        self.has_hidden_text = False
        self.turned_letters = 0

    def read(self) -> Iterator[Glyph]:
        """Every character in the order in which the page draws it."""
        count = pdfium.FPDFText_CountChars(self._text_page)
        if count > _MAX_GLYPHS:
            raise DocumentUnreadable("too-complex")
        x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
        for index in range(count):
            drawn_by = pdfium.FPDFText_GetTextObject(self._text_page, index)
            if not drawn_by:
                continue  # a space or line end that PDFium made up
            face = self._face_of(index, drawn_by)
            code = pdfium.FPDFText_GetUnicode(self._text_page, index)
            if face is None:
                self.turned_letters += ctypes.addressof(drawn_by.contents) in self._turned
            if face is None or code == 0:
                continue
            pdfium.FPDFText_GetCharOrigin(self._text_page, index, x, y)
            pdfium.FPDFText_GetLooseCharBox(self._text_page, index, box)
            text = "-" if chr(code) in _LINE_END_HYPHENS else chr(code)
            start, baseline = self._view.turn(x.value, y.value)
            first, _ = self._view.turn(box.left, box.bottom)
            second, _ = self._view.turn(box.right, box.top)
            yield Glyph(text, start, max(first, second), baseline, face)

    def _face_of(self, index: int, drawn_by: Handle) -> Face | None:
        """The face of the object that draws a glyph; None for text that is hidden or stands on end."""
        address = ctypes.addressof(drawn_by.contents)
        if address not in self._faces:
            self._faces[address] = self._read_face(index, drawn_by)
        return self._faces[address]

    def _read_face(self, index: int, drawn_by: Handle) -> Face | None:
        mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn_by)
        if mode == _HIDDEN:
            self.has_hidden_text = True
            return None
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._text_page, index, matrix)
        start = self._view.turn(0, 0)
        end = self._view.turn(matrix.a, matrix.b)
        if abs(end[1] - start[1]) > 0.01 * abs(end[0] - start[0]) or end[0] <= start[0]:
            self._turned.add(ctypes.addressof(drawn_by.contents))
            return None
        size = pdfium.FPDFText_GetFontSize(self._text_page, index) * hypot(matrix.c, matrix.d)
        name, flags = self._font_of(index)
        slanted = abs(matrix.c) > 0.1 * abs(matrix.d) if self._view.rotation in (0, 180) else False
        return Face(
            family_of(name),
            _round_size(size),
            is_bold="bold" in name.lower() or mode == _FILLED_AND_STROKED,
            is_italic=slanted or bool(re.search("italic|oblique", name, re.IGNORECASE)) or bool(flags & 64),
            colour=read_colour(pdfium.FPDFPageObj_GetFillColor, drawn_by),
        )

    def _font_of(self, index: int) -> tuple[str, int]:
        flags = ctypes.c_int()
        name = ctypes.create_string_buffer(256)
        pdfium.FPDFText_GetFontInfo(self._text_page, index, name, 256, flags)
        return _SUBSET_TAG.sub("", name.value.decode("utf-8", "replace")), flags.value


def family_of(name: str) -> str:
    """The family in the name of a font, without subset mark and style: "TimesNewRoman"."""
    return _STYLE_WORDS.sub("", _SUBSET_TAG.sub("", name))


def _round_size(size: float) -> float:
    """The size asked for: Word draws 13 points as 12.96, on a grid of 600 dots per inch."""
    half = round(size * 2) / 2
    return half if abs(size - half) < 0.09 else round(size, 2)
