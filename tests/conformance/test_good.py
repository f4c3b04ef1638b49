"""Every document we make keeps every rule of the decree and of its forms."""

from __future__ import annotations

import pytest

from service.conformance import Level, Verdict, check_docx
from tests.conformance.editing import good
from tests.kinds.samples import CASES, Case


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_document_of_ours_conforms(case: Case) -> None:
    report = check_docx(good(case))

    failed = [
        (finding.rule.id, finding.found, finding.place)
        for finding in report.findings
        if finding.verdict is Verdict.FAIL and finding.rule.level is not Level.HOUSE
    ]
    assert failed == []


@pytest.mark.parametrize("case", CASES[:1], ids=str)
def test_every_rule_has_a_verdict(case: Case) -> None:
    report = check_docx(good(case))

    assert {finding.rule.id for finding in report.findings} >= {"ND30-GEN-01", "ND30-ESG-01", "ND30-CAP-14"}
    for finding in report.findings:
        assert finding.asked
        assert finding.found or finding.verdict in (Verdict.PASS, Verdict.NOT_APPLICABLE)
