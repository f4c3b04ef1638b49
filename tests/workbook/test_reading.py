from __future__ import annotations

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest

from service.messages import describe_fault
from service.workbook import write_workbook
from tests.workbook.editing import (
    EXAMPLES,
    KINDS,
    edit,
    faults_of,
    find_cell,
    load_example,
    make_workbook,
    parse,
    sentences_of,
    type_into,
    with_parts,
)

MAIN = "inspection-2026"


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return make_workbook(MAIN)


def test_dates_and_numbers_typed_as_text_are_understood(workbook: bytes) -> None:
    typed = type_into(workbook, "Lịch kiểm tra", "start", " 16/11/2026 ")
    typed = type_into(typed, "Lịch kiểm tra", "start_time", "8 giờ")
    typed = type_into(typed, "Thông tin chung", "year", "2026 ")
    typed = type_into(typed, "Biên bản", "started_at", "08:00 ngày 16/11/2026")
    assert parse(typed) == load_example(MAIN)


def test_stray_spaces_capitals_and_empty_rows_do_no_harm(workbook: bytes) -> None:
    def change(book: openpyxl.Workbook) -> None:
        page = book["Nội dung ghi nhận"]
        find_cell(page, "@unit").value = "  SO-CONG-THUONG "
        find_cell(page, "area").value = "công tác chỉ đạo,  điều hành cải cách hành chính"
        page.insert_rows(6, 3)
        book["Đơn vị được kiểm tra"].append([None, " ", "  "])

    assert parse(edit(workbook, change)) == load_example(MAIN)


def test_columns_may_be_moved_and_labels_changed(workbook: bytes) -> None:
    def change(book: openpyxl.Workbook) -> None:
        page = book["Yêu cầu khắc phục"]
        page.insert_cols(3)
        for row in page.iter_rows(min_row=3):
            row[2].value, row[-1].value = row[-1].value, None
        page["B4"].value = "Đơn vị nào?"

    assert parse(edit(workbook, change)) == load_example(MAIN)


def test_rows_marked_as_examples_are_not_read() -> None:
    empty = write_workbook(None, KINDS)
    assert all(fault.code == "missing" for fault in faults_of(empty))
    assert len(faults_of(empty)) == 6


def test_a_formula_counts_as_its_result(workbook: bytes) -> None:
    def change(parts: dict[str, bytes]) -> None:
        name = next(name for name, part in parts.items() if b"<v>2026</v>" in part)
        parts[name] = parts[name].replace(b"<v>2026</v>", b"<f>2000+26</f><v>2026</v>")

    assert parse(with_parts(workbook, change)) == load_example(MAIN)


def test_a_formula_without_a_result_is_refused_by_its_cell(workbook: bytes) -> None:
    (sentence,) = sentences_of(type_into(workbook, "Thông tin chung", "year", "=2000+26"))
    assert sentence == (
        "Trang tính «Thông tin chung», ô C5: «Năm kiểm tra» là công thức chưa có kết quả. "
        "Hãy nhập thẳng giá trị."
    )


@pytest.mark.parametrize(
    ("sheet", "key", "value", "code", "at", "label"),
    [
        ("Lịch kiểm tra", "start", "31/11/2026", "cell-date", "start", "Ngày bắt đầu kiểm tra"),
        ("Lịch kiểm tra", "start", None, "missing", "start", "Ngày bắt đầu kiểm tra"),
        ("Lịch kiểm tra", "end", dt.date(2026, 1, 1), "end-before-start", "@unit", "Chuyến kiểm tra"),
        ("Lịch kiểm tra", "@unit", "so-la", "row-unit-unknown", "@unit", "Mã đơn vị"),
        ("Buổi làm việc", "@unit", None, "missing", "@unit", "Mã đơn vị"),
        ("Thành viên Đoàn", "@role", "Sếp", "not-a-choice", "@role", "Phân loại"),
        ("Nội dung ghi nhận", "area", "Giáo dục", "not-a-choice", "area", "Lĩnh vực"),
        ("Biên bản", "pages", "bảy", "cell-integer", "pages", "Số trang của biên bản"),
        ("Biên bản", "copies", 1000, "too-large", "copies", "Số bản"),
        ("Căn cứ", "effective_from", "01/01/2026", "cell-not-used", "effective_from", "Ngày có hiệu lực"),
        ("Yêu cầu khắc phục", "finding_ids", "xx-99", "finding-unknown", "finding_ids", "Dữ liệu"),
        (
            "Yêu cầu còn mở",
            "requirement",
            "yc-99",
            "requirement-unknown",
            "requirement",
            "Đơn vị được kiểm tra",
        ),
        ("Văn bản ban hành", "@kind", "Giấy mời", "row-kind-unknown", "@kind", "Loại văn bản"),
        ("Thông tin chung", "period.start", None, "missing", "period.start", "Thời kỳ kiểm tra"),
        ("Thông tin chung", "form", "Tùy hứng", "not-a-choice", "form", "Hình thức kiểm tra"),
        ("Đoàn kiểm tra", "contact.phone", 2123850001, "cell-zero-lost", "contact.phone", "Điện thoại"),
    ],
)
def test_every_fault_names_its_sheet_and_cell(
    workbook: bytes, sheet: str, key: str, value: Any, code: str, at: str, label: str
) -> None:
    changed = edit(workbook, lambda book: setattr(find_cell(book[sheet], key), "value", value))
    fault = next(fault for fault in faults_of(changed) if fault.code == code)
    place = find_cell(openpyxl.load_workbook(io.BytesIO(changed))[sheet], at)
    assert (fault.facts["sheet"], fault.facts["cell"], fault.label) == (sheet, place.coordinate, label)
    assert describe_fault(fault).startswith(f"Trang tính «{sheet}», ô {place.coordinate}: ")


