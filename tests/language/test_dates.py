"""Dates and clock times."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language.dates import (
    format_date_long,
    format_date_range,
    format_date_short,
    format_datetime_long,
    format_time,
    format_weekday,
    spell_date,
    spell_time,
)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2020, 1, 5), "ngày 05 tháng 01 năm 2020"),
        (date(2019, 6, 29), "ngày 29 tháng 6 năm 2019"),
        (date(2026, 3, 1), "ngày 01 tháng 3 năm 2026"),
        (date(2026, 10, 10), "ngày 10 tháng 10 năm 2026"),
        (date(2026, 12, 9), "ngày 09 tháng 12 năm 2026"),
        (date(2024, 2, 28), "ngày 28 tháng 02 năm 2024"),
    ],
    ids=str,
)
def test_only_days_below_ten_and_the_first_two_months_are_padded(day: date, text: str) -> None:
    assert format_date_long(day) == text


@given(st.dates(), st.dates())
def test_different_days_are_written_differently(one: date, other: date) -> None:
    for write in (format_date_long, format_date_short, spell_date):
        assert (write(one) == write(other)) == (one == other)


def test_short_date_pads_day_and_month() -> None:
    assert format_date_short(date(2024, 2, 28)) == "28/02/2024"
    assert format_date_short(date(2026, 9, 3)) == "03/09/2026"


def test_range_names_both_days() -> None:
    text = format_date_range(date(2026, 12, 31), date(2027, 1, 2))
    assert text == "từ ngày 31 tháng 12 năm 2026 đến ngày 02 tháng 01 năm 2027"


def test_range_of_one_day_is_that_day() -> None:
    assert format_date_range(date(2026, 12, 14), date(2026, 12, 14)) == "ngày 14 tháng 12 năm 2026"


def test_range_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        format_date_range(date(2026, 12, 14), date(2026, 12, 13))


def test_week_runs_from_monday_with_capitals_on_the_names() -> None:
    names = [format_weekday(date(2026, 12, 14 + offset)) for offset in range(7)]
    assert names == ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"]


@pytest.mark.parametrize(
    ("moment", "digits", "words"),
    [
        (time(8), "08 giờ 00", "tám giờ"),
        (time(14, 30), "14 giờ 30", "mười bốn giờ ba mươi phút"),
        (time(0, 5), "00 giờ 05", "không giờ năm phút"),
        (time(21, 45, 59), "21 giờ 45", "hai mươi mốt giờ bốn mươi lăm phút"),
    ],
    ids=str,
)
def test_time_is_written_to_the_minute(moment: time, digits: str, words: str) -> None:
    assert format_time(moment) == digits
    assert spell_time(moment) == words


def test_moment_is_a_time_and_a_long_date() -> None:
    assert format_datetime_long(datetime(2026, 12, 14, 8)) == "08 giờ 00, ngày 14 tháng 12 năm 2026"
    assert format_datetime_long(datetime(2026, 2, 3, 14, 30)) == "14 giờ 30, ngày 03 tháng 02 năm 2026"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 12, 14), "ngày mười bốn tháng mười hai năm hai nghìn không trăm hai mươi sáu"),
        (date(2025, 1, 1), "ngày một tháng một năm hai nghìn không trăm hai mươi lăm"),
        (date(2024, 4, 4), "ngày bốn tháng tư năm hai nghìn không trăm hai mươi tư"),
        (date(2021, 5, 24), "ngày hai mươi tư tháng năm năm hai nghìn không trăm hai mươi mốt"),
    ],
    ids=str,
)
def test_only_april_is_read_irregularly(day: date, words: str) -> None:
    assert spell_date(day) == words
