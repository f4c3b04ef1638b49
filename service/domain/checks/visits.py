"""UNIT-01 and UNIT-02: each unit once and under its own superior, visits that fit into one another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from service.domain.bodies import Body, BodyKind
from service.domain.checks.finding import Case, CheckFinding, Findings, Level
from service.domain.checks.names import body_key, is_named
from service.domain.checks.references import Path
from service.domain.inspection import InspectionForm, Unit
from service.domain.visits import Visit
from service.language.text import fold


def unit_01(case: Case) -> Findings:
    """A unit stands in the data once, belongs to the body that it names, and does not inspect itself."""
    authority = {body_key(case.inspection.authority.name), body_key(case.inspection.authority.short)}
    seen: dict[tuple[str, str | None], list[Unit]] = {}
    yield from _kinds(case)
    for index, unit in case.units:
        path: Path = ("units", index, "body", "name")
        key = body_key(unit.body.name)
        if key in authority:
            yield _contradiction(case, path, "unit-01-authority")
        same = seen.setdefault((key, unit.part_of), [])
        other = next((other for other in same if _have_one_superior(unit, other)), None)
        if other is not None:
            yield _contradiction(case, path, "unit-01-twice", other=other.id)
        same.append(unit)
        parent = case.parent_of(unit)
        if parent is not None and unit.body.superior and not is_named(unit.body.superior, parent.body):
            yield case.find(
                "UNIT-01",
                ("units", index, "body", "superior"),
                "unit-01-superior",
                level=Level.ERROR,
                superior=unit.body.superior,
                parent=parent.body.short,
            )
    yield from _subordinates(case)


def _have_one_superior(unit: Unit, other: Unit) -> bool:
    """Schools of the same name stand under different communes: the superior tells them apart."""
    superiors = {body_key(one.body.superior) for one in (unit, other) if one.body.superior}
    return len(superiors) < 2


_LEVELS = {
    BodyKind.PROVINCE_COMMITTEE: ("tỉnh", "thành phố"),
    BodyKind.DISTRICT_COMMITTEE: ("huyện", "quận", "thị xã", "thành phố"),
    BodyKind.COMMUNE_COMMITTEE: ("xã", "phường", "thị trấn", "đặc khu"),
}


def _kinds(case: Case) -> Findings:
    """A committee, and nothing else, is called one, by its level: kind and name are printed as one."""
    inspection = case.inspection
    bodies: list[tuple[Path, Body]] = [
        (("authority",), inspection.authority),
        (("lead_agency",), inspection.lead_agency),
        *((("units", index, "body"), unit.body) for index, unit in case.units),
    ]
    for path, body in bodies:
        key = body_key(body.name)
        is_wrong = key.startswith("ubnd ") is not body.kind.is_committee
        levels = tuple(f"ubnd {fold(level)} " for level in _LEVELS.get(body.kind, ()))
        if is_wrong or (levels and not key.startswith(levels)):
            # Whoever issues prints head and header by the kind; of a unit it only chooses words.
            level = Level.WARNING if path[0] == "units" else Level.ERROR
            yield case.find("UNIT-01", (*path, "kind"), "unit-01-kind", level=level, name=body.name)


def _subordinates(case: Case) -> Findings:
    """The subordinate units of a visit are named once, and are not the unit itself."""
    for index, unit, visit in case.visits:
        seen: set[str] = set()
        for place, name in enumerate(visit.subordinate_units):
            path = ("units", index, "visit", "subordinate_units", place)
            if is_named(name, unit.body):
                yield _contradiction(case, path, "unit-01-own", name=name)
            elif body_key(name) in seen:
                yield _contradiction(case, path, "unit-01-listed", name=name)
            seen.add(body_key(name))


def _contradiction(case: Case, path: Path, code: str, **details: Any) -> CheckFinding:
    return case.find("UNIT-01", path, code, level=Level.ERROR, **details)


def unit_02(case: Case) -> Findings:
    """A visit begins and ends on working days of the year, and lies within that of the superior unit."""
    for index, unit in case.units:
        if unit.visit is None:
            continue
        yield from _days_off(case, index, unit.visit)
        year = case.inspection.year
        if not year <= unit.visit.start.year <= year + 1:  # a round may run into the next January
            path: Path = ("units", index, "visit", "start")
            yield case.find("UNIT-02", path, "unit-02-year", start=unit.visit.start, year=year)
        parent = case.parent_of(unit)
        above = parent.visit if parent is not None else None
        if above is not None and not above.start <= unit.visit.start <= unit.visit.end <= above.end:
            side = "start" if unit.visit.start < above.start else "end"
            path = ("units", index, "visit", side)
            yield case.find("UNIT-02", path, "unit-02-outside", start=above.start, end=above.end)
    yield from _overlaps(case)


def _days_off(case: Case, index: int, visit: Visit) -> Findings:
    if case.inspection.form is InspectionForm.SURPRISE:
        return  # nobody is asked to be there
    for path, day in _days_at_work(index, visit):
        if case.calendar.knows(day) and not case.calendar.is_working_day(day):
            yield case.find(
                "UNIT-02",
                path,
                "unit-02-day-off",
                is_unconfirmed=case.calendar.is_estimate(day, day),
                date=day,
                earlier=case.calendar.shift(day, -1),
                later=case.calendar.shift(day, 1),
            )


def _days_at_work(index: int, visit: Visit) -> Iterator[tuple[Path, dt.date]]:
    """The days on which somebody is expected: the first, the last, and those of the schedule; each once."""
    place: Path = ("units", index, "visit")
    days: dict[dt.date, Path] = {visit.start: (*place, "start")}
    days.setdefault(visit.end, (*place, "end"))
    for number, session in enumerate(visit.sessions):
        days.setdefault(session.date, (*place, "sessions", number, "date"))
    return ((path, day) for day, path in days.items())


def _overlaps(case: Case) -> Findings:
    """A remark for each visit that begins while an earlier one is under way: one team, or a divided one."""
    under_way: tuple[Unit, Visit] | None = None
    for index, unit, visit in sorted(case.visits, key=lambda one: (one[2].start, one[2].end)):
        if under_way is not None and visit.start <= under_way[1].end:
            yield case.find(
                "UNIT-02",
                ("units", index, "visit", "start"),
                "unit-02-overlap",
                level=Level.INFO,
                start=visit.start,
                other=under_way[0].body.short,
                end=under_way[1].end,
            )
        if under_way is None or visit.end > under_way[1].end:
            under_way = unit, visit
