"""The filters of templates: each one line that names a function of `language`, under a Vietnamese name.

Data are plain JSON, so dates and times come in as ISO texts and decimals as texts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from jinja2 import Undefined

from service.language import dates, numbers, text

FILTERS: Mapping[str, Callable[..., Any]] = {
    "chu_hoa": lambda words: text.upper(_text(words)),
    "hoa_dau": lambda words: text.upper_first(_text(words)),
    "thuong_dau": lambda words: text.lower_first(_text(words)),
    "ngay_dai": lambda day: dates.format_date_long(_day(day)),
    "ngay_ngan": lambda day: dates.format_date_short(_day(day)),
    "thu": lambda day: dates.format_weekday(_day(day)),
    "gio": lambda moment: dates.format_time(_time(moment)),
    "bang_chu": lambda number: numbers.spell_integer(_integer(number)),
    "so": lambda number: numbers.format_number(_number(number)),
    "so_dem": lambda number: numbers.format_count(_integer(number)),
    "la_ma": lambda number: numbers.roman(_integer(number)),
    "chu_diem": lambda position: numbers.point_letter(_integer(position)),
    "doan": lambda words: _text(words).split("\n"),
    "noi": lambda items: _join_in_sentence(_texts(items)),
    "join": lambda items, separator="": _text(separator).join(_texts(items)),
    "length": lambda items: len(_require(items, list, str, dict)),
    "first": lambda items: _require(items, list)[0],
    "last": lambda items: _require(items, list)[-1],
    "default": lambda value, other="": other if value is None or isinstance(value, Undefined) else value,
}
"""Every filter a template may use, by name."""


def _join_in_sentence(items: Sequence[str]) -> str:
    return " và ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def _require(value: Any, *kinds: type) -> Any:
    """The value itself; a wrong one must fail, not be printed as Python would write it."""
    if isinstance(value, bool) or not isinstance(value, kinds):
        raise TypeError(f"not one of {kinds}: {type(value)}")
    return value


def _text(value: Any) -> str:
    return str(_require(value, str, int))


def _texts(items: Any) -> list[str]:
    return [_text(item) for item in _require(items, list)]


def _integer(value: Any) -> int:
    return int(_require(value, int))


def _number(value: Any) -> int | Decimal:
    return value if isinstance(value, int) else Decimal(str(_require(value, str, float)))


def _day(value: Any) -> date:
    return datetime.fromisoformat(_require(value, str)).date()


def _time(value: Any) -> time:
    words = _require(value, str)
    return datetime.fromisoformat(words).time() if "T" in words else time.fromisoformat(words)
