"""The team: its order, its names, its term."""

from __future__ import annotations

from typing import Any

import pytest

from service.domain.team import Seal, TeamRole
from tests.domain.facts import Facts, faults_of, minimal, parse, person


def team(**changes: Any) -> Facts:
    return minimal(team={"head": person("Cầm Hải Thoan", "Phó Giám đốc Sở Nội vụ"), **changes})


def test_everyone_goes_in_the_order_of_the_list() -> None:
    found = parse(
        team(
            secretary=person("Mùa A Vảng"),
            members=[person("Hà Thị Phướng"), {"post": "01 chuyên viên Sở Tư pháp"}],
            deputies=[person("Vũ Thị Thanh Nhài")],
        )
    ).team.everyone()
    assert [(role, member.full_name) for role, member in found] == [
        (TeamRole.HEAD, "Cầm Hải Thoan"),
        (TeamRole.DEPUTY, "Vũ Thị Thanh Nhài"),
        (TeamRole.MEMBER, "Hà Thị Phướng"),
        (TeamRole.MEMBER, None),
        (TeamRole.SECRETARY, "Mùa A Vảng"),
    ]


def test_a_team_needs_no_secretary() -> None:
    assert [role for role, _ in parse(team()).team.everyone()] == [TeamRole.HEAD]


def test_a_member_is_called_by_name_or_not_at_all() -> None:
    members = [person("Giàng A Dếnh", salutation="Ông"), person("Quàng Thị Inh"), {"post": "01 chuyên viên"}]
    called = [member.called for member in parse(team(members=members)).team.members]
    assert called == ["Ông Giàng A Dếnh", "Quàng Thị Inh", None]


@pytest.mark.parametrize("role", ["head", "deputies", "secretary"])
def test_who_leads_or_writes_is_known_by_name(role: str) -> None:
    nameless = {"post": "01 lãnh đạo Sở Nội vụ"}
    faults = faults_of(team(**{role: [nameless] if role == "deputies" else nameless}))
    assert [fault.code for fault in faults] == ["missing"]


def test_nobody_is_in_the_team_twice() -> None:
    (fault,) = faults_of(team(secretary=person("Cầm Hải Thoan")))
    assert (fault.code, fault.pointer, fault.facts) == ("member-twice", "#/team", {"name": "Cầm Hải Thoan"})


def test_two_members_named_by_post_alone_are_two() -> None:
    assert not faults_of(team(members=[{"post": "01 chuyên viên"}, {"post": "01 chuyên viên"}]))


def test_a_term_ends_after_it_starts() -> None:
    assert not faults_of(team(valid_from="2026-11-02", valid_to="2026-11-02"))
    (fault,) = faults_of(team(valid_from="2026-11-02", valid_to="2026-11-01"))
    assert (fault.code, fault.pointer) == ("end-before-start", "#/team")


@pytest.mark.parametrize("seal", [*Seal, None])
def test_the_seal_is_one_of_two_or_none(seal: Seal | None) -> None:
    assert parse(team(seal=seal)).team.seal is seal
