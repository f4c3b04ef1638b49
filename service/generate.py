"""The use case: an inspection, a kind, a unit and a format give a document."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from service.conversion import Pdf, PdfRequest, Source
from service.domain.checks import CheckFinding, Level
from service.domain.inspection import Inspection
from service.drafting import Data, compose, data_schema, describe_path
from service.drafting.checking import Checker, contradictions, finding_of
from service.drafting.citations import LETTER_TYPE
from service.drafting.subject import Subject, choose_subject
from service.errors import DataInvalid, KindBroken, OfficeUnavailable, OperatorError
from service.kinds import Catalog, Kind
from service.language.text import display_name, lower_first
from service.rendering import Properties, Template, compile_template, find_unknown_placeholders
from service.workbook import open_inspection

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

    def convert_together(self, sources: Sequence[Source]) -> list[Pdf | OperatorError]:
        """For each source its PDF or the error it is to blame for; raises what concerns all of them."""


@dataclass(frozen=True)
class Placeholder:
    """One value that templates may print: its path, its Vietnamese label and an example."""

    path: str
    label: str
    description: str
    sample: str


@dataclass(frozen=True)
class Draft:
    """A document filled but not yet converted."""

    kind: str
    unit: str | None
    name: str
    number: int | None
    docx: bytes
    request: PdfRequest
    template_sha256: str
    findings: tuple[CheckFinding, ...] = ()

    @property
    def docx_sha256(self) -> str:
        """The fingerprint of the DOCX, which says all of data and template."""
        return hashlib.sha256(self.docx).hexdigest()

    def finish(self, format: Format, pdf: Pdf | None) -> Document:
        """The finished document, with `pdf` made of it unless only the DOCX is wanted."""
        return Document(
            kind=self.kind,
            unit=self.unit,
            name=self.name,
            docx=None if format is Format.PDF else self.docx,
            pdf=pdf.content if pdf is not None else None,
            pages=pdf.pages if pdf is not None else None,
            template_sha256=self.template_sha256,
            findings=self.findings,
        )


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
    findings: tuple[CheckFinding, ...] = ()  # what the checks of the inspection say; no errors

    @property
    def warnings(self) -> tuple[CheckFinding, ...]:
        """The findings that somebody should act on."""
        return tuple(finding for finding in self.findings if finding.level is Level.WARNING)


class Generator:
    """Makes documents of every kind in a catalog; holds their compiled templates and is shared by threads."""

    def __init__(
        self,
        catalog: Catalog,
        converter: Converter | None,
        *,
        archival: bool = True,
        checker: Checker | None = None,
    ) -> None:
        """Compiles every template; raises an `EditorError` for the first that cannot be used.

        Without a `checker`, inspections are checked without registers of days off, acts and bodies.
        """
        self.catalog = catalog
        self.checker = checker or Checker(catalog)
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
        draft = self.draft(inspection, kind, unit)
        pdf = None if format is Format.DOCX else self._office.convert(draft.docx, draft.request)
        return draft.finish(format, pdf)

    def draft(self, inspection: Inspection, kind: str, unit: str | None) -> Draft:
        """The DOCX of `kind` for `unit` and how to convert it; raises `DataInvalid` as `generate` does."""
        subject = choose_subject(inspection, self.catalog.get(kind), unit)
        findings = self.checker.check_subject(subject)
        data = compose(subject, self.catalog, contradictions(findings))
        template = self._templates[kind]
        return Draft(
            kind=kind,
            unit=unit,
            name=_name(subject),
            number=subject.issuance.number,
            docx=template.fill(data.model_dump(mode="json"), _properties(subject, data)),
            request=PdfRequest(archival=self._archival, moment=_moment(subject)),
            template_sha256=template.sha256,
            findings=findings,
        )

    def is_possible(self, inspection: Inspection, kind: str, unit: str | None) -> bool:
        """Whether the data hold all that `kind` needs for `unit`, and contradict themselves nowhere."""
        subject = choose_subject(inspection, self.catalog.get(kind), unit)
        try:
            compose(subject, self.catalog, contradictions(self.checker.check_subject(subject)))
        except DataInvalid:
            return False
        return True

    def convert(self, drafts: Sequence[Draft]) -> list[Pdf | OperatorError]:
        """For each draft its PDF or the error it is to blame for; raises what concerns all of them."""
        return self._office.convert_together([Source(draft.docx, draft.request) for draft in drafts])

    @property
    def _office(self) -> Converter:
        if self._converter is None:
            raise OfficeUnavailable("no-converter")
        return self._converter


def check_file(checker: Checker, content: bytes) -> tuple[CheckFinding, ...]:
    """Every finding of the inspection in a JSON text or a workbook, faults of its shape among them.

    Raises `JsonMalformed` or `WorkbookUnreadable` when there is no inspection in it at all.
    """
    file = open_inspection(content)
    try:
        found = checker.check(file.parse())
    except DataInvalid as error:
        found = tuple(map(finding_of, error.faults))
    return tuple(replace(finding, facts=file.locate(finding.as_fault()).facts) for finding in found)


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
    type_name = LETTER_TYPE if subject.is_letter else subject.kind.type_name
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
