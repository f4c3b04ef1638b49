"""What is in an inspection's file: its facts, what is wrong with them, and which documents can be made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from service.batch import Item, Reading, read_opened
from service.domain.checks import CheckFinding, Level
from service.domain.inspection import Inspection, InspectionForm, Unit
from service.drafting.checking import contradictions, finding_of
from service.generate import Generator
from service.kinds import Catalog, Kind, Scope
from service.language.dates import format_date_short
from service.language.text import upper_first
from service.messages import describe_finding
from service.web.clerk.form import token_of
from service.workbook import InspectionFile
from service.workbook.choices import WORDS

_VERBS = {
    InspectionForm.PLANNED: "Kiểm tra",
    InspectionForm.SURPRISE: "Kiểm tra đột xuất",
    InspectionForm.RE_INSPECTION: "Phúc tra",
}
_NOT_FOR_FORM = "kind-not-for-form"


@dataclass(frozen=True)
class Note:
    """One thing to be told, in words."""

    level: Level
    rule: str
    sentence: str
    pointer: str  # of data that have no cells


@dataclass(frozen=True)
class Cell:
    """One document: whether it can be made, and what it lacks if not."""

    item: Item
    title: str  # of its kind
    name: str  # of the document among all others
    lacks: tuple[Note, ...] = ()
    is_contradicted: bool = False  # an error among the notes stands in its way
    is_spoiled: bool = False  # data are wrong in themselves, so nothing is known of it
    is_unfit: bool = False  # inspections of this form have no such document

    @property
    def token(self) -> str:
        """How a form names it."""
        return token_of(self.item)

    @property
    def is_ready(self) -> bool:
        """Whether it can be made."""
        return not (self.lacks or self.is_contradicted or self.is_spoiled or self.is_unfit)


@dataclass(frozen=True)
class Row:
    """One inspected unit: what is wrong with its data, and its documents."""

    unit: str
    name: str
    visit: str
    parent: str | None
    notes: tuple[Note, ...]
    cells: tuple[Cell, ...]

    @property
    def lacking(self) -> tuple[Cell, ...]:
        """The documents that cannot be made yet."""
        return tuple(cell for cell in self.cells if cell.lacks)

    def count(self, level: Level) -> int:
        """How many notes are of `level`."""
        return sum(note.level == level for note in self.notes)


@dataclass(frozen=True)
class Overview:
    """The whole of it, as the page shows it."""

    title: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[Note, ...]  # on the inspection as a whole
    whole: tuple[Cell, ...]  # documents made once
    kinds: tuple[Kind, ...]  # made per unit: the columns
    rows: tuple[Row, ...]

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every document, kind by kind as a dossier has them."""
        order = {kind.name: place for place, kind in enumerate(self.kinds)}
        of_units = (cell for row in self.rows for cell in row.cells)
        return (*self.whole, *sorted(of_units, key=lambda cell: order[cell.item.kind]))

    @cached_property
    def ready(self) -> frozenset[Item]:
        """The documents that can be made."""
        return frozenset(cell.item for cell in self.cells if cell.is_ready)

    def ready_of(self, kind: str) -> frozenset[Item]:
        """Those of one kind."""
        return frozenset(item for item in self.ready if item.kind == kind)

    def count(self, level: Level) -> int:
        """How many notes of `level` there are in all."""
        return sum(note.level == level for note in self.notes) + sum(row.count(level) for row in self.rows)


def describe_inspection(inspection: Inspection) -> str:
    """What an inspection is called in a list: Kiểm tra công tác cải cách hành chính năm 2026."""
    return f"{_VERBS[inspection.form]} {inspection.subject} năm {inspection.year}"


def name_documents(reading: Reading, catalog: Catalog) -> dict[Item, str]:
    """Every document that there may be, in the order of a dossier, with what it is called."""
    bodies = {unit.id: unit.body.name for unit in reading.inspection.units}
    return {
        Item(kind.name, unit): kind.title if unit is None else f"{kind.title} – {bodies.get(unit, unit)}"
        for kind in catalog
        for unit in ((None,) if kind.scope is Scope.INSPECTION else reading.order)
    }


def look_into(file: InspectionFile, generator: Generator) -> Overview:
    """What is in `file`; raises what `read_opened` raises when it is wrong as a whole."""
    return _Looking(file, read_opened(file), generator.fixed()).overview()


