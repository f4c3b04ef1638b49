"""The examples keep the time rules and agree with one another (documents.md, sections 13 and 14)."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from service.domain.inspection import Inspection, InspectionForm, Unit
from service.drafting import compose
from service.drafting.issuing import issuing_body, print_issue
from service.drafting.subject import choose_subject
from tests.examples.reading import (
    CATALOG,
    NAMES,
    count_working_days,
    every_document,
    every_unit,
    inspected,
    is_working_day,
    read,
)

FILES = pytest.mark.parametrize("name", NAMES)
UNITS = pytest.mark.parametrize(
    ("inspection", "unit"),
    [pytest.param(inspection, unit, id=label) for label, inspection, unit in every_unit()],
)
DAYS_TO_CONCLUDE = 15  # working days, TIME-09


def issued_on(unit: Unit, kind: str) -> dt.date | None:
    return unit.documents[kind].date if kind in unit.documents else None


@pytest.mark.parametrize(
    ("after", "until", "days"),
    [("2026-12-17", "2027-01-08", 15), ("2026-11-22", "2026-11-27", 4), ("2026-12-13", "2026-12-17", 4)],
)
def test_working_days_are_counted_as_in_the_worked_examples(after: str, until: str, days: int) -> None:
    assert count_working_days(dt.date.fromisoformat(after), dt.date.fromisoformat(until)) == days


def test_documents_are_issued_on_working_days() -> None:
    days = [issuance.date for *_, issuance in every_document() if issuance.date is not None]
    assert len(days) > 50
    assert [day for day in days if not is_working_day(day)] == []


@FILES
def test_the_decision_comes_after_what_it_rests_on_and_before_what_rests_on_it(name: str) -> None:
    inspection = read(name)
    decided = inspection.documents["decision"].date if inspection.documents else None
    if decided is None:
        return
    before = [
        paper.date for paper in (inspection.plan, inspection.proposal, *inspection.legal_bases) if paper
    ]
    assert max(before) <= decided
    for unit in inspection.units:
        assert all(issuance.date is None or issuance.date >= decided for issuance in unit.documents.values())
        assert unit.visit is None or unit.visit.start >= decided


@UNITS
def test_a_visit_is_as_long_as_the_plan_allows_and_on_working_days(
    inspection: Inspection, unit: Unit
) -> None:
    if unit.visit is None:
        return
    visit, rules = unit.visit, inspection.rules
    assert is_working_day(visit.start) and is_working_day(visit.end)
    days = count_working_days(visit.start - dt.timedelta(days=1), visit.end)
    assert rules.duration.min <= days <= rules.duration.max
    assert rules.subordinate_units.min <= len(visit.subordinate_units) <= rules.subordinate_units.max
    assert all(is_working_day(session.date) for session in visit.sessions)


@UNITS
def test_sessions_follow_one_another(inspection: Inspection, unit: Unit) -> None:
    sessions = unit.visit.sessions if unit.visit else ()
    for earlier, later in pairwise(sessions):
        assert earlier.end_time is not None and later.start_time is not None
        assert (earlier.date, earlier.end_time) <= (later.date, later.start_time)
    assert len({session.date for session in sessions}) > 1 or not sessions


@FILES
def test_the_team_is_at_one_place_at_a_time(name: str) -> None:
    visits = sorted((unit.visit.start, unit.visit.end) for unit in inspected(name) if unit.visit)
    assert all(earlier[1] < later[0] for earlier, later in pairwise(visits))


@UNITS
def test_notice_and_report_are_in_time(inspection: Inspection, unit: Unit) -> None:
    if unit.visit is None or inspection.form is InspectionForm.SURPRISE:
        assert "notice" not in unit.documents and unit.report is None
        return
    latest_report = unit.visit.start - dt.timedelta(days=inspection.rules.report_days)
    noticed = issued_on(unit, "notice")
    assert noticed is None or noticed <= unit.visit.start - dt.timedelta(days=inspection.rules.notice_days)
    assert unit.report is None or unit.report.date <= latest_report
    due = unit.report_due or latest_report
    assert due <= latest_report and is_working_day(due)


@UNITS
def test_minutes_are_of_the_last_day(inspection: Inspection, unit: Unit) -> None:
    if unit.record is None:
        return
    assert issued_on(unit, "minutes") == unit.record.ended_at.date()
    if unit.visit is not None:
        assert unit.record.ended_at.date() == unit.visit.end
        assert unit.record.started_at.date() == unit.visit.start


@UNITS
def test_the_head_chairs_and_the_secretary_is_there(inspection: Inspection, unit: Unit) -> None:
    if unit.record is None:
        return
    present = {person.full_name for person in unit.record.team_present}
    secretary = unit.record.secretary or inspection.team.secretary
    assert secretary is not None and {inspection.team.head.full_name, secretary.full_name} <= present


@UNITS
def test_members_have_the_same_post_in_every_document(inspection: Inspection, unit: Unit) -> None:
    posts = {member.full_name: member.post for _, member in inspection.team.everyone()}
    present = unit.record.team_present if unit.record else ()
    assert all(posts[person.full_name] == person.post for person in present)


@FILES
def test_nobody_inspects_the_own_body(name: str) -> None:
    bodies = {member.body for _, member in read(name).team.everyone()}
    assert bodies.isdisjoint({unit.body.name for unit in read(name).units})


@UNITS
def test_a_conclusion_comes_in_time_and_asks_for_days_to_come(inspection: Inspection, unit: Unit) -> None:
    day = issued_on(unit, "conclusion")
    if day is None or unit.conclusion is None or unit.record is None:
        return
    assert unit.record.ended_at.date() < day
    assert count_working_days(unit.record.ended_at.date(), day) <= DAYS_TO_CONCLUDE
    deadlines = [requirement.deadline for requirement in unit.conclusion.requirements]
    assert all(
        day < deadline and is_working_day(deadline) for deadline in (*deadlines, unit.conclusion.report_due)
    )
    assert len(set(deadlines)) > 1


@UNITS
def test_a_reminder_comes_after_the_day_and_sets_a_later_one(inspection: Inspection, unit: Unit) -> None:
    day = issued_on(unit, "follow_up")
    if day is None or unit.conclusion is None or unit.remediation is None:
        return
    remediation = unit.remediation
    assert unit.conclusion.report_due < day < remediation.new_due and is_working_day(remediation.new_due)
    renewed = [item.new_deadline for item in remediation.open if item.new_deadline]
    assert all(day < deadline and is_working_day(deadline) for deadline in renewed)
    assert remediation.received is None or remediation.received.date <= day
    letters = [letter.date for letter in remediation.earlier]
    assert letters == sorted(letters) and all(unit.conclusion.report_due < letter < day for letter in letters)
    assert remediation.reminder in (None, len(letters) + 1)


def numbers_of() -> list[tuple[str, int, str, dt.date, int]]:
    """Symbol, year, issuer's file, day and number of every document that has all of them."""
    found = []
    for name, inspection, kind, unit, issuance in every_document():
        if issuance.number is not None and issuance.date is not None:
            subject = choose_subject(inspection, CATALOG.get(kind), unit.id if unit else None)
            symbol = print_issue(subject, issuing_body(subject))[0].split("/", 1)[1]
            found.append((symbol, issuance.date.year, name, issuance.date, issuance.number))
    return found


