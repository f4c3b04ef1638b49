"""Inspections as clerks have them: many units, faults here and there, in JSON and in workbooks."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from service.domain.loading import parse_inspection
from service.workbook import write_workbook
from tests.samples import EXAMPLES
from tests.workbook.editing import KINDS, type_into


def load_example(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return data


def make_large(units: int) -> dict[str, Any]:
    """An inspection of so many wards; every third has its minutes already."""
    data = load_example("inspection-2026")
    model = next(unit for unit in data["units"] if unit["id"] == "so-cong-thuong")
    model = {name: model[name] for name in ("visit", "record")}
    data["units"] = [_make_ward(number, model) for number in range(1, units + 1)]
    return data


def write_json(folder: Path, data: dict[str, Any], name: str = "kiem-tra.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def write_xlsx(folder: Path, data: dict[str, Any], name: str = "kiem-tra.xlsx") -> Path:
    path = folder / name
    path.write_bytes(write_workbook(parse_inspection(json.dumps(data)), KINDS))
    return path


def write_faulty_xlsx(folder: Path, name: str = "sai.xlsx") -> Path:
    """A workbook with a day that is none and a year in words."""
    content = (EXAMPLES / "inspection-2024.xlsx").read_bytes()
    content = type_into(content, "Lịch kiểm tra", "start", "31/11/2024", row=6)
    content = type_into(content, "Thông tin chung", "year", "hai nghìn")
    path = folder / name
    path.write_bytes(content)
    return path


def write_spoiled_xlsx(folder: Path, name: str = "kiem-tra.xlsx") -> Path:
    """A workbook of which one unit has a day that is none and another a notice after its visit."""
    data = load_example("inspection-2024")
    data["units"][2]["documents"]["notice"]["date"] = "2024-12-31"
    path = write_xlsx(folder, data, name)
    path.write_bytes(type_into(path.read_bytes(), "Lịch kiểm tra", "end", "31/02/2024", row=6))
    return path


def make_spoiled() -> dict[str, Any]:
    """An inspection of which one unit has a day that is none and another a notice after its visit."""
    data = load_example("inspection-2024")
    data["units"][1]["visit"]["end"] = "2024-02-31"
    data["units"][2]["documents"]["notice"]["date"] = "2024-12-31"
    return data


def _make_ward(number: int, model: dict[str, Any]) -> dict[str, Any]:
    ward = {
        "id": f"phuong-{number}",
        "body": {"name": f"Ủy ban nhân dân Phường {number}", "kind": "commune_committee"},
        "visit": copy.deepcopy(model["visit"]),
        "documents": {"notice": {"number": number, "date": "2026-11-04"}},
    }
    return {**ward, "record": copy.deepcopy(model["record"])} if number % 3 == 0 else ward
