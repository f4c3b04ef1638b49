"""XDOC-04 and XDOC-05: what is looked at, what is found, and what rests on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from service.domain.checks.finding import Case, Details, Findings, Level
from service.domain.checks.references import Path
from service.domain.findings import Area, FindingKind
from service.domain.inspection import InspectionForm, Unit
from service.language.text import fold

_YEAR = re.compile(r"\bnăm\s+(20\d\d)\b", re.IGNORECASE)


def xdoc_04(case: Case) -> Findings:
    """What is found and concluded lies within the areas of the inspection, the plan is that of its year."""
    areas = set(case.inspection.areas)
    for path, area in _areas_of_members(case):
        if area not in areas:
            yield case.find("XDOC-04", path, "xdoc-04", area=area.label)
    for index, unit in case.units:
        for path, area in _areas(index, unit):
            if area not in areas:
                yield case.find("XDOC-04", path, "xdoc-04", area=area.label)
    yield from _plan_of_another_year(case)


def _areas_of_members(case: Case) -> Iterator[tuple[Path, Area]]:
    """The areas given to members of the team, where they are named as the inspection names them."""
    labels = {fold(area.label): area for area in Area}
    team = case.inspection.team
    places: list[tuple[Path, str | None]] = [(("team", "head", "area"), team.head.area)]
    places += [(("team", "deputies", n, "area"), member.area) for n, member in enumerate(team.deputies)]
    places += [(("team", "members", n, "area"), member.area) for n, member in enumerate(team.members)]
    places += [(("team", "secretary", "area"), team.secretary.area if team.secretary else None)]
    return ((path, labels[fold(name)]) for path, name in places if name and fold(name) in labels)


def _areas(index: int, unit: Unit) -> Iterator[tuple[Path, Area]]:
    """The area of everything that the minutes and the conclusion of a unit state."""
    place: Path = ("units", index)
    for number, finding in enumerate(unit.record.findings if unit.record else ()):
        yield (*place, "record", "findings", number, "area"), finding.area
    if unit.conclusion is None:
        return
    for number, result in enumerate(unit.conclusion.results or ()):
        yield (*place, "conclusion", "results", number, "area"), result.area
    for number, shortcoming in enumerate(unit.conclusion.shortcomings or ()):
        yield (*place, "conclusion", "shortcomings", number, "area"), shortcoming.area


def _plan_of_another_year(case: Case) -> Findings:
    """The plan that a planned inspection rests on names the inspection's year, if it names one at all."""
    plan, year = case.inspection.plan, case.inspection.year
    if plan is None or case.inspection.form is not InspectionForm.PLANNED:
        return
    named = {int(found) for found in _YEAR.findall(plan.abstract)}
    if (named and year not in named) or not year - 1 <= plan.date.year <= year:
        yield case.find("XDOC-04", ("plan",), "xdoc-04-plan", document=plan.short, year=year)


def xdoc_05(case: Case) -> Findings:
    """Every shortcoming rests on shortcomings of the minutes, each named by an id of its own."""
    for index, unit in case.units:
        yield from _twice(case, index, unit)
        records = case.records_of(unit)
        stated = unit.conclusion.shortcomings if unit.conclusion is not None else None
        if not records or not stated:
            continue
        kinds = {finding.id: finding.kind for record in records for finding in record.findings}
        for place, shortcoming in enumerate(stated):
            path = ("units", index, "conclusion", "shortcomings", place, "finding_ids")
            if not shortcoming.finding_ids:
                yield case.find("XDOC-05", path, "xdoc-05-none", text=shortcoming.text)
            for name in shortcoming.finding_ids:
                if kinds.get(name) is FindingKind.RESULT:
                    yield case.find("XDOC-05", path, "xdoc-05-result", id=name)


def _twice(case: Case, index: int, unit: Unit) -> Findings:
    """An id names one finding of the minutes of a unit, and a requirement is open once."""
    if unit.part_of is None:
        names = [finding.id for record in case.records_of(unit) for finding in record.findings if finding.id]
        for name in (name for name, count in Counter(names).items() if count > 1):
            path: Path = ("units", index, "record" if unit.record else "body")
            yield case.find("XDOC-05", path, "xdoc-05-id", level=Level.ERROR, id=name)
    seen: set[str] = set()
    for place, item in enumerate(unit.remediation.open if unit.remediation else ()):
        if item.requirement in seen:
            path = ("units", index, "remediation", "open", place, "requirement")
            details: Details = {"id": item.requirement}
            yield case.find("XDOC-05", path, "xdoc-05-open", level=Level.ERROR, **details)
        seen.add(item.requirement)
