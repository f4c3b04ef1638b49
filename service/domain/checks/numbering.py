"""XDOC-07 and XDOC-08: who issues, under which number."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from service.domain.checks.citations import references
from service.domain.checks.finding import Case, Details, Findings, Level, Path
from service.domain.checks.names import issuer_key
from service.domain.issuance import print_number
from service.language.text import fold


def xdoc_07(case: Case) -> Findings:
    """The team issues documents only within its term, and with a seal only if it may use one."""
    team = case.inspection.team
    since = team.valid_from  # left out, it is the day of the decision, which XDOC-01 looks after
    for document in case.issued:
        if not document.is_by_team:
            continue
        day = document.date
        if day is not None and (
            (since is not None and day < since) or (team.valid_to is not None and day > team.valid_to)
        ):
            details: Details = {
                "document": document.title,
                "date": day,
                "since": since,
                "until": team.valid_to,
            }
            code = "xdoc-07-until" if since is None or day >= since else "xdoc-07-since"
            yield case.find("XDOC-07", (*document.path, "date"), code, **details)
        if team.seal is None and document.kind != "minutes":
            yield case.find("XDOC-07", document.path, "xdoc-07-seal", document=document.title)


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
    for path, reference in references(case):
        mark = (fold(reference.number or ""), issuer_key(reference.issuer), reference.date)
        parts = re.fullmatch(r"(\d+)(\w?)/(.+)", reference.number or "")
        if parts is None or reference.issuer is None or mark in seen:
            continue
        seen.add(mark)
        series = (issuer_key(reference.issuer), fold(parts[3]), reference.date.year)
        yield _Numbered(series, int(parts[1]), parts[2], reference.date, reference.short, (*path, "number"))
