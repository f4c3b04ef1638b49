"""The verdict of a rule over several places is that of its worst; what is left open is said beside it."""

from __future__ import annotations

import pytest

from service.conformance.check import report
from service.conformance.document import Place
from service.conformance.docx.reading import read_docx
from service.conformance.elements import recognise
from service.conformance.verdict import Observation, Verdict, describe_report, failed, passed, unknown, unsure
from tests.conformance.editing import NOTICE, good

RULE = "ND30-BOD-04"
RIGHT, WRONG = passed(Place("đúng")), failed(Place("sai"), "giãn dòng 2 dòng")
OPEN, CLOSED = unsure(Place("chưa rõ"), "cần xem"), unknown(Place("ẩn"), "tệp không cho biết")


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ((), [Verdict.NOT_APPLICABLE]),
        ((RIGHT, RIGHT), [Verdict.PASS]),
        ((CLOSED, CLOSED), [Verdict.NOT_EVALUATED, Verdict.NOT_EVALUATED]),
        ((CLOSED, RIGHT), [Verdict.PASS, Verdict.NOT_EVALUATED]),
        ((RIGHT, OPEN, CLOSED), [Verdict.NEEDS_REVIEW, Verdict.NOT_EVALUATED]),
        (
            (CLOSED, RIGHT, OPEN, WRONG, WRONG),
            [Verdict.FAIL, Verdict.FAIL, Verdict.NEEDS_REVIEW, Verdict.NOT_EVALUATED],
        ),
    ],
    ids=["nothing", "right", "hidden", "right and hidden", "unsure and hidden", "all"],
)
def test_the_worst_place_decides_and_what_is_open_follows(
    seen: tuple[Observation, ...], expected: list[Verdict]
) -> None:
    measured = report(recognise(read_docx(good(NOTICE))), {RULE: lambda _: seen})

    assert [finding.verdict for finding in measured.of(RULE)] == expected
    assert measured.verdict_of(RULE) is expected[0]


def test_a_rule_counts_once_by_its_first_finding() -> None:
    described = describe_report(
        report(recognise(read_docx(good(NOTICE))), {RULE: lambda _: (WRONG, OPEN, CLOSED)})
    )

    assert (described["rules"]["fail"], described["rules"]["needs_review"]) == (1, 0)
