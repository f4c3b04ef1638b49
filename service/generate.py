"""The use case: an inspection, a kind, a unit and a format give a document."""

from __future__ import annotations

import copy
import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
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
from service.errors import DataFault, DataInvalid, KindBroken, OfficeUnavailable, OperatorError
from service.kinds import Catalog, Kind
from service.language.text import display_name, lower_first
from service.program import fingerprint, fingerprint_program
from service.rendering import Properties, Template, compile_template, find_unknown_placeholders
from service.rendering.tidy import tidy
from service.workbook import open_inspection

VIETNAM = dt.timezone(dt.timedelta(hours=7))


class Format(StrEnum):
    """What a caller can ask for."""

    DOCX = "docx"
    PDF = "pdf"
    BOTH = "both"


class Converter(Protocol):
    """Whatever makes a PDF of a DOCX: a pool of offices, or a fake in tests."""

    @property
    def fingerprint(self) -> str:
        """The same for all that make the same PDF of the same DOCX."""

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


@dataclass(frozen=True)
class Edition:
    """A kind and its template as they belong together (loại văn bản và mẫu của nó), compiled."""

    kind: Kind
    source: bytes
    template: Template


@dataclass(frozen=True)
class Library:
    """The editions in use at one moment, and what checks an inspection by their kinds; never changed."""

    catalog: Catalog
    editions: Mapping[str, Edition]
    checker: Checker

    def with_edition(self, edition: Edition) -> Library:
        """The same with `edition` in place of the one of its kind, if there is one."""
        editions = {**self.editions, edition.kind.name: edition}
        old = self.editions.get(edition.kind.name)
        if old is not None and old.kind == edition.kind:
            return replace(self, editions=editions)
        catalog = Catalog(tuple(one.kind for one in editions.values()))
        return Library(catalog, editions, self.checker.over(catalog))


class Generator:
    """Makes documents of every kind in a catalog; holds their compiled templates and is shared by threads.

    A kind may be replaced while documents are made: each is made wholly of what was in use when it began.
    """

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
        self._converter = converter
        self._archival = archival
        editions = {kind.name: load_edition(kind) for kind in catalog}
        self._library = Library(catalog, editions, checker or Checker(catalog))

    @property
    def fingerprint(self) -> str:
        """The same for generators that make the same PDF of the same DOCX."""
        converter = self._converter.fingerprint if self._converter is not None else ""
        return fingerprint(fingerprint_program(), converter, str(self._archival))

    @property
    def editions_fingerprint(self) -> str:
        """The same for generators with the same kinds and templates."""
        editions = self._library.editions.values()
        return fingerprint(*(part for one in editions for part in (one.kind.model_dump_json(), one.source)))

    @property
    def catalog(self) -> Catalog:
        """The kinds in use."""
        return self._library.catalog

    @property
    def checker(self) -> Checker:
        """What checks an inspection by the kinds in use."""
        return self._library.checker

    def fixed(self) -> Generator:
        """A generator that stays with the kinds and templates of now, whatever comes into use later."""
        return copy.copy(self)

    def use(self, edition: Edition) -> None:
        """Puts `edition` in the place of the one of its kind, in one step; documents under way keep theirs.

        One thread at a time may do so.
        """
        self._library = self._library.with_edition(edition)

    def edition(self, kind: str) -> Edition:
        """What is in use for `kind`; raises `KindUnknown`."""
        library = self._library
        return library.editions[library.catalog.get(kind).name]

    def placeholders(self, kind: str) -> tuple[Placeholder, ...]:
        """What the template of `kind` asks for, in alphabetical order of the paths; raises `KindUnknown`."""
        paths = self.edition(kind).template.placeholders
        return tuple(Placeholder(path, *describe_path(path)) for path in sorted(paths))

    def template_sha256(self, kind: str) -> str:
        """The fingerprint of the template of `kind`; raises `KindUnknown`."""
        return self.edition(kind).template.sha256

    def generate(
        self,
        inspection: Inspection,
        kind: str,
        *,
        unit: str | None = None,
        format: Format = Format.BOTH,  # the word of the public contract
    ) -> Document:
        """The document of `kind` for `unit`; raises `DataInvalid` with every fact that it lacks."""
        return self.complete(self.draft(inspection, kind, unit), format)

    def complete(self, draft: Draft, format: Format) -> Document:
        """The finished document, with a PDF unless only the DOCX is wanted; raises an `OperatorError`."""
        pdf = None if format is Format.DOCX else self._office.convert(draft.docx, draft.request)
        return draft.finish(format, pdf)

    def draft(self, inspection: Inspection, kind: str, unit: str | None) -> Draft:
        """The DOCX of `kind` for `unit` and how to convert it; raises `DataInvalid` as `generate` does."""
        library = self._library
        subject = choose_subject(inspection, library.catalog.get(kind), unit)
        findings = library.checker.check_subject(subject)
        data = compose(subject, library.catalog, contradictions(findings))
        template = library.editions[kind].template
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
        return not self.find_faults(inspection, kind, unit)

    def find_faults(self, inspection: Inspection, kind: str, unit: str | None) -> tuple[DataFault, ...]:
        """What keeps `kind` from being made for `unit`: facts that are missing or contradict themselves."""
        library = self._library
        subject = choose_subject(inspection, library.catalog.get(kind), unit)
        try:
            compose(subject, library.catalog, contradictions(library.checker.check_subject(subject)))
        except DataInvalid as error:
            return error.faults
        return ()

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


def load_edition(kind: Kind) -> Edition:
    """The edition of `kind` in its folder; raises an `EditorError`, also for an unknown placeholder."""
    try:
        source = kind.template_path.read_bytes()
    except OSError as exc:
        raise KindBroken(kind.name, "template.docx cannot be read") from exc
    return compile_edition(kind, source)


def compile_edition(kind: Kind, source: bytes) -> Edition:
    """The edition of `kind` with `source` for its template; raises an `EditorError` like `load_edition`."""
    tidied = tidy(source, kind.name).content  # as it came from Word, it may say a thing in two pieces
    template = compile_template(tidied, name=kind.name, sha256=hashlib.sha256(source).hexdigest())
    for unknown in find_unknown_placeholders(template, data_schema()):
        raise unknown
    return Edition(kind, source, template)


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
