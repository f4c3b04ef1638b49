"""On the PDF too each rule sees the one thing broken for it, and no other rule does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from service.conformance import Report
from service.conformance.document import Medium
from tests.conformance.proofs import PROOFS, Proof

pytestmark = pytest.mark.office

_MOST = 2  # rows of one rule: a page costs far more than a DOCX, on which all of them are tried


def _chosen() -> Iterator[Proof]:
    """The first rows of each rule that show on a page."""
    taken: Counter[str] = Counter()
    for proof in PROOFS:
        if proof.shows_on(Medium.PDF) and taken[proof.rule] < _MOST:
            taken[proof.rule] += 1
            yield proof


@pytest.mark.parametrize("proof", list(_chosen()), ids=str)
def test_a_rule_sees_on_the_page_what_is_broken_and_no_other_does(
    proof: Proof, measure: Callable[[bytes], Report]
) -> None:
    before, after = measure(proof.good()), measure(proof.broken())

    assert proof.holds(before, after), [(f.rule.id, f.found, f.place) for f in after.breaches]
