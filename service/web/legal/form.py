"""What the form of a revised template brings: the file, which travels in the form itself, and the choices."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from service.errors import FileMissing, RequestTooLarge
from service.web.clerk.form import Upload, read_upload

_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
_MOST_FIELDS = 10


@dataclass(frozen=True)
class RevisionForm:
    """One sending of the form."""

    upload: Upload
    sample: int | None = None  # which of the samples to look at
    based_on: str = ""  # the fingerprint of the template that was in use when the file was looked at
    key: str = ""


async def read_revision(request: Request, limit_bytes: int) -> RevisionForm:
    """The form in the body; raises `FileMissing`, and `RequestTooLarge` for a file above `limit_bytes`."""
    if not request.headers.get("content-type", "").lower().startswith(_FORMS):
        raise HTTPException(415)
    try:
        async with request.form(
            max_files=1, max_fields=_MOST_FIELDS, max_part_size=2 * limit_bytes
        ) as fields:
            upload = await read_upload(fields)
            if len(upload.content) > limit_bytes:
                raise RequestTooLarge(limit_bytes)
            sample = _text(fields, "sample")
            return RevisionForm(
                upload,
                sample=int(sample) if sample.isascii() and sample.isdecimal() and len(sample) < 4 else None,
                based_on=_text(fields, "based_on"),
                key=_text(fields, "key"),
            )
    except HTTPException as exc:  # what the parser of forms says of a malformed body
        raise FileMissing from exc


def _text(fields: FormData, name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""
