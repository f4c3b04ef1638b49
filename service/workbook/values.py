"""What a clerk typed into a cell, as the value that the data hold, and back."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from service.workbook.cells import Cell, Kind
from service.workbook.choices import TRUTH, WORDS, find_code
from service.workbook.fields import Field, Type

FIRST_DAY = dt.date(1900, 3, 1)
"""Before it Excel counts a day that never was; such dates are kept as text."""

_EPOCH = dt.datetime(1899, 12, 30)
_LAST_SERIAL = 2_958_466  # 10000-01-01
_DAY = re.compile(
    r"(?:ngày )?(\d{1,2})(?:\s?[/.-]\s?| tháng )(\d{1,2})(?:\s?[/.-]\s?| năm )(\d{4})", re.IGNORECASE
)
_ISO_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
_CLOCK = re.compile(
    r"(\d{1,2})\s?(?::|h|giờ)\s?(?:(\d{1,2})(?:\s?phút)?)?(?::(\d{2})(?:\.(\d{1,6}))?)?", re.IGNORECASE
)
_MOMENT_PARTS = re.compile(r"(?<=\d)T(?=\d)|[,\s]+")
_LOSES_ZERO = r"^\+?[0-9]"  # how the pattern of a telephone number begins


class CellWrongError(Exception):
    """A cell does not hold what its column asks for; becomes a fault of the data."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def read_value(cell: Cell, field: Field) -> Any:
    """The JSON value that `cell` holds for `field`; raises `CellWrongError`."""
    check_readable(cell)
    if field.is_list:
        parts = _read_text(cell, field).replace("\r", "\n").split("\n")
        if field.pattern:  # codes hold no commas, so commas may stand between them
            parts = [part for line in parts for part in re.split(r"[,;]", line)]
        return [_read_one(part, field) for part in (part.strip() for part in parts) if part]
    match field.type:
        case Type.INTEGER:
            return _read_integer(cell)
        case Type.DAY:
            return _read_day(cell)
        case Type.CLOCK:
            return _read_clock(cell)
        case Type.MOMENT:
            return _read_moment(cell)
        case Type.TRUTH:
            text = (
                {"1": "true", "0": "false"}.get(cell.text, cell.text)
                if cell.kind is Kind.TRUTH
                else cell.text
            )
            return _read_one(text, field) == "true"
        case _:
            return _read_one(_read_text(cell, field), field)


def check_readable(cell: Cell) -> None:
    """Raises `CellWrongError` for a spreadsheet's own error and for a formula without a result."""
    if cell.kind is Kind.ERROR:
        raise CellWrongError("cell-error", value=cell.text)
    if cell.kind is Kind.FORMULA:
        raise CellWrongError("cell-formula")


def plain_text(cell: Cell) -> str:
    """What a cell shows, near enough for names and messages."""
    if cell.kind is Kind.DATE:
        moment = _moment(cell.number)
        return f"{moment:%d/%m/%Y}" if moment else cell.text
    if cell.kind is Kind.NUMBER:
        return str(int(cell.number)) if cell.number.is_integer() else str(cell.number).replace(".", ",")
    return cell.text


def write_value(value: Any, field: Field) -> Any:
    """What the cell of `field` shall hold for a JSON value: text, a number, or a date of Python's."""
    if field.is_list:
        return "\n".join(str(write_one(item, field)) for item in value)
    return write_one(value, field)


def write_one(value: Any, field: Field) -> Any:
    """The same for a single value; what Excel cannot hold as a date stays text."""
    match field.type:
        case Type.CHOICE:
            return WORDS[str(field.choices)][value]
        case Type.TRUTH:
            return WORDS[TRUTH][str(value).lower()]
        case Type.DAY:
            day = dt.date.fromisoformat(value)
            return day if day >= FIRST_DAY else f"{day:%d/%m/}{day.year:04d}"
        case Type.CLOCK:
            clock = dt.time.fromisoformat(value)
            return value if clock.microsecond else clock
        case Type.MOMENT:
            moment = dt.datetime.fromisoformat(value)
            return value if moment.microsecond or moment.date() < FIRST_DAY else moment
        case _:
            return value


