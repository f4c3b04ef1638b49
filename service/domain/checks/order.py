"""XDOC-01 and TIME-13: the documents of an inspection follow one another, and leave when they are signed."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

from service.domain.checks.finding import Case, Details, Findings, Level
from service.domain.checks.references import Path
from service.domain.issuance import Reference
from service.domain.loading import label_of


@dataclass(frozen=True)
class _Event:
    """Something on a day, or in a month of which the day is not known: a document issued, a visit begun."""

    title: str
    day: dt.date | None
    path: Path
    month: str | None = None

    @property
    def first(self) -> dt.date | None:
        """The earliest day on which it can have been."""
        return dt.date.fromisoformat(f"{self.month}-01") if self.month is not None else self.day

    @property
    def last(self) -> dt.date | None:
        """The latest day on which it can have been."""
        if self.month is None:
            return self.day
        year, month = map(int, self.month.split("-"))
        return dt.date(year, month, monthrange(year, month)[1])

    @property
    def when(self) -> dt.date | str | None:
        """The day, or the month, as the sentence says it."""
        return self.day if self.month is None else "/".join(reversed(self.month.split("-")))


def xdoc_01(case: Case) -> Findings:
    """Documents follow one another: plan, proposal, decision, notice, inspection, minutes, conclusion."""
    decision = _issued(case, "decision", None)
    pairs = [(_cited(case, "plan"), decision), (_cited(case, "proposal"), decision)]
    for index, _ in case.units:
        pairs += _pairs_of_unit(case, index, decision)
    for earlier, later in pairs:
        if earlier.first is None or later.last is None or earlier.first <= later.last:
            continue
        yield case.find(
            "XDOC-01",
            later.path,
            "xdoc-01",
            level=Level.ERROR,
            earlier=earlier.title,
            earlier_day=earlier.when,
            later=later.title,
            later_day=later.when,
        )


def _pairs_of_unit(case: Case, index: int, decision: _Event) -> Iterator[tuple[_Event, _Event]]:
    unit = case.inspection.units[index]
    notice, minutes, conclusion, letter = (
        _issued(case, kind, index) for kind in ("notice", "minutes", "conclusion", "follow_up")
    )
    first = _event(("units", index, "visit", "start"), unit.visit.start if unit.visit else None)
    begun = _event(
        ("units", index, "record", "started_at"), unit.record.started_at.date() if unit.record else None
    )
    last = _event(("units", index, "visit", "end"), unit.visit.end if unit.visit else None)
    prior, remedied = _of_unit(case, index, "prior_conclusion"), _of_unit(case, index, "prior_remediation")
    received = unit.remediation.received if unit.remediation else None
    yield from [
        (decision, notice),
        (decision, first if unit.visit else begun),
        (notice, first),
        (last, conclusion),
        (minutes, conclusion),
        (_cited(case, "plan"), _of_unit(case, index, "report")),
        (_of_unit(case, index, "report"), conclusion),
        (prior, remedied),
        (prior, decision),
        (remedied, decision),
        (_reference(("units", index, "remediation", "received"), received), letter),
        (conclusion, _reference(("units", index, "remediation", "received"), received)),
        (conclusion, _issued(case, "summary", None)),
    ]
    yield from _pairs_of_records(case, index, conclusion)
    ended = _event(
        ("units", index, "record", "ended_at"), unit.record.ended_at.date() if unit.record else None
    )
    for place, sample in enumerate(unit.record.samples if unit.record else ()):
        path: Path = ("units", index, "record", "samples", place)
        taken = _event((*path, "received"), sample.received)
        yield taken, _event((*path, "due"), sample.due)
        yield taken, _event((*path, "returned"), sample.returned)
        yield taken, ended


def _pairs_of_records(case: Case, index: int, conclusion: _Event) -> Iterator[tuple[_Event, _Event]]:
    """A conclusion follows every session at the unit and at its subordinate units, with their minutes."""
    for place in case.places_of(index):
        record = case.inspection.units[place].record
        if record is not None:
            yield _event(("units", place, "record", "ended_at"), record.ended_at.date()), conclusion
        if place != index:
            yield _issued(case, "minutes", place), conclusion


def time_13(case: Case) -> Findings:
    """A document is sent on the day on which it is signed, on the next working day at the latest."""
    for document in case.issued:
        signed, sent = document.date, document.issuance.dispatched
        path = (*document.path, "dispatched")
        if sent is None or document.issuance.month is not None:
            continue
        if signed is None:
            yield case.find(
                "TIME-13", path, "time-13-unsigned", level=Level.ERROR, document=document.title, date=sent
            )
            continue
        details: Details = {"document": document.title, "date": sent, "signed": signed}
        if sent < signed:
            yield case.find("TIME-13", path, "time-13-before", level=Level.ERROR, **details)
        elif sent > (latest := case.calendar.shift(signed, 1)) and case.calendar.knows(signed, latest):
            is_guess = case.calendar.is_estimate(signed, latest)
            yield case.find("TIME-13", path, "time-13", is_unconfirmed=is_guess, latest=latest, **details)


def _issued(case: Case, kind: str, index: int | None) -> _Event:
    document = case.document(kind, index)
    if document is None:
        return _Event("", None, ())
    month = document.issuance.month
    field = "date" if month is None else "month"
    return _Event(document.title, document.date, (*document.path, field), month)


def _cited(case: Case, name: str) -> _Event:
    return _reference((name,), getattr(case.inspection, name))


def _of_unit(case: Case, index: int, name: str) -> _Event:
    return _reference(("units", index, name), getattr(case.inspection.units[index], name))


def _reference(path: Path, reference: Reference | None) -> _Event:
    return _Event(label_of(path), reference.date if reference else None, (*path, "date"))


def _event(path: Path, day: dt.date | None) -> _Event:
    return _Event(label_of(path), day, path)
