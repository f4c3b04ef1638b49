"""What holds of working days on every calendar: the project's own, and any that people may write."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from service.domain.calendar import Calendar, Certainty, Holiday, Swap
from tests.domain.checks.cases import registers

YEARS = (dt.date(2024, 1, 1), dt.date(2030, 12, 31))
DAYS = st.dates(*YEARS)
COUNTS = st.integers(0, 60)
ONE = dt.timedelta(days=1)


def written(off: list[dt.date], swaps: list[tuple[dt.date, dt.date]]) -> Calendar:
    sure = Certainty.CONFIRMED
    holidays = [Holiday(date=day, name="Ngày nghỉ", certainty=sure, source="thông báo") for day in off]
    return Calendar(
        holidays,
        [Swap(off=left, worked=worked, certainty=sure, source="thông báo") for left, worked in swaps],
    )


CALENDARS = st.just(registers().calendar) | st.builds(
    written,
    st.lists(DAYS, max_size=30, unique=True),
    st.lists(st.tuples(DAYS, DAYS).filter(lambda pair: pair[0] != pair[1]), max_size=3),
)


@given(CALENDARS, DAYS, COUNTS)
def test_counting_is_the_inverse_of_shifting(calendar: Calendar, day: dt.date, count: int) -> None:
    """From the day after `day` to the day that lies `count` working days on there are `count` of them."""
    later = calendar.shift(day, count)
    assert calendar.count_working_days(day + ONE, later) == count
    earlier = calendar.shift(day, -count)
    assert calendar.count_working_days(earlier, day - ONE) == count


@given(CALENDARS, DAYS, st.integers(1, 60))
def test_shifting_ends_on_a_working_day_and_comes_back(calendar: Calendar, day: dt.date, count: int) -> None:
    later = calendar.shift(day, count)
    assert later > day and calendar.is_working_day(later)
    if calendar.is_working_day(day):
        assert calendar.shift(later, -count) == day


@given(CALENDARS, DAYS, COUNTS, COUNTS)
def test_shifting_twice_is_shifting_by_the_sum(calendar: Calendar, day: dt.date, a: int, b: int) -> None:
    assert calendar.shift(calendar.shift(day, a), b) == calendar.shift(day, a + b)


@given(CALENDARS, DAYS, DAYS, DAYS)
def test_a_span_counts_as_its_two_parts(
    calendar: Calendar, first: dt.date, second: dt.date, third: dt.date
) -> None:
    start, middle, end = sorted((first, second, third))
    parts = calendar.count_working_days(start, middle) + calendar.count_working_days(middle + ONE, end)
    assert calendar.count_working_days(start, end) == parts


@given(CALENDARS, DAYS, COUNTS, COUNTS)
def test_a_later_day_has_no_earlier_limit(calendar: Calendar, day: dt.date, gap: int, count: int) -> None:
    assert calendar.shift(day, count) <= calendar.shift(day + gap * ONE, count)


@given(st.lists(DAYS, max_size=30, unique=True))
def test_each_holiday_takes_one_working_day_away(off: list[dt.date]) -> None:
    """On a weekday itself, on a weekend the one that makes up for it; no two of them take the same."""
    calendar, bare = written(off, []), Calendar()
    end = max([*off, YEARS[1]]) + 100 * ONE
    lost = bare.count_working_days(YEARS[0], end) - calendar.count_working_days(YEARS[0], end)
    assert lost == len(off)
    assert not any(calendar.is_working_day(day) for day in off)
