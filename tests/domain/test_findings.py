"""Minutes, conclusions and what came back."""

from __future__ import annotations

from typing import Any

import pytest

from service.domain.findings import Area
from tests.domain.facts import (
    Facts,
    conclusion,
    faults_of,
    finding,
    minimal,
    parse,
    person,
    record,
    reference,
    remediation,
    requirement,
    unit,
)


def recording(**changes: Any) -> Facts:
    return minimal(units=[unit(record=record(**changes))])


def concluding(**changes: Any) -> Facts:
    return minimal(units=[unit(record=record(), conclusion=conclusion(**changes))])


def following(**changes: Any) -> Facts:
    return minimal(units=[unit(record=record(), conclusion=conclusion(), remediation=remediation(**changes))])


def only_fault(facts: Facts) -> tuple[str, str, dict[str, Any]]:
    (fault,) = faults_of(facts)
    return fault.code, fault.pointer, dict(fault.facts)


def test_the_areas_are_the_seven_of_the_seed_in_its_order() -> None:
    assert [area.label for area in Area] == [
        "Công tác chỉ đạo, điều hành cải cách hành chính",
        "Cải cách thể chế",
        "Cải cách thủ tục hành chính",
        "Cải cách tổ chức bộ máy hành chính",
        "Cải cách chế độ công vụ",
        "Cải cách tài chính công",
        "Xây dựng, phát triển chính quyền điện tử, chính quyền số",
    ]


def test_minutes_end_after_they_begin() -> None:
    facts = recording(ended_at="2026-12-14T08:00:00")
    assert only_fault(facts) == ("end-before-start", "#/units/0/record", {})


def test_nobody_sits_on_both_sides() -> None:
    facts = recording(unit_present=[person("Lò Thị Biên"), person("Cầm Hải Thoan")])
    assert only_fault(facts) == ("person-on-both-sides", "#/units/0/record", {"name": "Cầm Hải Thoan"})


@pytest.mark.parametrize("field", ["team_present", "unit_present", "findings"])
def test_minutes_state_who_was_there_and_what_was_found(field: str) -> None:
    assert only_fault(recording(**{field: []})) == ("too-few", f"#/units/0/record/{field}", {"min": 1})


def test_a_conclusion_names_a_cause() -> None:
    assert only_fault(concluding(causes={})) == ("causes-empty", "#/units/0/conclusion/causes", {})
    assert not faults_of(concluding(causes={"objective": ["Mưa lũ"]}))


def test_a_conclusion_may_leave_its_causes_out() -> None:
    assert not faults_of(concluding(causes=None))


def test_each_requirement_has_its_own_id() -> None:
    facts = concluding(requirements=[requirement("yc-01"), requirement("yc-02"), requirement("yc-01")])
    assert only_fault(facts) == ("id-twice", "#/units/0/conclusion", {"id": "yc-01"})


def test_results_are_left_out_or_at_least_one() -> None:
    assert only_fault(concluding(results=[]))[0] == "too-few"
    assert not faults_of(concluding(shortcomings=[]))


def test_a_second_reminder_cites_the_first() -> None:
    assert only_fault(following(reminder=2)) == (
        "earlier-reminder-missing",
        "#/units/0/remediation",
        {"reminder": 2},
    )
    assert not faults_of(following(reminder=2, earlier=[reference()]))


def test_a_first_reminder_has_none_before_it() -> None:
    facts = following(reminder=1, earlier=[reference()])
    assert only_fault(facts) == ("earlier-reminder-given", "#/units/0/remediation", {})
    assert not faults_of(following(reminder=1))


@pytest.mark.parametrize("earlier", [[], [reference()]], ids=["first", "second"])
def test_a_reminder_need_not_be_counted(earlier: list[Facts]) -> None:
    found = parse(following(earlier=earlier)).units[0].remediation
    assert found is not None and found.reminder is None


def test_a_finding_has_kind_and_area() -> None:
    facts = recording(findings=[{"text": "Hồ sơ quá hạn"}, finding(area="finance")])
    assert [(fault.code, fault.pointer) for fault in faults_of(facts)] == [
        ("missing", "#/units/0/record/findings/0/area"),
        ("missing", "#/units/0/record/findings/0/kind"),
        ("not-a-choice", "#/units/0/record/findings/1/area"),
    ]