def test_a_second_secretary_is_told_of_the_first(workbook: bytes) -> None:
    changed = type_into(workbook, "Thành viên Đoàn", "@role", "Thư ký Đoàn")
    fault = next(fault for fault in faults_of(changed) if fault.code == "row-twice")
    assert (fault.pointer, fault.facts["earlier"]) == ("#/team/secretary", "B5")


def test_a_unit_that_stands_twice_is_named(workbook: bytes) -> None:
    first = load_example(MAIN).units[0].id
    faults = faults_of(type_into(workbook, "Đơn vị được kiểm tra", "id", first, row=6))
    assert ("id-twice", "B6") in {(fault.code, fault.facts["cell"]) for fault in faults}


def test_a_pointer_still_leads_into_the_data(workbook: bytes) -> None:
    (fault, *_) = faults_of(type_into(workbook, "Nội dung ghi nhận", "area", "Giáo dục"))
    assert fault.pointer == "#/units/0/record/findings/0/area"


def test_all_faults_are_told_at_once(workbook: bytes) -> None:
    wrong = type_into(workbook, "Lịch kiểm tra", "start", "sớm")
    wrong = type_into(wrong, "Thông tin chung", "year", "năm nay")
    wrong = type_into(wrong, "Yêu cầu khắc phục", "deadline", "32/01/2027")
    assert [fault.code for fault in faults_of(wrong)].count("cell-date") == 2
    assert len(faults_of(wrong)) == 3


def test_a_unit_whose_code_is_wrong_is_not_also_missing_everywhere(workbook: bytes) -> None:
    faults = faults_of(type_into(workbook, "Đơn vị được kiểm tra", "body.kind", "Cái gì đó"))
    assert [fault.code for fault in faults] == ["not-a-choice"]


def test_what_stands_outside_the_form_is_not_lost_in_silence(workbook: bytes) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Lịch kiểm tra"]["Z6"].value = "nhớ gọi điện"
        book["Thông tin chung"]["H9"].value = "ghi chú"

    assert {(fault.code, fault.facts["cell"]) for fault in faults_of(edit(workbook, change))} == {
        ("cell-outside", "Z6"),
        ("cell-outside", "H9"),
    }


def test_a_sheet_that_was_renamed_is_named(workbook: bytes) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Hồ sơ xác suất"].title = "Hồ sơ 2026"

    (fault,) = faults_of(edit(workbook, change))
    assert (fault.code, fault.label, fault.facts["sheet"]) == ("sheet-unknown", "Hồ sơ 2026", "Hồ sơ 2026")


def test_a_sheet_that_lost_its_keys_is_named(workbook: bytes) -> None:
    faults = faults_of(edit(workbook, lambda book: book["Hồ sơ xác suất"].delete_rows(3)))
    assert [fault.code for fault in faults] == ["sheet-without-keys"]


def test_an_empty_list_differs_from_none(workbook: bytes) -> None:
    def no_shortcomings(book: openpyxl.Workbook) -> None:
        page = book["Nội dung kết luận"]
        for row in page.iter_rows(min_row=5):
            if row[1].value == "xa-mai-son":
                for cell in row[3:]:
                    cell.value = None

    page = openpyxl.load_workbook(EXAMPLES / f"{MAIN}.xlsx")["Nội dung kết luận"]
    units = {row[1].value for row in page.iter_rows(min_row=5) if row[1].value}
    before = {unit.id: unit for unit in load_example(MAIN).units}
    after = {unit.id: unit for unit in parse(edit(workbook, no_shortcomings)).units}
    for id_, unit in after.items():
        if id_ == "xa-mai-son" and unit.conclusion is not None and id_ in units:
            assert unit.conclusion.shortcomings == ()
        else:
            assert unit == before[id_]


def test_a_list_may_go_on_in_the_rows_below(workbook: bytes) -> None:
    def change(book: openpyxl.Workbook) -> None:
        page = book["Biên bản"]
        page.insert_rows(6)
        find_cell(page, "handed_over", 6).value = "Bản sao sổ theo dõi (01 bản)"

    record = parse(edit(workbook, change)).units[0].record
    assert record is not None
    assert record.handed_over[-1] == "Bản sao sổ theo dõi (01 bản)" and len(record.handed_over) > 1
