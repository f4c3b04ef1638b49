"""The checks never raise, whatever dates the data hold, and the examples are clean."""

from __future__ import annotations

import datetime as dt
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.checks import Level
from tests.domain.checks.cases import ROOT, Facts, check, good

EXAMPLES = sorted(path.stem for path in (ROOT / "examples").glob("*.json"))
DATES = [
    "units__0__documents__notice__date",
    "units__0__documents__minutes__date",
    "units__0__documents__conclusion__date",
    "units__0__documents__follow_up__date",
    "units__0__report__date",
    "units__0__report_due",
    "units__0__conclusion__report_due",
    "units__0__remediation__new_due",
    "documents__decision__date",
    "proposal__date",
    "plan__date",
    "period__start",
]
DAYS = st.dates() | st.sampled_from([dt.date.min, dt.date.max, dt.date(2030, 12, 31), dt.date(2024, 1, 1)])


@given(days=st.dictionaries(st.sampled_from(DATES), DAYS, max_size=5), visit=st.tuples(DAYS, DAYS))
def test_no_date_makes_a_check_raise(days: dict[str, dt.date], visit: tuple[dt.date, dt.date]) -> None:
    start, end = sorted(visit)
    changes = {path: day.isoformat() for path, day in days.items()}
    check(good(units__0__visit__start=start.isoformat(), units__0__visit__end=end.isoformat(), **changes))


@given(seed=st.integers(0, 2**32))
def test_no_absent_part_makes_a_check_raise(seed: int) -> None:
    facts, dice = good(), random.Random(seed)  # noqa: S311 - not for secrets
    unit: Facts = facts["units"][0]
    for part in [part for part in unit if part not in ("id", "body") and dice.random() < 0.5]:
        del unit[part]
    for part in ("plan", "proposal", "documents"):
        if dice.random() < 0.5:
            del facts[part]
    if "conclusion" not in unit:
        unit.pop("remediation", None)
    check(facts)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_of_the_project_gives_no_error_and_no_warning(name: str) -> None:
    text = (ROOT / "examples" / f"{name}.json").read_text(encoding="utf-8")
    assert [found for found in check(json.loads(text)) if found.level is not Level.INFO] == []


def test_the_only_remarks_on_the_examples_are_deadlines_longer_than_usual() -> None:
    """Three units of 2026 have more than 20 working days to report; no rule of that plan forbids it."""
    texts = [(ROOT / "examples" / f"{name}.json").read_text(encoding="utf-8") for name in EXAMPLES]
    found = [finding.code for text in texts for finding in check(json.loads(text))]
    assert found == ["time-10"] * 3
