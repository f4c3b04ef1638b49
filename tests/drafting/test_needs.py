"""What keeps a document from being made: each absent fact with pointer and label."""

from __future__ import annotations

import pytest

from tests.domain.facts import Facts, minimal, record
from tests.drafting.cases import CATALOG, UNIT, cycle, draft, inspected, issued, lacking, missing_in, team


def without(facts: Facts, *names: str) -> Facts:
    return {key: value for key, value in facts.items() if key not in names}


@pytest.mark.parametrize(
    ("facts", "kind", "pointers"),
    [
        (without(cycle(), "plan", "proposal"), "decision", ["#/plan", "#/proposal"]),
        (without(cycle(form="surprise"), "plan", "units"), "decision", ["#/trigger", "#/units"]),
        (without(cycle(form="re_inspection"), "proposal", "units"), "decision", ["#/proposal", "#/units"]),
        (cycle(documents={}), "minutes", ["#/documents/decision/number", "#/documents/decision/date"]),
        (
            cycle(documents={"plan": {}}),
            "minutes",
            ["#/documents/decision/number", "#/documents/decision/date", "#/documents/plan"],
        ),
        (
            cycle(documents={"decision": {}}),
            "minutes",
            ["#/documents/decision/number", "#/documents/decision/date"],
        ),
        (cycle(documents={"decision": {"number": 7}}), "minutes", ["#/documents/decision/date"]),
        (cycle(without(inspected(), "visit")), "notice", ["#/units/0/visit"]),
        (cycle(without(inspected(), "record")), "minutes", ["#/units/0/record"]),
        (
            cycle(without(inspected(documents={}), "visit", "record", "report", "conclusion", "remediation")),
            "conclusion",
            [
                "#/units/0/visit",
                "#/units/0/record",
                "#/units/0/conclusion",
                "#/units/0/report",
                "#/units/0/documents/notice/number",
                "#/units/0/documents/notice/date",
            ],
        ),
        (cycle(issued("notice", number=None)), "conclusion", ["#/units/0/documents/notice/number"]),
        (
            cycle(without(inspected(), "conclusion", "remediation")),
            "follow_up",
            ["#/units/0/conclusion", "#/units/0/remediation"],
        ),
        (cycle(issued("conclusion", date=None)), "follow_up", ["#/units/0/documents/conclusion/date"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_every_absent_fact_is_pointed_at(facts: Facts, kind: str, pointers: list[str]) -> None:
    assert lacking(facts, kind) == pointers


def test_the_pointer_is_to_the_unit_of_the_document() -> None:
    facts = cycle(inspected(id="so-xay-dung"), without(inspected(), "record"))
    assert lacking(facts, "minutes") == ["#/units/1/record"]


@pytest.mark.parametrize(
    ("form", "kind", "pointers"),
    [
        ("surprise", "conclusion", []),
        ("re_inspection", "conclusion", []),
        ("planned", "conclusion", ["#/plan", "#/units/0/report"]),
        ("planned", "notice", ["#/plan"]),
        ("re_inspection", "notice", []),
    ],
)
def test_only_a_planned_inspection_needs_plan_and_report(form: str, kind: str, pointers: list[str]) -> None:
    facts = without(cycle(without(inspected(), "report"), form=form), "plan")
    assert (lacking(facts, kind) if pointers else []) == pointers
    if not pointers:
        assert draft(facts, kind).document.number


def test_a_fault_names_the_field_and_the_document() -> None:
    (fault,) = missing_in(cycle(without(inspected(), "record")), "minutes")
    assert (fault.code, fault.label, fault.facts) == (
        "needed-by-kind",
        "Nội dung biên bản",
        {"kind": "Biên bản kiểm tra"},
    )


def test_a_kind_that_the_form_of_inspection_does_not_have_is_one_fault() -> None:
    (fault,) = missing_in(cycle(form="surprise"), "notice")
    assert (fault.code, fault.pointer, fault.label) == ("kind-not-for-form", "#/form", "Hình thức kiểm tra")
    assert fault.facts == {"kind": "Thông báo lịch kiểm tra", "form": "surprise"}


@pytest.mark.parametrize("field", ["visit", "report", "part_of"])
def test_minutes_do_without_what_they_do_not_print(field: str) -> None:
    assert draft(cycle(without(inspected(), field)), "minutes").document.number == "03/BB-ĐKT"


def test_somebody_is_named_who_wrote_the_minutes() -> None:
    nobody = without(team(), "secretary")
    (fault,) = missing_in(cycle(team=nobody), "minutes")
    assert (fault.code, fault.pointer, fault.label) == (
        "needed-by-kind",
        "#/units/0/record/secretary",
        "Người ghi biên bản",
    )
    assert draft(cycle(team=nobody), "conclusion").document.number == "06/TB-ĐKT"
    clerk = {"full_name": "Quàng Thị Inh", "post": "Chuyên viên"}
    written = cycle(inspected(record=record(secretary=clerk)), team=nobody)
    assert draft(written, "minutes").document.number == "03/BB-ĐKT"


def test_missing_minutes_are_not_also_missed_for_their_secretary() -> None:
    facts = cycle(without(inspected(), "record"), team=without(team(), "secretary"))
    assert lacking(facts, "minutes") == ["#/units/0/record"]


def test_a_slip_in_the_name_of_a_kind_is_not_lost() -> None:
    facts = cycle(
        inspected(documents={**inspected()["documents"], "minute": {}}), inspected(id="so-xay-dung")
    )
    facts["documents"]["decisions"] = {}
    faults = missing_in(facts, "minutes")
    assert [(fault.code, fault.pointer, fault.label) for fault in faults] == [
        ("unknown-kind", "#/documents/decisions", "decisions"),
        ("unknown-kind", "#/units/0/documents/minute", "minute"),
    ]
    assert faults[0].facts == {"known": list(CATALOG.names)}


def test_the_same_absence_is_told_once() -> None:
    bare = minimal(units=[{"id": UNIT, "body": {"name": "Sở Y tế", "kind": "department"}}])
    pointers = lacking(bare, "conclusion")
    assert len(pointers) == len(set(pointers))


def test_an_absent_number_says_of_which_document() -> None:
    number, day = missing_in(cycle(documents={}), "minutes")
    assert number.label == "Số của Quyết định thành lập Đoàn kiểm tra"
    assert day.label == "Ngày ban hành của Quyết định thành lập Đoàn kiểm tra"


def test_minutes_need_no_place_since_they_print_none() -> None:
    """ND30-DAT-05."""
    facts = cycle()
    facts["authority"] = without(facts["authority"], "place")
    assert draft(facts, "minutes").document.number == "03/BB-ĐKT"
    assert lacking(facts, "conclusion") == ["#/authority/place"]


def test_the_drafting_unit_of_a_letter_must_fit_its_symbol() -> None:
    """ND30-NUM-05, ND30-NUM-07."""
    facts = cycle(issued("follow_up", archive={"unit": "Hồ sơ Đoàn"}))
    (fault,) = missing_in(facts, "follow_up")
    assert (fault.code, fault.pointer) == ("unit-not-in-symbol", "#/units/0/documents/follow_up/archive/unit")
