"""An inspection as the rows of the sheets: what stands in which cell, no matter how it looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from service.domain.inspection import Inspection
from service.workbook.fields import ENTRY, ITEM, Field
from service.workbook.layout import KIND_KEY, ROLE_KEY, UNIT_KEY, UNITS, Sheet, Source
from service.workbook.marks import show_kind
from service.workbook.values import write_one, write_value

CELL_LIMIT = 32_000  # characters; Excel cuts a cell at 32 767

Values = dict[str, Any]
"""A row: what its cells hold, by the key of the column."""


def dump_inspection(inspection: Inspection) -> dict[str, Any]:
    """The JSON of `inspection` without what follows by default; parsed again it is the same inspection."""
    return inspection.model_dump(mode="json", round_trip=True, exclude_defaults=True)


def form_values(tree: Mapping[str, Any], sheet: Sheet) -> dict[str, list[Any]]:
    """What the lines of a form hold, by key: one value, or one per item of a list."""
    (source,) = sheet.sources
    node: Any = tree
    for step in source.path:
        node = node.get(step, {})
    values = {}
    for field in sheet.fields:
        value = _value_at(node, field)
        if value is not None:
            values[field.key] = [write_one(item, field) for item in (value if field.is_list else [value])]
    return values


def table_rows(tree: Mapping[str, Any], sheet: Sheet, kinds: Mapping[str, str]) -> Iterator[Values]:
    """The rows of a table: what concerns the whole inspection, then unit by unit."""
    general = [source for source in sheet.sources if not source.is_per_unit]
    for source in general:
        yield from _rows_of(tree, source.path, source, sheet, {}, kinds)
    for unit in tree.get("units", ()):
        for source in sheet.sources:
            if source.is_per_unit:
                below = source.path[len(UNITS) :]
                yield from _rows_of(unit, below, source, sheet, {UNIT_KEY: unit["id"]}, kinds)


def _rows_of(
    node: Any, path: tuple[str, ...], source: Source, sheet: Sheet, keys: Values, kinds: Mapping[str, str]
) -> Iterator[Values]:
    if node is None:
        return
    if not path:
        yield from _split(_row(node, source, sheet, keys), source.fields)
    elif path == (ITEM,):
        if not node and source.is_list_or_nothing:
            yield _row({}, source, sheet, keys)
        for item in node:
            yield from _rows_of(item, (), source, sheet, keys, kinds)
    elif path[0] == ENTRY:
        for name, below in node.items():
            named = {**keys, KIND_KEY: show_kind(name, kinds.get(name))}
            yield from _rows_of(below, path[1:], source, sheet, named, kinds)
    else:
        yield from _rows_of(node.get(path[0]), path[1:], source, sheet, keys, kinds)


def _row(node: Mapping[str, Any], source: Source, sheet: Sheet, keys: Values) -> Values:
    row = {**keys, ROLE_KEY: source.label} if sheet.has_roles else dict(keys)
    for field in source.fields:
        value = _value_at(node, field)
        if value is not None:
            row[field.key] = value if field.is_list else write_value(value, field)
    return row


def _split(row: Values, fields: tuple[Field, ...]) -> Iterator[Values]:
    """`row`, and under it as many rows of list items alone as its longest list needs."""
    lists = {
        field.key: list(_chunks(row[field.key], field))
        for field in fields
        if field.is_list and field.key in row
    }
    yield {**row, **{key: chunks[0] for key, chunks in lists.items()}}
    for number in range(1, max((len(chunks) for chunks in lists.values()), default=1)):
        yield {key: chunks[number] for key, chunks in lists.items() if number < len(chunks)}


def _chunks(items: list[Any], field: Field) -> Iterator[str]:
    """`items` one per line, in as few texts as fit into cells."""
    chunk: list[Any] = []
    length = 0
    for item in items:
        if chunk and length + len(item) > CELL_LIMIT:
            yield write_value(chunk, field)
            chunk, length = [], 0
        chunk.append(item)
        length += len(item) + 1
    yield write_value(chunk, field)


def _value_at(node: Any, field: Field) -> Any:
    for step in field.path:
        node = node.get(step) if node is not None else None
    return node
