"""Puts PDFs into one for the printer: every document on a new sheet of paper, with bookmarks."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Dictionary, OutlineItem

_LANGUAGE = "vi-VN"


class PrintPdf:
    """A PDF that grows by whole documents; printed on both sides, none shares a sheet with another."""

    def __init__(self, title: str) -> None:
        self._pdf = pikepdf.Pdf.new()
        self._pdf.docinfo["/Title"] = pikepdf.String(title)
        self._pdf.Root["/Lang"] = pikepdf.String(_LANGUAGE)
        self._first_pages: list[tuple[str, int]] = []

    def add(self, name: str, content: bytes) -> int:
        """The page on which the document `content` begins in the whole, counted from 1."""
        pages = self._pdf.pages
        if len(pages) % 2:
            box = pages[-1].mediabox
            self._pdf.add_blank_page(page_size=(float(box[2]), float(box[3])))
        first = len(pages)
        with pikepdf.open(io.BytesIO(content)) as source:
            pages.extend(source.pages)
        for page in pages[first:]:  # the tags stay behind: paper has none
            if "/StructParents" in page.obj:
                del page.obj["/StructParents"]
        self._first_pages.append((name, first))
        return first + 1

    def finish(self) -> bytes:
        """The whole, the same bytes for the same documents."""
        with self._pdf.open_outline() as outline:
            outline.root.extend(OutlineItem(name, page) for name, page in self._first_pages)
        self._pdf.Root["/PageMode"] = pikepdf.Name.UseOutlines
        self._pdf.Root["/ViewerPreferences"] = Dictionary(DisplayDocTitle=True)
        buffer = io.BytesIO()
        self._pdf.save(buffer, deterministic_id=True)
        return buffer.getvalue()
