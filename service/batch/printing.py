"""Puts PDFs into one for the printer: every document on a new sheet of paper, with bookmarks."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, OutlineItem

_LANGUAGE = "vi-VN"
# Documents held in memory, some 100 kB each; a thousand of them wait on the disk for the end.
_PART_DOCUMENTS = 50


class PrintPdf:
    """A PDF that grows by whole documents; printed on both sides, none shares a sheet with another."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._part = pikepdf.Pdf.new()
        self._documents_in_part = 0
        self._parts: list[Path] = []
        self._folder = tempfile.TemporaryDirectory(prefix="vanban-print-", ignore_cleanup_errors=True)
        self._pages = 0  # blank ones at the backs of last sheets included
        self._ends_blank = False
        self._first_pages: list[tuple[str, int]] = []

    def add(self, name: str, content: bytes) -> int:
        """The page on which the document `content` begins in the whole, counted from 1."""
        pages = self._part.pages
        with pikepdf.open(io.BytesIO(content)) as source:
            box = source.pages[-1].mediabox
            first, added = len(pages), len(source.pages)
            pages.extend(source.pages)
        for page in pages[first:]:  # the tags stay behind: paper has none
            if "/StructParents" in page.obj:
                del page.obj["/StructParents"]
        self._first_pages.append((name, self._pages))
        self._ends_blank = bool(added % 2)
        if self._ends_blank:
            self._part.add_blank_page(page_size=(float(box[2]), float(box[3])))
        self._pages += added + added % 2
        self._documents_in_part += 1
        if self._documents_in_part == _PART_DOCUMENTS:
            self._put_aside()
        return self._first_pages[-1][1] + 1

    def finish(self) -> bytes:
        """The whole, the same bytes for the same documents."""
        self._put_aside()
        path = Path(self._folder.name) / "whole.pdf"
        with pikepdf.Pdf.new() as whole:
            for part in self._parts:  # what their streams hold stays on the disk
                with pikepdf.open(part, access_mode=pikepdf.AccessMode.stream) as source:
                    whole.pages.extend(source.pages)
            if self._ends_blank:
                del whole.pages[-1]
            self._finish(whole)
            whole.docinfo["/Title"] = pikepdf.String(self._title)
            whole.Root["/Lang"] = pikepdf.String(_LANGUAGE)
            whole.save(path, deterministic_id=True)
        content = path.read_bytes()
        self.close()
        return content

    def close(self) -> None:
        """Removes what is on the disk."""
        self._folder.cleanup()

    def _finish(self, whole: pikepdf.Pdf) -> None:
        with whole.open_outline() as outline:
            outline.root.extend(OutlineItem(name, page) for name, page in self._first_pages)
        whole.Root["/PageMode"] = pikepdf.Name.UseOutlines
        whole.Root["/ViewerPreferences"] = Dictionary(DisplayDocTitle=True)

    def _put_aside(self) -> None:
        if self._documents_in_part:
            path = Path(self._folder.name) / f"{len(self._parts)}.pdf"
            self._part.save(path)
            self._parts.append(path)
            self._part, self._documents_in_part = pikepdf.Pdf.new(), 0
