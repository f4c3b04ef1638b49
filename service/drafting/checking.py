"""Checks an inspection with all that its kinds of document say of numbers, symbols and issuers."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator
from dataclasses import replace

from service.domain.checks import Case, CheckFinding, Issued, Level, Registers, check_case
from service.domain.inspection import Inspection
from service.drafting.citations import LETTER_TYPE
from service.drafting.issuing import issuing_body, print_issue
from service.drafting.needs import find_unknown_kinds
from service.drafting.subject import Subject
from service.errors import DataFault
from service.kinds import Catalog, Form, Kind, Scope

DATA = "DATA"
"""The rule of findings that tell of missing or misshapen data."""


class Checker:
    """Finds what is wrong with an inspection; shared by threads, each inspection is checked once."""

    def __init__(self, catalog: Catalog, registers: Registers | None = None, *, strict: bool = False) -> None:
        self._catalog = catalog
        self._registers = registers or Registers()
        self._strict = strict
        # By identity, for as long as the inspection lives: a batch asks again for every document.
        self._found: dict[int, tuple[weakref.ref[Inspection], tuple[CheckFinding, ...]]] = {}

    def over(self, catalog: Catalog) -> Checker:
        """One that checks by the kinds of `catalog`, and otherwise as this one does."""
        return Checker(catalog, self._registers, strict=self._strict)

    def check(self, inspection: Inspection) -> tuple[CheckFinding, ...]:
        """Every finding, errors first; computed once however many documents are made of `inspection`."""
        key = id(inspection)
        if key not in self._found:
            forget = weakref.ref(inspection, lambda _: self._found.pop(key, None))
            self._found[key] = forget, self._check(inspection)
        return self._found[key][1]

    def check_subject(self, subject: Subject) -> tuple[CheckFinding, ...]:
        """The findings that one document answers for, errors first.

        A document about a unit answers for that unit and for the whole, one about the whole for every unit.
        """
        found = self.check(subject.inspection)
        if subject.unit is None:
            return found
        concerned = {None, subject.unit.id, subject.unit.part_of}
        return tuple(finding for finding in found if finding.unit in concerned)

    def _check(self, inspection: Inspection) -> tuple[CheckFinding, ...]:
        case = Case(inspection, tuple(list_issued(inspection, self._catalog)), self._registers)
        found = (*self._unknown_kinds(inspection), *check_case(case))
        return tuple(map(_raised, found)) if self._strict else found

    def _unknown_kinds(self, inspection: Inspection) -> tuple[CheckFinding, ...]:
        kind = next(iter(self._catalog), None)
        faults = find_unknown_kinds(Subject(inspection, kind, None), self._catalog) if kind else ()
        return tuple(map(finding_of, faults))


def contradictions(found: Iterable[CheckFinding]) -> tuple[DataFault, ...]:
    """The findings that stop a document, as faults of the data; those of the shape are found elsewhere."""
    return tuple(
        finding.as_fault() for finding in found if finding.level is Level.ERROR and finding.rule != DATA
    )


def finding_of(fault: DataFault) -> CheckFinding:
    """A fault of the data as a finding: what keeps anything from being made is an error."""
    return CheckFinding(DATA, Level.ERROR, fault.pointer, fault.label, fault.code, fault.facts)


def list_issued(inspection: Inspection, catalog: Catalog) -> Iterator[Issued]:
    """Every document of the inspection of which the data say how it is issued."""
    for kind in catalog:
        if kind.scope is Scope.INSPECTION:
            if kind.name in inspection.documents:
                yield _issued(Subject(inspection, kind, None))
            continue
        for index, unit in enumerate(inspection.units):
            if kind.name in unit.documents:
                yield _issued(Subject(inspection, kind, unit, index))


def _issued(subject: Subject) -> Issued:
    kind: Kind = subject.kind
    body = issuing_body(subject)
    return Issued(
        kind=kind.name,
        title=kind.title,
        path=subject.path,
        unit_index=subject.unit_index,
        issuance=subject.issuance,
        symbol=print_issue(subject, body)[0].partition("/")[2],
        issuer=body.name,
        type_name=LETTER_TYPE if subject.is_letter else kind.type_name,
        type_abbreviation=None if subject.is_letter else kind.abbreviation,
        head_name=body.signatory.full_name if body.signatory is not None else None,
        is_by_team=body.is_team,
        has_legal_bases=kind.form is Form.DECISION,
        has_letter_form=kind.has_letter_form or kind.form is Form.OFFICIAL_LETTER,
    )


def _raised(finding: CheckFinding) -> CheckFinding:
    return replace(finding, level=Level.ERROR) if finding.level is Level.WARNING else finding
