"""Packs outcomes into a ZIP while they come about: what has been sent is kept no longer."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Generator, Mapping
from contextlib import closing

from service.batch.job import BatchFormat, Outcome
from service.batch.printing import PrintPdf
from service.batch.report import REPORT_NAME, Report
from service.generate import Document

_FIRST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # no clock: the same request gives the same bytes


def stream_archive(outcomes: Generator[Outcome], format: BatchFormat, title: str) -> Generator[bytes]:
    """The ZIP of `outcomes` piece by piece, in their order, the report last; closing it ends the work.

    With `print`, one PDF called `title` stands in it instead of the documents.
    """
    packer = _Packer()
    with closing(name_files(outcomes, format, title)) as named:
        for files, _ in named:
            yield packer.pack(files)
    yield packer.finish()


def name_files(
    outcomes: Generator[Outcome], format: BatchFormat, title: str
) -> Generator[tuple[Mapping[str, bytes], Outcome | None]]:
    """The files of `outcomes` by name, each with the outcome it is of; last those that are of all."""
    report, names = Report(), FileNames()
    whole = PrintPdf(title) if format is BatchFormat.PRINT else None
    with closing(outcomes):
        for outcome in outcomes:
            if whole is not None and outcome.document is not None:
                first_page = whole.add(outcome.document.name, outcome.document.pdf or b"")
                report.add(outcome, {}, {"first_page": first_page})
                continue
            files = names.name(outcome.document) if outcome.document else {}
            report.add(outcome, files)
            if files:
                yield files, outcome
    if whole is not None:
        yield {f"{names.choose(title, ('.pdf',))}.pdf": whole.finish()}, None
    yield {REPORT_NAME: report.to_json()}, None


class FileNames:
    """Readable names, each given once: what differs in case alone would be one file on many machines."""

    def __init__(self) -> None:
        self._taken = {REPORT_NAME.casefold()}

    def name(self, document: Document) -> dict[str, bytes]:
        """The files of `document` by name."""
        contents = {".docx": document.docx, ".pdf": document.pdf}
        made = {ending: content for ending, content in contents.items() if content is not None}
        stem = self.choose(document.name, tuple(made))
        return {f"{stem}{ending}": content for ending, content in made.items()}

    def choose(self, name: str, endings: tuple[str, ...]) -> str:
        """`name`, or with a number behind it if a file of that name and one of `endings` was named before."""
        plain = unicodedata.normalize("NFC", name)
        stem, count = plain, 1
        while any(f"{stem}{ending}".casefold() in self._taken for ending in endings):
            count += 1
            stem = f"{plain} ({count})"
        self._taken.update(f"{stem}{ending}".casefold() for ending in endings)
        return stem


class _Packer:
    """A ZIP that is taken away entry by entry; whatever is packed is compressed already, or short."""

    def __init__(self) -> None:
        self._buffer = _Tail()
        self._archive = zipfile.ZipFile(self._buffer, "w", zipfile.ZIP_STORED)

    def pack(self, files: Mapping[str, bytes]) -> bytes:
        """What the archive grows by."""
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _FIRST_ZIP_DATE)
            entry.create_system = 3  # Unix, whatever machine this runs on
            entry.external_attr = 0o644 << 16
            self._archive.writestr(entry, content)
        return self._buffer.take()

    def finish(self) -> bytes:
        """The directory at the end."""
        self._archive.close()
        return self._buffer.take()


class _Tail(io.RawIOBase):
    """A file of which only what was not yet taken is kept.

    `zipfile` goes back to an entry's header to fill in its lengths, so no entry needs a data descriptor,
    which some readers refuse for stored entries.
    """

    def __init__(self) -> None:
        self._kept = io.BytesIO()
        self._taken = 0

    def take(self) -> bytes:
        """All that was written since the last time."""
        content = self._kept.getvalue()
        self._taken += len(content)
        self._kept = io.BytesIO()
        return content

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._taken + self._kept.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence != io.SEEK_SET or offset < self._taken:
            raise io.UnsupportedOperation("what was taken cannot be changed")
        return self._taken + self._kept.seek(offset - self._taken)

    def write(self, content: bytes) -> int:  # type: ignore[override]  # zipfile writes nothing but bytes
        return self._kept.write(content)
