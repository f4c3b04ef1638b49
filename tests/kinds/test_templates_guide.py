"""docs/templates.vi.md keeps its promises: every filter has a row, and every example in a row is true."""

from __future__ import annotations

import re

import jinja2
import pytest

from service.rendering import FILTERS
from tests.kinds.samples import ROOT

GUIDE = (ROOT / "docs" / "templates.vi.md").read_text(encoding="utf-8").replace("\\|", "¦")
ROWS = re.findall(r"^\| (`[^|]+`) \| `(\{\{[^|]+\}\})` \| ([^|]+?) \|$", GUIDE, re.MULTILINE)


def test_every_filter_has_a_row() -> None:
    named = {name for names, _, _ in ROWS for name in re.findall(r"`(\w+)`", names)} | {"doan"}
    assert named == set(FILTERS)


@pytest.mark.parametrize(
    ("example", "result"), [(row[1], row[2]) for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_the_example_of_a_filter_is_true(example: str, result: str) -> None:
    environment = jinja2.Environment()  # noqa: S701  # text, not HTML
    environment.filters.update(FILTERS)
    assert environment.from_string(example.replace("¦", "|")).render() == result
