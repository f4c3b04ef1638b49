"""How a workbook looks: calm, readable on screen, printable on A4."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from service.workbook.cells import column_letters
from service.workbook.fields import Field, Type

EMPTY_ROWS = 15
"""So many ruled rows follow the labels of a table, to be typed into or printed."""

NUMBER_FORMATS = {
    Type.TEXT: "@",
    Type.CHOICE: "@",
    Type.TRUTH: "@",
    Type.INTEGER: "0",
    Type.DAY: "dd/mm/yyyy",
    Type.CLOCK: "hh:mm",
    Type.MOMENT: "dd/mm/yyyy hh:mm",
}
_WIDTHS = {Type.INTEGER: 9, Type.DAY: 13, Type.CLOCK: 10, Type.MOMENT: 17, Type.CHOICE: 22, Type.TRUTH: 12}
_LONG_TEXTS = ("text", "action", "content", "unit_opinion", "team_conclusion", "abstract", "evidence", "norm")
_WIDE, _MEDIUM, _NARROW = 46, 26, 16
_PAGE_WIDTH = 170  # characters that are still easy to read across an A4 page on its side
_LINE_HEIGHT = 15.5  # points
_MAX_HEIGHT = 400  # points; Excel allows 409

_FACE = "Times New Roman"
_INK, _RED, _GREY, _RULE = "1F2A37", "8C1C13", "6B7280", "C9D1DA"
_TITLE = Font(name=_FACE, size=15, bold=True, color=_RED)
_HEADING = Font(name=_FACE, size=12, bold=True, color=_INK)
_PLAIN = Font(name=_FACE, size=12, color=_INK)
_NOTE = Font(name=_FACE, size=11, italic=True, color=_GREY)
_LINK = Font(name=_FACE, size=12, color="1D4E89", underline="single")
_HEAD_FILL = PatternFill("solid", fgColor="E8EDF3")
_REQUIRED_FILL = PatternFill("solid", fgColor="F6E3DE")
_GROUP_FILL = PatternFill("solid", fgColor="F3F5F8")
_LINE = Side(style="thin", color=_RULE)
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_TOP_WRAPPED = Alignment(vertical="top", wrap_text=True)
_TOP_CENTRED = Alignment(vertical="top", horizontal="center")
_FIGURES = (Type.INTEGER, Type.DAY, Type.CLOCK, Type.MOMENT)
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)


def prepare_table(page: Worksheet, title: str, explanation: str, columns: int, *, frozen: int) -> None:
    """Title, explanation, hidden keys, frozen labels, and how the page prints."""
    _head(page, title, explanation)
    page.row_dimensions[3].hidden = True
    page.row_dimensions[4].height = 50
    page.column_dimensions["A"].width = 7
    page.freeze_panes = f"{column_letters(2 + frozen)}5"
    page.print_title_rows = "4:4"
    page.print_title_cols = f"A:{column_letters(1 + frozen)}"
    _set_print(page)


def finish_table(page: Worksheet, columns: int, last_row: int) -> None:
    """Rules the rows that are filled or ready to be."""
    for row in page.iter_rows(min_row=5, max_row=last_row, min_col=2, max_col=columns + 1):
        for cell in row:
            dimension = page.column_dimensions[cell.column_letter]
            cell.border, cell.alignment = _BOX, copy(dimension.alignment)
            if not cell.font.i:
                cell.font = _PLAIN
            if cell.number_format == "General":
                cell.number_format = dimension.number_format
        if any(cell.value for cell in row):
            _fit_row(page, row)
    page.print_area = f"A1:{column_letters(columns + 1)}{last_row}"
    width = sum(page.column_dimensions[column_letters(column)].width for column in range(1, columns + 2))
    page.page_setup.fitToWidth = max(1, round(width / _PAGE_WIDTH))


def shape_column(page: Worksheet, column: int, field: Field) -> None:
    """The width and the format of a column, also below the ruled rows."""
    dimension = page.column_dimensions[column_letters(column)]
    is_long = field.is_list or field.path[-1] in _LONG_TEXTS
    text_width = _WIDE if is_long and not field.pattern else _NARROW if field.pattern else _MEDIUM
    dimension.width = max(_WIDTHS.get(field.type, text_width), min(len(field.label) // 2 + 2, 20))
    dimension.number_format = NUMBER_FORMATS[field.type]
    dimension.alignment = _TOP_CENTRED if field.type in _FIGURES else _TOP_WRAPPED
    dimension.font = _PLAIN


def shape_key_column(page: Worksheet, column: int) -> None:
    """The width and the format of a column that says where a row belongs."""
    dimension = page.column_dimensions[column_letters(column)]
    dimension.width = 24
    dimension.number_format = "@"
    dimension.alignment = _TOP_WRAPPED
    dimension.font = _PLAIN


def prepare_form(page: Worksheet, title: str, explanation: str, *, has_examples: bool) -> None:
    """Title, explanation, hidden keys, frozen labels, and how the page prints."""
    _head(page, title, explanation, column="B")
    page.column_dimensions["A"].hidden = True
    for letter, width in (("B", 38), ("C", 58), ("D", 52), *((("E", 44),) if has_examples else ())):
        page.column_dimensions[letter].width = width
    page.freeze_panes = "C4"
    page.print_title_rows = "3:3"
    _set_print(page)


def paint_line(page: Worksheet, row: int, *, is_required: bool) -> None:
    """One line of a form: label, value, hint, example."""
    label, value, hint, example = (page.cell(row, column) for column in range(2, 6))
    label.font, value.font, hint.font, example.font = _PLAIN, _PLAIN, _NOTE, _NOTE
    label.fill = _REQUIRED_FILL if is_required else _HEAD_FILL
    label.border = value.border = _BOX
    for cell in (label, value, hint, example):
        cell.alignment = Alignment(vertical="top", wrap_text=True, horizontal="left")
    _fit_row(page, (label, value, hint, example))


def paint_group(page: Worksheet, row: int, title: str) -> None:
    """A heading within a form."""
    page.cell(row, 2).value = title
    for column in (2, 3):
        page.cell(row, column).font = _HEADING
        page.cell(row, column).fill = _GROUP_FILL
    page.row_dimensions[row].height = 24
    page.cell(row, 2).alignment = Alignment(vertical="bottom")


def finish_form(page: Worksheet, last_row: int) -> None:
    """What of a form is printed."""
    page.print_area = f"B1:D{last_row}"


def paint_label(cell: Cell, *, is_required: bool) -> None:
    """The label of a column."""
    cell.font, cell.border, cell.alignment = _HEADING, _BOX, _CENTRED
    cell.fill = _REQUIRED_FILL if is_required else _HEAD_FILL


def paint_example(page: Worksheet, row: int, columns: int) -> None:
    """A row that only shows how to fill in."""
    for column in range(1, columns + 2):
        page.cell(row, column).font = _NOTE


def paint_heading(cell: Cell) -> None:
    """A heading of the guide."""
    cell.font = _HEADING


def paint_link(cell: Cell) -> None:
    """The name of a sheet that leads there."""
    cell.font = _LINK


def prepare_guide(page: Worksheet) -> None:
    """The sheet that explains the others."""
    page.column_dimensions["A"].width = 5
    page.column_dimensions["B"].width = 30
    page.column_dimensions["C"].width = 110
    page.sheet_view.showGridLines = False
    page["A1"].font = _TITLE
    page.row_dimensions[1].height = 28
    _set_print(page)


def finish_guide(page: Worksheet, last_row: int) -> None:
    """Fonts, and steps that run over the whole width."""
    for row in range(3, last_row + 1):
        for column in (1, 2, 3):
            cell = page.cell(row, column)
            cell.alignment = Alignment(vertical="top")
            if not (cell.font.b or cell.font.u):
                cell.font = _PLAIN
    page.page_setup.fitToHeight = 1


def prepare_lists(page: Worksheet, columns: int) -> None:
    """The sheet that feeds the drop-down lists."""
    for column in range(1, columns + 1):
        page.column_dimensions[column_letters(column)].width = 30
    page.sheet_state = "hidden"


def _head(page: Worksheet, title: str, explanation: str, column: str = "A") -> None:
    page.sheet_view.showGridLines = False
    page[f"{column}1"].value, page[f"{column}1"].font = title, _TITLE
    page[f"{column}2"].value, page[f"{column}2"].font = explanation, _NOTE
    page.row_dimensions[1].height = 26
    page.row_dimensions[2].height = 20


def _fit_row(page: Worksheet, cells: Sequence[Cell]) -> None:
    """Makes a row high enough; programs do so by themselves only while somebody types into it."""
    lines = max(_lines(cell.value, page.column_dimensions[cell.column_letter].width) for cell in cells)
    page.row_dimensions[cells[0].row].height = min(_LINE_HEIGHT * lines, _MAX_HEIGHT)


def _lines(value: object, width: float) -> int:
    """About how many lines `value` takes in a column of so many characters."""
    if not isinstance(value, str):
        return 1
    return sum(1 + int(len(line) / (width * 1.1)) for line in value.split("\n"))


def _set_print(page: Worksheet) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins.left = page.page_margins.right = 0.5
    page.oddFooter.left.text = "&A"
    page.oddFooter.right.text = "Trang &P/&N"
