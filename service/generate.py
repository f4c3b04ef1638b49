"""The use case: an inspection, a kind, a unit and a format give a document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from service.domain.inspection import Inspection
from service.kinds import Catalog, Kind


class Format(StrEnum):
    """What a caller can ask for."""

    DOCX = "docx"
    PDF = "pdf"
    BOTH = "both"


@dataclass(frozen=True)
class Placeholder:
    """One value that templates may print: its path, its Vietnamese label and an example."""

    path: str
    label: str
    description: str
    sample: str


@dataclass(frozen=True)
class Document:
    """A finished document: the bytes asked for, and what a caller needs to name and log it."""

    kind: str
    unit: str | None
    name: str  # readable file name without ending, with diacritics, safe on every file system
    docx: bytes | None
    pdf: bytes | None
    pages: int | None
    template_sha256: str
