"""The facts of errors and faults as people read them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

from service.errors import DataFault, DataInvalid, KindBroken, RegisterBroken, RequestTooLarge, ServiceError
from service.language.dates import format_date_short
from service.messages.kind_files import spell_kind_faults
from service.messages.reasons import REASONS

_EXPECTED = {
    "text": "chữ (đặt trong dấu ngoặc kép)",
    "integer": "số nguyên",
    "number": "số",
    "boolean": "true hoặc false",
    "list": "danh sách",
    "object": "nhóm các mục",
    "date": "ngày, ví dụ 2026-12-15",
    "datetime": "ngày giờ, ví dụ 2026-12-15T08:00:00",
    "time": "giờ, ví dụ 08:00:00",
}

_LONGEST_LIST = 20  # names; a list of every unit of a province would bury the sentence
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # a fact of a check, always a real day
_LONGEST_QUOTE = 100  # characters of what a caller sent


class Words(dict[str, str]):
    """Facts in words; one that is not there reads as an ellipsis, since a message must never fail."""

    def __missing__(self, name: str) -> str:
        return "…"


def spell_facts(error: ServiceError) -> dict[str, str]:
    """The facts of `error` in words, its reason and place included."""
    words = {name: _spell(value) for name, value in error.facts.items()}
    reasons = REASONS.get(error.code, {})
    reason = reasons.get(words.get("reason", "")) or reasons.get("", "chưa rõ lý do")
    words["reason"] = reason.format_map(Words(words))
    words["quote"] = f" («{words['quote']}»)" if words.get("quote") else ""
    words["document"] = f" (SHA-256 của DOCX: {words['document']})" if words.get("document") else ""
    words["setting"] = f"VANBAN_{words.get('setting', '').upper()}"
    if words.get("line"):
        words["place"] = words.get("place") or f" (dòng {words['line']}, cột {words['column']})"
    if isinstance(error, KindBroken):
        words["place"] = spell_kind_faults(error)
    if isinstance(error, RegisterBroken):
        words["place"] = f" ở mục thứ {error.entry}" if error.entry else words.get("place", "")
        words["names"] = f": {words['names']}" if error.names else ""
    if isinstance(error, DataInvalid):
        words["count"] = str(len(error.faults))
    if isinstance(error, RequestTooLarge):
        words["limit"] = f"{_spell(error.limit_bytes / 1024 / 1024)} MB"
    return {"place": "", **words}


def spell_fault(fault: DataFault) -> dict[str, str]:
    """The facts of `fault` in words, its label, hint and suggestion included."""
    words = {name: _spell(value) for name, value in fault.facts.items()}
    words["label"] = fault.label or "Dữ liệu"
    words["expected"] = _EXPECTED.get(words.get("expected", ""), "giá trị kiểu khác")
    words["hint"] = f", ví dụ «{words['hint']}»" if words.get("hint") else ""
    meant = words.get("suggestion")
    words["suggestion"] = f" Có phải là «{meant}» không? Hãy sửa tên mục." if meant else " Hãy bỏ mục này."
    return words


def _spell(value: Any) -> str:
    """A fact as people read it: a comma for decimals, names in guillemets, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0").replace(".", ",")
    if isinstance(value, list | tuple):
        return _spell_list(value)
    text = str(value)
    if _ISO_DAY.fullmatch(text):
        return format_date_short(dt.date.fromisoformat(text))
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def _spell_list(values: Iterable[Any]) -> str:
    names = [_spell_choice(value) for value in values]
    shown = ", ".join(names[:_LONGEST_LIST])
    return (f"{shown}, …" if len(names) > _LONGEST_LIST else shown) or "chưa có"


def _spell_choice(value: Any) -> str:
    if not isinstance(value, Mapping):
        return f"«{_spell(value)}»"
    label = f" ({value['label']})" if value.get("label") else ""
    return f"«{value.get('value')}»{label}"
