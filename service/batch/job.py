"""What a batch is: items go in, outcomes come out, and a runner stands between them."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from service.batch.reading import Reading
from service.generate import Document, Draft, Format


class BatchFormat(StrEnum):
    """What a batch is made of."""

    DOCX = "docx"
    PDF = "pdf"
    BOTH = "both"
    PRINT = "print"  # one PDF of all documents, for a printer that uses both sides

    @property
    def of_document(self) -> Format:
        """What each document is made as."""
        return Format.PDF if self is BatchFormat.PRINT else Format(self.value)


@dataclass(frozen=True)
class Item:
    """One document to be made."""

    kind: str
    unit: str | None = None


@dataclass(frozen=True)
class Job:
    """All that a runner needs: the data, what to make of them, and how.

    With `first_number`, documents that have no number get consecutive ones in their order, beginning with
    it; numbers that other documents of the kind have already are passed over. In a dossier, which
    `is_dossier`, a document whose facts are not there yet is no failure.
    """

    reading: Reading
    items: tuple[Item, ...]
    format: BatchFormat
    first_number: int | None = None
    is_dossier: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of an item: a document, or the error that stood in its way, or neither if it is not due."""

    item: Item
    document: Document | None = None
    number: int | None = None
    error: Exception | None = None
    missing: Exception | None = None  # which facts a document of a dossier is still waiting for
    docx_sha256: str | None = None  # of what a document was, or is, made from
    is_kept: bool = False  # made by an earlier run


FindMade = Callable[[Draft], Document | None]
"""What an earlier run made of a draft, if it is still there."""


class Runner(Protocol):
    """Makes the documents of a job."""

    def run(self, job: Job, find_made: FindMade | None = None) -> Generator[Outcome]:
        """The outcomes, in the order of the items, as they come about; closing the iterator ends the work."""
