from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.domain.loading import parse_inspection
from service.workbook import write_workbook
from service.workbook.example import EXAMPLE
from service.workbook.layout import SHEETS
from tests.workbook.editing import KINDS, find_cell, load_example, make_workbook, parse

PAYLOADS = [
    "=1+1",
    '=HYPERLINK("http://evil.example","x")',
    "=cmd|' /C calc'!A0",
    "+84 212",
    "-1",
    "@SUM(A1)",
    "'=1+1",
    "_x0041_ và _x005F_",
]


@pytest.fixture(scope="module")
def empty() -> Any:
    return openpyxl.load_workbook(io.BytesIO(write_workbook(None, KINDS)))


def with_subject(text: str) -> dict[str, Any]:
    data = json.loads(json.dumps(EXAMPLE))
    data["subject"] = text
    data["units"][0]["conclusion"]["causes"]["subjective"] = [text, "Lý do khác"]
    return data


def test_the_sheets_follow_the_order_of_the_work(empty: Any) -> None:
    assert empty.sheetnames == ["Hướng dẫn", *(sheet.name for sheet in SHEETS), "Danh mục"]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_sheet_explains_itself(empty: Any, sheet: Any) -> None:
    page = empty[sheet.name]
    assert page.freeze_panes is not None and page.print_title_rows
    prompts = [rule for rule in page.data_validations.dataValidation if rule.prompt]
    assert prompts
    assert all(len(rule.prompt) <= 255 and len(rule.promptTitle) <= 32 for rule in prompts)
    hidden = page.column_dimensions["A"].hidden if sheet.is_form else page.row_dimensions[3].hidden
    assert hidden


def test_every_table_has_one_filled_example(empty: Any) -> None:
    for sheet in SHEETS:
        if not sheet.is_form:
            cells = empty[sheet.name][5]
            assert cells[0].value == "Ví dụ" and any(cell.value for cell in cells[1:])
            assert not any(cell.value for cell in empty[sheet.name][6])


def test_required_columns_are_marked(empty: Any) -> None:
    assert find_cell(empty["Lịch kiểm tra"], "start", 4).value == "Ngày bắt đầu kiểm tra *"
    assert find_cell(empty["Lịch kiểm tra"], "start_time", 4).value == "Giờ bắt đầu"


def test_choices_are_drop_down_lists_of_vietnamese_words(empty: Any) -> None:
    page = empty["Nội dung ghi nhận"]
    column = find_cell(page, "kind").column_letter
    rule = next(rule for rule in page.data_validations.dataValidation if f"{column}5" in str(rule.sqref))
    assert rule.type == "list"
    name, cells = rule.formula1.rsplit("!", 1)
    first, last = cells.replace("$", "").split(":")
    words = [row[0].value for row in empty[name.strip("'")][first:last]]
    assert words == ["Kết quả", "Tồn tại"]


def test_days_times_and_numbers_are_what_excel_takes_for_them() -> None:
    book = openpyxl.load_workbook(io.BytesIO(make_workbook("inspection-2026")))
    start = find_cell(book["Lịch kiểm tra"], "start")
    assert start.is_date and start.number_format == "dd/mm/yyyy"
    assert find_cell(book["Biên bản"], "started_at").number_format == "dd/mm/yyyy hh:mm"
    assert isinstance(find_cell(book["Văn bản ban hành"], "number").value, int)
    assert find_cell(book["Lịch kiểm tra"], "@unit").number_format == "@"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_never_becomes_a_formula(payload: str) -> None:
    inspection = parse_inspection(json.dumps(with_subject(payload)))
    workbook = write_workbook(inspection, KINDS)
    cell = find_cell(openpyxl.load_workbook(io.BytesIO(workbook))["Thông tin chung"], "subject")
    assert cell.data_type == "s" and "f" not in cell.data_type
    assert parse(workbook) == inspection


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=60))
def test_whatever_text_is_accepted_comes_back(text: str) -> None:
    try:
        inspection = parse_inspection(json.dumps(with_subject(text)))
    except Exception:  # not a text that an inspection may hold
        return
    assert parse(write_workbook(inspection, KINDS)) == inspection


def test_lists_longer_than_a_cell_go_on_in_the_next_row() -> None:
    data = json.loads(json.dumps(EXAMPLE))
    data["units"][0]["record"]["handed_over"] = [f"{number} " + "hồ sơ " * 160 for number in range(200)]
    data["team"]["powers"] = [f"{number} " + "quyền " * 160 for number in range(40)]
    inspection = parse_inspection(json.dumps(data))
    workbook = write_workbook(inspection, KINDS)
    page = openpyxl.load_workbook(io.BytesIO(workbook))["Biên bản"]
    assert all(len(str(cell.value or "")) <= 32_767 for row in page.iter_rows() for cell in row)
    assert parse(workbook) == inspection


def test_neither_clock_nor_author_is_in_the_file() -> None:
    workbook = write_workbook(load_example("minimal"), KINDS)
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        core = archive.read("docProps/core.xml").decode()
    assert "openpyxl" not in core and core.count("2000-01-01T00:00:00Z") == 2


def test_kinds_are_shown_by_their_title() -> None:
    page = openpyxl.load_workbook(io.BytesIO(make_workbook("inspection-2026")))["Văn bản ban hành"]
    assert find_cell(page, "@kind").value == "Quyết định thành lập Đoàn kiểm tra (decision)"
