"""The widths and breaks that rules and headings are computed from."""

from __future__ import annotations

import pytest

from service.typography import Face, Stretch, find_balanced_width, measure, wrap

MM = 72 / 25.4
BOLD_12, BOLD_13, BOLD_14 = (Face(size, is_bold=True) for size in (12, 13, 14))


@pytest.mark.parametrize(
    ("text", "face", "millimetres"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BOLD_12, 88.3),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BOLD_13, 95.7),
        ("Độc lập - Tự do - Hạnh phúc", BOLD_13, 56.1),
        ("Độc lập - Tự do - Hạnh phúc", BOLD_14, 60.5),
        ("ỦY BAN NHÂN DÂN", BOLD_12, 39.9),
    ],
)
def test_text_is_as_wide_as_in_times_new_roman(text: str, face: Face, millimetres: float) -> None:
    """The widths of the format rules, section 2."""
    assert measure(text, face) / MM == pytest.approx(millimetres, abs=0.05)


def test_a_character_the_font_lacks_still_has_a_width() -> None:
    assert measure("漢", BOLD_12) == measure("?", BOLD_12)


def test_lines_break_at_spaces_and_at_line_feeds() -> None:
    one, two = measure("AB", BOLD_12), measure("CD EF", BOLD_12)
    assert wrap([Stretch("AB\nCD EF", BOLD_12)], 500) == pytest.approx((one, two))
    assert wrap([Stretch("AB CD", BOLD_12)], one) == pytest.approx((one, measure("CD", BOLD_12)))


def test_a_word_over_several_runs_stays_one_word() -> None:
    parts = [Stretch("Đi", BOLD_14), Stretch("ều 1", Face(14))]
    widths = (
        measure("Đi", BOLD_14) + measure("ều", Face(14)),
        measure("1", Face(14)),
    )
    assert wrap(parts, widths[0]) == pytest.approx(widths)


def test_a_word_wider_than_the_line_stands_alone() -> None:
    assert len(wrap([Stretch("a nghiêng b", BOLD_12)], 5)) == 3


def test_no_text_fills_no_line() -> None:
    assert wrap([], 100) == wrap([Stretch("  ", BOLD_12)], 100) == ()


def test_balanced_lines_are_of_like_length_and_no_more_of_them() -> None:
    words = (Stretch("BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG CÁC CÔNG TRÌNH GIAO THÔNG TỈNH SƠN LA", BOLD_12),)
    width = 75 * MM
    greedy, balanced = wrap(words, width), wrap(words, find_balanced_width(words, width))
    assert len(balanced) == len(greedy) == 3
    assert min(balanced) > 0.8 * max(balanced)
    assert min(greedy) < min(balanced)


def test_a_single_line_keeps_its_measure() -> None:
    assert find_balanced_width((Stretch("SỞ NỘI VỤ", BOLD_12),), 200) == 200
