"""The use case: an inspection, a kind, a unit and a format give a document."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from service.conversion import Pdf, PdfRequest
from service.domain.inspection import Inspection
from service.drafting import Data, compose, data_schema, describe_path
from service.drafting.subject import Subject, choose_subject
from service.errors import KindBroken, OfficeUnavailable
from service.kinds import Catalog, Kind
from service.language.text import display_name, lower_first
from service.rendering import Properties, Template, compile_template, find_unknown_placeholders

VIETNAM = dt.timezone(dt.timedelta(hours=7))


class Format(StrEnum):
    """What a caller can ask for."""

    DOCX = "docx"
    PDF = "pdf"
    BOTH = "both"


class Converter(Protocol):
    """Whatever makes a PDF of a DOCX: a pool of offices, or a fake in tests."""

    def convert(self, docx: bytes, request: PdfRequest) -> Pdf:
        """The PDF of `docx`; raises an `OperatorError`."""


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


class Generator:
    """Makes documents of every kind in a catalog; holds their compiled templates and is shared by threads."""

    def __init__(self, catalog: Catalog, converter: Converter | None, *, archival: bool = True) -> None:
        """Compiles every template; raises an `EditorError` for the first that cannot be used."""
        self.catalog = catalog
        self._converter = converter
        self._archival = archival
        self._templates = {kind.name: load_template(kind) for kind in catalog}

    def placeholders(self, kind: str) -> tuple[Placeholder, ...]:
        """What the template of `kind` asks for, in alphabetical order of the paths; raises `KindUnknown`."""
        paths = self._templates[self.catalog.get(kind).name].placeholders
        return tuple(Placeholder(path, *describe_path(path)) for path in sorted(paths))

    def template_sha256(self, kind: str) -> str:
        """The fingerprint of the template of `kind`; raises `KindUnknown`."""
        return self._templates[self.catalog.get(kind).name].sha256

    def generate(
        self,
        inspection: Inspection,
        kind: str,
        *,
        unit: str | None = None,
        format: Format = Format.BOTH,  # the word of the public contract
    ) -> Document:
        """The document of `kind` for `unit`; raises `DataInvalid` with every fact that it lacks."""
        subject = choose_subject(inspection, self.catalog.get(kind), unit)
        data = compose(subject, self.catalog)
        template = self._templates[kind]
        docx = template.fill(data.model_dump(mode="json"), _properties(subject, data))
        pdf = None if format is Format.DOCX else self._convert(docx, subject)
        return Document(
            kind=kind,
            unit=unit,
            name=_name(subject),
            docx=None if format is Format.PDF else docx,
            pdf=pdf.content if pdf is not None else None,
            pages=pdf.pages if pdf is not None else None,
            template_sha256=template.sha256,
        )

    def _convert(self, docx: bytes, subject: Subject) -> Pdf:
        if self._converter is None:
            raise OfficeUnavailable("no-converter")
        return self._converter.convert(docx, PdfRequest(archival=self._archival, moment=_moment(subject)))


def load_template(kind: Kind) -> Template:
    """The compiled template of `kind`; raises an `EditorError`, also for a placeholder that has no value."""
    try:
        source = kind.template_path.read_bytes()
    except OSError as exc:
        raise KindBroken(kind.name, "template.docx cannot be read") from exc
    template = compile_template(source, name=kind.name)
    for unknown in find_unknown_placeholders(template, data_schema()):
        raise unknown
    return template


def _properties(subject: Subject, data: Data) -> Properties:
    document = data.document
    type_name = "Công văn" if subject.is_letter else subject.kind.type_name
    return Properties(
        title=f"{type_name} {lower_first(document.abstract)}",
        author=data.team.name if document.is_by_team else document.issuer,
        moment=_moment(subject),
    )


def _moment(subject: Subject) -> dt.datetime | None:
    """The start of the document's own day in Việt Nam; the clock has no say (same request, same bytes)."""
    date = subject.issuance.date
    return dt.datetime.combine(date, dt.time(), VIETNAM) if date is not None else None


def _name(subject: Subject) -> str:
    unit = f" - {subject.unit.body.name}" if subject.unit is not None else ""
    return display_name(f"{subject.kind.title}{unit}")
