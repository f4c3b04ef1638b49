"""A finished document as the answer to a request: file names, the ZIP of both formats, headers."""

from __future__ import annotations

import hashlib
import io
import unicodedata
import zipfile
from urllib.parse import quote

from starlette.responses import Response

from service.generate import Document, Format
from service.language.text import slug
from service.web.negotiation import MEDIA_TYPES

ENDINGS = {Format.DOCX: ".docx", Format.PDF: ".pdf", Format.BOTH: ".zip"}
_FIRST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # no clock: the same request gives the same bytes


def answer_with(document: Document, format: Format) -> Response:
    """The document as a download, with headers that say how it was made."""
    body = bytes_of(document, format)
    headers = {
        "Content-Disposition": content_disposition(document.name, ENDINGS[format]),
        "ETag": f'"{hashlib.sha256(body).hexdigest()}"',
        "X-Vanban-Template-SHA256": document.template_sha256,
    }
    if document.pages is not None:
        headers["X-Vanban-Pages"] = str(document.pages)
    if document.warnings:
        rules = (rule for finding in document.warnings for rule in (finding.rule, *finding.also))
        headers["X-Vanban-Warnings"] = ", ".join(dict.fromkeys(rules))
    return Response(body, headers=headers, media_type=MEDIA_TYPES[format])


def content_disposition(name: str, ending: str) -> str:
    """The header that names a download: in ASCII for old clients, in full for all others (RFC 6266)."""
    full = unicodedata.normalize("NFC", f"{name}{ending}")
    return f"attachment; filename=\"{slug(name)}{ending}\"; filename*=UTF-8''{quote(full, safe='')}"


def zip_both(document: Document) -> bytes:
    """A ZIP of the DOCX and the PDF; both are compressed already, so they are stored as they are."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for ending, content in ((".docx", document.docx), (".pdf", document.pdf)):
            entry = zipfile.ZipInfo(unicodedata.normalize("NFC", f"{document.name}{ending}"), _FIRST_ZIP_DATE)
            entry.create_system = 3  # Unix, whatever machine this runs on
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content or b"")
    return buffer.getvalue()


def bytes_of(document: Document, format: Format) -> bytes:
    """The one file that a document is as `format`."""
    content = {Format.DOCX: document.docx, Format.PDF: document.pdf}
    return zip_both(document) if format is Format.BOTH else content[format] or b""
