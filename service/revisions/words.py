"""The words of a PDF with the place and the look of each, and pictures of its pages."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from service.pdfium import LOCK

# What is drawn and compared; a sample of an ordinary template has two to six pages.
MOST_PAGES = 20
_SCALE = 100 / 72  # dots per point: letters of 13 points are read with ease, a page has some 60 KB
_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in dots of the page's picture."""


@dataclass(frozen=True)
class Word:
    """One word as it is drawn."""

    text: str
    look: tuple[str, float]  # the face and its size in points
    page: int  # from 0
    box: Box


@dataclass(frozen=True)
class Drawn:
    """The pages of a PDF as grey pictures, its words in reading order, and how many pages it has in all."""

    pictures: tuple[Image.Image, ...]
    words: tuple[Word, ...]
    pages: int


def draw(pdf: bytes) -> Drawn:
    """Pictures and words of the first pages of `pdf`."""
    with LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            pages = [document[number] for number in range(min(len(document), MOST_PAGES))]
            pictures = tuple(
                page.render(scale=_SCALE, grayscale=True).to_pil().convert("L") for page in pages
            )
            words = tuple(word for number, page in enumerate(pages) for word in _words_of(page, number))
            return Drawn(pictures, words, len(document))
        finally:
            document.close()


def _words_of(page: pypdfium2.PdfPage, number: int) -> Iterator[Word]:
    height = page.get_height()
    with _text_of(page) as text:
        letters: list[int] = []
        for index in range(text.count_chars()):
            if chr(pdfium.FPDFText_GetUnicode(text, index)).isspace():
                if letters:
                    yield _word(text, letters, number, height)
                letters = []
            else:
                letters.append(index)
        if letters:
            yield _word(text, letters, number, height)


def _word(text: pypdfium2.PdfTextPage, letters: list[int], number: int, height: float) -> Word:
    boxes = [text.get_charbox(index, loose=True) for index in letters]  # left, bottom, right, top
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    top, bottom = height - max(box[3] for box in boxes), height - min(box[1] for box in boxes)
    said = "".join(chr(pdfium.FPDFText_GetUnicode(text, index)) for index in letters)
    box = (left * _SCALE, top * _SCALE, right * _SCALE, bottom * _SCALE)
    return Word(said, _look_of(text, letters[0]), number, box)


def _look_of(text: pypdfium2.PdfTextPage, index: int) -> tuple[str, float]:
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(text, index, name, 128, ctypes.c_int())
    face = _SUBSET_TAG.sub("", name.value.decode("utf-8", "replace"))
    return face, round(pdfium.FPDFText_GetFontSize(text, index), 1)


@contextmanager
def _text_of(page: pypdfium2.PdfPage) -> Iterator[pypdfium2.PdfTextPage]:
    text = page.get_textpage()
    try:
        yield text
    finally:
        text.close()
