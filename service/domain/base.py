"""What every model of the domain shares: strictness, and the kinds of text a caller may send."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Strict, StringConstraints
from pydantic_core import PydanticCustomError, PydanticKnownError

from service.language.text import clean, find_forbidden, looks_legacy

LINE_LIMIT = 1_000  # characters; the longest real abstract met has some 400
PASSAGE_LIMIT = 20_000  # characters; about eight printed pages in one field
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Facts(BaseModel):
    """The base of every model: frozen, strict about types, no unknown fields, no NaN."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        allow_inf_nan=False,
        validate_default=False,
        use_attribute_docstrings=False,
    )


def _check_text(text: str, *, allow_newline: bool) -> str:
    if looks_legacy(text):
        raise PydanticCustomError("text-legacy", "text in a legacy Vietnamese encoding")
    cleaned = clean(text)
    forbidden = find_forbidden(cleaned, allow_newline=allow_newline)
    if forbidden is not None:
        facts = {"code": forbidden.code_point, "position": forbidden.position}
        raise PydanticCustomError(f"text-{forbidden.reason}", "forbidden character", facts)
    if not cleaned:
        raise PydanticCustomError("text-blank", "blank text")
    return cleaned


def _check_line(text: object) -> object:
    return _check_text(text, allow_newline=False) if isinstance(text, str) else text


def _check_passage(text: object) -> object:
    return _check_text(text, allow_newline=True) if isinstance(text, str) else text


def _without_final_mark(text: str) -> str:
    """Drops a final ";" or ".": the template sets the mark that the place on paper asks for.

    An ellipsis and an abbreviation such as "v.v." keep theirs.
    """
    bare = text.rstrip(" ;")
    if bare.endswith(".") and not bare.endswith(("..", "v.v.")):
        bare = bare[:-1].rstrip(" ;")
    return bare or text


def _check_day(day: object) -> object:
    """Refuses a count of seconds, which pydantic reads as a day in 1970 or later, even as text."""
    if isinstance(day, str):
        if not _DAY.fullmatch(day):
            raise PydanticCustomError("date-invalid", "not year-month-day")
    elif type(day) is not dt.date:
        raise PydanticKnownError("date_type")
    return day


def _check_clock(moment: dt.time) -> dt.time:
    if moment.tzinfo is not None:
        raise PydanticCustomError("time-invalid", "time of day with a time zone")
    return moment


# The length is checked inside the cleaning, so that what is counted are characters of the clean text.
Line = Annotated[str, StringConstraints(max_length=LINE_LIMIT), BeforeValidator(_check_line)]
"""One line of text, not blank, in NFC, without control, bidi or invisible characters."""

Passage = Annotated[str, StringConstraints(max_length=PASSAGE_LIMIT), BeforeValidator(_check_passage)]
"""Text of one or more paragraphs, separated by line feeds."""

Clause = Annotated[Line, AfterValidator(_without_final_mark)]
"""One line that becomes an item of a list; a final ";" or "." is dropped, the template sets its own."""

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
"""An identifier within the file: small letters, digits and hyphens."""

Day = Annotated[dt.date, Strict(False), BeforeValidator(_check_day)]
"""A day, in JSON written year-month-day; strict by `_check_day`, after which a text counts as Python's."""

Clock = Annotated[dt.time, AfterValidator(_check_clock)]
"""A time of day, without a time zone."""
