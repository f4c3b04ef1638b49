"""The documents that a template is tried with: every one of its kind that sample inspections give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from service.conversion import PdfRequest
from service.domain.inspection import Inspection
from service.domain.issuance import Issuance
from service.domain.loading import parse_inspection
from service.drafting import Data, compose
from service.drafting.checking import Checker, contradictions
from service.drafting.subject import Subject, choose_subject
from service.errors import DataInvalid, JsonMalformed
from service.kinds import Catalog, Form, Kind, Scope
from service.rendering import Properties, Template

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
"""The project's own inspections, which belong to a checkout and to the image."""

_MOST = 12  # documents of one kind; more only repeat what these show


@dataclass(frozen=True)
class Sample:
    """One document that a template can be tried with: its facts, arranged for printing."""

    subject: Subject
    data: Data

    @property
    def unit(self) -> str | None:
        """The id of the unit the document is about."""
        return self.subject.unit.id if self.subject.unit is not None else None

    @property
    def title(self) -> str:
        """What people call the document: the year of its inspection, and the unit."""
        inspection = self.subject.inspection
        unit = f", {self.subject.unit.body.name}" if self.subject.unit is not None else ""
        return f"{inspection.subject} năm {inspection.year}{unit}"

    @cached_property
    def values(self) -> dict[str, Any]:
        """The facts as templates see them."""
        return self.data.model_dump(mode="json")

    def fill(self, template: Template) -> bytes:
        """The document (DOCX) that `template` gives; raises `TemplateFailed`."""
        title = f"{self.subject.kind.title} ({self.title})"
        return template.fill(self.values, Properties(title=title, author=self.data.document.issuer))

    def request(self, *, archival: bool) -> PdfRequest:
        """How to convert the document."""
        return PdfRequest(archival=archival)


def load_inspections(folder: Path = EXAMPLES) -> tuple[Inspection, ...]:
    """The inspections in the JSON files of `folder`; what is none is left out."""
    found = (_load(path) for path in sorted(folder.glob("*.json")))
    return tuple(inspection for inspection in found if inspection is not None)


def _load(path: Path) -> Inspection | None:
    try:
        return parse_inspection(path.read_bytes())
    except (OSError, DataInvalid, JsonMalformed):
        return None


def find_samples(
    catalog: Catalog, checker: Checker, kind: Kind, inspections: Sequence[Inspection]
) -> tuple[Sample, ...]:
    """The documents of `kind` that `inspections` hold the facts for, those unlike one another first."""
    found = list(_find(catalog, checker, kind, inspections))
    firsts: dict[tuple[Any, ...], Sample] = {}
    for sample in found:
        document = sample.data.document
        likeness = (*sample.subject.variants, document.form, document.urgency, document.is_by_team)
        firsts.setdefault(likeness, sample)
    first = list(firsts.values())
    chosen = {id(sample) for sample in first}
    return tuple((first + [sample for sample in found if id(sample) not in chosen])[:_MOST])


def _find(
    catalog: Catalog, checker: Checker, kind: Kind, inspections: Sequence[Inspection]
) -> Iterator[Sample]:
    for inspection in (_with_issuance(inspection, kind) for inspection in inspections):
        is_once = kind.scope is Scope.INSPECTION
        for unit in [None] if is_once else [unit.id for unit in inspection.units]:
            subject = choose_subject(inspection, kind, unit)
            try:
                data = compose(subject, catalog, contradictions(checker.check_subject(subject)))
            except DataInvalid:  # this inspection has not come so far
                continue
            yield Sample(subject, data)


def _with_issuance(inspection: Inspection, kind: Kind) -> Inspection:
    """The inspection with something said of the issue of `kind`, which its author may not have heard of.

    A công văn cannot do without the unit that drafts it: that of another document is as good for a trial.
    """
    issued_as = [inspection.documents, *(unit.documents for unit in inspection.units)]
    if kind.form is not Form.OFFICIAL_LETTER or any(kind.name in documents for documents in issued_as):
        return inspection
    issued = (issuance for documents in issued_as for issuance in documents.values())
    archives = (issuance.archive for issuance in issued)
    # A name of several words stands for a file, which is no part of a symbol.
    archive = next((archive for archive in archives if archive.unit and " " not in archive.unit), None)
    if archive is None:
        return inspection
    own = {kind.name: Issuance(archive=archive)}
    if kind.scope is Scope.INSPECTION:
        return inspection.model_copy(update={"documents": {**inspection.documents, **own}})
    units = tuple(
        unit.model_copy(update={"documents": {**unit.documents, **own}}) for unit in inspection.units
    )
    return inspection.model_copy(update={"units": units})
