"""Where in a workbook each value stands, so that a fault of the data can name its cell."""

from __future__ import annotations

from service.workbook.cells import column_letters
from service.workbook.fields import ENTRY, ITEM, Path
from service.workbook.layout import SHEETS, Sheet
from service.workbook.marks import FORM_VALUE_COLUMN

Place = tuple[str, str]
"""The name of a sheet and the address of a cell."""


class Places:
    """Remembers, while a workbook is read, what stands where."""

    def __init__(self) -> None:
        self.values: dict[Path, Place] = {}
        self.objects: dict[Path, Place] = {}
        self._rows: dict[tuple[str, Path], int] = {}
        self._columns: dict[str, dict[str, int]] = {}
        self._header_rows: dict[str, int] = {}
        self._last_rows: dict[str, int] = {}

    def add_value(self, path: Path, sheet: str, cell: str) -> None:
        """The value at `path` stands in `cell`."""
        self.values.setdefault(path, (sheet, cell))

    def add_line(self, path: Path, sheet: str, row: int) -> None:
        """The value at `path` would stand in this line of a form."""
        self.objects.setdefault(path, (sheet, f"{column_letters(FORM_VALUE_COLUMN)}{row}"))

    def add_object(self, path: Path, sheet: str, cell: str, row: int) -> None:
        """The object at `path` is described in `row`."""
        self.objects.setdefault(path, (sheet, cell))
        self._rows.setdefault((sheet, path), row)

    def set_columns(self, sheet: Sheet, columns: dict[str, int], key_row: int) -> None:
        """The columns of a table by key; its labels follow the row of keys."""
        self._columns[sheet.name] = columns
        self._header_rows[sheet.name] = self._last_rows[sheet.name] = key_row + 1

    def note_row(self, sheet: Sheet, row: int) -> None:
        """`row` of a table is in use."""
        self._last_rows[sheet.name] = row

    def header_row(self, sheet: Sheet) -> int:
        """The row with the labels of a table."""
        return self._header_rows[sheet.name]

    def cell_of(self, sheet: Sheet, key: str, row: int | None = None) -> str:
        """The cell of a table in the column `key`, in `row` or the next free one."""
        column = self._columns.get(sheet.name, {}).get(key, 2)
        return f"{column_letters(column)}{row or self._last_rows.get(sheet.name, 4) + 1}"

    def find(self, path: Path) -> Place | None:
        """The cell that holds the value at `path`, or the one where it is missing; none for the whole."""
        if not path:
            return None
        if path in self.values:
            return self.values[path]
        return self._find_missing(path) or self._find_around(path)

    def _find_missing(self, path: Path) -> Place | None:
        """The empty cell of a value that is not there: its row if that exists, else the next free row."""
        for sheet in SHEETS:
            for source in sheet.sources:
                length = _match(source.path, path)
                if length is None:
                    continue
                rest = path[length:]
                keys = [field.key for field in source.fields if field.path[: len(rest)] == rest]
                if not keys or (length == len(path) and path in self.objects):
                    continue
                if sheet.is_form:
                    lines = (self.objects.get((*source.path, *key.split("."))) for key in keys)
                    return next((line for line in lines if line), (sheet.name, "C4"))
                row = self._rows.get((sheet.name, path[:length]))
                key = keys[0] if length == len(source.path) and rest else (sheet.keys or (keys[0],))[0]
                return sheet.name, self.cell_of(sheet, key, row)
        return None

    def _find_around(self, path: Path) -> Place | None:
        """Where the object at `path`, or the nearest one around it, begins."""
        for length in range(len(path), 0, -1):
            around = path[:length]
            place = self.objects.get(around) or self.values.get(around)
            if place is not None:
                return place
            below = (known for known in (*self.objects, *self.values) if known[:length] == around)
            first = next(below, None)
            if first is not None:
                return self.objects.get(first) or self.values[first]
        return None


def _match(pattern: Path, path: Path) -> int | None:
    """How many steps of `path` the source at `pattern` takes; a list that is missing ends before its item."""
    if pattern[-1:] == (ITEM,) and len(path) == len(pattern) - 1:
        pattern = pattern[:-1]
    if len(path) < len(pattern):
        return None
    fits = all(
        wanted in (step, ENTRY) or (wanted == ITEM and step.isdecimal())
        for wanted, step in zip(pattern, path, strict=False)
    )
    return len(pattern) if fits else None
