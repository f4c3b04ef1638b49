"""Breaks one thing in a good document: in the DOCX before it is converted, or in the PDF itself."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import cache

import docx
import pikepdf
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Emu, Pt
from docx.text.paragraph import Paragraph

from tests.kinds.samples import MAIN, Case, change, make, make_case

DECISION = Case(MAIN, "decision", None)
NOTICE = Case(MAIN, "notice", "xa-mai-son")
LETTER = Case(MAIN, "follow_up", "xa-mai-son")
MINUTES = Case(MAIN, "minutes", "xa-mai-son")

ChangeDocx = Callable[[Document], None]
ChangePdf = Callable[[pikepdf.Pdf], None]


def edit(docx_bytes: bytes, change_document: ChangeDocx) -> bytes:
    """The DOCX with `change_document` applied to it."""
    document = docx.Document(io.BytesIO(docx_bytes))
    change_document(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@cache
def edited(case: Case, change_document: ChangeDocx) -> bytes:
    return edit(make_case(case).docx or b"", change_document)


@cache
def urgent_letter() -> bytes:
    """A letter with the mark THƯỢNG KHẨN."""
    unit = 0

    def mark(data: dict[str, object]) -> None:
        data["units"][unit]["documents"]["follow_up"]["urgency"] = "very_urgent"  # type: ignore[index]

    data = change(mark)
    return make(data, "follow_up", data["units"][unit]["id"]).docx or b""


def edit_pdf(pdf_bytes: bytes, change_pdf: ChangePdf) -> bytes:
    """The PDF with `change_pdf` applied to it."""
    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        change_pdf(pdf)
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


def paragraphs(document: Document) -> Iterator[Paragraph]:
    """Every paragraph of the body, those in tables too, in order."""
    for element in document.element.body.iter(qn("w:p")):
        yield Paragraph(element, document)


def find(document: Document, text: str) -> Paragraph:
    """The first paragraph that holds `text`."""
    return next(paragraph for paragraph in paragraphs(document) if text in paragraph.text)


def find_style(document: Document, style: str) -> Paragraph:
    """The first paragraph of a style."""
    return next(p for p in paragraphs(document) if p.style is not None and p.style.name == style)


def set_style(style: str, **changes: object) -> ChangeDocx:
    """Changes of the type of a style: size, bold, italic, colour."""

    def apply(document: Document) -> None:
        font = document.styles[style].font  # type: ignore[attr-defined]
        for name, value in changes.items():
            if name == "colour":
                font.color.rgb = value
            else:
                setattr(font, name, value)

    return apply


def space_style(style: str, **changes: object) -> ChangeDocx:
    """Changes of how the paragraphs of a style stand: space_before, line_spacing, first_line_indent ..."""

    def apply(document: Document) -> None:
        for name, value in changes.items():
            setattr(document.styles[style].paragraph_format, name, value)  # type: ignore[attr-defined]

    return apply


def set_sections(**changes: object) -> ChangeDocx:
    """Changes of every section: left_margin, page_width, orientation ..."""

    def apply(document: Document) -> None:
        for section in document.sections:
            for name, value in changes.items():
                setattr(section, name, value)

    return apply


def retype(old: str, new: str) -> ChangeDocx:
    """Changes words of the text, in the run that holds them."""

    def apply(document: Document) -> None:
        run = next(run for paragraph in paragraphs(document) for run in paragraph.runs if old in run.text)
        run.text = run.text.replace(old, new)

    return apply


def remove(style: str) -> ChangeDocx:
    """Takes the first paragraph of a style away."""

    def apply(document: Document) -> None:
        element = find_style(document, style)._p
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)

    return apply


def stretch_rule(style: str, twips: int) -> ChangeDocx:
    """Moves both ends of the first rule of a style outwards."""

    def apply(document: Document) -> None:
        form = find_style(document, style).paragraph_format
        form.left_indent = Emu((form.left_indent or 0) - twips * 635)
        form.right_indent = Emu((form.right_indent or 0) - twips * 635)

    return apply


def shift(style: str, points: float) -> ChangeDocx:
    """Moves the first paragraph of a style to the right."""

    def apply(document: Document) -> None:
        find_style(document, style).paragraph_format.left_indent = Pt(points)

    return apply


def redraw(pattern: bytes, replacement: bytes, page: int = 0) -> ChangePdf:
    """Replaces operators in the content of a page."""

    def apply(pdf: pikepdf.Pdf) -> None:
        contents = pdf.pages[page].Contents
        data, count = re.subn(pattern, replacement, contents.read_bytes())
        assert count, "nothing to replace"
        contents.write(data)

    return apply
