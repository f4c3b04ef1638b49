"""What the clerk's form brings: the file, which travels in the form itself, and what was chosen."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from pathlib import PurePath

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from service.batch import BatchFormat, Item
from service.errors import FileMissing, FileUnfit, FormatUnknown, RequestTooLarge

_MOST_FIELDS = 25_000  # every document of an inspection with as many units as there may be
_NAME_LIMIT = 120  # characters of a file's name that a page shows
_SEPARATOR = ":"  # stands in no name of a kind
# A ZIP, an old .xls, JSON, and JSON in an encoding that is refused with a better reason.
_BEGINNINGS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{", b"[", b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Upload:
    """A file as it was sent: its name, for people, and what is in it."""

    name: str
    content: bytes

    @property
    def travelling(self) -> str:
        """The content as text, to stand in a form: nothing is kept between two requests."""
        return base64.b64encode(self.content).decode()


@dataclass(frozen=True)
class ClerkForm:
    """One sending of the form."""

    upload: Upload
    chosen: frozenset[Item] = frozenset()
    format: BatchFormat = BatchFormat.DOCX
    marked: str | None = None  # "all", "none", or a kind of which all or none shall be chosen
    shown: Item | None = None  # the document to be looked at
    first_number: str = ""  # as it was typed: to be shown again even if it is none
    only: Item | None = None  # the one document to be made, whatever else is chosen


async def read_form(request: Request, limit_bytes: int) -> ClerkForm:
    """The form in the body of `request`.

    Raises `FileMissing` without a file, `RequestTooLarge` for one of more than `limit_bytes`, `FileUnfit`
    for one that holds something else, and `FormatUnknown`.
    """
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise HTTPException(415)
    try:
        async with request.form(
            max_files=1, max_fields=_MOST_FIELDS, max_part_size=2 * limit_bytes
        ) as fields:
            upload = await read_upload(fields)
            if len(upload.content) > limit_bytes:
                raise RequestTooLarge(limit_bytes)
            _check_fit(upload)
            return _parse(fields, upload)
    except HTTPException as exc:  # what the parser of forms says of a malformed body
        raise FileMissing from exc


def token_of(item: Item) -> str:
    """The text that names `item` in a form: `notice:so-y-te`."""
    return item.kind if item.unit is None else f"{item.kind}{_SEPARATOR}{item.unit}"


def _item_of(token: str) -> Item:
    kind, separator, unit = token.partition(_SEPARATOR)
    return Item(kind, unit if separator else None)


async def read_upload(fields: FormData) -> Upload:
    """The file that a form brings, chosen just now or travelling along; raises `FileMissing`."""
    file = fields.get("file")
    if isinstance(file, UploadFile) and file.filename:
        return Upload(_shown_name(file.filename), await file.read())
    kept = _text(fields, "data")
    if not kept:
        raise FileMissing
    try:
        return Upload(_shown_name(_text(fields, "name") or "?"), base64.b64decode(kept, validate=True))
    except (binascii.Error, ValueError) as exc:
        raise FileMissing from exc


def _check_fit(upload: Upload) -> None:
    """Raises `FileUnfit` for what cannot be an inspection: who chose the wrong file knows nothing of JSON."""
    content = upload.content[:1000].removeprefix(_UTF8_MARK).lstrip()
    if not content.startswith(_BEGINNINGS):
        raise FileUnfit(upload.name, "other" if content else "empty")


def _parse(fields: FormData, upload: Upload) -> ClerkForm:
    word, docx, pdf = _text(fields, "format"), _text(fields, "only_docx"), _text(fields, "only_pdf")
    if docx or pdf:
        word = BatchFormat.DOCX if docx else BatchFormat.PDF
    shown, only = _text(fields, "show"), docx or pdf
    return ClerkForm(
        upload=upload,
        chosen=frozenset(_item_of(token) for token in fields.getlist("item") if isinstance(token, str)),
        format=_format_of(word),
        marked=_text(fields, "mark"),
        shown=_item_of(shown) if shown else None,
        first_number=(_text(fields, "first_number") or "").strip(),
        only=_item_of(only) if only else None,
    )


def _format_of(word: str | None) -> BatchFormat:
    try:
        return BatchFormat(word or BatchFormat.DOCX)
    except ValueError:
        raise FormatUnknown(word or "", _values()) from None


def _values() -> tuple[str, ...]:
    return tuple(format.value for format in BatchFormat)


def _text(fields: FormData, name: str) -> str | None:
    value = fields.get(name)
    return value if isinstance(value, str) and value else None


def _shown_name(name: str) -> str:
    """The last part of a path, with nothing in it that cannot be written."""
    last = PurePath(name.replace("\\", "/")).name
    return last.encode("utf-8", "replace").decode()[:_NAME_LIMIT]
