"""What keeps a document from being made: each absent fact with pointer and label."""

from __future__ import annotations

import pytest

from tests.domain.facts import Facts, conclusion, finding, minimal, person, record, reference
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
        ("re_inspection", "notice", ["#/units/0/prior_conclusion"]),
    ],
)
def test_each_form_of_inspection_needs_its_own_papers(form: str, kind: str, pointers: list[str]) -> None:
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
    present = [person("Cầm Hải Thoan"), clerk]
    written = cycle(inspected(record=record(secretary=clerk, team_present=present)), team=nobody)
    assert draft(written, "minutes").document.number == "03/BB-ĐKT"


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        (
            {"team_present": [person("Mùa A Vảng")]},
            [("chair-absent", "team_present", "Cầm Hải Thoan")],
        ),
        (
            {"team_present": [person("Cầm Hải Thoan")]},
            [("secretary-absent", "team_present", "Mùa A Vảng")],
        ),
        (
            {"team_present": [person("Hà Thị Phướng")]},
            [
                ("chair-absent", "team_present", "Cầm Hải Thoan"),
                ("secretary-absent", "team_present", "Mùa A Vảng"),
            ],
        ),
        (
            {"chair": person("Hà Thị Phướng")},
            [
                ("chair-not-in-team", "chair", "Hà Thị Phướng"),
                ("chair-absent", "team_present", "Hà Thị Phướng"),
            ],
        ),
        (
            {"chair": person("Mùa A Vảng")},
            [("secretary-is-chair", "secretary", "Mùa A Vảng")],
        ),
    ],
    ids=["no chair", "no secretary", "neither", "chair from elsewhere", "one for both"],
)
def test_who_leads_and_who_writes_were_there_and_are_two(
    changes: Facts, faults: list[tuple[str, str, str]]
) -> None:
    """ND30-FRM-09."""
    facts = cycle(inspected(record=record(**changes)))
    assert [(fault.code, fault.pointer, dict(fault.facts)) for fault in missing_in(facts, "minutes")] == [
        (code, f"#/units/0/record/{field}", {"name": name}) for code, field, name in faults
    ]
    assert draft(facts, "conclusion").document.number == "06/TB-ĐKT"


def test_who_writes_need_not_be_of_the_team() -> None:
    clerk = person("Quàng Thị Inh")
    present = [person("Cầm Hải Thoan"), clerk]
    facts = cycle(inspected(record=record(secretary=clerk, team_present=present)))
    assert draft(facts, "minutes").document.number == "03/BB-ĐKT"


@pytest.mark.parametrize(
    ("changes", "findings", "are_needed"),
    [
        ({}, [finding()], True),
        ({}, [finding(kind="result")], False),
        ({"shortcomings": []}, [finding()], False),
        ({"shortcomings": [{"area": "procedures", "text": "Quá hạn"}]}, [finding(kind="result")], True),
    ],
    ids=["recorded", "none recorded", "none concluded", "concluded"],
)
def test_shortcomings_are_concluded_with_their_causes(
    changes: Facts, findings: list[Facts], are_needed: bool
) -> None:
    stated = conclusion(causes=None, **changes)
    facts = cycle(inspected(record=record(findings=findings), conclusion=stated))
    if are_needed:
        (fault,) = missing_in(facts, "conclusion")
        assert (fault.code, fault.pointer) == ("needed-by-kind", "#/units/0/conclusion/causes")
    else:
        assert draft(facts, "conclusion").document.number == "06/TB-ĐKT"


def test_shortcomings_at_a_subordinate_unit_have_causes_too() -> None:
    facts = cycle(
        inspected(record=record(findings=[finding(kind="result")]), conclusion=conclusion(causes=None)),
        inspected(id="chi-cuc", part_of=UNIT, record=record(findings=[finding(id="cc-01")])),
    )
    assert lacking(facts, "conclusion") == ["#/units/0/conclusion/causes"]


@pytest.mark.parametrize("kind", ["notice", "minutes", "follow_up"])
def test_only_the_conclusion_needs_the_causes(kind: str) -> None:
    assert draft(cycle(inspected(conclusion=conclusion(causes=None))), kind).document.number


def test_a_decision_to_inspect_again_needs_the_papers_of_every_unit() -> None:
    both = {"prior_conclusion": reference(), "prior_remediation": reference(type="Báo cáo")}
    facts = cycle(
        inspected(**both),
        inspected(id="chi-cuc", part_of=UNIT),
        inspected(id="so-xay-dung", prior_conclusion=reference()),
        inspected(id="so-tai-chinh"),
        form="re_inspection",
    )
    assert lacking(facts, "decision") == [
        "#/units/3/prior_conclusion",
        "#/units/2/prior_remediation",
        "#/units/3/prior_remediation",
    ]


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
