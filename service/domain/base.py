"""What every model of the domain shares: strictness, and the kinds of text a caller may send."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

from service.language.text import clean, find_forbidden, looks_legacy

LINE_LIMIT = 1_000  # characters; the longest real abstract met has some 400
PASSAGE_LIMIT = 20_000  # characters; about eight printed pages in one field


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
    forbidden = find_forbidden(text, allow_newline=allow_newline)
    if forbidden is not None:
        raise PydanticCustomError(
            f"text-{forbidden.reason}",
            "forbidden character",
            {"code": forbidden.code_point, "position": forbidden.position},
        )
    if looks_legacy(text):
        raise PydanticCustomError("text-legacy", "text in a legacy Vietnamese encoding")
    cleaned = clean(text)
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


Line = Annotated[str, BeforeValidator(_check_line), StringConstraints(max_length=LINE_LIMIT)]
"""One line of text, not blank, in NFC, without control, bidi or invisible characters."""

Passage = Annotated[str, BeforeValidator(_check_passage), StringConstraints(max_length=PASSAGE_LIMIT)]
"""Text of one or more paragraphs, separated by line feeds."""

Clause = Annotated[Line, AfterValidator(_without_final_mark)]
"""One line that becomes an item of a list; a final ";" or "." is dropped, the template sets its own."""

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
"""An identifier within the file: small letters, digits and hyphens."""
