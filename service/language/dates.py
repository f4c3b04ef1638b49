"""Dates and clock times as Vietnamese documents write them.

Only dates and times of day go in; time zones do not matter on paper and are ignored.
"""

from __future__ import annotations

from datetime import date, datetime, time

from service.language.numbers import spell_integer, spell_year

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_APRIL = 4


def format_date_long(day: date) -> str:
    """The date in full; days 1-9 and the months 1 and 2 alone get a leading zero (ND30-DAT-02).

    >>> format_date_long(date(2020, 1, 5))
    'ngày 05 tháng 01 năm 2020'
    >>> format_date_long(date(2026, 3, 1))
    'ngày 01 tháng 3 năm 2026'
    """
    month = f"{day.month:02}" if day.month <= 2 else f"{day.month}"
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def format_date_short(day: date) -> str:
    """The date in digits, for lists and tables; day and month always have two (ND30-DAT-06).

    >>> format_date_short(date(2024, 2, 28)), format_date_short(date(2026, 3, 1))
    ('28/02/2024', '01/03/2026')
    """
    return f"{day.day:02}/{day.month:02}/{day.year}"


def format_date_range(start: date, end: date) -> str:
    """The days from `start` to `end`, or the one day if they are the same.

    Raises `ValueError` if `end` comes before `start`.

    >>> format_date_range(date(2026, 12, 14), date(2026, 12, 17))
    'từ ngày 14 tháng 12 năm 2026 đến ngày 17 tháng 12 năm 2026'
    >>> format_date_range(date(2026, 12, 14), date(2026, 12, 14))
    'ngày 14 tháng 12 năm 2026'
    """
    if end < start:
        raise ValueError(f"the range ends on {end}, before it starts on {start}")
    if start == end:
        return format_date_long(start)
    return f"từ {format_date_long(start)} đến {format_date_long(end)}"


def format_weekday(day: date) -> str:
    """The day of the week with its capital (ND30-CAP-13).

    >>> format_weekday(date(2026, 12, 14)), format_weekday(date(2026, 12, 20))
    ('thứ Hai', 'Chủ nhật')
    """
    return _WEEKDAYS[day.weekday()]


def format_time(moment: time | datetime) -> str:
    """The time of day to the minute (ND30-BOD-10).

    >>> format_time(time(8)), format_time(time(14, 30))
    ('08 giờ 00', '14 giờ 30')
    """
    return f"{moment.hour:02} giờ {moment.minute:02}"


def format_datetime_long(moment: datetime) -> str:
    """The time of day and the date in full.

    >>> format_datetime_long(datetime(2026, 12, 14, 8))
    '08 giờ 00, ngày 14 tháng 12 năm 2026'
    """
    return f"{format_time(moment)}, {format_date_long(moment)}"


def spell_date(day: date) -> str:
    """The date in words, in small letters, as minutes close with it; no "mùng" before days 1-10.

    >>> spell_date(date(2026, 12, 14))
    'ngày mười bốn tháng mười hai năm hai nghìn không trăm hai mươi sáu'
    >>> spell_date(date(2024, 4, 5))
    'ngày năm tháng tư năm hai nghìn không trăm hai mươi tư'
    """
    month = "tư" if day.month == _APRIL else spell_integer(day.month)
    return f"ngày {spell_integer(day.day)} tháng {month} năm {spell_year(day.year)}"


def spell_time(moment: time | datetime) -> str:
    """The time of day in words; a full hour has no minutes.

    >>> spell_time(time(8)), spell_time(time(14, 5))
    ('tám giờ', 'mười bốn giờ năm phút')
    """
    hours = f"{spell_integer(moment.hour)} giờ"
    return f"{hours} {spell_integer(moment.minute)} phút" if moment.minute else hours
