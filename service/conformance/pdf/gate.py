"""Lets only such PDFs through as can be read quickly: whole, not encrypted, of a bounded size."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pikepdf
from pikepdf import Dictionary, Object, Pdf, Stream

from service.errors import DocumentUnreadable

MAX_BYTES = 30 * 1024 * 1024
# A list of a thousand members has some sixty pages; rules are of no use for longer books.
MAX_PAGES = 100
# One stream of drawing may grow to this when it is unpacked: a page of dense text has some 30 KB.
MAX_STREAM_BYTES = 2 * 1024 * 1024
# What all pages draw, a form counted as often as it is drawn: three times as many dense pages.
MAX_DRAWN_BYTES = 10 * 1024 * 1024
# Forms in forms: a letterhead in a stamp in a merge has three.
MAX_DEPTH = 8
# Arrays and dictionaries in one another; the deepest of an office's own are page trees and outlines.
MAX_NESTING = 200
_DRAWS = re.compile(rb"/([^\s/<>\[\]()%{}]+)\s+Do\b")
_OPENINGS = re.compile(rb"(\[|<<)+")


@contextmanager
def open_checked(content: bytes) -> Iterator[Pdf]:
    """The PDF in `content`; raises `DocumentUnreadable` for one broken, locked or meant to exhaust us."""
    if len(content) > MAX_BYTES:
        raise DocumentUnreadable("too-large")
    if b"%PDF-" not in content[:1024]:
        raise DocumentUnreadable("not-pdf")
    _check_nesting(content)
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise DocumentUnreadable("encrypted")
            _check_size(pdf)
            yield pdf
    except pikepdf.PasswordError as exc:
        raise DocumentUnreadable("encrypted") from exc
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as exc:
        raise DocumentUnreadable("damaged") from exc


def _check_nesting(content: bytes) -> None:
    """Refuses brackets piled upon one another before any parser follows them down."""
    if any(len(match[0]) > MAX_NESTING for match in _OPENINGS.finditer(content)):
        raise DocumentUnreadable("too-complex")


def _check_size(pdf: Pdf) -> None:
    count = len(pdf.pages)
    if count > MAX_PAGES:
        raise DocumentUnreadable("too-many-pages")
    if count == 0:
        raise DocumentUnreadable("damaged")
    weigher = _Weigher()
    for page in pdf.pages:
        weigher.add_page(page.obj)


class _Weigher:
    """Adds up what pages draw, following forms as often as they are drawn."""

    def __init__(self) -> None:
        self._total = 0
        self._known: dict[tuple[int, int], int] = {}

    def add_page(self, page: Dictionary) -> None:
        contents = page.get("/Contents", pikepdf.Array())
        streams = contents if isinstance(contents, pikepdf.Array) else [contents]
        data = b"\n".join(_unpack(stream) for stream in streams if isinstance(stream, Stream))
        self._total += self._weigh(data, page.get("/Resources", Dictionary()), depth=0)
        if self._total > MAX_DRAWN_BYTES:
            raise DocumentUnreadable("too-complex")

    def _weigh(self, data: bytes, resources: Object, depth: int) -> int:
        if depth > MAX_DEPTH:
            raise DocumentUnreadable("too-complex")
        objects = resources.get("/XObject", Dictionary())
        total = len(data)
        for name in _DRAWS.findall(data):
            drawn = objects.get("/" + name.decode("latin-1"))
            if isinstance(drawn, Stream) and drawn.get("/Subtype") == "/Form":
                total += self._weigh_form(drawn, resources, depth + 1)
        return total

    def _weigh_form(self, form: Stream, resources: Object, depth: int) -> int:
        if form.objgen not in self._known:
            self._known[form.objgen] = self._weigh(_unpack(form), form.get("/Resources", resources), depth)
        return self._known[form.objgen]


def _unpack(stream: Stream) -> bytes:
    """The bytes of a stream of drawing; only the packing that such streams have is undone."""
    filters = stream.get("/Filter", pikepdf.Array())
    names = [str(name) for name in (filters if isinstance(filters, pikepdf.Array) else [filters])]
    if names == ["/FlateDecode"]:
        return _inflate(stream.read_raw_bytes())
    if len(names) > 1:  # packed twice: the way of a bomb, and of nobody else
        raise DocumentUnreadable("too-complex")
    data = stream.read_bytes()
    return _within_limit([data])


def _inflate(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(packed, MAX_STREAM_BYTES + 1)
    except zlib.error as exc:
        raise DocumentUnreadable("damaged") from exc
    return _within_limit([data])


def _within_limit(pieces: Iterable[bytes]) -> bytes:
    data = b"".join(pieces)
    if len(data) > MAX_STREAM_BYTES:
        raise DocumentUnreadable("too-complex")
    return data
