"""The kinds of text, day and time that every model shares."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from service.domain.base import LINE_LIMIT, PASSAGE_LIMIT, Clause, Clock, Code, Day, Line, Passage
from service.domain.visits import Period


def read(kind: Any, value: object) -> Any:
    """`value` as it is read from JSON."""
    return TypeAdapter(kind).validate_json(json.dumps(value))


def fault_in(kind: Any, value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        read(kind, value)
    return str(caught.value.errors()[0]["type"])


def test_decomposed_letters_are_composed() -> None:
    assert read(Line, unicodedata.normalize("NFD", "Ủy ban nhân dân")) == "Ủy ban nhân dân"


def test_spaces_of_every_kind_become_one_plain_space() -> None:
    assert read(Line, "  Sở\u00a0Nội\t vụ ") == "Sở Nội vụ"


def test_signs_of_markup_stay_as_they_are() -> None:
    assert read(Line, """R&D <b> "a" 'b' {{ c }} \\""") == """R&D <b> "a" 'b' {{ c }} \\"""


@pytest.mark.parametrize(
    ("text", "fault"),
    {
        "Sở\nNội vụ": "text-newline",
        "Sở\u2028Nội vụ": "text-newline",
        "Sở\u0007 Nội vụ": "text-control",
        "Sở \u202enội vụ": "text-bidi",
        "Sở\u200b Nội vụ": "text-invisible",
        "Sở\u00ad Nội vụ": "text-invisible",
        "Sở \U000e0041": "text-tag",
        "Sở \ue000": "text-private-use",
        "Sở \ufdd0": "text-noncharacter",
        "Céng hßa x· héi chñ nghÜa": "text-legacy",
        "Tr\u00adêng nghÜa ViÖt Nam": "text-legacy",
        " \u00a0 ": "text-blank",
        "": "text-blank",
    }.items(),
    ids=repr,
)
def test_what_no_document_may_hold_is_refused(text: str, fault: str) -> None:
    assert fault_in(Line, text) == fault


def test_a_fault_names_the_character_and_its_place_in_the_clean_text() -> None:
    with pytest.raises(ValidationError) as caught:
        read(Line, "  Sở\u200b Nội vụ")
    assert caught.value.errors()[0]["ctx"] == {"code": "U+200B", "position": 2}


def test_a_passage_keeps_its_paragraphs() -> None:
    assert read(Passage, "Nhất trí. \r\nĐề nghị bổ sung.\n") == "Nhất trí.\nĐề nghị bổ sung."


@pytest.mark.parametrize(
    ("kind", "limit"), [(Line, LINE_LIMIT), (Passage, PASSAGE_LIMIT)], ids=["line", "passage"]
)
def test_length_is_counted_after_cleaning(kind: Any, limit: int) -> None:
    assert len(read(kind, unicodedata.normalize("NFD", "ệ" * limit))) == limit
    assert fault_in(kind, "ệ" * (limit + 1)) == "string_too_long"


@pytest.mark.parametrize(
    ("text", "kept"),
    {
        "Thông báo lịch;": "Thông báo lịch",
        "Thông báo lịch.": "Thông báo lịch",
        "Thông báo lịch ; ": "Thông báo lịch",
        "Thông báo lịch;.": "Thông báo lịch",
        "sổ sách, biên lai, v.v.": "sổ sách, biên lai, v.v.",
        "và các giấy tờ khác...": "và các giấy tờ khác...",
        "Nội dung a; b": "Nội dung a; b",
        ";": ";",
    }.items(),
    ids=repr,
)
def test_a_clause_leaves_its_final_mark_to_the_template(text: str, kept: str) -> None:
    assert read(Clause, text) == kept


@pytest.mark.parametrize("code", ["a", "7", "so-tai-chinh", "yc-01", "x" * 64])
def test_a_code_is_small_letters_digits_and_hyphens(code: str) -> None:
    assert read(Code, code) == code


@pytest.mark.parametrize("code", ["", "-a", "A", "sở", "a b", "a_b", "x" * 65, "a\n"], ids=repr)
def test_any_other_code_is_refused(code: str) -> None:
    assert fault_in(Code, code) == "string_pattern_mismatch"


def test_a_day_is_read_from_year_month_day() -> None:
    assert read(Day, "2026-11-02") == dt.date(2026, 11, 2)


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("2026-02-30", "date_from_datetime_parsing"),
        ("2026-11-02T00:00:00", "date-invalid"),
        ("02/11/2026", "date-invalid"),
        ("2026-11-2", "date-invalid"),
        ("2026-11-02\n", "date-invalid"),
        ("1735689600", "date-invalid"),
        ("0", "date-invalid"),
        (1735689600, "date_type"),
        (True, "date_type"),
        (None, "date_type"),
    ],
    ids=repr,
)
def test_nothing_else_is_a_day(value: object, fault: str) -> None:
    assert fault_in(Day, value) == fault


def test_a_model_built_in_python_takes_days_and_no_moments() -> None:
    assert Period(start=dt.date(2025, 1, 1)).start == dt.date(2025, 1, 1)
    with pytest.raises(ValidationError):
        Period(start=dt.datetime(2025, 1, 1))


def test_a_time_of_day_has_no_zone() -> None:
    assert read(Clock, "08:00:00") == read(Clock, "08:00") == dt.time(8)
    assert fault_in(Clock, "08:00:00Z") == "time-invalid"
    assert fault_in(Clock, "08:00:00+07:00") == "time-invalid"


def test_facts_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        Period(start=dt.date(2025, 1, 1)).start = dt.date(2026, 1, 1)  # type: ignore[misc]  # what is tested
