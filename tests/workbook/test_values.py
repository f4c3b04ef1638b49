from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.workbook.cells import Cell, Kind
from service.workbook.fields import Field, Type
from service.workbook.values import CellWrongError, read_value, write_one


def make_field(type_: Type, **changes: Any) -> Field:
    facts: dict[str, Any] = {
        "path": ("x",),
        "label": "Mục",
        "groups": (),
        "hint": "",
        "type": type_,
        "is_list": False,
        "is_required": False,
        "is_required_in_group": False,
        "choices": None,
        "pattern": None,
        "minimum": None,
        "maximum": None,
    }
    return Field(**{**facts, **changes})


def text(content: str) -> Cell:
    return Cell("B5", Kind.TEXT, content, 0)


def number(value: float, kind: Kind = Kind.NUMBER) -> Cell:
    return Cell("B5", kind, str(value), float(value))


DAY, CLOCK, MOMENT, INTEGER = (
    make_field(type_) for type_ in (Type.DAY, Type.CLOCK, Type.MOMENT, Type.INTEGER)
)
TEXT = make_field(Type.TEXT)


@pytest.mark.parametrize(
    "typed",
    [
        "14/12/2026",
        " 14 / 12 / 2026 ",
        "14-12-2026",
        "14.12.2026",
        "2026-12-14",
        "14 tháng 12 năm 2026",
        "ngày 14 tháng 12 năm 2026",
        "Ngày\u00a014 tháng 12  năm 2026",
    ],
)
def test_a_day_is_understood_as_clerks_type_it(typed: str) -> None:
    assert read_value(text(typed), DAY) == "2026-12-14"


