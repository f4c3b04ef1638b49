"""Rules about the world outside the data: acts in force (ND30-LEG-01), bodies that exist (ND30-LEG-02)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from service.domain.bodies import BodyKind
from service.domain.calendar import Certainty
from service.domain.checks.finding import Case, Details, Findings, Level
from service.domain.checks.references import Path
from service.domain.inspection import Unit
from service.domain.team import Member, Team

_ALSO = ("XDOC-10",)
_REGISTERED_TYPES = ("Luật", "Bộ luật", "Pháp lệnh", "Nghị định")
"""Acts that the register ought to hold; provincial decisions and plans are nobody's to list here."""


def nd30_leg_01(case: Case) -> Findings:
    """Every act that a decision rests on is in force on its day, every norm in the period looked at."""
    for document in case.issued:
        if document.has_legal_bases and document.date is not None:
            yield from _check_bases(case, document.title, document.date)
    yield from _check_norms(case)


def _check_bases(case: Case, title: str, day: dt.date) -> Findings:
    for place, basis in enumerate(case.inspection.legal_bases):
        act = case.registers.acts.find(basis)
        path: Path = ("legal_bases", place)
        since = basis.effective_from or (act.effective_from if act else None)
        until = basis.ended or (act.ended if act else None)
        is_guess = act is not None and act.certainty is Certainty.UNVERIFIED
        details: Details = {
            "act": basis.full if basis.is_law else basis.short,
            "document": title,
            "date": day,
        }
        if until is not None and day >= until:
            successor = act.replaced_by if act is not None else None
            yield case.find(
                "ND30-LEG-01",
                path,
                "leg-01-ended" if successor is None else "leg-01-replaced",
                also=_ALSO,
                is_unconfirmed=is_guess and basis.ended is None,
                until=until,
                successor=successor,
                **details,
            )
        elif day < (since or basis.date):
            yield case.find(
                "ND30-LEG-01",
                path,
                "leg-01-not-yet",
                also=_ALSO,
                is_unconfirmed=is_guess and basis.effective_from is None,
                since=since or basis.date,
                **details,
            )
        elif act is None and basis.type in _REGISTERED_TYPES and len(case.registers.acts):
            yield case.find("ND30-LEG-01", path, "leg-01-unknown", level=Level.INFO, **details)


def _check_norms(case: Case) -> Findings:
    """A shortcoming is measured by a norm that was in force for some of the period looked at."""
    start = case.inspection.period.start
    for path, norm in _norms(case):
        for act in case.registers.acts.find_in(norm):
            if act.ended is not None and act.ended <= start:
                details: Details = {"act": act.title, "until": act.ended, "start": start}
                is_guess = act.certainty is Certainty.UNVERIFIED
                yield case.find(
                    "ND30-LEG-01", path, "leg-01-norm", also=_ALSO, is_unconfirmed=is_guess, **details
                )


def _norms(case: Case) -> Iterator[tuple[Path, str]]:
    for index, unit in case.units:
        for place, finding in enumerate(unit.record.findings if unit.record else ()):
            if finding.norm is not None:
                yield ("units", index, "record", "findings", place, "norm"), finding.norm
        stated = unit.conclusion.shortcomings if unit.conclusion else None
        for place, shortcoming in enumerate(stated or ()):
            if shortcoming.norm is not None:
                yield ("units", index, "conclusion", "shortcomings", place, "norm"), shortcoming.norm


def nd30_leg_02(case: Case) -> Findings:
    """Every body that a document names as living exists on the document's day."""
    for path, name, kind, days in _names(case):
        for title, day in days:
            change = case.registers.bodies.find_wrong(name, day, kind) if day is not None else None
            if change is None:
                continue
            has_ended = change.ended is not None and day is not None and day >= change.ended
            code = "leg-02-ended" if has_ended else "leg-02-not-yet"
            if has_ended and change.successor is not None:
                code = "leg-02-replaced"
            yield case.find(
                "ND30-LEG-02",
                path,
                code,
                also=_ALSO,
                is_unconfirmed=change.certainty is Certainty.UNVERIFIED,
                name=name,
                body_name=change.name,
                document=title,
                date=day,
                since=change.began,
                until=change.ended,
                successor=change.successor,
            )
            break  # once for one name, on the first day on which it is wrong


_Days = tuple[tuple[str, dt.date | None], ...]
_Named = tuple[Path, str, BodyKind | None, _Days]


def _names(case: Case) -> Iterator[_Named]:
    """Every body that the data name as living, with the days of the documents that print it."""
    inspection = case.inspection
    decided = _days(case, None, "decision")
    for role in ("authority", "lead_agency"):
        body = getattr(inspection, role)
        yield (role, "name"), body.name, body.kind, _every_day(case)
    for path, member in _members(inspection.team):
        yield (*path, "post"), member.post, None, decided
    for index, unit in case.units:
        yield from _names_of_unit(case, index, unit)


def _members(team: Team) -> Iterator[tuple[Path, Member]]:
    yield ("team", "head"), team.head
    for place, deputy in enumerate(team.deputies):
        yield ("team", "deputies", place), deputy
    for place, member in enumerate(team.members):
        yield ("team", "members", place), member
    if team.secretary is not None:
        yield ("team", "secretary"), team.secretary


def _names_of_unit(case: Case, index: int, unit: Unit) -> Iterator[_Named]:
    place: Path = ("units", index)
    announced = _days(case, index, "notice")
    visit = unit.visit
    begun = (*announced, ("", visit.start if visit else None))
    later = _days(case, index, "minutes", "conclusion", "follow_up")
    yield (*place, "body", "name"), unit.body.name, unit.body.kind, (*begun, *later)
    for number, name in enumerate(visit.subordinate_units if visit else ()):
        yield (*place, "visit", "subordinate_units", number), name, None, begun
    for number, requirement in enumerate(unit.conclusion.requirements if unit.conclusion else ()):
        if requirement.addressee is not None:
            path = (*place, "conclusion", "requirements", number, "addressee")
            yield path, requirement.addressee, None, _days(case, index, "conclusion", "follow_up")
    for number, name in enumerate(unit.remediation.addressees if unit.remediation else ()):
        path = (*place, "remediation", "addressees", number)
        yield path, name, None, _days(case, index, "follow_up")
    for document in (case.document(kind, index) for kind in ("notice", "minutes", "conclusion", "follow_up")):
        for number, recipient in enumerate(document.issuance.recipients or () if document else ()):
            if document is not None:
                path = (*document.path, "recipients", number, "text")
                yield path, recipient.text, None, ((document.title, document.date),)


def _days(case: Case, index: int | None, *kinds: str) -> _Days:
    documents = (case.document(kind, index) for kind in kinds)
    return tuple((document.title, document.date) for document in documents if document is not None)


def _every_day(case: Case) -> _Days:
    return tuple((document.title, document.date) for document in case.issued)
