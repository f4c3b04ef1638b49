"""The time rules from the last day on, TIME-08 to TIME-11: minutes, conclusion, remediation, reminder."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from service.domain.checks.finding import Case, CheckFinding, Details, Findings, Level
from service.domain.checks.references import Path
from service.domain.inspection import Unit


def time_08(case: Case) -> Findings:
    """The minutes are made and dated on the last day, within the days of the inspection."""
    for index, unit in case.units:
        parent = case.parent_of(unit)
        visit = unit.visit or (parent.visit if parent is not None else None)
        record = unit.record
        if record is not None and visit is not None:
            first, last = record.started_at.date(), record.ended_at.date()
            if not visit.start <= first <= last <= visit.end:
                yield case.find(
                    "TIME-08",
                    ("units", index, "record", "started_at" if first < visit.start else "ended_at"),
                    "time-08-session",
                    start=visit.start,
                    end=visit.end,
                )
                continue
        minutes = case.document("minutes", index)
        last_day = unit.visit.end if unit.visit else record.ended_at.date() if record else None
        if minutes is None or minutes.date is None or last_day is None or minutes.date == last_day:
            continue
        details: Details = {"document": minutes.title, "date": minutes.date, "end": last_day}
        yield case.find("TIME-08", (*minutes.path, "date"), "time-08", **details)


def time_09(case: Case) -> Findings:
    """The conclusion comes so many working days after the last day at the latest."""
    days = case.inspection.rules.conclusion_days
    for index, _, visit in case.visits:
        conclusion = case.document("conclusion", index)
        if conclusion is None or conclusion.date is None:
            continue
        if not case.calendar.knows(visit.end, conclusion.date):
            continue
        latest = case.calendar.shift(visit.end, days)
        if conclusion.date > latest:
            yield case.find(
                "TIME-09",
                (*conclusion.path, "date"),
                "time-09",
                is_unconfirmed=case.calendar.is_estimate(visit.end, latest),
                document=conclusion.title,
                date=conclusion.date,
                end=visit.end,
                days=days,
                latest=latest,
            )


def time_10(case: Case) -> Findings:
    """The unit reports what it has remedied so many working days after the conclusion at the latest.

    No rule binds every plan here: a warning only where the plan states the number itself.
    """
    rules = case.inspection.rules
    level = Level.WARNING if "remediation_days" in rules.model_fields_set else Level.INFO
    for index, unit in case.units:
        issued = case.date_of("conclusion", index)
        if issued is None or unit.conclusion is None:
            continue
        due = unit.conclusion.report_due
        if not case.calendar.knows(issued, due):
            continue
        latest = case.calendar.shift(issued, rules.remediation_days)
        if due > latest:
            yield case.find(
                "TIME-10",
                ("units", index, "conclusion", "report_due"),
                "time-10",
                level=level,
                is_unconfirmed=case.calendar.is_estimate(issued, latest),
                date=due,
                issued=issued,
                days=rules.remediation_days,
                latest=latest,
            )


def time_11(case: Case) -> Findings:
    """A reminder follows the conclusion that it reminds of, and the reminders before it, which it counts."""
    for index, unit in case.units:
        yield from _reminders(case, index, unit)
        concluded, letter = case.document("conclusion", index), case.document("follow_up", index)
        if concluded is None or concluded.date is None:
            continue
        if letter is not None and letter.date is not None and letter.date <= concluded.date:
            yield _too_early(case, (*letter.path, "date"), letter.title, letter.date, concluded.date)
        for place, earlier in enumerate(unit.remediation.earlier if unit.remediation else ()):
            if earlier.date <= concluded.date:
                path = ("units", index, "remediation", "earlier", place, "date")
                yield _too_early(case, path, earlier.short, earlier.date, concluded.date)


def _reminders(case: Case, index: int, unit: Unit) -> Findings:
    """Reminders are cited in the order of their days, all before this one, as many as its number says."""
    if unit.remediation is None:
        return
    earlier, letter = unit.remediation.earlier, case.document("follow_up", index)
    place: Path = ("units", index, "remediation")
    days = [(one.short, one.date, (*place, "earlier", n, "date")) for n, one in enumerate(earlier)]
    if letter is not None and letter.date is not None:
        days.append((letter.title, letter.date, (*letter.path, "date")))
    for (before, day, _), (title, later, path) in pairwise(days):
        if later <= day:
            details: Details = {"document": title, "date": later, "earlier": before, "earlier_date": day}
            yield case.find("TIME-11", path, "time-11-order", level=Level.ERROR, **details)
    count = unit.remediation.reminder
    if earlier and count is not None and count != len(earlier) + 1:
        level = Level.ERROR if count <= len(earlier) else Level.WARNING  # perhaps one was not cited
        details = {"reminder": count, "count": len(earlier)}
        yield case.find("TIME-11", (*place, "reminder"), "time-11-count", level=level, **details)


def _too_early(case: Case, path: Path, document: str, date: dt.date, concluded: dt.date) -> CheckFinding:
    details: Details = {"document": document, "date": date, "concluded": concluded}
    return case.find("TIME-11", path, "time-11", level=Level.ERROR, also=("XDOC-01",), **details)
