"""Turns what an office wrote into what the service hands out, or refuses it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf
from lxml import etree

from service.conversion.canonical import save_canonical
from service.conversion.completeness import count_letters, find_lost_letters
from service.conversion.fonts import list_letters
from service.conversion.opening import open_raw
from service.conversion.values import EPOCH, Pdf, PdfRequest
from service.conversion.verify import find_faults
from service.errors import ResultRejected

_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def accept_result(raw: bytes, docx: bytes, request: PdfRequest, fonts_dir: Path) -> Pdf:
    """The PDF in canonical form; raises ResultRejected with every fault if it is not what was asked for."""
    with _rejecting_unreadable(), open_raw(raw) as pdf:
        if faults := find_faults(pdf, request, _title_of(docx), list_letters(fonts_dir)):
            raise ResultRejected("; ".join(faults))
        if lost := find_lost_letters(docx, count_letters(raw)):
            raise ResultRejected(f"letters lost: {lost}")
        return Pdf(save_canonical(pdf, request.moment or EPOCH), len(pdf.pages))


@contextmanager
def _rejecting_unreadable() -> Iterator[None]:
    try:
        yield
    except (pikepdf.PdfError, etree.XMLSyntaxError) as exc:
        raise ResultRejected("unreadable") from exc


def _title_of(docx: bytes) -> str:
    """The title in the document's properties; empty if it has none."""
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            properties = etree.fromstring(package.read("docProps/core.xml"))
    except (zipfile.BadZipFile, KeyError):
        return ""
    return properties.findtext(_TITLE) or ""
