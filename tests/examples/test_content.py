"""The examples read like real papers, show the special cases, and name no body or act of another time."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest

from service.domain.findings import Area, FindingKind
from service.domain.inspection import Inspection, InspectionForm
from service.domain.issuance import IssuerRole, LetterForm, Medium, SigningMode, Urgency
from service.domain.team import LISTED_IN_ARTICLE
from tests.examples.reading import NAMES, every_document, load, objects_in, read, read_text, texts_in
from tests.examples.test_documents import FULL_2026, REFUSING_2026, SUBORDINATE_2026

FILES = pytest.mark.parametrize("name", NAMES)
TWO_TIERS = [name for name in NAMES if name != "inspection-2024.json"]

# Acts that had ended, and bodies that no longer existed, by November 2026 (format-rules.md, section 16).
ENDED = re.compile(
    r"61/2018|107/2021|42/2022|45/2025|30c/NQ-CP|ngày 13 tháng 11 năm 2008|ngày 19 tháng 6 năm 2015"
    r"|(UBND|Ủy ban nhân dân|Phòng \w+ vụ) (huyện|thị trấn|thị xã|thành phố)"
    r"|Sở Kế hoạch và Đầu tư|Sở Thông tin và Truyền thông|Thanh tra Sở"
)
NOT_YET = re.compile(
    r"118/2025|150/2025|16 tháng 6 năm 2025|24 tháng 6 năm 2025|Phục vụ hành chính công"
    r"|chính quyền địa phương hai cấp|Sở Nông nghiệp và Môi trường"
)


def planned_2026() -> Inspection:
    return read("inspection-2026.json")


@FILES
def test_a_file_is_laid_out_for_people(name: str) -> None:
    text = read_text(name)
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"
    assert unicodedata.is_normalized("NFC", text)


@FILES
def test_nothing_has_to_be_cleaned(name: str) -> None:
    cleaned = read(name).model_dump(mode="json", exclude_unset=True, exclude_computed_fields=True)
    assert cleaned == load(name)


@FILES
def test_days_in_texts_are_written_out(name: str) -> None:
    assert [text for text in texts_in(load(name)) if re.search(r"\d/\d{1,2}/\d{4}\b", text)] == []


@FILES
def test_days_written_out_are_padded_by_the_rule(name: str) -> None:
    for text in texts_in(load(name)):
        for day, month in re.findall(r"ngày (\d+) tháng (\d+) năm \d{4}", text):
            assert len(day) == 2 and month == (f"{int(month):02}" if int(month) <= 2 else str(int(month)))


@pytest.mark.parametrize("name", TWO_TIERS)
def test_nothing_that_had_ended_is_cited(name: str) -> None:
    assert [text for text in texts_in(load(name)) if ENDED.search(text)] == []


def test_nothing_that_was_still_to_come_is_cited() -> None:
    assert [text for text in texts_in(load("inspection-2024.json")) if NOT_YET.search(text)] == []
    assert any("Ủy ban nhân dân huyện" in text for text in texts_in(load("inspection-2024.json")))


@FILES
def test_everybody_present_is_addressed(name: str) -> None:
    present = [
        person
        for thing in objects_in(load(name))
        for key in ("team_present", "unit_present", "others_present", "witnesses")
        for person in thing.get(key, ())
    ]
    assert [person["full_name"] for person in present if "salutation" not in person] == []
    listed = [member for _, member in read(name).team.everyone() if member.full_name]
    assert name == "minimal.json" or all(member.salutation for member in listed)


@pytest.mark.parametrize("unit_id", FULL_2026)
def test_a_full_unit_has_rich_minutes_and_a_staged_conclusion(unit_id: str) -> None:
    unit = next(unit for unit in planned_2026().units if unit.id == unit_id)
    assert unit.record is not None and unit.conclusion is not None and unit.visit is not None
    findings = unit.record.findings
    assert {finding.area for finding in findings} == set(Area)
    assert 5 <= len(findings) <= 9 and len(unit.record.samples) >= 3 and len(unit.visit.sessions) >= 4
    assert all(finding.evidence for finding in findings)
    assert all(finding.norm for finding in findings if finding.kind is FindingKind.SHORTCOMING)
    assert "\n" in unit.record.unit_opinion
    assert 4 <= len(unit.conclusion.requirements) <= 6
    assert any(requirement.addressee for requirement in unit.conclusion.requirements)
    asked = {found for requirement in unit.conclusion.requirements for found in requirement.finding_ids}
    shortcomings = {finding.id for finding in findings if finding.kind is FindingKind.SHORTCOMING}
    assert len(shortcomings - asked) <= 1


def test_the_planned_example_has_units_of_every_kind() -> None:
    units = [unit for unit in planned_2026().units if unit.part_of is None]
    assert len(units) >= 12
    assert {unit.body.kind.value for unit in units} == {"department", "board", "commune_committee", "unit"}
    names = [unit.body.name for unit in units]
    assert 90 in map(len, names)
    assert any("&" in name for name in names)
    assert any("Phường" in name for name in names) and any("phường" in name for name in names)
    subordinate = [name for unit in units if unit.visit for name in unit.visit.subordinate_units]
    assert "Trường Trung học phổ thông 19-5" in subordinate


def test_the_planned_example_shows_the_special_cases() -> None:
    units = {unit.id: unit for unit in planned_2026().units}
    assert units[SUBORDINATE_2026].part_of == "xa-mai-son"
    refused = units[REFUSING_2026].record
    assert refused is not None and refused.refusal is not None and refused.refusal.witnesses
    notices = [unit.documents["notice"] for unit in units.values() if "notice" in unit.documents]
    assert LetterForm.OFFICIAL_LETTER in {notice.form for notice in notices}
    assert IssuerRole.LEAD_AGENCY in {notice.issuer for notice in notices}
    assert any(notice.month for notice in notices)
    assert any(notice.number is None and notice.date is None and notice.month is None for notice in notices)
    assert any(unit.documents["conclusion"].recipients for unit in units.values() if unit.conclusion)
    letters = [unit.remediation for unit in units.values() if unit.remediation]
    assert {letter.received is None for letter in letters} == {True, False}
    assert {bool(letter.earlier) for letter in letters} == {True, False}
    assert any(len(letter.addressees) > 1 for letter in letters)
    team = planned_2026().team
    assert len(list(team.everyone())) == 14 and team.secretary is not None and team.seal is not None


def test_the_other_forms_of_inspection_are_shown_too() -> None:
    surprise, again = read("surprise-2026.json"), read("re-inspection-2027.json")
    assert (surprise.form, again.form) == (InspectionForm.SURPRISE, InspectionForm.RE_INSPECTION)
    assert surprise.plan is None and surprise.trigger and surprise.team.seal is None
    assert len(list(surprise.team.everyone())) <= LISTED_IN_ARTICLE < len(list(again.team.everyone()))
    assert (again.team.short_name, again.team.abbreviation) == ("Đoàn phúc tra", "ĐPT")
    assert again.documents["decision"].medium is Medium.ELECTRONIC


def test_the_examples_together_show_every_way_of_signing_and_every_urgency() -> None:
    issuances = [issuance for *_, issuance in every_document()]
    modes = {issuance.signatory.mode for issuance in issuances if issuance.signatory}
    # Self and TM are what the head and the team do when nothing is given.
    assert modes == set(SigningMode) - {SigningMode.SELF, SigningMode.ON_BEHALF}
    assert {issuance.urgency for issuance in issuances} == {None, *Urgency}
