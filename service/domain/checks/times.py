"""The time rules up to the inspection, TIME-01 to TIME-07 and TIME-12: notice, reports, duration, period."""

from __future__ import annotations

import datetime as dt

from service.domain.checks.finding import Case, Details, Findings, Level
from service.domain.checks.names import issuer_key
from service.domain.checks.references import Path
from service.domain.inspection import InspectionForm
from service.domain.visits import DayUnit


def time_01(case: Case) -> Findings:
    """The schedule is announced so many days before the first day; a surprise inspection is not."""
    rules = case.inspection.rules
    is_working = rules.notice_unit is DayUnit.WORKING_DAYS
    for index, _, visit in case.visits:
        notice = case.document("notice", index)
        if case.is_surprise or notice is None or notice.date is None:
            continue
        sent = max(notice.date, notice.issuance.dispatched or notice.date)
        if is_working and not case.calendar.knows(sent, visit.start):
            continue
        latest = latest_notice(case, visit.start)
        if sent > latest:
            yield case.find(
                "TIME-01",
                (*notice.path, "date"),
                "time-01-working" if is_working else "time-01",
                also=("TIME-01b",) if is_working else (),
                is_unconfirmed=is_working and case.calendar.is_estimate(latest, visit.start),
                document=notice.title,
                date=sent,
                start=visit.start,
                days=rules.notice_days,
                latest=latest,
            )


def latest_notice(case: Case, start: dt.date) -> dt.date:
    """The last day on which an inspection that begins on `start` may be announced."""
    rules = case.inspection.rules
    if rules.notice_unit is DayUnit.WORKING_DAYS:
        return case.calendar.shift(start, -rules.notice_days)
    return _days_before(start, rules.notice_days)


def time_02(case: Case) -> Findings:
    """The unit reports so many days before the first day, and is given no later day."""
    if case.is_surprise:
        return
    days = case.inspection.rules.report_days
    for index, unit, visit in case.visits:
        latest = _days_before(visit.start, days)
        details: Details = {"start": visit.start, "days": days, "latest": latest}
        if unit.report is not None and unit.report.date > latest:
            path: Path = ("units", index, "report", "date")
            yield case.find("TIME-02", path, "time-02", date=unit.report.date, **details)
        if unit.report_due is not None and unit.report_due > latest:
            path = ("units", index, "report_due")
            yield case.find("TIME-02", path, "time-02-due", date=unit.report_due, **details)


def time_03(case: Case) -> Findings:
    """An inspection of a unit takes so many working days."""
    span, calendar = case.inspection.rules.duration, case.calendar
    for index, _, visit in case.visits:
        if not _binds(case, "duration") or not calendar.knows(visit.start, visit.end):
            continue
        days = calendar.count_working_days(visit.start, visit.end)
        if span.min <= days <= span.max:
            continue
        count = span.min if days < span.min else span.max
        first = visit.start if calendar.is_working_day(visit.start) else calendar.shift(visit.start, 1)
        end = calendar.shift(first, count - 1)
        yield case.find(
            "TIME-03",
            ("units", index, "visit", "end"),
            "time-03-short" if days < span.min else "time-03-long",
            is_unconfirmed=calendar.is_estimate(visit.start, max(visit.end, end)),
            start=visit.start,
            end=visit.end,
            days=days,
            min=span.min,
            max=span.max,
            limit=end,
        )


def time_04(case: Case) -> Findings:
    """So many subordinate units of each unit are inspected on the spot."""
    span = case.inspection.rules.subordinate_units
    for index, _, visit in case.visits:
        count = len(visit.subordinate_units)
        if not _binds(case, "subordinate_units") or span.min <= count <= span.max:
            continue
        path = ("units", index, "visit", "subordinate_units")
        if count:
            yield case.find("TIME-04", path, "time-04", count=count, min=span.min, max=span.max)
        else:  # perhaps not chosen yet
            yield case.find("TIME-04", path, "time-04-none", level=Level.INFO, min=span.min, max=span.max)


def time_05(case: Case) -> Findings:
    """A surprise inspection has no notice and no report beforehand, and something that set it off."""
    if not case.is_surprise:
        return
    if case.inspection.trigger is None:
        yield case.find("TIME-05", ("trigger",), "time-05-trigger")
    for index, unit in case.units:
        notice = case.document("notice", index)
        if notice is not None:
            yield case.find(
                "TIME-05", notice.path, "time-05-notice", level=Level.ERROR, document=notice.title
            )
        if unit.report is not None and (unit.visit is None or unit.report.date < unit.visit.start):
            path = ("units", index, "report")
            yield case.find("TIME-05", path, "time-05-report", date=unit.report.date)


def time_06(case: Case) -> Findings:
    """Bodies that inspect themselves report before the day that the plan sets."""
    month, day = map(int, case.inspection.rules.self_report_before.split("-"))
    try:
        before = dt.date(case.inspection.year, month, day)
    except ValueError:  # 29/02 in a year without one, 31/04: the first day of the next month stands for it
        before = dt.date(case.inspection.year, month + 1, 1)
    for index, report in enumerate(case.inspection.self_reports):
        if report.date >= before:
            yield case.find(
                "TIME-06",
                ("self_reports", index, "date"),
                "time-06",
                document=report.short,
                date=report.date,
                before=before,
                latest=before - dt.timedelta(days=1),
            )


def time_07(case: Case) -> Findings:
    """The period looked at begins before the inspection and does not reach beyond it."""
    period = case.inspection.period
    visits = [visit for _, _, visit in case.visits]
    if not visits:
        return
    first, last = min(visit.start for visit in visits), max(visit.end for visit in visits)
    if period.start >= first:
        path: Path = ("period", "start")
        yield case.find("TIME-07", path, "time-07", level=Level.ERROR, date=period.start, start=first)
    elif period.end is not None and period.end > last:
        yield case.find("TIME-07", ("period", "end"), "time-07-end", date=period.end, end=last)


def time_12(case: Case) -> Findings:
    """A unit that was not planned is added on the lead agency's proposal, before it is announced."""
    if case.inspection.form is not InspectionForm.PLANNED:
        return
    proposers = (case.inspection.lead_agency, case.inspection.authority)
    for index, unit in case.units:
        added = unit.added_by
        if added is None:
            continue
        if issuer_key(added.issuer) not in {issuer_key(body.name) for body in proposers}:
            path: Path = ("units", index, "added_by", "issuer")
            lead = case.inspection.lead_agency.name
            yield case.find("TIME-12", path, "time-12-issuer", document=added.short, lead=lead)
        if unit.visit is None:
            continue
        announced = case.date_of("notice", index) or unit.visit.start
        if added.date > announced:
            path = ("units", index, "added_by", "date")
            yield case.find(
                "TIME-12", path, "time-12", document=added.short, date=added.date, latest=announced
            )


def _days_before(day: dt.date, count: int) -> dt.date:
    """The calendar day `count` days before `day`; a day in the year 1 has none before it."""
    return dt.date.fromordinal(max(1, day.toordinal() - count))


def _binds(case: Case, rule: str) -> bool:
    """Whether a number of the plan binds this inspection; a surprise one only by numbers of its own."""
    return not case.is_surprise or rule in case.inspection.rules.model_fields_set
