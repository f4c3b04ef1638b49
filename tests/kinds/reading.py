"""Reads finished documents the way a person does: text in order, and what is drawn on the pages."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pdfplumber
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

MM = 72 / 25.4


def read_text(docx: bytes) -> str:
    """The text of the body, a line per paragraph; a table row is one line, its cells parted by " | "."""
    return "\n".join(_read_blocks(Document(io.BytesIO(docx)).element.body)) + "\n"


def _read_blocks(parent: object) -> Iterator[str]:
    for child in parent:  # type: ignore[attr-defined]
        if child.tag == qn("w:p"):
            text = Paragraph(child, None).text  # type: ignore[arg-type]
            if text:
                yield text
        elif child.tag == qn("w:tbl"):
            for row in Table(child, None)._tbl.tr_lst:  # type: ignore[arg-type]
                cells = [" / ".join(_read_blocks(cell)) for cell in row.tc_lst]
                if any(cells):
                    yield " | ".join(cells)


@dataclass(frozen=True)
class Line:
    """A line of text on a page; lengths in points from the top left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    font: str


@dataclass(frozen=True)
class Rule:
    """A horizontal line drawn on a page."""

    x0: float
    x1: float
    y: float

    @property
    def length(self) -> float:
        return self.x1 - self.x0


@dataclass(frozen=True)
class Page:
    """One page: its lines of text from top to bottom and the rules drawn on it."""

    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def find(self, text: str) -> Line:
        """The first line that holds `text`."""
        return next(line for line in self.lines if text in line.text)

    def rule_below(self, line: Line) -> Rule:
        """The nearest rule under `line`, within 12 points."""
        below = [
            rule
            for rule in self.rules
            if -2 <= rule.y - line.bottom <= 12 and rule.x0 < line.x1 and rule.x1 > line.x0
        ]
        return min(below, key=lambda rule: rule.y)


def read_pages(pdf: bytes) -> tuple[Page, ...]:
    """The pages of a PDF as they are drawn."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return tuple(_read_page(page) for page in document.pages)


def _read_page(page: pdfplumber.page.Page) -> Page:
    # Columns of the header stand side by side: words far apart are different lines.
    words = page.extract_words(
        keep_blank_chars=True, x_tolerance=8, extra_attrs=["fontname", "size"], use_text_flow=False
    )
    lines = [
        Line(w["text"].strip(), w["x0"], w["x1"], w["top"], w["bottom"], round(w["size"], 1), w["fontname"])
        for w in words
        if w["text"].strip()
    ]
    edges = [edge for edge in page.edges if edge["orientation"] == "h" and edge["x1"] - edge["x0"] > 10]
    rules = {(round(e["x0"], 1), round(e["x1"], 1), round(e["top"], 1)) for e in edges}
    return Page(
        float(page.width),
        float(page.height),
        tuple(sorted(lines, key=lambda line: (round(line.top), line.x0))),
        tuple(Rule(*rule) for rule in sorted(rules, key=lambda rule: rule[2])),
    )
