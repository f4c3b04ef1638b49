"""The rows of a workbook as data; every fault names its sheet and cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from service.domain.loading import label_of, pointer_to
from service.errors import DataFault
from service.workbook.cells import Cell, Row, read_sheets
from service.workbook.choices import simplify
from service.workbook.contents import Contents
from service.workbook.fields import ENTRY, ITEM, Field, Path
from service.workbook.layout import KIND_KEY, ROLE_KEY, SHEETS, UNIT_KEY, UNITS, UNITS_SHEET, Sheet, Source
from service.workbook.marks import (
    EXAMPLE_MARK,
    FORM_EXAMPLE_COLUMN,
    FORM_VALUE_COLUMN,
    KEY_MARK,
    SILENT_SHEETS,
    find_kind,
)
from service.workbook.paths import container, generalise
from service.workbook.places import Places
from service.workbook.values import CellWrongError, check_readable, plain_text, read_value

_UNITS_PATH: Path = ("units",)


def read_workbook(source: bytes) -> Contents:
    """What an XLSX workbook holds; raises `WorkbookUnreadable` for a file that is none, or is hostile."""
    reading = _Reading()
    reading.read(read_sheets(source))
    return Contents(reading.tree, tuple(reading.faults), reading.places)


@dataclass(frozen=True)
class _RowOfTable:
    """A row with its cells by the keys of their columns."""

    sheet: Sheet
    number: int
    keys: dict[str, Cell]  # where the row belongs
    cells: dict[str, Cell]  # what it says

    @property
    def address(self) -> str:
        return next(iter((*self.keys.values(), *self.cells.values()))).address

    @property
    def has_list_items_alone(self) -> bool:
        return not self.keys and bool(self.sheet.keys) and self.sheet.list_keys.issuperset(self.cells)


class _Reading:
    """Collects the data sheet by sheet, and where each value stands."""

    def __init__(self) -> None:
        self.tree: dict[str, Any] = {}
        self.faults: list[DataFault] = []
        self.places = Places()
        self._units: dict[str, int] = {}

    def read(self, rows_by_name: dict[str, list[Row]]) -> None:
        by_name = {simplify(name): (name, rows) for name, rows in rows_by_name.items()}
        for sheet in sorted(SHEETS, key=lambda sheet: sheet is not UNITS_SHEET):  # others name its units
            _, rows = by_name.pop(simplify(sheet.name), ("", []))
            if sheet.is_form:
                self._read_form(sheet, rows)
            else:
                self._read_table(sheet, rows)
        for name, rows in by_name.values():
            if rows and name not in SILENT_SHEETS:
                address = next(iter(rows[0].cells.values())).address
                self._blame((), "sheet-unknown", name, address, known=[sheet.name for sheet in SHEETS])

    # --- forms ------------------------------------------------------------------------------------

    def _read_form(self, sheet: Sheet, rows: list[Row]) -> None:
        (source,) = sheet.sources
        fields = {field.key: field for field in sheet.fields}
        for row in rows:
            key = row.cells.get(1)
            if key is not None and key.text == KEY_MARK:
                continue
            field = fields.get(key.text) if key is not None else None
            if field is not None:
                self.places.add_line((*source.path, *field.path), sheet.name, row.number)
            for column, cell in row.cells.items():
                if column == FORM_VALUE_COLUMN and field is not None:
                    self._put(source.path, field, cell, sheet)
                elif column == FORM_VALUE_COLUMN or column > FORM_EXAMPLE_COLUMN:
                    self._blame_stray(sheet, cell)

    # --- tables -----------------------------------------------------------------------------------

    def _read_table(self, sheet: Sheet, rows: list[Row]) -> None:
        known = {*sheet.keys, *(field.key for field in sheet.fields)}
        columns: dict[int, str] = {}
        before: Path | None = None
        for row in rows:
            mark = row.cells.get(1)
            if mark is not None and mark.text == KEY_MARK:
                columns = {column: cell.text for column, cell in row.cells.items() if cell.text in known}
                self.places.set_columns(sheet, {key: column for column, key in columns.items()}, row.number)
            elif columns and row.number > self.places.header_row(sheet):
                self.places.note_row(sheet, row.number)
                if mark is None or simplify(mark.text) != simplify(EXAMPLE_MARK):
                    before = self._read_row(self._sort_cells(sheet, row, columns), before)
        if rows and not columns:
            self._blame((), "sheet-without-keys", sheet.name, next(iter(rows[0].cells.values())).address)

    def _sort_cells(self, sheet: Sheet, row: Row, columns: dict[int, str]) -> _RowOfTable:
        keys, cells = {}, {}
        for column, cell in row.cells.items():
            key = columns.get(column)
            if key in sheet.keys:
                keys[key] = cell
            elif key is not None:
                cells[key] = cell
            elif column > 1:
                self._blame_stray(sheet, cell)
        return _RowOfTable(sheet, row.number, keys, cells)

    def _read_row(self, row: _RowOfTable, before: Path | None) -> Path | None:
        """Reads one row and gives the path of its object; list items alone continue the row above."""
        if not row.keys and not row.cells:
            return before
        path = before if row.has_list_items_alone and before else self._find_object(row)
        if path is None:
            return None
        source = next(source for source in row.sheet.sources if generalise(path) == source.path)
        for key, cell in row.cells.items():
            field = source.fields_by_key.get(key)
            if field is not None:
                self._put(path, field, cell, row.sheet)
            else:
                label = next(field.label for field in row.sheet.fields if field.key == key)
                self._blame(path, "cell-not-used", row.sheet.name, cell.address, label, role=source.label)
        return path

    def _find_object(self, row: _RowOfTable) -> Path | None:
        """The path of the object that a row describes, made if need be; none if the row cannot be placed."""
        if not self._are_readable(row):
            return None
        source = self._choose_source(row)
        path = self._resolve(row, source) if source is not None else None
        if source is None or path is None:
            return None
        if not row.cells and not source.is_per_kind:  # a key without facts: nothing, or a list that is empty
            if source.is_list_or_nothing:
                container(self.tree, path[:-1], [])
            return None
        if not source.is_list and path in self.places.objects:
            earlier = self.places.objects[path][1]
            self._blame(path, "row-twice", row.sheet.name, row.address, source.label, earlier=earlier)
            return None
        container(self.tree, path, {})
        self.places.add_object(path, row.sheet.name, row.address, row.number)
        if source.path == UNITS:
            self._note_unit(row, path)
        return path

    def _are_readable(self, row: _RowOfTable) -> bool:
        for key, cell in row.keys.items():
            try:
                check_readable(cell)
            except CellWrongError as wrong:
                label = row.sheet.label_of_key(key)
                self._blame((), wrong.code, row.sheet.name, cell.address, label, **wrong.facts)
                return False
        return True

    def _choose_source(self, row: _RowOfTable) -> Source | None:
        """The part of the data that a row belongs to, by its unit and its role."""
        sources = [source for source in row.sheet.sources if source.is_per_unit == (UNIT_KEY in row.keys)]
        if not sources:  # a sheet about units only, or about none
            self._blame_key(row, UNIT_KEY)
            return None
        if not row.sheet.has_roles:
            return sources[0]
        if ROLE_KEY not in row.keys:
            self._blame_key(row, ROLE_KEY)
            return None
        cell = row.keys[ROLE_KEY]
        for source in sources:
            if simplify(source.label) == simplify(plain_text(cell)):
                return source
        allowed = [{"value": source.label} for source in sources]
        label = row.sheet.label_of_key(ROLE_KEY)
        self._blame((), "not-a-choice", row.sheet.name, cell.address, label, allowed=allowed)
        return None

    def _resolve(self, row: _RowOfTable, source: Source) -> Path | None:
        """The path of `source` with the row's own unit, kind of document and place in the list."""
        path: Path = ()
        for depth, step in enumerate(source.path, start=1):
            own: str | None = step
            if step == ENTRY:
                own = self._kind_of(row)
            elif step == ITEM and source.path[:depth] == UNITS != source.path:
                own = self._unit_of(row)
            elif step == ITEM:
                own = str(len(container(self.tree, path, [])))
            if own is None:
                return None
            path = (*path, own)
        return path

    def _kind_of(self, row: _RowOfTable) -> str | None:
        if KIND_KEY not in row.keys:
            self._blame_key(row, KIND_KEY)
            return None
        cell = row.keys[KIND_KEY]
        kind = find_kind(plain_text(cell))
        if kind is None:
            label = row.sheet.label_of_key(KIND_KEY)
            self._blame((), "row-kind-unknown", row.sheet.name, cell.address, label, value=plain_text(cell))
        return kind

    def _unit_of(self, row: _RowOfTable) -> str | None:
        cell = row.keys[UNIT_KEY]
        index = self._units.get(simplify(plain_text(cell)))
        if index is None:
            facts = {"value": plain_text(cell), "units": UNITS_SHEET.name}
            label = row.sheet.label_of_key(UNIT_KEY)
            self._blame(_UNITS_PATH, "row-unit-unknown", row.sheet.name, cell.address, label, **facts)
            return None
        return str(index)

    def _note_unit(self, row: _RowOfTable, path: Path) -> None:
        cell = row.cells.get("id")
        if cell is None:
            return
        id_ = simplify(plain_text(cell))
        if id_ in self._units:
            self._blame((*path, "id"), "id-twice", row.sheet.name, cell.address, id=plain_text(cell))
        self._units.setdefault(id_, int(path[-1]))

    # --- values and faults ------------------------------------------------------------------------

    def _put(self, root: Path, field: Field, cell: Cell, sheet: Sheet) -> None:
        path = (*root, *field.path)
        try:
            value = read_value(cell, field)
        except CellWrongError as wrong:
            self._blame(path, wrong.code, sheet.name, cell.address, field.label, **wrong.facts)
            return
        parent = container(self.tree, path[:-1], {})
        if field.is_list:
            start = len(parent.setdefault(path[-1], []))
            parent[path[-1]] += value
            for index in range(start, start + len(value)):
                self.places.add_value((*path, str(index)), sheet.name, cell.address)
        elif path[-1] in parent:
            earlier = self.places.values[path][1]
            self._blame(path, "row-twice", sheet.name, cell.address, field.label, earlier=earlier)
            return
        else:
            parent[path[-1]] = value
        self.places.add_value(path, sheet.name, cell.address)

    def _blame_key(self, row: _RowOfTable, key: str) -> None:
        cell = self.places.cell_of(row.sheet, key, row.number)
        self._blame((), "missing", row.sheet.name, cell, row.sheet.label_of_key(key))

    def _blame_stray(self, sheet: Sheet, cell: Cell) -> None:
        self._blame((), "cell-outside", sheet.name, cell.address, value=plain_text(cell))

    def _blame(self, path: Path, code: str, sheet: str, cell: str, label: str = "", **facts: Any) -> None:
        numbered = tuple(int(step) if step.isdecimal() else step for step in path)
        label = label or (label_of(numbered) if path else sheet)
        self.faults.append(DataFault(pointer_to(path), code, label, {**facts, "sheet": sheet, "cell": cell}))
