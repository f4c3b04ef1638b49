"""Workbooks for tests: ours, changed the way a clerk or an attacker would."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from service.domain.inspection import Inspection
from service.domain.loading import parse_inspection
from service.errors import DataFault, DataInvalid
from service.messages import describe_fault
from service.workbook import open_inspection, write_workbook

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.json"))
KINDS = {"decision": "Quyết định thành lập Đoàn kiểm tra", "notice": "Thông báo lịch kiểm tra"}
KEY_ROW = 3


def load_example(name: str) -> Inspection:
    return parse_inspection((EXAMPLES / f"{name}.json").read_bytes())


def parse(workbook: bytes) -> Inspection:
    return open_inspection(workbook).parse()


def faults_of(workbook: bytes) -> list[DataFault]:
    with pytest.raises(DataInvalid) as caught:
        parse(workbook)
    return list(caught.value.faults)


def sentences_of(workbook: bytes) -> list[str]:
    return [describe_fault(fault) for fault in faults_of(workbook)]


def make_workbook(data: Mapping[str, Any] | str) -> bytes:
    """The workbook of an example by name, or of data."""
    inspection = load_example(data) if isinstance(data, str) else parse_inspection(json.dumps(data))
    return write_workbook(inspection, KINDS)


def edit(workbook: bytes, change: Callable[[openpyxl.Workbook], Any]) -> bytes:
    """`workbook` as it is saved after `change`."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def type_into(workbook: bytes, sheet: str, key: str, value: Any, row: int = 5) -> bytes:
    """`workbook` with `value` in the column or line called `key`."""

    def change(book: openpyxl.Workbook) -> None:
        cell = find_cell(book[sheet], key, row)
        cell.value = value

    return edit(workbook, change)


def find_cell(page: Worksheet, key: str, row: int = 5) -> Any:
    """The cell of a table in `row`, or that of a form."""
    for cell in page[KEY_ROW]:
        if cell.value == key:
            return page.cell(row, cell.column)
    return next(page.cell(line[0].row, 3) for line in page.iter_rows() if line[0].value == key)


def with_parts(workbook: bytes, change: Callable[[dict[str, bytes]], Any]) -> bytes:
    """`workbook` with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()
