"""Draws together what a PDF shows: lines of text, strokes, pictures, and what the file says of itself."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2

from service.conformance.pdf.drawn import Drawing, Page
from service.conformance.pdf.facts import read_facts
from service.conformance.pdf.gate import open_checked
from service.conformance.pdf.geometry import View
from service.conformance.pdf.glyphs import GlyphReader
from service.conformance.pdf.lines import find_lines
from service.conformance.pdf.shapes import read_shapes
from service.errors import DocumentUnreadable
from service.pdfium import LOCK

_MAX_LETTERS = 400_000  # on all pages: twice as many as a hundred full ones have


def read_drawing(content: bytes) -> Drawing:
    """The PDF in `content` as it is drawn; raises `DocumentUnreadable`."""
    with open_checked(content) as pdf:
        facts = read_facts(pdf)
    with LOCK:
        try:
            with pypdfium2.PdfDocument(content) as document:
                pages = list(_read_pages(document))
        except pypdfium2.PdfiumError as exc:
            raise DocumentUnreadable("damaged") from exc
    return Drawing(tuple(page for page, _ in pages), facts, any(is_hidden for _, is_hidden in pages))


def _read_pages(document: pypdfium2.PdfDocument) -> Iterator[tuple[Page, bool]]:
    letters = 0
    for number in range(len(document)):
        page, has_hidden_text = _read_page(document, number)
        letters += sum(len(line.text) for line in page.lines)
        if letters > _MAX_LETTERS:
            raise DocumentUnreadable("too-complex")
        yield page, has_hidden_text


def _read_page(document: pypdfium2.PdfDocument, number: int) -> tuple[Page, bool]:
    """The page, and whether text is hidden behind it; `number` counts from 0."""
    page = document[number]
    left, bottom, right, top = page.get_cropbox()
    view = View(left, bottom, right, top, page.get_rotation())
    strokes, pictures = read_shapes(page.raw, view)
    text_page = page.get_textpage()
    reader = GlyphReader(text_page.raw, view)
    lines = find_lines(number + 1, list(reader.read()), strokes)
    width, height = page.get_size()
    text_page.close()
    page.close()
    drawn = Page(number + 1, width, height, lines, strokes, pictures, reader.turned_letters)
    return drawn, reader.has_hidden_text
