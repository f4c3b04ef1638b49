"""Lists with more points than there are letters (ND30-STR-07: a to y)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.kinds.reading import read_text
from tests.kinds.samples import change, make


def lengthen(count: int) -> Callable[[dict[str, Any]], None]:
    def edit(data: dict[str, Any]) -> None:
        unit = data["units"][0]
        words = [f"Mục bổ sung thứ {number}" for number in range(1, count + 1)]
        asked = unit["conclusion"]["requirements"][0]
        asked.pop("addressee", None)
        data["team"]["powers"] = words
        unit["visit"]["attendance"] = words
        unit["record"]["team_requests"] = words
        unit["conclusion"]["requirements"].extend(
            {**asked, "id": f"bs-{number}", "action": action} for number, action in enumerate(words)
        )

    return edit


@pytest.mark.parametrize("kind", ["decision", "notice", "minutes", "conclusion"])
def test_points_beyond_the_last_letter_are_dashes(kind: str) -> None:
    def starts(count: int) -> list[str]:
        data = change(lengthen(count))
        docx = make(data, kind, None if kind == "decision" else data["units"][0]["id"]).docx
        lines = [line.strip() for line in read_text(docx or b"").splitlines()]
        return [line.split(" ")[0] for line in lines if "Mục bổ sung thứ" in line]

    assert all(start.endswith(")") for start in starts(10))
    assert set(starts(24)) == {"-"}
