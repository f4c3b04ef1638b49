"""Every document we make keeps every rule of the decree and of its forms."""

from __future__ import annotations

from typing import Any

import pytest

from service.conformance import Level, Verdict, check_docx
from tests.conformance.editing import breaks, good
from tests.kinds.samples import CASES, Case, change, make


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_document_of_ours_conforms(case: Case) -> None:
    report = check_docx(good(case))

    failed = [
        (finding.rule.id, finding.found, finding.place)
        for finding in report.findings
        if finding.verdict is Verdict.FAIL and finding.rule.level is not Level.HOUSE
    ]
    assert failed == []


@pytest.mark.parametrize("urgency", ["urgent", "very_urgent", "flash"])
@pytest.mark.parametrize("kind", ["decision", "follow_up"])
def test_a_document_with_an_urgency_mark_conforms(kind: str, urgency: str) -> None:
    def mark(data: dict[str, Any]) -> None:
        data["documents"]["decision"]["urgency"] = urgency
        for unit in data["units"]:
            if "follow_up" in unit.get("documents", {}):
                unit["documents"]["follow_up"]["urgency"] = urgency

    docx = make(change(mark), kind, None if kind == "decision" else "so-cong-thuong").docx or b""

    assert check_docx(docx).verdict_of("ND30-MRK-02") is Verdict.PASS
    assert breaks(docx) == set()


def test_a_document_whose_number_and_day_are_blank_conforms() -> None:
    def blank(data: dict[str, Any]) -> None:
        data["documents"]["decision"].pop("number")
        data["documents"]["decision"].pop("date")

    assert breaks(make(change(blank), "decision", None).docx or b"") == set()


@pytest.mark.parametrize("case", CASES[:1], ids=str)
def test_every_rule_has_a_verdict(case: Case) -> None:
    report = check_docx(good(case))

    assert {finding.rule.id for finding in report.findings} >= {"ND30-GEN-01", "ND30-ESG-01", "ND30-CAP-14"}
    for finding in report.findings:
        assert finding.asked
        assert finding.found or finding.verdict in (Verdict.PASS, Verdict.NOT_APPLICABLE)
