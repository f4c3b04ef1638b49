"""Working days: Monday to Friday less the public holidays, which are data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator

from service.domain.base import Line

_SATURDAY = 5
_DAY = dt.timedelta(days=1)


class Certainty(StrEnum):
    """How far an entry of a register can be relied on (mức độ chắc chắn)."""

    CONFIRMED = "confirmed"  # the text of the act, or an official announcement
    SECONDARY = "secondary"  # a source that quotes it
    UNVERIFIED = "unverified"  # from memory, or an estimate made ahead of the announcement


class Entry(BaseModel):
    """The base of every entry of a register: a value that people write by hand in a TOML file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    certainty: Certainty
    source: Line


class Holiday(Entry):
    """A public holiday (ngày nghỉ lễ, tết) on its own day, be that a weekend or not."""

    date: dt.date
    name: Line


class Swap(Entry):
    """A working day given off, and the day off worked for it (hoán đổi ngày làm việc)."""

    off: dt.date
    worked: dt.date

    @field_validator("worked")
    @classmethod
    def _check_other_day(cls, worked: dt.date, info: ValidationInfo) -> dt.date:
        if worked == info.data.get("off"):
            raise ValueError("a day exchanged for itself")
        return worked


class Calendar:
    """Which days are working days, in the years that its holidays cover."""

    def __init__(self, holidays: Iterable[Holiday] = (), swaps: Iterable[Swap] = ()) -> None:
        self._worked = {swap.worked for swap in swaps}
        self._off = {swap.off: swap.certainty for swap in swaps}
        holidays = sorted(holidays, key=lambda holiday: holiday.date)
        self._off |= {holiday.date: holiday.certainty for holiday in holidays}
        self._years = {holiday.date.year for holiday in holidays}
        for holiday in holidays:
            if holiday.date.weekday() >= _SATURDAY:
                self._off[self._next_working_day(holiday.date)] = holiday.certainty

    def knows(self, *days: dt.date) -> bool:
        """Whether the holidays of the years of all `days` are there."""
        return all(day.year in self._years for day in days)

    def is_working_day(self, day: dt.date) -> bool:
        """Whether offices are open: a weekday that is no holiday, or a day worked in exchange."""
        return day in self._worked or (day.weekday() < _SATURDAY and day not in self._off)

    def count_working_days(self, start: dt.date, end: dt.date) -> int:
        """How many working days there are from `start` to `end`, both included."""
        return sum(self.is_working_day(day) for day in _days(start, end))

    def shift(self, day: dt.date, count: int) -> dt.date:
        """The working day that is `count` working days after `day`, or before it; `day` is not counted."""
        step = _DAY if count > 0 else -_DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def is_estimate(self, start: dt.date, end: dt.date) -> bool:
        """Whether days off from `start` to `end` are not announced yet, so that a count may change."""
        return any(self._off.get(day) is Certainty.UNVERIFIED for day in _days(*sorted((start, end))))

    def _next_working_day(self, day: dt.date) -> dt.date:
        """The day on which a holiday that falls on a weekend is made up for."""
        while not self.is_working_day(day):
            day += _DAY
        return day


def _days(start: dt.date, end: dt.date) -> Iterator[dt.date]:
    for count in range((end - start).days + 1):
        yield start + count * _DAY
