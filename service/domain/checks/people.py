"""TEAM-01 and XDOC-03: who is in the team, and by which name and post the papers call him or her."""

from __future__ import annotations

from collections.abc import Iterator

from service.domain.bodies import Person
from service.domain.checks.finding import Case, Details, Findings, Level
from service.domain.checks.names import Origin, body_key, post_key
from service.domain.checks.references import Path
from service.domain.checks.signing import signed_by
from service.domain.inspection import Unit
from service.language.text import fold


def team_01(case: Case) -> Findings:
    """Nobody inspects the body that he or she comes from, nor one that is inspected as part of a unit."""
    level = Level.WARNING if case.inspection.rules.own_body_members else Level.ERROR
    members = [(member, Origin(member)) for _, member in case.inspection.team.everyone()]
    place = body_key(case.inspection.authority.name).removeprefix("ubnd ")
    for index, unit in case.units:
        for path, keys in _inspected(index, unit):
            for member, origin in members:
                if origin.is_one_of(keys | {f"{key} {place}" for key in keys}):
                    name = member.called or member.post
                    yield case.find("TEAM-01", path, "team-01", level=level, name=name)


def _inspected(index: int, unit: Unit) -> Iterator[tuple[Path, set[str]]]:
    yield ("units", index, "body", "name"), {body_key(unit.body.name), body_key(unit.body.short)}
    for place, name in enumerate(unit.visit.subordinate_units if unit.visit else ()):
        yield ("units", index, "visit", "subordinate_units", place), {body_key(name)}


def xdoc_03(case: Case) -> Findings:
    """Names and posts of members are the same in the minutes, at the signature and in the team."""
    team = case.inspection.team
    posts = {fold(member.full_name): member.post for _, member in team.everyone() if member.full_name}
    nameless = [body_key(member.body or member.post) for _, member in team.everyone() if not member.full_name]
    for index, unit in case.units:
        for path, person in _of_the_team(index, unit):
            post = posts.get(fold(person.full_name))
            if post is None:
                if not any(key in body_key(person.post) for key in nameless):
                    yield case.find("XDOC-03", path, "xdoc-03-unknown", name=person.full_name)
            elif post_key(post) != post_key(person.post):
                details: Details = {"name": person.full_name, "post": person.post, "team_post": post}
                yield case.find("XDOC-03", (*path, "post"), "xdoc-03-post", **details)
        yield from _named_twice(case, index, unit)
    yield from signed_by(case)


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


def _named_twice(case: Case, index: int, unit: Unit) -> Findings:
    """Nobody takes part twice; another person of the same name has another post."""
    seen: set[tuple[str, str]] = set()
    everyone = case.inspection.team.everyone()
    team = {(fold(member.full_name), post_key(member.post)) for _, member in everyone if member.full_name}
    for group in ("team_present", "unit_present", "others_present"):
        for place, person in enumerate(getattr(unit.record, group, ())):
            key = (fold(person.full_name), post_key(person.post))
            if key in seen:
                path = ("units", index, "record", group, place)
                yield case.find("XDOC-03", path, "xdoc-03-twice", level=Level.ERROR, name=person.full_name)
            seen.add(key)
            if group != "team_present" and key in team:
                path = ("units", index, "record", group, place)
                yield case.find("XDOC-03", path, "xdoc-03-side", level=Level.ERROR, name=person.full_name)
