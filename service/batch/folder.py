"""Writes outcomes into a folder, and knows what an earlier run left there that still holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from service.batch.archive import name_files
from service.batch.files import remove_parts, write_whole
from service.batch.job import BatchFormat, Outcome
from service.conversion import Pdf
from service.generate import Document, Draft

_JOURNAL_NAME = ".vanban-journal.jsonl"


class OutputFolder:
    """A folder that a batch is written into, file by file, none of them half.

    Its journal has a line for every document that is there: the DOCX it was made of, and its files. The
    DOCX says all of data and template, `maker` all of the program, LibreOffice and how it is asked for PDFs;
    so a document holds as long as these two and its files are the same.
    """

    def __init__(self, folder: Path, format: BatchFormat, title: str, maker: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._format = format
        self._title = title
        self._maker = maker
        self._journal = folder / _JOURNAL_NAME
        remove_parts(folder)
        _end_last_line(self._journal)
        self._entries = {_key_of(entry): entry for entry in _read_journal(self._journal)}

    def find_made(self, draft: Draft) -> Document | None:
        """What an earlier run made of `draft`, if its files are there unchanged."""
        entry = self._entries.get((draft.docx_sha256, self._format.value))
        if entry is None or not entry["files"] or entry["maker"] != self._maker:
            return None
        contents = {name: _read(self._folder / name) for name in entry["files"]}
        if any(_digest(content) != entry["files"][name] for name, content in contents.items()):
            return None
        pdf = next((content for name, content in contents.items() if name.endswith(".pdf")), None)
        made = Pdf(pdf, entry["pages"]) if pdf is not None else None
        return draft.finish(self._format.of_document, made)

    def write(self, outcomes: Generator[Outcome]) -> None:
        """Writes every document as it comes, the report last."""
        with closing(name_files(outcomes, self._format, self._title)) as named:
            for files, outcome in named:
                for name, content in files.items():
                    path = self._folder / name
                    if _read(path) != content:
                        write_whole(path, content)
                if outcome is not None:
                    self._enter(outcome, files)

    def _enter(self, outcome: Outcome, files: Mapping[str, bytes]) -> None:
        document = outcome.document
        entry = {
            "maker": self._maker,
            "docx_sha256": outcome.docx_sha256,
            "format": self._format.value,
            "pages": document.pages if document else None,
            "files": {name: _digest(content) for name, content in files.items()},
        }
        if self._entries.get(_key_of(entry)) != entry:
            with self._journal.open("a", encoding="utf-8") as journal:
                journal.write(json.dumps(entry, ensure_ascii=False) + "\n")


def _end_last_line(path: Path) -> None:
    """Ends the line in the middle of which an earlier run was killed, so that the next is not lost too."""
    content = _read(path)
    if content and not content.endswith(b"\n"):
        with path.open("a", encoding="utf-8") as journal:
            journal.write("\n")


def _read_journal(path: Path) -> Iterator[dict[str, Any]]:
    """The entries that are whole: the last line of a run that was killed may be half."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return
    for line in lines:
        try:
            entry = json.loads(line)
            names = list(entry["files"])
            is_safe = all(Path(name).name == name for name in names)
        except (ValueError, TypeError, KeyError):
            continue
        if is_safe and {"maker", "docx_sha256", "format", "pages"} <= entry.keys():
            yield entry


def _key_of(entry: Mapping[str, Any]) -> tuple[str, str]:
    return entry["docx_sha256"], entry["format"]


def _read(path: Path) -> bytes:
    """What is in the file; nothing if there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
