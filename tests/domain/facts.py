"""Facts to build inspections from; invented. Each function gives a fresh copy that a test may change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from service.domain.inspection import Inspection
from service.domain.loading import parse_inspection
from service.errors import DataFault, DataInvalid

Facts = dict[str, Any]

EXAMPLES = Path(__file__).parents[2] / "examples"


def minimal(**changes: Any) -> Facts:
    """The smallest inspection that gives a decision."""
    facts: Facts = json.loads((EXAMPLES / "minimal.json").read_text(encoding="utf-8"))
    return {**facts, **changes}


def body(name: str = "Sở Y tế", kind: str = "department", **changes: Any) -> Facts:
    return {"name": name, "kind": kind, **changes}


def unit(unit_id: str = "so-y-te", **changes: Any) -> Facts:
    return {"id": unit_id, "body": body(), **changes}


def visit(**changes: Any) -> Facts:
    facts = {"start": "2026-12-14", "end": "2026-12-17", "place": "Trụ sở Sở Y tế"}
    return {**facts, **changes}


def person(full_name: str, post: str = "Chuyên viên", **changes: Any) -> Facts:
    return {"full_name": full_name, "post": post, **changes}


def finding(
    area: str = "procedures", kind: str = "shortcoming", text: str = "Hồ sơ quá hạn", **more: Any
) -> Facts:
    return {"area": area, "kind": kind, "text": text, **more}


def record(**changes: Any) -> Facts:
    facts = {
        "started_at": "2026-12-14T08:00:00",
        "ended_at": "2026-12-17T16:30:00",
        "place": "Phòng họp số 1",
        "team_present": [person("Cầm Hải Thoan"), person("Mùa A Vảng")],
        "unit_present": [person("Lò Thị Biên")],
        "findings": [finding(id="tt-01")],
        "unit_opinion": "Nhất trí với biên bản.",
    }
    return {**facts, **changes}


def requirement(requirement_id: str = "yc-01", **changes: Any) -> Facts:
    return {"id": requirement_id, "action": "Giải quyết hồ sơ quá hạn", "deadline": "2027-01-15", **changes}


def conclusion(**changes: Any) -> Facts:
    facts = {
        "causes": {"subjective": ["Chưa kiểm tra thường xuyên"]},
        "requirements": [requirement()],
        "report_due": "2027-01-20",
    }
    return {**facts, **changes}


def remediation(**changes: Any) -> Facts:
    facts = {"open": [{"requirement": "yc-01", "state": "Chưa thực hiện"}], "new_due": "2027-02-26"}
    return {**facts, **changes}


def reference(**changes: Any) -> Facts:
    facts = {
        "type": "Công văn",
        "number": "38/SNV-CCHC",
        "date": "2027-01-12",
        "issuer": "Sở Nội vụ",
        "abstract": "về việc đôn đốc khắc phục",
    }
    return {**facts, **changes}


def parse(facts: Facts) -> Inspection:
    return parse_inspection(json.dumps(facts, ensure_ascii=False))


def faults_of(facts: Facts) -> tuple[DataFault, ...]:
    """Everything the loader finds wrong with `facts`."""
    try:
        parse(facts)
    except DataInvalid as error:
        return error.faults
    return ()
