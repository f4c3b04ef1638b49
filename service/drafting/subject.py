"""What a document is made from: the inspection, the kind, the unit, and the variants these give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from service.domain.inspection import Inspection, Unit
from service.domain.issuance import Issuance, IssuerRole, LetterForm
from service.errors import UnitMissing, UnitNotAllowed, UnitUnknown
from service.kinds import Form, Kind, Scope


@dataclass(frozen=True)
class Subject:
    """One document to be made: which kind, of which inspection, about which unit."""

    inspection: Inspection
    kind: Kind
    unit: Unit | None
    unit_index: int | None = None

    @cached_property
    def issuance(self) -> Issuance:
        """How the document is issued; all by rule when the data say nothing."""
        documents = self.inspection.documents if self.unit is None else self.unit.documents
        return documents.get(self.kind.name, Issuance())

    @property
    def path(self) -> tuple[str | int, ...]:
        """Where the document's issuance stands in the data."""
        start: tuple[str | int, ...] = () if self.unit_index is None else ("units", self.unit_index)
        return (*start, "documents", self.kind.name)

    @property
    def is_letter(self) -> bool:
        """Whether it goes out as a công văn."""
        if self.kind.form is Form.OFFICIAL_LETTER:
            return True
        return self.kind.has_letter_form and self.issuance.form is LetterForm.OFFICIAL_LETTER

    @property
    def issuer_role(self) -> IssuerRole:
        """Who issues it: as the data say, else by the kind; a team without seal leaves it to another."""
        if self.issuance.issuer is not None:
            return self.issuance.issuer
        without_seal = self.kind.issuer_without_seal
        if self.inspection.team.seal is None and without_seal is not None:
            return without_seal
        return self.kind.issuer

    @property
    def variants(self) -> tuple[str, ...]:
        """The names under which `kind.toml` may word or require something apart, closest first."""
        form = self.inspection.form.value
        names = []
        if self.is_before_due:
            names += [f"before_due_{form}", "before_due"]
        if self.is_letter:
            names += [f"official_letter_{form}", "official_letter"]
        if self.unit is not None and self.unit.part_of is not None:
            names += [f"subordinate_{form}", "subordinate"]
        return (*names, form)

    @property
    def is_before_due(self) -> bool:
        """Whether a letter on remediation goes out before the report of the conclusion is due."""
        if self.kind.form is not Form.OFFICIAL_LETTER or self.unit is None or self.unit.conclusion is None:
            return False
        date = self.issuance.date
        return date is not None and date <= self.unit.conclusion.report_due

    @property
    def wording(self) -> Mapping[str, str]:
        """The facts an abstract may name."""
        parent = self.parent
        return {
            "team": self.inspection.team_name,
            "subject": self.inspection.subject,
            "year": str(self.inspection.year),
            "unit": self.unit.body.name if self.unit else "",
            "parent": parent.body.name if parent else "",
        }

    @property
    def parent(self) -> Unit | None:
        """The inspected unit that this one belongs to."""
        if self.unit is None or self.unit.part_of is None:
            return None
        return next(unit for unit in self.inspection.units if unit.id == self.unit.part_of)


def choose_subject(inspection: Inspection, kind: Kind, unit_id: str | None) -> Subject:
    """The document that `kind` and `unit_id` name; raises `UnitMissing`, `UnitUnknown`, `UnitNotAllowed`."""
    if kind.scope is Scope.INSPECTION:
        if unit_id is not None:
            raise UnitNotAllowed(kind.name, unit_id)
        return Subject(inspection, kind, None)
    known = tuple(unit.id for unit in inspection.units)
    if unit_id is None:
        raise UnitMissing(kind.name, known)
    for index, unit in enumerate(inspection.units):
        if unit.id == unit_id:
            return Subject(inspection, kind, unit, index)
    raise UnitUnknown(unit_id, known)
