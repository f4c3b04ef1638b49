"""What is covered is what the documentation says, and every rule is measured or has a reason."""

from __future__ import annotations

import pytest

from service.conformance import Level, load_rules
from service.conformance.check import functions_for
from service.conformance.coverage import write_table
from service.conformance.document import Medium
from tests.conformance.pdf.test_rules import BREAKS, SOFT_BREAKS
from tests.conformance.proofs import PROOFS
from tests.kinds.samples import ROOT


@pytest.mark.parametrize("medium", Medium)
def test_every_rule_is_measured_or_has_a_reason(medium: Medium) -> None:
    functions = functions_for(medium)
    left = [
        rule.id
        for rule in load_rules().values()
        if rule.id not in functions and not rule.reason_against(medium)
    ]

    assert left == []


def test_no_rule_is_both_measured_and_undecidable() -> None:
    assert [
        rule.id
        for rule in load_rules().values()
        if rule.undecidable and rule.id in functions_for(Medium.DOCX)
    ] == []


@pytest.mark.parametrize("medium", Medium)
def test_every_measured_rule_has_a_proof_on_its_medium(medium: Medium) -> None:
    """A rule is not said to be measured before a test broke it, and nothing else, on that kind of file."""
    proven = {proof.rule for proof in PROOFS if proof.shows_on(medium)}
    if medium is Medium.PDF:
        proven |= {one.rule for one in (*BREAKS, *SOFT_BREAKS)}

    assert sorted(set(functions_for(medium)) - proven) == []


def test_the_documentation_tells_what_is_measured() -> None:
    assert (ROOT / "docs" / "conformance.md").read_text(encoding="utf-8") == write_table()


def test_a_rule_of_the_decree_has_its_clause() -> None:
    assert [
        rule.id for rule in load_rules().values() if rule.level is not Level.HOUSE and not rule.citation
    ] == []
