from __future__ import annotations

import datetime as dt

import pytest

from service.domain.calendar import Calendar, Certainty, Holiday, Swap
from tests.domain.checks.cases import registers


@pytest.fixture
def calendar() -> Calendar:
    return registers().calendar


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def holiday(date: str, certainty: Certainty = Certainty.CONFIRMED) -> Holiday:
    return Holiday(date=day(date), name="Ngày nghỉ", certainty=certainty, source="thông báo")


@pytest.mark.parametrize(
    "date",
    [
        "2024-02-08",  # Tết
        "2024-04-18",  # Giỗ Tổ
        "2024-04-29",  # given off in exchange
        "2024-09-03",
        "2025-01-27",
        "2025-05-02",
        "2026-01-01",
        "2026-01-02",
        "2026-02-16",
        "2026-02-20",
        "2026-04-27",  # Giỗ Tổ on a Sunday, made up for on Monday
        "2026-09-01",
        "2026-11-24",
        "2027-05-03",  # 01/5 on a Saturday
        "2028-01-03",  # 01/01 on a Saturday
        "2028-05-02",  # 30/4 on a Sunday, and Monday is a holiday itself
        "2029-11-26",  # 24/11 on a Saturday
        "2030-11-25",  # 24/11 on a Sunday
    ],
)
def test_a_holiday_or_what_is_given_for_it_is_no_working_day(calendar: Calendar, date: str) -> None:
    assert not calendar.is_working_day(day(date))


@pytest.mark.parametrize(
    "date",
    ["2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22", "2024-11-25", "2025-11-24", "2026-11-23"],
)
def test_a_day_worked_in_exchange_is_a_working_day_and_so_is_culture_day_before_2026(
    calendar: Calendar, date: str
) -> None:
    assert calendar.is_working_day(day(date))


@pytest.mark.parametrize("year", range(2024, 2031))
def test_every_year_has_its_days_off(calendar: Calendar, year: int) -> None:
    """01/01, five of Tết, Giỗ Tổ, 30/4, 01/5, two of 02/9, 24/11 from 2026: on weekdays, or made up for."""
    days = [dt.date(year, 1, 1) + dt.timedelta(days=count) for count in range(366)]
    weekdays = [date for date in days if date.year == year and date.weekday() < 5]
    swaps = {2024: 1, 2025: 1, 2026: 2}.get(year, 0)
    off = sum(not calendar.is_working_day(date) for date in weekdays)
    assert off == 11 + (year >= 2026) + swaps


def test_the_worked_examples_hold(calendar: Calendar) -> None:
    assert calendar.count_working_days(day("2026-12-14"), day("2026-12-17")) == 4
    assert calendar.count_working_days(day("2026-11-23"), day("2026-11-27")) == 4
    assert calendar.shift(day("2026-12-17"), 15) == day("2027-01-08")


def test_shifting_goes_both_ways_and_does_not_count_the_day_itself(calendar: Calendar) -> None:
    assert calendar.shift(day("2026-12-14"), -1) == day("2026-12-11")
    assert calendar.shift(day("2026-12-11"), 1) == day("2026-12-14")
    assert calendar.shift(day("2026-12-12"), 0) == day("2026-12-12")


def test_a_made_up_day_never_falls_on_another_day_off() -> None:
    calendar = Calendar([holiday("2028-04-30"), holiday("2028-05-01")])
    assert calendar.shift(day("2028-04-28"), 1) == day("2028-05-03")


def test_a_swap_moves_a_working_day() -> None:
    swap = Swap(
        off=day("2026-08-31"), worked=day("2026-08-22"), certainty=Certainty.CONFIRMED, source="thông báo"
    )
    calendar = Calendar([holiday("2026-09-02")], [swap])
    assert not calendar.is_working_day(day("2026-08-31")) and calendar.is_working_day(day("2026-08-22"))


def test_the_tet_of_years_to_come_is_an_estimate(calendar: Calendar) -> None:
    assert calendar.is_estimate(day("2027-02-01"), day("2027-02-12"))
    assert calendar.is_estimate(day("2027-02-12"), day("2027-02-01"))
    assert not calendar.is_estimate(day("2026-02-01"), day("2026-02-28"))


def test_a_year_without_holidays_is_not_known(calendar: Calendar) -> None:
    assert calendar.knows(day("2024-01-01"), day("2030-12-31"))
    assert not calendar.knows(day("2030-12-31"), day("2031-01-01"))
