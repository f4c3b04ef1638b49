"""Which document is to be made, by whom and in which variant."""

from __future__ import annotations

import pytest

from service.domain.issuance import IssuerRole
from service.drafting.subject import choose_subject
from service.errors import UnitMissing, UnitNotAllowed, UnitUnknown
from tests.domain.facts import Facts, parse
from tests.drafting.cases import CATALOG, UNIT, cycle, decided, inspected, issued, subject_of, team

BEFORE_DUE = {"follow_up": {"number": 40, "date": "2027-01-12", "archive": {"unit": "CCHC"}}}


def test_a_kind_made_once_takes_no_unit() -> None:
    with pytest.raises(UnitNotAllowed) as caught:
        choose_subject(parse(cycle()), CATALOG.get("decision"), UNIT)
    assert (caught.value.kind, caught.value.unit) == ("decision", UNIT)


def test_a_kind_made_per_unit_needs_one() -> None:
    with pytest.raises(UnitMissing) as caught:
        choose_subject(parse(cycle()), CATALOG.get("notice"), None)
    assert (caught.value.kind, caught.value.known) == ("notice", (UNIT,))


def test_a_unit_is_one_of_the_inspection() -> None:
    with pytest.raises(UnitUnknown) as caught:
        choose_subject(parse(cycle()), CATALOG.get("notice"), "so-xay-dung")
    assert (caught.value.unit, caught.value.known) == ("so-xay-dung", (UNIT,))


def test_the_subject_knows_where_its_issuance_stands() -> None:
    assert subject_of(cycle(), "decision").path == ("documents", "decision")
    assert subject_of(cycle(inspected(id="a"), inspected()), "notice").path == (
        "units",
        1,
        "documents",
        "notice",
    )


def test_without_issuance_all_follows_by_rule() -> None:
    assert subject_of(cycle(documents={}), "decision").issuance.number is None
    assert subject_of(cycle(inspected(documents={})), "notice").issuance.date is None


@pytest.mark.parametrize(
    ("kind", "form", "is_letter"),
    [
        ("follow_up", None, True),
        ("follow_up", "typed", True),
        ("notice", None, False),
        ("notice", "typed", False),
        ("notice", "official_letter", True),
        ("conclusion", "official_letter", False),
    ],
)
def test_only_a_notice_can_choose_to_be_a_letter(kind: str, form: str | None, is_letter: bool) -> None:
    assert subject_of(cycle(issued(kind, form=form)), kind).is_letter is is_letter


@pytest.mark.parametrize(
    ("facts", "kind", "role"),
    [
        (cycle(), "decision", IssuerRole.AUTHORITY),
        (cycle(), "notice", IssuerRole.TEAM),
        (cycle(team=team(seal=None)), "notice", IssuerRole.LEAD_AGENCY),
        (cycle(team=team(seal=None)), "conclusion", IssuerRole.LEAD_AGENCY),
        (cycle(team=team(seal=None)), "minutes", IssuerRole.TEAM),
        (cycle(), "follow_up", IssuerRole.LEAD_AGENCY),
        (cycle(issued("follow_up", issuer="authority")), "follow_up", IssuerRole.AUTHORITY),
        (cycle(issued("notice", issuer="team"), team=team(seal=None)), "notice", IssuerRole.TEAM),
    ],
    ids=str,
)
def test_who_issues_follows_from_kind_and_seal_unless_given(
    facts: Facts, kind: str, role: IssuerRole
) -> None:
    assert subject_of(facts, kind).issuer_role is role


@pytest.mark.parametrize(
    ("facts", "kind", "unit_id", "variants"),
    [
        (cycle(), "decision", UNIT, ("planned",)),
        (cycle(form="re_inspection"), "notice", UNIT, ("re_inspection",)),
        (
            cycle(issued("notice", form="official_letter")),
            "notice",
            UNIT,
            ("official_letter_planned", "official_letter", "planned"),
        ),
        (
            cycle(inspected(), inspected(id="chi-cuc", part_of=UNIT)),
            "minutes",
            "chi-cuc",
            ("subordinate_planned", "subordinate", "planned"),
        ),
        (
            cycle(inspected(), inspected(id="chi-cuc", part_of=UNIT, documents=BEFORE_DUE)),
            "follow_up",
            "chi-cuc",
            (
                "before_due_planned",
                "before_due",
                "official_letter_planned",
                "official_letter",
                "subordinate_planned",
                "subordinate",
                "planned",
            ),
        ),
    ],
    ids=["decision", "re-inspection", "letter", "subordinate", "before the report is due"],
)
def test_variants_go_from_the_closest_to_the_widest(
    facts: Facts, kind: str, unit_id: str, variants: tuple[str, ...]
) -> None:
    assert subject_of(facts, kind, unit_id).variants == variants


@pytest.mark.parametrize(
    ("date", "is_before_due"),
    [("2027-01-19", True), ("2027-01-20", True), ("2027-01-21", False), (None, False)],
    ids=str,
)
def test_a_letter_up_to_the_day_of_the_report_is_before_it(date: str | None, is_before_due: bool) -> None:
    assert subject_of(cycle(issued("follow_up", date=date)), "follow_up").is_before_due is is_before_due


def test_only_a_letter_on_remediation_is_before_the_report() -> None:
    letter = cycle(issued("notice", form="official_letter"))
    assert not subject_of(letter, "notice").is_before_due
    assert not subject_of(cycle(), "conclusion").is_before_due
    undecided = cycle(inspected(conclusion=None, documents=BEFORE_DUE))
    assert not subject_of(undecided, "follow_up").is_before_due


def test_an_abstract_may_name_team_unit_and_parent() -> None:
    facts = cycle(inspected(), inspected(id="chi-cuc", part_of=UNIT))
    assert subject_of(facts, "minutes", "chi-cuc").wording == {
        "team": "Đoàn kiểm tra công tác cải cách hành chính năm 2026",
        "subject": "công tác cải cách hành chính",
        "year": "2026",
        "unit": "Sở Y tế",
        "parent": "Sở Y tế",
    }


def test_a_document_made_once_has_neither_unit_nor_parent_to_name() -> None:
    wording = subject_of(decided(), "decision").wording
    assert (wording["unit"], wording["parent"]) == ("", "")
    assert subject_of(decided(), "decision").parent is None
