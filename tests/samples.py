"""A small inspection for tests: the example with the least in it, and two units."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).parent.parent / "examples"


def make_inspection() -> dict[str, Any]:
    """A fresh copy, which a test may change; a decision can be made of it."""
    inspection: dict[str, Any] = json.loads((EXAMPLES / "minimal.json").read_text(encoding="utf-8"))
    inspection["units"] = [
        {"id": "so-tai-chinh", "body": {"name": "Sở Tài chính", "kind": "department"}},
        {"id": "xa-mai-son", "body": {"name": "Ủy ban nhân dân xã Mai Sơn", "kind": "commune_committee"}},
    ]
    return inspection
