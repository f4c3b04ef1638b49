from __future__ import annotations

import gc
import json
import pickle
import time

import pytest

from service.domain.checks import Level
from service.domain.inspection import Inspection
from service.domain.loading import parse_inspection
from service.drafting.checking import DATA, contradictions, list_issued
from service.drafting.subject import Subject, choose_subject
from service.errors import DataInvalid, JsonMalformed
from service.generate import Format, Generator, check_file
from tests.domain.checks.cases import GONE, LONG, Facts, checker, example, good, registers
from tests.drafting.cases import CATALOG

LATE = {"units__0__documents__notice__date": "2026-12-07"}
WRONG = {"proposal__date": "2026-11-03"}  # after the decision


def parse(facts: Facts) -> Inspection:
    return parse_inspection(json.dumps(facts))


def json_bytes(facts: Facts) -> bytes:
    return json.dumps(facts).encode()


def subject(facts: Facts, kind: str, unit: str | None = None) -> Subject:
    return choose_subject(parse(facts), CATALOG.get(kind), unit)


def codes_for(facts: Facts, kind: str, unit: str | None = None) -> list[str]:
    return [found.code for found in checker().check_subject(subject(facts, kind, unit))]


def test_a_contradiction_stops_the_document_with_its_place_and_a_sentence() -> None:
    generator = Generator(CATALOG, None, checker=checker())
    with pytest.raises(DataInvalid) as caught:
        generator.generate(parse(good(**WRONG)), "decision", format=Format.DOCX)
    (fault,) = caught.value.faults
    assert (fault.pointer, fault.code) == ("#/documents/decision/date", "xdoc-01")


def test_contradictions_and_missing_facts_come_in_one_answer() -> None:
    generator = Generator(CATALOG, None, checker=checker())
    facts = good(plan=GONE, **WRONG)
    with pytest.raises(DataInvalid) as caught:
        generator.generate(parse(facts), "decision", format=Format.DOCX)
    assert {fault.code for fault in caught.value.faults} == {"needed-by-kind", "xdoc-01"}


def test_a_slip_in_the_name_of_a_kind_is_told_once() -> None:
    facts = good(documents__decisions={"number": 1})
    assert [found.rule for found in checker().check(parse(facts))] == [DATA]
    assert contradictions(checker().check(parse(facts))) == ()


def test_a_warning_travels_with_the_document() -> None:
    generator = Generator(CATALOG, None, checker=checker())
    document = generator.generate(parse(good(**LATE)), "notice", unit="so-y-te", format=Format.DOCX)
    assert [found.rule for found in document.warnings] == ["TIME-01"]


def test_a_remark_is_no_warning_of_the_document() -> None:
    generator = Generator(CATALOG, None, checker=checker())
    facts = good(**LONG)
    document = generator.generate(parse(facts), "notice", unit="so-y-te", format=Format.DOCX)
    assert [found.code for found in document.findings] == ["time-10"] and document.warnings == ()


def test_strict_checks_stop_the_document_that_others_warn_of() -> None:
    generator = Generator(CATALOG, None, checker=checker(strict=True))
    with pytest.raises(DataInvalid) as caught:
        generator.generate(parse(good(**LATE)), "notice", unit="so-y-te", format=Format.DOCX)
    assert [fault.code for fault in caught.value.faults] == ["time-01"]


def test_strict_checks_let_remarks_by() -> None:
    facts = good(**LONG)
    assert [found.level for found in checker(strict=True).check(parse(facts))] == [Level.INFO]


def test_a_unit_answers_for_itself_and_for_the_whole_but_not_for_its_neighbours() -> None:
    neighbour = {"id": "so-xay-dung", "body": {"name": "Sở Xây dựng", "kind": "department"}}
    facts = good(**LATE, plan__number="2900/QĐ-UBND")
    facts["units"].append(neighbour)
    assert codes_for(facts, "notice", "so-y-te") == ["time-01", "xdoc-08-order"]
    assert codes_for(facts, "notice", "so-xay-dung") == ["xdoc-08-order"]
    assert codes_for(facts, "decision") == ["time-01", "xdoc-08-order"]


def test_a_subordinate_unit_answers_for_its_parent_too() -> None:
    facts = good(**LATE)
    body = {"name": "Chi cục Dân số", "kind": "unit"}
    facts["units"].append({"id": "chi-cuc", "body": body, "part_of": "so-y-te"})
    assert codes_for(facts, "minutes", "chi-cuc") == ["time-01"]


def test_faults_of_the_shape_are_findings() -> None:
    found = check_file(checker(), json_bytes({**good(), "year": "2026"}))
    assert [(one.rule, one.level, one.code) for one in found] == [(DATA, Level.ERROR, "wrong-type")]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (good(units__0__visit__end="2026-12-13"), "end-before-start"),
        (good(team__head=GONE), "missing"),
        (good(units__0__conclusion__shortcomings__0__finding_ids=["tt-99"]), "finding-unknown"),
        (good(units__0__remediation__open__0__requirement="yc-99"), "requirement-unknown"),
        (good(units__0__part_of="so-khac"), "unit-unknown-parent"),
    ],
    ids=["end before start", "nobody leads", "unknown finding", "unknown requirement", "unknown unit"],
)
def test_a_contradiction_that_the_loader_sees_is_an_error(facts: Facts, code: str) -> None:
    found = check_file(checker(), json_bytes(facts))
    assert code in [one.code for one in found] and all(one.level is Level.ERROR for one in found)


def test_what_is_no_json_cannot_be_checked() -> None:
    with pytest.raises(JsonMalformed):
        check_file(checker(), b"{")


def test_a_finding_crosses_processes() -> None:
    for found in checker().check(parse(good(**LATE, **WRONG))):
        assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes
        assert json.loads(json.dumps(found.facts)) == found.facts


def test_errors_come_first() -> None:
    levels = [found.level for found in checker().check(parse(good(**LATE, **WRONG)))]
    assert levels == [Level.ERROR, Level.WARNING]


def test_every_document_with_an_issuance_is_listed_with_number_series_and_issuer() -> None:
    issued = {one.kind: one for one in list_issued(parse(good()), CATALOG)}
    assert [issued[kind].symbol for kind in ("decision", "notice", "follow_up")] == [
        "QĐ-UBND",
        "TB-ĐKT",
        "SNV-CCHC",
    ]
    assert issued["follow_up"].issuer == "Sở Nội vụ" and issued["notice"].is_by_team
    assert issued["decision"].has_legal_bases and not issued["notice"].has_legal_bases


def test_an_inspection_is_checked_once_and_not_kept_alive() -> None:
    inspection = parse(example("inspection-2026"))
    first = checker().check(inspection)
    assert checker().check(inspection) is first
    held = id(inspection)
    del inspection
    gc.collect()
    assert held not in checker()._found


@pytest.mark.benchmark
def test_a_thousand_units_are_checked_in_little_time() -> None:
    """2 cores, Python 3.11: some 5 ms for a unit with all its papers."""
    facts = good()
    facts["units"] = [{**facts["units"][0], "id": f"so-{number}", "documents": {}} for number in range(1_000)]
    inspection = parse(facts)
    started = time.perf_counter()
    checker().check(inspection)
    assert registers() and time.perf_counter() - started < 10