def _read_one(text: str, field: Field) -> str:
    if field.choices is None:
        return text
    code = find_code(field.choices, text)
    if code is None:
        raise CellWrongError(
            "not-a-choice", allowed=[{"value": word} for word in WORDS[field.choices].values()]
        )
    return code


def _read_text(cell: Cell, field: Field) -> str:
    if cell.kind is Kind.TRUTH:
        raise CellWrongError("cell-text")
    if cell.kind is Kind.NUMBER and field.pattern and field.pattern.startswith(_LOSES_ZERO):
        raise CellWrongError("cell-zero-lost")
    return plain_text(cell)


def _read_integer(cell: Cell) -> int:
    if cell.kind is Kind.NUMBER and cell.number.is_integer():
        return int(cell.number)
    text = re.sub(r"\s", "", cell.text)
    if cell.kind is not Kind.TEXT or not re.fullmatch(r"-?[0-9]{1,15}", text):
        raise CellWrongError("cell-integer", value=plain_text(cell))
    return int(text)


def _read_day(cell: Cell) -> str:
    moment = _moment(cell.number) if cell.kind in (Kind.NUMBER, Kind.DATE) else None
    day = moment.date() if moment and moment.time() == dt.time() else None
    if cell.kind is Kind.TEXT:
        day = _parse_day(_single_spaced(cell.text))
    if day is None:
        raise CellWrongError("cell-date", value=plain_text(cell))
    return day.isoformat()


def _read_clock(cell: Cell) -> str:
    clock = None
    if cell.kind is Kind.TEXT:
        clock = _parse_clock(_single_spaced(cell.text))
    elif cell.kind in (Kind.NUMBER, Kind.DATE) and 0 <= cell.number < 1:
        clock = (_EPOCH + _duration(cell.number)).time()
    if clock is None:
        raise CellWrongError("cell-time", value=cell.text)
    return clock.isoformat()


def _read_moment(cell: Cell) -> str:
    moment = _moment(cell.number) if cell.kind in (Kind.NUMBER, Kind.DATE) else None
    if cell.kind is Kind.TEXT:
        moment = _parse_moment(_single_spaced(cell.text))
    if moment is None:
        raise CellWrongError("cell-moment", value=plain_text(cell))
    return moment.isoformat()


def _moment(serial: float) -> dt.datetime | None:
    """The moment that Excel counts as `serial` days; none before March 1900, where it counts wrong."""
    if not (FIRST_DAY - _EPOCH.date()).days <= serial < _LAST_SERIAL:
        return None
    return _EPOCH + _duration(serial)


def _duration(serial: float) -> dt.timedelta:
    return dt.timedelta(seconds=round(serial * 86_400))  # a fraction of a day never hits a second exactly


def _single_spaced(text: str) -> str:
    return " ".join(text.split())


def _parse_day(text: str) -> dt.date | None:
    if match := _DAY.fullmatch(text):
        day, month, year = match.groups()
    elif match := _ISO_DAY.fullmatch(text):
        year, month, day = match.groups()
    else:
        return None
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _parse_clock(text: str) -> dt.time | None:
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    hour, minute, second, fraction = match.groups()
    try:
        return dt.time(int(hour), int(minute or 0), int(second or 0), int((fraction or "0").ljust(6, "0")))
    except ValueError:
        return None


def _parse_moment(text: str) -> dt.datetime | None:
    """A day and a time in either order: "14/12/2026 08:00", "8 giờ 30 ngày 14 tháng 12 năm 2026"."""
    parts = [part for part in _MOMENT_PARTS.split(text) if part]
    for cut in range(1, len(parts)):
        first, second = " ".join(parts[:cut]), " ".join(parts[cut:])
        for day_text, clock_text in ((first, second), (second, first)):
            day, clock = _parse_day(day_text), _parse_clock(clock_text.removesuffix(" ngày"))
            if day is not None and clock is not None:
                return dt.datetime.combine(day, clock)
    return None
