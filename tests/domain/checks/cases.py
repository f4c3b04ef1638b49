"""A whole inspection that keeps every rule by a hair, and short ways to break one thing in it."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

from service.domain.checks import CheckFinding, Level, Registers
from service.domain.loading import parse_inspection
from service.drafting.checking import Checker
from service.kinds import load_catalog
from service.registers import load_registers

ROOT = Path(__file__).parents[3]
Facts = dict[str, Any]
GONE = object()
"""As a new value: takes the field away."""


def person(full_name: str, post: str) -> Facts:
    return {"full_name": full_name, "post": post}


def reference(type_: str, number: str, date: str, issuer: str, abstract: str) -> Facts:
    return {"type": type_, "number": number, "date": date, "issuer": issuer, "abstract": abstract}


HEAD = person("Cầm Hải Thoan", "Phó Giám đốc Sở Nội vụ")
SECRETARY = person("Mùa A Vảng", "Chuyên viên Sở Nội vụ")
AUTHORITY = "Chủ tịch Ủy ban nhân dân tỉnh Sơn La"


def _unit() -> Facts:
    """A unit after the whole cycle; its days are those of the worked example."""
    return {
        "id": "so-y-te",
        "body": {"name": "Sở Y tế", "kind": "department", "superior": "UBND tỉnh Sơn La"},
        "visit": {
            "start": "2026-12-14",
            "end": "2026-12-17",
            "place": "Trụ sở Sở Y tế",
            "subordinate_units": ["Chi cục Dân số", "Bệnh viện Đa khoa tỉnh", "Trung tâm Kiểm nghiệm"],
        },
        "report_due": "2026-12-09",
        "report": reference("Báo cáo", "412/BC-SYT", "2026-12-09", "Sở Y tế", "kết quả cải cách hành chính"),
        "record": {
            "started_at": "2026-12-14T08:00:00",
            "ended_at": "2026-12-17T16:30:00",
            "place": "Phòng họp số 1",
            "team_present": [HEAD, SECRETARY, person("Hà Thị Phướng", "Trưởng phòng, Sở Tư pháp")],
            "unit_present": [person("Lò Thị Biên", "Giám đốc Sở Y tế")],
            "findings": [
                {
                    "id": "tt-01",
                    "area": "procedures",
                    "kind": "shortcoming",
                    "text": "Có 12 hồ sơ quá hạn",
                    "evidence": ["Báo cáo số 412/BC-SYT ngày 09 tháng 12 năm 2026"],
                    "norm": "Nghị định số 118/2025/NĐ-CP",
                },
                {"id": "cd-01", "area": "leadership", "kind": "result", "text": "Ban hành kế hoạch"},
            ],
            "unit_opinion": "Nhất trí với biên bản.",
        },
        "conclusion": {
            "results": [{"area": "leadership", "text": "Ban hành kế hoạch đúng hạn"}],
            "shortcomings": [{"area": "procedures", "text": "Hồ sơ quá hạn", "finding_ids": ["tt-01"]}],
            "causes": {"subjective": ["Chưa kiểm tra thường xuyên"]},
            "requirements": [
                {"id": "yc-01", "action": "Giải quyết hồ sơ quá hạn", "deadline": "2027-01-15"},
                {
                    "id": "yc-02",
                    "addressee": "Sở Tài chính",
                    "action": "Bố trí kinh phí",
                    "deadline": "2027-03-12",
                },
            ],
            "report_due": "2027-01-29",
        },
        "remediation": {
            "received": reference("Báo cáo", "20/BC-SYT", "2027-01-28", "Sở Y tế", "kết quả khắc phục"),
            "open": [{"requirement": "yc-01", "state": "Chưa thực hiện", "new_deadline": "2027-02-26"}],
            "new_due": "2027-02-26",
        },
        "documents": {
            "notice": {"number": 5, "date": "2026-12-04"},
            "minutes": {"number": 3, "date": "2026-12-17"},
            "conclusion": {"number": 6, "date": "2027-01-08"},
            "follow_up": {"number": 41, "date": "2027-02-01", "archive": {"unit": "CCHC"}},
        },
    }


@cache
def _good() -> str:
    facts: Facts = json.loads((ROOT / "examples" / "minimal.json").read_text(encoding="utf-8"))
    facts["lead_agency"] |= {"superior": "UBND tỉnh Sơn La", "abbreviation": "SNV", "place": "Sơn La"}
    facts["rules"] = {}
    facts["team"] = {
        "head": HEAD,
        "members": [
            {"full_name": "Tòng Thị Xiên", "post": "Chuyên viên Sở Tài chính", "body": "Sở Tài chính"},
            {"post": "01 lãnh đạo phòng, Sở Tư pháp", "body": "Sở Tư pháp"},
        ],
        "secretary": SECRETARY,
        "seal": "lead_agency",
        "valid_to": "2027-01-08",
    }
    facts["documents"] = {"decision": {"number": 2847, "date": "2026-11-02"}}
    facts["units"] = [_unit()]
    return json.dumps(facts)


def good(**changes: Any) -> Facts:
    """The inspection that keeps every rule, changed at dotted paths: `units__0__visit__end="2026-12-18"`."""
    return change(json.loads(_good()), changes)


def example(name: str, **changes: Any) -> Facts:
    """An example of the project, changed at dotted paths."""
    text = (ROOT / "examples" / f"{name}.json").read_text(encoding="utf-8")
    return change(json.loads(text), changes)


def change(facts: Facts, changes: Facts) -> Facts:
    for path, value in changes.items():
        *steps, last = (int(step) if step.isdecimal() else step for step in path.split("__"))
        place: Any = facts
        for step in steps:
            place = place[step] if isinstance(step, int) else place.setdefault(step, {})
        if value is GONE:
            del place[last]
        else:
            place[last] = copy.deepcopy(value)
    return facts


@cache
def registers() -> Registers:
    return load_registers(ROOT / "registers")


@cache
def checker(*, strict: bool = False) -> Checker:
    return Checker(load_catalog(ROOT / "templates"), registers(), strict=strict)


def check(facts: Facts) -> tuple[CheckFinding, ...]:
    """Everything that the checks find in `facts`."""
    return checker().check(parse_inspection(json.dumps(facts, ensure_ascii=False)))


LONG: Facts = {
    "units__0__conclusion__report_due": "2027-03-31",
    "units__0__remediation": GONE,
    "units__0__documents__follow_up": GONE,
}
"""More time for the report than usual, which the plan does not forbid: a remark and no warning."""


def serious(facts: Facts) -> list[tuple[str, str]]:
    """The codes and levels of what is found, remarks aside."""
    return [(found.code, found.level.value) for found in check(facts) if found.level is not Level.INFO]
