"""On the PDF too each rule sees the one thing broken for it, and no other rule does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from service.conformance import Report
from service.conformance.document import Medium
from tests.conformance.proofs import PROOFS, Proof

pytestmark = pytest.mark.office


@pytest.mark.parametrize("proof", [one for one in PROOFS if one.shows_on(Medium.PDF)], ids=str)
def test_a_rule_sees_on_the_page_what_is_broken_and_no_other_does(
    proof: Proof, measure: Callable[[bytes], Report]
) -> None:
    before, after = measure(proof.good()), measure(proof.broken())

    assert proof.holds(before, after), [(f.rule.id, f.found, f.place) for f in after.breaches]
