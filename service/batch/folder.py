"""Writes outcomes into a folder, and knows what an earlier run left there that still holds."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

from service.batch.archive import FileNames, pack_files
from service.batch.job import BatchFormat, Outcome
from service.batch.report import REPORT_NAME
from service.generate import Document, Draft, Format

_JOURNAL_NAME = ".vanban-journal"


class OutputFolder:
    """A folder that a batch is written into, file by file, none of them half.

    Its journal has a line for every document that is there: of which DOCX it was made, and as what files.
    The DOCX says all of the data and the template, so a document still holds if that is the same, and the
    PDF is what was written then.
    """

    def __init__(self, folder: Path, format: BatchFormat, title: str) -> None:
        self._folder = folder
        self._format = format
        self._title = title
        folder.mkdir(parents=True, exist_ok=True)
        self._journal = folder / _JOURNAL_NAME
        self._made = dict(_read_journal(self._journal))

    def find_made(self, draft: Draft) -> Document | None:
        """What an earlier run made of `draft`, if its files are there unchanged."""
        entry = self._made.get(_key(draft.docx, draft.request.archival, self._format))
        if entry is None:
            return None
        contents = {name: _read(self._folder / name) for name in entry["files"]}
        if any(_digest(content) != entry["files"][name] for name, content in contents.items()):
            return None
        pdf = next((content for name, content in contents.items() if name.endswith(".pdf")), None)
        return draft.keep(self._format.of_document, pdf, entry["pages"])

    def write(self, outcomes: Generator[Outcome]) -> None:
        """Writes every document as it comes, the report last."""
        for files, outcome in pack_files(outcomes, self._format, self._title):
            for name, content in files.items():
                if not (outcome is not None and outcome.is_kept):
                    write_whole(self._folder / name, content)
            if outcome is not None and outcome.draft is not None and not outcome.is_kept:
                self._enter(outcome, files)

    def _enter(self, outcome: Outcome, files: dict[str, bytes]) -> None:
        ...
