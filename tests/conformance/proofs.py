"""Every rule with the proof that it sees what it should: one thing broken in a good document.

The rows come from two tables, of breaks of our own documents and of others made of them; each is tried on the
DOCX and, converted, on the PDF.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from service.conformance import Level, Report, Verdict, load_rules
from service.conformance.document import Medium
from tests.conformance import broken_more, broken_others, test_broken
from tests.conformance.editing import failures, good

_ONE_TYPEFACE = "the office of the tests has the one typeface and draws every text in it"
_NO_FILE = "a PDF no longer tells what file a picture came from, nor a picture from a scanned page"
_BELOW = "the office puts what 1.5 lines add below the line, not above it"

NOT_DRAWN = {
    ("ND30-GEN-05", "direct font"): _ONE_TYPEFACE,
    ("ND30-GEN-05", "font of a style"): _ONE_TYPEFACE,
    ("ND30-GEN-05", "font of the page number"): _ONE_TYPEFACE,
    ("ND30-HDR-05", "line spacing"): _BELOW,
    ("ND30-SIG-13", "not a PNG"): _NO_FILE,
    ("ND30-ESG-05", "picture"): _NO_FILE,
}
"""What is wrong in the DOCX and right on the page; the rule has other rows for the PDF."""

BY_NATURE = {("ND30-HDR-02", "not centred"): frozenset({"ND30-HDR-04"})}
"""What fails along with a rule on the page: a rule line is not under a text that has moved away from it."""


@dataclass(frozen=True)
class Proof:
    """One row: a good document, the same with one thing broken, and what the report then says."""

    rule: str
    name: str
    make: Callable[[], bytes]
    change: Callable[[bytes], bytes]
    also: frozenset[str]
    verdict: Verdict

    def __str__(self) -> str:
        return f"{self.rule}-{self.name}".replace(" ", "-")

    def good(self) -> bytes:
        """The DOCX before."""
        return _make(self.make)

    def broken(self) -> bytes:
        """The DOCX after."""
        return self.change(self.good())

    def shows_on(self, medium: Medium) -> bool:
        """Whether what is broken can be seen on a medium."""
        return medium is Medium.DOCX or (self.rule, self.name) not in NOT_DRAWN

    def holds(self, before: Report, after: Report) -> bool:
        """Whether the rule alone says something else than before; a custom is no failure."""
        by_nature = (
            BY_NATURE.get((self.rule, self.name), frozenset()) if after.medium == "pdf" else frozenset()
        )
        is_failure = self.verdict is Verdict.FAIL and load_rules()[self.rule].level is not Level.HOUSE
        expected = self.also | by_nature | ({self.rule} if is_failure else frozenset())
        return (
            not failures(before)
            and before.verdict_of(self.rule) is not self.verdict
            and after.verdict_of(self.rule) is self.verdict
            and failures(after) == expected
        )


@cache
def _make(make: Callable[[], bytes]) -> bytes:
    return make()


@cache
def _of_case(case: object) -> Callable[[], bytes]:
    return partial(good, case)


PROOFS = (
    *(
        Proof(one.rule, one.name, _of_case(one.case), one.change, one.also, Verdict.FAIL)
        for one in test_broken.CASES
    ),
    *(Proof(one.rule, one.name, one.make, one.change, one.also, one.verdict) for one in broken_others.OTHERS),
    *(Proof(one.rule, one.name, one.make, one.change, one.also, one.verdict) for one in broken_more.MORE),
)
