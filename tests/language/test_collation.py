"""Alphabetical order."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from service.language.collation import collation_key, person_key

# Put in this order by `Intl.Collator("vi")` of ICU 78.
ICU_ORDER = (Path(__file__).parent / "icu_vi_order.txt").read_text(encoding="utf-8").splitlines()
SHUFFLED = random.Random(30).sample(ICU_ORDER, len(ICU_ORDER))  # noqa: S311 - any order will do


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_order_is_the_same_as_icu(form: Literal["NFC", "NFD"]) -> None:
    given = [unicodedata.normalize(form, text) for text in SHUFFLED]
    assert [unicodedata.normalize("NFC", text) for text in sorted(given, key=collation_key)] == ICU_ORDER


def test_letters_outrank_tones_and_tones_outrank_capitals() -> None:
    order = ["ma", "Ma", "mà", "Mà", "mả", "mã", "má", "mạ", "mă", "mâ", "me"]
    assert sorted(set(order), key=collation_key) == order


def test_different_texts_of_the_list_have_different_keys() -> None:
    assert len({collation_key(text) for text in ICU_ORDER}) == len(ICU_ORDER)


def test_spaces_and_normal_form_make_no_difference() -> None:
    assert collation_key(" Sở  Nội\u00a0vụ ") == collation_key(unicodedata.normalize("NFD", "Sở Nội vụ"))


def test_curly_quotes_sort_as_straight_ones() -> None:
    assert collation_key("“Ban Mai”…") == collation_key('"Ban Mai"...')


def test_foreign_letters_come_after_their_plain_letter_or_after_all() -> None:
    assert sorted(["Łódź", "東京", "Muller", "Müller", "Mũi Né", "Z"], key=collation_key) == [
        "Mũi Né", "Muller", "Müller", "Z", "Łódź", "東京",
    ]  # fmt: skip


def test_people_are_ordered_by_given_then_family_then_middle_name() -> None:
    people = [
        "Đỗ Văn An",
        "Nguyễn Thị An",
        "Nguyễn Văn An",
        "Trần An",
        "Lò Văn Án",
        "Cà Thị Ân",
        "Quàng Văn Ẩn",
        "Bình",
        "Hoàng Quốc Khánh",
    ]
    assert sorted(set(people), key=person_key) == people


def test_name_in_capitals_keeps_its_place() -> None:
    assert person_key("NGUYỄN VĂN AN") == person_key("Nguyễn Văn  An")


def test_tone_of_the_given_name_outranks_the_family_name() -> None:
    assert person_key("Vũ Văn An") < person_key("Bùi Văn Ánh") < person_key("Cao Văn Ẩn")


def test_empty_name_comes_first() -> None:
    assert person_key("") < person_key("An")
