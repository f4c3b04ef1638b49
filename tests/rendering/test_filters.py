from __future__ import annotations

from typing import Any

import pytest

from service.rendering import FILTERS
from tests.rendering.builder import fill, paragraph

CASES = {
    "chu_hoa": ("Ủy ban nhân dân", "ỦY BAN NHÂN DÂN"),
    "hoa_dau": ("ủy ban nhân dân", "Ủy ban nhân dân"),
    "thuong_dau": ("Quyết định", "quyết định"),
    "ngay_dai": ("2020-01-05", "ngày 05 tháng 01 năm 2020"),
    "ngay_ngan": ("2020-01-05", "05/01/2020"),
    "thu": ("2026-12-14", "thứ Hai"),
    "gio": ("08:00:00", "08 giờ 00"),
    "bang_chu": (1005, "một nghìn không trăm linh năm"),
    "so": (1234567, "1.234.567"),
    "so_dem": (2, "02"),
    "la_ma": (4, "IV"),
    "chu_diem": (5, "đ"),
    "doan": ("Một.\nHai.", ["Một.", "Hai."]),
    "noi": (["ông A", "bà B", "ông C"], "ông A, bà B và ông C"),
    "join": (["một", 2], "một2"),
    "length": (["một", "hai"], 2),
    "first": (["một", "hai"], "một"),
    "last": (["một", "hai"], "hai"),
    "default": ("có", "có"),
}


def test_every_filter_has_a_case() -> None:
    assert CASES.keys() == FILTERS.keys()


@pytest.mark.parametrize("name", CASES)
def test_filter_gives(name: str) -> None:
    value, expected = CASES[name]
    assert FILTERS[name](value) == expected


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("ngay_dai", "2026-12-14T08:30:00+07:00", "ngày 14 tháng 12 năm 2026"),
        ("gio", "2026-12-14T08:30:00+07:00", "08 giờ 30"),
        ("gio", "14:05", "14 giờ 05"),
        ("so", "1234.50", "1.234,50"),
        ("so", 0.5, "0,5"),
        ("noi", ["ông A"], "ông A"),
        ("noi", ["ông A", "bà B"], "ông A và bà B"),
        ("noi", [], ""),
        ("doan", "", [""]),
        ("default", None, ""),
    ],
)
def test_filter_takes_other_forms(name: str, value: Any, expected: str | list[str]) -> None:
    assert FILTERS[name](value) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("chu_hoa", None),
        ("chu_hoa", ["một"]),
        ("ngay_dai", "ngày mai"),
        ("ngay_dai", 20260105),
        ("gio", "25:00"),
        ("bang_chu", "1005"),
        ("bang_chu", True),
        ("so", "một"),
        ("so", True),
        ("la_ma", 0),
        ("chu_diem", 24),
        ("noi", "ông A"),
        ("join", [None]),
        ("join", [["một"]]),
        ("first", []),
        ("length", None),
    ],
)
def test_filter_refuses_what_it_cannot_spell(name: str, value: Any) -> None:
    with pytest.raises((TypeError, ValueError, LookupError, ArithmeticError)):
        FILTERS[name](value)


def test_default_takes_the_place_of_null_and_undefined() -> None:
    assert fill(paragraph('{{ a|default("…") }} {{ b.c|default(d) }}'), a=None, b={}, d="khác") == ["… khác"]


def test_paragraphs_of_a_text_become_paragraphs_of_the_document() -> None:
    body = paragraph("{%p for part in opinion|doan %}") + paragraph("{{ part }}") + paragraph("{%p endfor %}")
    assert fill(body, opinion="Nhất trí.\nKhông có ý kiến khác.") == ["Nhất trí.", "Không có ý kiến khác."]
