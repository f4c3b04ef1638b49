"""The cells of a workbook as they are stored; only those that hold something.

openpyxl is not used for reading: it gives either a formula or its result, so a formula without a result
looks like an empty cell, and with `defusedxml` it parses in pure Python, several times slower.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from service.errors import WorkbookUnreadable
from service.workbook.gate import Reason, open_workbook

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DAYS_FROM_1900_TO_1904 = 1462
_COLUMNS_KEPT = 256  # more than any sheet of ours has
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Formats 14-22 and 45-47 are dates everywhere, 27-36 and 50-58 in East Asian editions.
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


class Kind(Enum):
    """What sort of value a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"  # a number that is shown as a date or a time
    TRUTH = "truth"
    ERROR = "error"
    FORMULA = "formula"  # one without a result


class Cell(NamedTuple):
    """One cell that holds something; a formula counts as its result."""

    address: str
    kind: Kind
    text: str
    number: float


@dataclass(frozen=True)
class Row:
    """The filled cells of one row by column, A being 1."""

    number: int
    cells: dict[int, Cell]


def read_sheets(source: bytes) -> dict[str, list[Row]]:
    """The filled rows of every sheet by its name; raises `WorkbookUnreadable`."""
    try:
        return _Book(open_workbook(source)).read()
    except (etree.XMLSyntaxError, LookupError, ValueError) as exc:
        raise WorkbookUnreadable(Reason.DAMAGED) from exc


class _Book:
    def __init__(self, parts: dict[str, bytes]) -> None:
        self._parts = parts
        self._path = self._targets("")["officeDocument"][1]
        self._related = self._targets(self._path)
        self._texts = self._read_texts()
        self._dates = self._find_date_styles()
        self._root = _parse(self._part(self._path))
        properties = self._root.find("{*}workbookPr")
        is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self._shift = _DAYS_FROM_1900_TO_1904 if is_1904 else 0

    def read(self) -> dict[str, list[Row]]:
        sheets: dict[str, list[Row]] = {}
        seen: set[str] = set()
        for sheet in self._root.iterfind("{*}sheets/{*}sheet"):
            (id_,) = (value for name, value in sheet.attrib.items() if str(name).endswith("}id"))
            kind, target = self._related[str(id_)]
            if target in seen:  # or a small file would keep us reading the same part for hours
                raise ValueError(target)
            seen.add(target)
            if kind == "worksheet":
                sheets[str(sheet.attrib["name"])] = list(self._read_rows(self._part(target)))
        return sheets

    def _read_rows(self, part: bytes) -> Iterator[Row]:
        cells: dict[int, Cell] = {}
        last_row = 0
        row, column = 1, 0
        for element in _stream(part, "{*}c"):
            match = _ADDRESS.fullmatch(element.get("r", ""))
            if match:
                row, column = int(match[2]), _column_number(match[1])
            else:  # a few programs leave addresses out: the cell follows the one before
                row, column = _row_of(element, row), column + 1
            if row != last_row:
                if cells:
                    yield Row(last_row, cells)
                cells, last_row = {}, row
            cell = self._read_cell(element, match[0] if match else f"{column_letters(column)}{row}")
            if cell is not None:
                cells[column] = cell
        if cells:
            yield Row(last_row, cells)

    def _read_cell(self, element: etree._Element, address: str) -> Cell | None:
        type_ = element.get("t", "n")
        if type_ == "inlineStr":
            text = "".join(_texts_of(element))
        else:
            text = _child_text(element, "}v") or ""
            text = self._texts[int(text)] if type_ == "s" and text else text
            if type_ == "str":
                text = _unescape(text)
        if not text and type_ != "str" and _child_text(element, "}f") is not None:
            return Cell(address, Kind.FORMULA, "", 0)
        if not text.strip():
            return None
        if type_ == "n":
            number = float(text)
            is_date = int(element.get("s", "0")) in self._dates
            if is_date and number >= 1:  # less than a day is a time, which no calendar shifts
                number += self._shift
            return Cell(address, Kind.DATE if is_date else Kind.NUMBER, text, number)
        return Cell(address, {"b": Kind.TRUTH, "e": Kind.ERROR}.get(type_, Kind.TEXT), text, 0)

    def _read_texts(self) -> list[str]:
        part = next(
            (self._part(target) for kind, target in self._related.values() if kind == "sharedStrings"), None
        )
        return [] if part is None else ["".join(_texts_of(item)) for item in _stream(part, "{*}si")]

    def _find_date_styles(self) -> frozenset[int]:
        """The numbers of the styles that show a number as a date or a time."""
        part = next((self._part(target) for kind, target in self._related.values() if kind == "styles"), None)
        if part is None:
            return frozenset()
        root = _parse(part)
        formats = {
            int(item.get("numFmtId", "0")): item.get("formatCode", "")
            for item in root.iterfind("{*}numFmts/{*}numFmt")
        }
        dates = {id_ for id_, code in formats.items() if re.search("[dmyhs]", _QUOTED.sub("", code.lower()))}
        dates |= _DATE_FORMATS - set(formats)
        styles = root.iterfind("{*}cellXfs/{*}xf")
        return frozenset(
            number for number, style in enumerate(styles) if int(style.get("numFmtId", "0")) in dates
        )

    def _targets(self, path: str) -> dict[str, tuple[str, str]]:
        """What the part at `path` refers to: kind and path, by id; for the package itself, by kind."""
        folder, name = posixpath.split(path)
        targets = {}
        for item in _parse(self._part(f"{folder}/_rels/{name}.rels".lstrip("/"))).iterfind(_RELATIONSHIPS):
            kind = item.get("Type", "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/", folder, item.get("Target", ""))).lstrip("/")
            targets[item.get("Id", "") if path else kind] = (kind, target)
        return targets

    def _part(self, path: str) -> bytes:
        return self._parts[path.lower()]


def column_letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@lru_cache(_COLUMNS_KEPT)
def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _row_of(cell: etree._Element, before: int) -> int:
    parent = cell.getparent()
    return int(parent.get("r", before)) if parent is not None else before


def _child_text(element: etree._Element, name: str) -> str | None:
    """The text of the child whose tag ends in `name`: faster than a search with a wildcard."""
    for child in element:
        if str(child.tag).endswith(name):
            return child.text or ""
    return None


def _texts_of(element: etree._Element) -> Iterator[str]:
    """The text of a string, run by run, without the reading aids of East Asian editions."""
    for child in element:
        name = str(child.tag)
        if name.endswith("}t"):
            yield _unescape(child.text or "")
        elif name.endswith(("}is", "}r")):  # not }rPh
            yield from _texts_of(child)


def _unescape(text: str) -> str:
    """`text` with `_x000D_` and its like, by which Office writes unusual characters, as characters."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return escape[0] if "\ud800" <= character <= "\udfff" else character  # half a character is none


def _parse(part: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(part, parser)


def _stream(part: bytes, tag: str) -> Iterator[etree._Element]:
    """Each element called `tag` once it is complete; what was read before it is dropped from memory."""
    reading = etree.iterparse(
        io.BytesIO(part), events=("end",), tag=(tag, "{*}row"), resolve_entities=False, no_network=True
    )
    wanted = tag[tag.index("}") :]
    for _, element in reading:
        if str(element.tag).endswith(wanted):
            yield element
            element.clear(keep_tail=False)
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]
