"""Reads a PDF for the rules: what is drawn, how it is laid out, and which element of the form is which."""

from __future__ import annotations

from dataclasses import dataclass

from service.conformance.elements import Subject, recognise
from service.conformance.pdf.drawing import read_drawing
from service.conformance.pdf.drawn import Drawing, Line, Page
from service.conformance.pdf.layout import Layout, find_layout
from service.conformance.pdf.translate import to_document

_FEW_LETTERS = 40  # on all pages: a stamp, a page number, not a document

SCANNED = "tệp là bản quét (ảnh chụp), không có lớp chữ được vẽ để đo"
EMPTY = "tệp không có chữ nào được vẽ để đo"


@dataclass(frozen=True)
class DrawnSubject(Subject):
    """A PDF with its elements named, and all that is drawn.

    `unmeasurable` says why nothing can be measured; it is empty when things can.
    """

    drawing: Drawing
    layout: Layout
    unmeasurable: str = ""

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages as they are drawn."""
        return self.drawing.pages

    def body_lines(self, page: Page) -> list[Line]:
        """The lines of a page without those in its margins."""
        margins = self.layout.margins[page.number - 1]
        outside = {*map(id, margins.above), *map(id, margins.below)}
        return [line for line in page.lines if id(line) not in outside]


def read_pdf(content: bytes) -> DrawnSubject:
    """The PDF in `content`, ready to be measured; raises `DocumentUnreadable`."""
    drawing = read_drawing(content)
    layout = find_layout(drawing)
    subject = recognise(to_document(drawing, layout))
    return DrawnSubject(subject.document, subject.pieces, drawing, layout, _find_obstacle(drawing))


def _find_obstacle(drawing: Drawing) -> str:
    letters = sum(len(line.text.strip()) for line in drawing.lines())
    if letters >= _FEW_LETTERS:
        return ""
    has_pictures = any(page.pictures for page in drawing.pages)
    return SCANNED if has_pictures or drawing.has_hidden_text else EMPTY
