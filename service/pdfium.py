"""PDFium for all of the service: the one lock around it, and pages as pictures."""

from __future__ import annotations

import struct
import threading
import zlib
from collections.abc import Generator
from dataclasses import dataclass

import pypdfium2

LOCK = threading.Lock()
"""Held by whoever calls into PDFium: it keeps its state in one place for the whole process."""

_POINTS_PER_INCH = 72
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY, _DEPTH = 0, 8


@dataclass(frozen=True)
class PageImage:
    """One page of a PDF as a grey picture, and the words on it."""

    png: bytes
    width: int
    height: int
    text: str


def draw_pages(pdf: bytes, dots_per_inch: int) -> Generator[PageImage]:
    """Each page of `pdf`, which must be one of our own, as a picture."""
    with LOCK:
        document = pypdfium2.PdfDocument(pdf)
        count = len(document)
    try:
        for index in range(count):
            with LOCK:
                image = _draw(document[index], dots_per_inch)
            yield image
    finally:
        with LOCK:
            document.close()


def _draw(page: pypdfium2.PdfPage, dots_per_inch: int) -> PageImage:
    bitmap = page.render(scale=dots_per_inch / _POINTS_PER_INCH, grayscale=True)
    words = page.get_textpage()
    try:
        rows = bytes(bitmap.buffer)
        png = _write_png(rows, bitmap.width, bitmap.height, bitmap.stride)
        return PageImage(png, bitmap.width, bitmap.height, words.get_text_bounded())
    finally:
        words.close()
        bitmap.close()
        page.close()


def _write_png(rows: bytes, width: int, height: int, stride: int) -> bytes:
    """A picture of one grey byte per dot as PNG; a row of the source is `stride` bytes long."""
    lines = b"".join(b"\0" + rows[at : at + width] for at in range(0, height * stride, stride))
    header = struct.pack(">IIBBBBB", width, height, _DEPTH, _GREY, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 6)), (b"IEND", b""))
    return _PNG_SIGNATURE + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
