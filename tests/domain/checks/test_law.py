from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest

from service.domain.body_changes import BodyChange, BodyRegister
from service.domain.calendar import Certainty
from service.domain.checks import Registers
from service.domain.loading import parse_inspection
from service.drafting.checking import Checker
from service.kinds import load_catalog
from service.messages import describe_finding
from tests.domain.checks.cases import ROOT, check, example, good

YEAR = re.compile(r"\b2024\b")


def law_found_in(facts: dict[str, Any]) -> set[str]:
    return {found.pointer for found in check(facts) if found.rule.startswith("ND30-LEG")}


def moved(name: str, years: int) -> dict[str, Any]:
    """An example as if everything but the acts that it rests on had happened so many years later."""
    facts = example(name)
    bases = facts.pop("legal_bases")
    text = re.sub(r'"(20\d\d)-', lambda year: f'"{int(year[1]) + years}-', json.dumps(facts))
    return {**json.loads(text), "year": facts["year"] + years, "legal_bases": bases}


def test_an_inspection_of_2024_rests_on_the_law_of_2024() -> None:
    assert law_found_in(example("inspection-2024")) == set()


@pytest.mark.parametrize("date", ["2025-03-01", "2025-08-15", "2026-11-02"])
def test_the_organic_law_of_2015_is_no_basis_any_more(date: str) -> None:
    assert "#/legal_bases/0" in law_found_in(
        example("inspection-2024", documents__decision__date=date, legal_bases__0__ended="2025-03-01")
    )


def test_the_register_knows_the_end_where_the_data_do_not() -> None:
    bare = {"type": "Luật", "date": "2015-06-19", "abstract": "Tổ chức chính quyền địa phương"}
    late = example("inspection-2024", documents__decision__date="2025-03-03", legal_bases__0=bare)
    assert "#/legal_bases/0" in law_found_in(late)
    still = example("inspection-2024", documents__decision__date="2025-02-28", legal_bases__0=bare)
    assert "#/legal_bases/0" not in law_found_in(still)


def test_moved_to_2026_the_example_names_bodies_that_ended() -> None:
    found = law_found_in(moved("inspection-2024", 2))
    assert {
        "#/legal_bases/0",
        "#/legal_bases/1",
        "#/team/members/2/post",  # Sở Thông tin và Truyền thông
        "#/team/members/3/post",  # Sở Kế hoạch và Đầu tư
        "#/units/0/body/name",  # Ủy ban nhân dân huyện Mai Sơn
        "#/units/0/visit/subordinate_units/0",  # Phòng ... huyện
        "#/units/0/visit/subordinate_units/1",  # thị trấn
        "#/units/0/conclusion/requirements/4/addressee",
    } <= found
    assert "#/units/0/visit/subordinate_units/2" not in found  # xã Chiềng Mung


def test_moved_back_to_2024_the_example_names_bodies_and_acts_that_were_not_there_yet() -> None:
    found = law_found_in(moved("inspection-2026", -2))
    assert {"#/legal_bases/0", "#/legal_bases/2", "#/units/2/body/name"} <= found
    assert "#/units/0/body/name" not in found  # Sở Công Thương was


def test_a_body_without_successor_is_said_to_be_gone() -> None:
    change = BodyChange(
        name="Ban Dân tộc",
        phrases=["Ban Dân tộc"],
        ended=dt.date(2025, 3, 1),
        certainty=Certainty.CONFIRMED,
        source="báo",
    )
    registers = Registers(bodies=BodyRegister([change]))
    facts = good(units__0__body__name="Ban Dân tộc")
    found = Checker(load_catalog(ROOT / "templates"), registers).check(parse_inspection(json.dumps(facts)))
    (gone,) = (finding for finding in found if finding.rule == "ND30-LEG-02")
    assert describe_finding(gone) == (
        "«Ban Dân tộc» nêu cơ quan không còn từ 01/03/2025 (Ban Dân tộc), trước ngày 04/12/2026. "
        "Hãy sửa lại tên cơ quan."
    )


def test_what_rests_on_memory_says_so() -> None:
    facts = good(units__0__conclusion__requirements__1__addressee="Sở Kế hoạch và Đầu tư")
    (found,) = (finding for finding in check(facts) if finding.rule == "ND30-LEG-02")
    assert found.is_unconfirmed and "hãy đối chiếu nguồn chính thức" in describe_finding(found)
