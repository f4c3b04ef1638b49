"""Rules about the team and about what it found: members, areas, findings and what rests on them."""

from __future__ import annotations

from collections.abc import Iterator

from service.domain.bodies import Person
from service.domain.checks.finding import Case, Details, Findings, Level, Path
from service.domain.checks.names import Origin, body_key
from service.domain.findings import Area, FindingKind
from service.domain.inspection import Unit
from service.language.text import fold


def team_01(case: Case) -> Findings:
    """Nobody inspects the body that he or she comes from."""
    level = Level.WARNING if case.inspection.rules.own_body_members else Level.ERROR
    members = [(member, Origin(member)) for _, member in case.inspection.team.everyone()]
    for index, unit in case.units:
        keys = {body_key(unit.body.name), body_key(unit.body.short)}
        for member, origin in members:
            if origin.is_one_of(keys):
                name = member.called or member.post
                path = ("units", index, "body", "name")
                yield case.find("TEAM-01", path, "team-01", level=level, name=name)


def xdoc_03(case: Case) -> Findings:
    """Names and posts of members are the same in the minutes and in the team."""
    team = case.inspection.team
    posts = {fold(member.full_name): member.post for _, member in team.everyone() if member.full_name}
    nameless = [body_key(member.body or member.post) for _, member in team.everyone() if not member.full_name]
    for index, unit in case.units:
        for path, person in _of_the_team(index, unit):
            post = posts.get(fold(person.full_name))
            if post is None:
                if not any(key in body_key(person.post) for key in nameless):
                    yield case.find("XDOC-03", path, "xdoc-03-unknown", name=person.full_name)
            elif body_key(post) != body_key(person.post):
                details: Details = {"name": person.full_name, "post": person.post, "team_post": post}
                yield case.find("XDOC-03", (*path, "post"), "xdoc-03-post", **details)


def _of_the_team(index: int, unit: Unit) -> Iterator[tuple[Path, Person]]:
    """Whoever the minutes name as coming from the team."""
    record = unit.record
    if record is None:
        return
    for place, person in enumerate(record.team_present):
        yield ("units", index, "record", "team_present", place), person
    for name in ("chair", "secretary"):
        person = getattr(record, name)
        if person is not None:
            yield ("units", index, "record", name), person


def xdoc_04(case: Case) -> Findings:
    """What is found and concluded lies within the areas of the inspection."""
    areas = set(case.inspection.areas)
    for index, unit in case.units:
        for path, area in _areas(index, unit):
            if area not in areas:
                yield case.find("XDOC-04", path, "xdoc-04", area=area.label)


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


def xdoc_05(case: Case) -> Findings:
    """Every shortcoming of a conclusion rests on shortcomings of the minutes."""
    for index, unit in case.units:
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
