"""XDOC-07 and XDOC-08: who issues, under which number."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from service.domain.checks.finding import Case, Details, Findings, Level
from service.domain.checks.names import issuer_key
from service.domain.checks.references import Path
from service.domain.issuance import print_number
from service.domain.team import Team
from service.language.text import fold


def xdoc_07(case: Case) -> Findings:
    """The team exists from its decision on, and works and issues only within its term, with its own seal."""
    yield from _term(case)
    team = case.inspection.team
    for document in case.issued:
        if not document.is_by_team:
            continue
        if document.has_legal_bases:
            path = (*document.path, "issuer")
            yield case.find("XDOC-07", path, "xdoc-07-self", level=Level.ERROR, document=document.title)
        day = document.date
        code = _outside(team, day) if day is not None else None
        if code is not None:
            details: Details = {
                "document": document.title,
                "date": day,
                "since": team.valid_from,
                "until": team.valid_to,
            }
            yield case.find("XDOC-07", (*document.path, "date"), code, **details)
        if team.seal is None and document.kind != "minutes":
            yield case.find("XDOC-07", document.path, "xdoc-07-seal", document=document.title)


def _outside(team: Team, day: date) -> str | None:
    """How `day` lies outside the term, which by itself begins with the decision (XDOC-01)."""
    if team.valid_from is not None and day < team.valid_from:
        return "xdoc-07-since"
    return "xdoc-07-until" if team.valid_to is not None and day > team.valid_to else None


def _term(case: Case) -> Findings:
    """The term does not begin before the decision, has not ended by then, and holds every visit."""
    team, decided = case.inspection.team, case.date_of("decision")
    for name, day in (("valid_from", team.valid_from), ("valid_to", team.valid_to)):
        if day is not None and decided is not None and day < decided:
            details: Details = {"date": day, "decided": decided}
            yield case.find("XDOC-07", ("team", name), "xdoc-07-term", level=Level.ERROR, **details)
            return
    for index, _, visit in case.visits:
        side = "start" if _outside(team, visit.start) else "end" if _outside(team, visit.end) else None
        if side is not None:
            details = {"since": team.valid_from or decided or visit.start, "until": team.valid_to}
            code = "xdoc-07-visit" if team.valid_to is not None else "xdoc-07-visit-since"
            yield case.find("XDOC-07", ("units", index, "visit", side), code, **details)


@dataclass(frozen=True)
class _Numbered:
    """One document in a series of numbers: an issuer's, with one symbol, in one year."""

    series: tuple[str, str, int]
    number: int
    suffix: str
    day: date
    title: str
    path: Path


def xdoc_08(case: Case) -> Findings:
    """Within a year, an issuer's numbers with one symbol are given once, and grow with the days."""
    every = sorted([*_own_numbers(case), *_cited_numbers(case)], key=lambda one: one.series)
    for _, series in itertools.groupby(every, key=lambda one: one.series):
        yield from _check_series(case, list(series))
    yield from _undated_twice(case)


def _check_series(case: Case, series: list[_Numbered]) -> Findings:
    taken: dict[tuple[int, str], _Numbered] = {}
    for one in series:
        other = taken.setdefault((one.number, one.suffix), one)
        if other is not one:
            number = f"{one.number:02d}{one.suffix}"
            details: Details = {"document": one.title, "other": other.title, "number": number}
            yield case.find("XDOC-08", one.path, "xdoc-08-twice", level=Level.ERROR, **details)
    highest: _Numbered | None = None
    for _, group in itertools.groupby(sorted(taken.values(), key=lambda one: one.day), lambda one: one.day):
        same_day = list(group)
        for one in same_day:
            if highest is not None and one.number < highest.number:
                details = {
                    "document": one.title,
                    "number": f"{one.number:02d}",
                    "date": one.day,
                    "other": f"{highest.number:02d}",
                    "other_date": highest.day,
                }
                yield case.find("XDOC-08", one.path, "xdoc-08-order", **details)
        highest = max([*same_day, *([highest] if highest else [])], key=lambda one: one.number)


def _undated_twice(case: Case) -> Findings:
    """A number given to two documents that have no day yet is given twice all the same."""
    taken: dict[tuple[str, str, int], str] = {}
    for document in case.issued:
        number = document.issuance.number
        if number is None or document.date is not None:
            continue
        title = f"{document.title} số {print_number(number, document.symbol)}"
        key = (issuer_key(document.issuer), fold(document.symbol), number)
        if key in taken:
            details: Details = {"document": title, "other": taken[key], "number": f"{number:02d}"}
            path = (*document.path, "number")
            yield case.find("XDOC-08", path, "xdoc-08-twice", level=Level.ERROR, **details)
        taken.setdefault(key, title)


def _own_numbers(case: Case) -> Iterator[_Numbered]:
    for document in case.issued:
        number, day = document.issuance.number, document.date
        if number is None or day is None:
            continue
        series = (issuer_key(document.issuer), fold(document.symbol), day.year)
        title = f"{document.title} số {print_number(number, document.symbol)}"
        yield _Numbered(series, number, "", day, title, (*document.path, "number"))


def _cited_numbers(case: Case) -> Iterator[_Numbered]:
    """Documents of this inspection's own bodies that the data cite; each once."""
    seen: set[tuple[str, str, date]] = set()
    for path, reference in case.references:
        mark = (fold(reference.number or ""), issuer_key(reference.issuer), reference.date)
        parts = re.fullmatch(r"(\d+)(\w?)/(.+)", reference.number or "")
        if parts is None or reference.issuer is None or mark in seen:
            continue
        seen.add(mark)
        series = (issuer_key(reference.issuer), fold(parts[3]), reference.date.year)
        yield _Numbered(series, int(parts[1]), parts[2], reference.date, reference.short, (*path, "number"))