def test_number_and_symbol_are_used_once_a_year() -> None:
    used = [(symbol, year, number) for symbol, year, _, _, number in numbers_of()]
    assert len(used) > 45
    assert len(set(used)) == len(used)


def test_numbers_grow_with_the_days() -> None:
    series: dict[tuple[str, int], list[tuple[dt.date, int]]] = {}
    for symbol, year, _, day, number in numbers_of():
        series.setdefault((symbol, year), []).append((day, number))
    for issued in series.values():
        by_number = sorted(issued, key=lambda pair: pair[1])
        assert [day for day, _ in by_number] == sorted(day for day, _ in issued)


@FILES
def test_the_team_issues_nothing_after_its_term(name: str) -> None:
    end = read(name).team.valid_to
    for unit in read(name).units:
        days = [issued_on(unit, kind) for kind in ("notice", "minutes", "conclusion")]
        assert end is None or all(day is None or day <= end for day in days)


@FILES
def test_every_legal_basis_is_in_force_on_the_day_of_the_decision(name: str) -> None:
    inspection = read(name)
    decided = inspection.documents["decision"].date if inspection.documents else dt.date(2026, 11, 2)
    assert decided is not None
    for basis in inspection.legal_bases:
        assert (basis.effective_from or basis.date) <= decided
        assert basis.ended is None or decided < basis.ended


def test_the_re_inspection_cites_the_conclusions_as_they_were_issued() -> None:
    first, again = read("inspection-2026.json"), read("re-inspection-2027.json")
    for unit in again.units:
        issued = compose(choose_subject(first, CATALOG.get("follow_up"), unit.id), CATALOG).cited.conclusion
        assert unit.prior_conclusion is not None and issued is not None
        assert (unit.prior_conclusion.full, unit.prior_conclusion.short) == (issued.full, issued.short)
        assert unit.body == next(other.body for other in first.units if other.id == unit.id)
        assert unit.prior_remediation is not None
        assert unit.prior_remediation.date > unit.prior_conclusion.date
