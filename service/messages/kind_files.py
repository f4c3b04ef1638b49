"""The faults of a `kind.toml` in words: the line, the field, what is wrong and what it may be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.errors import KindBroken

KIND_FAULTS: Mapping[str, str] = {
    "encoding": "tệp không được lưu bằng UTF-8",
    "syntax": "viết sai cú pháp, thường là thiếu dấu ngoặc kép, dấu bằng hoặc dấu ngoặc vuông",
    "missing": "thiếu mục {field}",
    "extra_forbidden": "không có mục {field}{meant}",
    "enum": "mục {field} ghi «{value}», chỉ nhận {choices}",
    "int_type": "mục {field} phải là số nguyên, không đặt trong dấu ngoặc kép",
    "int_parsing": "mục {field} phải là số nguyên, không đặt trong dấu ngoặc kép",
    "bool_type": "mục {field} chỉ nhận true hoặc false",
    "bool_parsing": "mục {field} chỉ nhận true hoặc false",
    "string_type": "mục {field} phải là chữ đặt trong dấu ngoặc kép",
    "tuple_type": "mục {field} phải là danh sách trong dấu ngoặc vuông",
    "dict_type": "mục {field} phải là một bảng, viết dưới dòng [{name}]",
    "wording-default": "bảng [{name}] phải có dòng default",
    "wording-field": "mục {field} có chỗ điền không dùng được: {value}",
    "need-unknown": "mục {field} nêu dữ kiện không có: «{value}»",
    "": "mục {field} có giá trị không dùng được",
}
"""By the code of the fault; the last one is said of every other."""


def spell_kind_faults(error: KindBroken) -> str:
    """All of them as the end of a sentence; nothing if none is known."""
    spelled = "; ".join(map(_spell, error.places))
    return f" ở tệp kind.toml: {spelled}" if spelled else ""


def _spell(fault: Mapping[str, Any]) -> str:
    name = str(fault["field"])
    meant = fault.get("meant")
    words = {
        **fault,
        "name": name,
        "field": f"«{name}»",
        "meant": f", có phải là «{meant}» không" if meant else "",
        "choices": ", ".join(f"«{choice}»" for choice in fault.get("choices", ())),
    }
    sentence = KIND_FAULTS.get(str(fault["code"]), KIND_FAULTS[""]).format_map(words)
    return f"dòng {fault['line']}, {sentence}" if fault["line"] else sentence
