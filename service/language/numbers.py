"""Numbers as Vietnamese documents write them: in words (số đọc thành chữ) and in digits.

Norm, the same in every document: "linh", "nghìn", "tỷ"; "không trăm" in every group but the first;
"mốt" from 21, "tư" from 24, "lăm" from 15, but "mười bốn" and "linh bốn". The library num2words reads
the groups 0-999; everything above a group is done here, since its grouping, signs, fractions and
ordinals are wrong (`1005` becomes "một nghìn lẻ năm", `-1` becomes "mười chín"; measured with 0.5.14).
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from num2words import num2words

from service.language.text import normalise

POINT_LETTERS = tuple("abcdđeghiklmnopqrstuvxy")
"""The letters of points in their order (ND30-STR-07); a clause has room for this many points."""

_BILLION = 10**9
_SCALES = {"nghìn": 10**3, "triệu": 10**6}
_DIGITS = {
    word: value
    for value, words in enumerate(
        ("không", "một mốt", "hai", "ba", "bốn tư", "năm lăm", "sáu", "bảy", "tám", "chín")
    )
    for word in words.split()
}
_VARIANTS = {"lẻ": "linh", "ngàn": "nghìn", "tỉ": "tỷ", "nhăm": "lăm", "bẩy": "bảy"}
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def spell_integer(n: int) -> str:
    """The integer `n` in words.

    Each "tỷ" multiplies all that stands before it, so 10^15 is "một triệu tỷ" and 10^18 "một tỷ tỷ".

    >>> spell_integer(1_005_005)
    'một triệu không trăm linh năm nghìn không trăm linh năm'
    >>> spell_integer(-21), spell_integer(14), spell_integer(24)
    ('âm hai mươi mốt', 'mười bốn', 'hai mươi tư')
    >>> spell_integer(10**15), spell_integer(1_230_000_000_000)
    ('một triệu tỷ', 'một nghìn hai trăm ba mươi tỷ')
    """
    if n == 0:
        return _spell_group(0)
    first, *others = _split_billions(abs(n))
    words = ["âm"] if n < 0 else []
    words += _spell_below_billion(first, is_first=True)
    for part in others:
        words += ["tỷ", *_spell_below_billion(part, is_first=False)]
    return " ".join(words)


def spell_decimal(value: Decimal) -> str:
    """The decimal `value` in words, with every digit that is written: 1.50 is "một phẩy năm mươi".

    The fraction is read as schools teach it: as a whole number, its leading zeros one by one; a group
    of three that begins with one zero keeps its "không trăm" (7,081: "bảy phẩy không trăm tám mươi mốt").

    >>> spell_decimal(Decimal("2.05")), spell_decimal(Decimal("1.005"))
    ('hai phẩy không năm', 'một phẩy không không năm')
    >>> spell_decimal(Decimal("-0.5")), spell_decimal(Decimal("95.65"))
    ('âm không phẩy năm', 'chín mươi lăm phẩy sáu mươi lăm')
    """
    whole, _, fraction = _digits(value).removeprefix("-").partition(".")
    words = spell_integer(int(whole))
    if fraction:
        words += f" phẩy {_spell_fraction(fraction)}"
    return f"âm {words}" if value < 0 else words


def spell_ordinal(n: int) -> str:
    """The rank `n`, counted from 1, in words.

    >>> spell_ordinal(1), spell_ordinal(4), spell_ordinal(14), spell_ordinal(21)
    ('thứ nhất', 'thứ tư', 'thứ mười bốn', 'thứ hai mươi mốt')
    """
    _require(n >= 1, "a rank counts from 1", n)
    return "thứ " + {1: "nhất", 4: "tư"}.get(n, spell_integer(n))


def spell_year(year: int) -> str:
    """The year in words, read as a number, without the word "năm" before it.

    >>> spell_year(2024)
    'hai nghìn không trăm hai mươi tư'
    """
    _require(year >= 1, "a year counts from 1", year)
    return spell_integer(year)


def spell_amount(dong: int) -> str:
    """An amount of money in words, in small letters.

    >>> spell_amount(145_001_000)
    'một trăm bốn mươi lăm triệu không trăm linh một nghìn đồng'
    """
    return f"{spell_integer(dong)} đồng"


def parse_integer_words(text: str) -> int:
    """The integer whose words `text` is; the inverse of `spell_integer`.

    Also takes capitals, either Unicode normal form and the spellings lẻ, ngàn, tỉ, nhăm, bẩy,
    "mươi bốn" and "linh tư". Raises `ValueError` for anything that is not the full reading of a number.

    >>> parse_integer_words("Hai ngàn không trăm hai mươi bốn")
    2024
    >>> parse_integer_words("hai mươi năm")
    Traceback (most recent call last):
    ValueError: not the words of an integer: 'hai mươi năm'
    """
    words = [_VARIANTS.get(word, word) for word in normalise(text).lower().split()]
    reading = " ".join(words).replace("mươi bốn", "mươi tư").replace("linh tư", "linh bốn")
    value = -_add_up(words) if words[:1] == ["âm"] else _add_up(words)
    # Adding up trusts the order of the words and skips what it does not know; this does not.
    if spell_integer(value) != reading:
        raise ValueError(f"not the words of an integer: {text!r}")
    return value


def format_number(value: int | Decimal) -> str:
    """The number in digits, "." between thousands and "," before the fraction (ND30-BOD-09).

    >>> format_number(1234567), format_number(Decimal("-1234.50")), format_number(7)
    ('1.234.567', '-1.234,50', '7')
    """
    whole, mark, fraction = _digits(value).partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{_group_thousands(whole.removeprefix('-'))}{mark and ','}{fraction}"


def format_count(n: int) -> str:
    """A quantity in digits as running text writes it: 1 to 9 get a leading zero (ND30-BOD-09).

    A quantity of zero stays "0".

    >>> format_count(2), format_count(12), format_count(1250), format_count(0)
    ('02', '12', '1.250', '0')
    """
    _require(n >= 0, "a quantity is not negative", n)
    return f"0{n}" if 1 <= n <= 9 else format_number(n)


def format_percent(value: int | Decimal) -> str:
    """A number of percent with its sign and no space between (ND30-BOD-09).

    >>> format_percent(Decimal("95.6")), format_percent(100)
    ('95,6%', '100%')
    """
    return f"{format_number(value)}%"


def roman(n: int) -> str:
    """The Roman numeral of `n`, 1 to 3999, for parts and chapters (ND30-STR-02).

    >>> roman(4), roman(19), roman(2026)
    ('IV', 'XIX', 'MMXXVI')
    """
    _require(1 <= n <= 3999, "Roman numerals go from 1 to 3999", n)
    numeral = ""
    for value, letters in _ROMAN:
        count, n = divmod(n, value)
        numeral += letters * count
    return numeral


def point_letter(position: int) -> str:
    """The letter of the point at `position`, counted from 1 (ND30-STR-07).

    Raises `ValueError` beyond the last, y, which is number 23: neither the decree nor practice knows
    a letter after it, so such a clause has to be divided.

    >>> [point_letter(position) for position in (1, 4, 5, 7, 23)]
    ['a', 'd', 'đ', 'g', 'y']
    """
    _require(1 <= position <= len(POINT_LETTERS), "points go from 1 (a) to 23 (y)", position)
    return POINT_LETTERS[position - 1]


@lru_cache(maxsize=1000)
def _spell_group(n: int) -> str:
    """0-999 in our norm; the library writes "lẻ" for "linh" and "bốn" for "tư"."""
    words = str(num2words(n, lang="vi"))
    return words.replace("lẻ", "linh").replace("mươi bốn", "mươi tư")


@lru_cache(maxsize=1000)
def _spell_inner_group(n: int) -> str:
    """A group that others stand before: its hundreds are read even when there are none."""
    if n >= 100:
        return _spell_group(n)
    return f"không trăm linh {_spell_group(n)}" if n < 10 else f"không trăm {_spell_group(n)}"


def _split_billions(n: int) -> list[int]:
    """The digits of a positive `n` nine by nine, the highest first."""
    parts = []
    while n:
        n, part = divmod(n, _BILLION)
        parts.append(part)
    return parts[::-1]


def _spell_below_billion(n: int, *, is_first: bool) -> list[str]:
    words: list[str] = []
    for group, scale in ((n // 10**6, "triệu"), (n // 1000 % 1000, "nghìn"), (n % 1000, "")):
        if group:
            words.append(_spell_group(group) if is_first else _spell_inner_group(group))
            if scale:
                words.append(scale)
            is_first = False
    return words


def _spell_fraction(digits: str) -> str:
    rest = digits.lstrip("0")
    zeros = len(digits) - len(rest)
    if len(digits) == 3 and zeros == 1:
        return f"không trăm {spell_integer(int(rest))}"
    return " ".join(["không"] * zeros + ([spell_integer(int(rest))] if rest else []))


def _group_thousands(digits: str) -> str:
    return f"{int(digits):,}".replace(",", ".")


def _add_up(words: list[str]) -> int:
    """What the words come to, if they are the words of a number at all."""
    total = below_billion = group = digit = 0
    for word in words:
        if word in _DIGITS:
            digit = _DIGITS[word]
        elif word == "mười":
            group += 10
        elif word == "mươi":
            group, digit = group + digit * 10, 0
        elif word == "trăm":
            group, digit = group + digit * 100, 0
        elif word in _SCALES:
            below_billion, group, digit = below_billion + (group + digit) * _SCALES[word], 0, 0
        elif word == "tỷ":
            total, below_billion, group, digit = (total + below_billion + group + digit) * _BILLION, 0, 0, 0
    return total + below_billion + group + digit


def _digits(value: int | Decimal) -> str:
    """The digits of `value` as written, with "." before the fraction and "-" only below zero."""
    if isinstance(value, int):
        return str(value)
    if not value.is_finite():
        raise ValueError(f"not a finite number: {value}")
    # copy_abs because abs() would round to the precision of the decimal context.
    return f"{value if value < 0 else value.copy_abs():f}"


def _require(holds: bool, rule: str, value: int) -> None:
    if not holds:
        raise ValueError(f"{rule}, not {value}")
