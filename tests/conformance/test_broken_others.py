"""Each rule that our own documents seldom meet sees the one thing broken for it, and no other rule does."""

from __future__ import annotations

import pytest

from service.conformance import check_docx
from tests.conformance.broken_more import MORE
from tests.conformance.broken_others import OTHERS
from tests.conformance.proofs import PROOFS, Proof

_NAMES = {(other.rule, other.name) for other in (*OTHERS, *MORE)}


@pytest.mark.parametrize("proof", [one for one in PROOFS if (one.rule, one.name) in _NAMES], ids=str)
def test_a_rule_sees_what_is_broken_and_no_other_does(proof: Proof) -> None:
    before, after = check_docx(proof.good()), check_docx(proof.broken())

    assert proof.holds(before, after), [(f.rule.id, f.found, f.place) for f in after.breaches]
