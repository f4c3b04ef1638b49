"""Numbers in words and in digits."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from decimal import Decimal, localcontext
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language.numbers import (
    POINT_LETTERS,
    format_count,
    format_number,
    format_percent,
    parse_integer_words,
    point_letter,
    roman,
    spell_amount,
    spell_decimal,
    spell_integer,
    spell_ordinal,
    spell_year,
)

READINGS = {
    0: "không",
    4: "bốn",
    10: "mười",
    11: "mười một",
    14: "mười bốn",
    15: "mười lăm",
    21: "hai mươi mốt",
    24: "hai mươi tư",
    25: "hai mươi lăm",
    44: "bốn mươi tư",
    91: "chín mươi mốt",
    100: "một trăm",
    104: "một trăm linh bốn",
    105: "một trăm linh năm",
    110: "một trăm mười",
    114: "một trăm mười bốn",
    121: "một trăm hai mươi mốt",
    444: "bốn trăm bốn mươi tư",
    555: "năm trăm năm mươi lăm",
    1_000: "một nghìn",
    1_001: "một nghìn không trăm linh một",
    1_010: "một nghìn không trăm mười",
    1_015: "một nghìn không trăm mười lăm",
    1_021: "một nghìn không trăm hai mươi mốt",
    1_100: "một nghìn một trăm",
    2_025: "hai nghìn không trăm hai mươi lăm",
    10_001: "mười nghìn không trăm linh một",
    100_000: "một trăm nghìn",
    1_000_001: "một triệu không trăm linh một",
    1_005_005: "một triệu không trăm linh năm nghìn không trăm linh năm",
    145_001_000: "một trăm bốn mươi lăm triệu không trăm linh một nghìn",
    10**9: "một tỷ",
    10**9 + 5: "một tỷ không trăm linh năm",
    1_230_950_880_055: "một nghìn hai trăm ba mươi tỷ chín trăm năm mươi triệu tám trăm tám mươi nghìn "
    "không trăm năm mươi lăm",
    10**14: "một trăm nghìn tỷ",
    10**15: "một triệu tỷ",
    2**53 + 1: "chín triệu không trăm linh bảy nghìn một trăm chín mươi chín tỷ hai trăm năm mươi tư triệu "
    "bảy trăm bốn mươi nghìn chín trăm chín mươi ba",
    10**18: "một tỷ tỷ",
    10**18 + 1: "một tỷ tỷ không trăm linh một",
    10**18 + 10**9: "một tỷ không trăm linh một tỷ",
    10**27: "một tỷ tỷ tỷ",
    -1: "âm một",
    -21: "âm hai mươi mốt",
    -1_005: "âm một nghìn không trăm linh năm",
}


@pytest.mark.parametrize(("number", "words"), READINGS.items(), ids=str)
def test_integer_is_read_in_our_norm(number: int, words: str) -> None:
    assert spell_integer(number) == words


def test_every_number_up_to_a_million_is_read_back_from_its_words() -> None:
    wrong = [n for n in range(1_000_001) if parse_integer_words(spell_integer(n)) != n]
    assert wrong == []


@given(st.one_of(st.integers(), st.integers(-(10**40), 10**40)))
def test_any_integer_is_read_back_from_its_words(number: int) -> None:
    assert parse_integer_words(spell_integer(number)) == number


@given(st.integers(-(10**30), 10**30), st.integers(-(10**30), 10**30))
def test_different_integers_have_different_words(one: int, other: int) -> None:
    assert (spell_integer(one) == spell_integer(other)) == (one == other)


def is_well_read(words: str) -> bool:
    """Whether `words` breaks none of the rules that hold for every number but zero."""
    ill_read = ("mươi năm", "mươi một", "mươi bốn", "mười năm", "mười mốt", "mười tư", "linh lăm", "  ")
    starts_badly = words.removeprefix("âm ").startswith(("không", "linh"))
    regional = {"lẻ", "ngàn", "tỉ"} & set(words.split())
    return not starts_badly and not regional and not any(f" {pair} " in f" {words} " for pair in ill_read)


def test_no_number_up_to_twenty_thousand_is_ill_read() -> None:
    assert [n for n in range(1, 20_000) if not is_well_read(spell_integer(n))] == []


@given(st.integers().filter(bool), st.integers(0, 12))
def test_no_large_number_is_ill_read(number: int, zeros: int) -> None:
    assert is_well_read(spell_integer(number * 10**zeros))


def test_integer_longer_than_python_prints_is_read() -> None:
    assert spell_integer(10**9_000) == "một" + " tỷ" * 1_000


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("words", "number"),
    {
        "Hai nghìn không trăm hai mươi tư": 2024,
        "HAI MƯƠI MỐT": 21,
        "  hai\u00a0mươi  mốt ": 21,
        "một ngàn không trăm lẻ bẩy": 1007,
        "hai mươi nhăm": 25,
        "hai mươi bốn tỉ": 24 * 10**9,
        "một trăm linh tư": 104,
        "âm năm": -5,
    }.items(),
    ids=str,
)
def test_words_are_read_in_accepted_spellings(words: str, number: int, form: Literal["NFC", "NFD"]) -> None:
    assert parse_integer_words(unicodedata.normalize(form, words)) == number


@pytest.mark.parametrize(
    "words",
    [
        "",
        "âm",
        "âm không",
        "một âm hai",
        "mươi",
        "hai ba",
        "hai mươi năm",
        "hai mươi một",
        "mười tư",
        "một trăm năm",
        "một nghìn lẻ năm",
        "không trăm linh năm",
        "một nghìn một triệu",
        "hai rưỡi",
        "hai phẩy năm",
        "năm đồng",
        "12",
        "nam",
    ],
)
def test_words_that_are_not_a_full_reading_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match="not the words of an integer"):
        parse_integer_words(words)


@pytest.mark.parametrize(
    ("value", "words"),
    {
        "1.5": "một phẩy năm",
        "1.50": "một phẩy năm mươi",
        "1.00": "một phẩy không không",
        "2.05": "hai phẩy không năm",
        "0.07": "không phẩy không bảy",
        "1.005": "một phẩy không không năm",
        "7.081": "bảy phẩy không trăm tám mươi mốt",
        "0.0123": "không phẩy không một trăm hai mươi ba",
        "375.406": "ba trăm bảy mươi lăm phẩy bốn trăm linh sáu",
        "1942.54": "một nghìn chín trăm bốn mươi hai phẩy năm mươi tư",
        "0.1985": "không phẩy một nghìn chín trăm tám mươi lăm",
        "12": "mười hai",
        "1E+3": "một nghìn",
        "-0.5": "âm không phẩy năm",
        "-0.0": "không phẩy không",
    }.items(),
    ids=str,
)
def test_decimal_is_read_with_every_digit_written(value: str, words: str) -> None:
    assert spell_decimal(Decimal(value)) == words


@given(
    st.tuples(st.integers(0, 10**6), st.text("0123456789", max_size=12)),
    st.tuples(st.integers(0, 10**6), st.text("0123456789", max_size=12)),
)
def test_different_decimals_have_different_words(one: tuple[int, str], other: tuple[int, str]) -> None:
    words = [spell_decimal(Decimal(f"{whole}.{fraction}")) for whole, fraction in (one, other)]
    assert (words[0] == words[1]) == (one == other)


def test_every_fraction_up_to_four_places_has_words_of_its_own() -> None:
    fractions = [f"{n:0{places}}" for places in range(1, 5) for n in range(10**places)]
    assert len({spell_decimal(Decimal(f"0.{fraction}")) for fraction in fractions}) == len(fractions)


def test_decimal_is_not_rounded_to_the_context() -> None:
    with localcontext(prec=3):
        assert spell_decimal(Decimal("-1234.5")) == "âm một nghìn hai trăm ba mươi tư phẩy năm"
        assert format_number(Decimal("1234.5678")) == "1.234,5678"


@pytest.mark.parametrize("write", [spell_decimal, format_number, format_percent])
@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_decimal_that_is_not_finite_is_refused(write: Callable[[Decimal], str], value: str) -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        write(Decimal(value))


@pytest.mark.parametrize(
    ("rank", "words"),
    {
        1: "thứ nhất",
        2: "thứ hai",
        4: "thứ tư",
        5: "thứ năm",
        10: "thứ mười",
        14: "thứ mười bốn",
        21: "thứ hai mươi mốt",
        24: "thứ hai mươi tư",
        101: "thứ một trăm linh một",
    }.items(),
)
def test_first_and_fourth_are_read_irregularly(rank: int, words: str) -> None:
    assert spell_ordinal(rank) == words


@pytest.mark.parametrize(
    ("year", "words"),
    {
        1945: "một nghìn chín trăm bốn mươi lăm",
        2000: "hai nghìn",
        2004: "hai nghìn không trăm linh bốn",
        2010: "hai nghìn không trăm mười",
        2024: "hai nghìn không trăm hai mươi tư",
        2100: "hai nghìn một trăm",
    }.items(),
)
def test_year_is_read_as_a_number(year: int, words: str) -> None:
    assert spell_year(year) == words


def test_amount_ends_with_its_currency() -> None:
    assert spell_amount(0) == "không đồng"
    assert spell_amount(1_500_000) == "một triệu năm trăm nghìn đồng"
    assert spell_amount(-2_000) == "âm hai nghìn đồng"


@pytest.mark.parametrize(
    ("value", "digits"),
    [
        (0, "0"),
        (999, "999"),
        (1_000, "1.000"),
        (-1_234_567, "-1.234.567"),
        (-12, "-12"),
        (Decimal("1234567.50"), "1.234.567,50"),
        (Decimal("-0.5"), "-0,5"),
        (Decimal("-0.0"), "0,0"),
        (Decimal("1E+6"), "1.000.000"),
        (Decimal(12), "12"),
    ],
    ids=str,
)
def test_number_has_stops_between_thousands_and_a_decimal_comma(value: int | Decimal, digits: str) -> None:
    assert format_number(value) == digits


@given(st.integers())
def test_digits_without_stops_are_the_number(number: int) -> None:
    assert int(format_number(number).replace(".", "")) == number


@pytest.mark.parametrize(("quantity", "digits"), {0: "0", 1: "01", 9: "09", 10: "10", 1_250: "1.250"}.items())
def test_quantity_below_ten_gets_a_leading_zero(quantity: int, digits: str) -> None:
    assert format_count(quantity) == digits


def test_percent_sign_follows_without_a_space() -> None:
    assert format_percent(Decimal("95.6")) == "95,6%"
    assert format_percent(100) == "100%"


def value_of_roman(numeral: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def test_every_roman_numeral_has_its_value_and_no_letter_four_times() -> None:
    numerals = [roman(n) for n in range(1, 4000)]
    assert [value_of_roman(numeral) for numeral in numerals] == list(range(1, 4000))
    assert not any(letter * 4 in numeral for numeral in numerals for letter in "IVXLCDM")
    assert [roman(n) for n in (4, 9, 14, 40, 90, 400, 3999)] == [
        "IV", "IX", "XIV", "XL", "XC", "CD", "MMMCMXCIX",
    ]  # fmt: skip


def test_points_follow_the_sequence_of_the_decree() -> None:
    letters = [point_letter(position) for position in range(1, len(POINT_LETTERS) + 1)]
    assert " ".join(letters) == "a b c d đ e g h i k l m n o p q r s t u v x y"


@pytest.mark.parametrize(
    ("write", "number"),
    [
        (point_letter, 0),
        (point_letter, -1),
        (point_letter, 24),
        (roman, 0),
        (roman, 4000),
        (spell_ordinal, 0),
        (spell_year, 0),
        (format_count, -1),
    ],
)
def test_number_outside_the_range_is_refused(write: Callable[[int], str], number: int) -> None:
    with pytest.raises(ValueError, match=f"not {number}"):
        write(number)
