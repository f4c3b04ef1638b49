"""Visits, sessions, the period and the plan's own numbers."""

from __future__ import annotations

from typing import Any

import pytest

from service.domain.visits import Rules
from tests.domain.facts import Facts, faults_of, minimal, parse, unit, visit


def visiting(**changes: Any) -> Facts:
    return minimal(units=[unit(visit=visit(**changes))])


def test_a_visit_of_one_day_is_a_visit() -> None:
    assert not faults_of(visiting(start="2026-12-14", end="2026-12-14"))


@pytest.mark.parametrize(
    ("facts", "pointer"),
    [
        (visiting(end="2026-12-13"), "#/units/0/visit"),
        (minimal(period={"start": "2026-01-01", "end": "2025-12-31"}), "#/period"),
        (
            visiting(sessions=[{"date": "2026-12-14", "start_time": "08:00:00", "end_time": "08:00:00"}]),
            "#/units/0/visit/sessions/0",
        ),
    ],
    ids=["visit", "period", "session"],
)
def test_nothing_ends_before_it_starts(facts: Facts, pointer: str) -> None:
    assert [(fault.code, fault.pointer) for fault in faults_of(facts)] == [("end-before-start", pointer)]


@pytest.mark.parametrize("times", [{}, {"start_time": "08:00:00"}, {"end_time": "17:00:00"}], ids=str)
def test_a_session_may_leave_its_hours_open(times: Facts) -> None:
    assert not faults_of(visiting(sessions=[{"date": "2026-12-14", **times}]))


@pytest.mark.parametrize("date", ["2026-12-13", "2026-12-18"])
def test_a_session_is_within_the_visit(date: str) -> None:
    (fault,) = faults_of(visiting(sessions=[{"date": date}]))
    assert (fault.code, fault.facts) == ("session-outside-visit", {"date": date})


def test_the_numbers_of_the_plan_are_those_of_the_seed_unless_given() -> None:
    rules = parse(minimal()).rules
    assert rules == Rules()
    assert (rules.notice_days, rules.report_days) == (10, 5)
    assert (rules.duration.min, rules.duration.max) == (2, 4)
    assert (rules.subordinate_units.min, rules.subordinate_units.max) == (2, 3)
    assert parse(minimal(rules={"notice_days": 15})).rules.notice_days == 15


def test_a_span_goes_from_less_to_more() -> None:
    (fault,) = faults_of(minimal(rules={"duration": {"min": 3, "max": 2}}))
    assert (fault.code, fault.pointer) == ("max-below-min", "#/rules/duration")
