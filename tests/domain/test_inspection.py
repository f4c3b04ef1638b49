"""What joins the parts of an inspection: ids, parents, findings, the name of the team."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.facts import (
    Facts,
    body,
    conclusion,
    faults_of,
    finding,
    minimal,
    parse,
    record,
    remediation,
    requirement,
    unit,
)


def only_fault(facts: Facts) -> tuple[str, str, dict[str, Any]]:
    (fault,) = faults_of(facts)
    return fault.code, fault.pointer, dict(fault.facts)


def family() -> list[Facts]:
    """A unit, two that are inspected as part of it, and a stranger between them."""
    return [
        unit("so-y-te", record=record()),
        unit("chi-cuc", part_of="so-y-te", record=record(findings=[finding(id="cc-01")])),
        unit("so-xay-dung", record=record()),
        unit("trung-tam", part_of="so-y-te"),
    ]


def test_each_unit_has_its_own_id() -> None:
    units = [unit("so-y-te"), unit("so-xay-dung"), unit("so-y-te")]
    assert only_fault(minimal(units=units)) == ("id-twice", "#", {"id": "so-y-te"})


@pytest.mark.parametrize("parent", ["so-cong-thuong", "chi-cuc"], ids=["unknown", "itself"])
def test_a_unit_is_part_of_another_one_that_exists(parent: str) -> None:
    facts = minimal(units=[unit("so-y-te"), unit("chi-cuc", part_of=parent)])
    assert only_fault(facts) == ("unit-unknown-parent", "#", {"id": parent})


def test_no_area_is_named_twice() -> None:
    assert only_fault(minimal(areas=["procedures", "procedures"])) == ("area-twice", "#", {})


@pytest.mark.parametrize(
    "stated",
    [
        {"shortcomings": [{"area": "procedures", "text": "Quá hạn", "finding_ids": ["tt-99"]}]},
        {"requirements": [requirement(finding_ids=["tt-99"])]},
    ],
    ids=["shortcoming", "requirement"],
)
def test_a_conclusion_rests_on_findings_of_the_minutes(stated: Facts) -> None:
    facts = minimal(units=[unit(record=record(), conclusion=conclusion(**stated))])
    assert only_fault(facts) == ("finding-unknown", "#", {"id": "tt-99", "unit": "so-y-te"})


def test_findings_of_a_subordinate_unit_count_too() -> None:
    units = family()
    units[0]["conclusion"] = conclusion(requirements=[requirement(finding_ids=["tt-01", "cc-01"])])
    assert not faults_of(minimal(units=units))


def test_findings_are_compared_only_once_there_are_minutes() -> None:
    stated = conclusion(requirements=[requirement(finding_ids=["tt-99"])])
    assert not faults_of(minimal(units=[unit(conclusion=stated)]))


def test_what_is_open_was_asked_for() -> None:
    still_open = remediation(open=[{"requirement": "yc-99", "state": "Chưa thực hiện"}])
    facts = minimal(units=[unit(conclusion=conclusion(), remediation=still_open)])
    assert only_fault(facts) == ("requirement-unknown", "#/units/0", {"id": "yc-99"})
    assert not faults_of(minimal(units=[unit(remediation=still_open)]))


@pytest.mark.parametrize(
    ("addressee", "is_own"),
    [
        (None, True),
        ("Ủy ban nhân dân xã Mai Sơn", True),
        ("UBND xã Mai Sơn", True),
        ("Sở Tài chính", False),
    ],
    ids=str,
)
def test_what_is_open_was_asked_of_the_unit_itself(addressee: str | None, is_own: bool) -> None:
    commune = unit(
        body=body("Ủy ban nhân dân xã Mai Sơn", "commune_committee"),
        conclusion=conclusion(requirements=[requirement(addressee=addressee)]),
        remediation=remediation(),
    )
    found = [(fault.code, fault.pointer, dict(fault.facts)) for fault in faults_of(minimal(units=[commune]))]
    assert found == ([] if is_own else [("requirement-of-other", "#/units/0", {"id": "yc-01"})])


def test_subordinate_units_come_in_the_order_of_the_file() -> None:
    inspection = parse(minimal(units=family()))
    assert [child.id for child in inspection.subordinates_of(inspection.units[0])] == ["chi-cuc", "trung-tam"]
    assert inspection.subordinates_of(inspection.units[2]) == ()


def test_records_are_those_of_the_unit_and_its_subordinates() -> None:
    inspection = parse(minimal(units=family()))
    ids = [record.findings[0].id for record in inspection.records_of(inspection.units[0])]
    assert ids == ["tt-01", "cc-01"]


@pytest.mark.parametrize(
    ("form", "team", "name"),
    [
        ("planned", {}, "Đoàn kiểm tra công tác cải cách hành chính năm 2026"),
        ("surprise", {}, "Đoàn kiểm tra đột xuất công tác cải cách hành chính năm 2026"),
        (
            "re_inspection",
            {},
            "Đoàn phúc tra công tác cải cách hành chính năm 2026",
        ),
        ("planned", {"short_name": "Tổ kiểm tra"}, "Tổ kiểm tra công tác cải cách hành chính năm 2026"),
        ("planned", {"name": "Tổ kiểm tra liên ngành"}, "Tổ kiểm tra liên ngành"),
    ],
)
def test_the_name_of_the_team_follows_from_the_form(form: str, team: Facts, name: str) -> None:
    facts = minimal(form=form)
    facts["team"] = {**facts["team"], **team}
    assert parse(facts).team_name == name


@pytest.mark.parametrize(
    ("form", "team", "names"),
    [
        ("planned", {}, ("Đoàn kiểm tra", "ĐKT")),
        ("surprise", {}, ("Đoàn kiểm tra", "ĐKT")),
        ("re_inspection", {}, ("Đoàn phúc tra", "ĐPT")),
        ("re_inspection", {"short_name": "Tổ phúc tra", "abbreviation": "TPT"}, ("Tổ phúc tra", "TPT")),
    ],
    ids=["planned", "surprise", "re-inspection", "given"],
)
def test_the_team_is_called_by_the_form_unless_it_has_a_name(
    form: str, team: Facts, names: tuple[str, str]
) -> None:
    facts = minimal(form=form)
    facts["team"] = {**facts["team"], **team}
    inspection = parse(facts)
    assert (inspection.team_short_name, inspection.team_abbreviation) == names


@pytest.mark.parametrize("year", [2019, 2101])
def test_a_year_is_one_of_this_century(year: int) -> None:
    assert only_fault(minimal(year=year))[0] in {"too-small", "too-large"}
