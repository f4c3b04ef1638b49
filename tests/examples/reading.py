"""The example files, as text, as JSON and as inspections."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from service.domain.inspection import Inspection, Unit
from service.domain.issuance import Issuance
from service.domain.loading import parse_inspection
from service.drafting.subject import Subject, choose_subject
from service.kinds import Scope, load_catalog

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
CATALOG = load_catalog(ROOT / "templates")
NAMES = tuple(path.name for path in sorted(EXAMPLES.glob("*.json")))

# Days off that the examples could meet: 01/01, Tết, Giỗ Tổ, 30/4, 01/5, 02/9, and 24/11 from 2026.
HOLIDAYS = {
    *("2024-04-18", "2024-04-29", "2024-04-30", "2024-05-01", "2024-09-02", "2024-09-03"),
    *("2026-09-01", "2026-09-02", "2026-11-24", "2027-01-01"),
    *("2027-02-04", "2027-02-05", "2027-02-08", "2027-02-09", "2027-02-10"),
    *("2027-04-16", "2027-04-30", "2027-05-03", "2027-09-02", "2027-09-03"),
}


@cache
def read_text(name: str) -> str:
    return (EXAMPLES / name).read_text(encoding="utf-8")


@cache
def read(name: str) -> Inspection:
    return parse_inspection(read_text(name))


def inspected(name: str) -> list[Unit]:
    """The units that are inspected for themselves, not as part of another."""
    return [unit for unit in read(name).units if unit.part_of is None]


def every_unit() -> Iterator[tuple[str, Inspection, Unit]]:
    for name in NAMES:
        for unit in read(name).units:
            yield f"{name} {unit.id}", read(name), unit


def every_document() -> Iterator[tuple[str, Inspection, str, Unit | None, Issuance]]:
    """Each issuance with the file, the kind and the unit it belongs to."""
    for name in NAMES:
        inspection = read(name)
        for kind, issuance in inspection.documents.items():
            yield name, inspection, kind, None, issuance
        for unit in inspection.units:
            for kind, issuance in unit.documents.items():
                yield name, inspection, kind, unit, issuance


def subjects(name: str) -> Iterator[Subject]:
    """Every document that could be asked for."""
    inspection = read(name)
    for kind in CATALOG:
        ids = [None] if kind.scope is Scope.INSPECTION else [unit.id for unit in inspection.units]
        for unit_id in ids:
            yield choose_subject(inspection, kind, unit_id)


def is_working_day(day: dt.date) -> bool:
    return day.weekday() < 5 and day.isoformat() not in HOLIDAYS


def count_working_days(after: dt.date, until: dt.date) -> int:
    """How many working days follow `after`, up to and with `until`."""
    days = ((after + dt.timedelta(days=number)) for number in range(1, (until - after).days + 1))
    return sum(is_working_day(day) for day in days)


def texts_in(data: Any) -> Iterator[str]:
    """Every text of a JSON value."""
    if isinstance(data, dict):
        for value in data.values():
            yield from texts_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from texts_in(value)
    elif isinstance(data, str):
        yield data


def objects_in(data: Any) -> Iterator[dict[str, Any]]:
    """Every object of a JSON value."""
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from objects_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from objects_in(value)


def load(name: str) -> Any:
    return json.loads(read_text(name))
