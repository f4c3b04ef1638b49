"""What a check reports, and what the checks are given to look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import Any

from service.domain.body_changes import BodyRegister
from service.domain.calendar import Calendar
from service.domain.checks.references import Path, references_of_all, references_of_unit
from service.domain.findings import Record
from service.domain.inspection import Inspection, InspectionForm, Unit
from service.domain.issuance import Issuance, Reference
from service.domain.legal_acts import ActRegister
from service.domain.loading import label_of, pointer_to
from service.domain.visits import Visit
from service.errors import DataFault

Details = dict[str, Any]
"""What the sentence of a finding needs to know, by name."""


class Level(StrEnum):
    """How serious a finding is (mức độ)."""

    ERROR = "error"  # the data contradict themselves: nothing may be made of them
    WARNING = "warning"  # a time limit, an act or a body: a person decides
    INFO = "info"  # worth knowing


@dataclass(frozen=True)
class CheckFinding:
    """One thing that a check finds (kết quả kiểm tra dữ liệu).

    `code` is a key of the sentences in `messages/checks.py`, `facts` what that sentence needs, `unit` the
    id of the unit it is about, `also` further rules that say the same. `is_unconfirmed` tells that it rests
    on an entry of a register which nobody has confirmed yet.
    """

    rule: str
    level: Level
    pointer: str
    label: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    unit: str | None = None
    also: tuple[str, ...] = ()
    is_unconfirmed: bool = False

    def as_fault(self) -> DataFault:
        """The finding as a fault of the data, when it stops a document."""
        return DataFault(self.pointer, self.code, self.label, self.facts)


Findings = Iterator[CheckFinding]


@dataclass(frozen=True)
class Registers:
    """What is known of the world: days off, legal acts, bodies."""

    calendar: Calendar = field(default_factory=Calendar)
    acts: ActRegister = field(default_factory=ActRegister)
    bodies: BodyRegister = field(default_factory=BodyRegister)


@dataclass(frozen=True)
class Issued:
    """A document of the inspection as far as it is issued: who, under which number, on which day."""

    kind: str
    title: str
    path: Path
    unit_index: int | None
    issuance: Issuance
    symbol: str
    issuer: str
    type_name: str = ""
    type_abbreviation: str | None = None
    head_name: str | None = None
    is_by_team: bool = False
    has_legal_bases: bool = False
    has_letter_form: bool = False

    @property
    def date(self) -> dt.date | None:
        """The day of issue, when it is known."""
        return self.issuance.date


@dataclass(frozen=True)
class Case:
    """Everything a rule may look at."""

    inspection: Inspection
    issued: tuple[Issued, ...]
    registers: Registers

    @property
    def calendar(self) -> Calendar:
        """The working days."""
        return self.registers.calendar

    @property
    def is_surprise(self) -> bool:
        """Whether nobody is told beforehand."""
        return self.inspection.form is InspectionForm.SURPRISE

    @cached_property
    def units(self) -> tuple[tuple[int, Unit], ...]:
        """Every unit with its place in the list."""
        return tuple(enumerate(self.inspection.units))

    @cached_property
    def visits(self) -> tuple[tuple[int, Unit, Visit], ...]:
        """The visits to inspected units; a subordinate unit is visited as part of one."""
        return tuple(
            (index, unit, unit.visit)
            for index, unit in self.units
            if unit.visit is not None and unit.part_of is None
        )

    def parent_of(self, unit: Unit) -> Unit | None:
        """The inspected unit that `unit` belongs to."""
        return self._units_by_id.get(unit.part_of or "")

    def records_of(self, unit: Unit) -> tuple[Record, ...]:
        """The records made at `unit` and at its subordinate units."""
        return self.inspection.records_of(unit)

    def places_of(self, index: int) -> tuple[int, ...]:
        """The place of a unit and those of its subordinate units."""
        return (index, *self._subordinates.get(self.inspection.units[index].id, ()))

    def document(self, kind: str, index: int | None = None) -> Issued | None:
        """The document of `kind` of the unit at `index`, or of the whole inspection."""
        return self._by_place.get((kind, index))

    def date_of(self, kind: str, index: int | None = None) -> dt.date | None:
        """The day on which that document is issued."""
        document = self.document(kind, index)
        return document.date if document is not None else None

    def issued_of(self, index: int | None) -> tuple[Issued, ...]:
        """The documents of the unit at `index`, or those of the whole inspection."""
        return self._issued_by_unit.get(index, ())

    def references_of(self, index: int | None) -> tuple[tuple[Path, Reference], ...]:
        """What the papers of the unit at `index` cite, or those of the whole inspection."""
        return self._references_by_unit[index]

    @property
    def references(self) -> Iterator[tuple[Path, Reference]]:
        """Every reference of the data with its place."""
        return chain.from_iterable(self._references_by_unit.values())

    def index_of(self, unit_id: str) -> int | None:
        """The place of the unit called `unit_id`."""
        return self._indexes.get(unit_id)

    @cached_property
    def _indexes(self) -> dict[str, int]:
        return {unit.id: index for index, unit in self.units}

    @cached_property
    def _issued_by_unit(self) -> dict[int | None, tuple[Issued, ...]]:
        found: dict[int | None, tuple[Issued, ...]] = {}
        for document in self.issued:
            found[document.unit_index] = (*found.get(document.unit_index, ()), document)
        return found

    @cached_property
    def _references_by_unit(self) -> dict[int | None, tuple[tuple[Path, Reference], ...]]:
        found: dict[int | None, tuple[tuple[Path, Reference], ...]] = {
            None: tuple(references_of_all(self.inspection))
        }
        return found | {index: tuple(references_of_unit(index, unit)) for index, unit in self.units}

    @cached_property
    def _units_by_id(self) -> dict[str, Unit]:
        return {unit.id: unit for _, unit in self.units}

    @cached_property
    def _subordinates(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for index, unit in self.units:
            if unit.part_of is not None:
                found.setdefault(unit.part_of, []).append(index)
        return found

    @cached_property
    def _by_place(self) -> dict[tuple[str, int | None], Issued]:
        return {(document.kind, document.unit_index): document for document in self.issued}

    def find(
        self,
        rule: str,
        path: Path,
        code: str,
        *,
        level: Level = Level.WARNING,
        also: tuple[str, ...] = (),
        is_unconfirmed: bool = False,
        **details: Any,
    ) -> CheckFinding:
        """The finding that the value at `path` breaks `rule`; the unit is read from the path."""
        unit = None
        if path[0] == "units" and isinstance(path[1], int):
            inspected = self.inspection.units[path[1]]
            unit, details = inspected.id, {"body": inspected.body.short, **details}
        facts = {name: _plain(value) for name, value in details.items()}
        return CheckFinding(
            rule, level, pointer_to(path), label_of(path), code, facts, unit, also, is_unconfirmed
        )


def _plain(value: Any) -> Any:
    """A fact as a JSON value, since facts cross processes."""
    return value.isoformat() if isinstance(value, dt.date) else value
