"""What a request sends and what it wants back, read from its headers and its query."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException

from service.errors import FormatUnknown
from service.generate import Format
from service.workbook import XLSX_TYPE

MEDIA_TYPES = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.BOTH: "application/zip",
}


def choose_format(named: str | None, accept: str | None) -> Format:
    """The format that a request names, else the one that its Accept header likes best, else DOCX."""
    if named:
        return _parse_format(named)
    if not accept or not accept.strip():
        return Format.DOCX
    wishes = dict(_parse_accept(accept))
    best = max(MEDIA_TYPES, key=lambda format: _quality(MEDIA_TYPES[format], wishes))
    if _quality(MEDIA_TYPES[best], wishes) == 0:
        raise HTTPException(406, ", ".join(MEDIA_TYPES.values()))
    return best


def check_is_inspection(headers: Headers) -> None:
    """Raises 415 unless the body is plain JSON or an XLSX workbook, or nothing is said of it."""
    media_type = headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    is_json = media_type == "application/json" or (
        media_type.startswith("application/") and media_type.endswith("+json")
    )
    is_packed = headers.get("content-encoding", "identity").lower() != "identity"
    if is_packed or not (is_json or media_type == XLSX_TYPE):
        accepted = {"Accept": f"application/json, {XLSX_TYPE}", "Accept-Encoding": "identity"}
        raise HTTPException(415, headers=accepted)


def _parse_format(name: str) -> Format:
    try:
        return Format(name)
    except ValueError:
        raise FormatUnknown(name, tuple(format.value for format in Format)) from None


def _parse_accept(accept: str) -> Iterator[tuple[str, float]]:
    """The media ranges of an Accept header with their weights; a malformed weight refuses its range."""
    for wish in accept.split(","):
        range_, *parameters = (part.strip().lower() for part in wish.split(";"))
        weight = next((part[2:] for part in parameters if part.startswith("q=")), "1")
        try:
            yield range_, min(max(float(weight), 0.0), 1.0)
        except ValueError:
            yield range_, 0.0


def _quality(media_type: str, wishes: dict[str, float]) -> float:
    """How much `media_type` is wished for; the most specific range decides (RFC 9110, 12.5.1)."""
    family = media_type.partition("/")[0]
    ranges = (media_type, f"{family}/*", "*/*")
    return next((wishes[range_] for range_ in ranges if range_ in wishes), 0.0)