class _Looking:
    """One look into one file."""

    def __init__(self, file: InspectionFile, reading: Reading, generator: Generator) -> None:
        self._reading = reading
        self._inspection = reading.inspection
        self._generator = generator
        self._names = name_documents(reading, generator.catalog)
        self._units = {unit.id: unit for unit in self._inspection.units}
        self._sent_names = _names_as_sent(file) if reading.spoiled else {}
        self._notes: dict[str | None, list[Note]] = {}
        findings = generator.checker.check(self._inspection)
        self._contradictions = {(fault.pointer, fault.code) for fault in contradictions(findings)}
        for finding in findings:
            self._notes.setdefault(finding.unit, []).append(self._note(finding))

    def overview(self) -> Overview:
        """All of it."""
        catalog = self._generator.catalog
        columns = tuple(kind for kind in catalog if kind.scope is Scope.UNIT)
        return Overview(
            title=describe_inspection(self._inspection),
            facts=tuple(_list_facts(self._inspection, len(self._reading.order))),
            notes=tuple(self._notes.get(None, ())),
            whole=tuple(self._cell(kind, None) for kind in catalog if kind.scope is Scope.INSPECTION),
            kinds=columns,
            rows=tuple(self._row(unit, columns) for unit in self._reading.order),
        )

    def _row(self, name: str, columns: Iterable[Kind]) -> Row:
        spoiled = self._reading.spoiled.get(name)
        unit = self._units.get(name)
        parent = self._units.get(unit.part_of) if unit is not None and unit.part_of is not None else None
        faults = spoiled.faults if spoiled is not None else ()
        return Row(
            unit=name,
            name=unit.body.name if unit is not None else self._sent_names.get(name, name),
            visit=_spell_visit(unit),
            parent=parent.body.name if parent is not None else None,
            notes=(
                *(_note(finding_of(fault)) for fault in faults),
                *self._notes.get(name, ()),
            ),
            cells=tuple(self._cell(kind, name) for kind in columns),
        )

    def _cell(self, kind: Kind, unit: str | None) -> Cell:
        item = Item(kind.name, unit)
        name = self._names[item]
        if (self._reading.fault_of_any is not None) if unit is None else (unit in self._reading.spoiled):
            return Cell(item, kind.title, name, is_spoiled=True)
        faults = self._generator.find_faults(self._inspection, kind.name, unit)
        if any(fault.code == _NOT_FOR_FORM for fault in faults):
            return Cell(item, kind.title, name, is_unfit=True)
        lacks = [fault for fault in faults if (fault.pointer, fault.code) not in self._contradictions]
        return Cell(
            item,
            kind.title,
            name,
            tuple(self._note(finding_of(fault)) for fault in lacks),
            is_contradicted=len(lacks) < len(faults),
        )

    def _note(self, finding: CheckFinding) -> Note:
        """The finding in words, pointing at the file as it was sent."""
        return _note(self._reading.restore_finding(finding))


def _names_as_sent(file: InspectionFile) -> dict[str, str]:
    """What the bodies of the units are called by the ids of the units, of data that may hold anything."""
    data: Any = json.loads(file.text)
    units = [unit for unit in data["units"] if isinstance(unit, dict)]
    bodies = ((unit.get("id"), unit.get("body")) for unit in units)
    named = ((id_, body.get("name")) for id_, body in bodies if isinstance(body, dict))
    return {id_: name for id_, name in named if isinstance(id_, str) and isinstance(name, str)}


def _note(finding: CheckFinding) -> Note:
    pointer = "" if "cell" in finding.facts else finding.pointer
    return Note(finding.level, finding.rule, describe_finding(finding), pointer)


def _list_facts(inspection: Inspection, units: int) -> Iterator[tuple[str, str]]:
    """The facts by which a clerk sees that it is the right file."""
    team = inspection.team
    yield "Hình thức", WORDS["InspectionForm"][inspection.form.value]
    yield "Cơ quan có thẩm quyền", inspection.authority.name
    yield "Cơ quan chủ trì", inspection.lead_agency.name
    yield "Đoàn kiểm tra", f"{sum(1 for _ in team.everyone())} người"
    yield "Trưởng đoàn", upper_first(team.head.called or team.head.full_name)
    parts = sum(unit.part_of is not None for unit in inspection.units)
    below = f", trong đó {parts} đơn vị trực thuộc" if parts else ""
    yield "Đơn vị được kiểm tra", f"{units}{below}"
    visits = [unit.visit for unit in inspection.units if unit.visit is not None]
    if visits:
        first, last = min(visit.start for visit in visits), max(visit.end for visit in visits)
        yield "Lịch kiểm tra", f"{format_date_short(first)} – {format_date_short(last)}"


def _spell_visit(unit: Unit | None) -> str:
    if unit is None or unit.visit is None:
        return ""
    first, last = (format_date_short(day) for day in (unit.visit.start, unit.visit.end))
    return first if first == last else f"{first} – {last}"