@pytest.mark.parametrize("typed", ["31/02/2026", "12/14/2026", "14/12/26", "hôm nay", "14/12", "2026"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(CellWrongError) as caught:
        read_value(text(typed), DAY)
    assert caught.value.code == "cell-date" and caught.value.facts == {"value": typed}


@pytest.mark.parametrize("kind", [Kind.DATE, Kind.NUMBER])
def test_a_day_may_be_a_number_of_excel(kind: Kind) -> None:
    assert read_value(number(46370, kind), DAY) == "2026-12-14"


@pytest.mark.parametrize("serial", [0, 1, 60, 46370.5, 2_958_466, -5, float("inf"), float("nan")])
def test_a_number_that_is_no_day_is_refused(serial: float) -> None:
    with pytest.raises(CellWrongError):
        read_value(number(serial, Kind.DATE), DAY)


@pytest.mark.parametrize("typed", ["8:30", "08:30", "08:30:00", "8h30", "8 giờ 30", "8 giờ 30 phút"])
def test_a_time_is_understood_as_clerks_type_it(typed: str) -> None:
    assert read_value(text(typed), CLOCK) == "08:30:00"


@pytest.mark.parametrize("typed", ["25:00", "8:75", "sáng", "8"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(CellWrongError):
        read_value(text(typed), CLOCK)


@pytest.mark.parametrize(
    "typed",
    [
        "14/12/2026 08:30",
        "08:30 14/12/2026",
        "8 giờ 30 ngày 14/12/2026",
        "8 giờ 30 phút, ngày 14 tháng 12 năm 2026",
        "2026-12-14T08:30:00",
    ],
)
def test_a_day_and_time_are_understood_in_either_order(typed: str) -> None:
    assert read_value(text(typed), MOMENT) == "2026-12-14T08:30:00"


def test_half_a_moment_is_refused() -> None:
    with pytest.raises(CellWrongError):
        read_value(text("14/12/2026"), MOMENT)


@pytest.mark.parametrize("cell", [text(" 12 "), text("1 2"), number(12), number(12.0)])
def test_an_integer_may_be_typed_as_text(cell: Cell) -> None:
    assert read_value(cell, INTEGER) == 12


@pytest.mark.parametrize("cell", [text("12,5"), text("mười hai"), number(12.5), number(12, Kind.DATE)])
def test_what_is_no_integer_is_refused(cell: Cell) -> None:
    with pytest.raises(CellWrongError):
        read_value(cell, INTEGER)


def test_a_number_in_a_column_of_text_is_what_it_shows() -> None:
    assert read_value(number(268), TEXT) == "268"
    assert read_value(number(4.5), TEXT) == "4,5"
    assert read_value(number(46370, Kind.DATE), TEXT) == "14/12/2026"


def test_a_telephone_number_that_lost_its_zero_is_refused() -> None:
    phone = make_field(Type.TEXT, pattern=r"^\+?[0-9][0-9 .]{6,19}$")
    assert read_value(text("0212 385 0001"), phone) == "0212 385 0001"
    with pytest.raises(CellWrongError, match="cell-zero-lost"):
        read_value(number(2123850001), phone)


def test_a_list_has_an_item_per_line() -> None:
    assert read_value(text(" Một \r\n\nHai, ba; bốn\n"), make_field(Type.TEXT, is_list=True)) == [
        "Một",
        "Hai, ba; bốn",
    ]


def test_codes_may_also_stand_in_one_line() -> None:
    codes = make_field(Type.TEXT, is_list=True, pattern="^[a-z0-9-]+$")
    assert read_value(text("th-01, th-02;th-03"), codes) == ["th-01", "th-02", "th-03"]


@pytest.mark.parametrize(
    ("cell", "value"),
    [(text("có"), True), (text("Không"), False), (Cell("B5", Kind.TRUTH, "1", 0), True)],
)
def test_yes_and_no_are_understood(cell: Cell, value: bool) -> None:
    assert read_value(cell, make_field(Type.TRUTH, choices="yes or no")) is value


def test_an_unknown_choice_lists_those_there_are() -> None:
    with pytest.raises(CellWrongError) as caught:
        read_value(text("Cô"), make_field(Type.CHOICE, choices="Salutation"))
    assert caught.value.facts == {"allowed": [{"value": "Ông"}, {"value": "Bà"}]}


@pytest.mark.parametrize("field", [DAY, CLOCK, MOMENT, INTEGER, TEXT])
@pytest.mark.parametrize(
    ("kind", "code"), [(Kind.ERROR, "cell-error"), (Kind.FORMULA, "cell-formula")], ids=["error", "formula"]
)
def test_a_cell_without_a_value_is_refused(field: Field, kind: Kind, code: str) -> None:
    with pytest.raises(CellWrongError, match=code):
        read_value(Cell("B5", kind, "#REF!", 0), field)


@given(st.dates())
def test_every_day_is_read_as_it_was_written(day: dt.date) -> None:
    written = write_one(day.isoformat(), DAY)
    serial = (written - dt.date(1899, 12, 30)).days if isinstance(written, dt.date) else None
    cell = text(written) if serial is None else number(serial, Kind.DATE)
    assert read_value(cell, DAY) == day.isoformat()


@given(st.datetimes())
def test_every_moment_is_read_as_it_was_written(moment: dt.datetime) -> None:
    written = write_one(moment.isoformat(), MOMENT)
    if isinstance(written, str):
        assert read_value(text(written), MOMENT) == moment.isoformat()
    else:
        serial = (written - dt.datetime(1899, 12, 30)) / dt.timedelta(days=1)
        assert read_value(number(serial, Kind.DATE), MOMENT) == moment.isoformat()


@given(st.times())
def test_every_time_is_read_as_it_was_written(clock: dt.time) -> None:
    written = write_one(clock.isoformat(), CLOCK)
    if isinstance(written, str):
        assert read_value(text(written), CLOCK) == clock.isoformat()
    else:
        seconds = written.hour * 3600 + written.minute * 60 + written.second
        assert read_value(number(seconds / 86400, Kind.DATE), CLOCK) == clock.isoformat()
