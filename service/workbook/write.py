"""An inspection, or an empty form for one, as an XLSX workbook that explains itself."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from service.domain.inspection import Inspection
from service.workbook import styles
from service.workbook.cells import column_letters
from service.workbook.choices import WORDS
from service.workbook.example import EXAMPLE
from service.workbook.fields import Field, Type
from service.workbook.fill import dump_inspection, form_values, table_rows
from service.workbook.guide import PAGES, STEPS, TITLE
from service.workbook.layout import KIND_KEY, ROLE_KEY, SHEETS, UNIT_KEY, UNITS_SHEET, Sheet
from service.workbook.marks import (
    EXAMPLE_MARK,
    FORM_VALUE_COLUMN,
    GUIDE_SHEET,
    KEY_MARK,
    LISTS_SHEET,
    show_kind,
)

KEY_ROW, LABEL_ROW, FIRST_ROW = 3, 4, 5
"""Rows of a table: 1 title, 2 explanation, then the hidden keys, the labels, and the data."""

_LAST_ROW = 5_004  # drop-down lists reach as far as an inspection may have units
_FORM_LIST_LINES = 4  # lines for a list of texts; several items may also stand in one
_FIRST_MOMENT = dt.datetime(2000, 1, 1)  # the clock has no say: same data, same bytes
_HINT_LIMIT, _TITLE_LIMIT = 255, 32  # characters that Excel shows
_MANY = "Mỗi mục một dòng trong ô (Alt + Enter)."
_TYPE_HINTS = {
    Type.DAY: "Nhập ngày/tháng/năm, ví dụ 14/12/2026.",
    Type.CLOCK: "Nhập giờ:phút, ví dụ 08:00.",
    Type.MOMENT: "Nhập ngày và giờ, ví dụ 14/12/2026 08:00.",
    Type.CHOICE: "Chọn trong danh sách.",
    Type.TRUTH: "Chọn Có hoặc Không.",
}


def write_workbook(inspection: Inspection | None, kinds: Mapping[str, str]) -> bytes:
    """The workbook of `inspection`, or an empty one with examples; `kinds` are names with titles."""
    return _Writing(inspection, kinds).bytes()


class _Writing:
    """Builds one workbook sheet by sheet."""

    def __init__(self, inspection: Inspection | None, kinds: Mapping[str, str]) -> None:
        self._tree = dump_inspection(inspection) if inspection is not None else {}
        self._has_examples = inspection is None
        self._kinds = kinds
        self._book = Workbook()
        self._lists: dict[str, str] = {}  # the range of each drop-down list

    def bytes(self) -> bytes:
        guide = self._book.active
        guide.title = GUIDE_SHEET
        sheets = [self._book.create_sheet(sheet.name) for sheet in SHEETS]
        self._write_lists(self._book.create_sheet(LISTS_SHEET))
        _write_guide(guide)
        for sheet, page in zip(SHEETS, sheets, strict=True):
            if sheet.is_form:
                self._write_form(sheet, page)
            else:
                self._write_table(sheet, page)
        self._book.properties.creator = ""
        self._book.properties.title = TITLE
        self._book.properties.created = self._book.properties.modified = _FIRST_MOMENT
        return _save(self._book)

    # --- sheets -----------------------------------------------------------------------------------

    def _write_form(self, sheet: Sheet, page: Worksheet) -> None:
        styles.prepare_form(page, sheet.name, sheet.explanation, has_examples=self._has_examples)
        values = form_values(self._tree, sheet)
        examples = form_values(EXAMPLE, sheet) if self._has_examples else {}
        _put_text(page["A3"], KEY_MARK)
        for column, text in enumerate(
            ("Mục", "Nội dung", "Cách nhập", "Ví dụ")[: 4 if examples else 3], start=2
        ):
            _put_text(page.cell(3, column), text)
            styles.paint_label(page.cell(3, column), is_required=False)
        row, group = 4, ""
        for field in sorted(
            sheet.fields, key=lambda field: bool(field.groups)
        ):  # loose lines before the groups
            if field.groups[:1] not in ((), (group,)):
                group = field.groups[0]
                styles.paint_group(page, row, group)
                row += 1
            row = self._write_lines(page, field, row, values.get(field.key, []), examples.get(field.key, []))
        styles.finish_form(page, row - 1)

    def _write_lines(
        self, page: Worksheet, field: Field, row: int, values: list[Any], examples: list[Any]
    ) -> int:
        """The line of one value, or those of a list; gives the row that follows."""
        lines = max(len(values), 1)
        if field.is_list:
            lines = max(lines, len(WORDS.get(field.choices or "", ())) or _FORM_LIST_LINES)
        for line in range(lines):
            _put_text(page.cell(row + line, 1), field.key)
            number = f" ({line + 1})" if field.is_list else ""
            _put_text(
                page.cell(row + line, 2),
                "".join(f"{group}: " for group in field.groups[1:]) + _mark(field) + number,
            )
            value = page.cell(row + line, FORM_VALUE_COLUMN)
            _put(value, values[line] if line < len(values) else None, field)
            _put_text(page.cell(row + line, 4), _hint(field, "Mỗi dòng một mục.") if line == 0 else "")
            if line < len(examples):
                _put(page.cell(row + line, 5), examples[line], field)
            styles.paint_line(page, row + line, is_required=field.is_required)
            _guard(page, field, value.coordinate, self._lists, is_form=True)
        return row + lines

    def _write_table(self, sheet: Sheet, page: Worksheet) -> None:
        fields = sheet.fields
        keys = [*sheet.keys, *(field.key for field in fields)]
        styles.prepare_table(page, sheet.name, sheet.explanation, len(keys), frozen=len(sheet.keys) or 1)
        _put_text(page.cell(KEY_ROW, 1), KEY_MARK)
        for column, key in enumerate(keys, start=2):
            _put_text(page.cell(KEY_ROW, column), key)
        for column, key in enumerate(sheet.keys, start=2):
            self._write_key_column(sheet, page, column, key)
        for column, field in enumerate(fields, start=2 + len(sheet.keys)):
            group = f"{field.groups[-1]}:\n" if len(field.groups) and field.groups[-1] != sheet.name else ""
            label = page.cell(LABEL_ROW, column)
            _put_text(label, group + _mark(field))
            styles.paint_label(label, is_required=field.is_required)
            styles.shape_column(page, column, field)
            _guard(page, field, _below(column), self._lists, is_form=False)
        self._write_rows(sheet, page, keys)

    def _write_rows(self, sheet: Sheet, page: Worksheet, keys: list[str]) -> None:
        by_key = {field.key: field for field in sheet.fields}
        row = FIRST_ROW
        if self._has_examples:
            example = next(iter(table_rows(EXAMPLE, sheet, self._kinds)))
            _put_text(page.cell(row, 1), EXAMPLE_MARK)
            for column, key in enumerate(keys, start=2):
                _put(page.cell(row, column), example.get(key), by_key.get(key))
            styles.paint_example(page, row, len(keys))
            row += 1
        for values in table_rows(self._tree, sheet, self._kinds):
            for column, key in enumerate(keys, start=2):
                if key in values:
                    _put(page.cell(row, column), values[key], by_key.get(key))
            row += 1
        styles.finish_table(page, len(keys), max(row - 1, FIRST_ROW + styles.EMPTY_ROWS))

    def _write_key_column(self, sheet: Sheet, page: Worksheet, column: int, key: str) -> None:
        is_required = not (key == UNIT_KEY and any(not source.is_per_unit for source in sheet.sources))
        label = page.cell(LABEL_ROW, column)
        _put_text(label, sheet.label_of_key(key) + (" *" if is_required else ""))
        styles.paint_label(label, is_required=is_required)
        styles.shape_key_column(page, column)
        ranges = {
            UNIT_KEY: f"'{UNITS_SHEET.name}'!$B${FIRST_ROW + self._has_examples}:$B${_LAST_ROW}",
            KIND_KEY: self._lists.get(KIND_KEY, ""),
            ROLE_KEY: self._lists.get(sheet.name, ""),
        }
        hints = {
            UNIT_KEY: f"Mã ở trang «{UNITS_SHEET.name}»."
            + ("" if is_required else " Để trống: văn bản chung của cả cuộc kiểm tra."),
            KIND_KEY: "Chọn loại văn bản trong danh sách.",
            ROLE_KEY: "Chọn trong danh sách.",
        }
        if ranges[key]:
            # A stop only where nothing else can be right: units and kinds may come from elsewhere.
            _validate(
                page, _below(column), sheet.label_of_key(key), hints[key], ranges[key], stops=key == ROLE_KEY
            )

    # --- lists and hints --------------------------------------------------------------------------

    def _write_lists(self, page: Worksheet) -> None:
        """The words of every drop-down list, a column each."""
        lists = {name: list(words.values()) for name, words in WORDS.items()}
        lists |= {
            sheet.name: [source.label for source in sheet.sources] for sheet in SHEETS if sheet.has_roles
        }
        lists[KIND_KEY] = [show_kind(name, title) for name, title in self._kinds.items()]
        titles = {field.choices: field.label for sheet in SHEETS for field in sheet.fields if field.choices}
        styles.prepare_lists(page, len(lists))
        for column, (name, words) in enumerate(lists.items(), start=1):
            _put_text(page.cell(1, column), titles.get(name, name if name != KIND_KEY else "Loại văn bản"))
            styles.paint_label(page.cell(1, column), is_required=False)
            for row, word in enumerate(words, start=2):
                _put_text(page.cell(row, column), word)
            if words:
                letters = column_letters(column)
                self._lists[name] = f"'{LISTS_SHEET}'!${letters}$2:${letters}${len(words) + 1}"


def _guard(page: Worksheet, field: Field, cells: str, lists: Mapping[str, str], *, is_form: bool) -> None:
    """What `cells` show when they are chosen, and what they accept."""
    is_single = is_form or not field.is_list  # a cell of a table may hold several items
    list_range = lists.get(field.choices or "") if is_single else None
    _validate(
        page,
        cells,
        field.label,
        _hint(field, "Mỗi dòng một mục." if is_form else _MANY),
        list_range,
        stops=True,
    )


def _validate(
    page: Worksheet, cells: str, title: str, hint: str, list_range: str | None, *, stops: bool
) -> None:
    rule = DataValidation(
        type="list" if list_range else None,
        formula1=list_range,
        allow_blank=True,
        showErrorMessage=bool(list_range) and stops,
        errorTitle="Chọn trong danh sách",
        error="Hãy chọn một giá trị trong danh sách.",
        showInputMessage=True,
        promptTitle=_cut(title, _TITLE_LIMIT),
        prompt=_cut(hint, _HINT_LIMIT) or None,
    )
    rule.add(cells)
    page.add_data_validation(rule)


def _write_guide(page: Worksheet) -> None:
    styles.prepare_guide(page)
    _put_text(page["A1"], TITLE)
    row = 3
    for number, step in enumerate(STEPS, start=1):
        _put_text(page.cell(row, 1), f"{number}.")
        _put_text(page.cell(row, 2), step)
        row += 1
    row += 1
    styles.paint_heading(page.cell(row, 1))
    _put_text(page.cell(row, 1), "Các trang")
    for name, explanation in PAGES:
        row += 1
        _put_text(page.cell(row, 2), name)
        page.cell(row, 2).hyperlink = Hyperlink(ref=f"B{row}", location=f"'{name}'!A1")
        styles.paint_link(page.cell(row, 2))
        _put_text(page.cell(row, 3), explanation)
    styles.finish_guide(page, row)


def _put(cell: Cell, value: Any, field: Field | None) -> None:
    if isinstance(value, str):
        _put_text(cell, value)
    elif value is not None:
        cell.value = value
    if field is not None:
        cell.number_format = styles.NUMBER_FORMATS[field.type]


def _put_text(cell: Cell, text: str) -> None:
    """Text stays text: what begins with "=" is no formula, here or after the next edit."""
    if text:
        cell.value = text.replace("_x", "_x005F_x")
        cell.data_type = "s"
        if text[0] in "=+-@'":
            cell.quotePrefix = True


def _mark(field: Field) -> str:
    if field.is_required:
        return f"{field.label} *"
    return f"{field.label} (*)" if field.is_required_in_group else field.label


def _hint(field: Field, many: str) -> str:
    type_hint = "" if "Ví dụ" in field.hint else _TYPE_HINTS.get(field.type, "")
    return " ".join(part for part in (field.hint, type_hint, many if field.is_list else "") if part)


def _below(column: int) -> str:
    letters = column_letters(column)
    return f"{letters}{FIRST_ROW}:{letters}{_LAST_ROW}"


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _save(book: Workbook) -> bytes:
    """The bytes of `book`, with fixed dates in the ZIP: openpyxl writes the time of saving."""
    raw, packed = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _without_clock(content)
            target.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 9)
    return packed.getvalue()


def _without_clock(properties: bytes) -> bytes:
    return re.sub(rb">\d{4}-\d\d-\d\dT[\d:]+Z<", f">{_FIRST_MOMENT.isoformat()}Z<".encode(), properties)
