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
EMPTY = "tệp không có chữ nào được vẽ để đo (trang trống, hoặc chữ đã chuyển thành nét vẽ)"
_FIRST_IS_NO_TEXT = "trang 1 là ảnh chụp hoặc chữ quay ngang, không có dòng chữ nào để đo"
_MOSTLY = 0.5  # of a page: a picture as large is the page itself


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

    @property
    def unread(self) -> tuple[int, ...]:
        """The pages that show a picture, or letters that stand on end, and nothing that can be measured."""
        return tuple(page.number for page in self.pages if _is_unread(page))

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
    letters = sum(map(_count_letters, drawing.pages))
    if letters >= _FEW_LETTERS:
        return _FIRST_IS_NO_TEXT if _is_unread(drawing.pages[0]) else ""
    has_pictures = any(page.pictures for page in drawing.pages)
    return SCANNED if has_pictures or drawing.has_hidden_text else EMPTY


def _count_letters(page: Page) -> int:
    return sum(len(line.text.strip()) for line in page.lines)


def _is_unread(page: Page) -> bool:
    shown = max(((box.x1 - box.x0) * (box.y1 - box.y0) for box in page.pictures), default=0.0)
    is_picture = shown > _MOSTLY * page.width * page.height
    return _count_letters(page) < _FEW_LETTERS and (is_picture or page.turned_letters >= _FEW_LETTERS)
