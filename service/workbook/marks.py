"""The marks by which a workbook is understood again, whatever a clerk moved, hid or left out."""

from __future__ import annotations

import re

KEY_MARK = "#"
"""In column A of the hidden row that holds the keys of the columns."""

EXAMPLE_MARK = "Ví dụ"
"""In column A of a row that shows how to fill in; such rows are not read."""

FORM_VALUE_COLUMN, FORM_EXAMPLE_COLUMN = 3, 5
"""Columns C and E of a form; A holds the hidden keys, B the labels, D the hints."""

GUIDE_SHEET, LISTS_SHEET = "Hướng dẫn", "Danh mục"
SILENT_SHEETS = frozenset({GUIDE_SHEET, LISTS_SHEET})
"""Sheets that hold no data."""

_KIND = re.compile(r"(?:.*\()?([a-z][a-z0-9_]{0,39})\)?\s*", re.DOTALL)


def show_kind(name: str, title: str | None) -> str:
    """A kind of document as a cell shows it: «Biên bản kiểm tra (minutes)»."""
    return f"{title} ({name})" if title else name


def find_kind(text: str) -> str | None:
    """The name of the kind of document that a cell shows, if it shows one."""
    match = _KIND.fullmatch(text.strip())
    return match[1] if match else None
