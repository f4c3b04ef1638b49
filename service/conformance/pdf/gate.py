"""Lets only such PDFs through as can be read quickly: whole, not encrypted, of a bounded size."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
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
# Font programs and their maps of letters, unpacked: all of a document's; a whole font of Chinese has 20 MB.
MAX_FONT_BYTES = 48 * 1024 * 1024
MAX_MAP_BYTES = 2 * 1024 * 1024
# Forms in forms: a letterhead in a stamp in a merge has three.
MAX_DEPTH = 8
# Arrays and dictionaries in one another; the deepest of an office's own are page trees and outlines.
MAX_NESTING = 200
_FONT_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_SHOWS_TEXT = re.compile(rb"\bT[Jj]\b")
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
        self._fonts: set[tuple[int, int]] = set()
        self._font_room = MAX_FONT_BYTES
        self._map_room = MAX_MAP_BYTES

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
        self._weigh_fonts(resources.get("/Font", Dictionary()))
        objects = resources.get("/XObject", Dictionary())
        total = len(data)
        for name in _DRAWS.findall(data):
            drawn = objects.get("/" + name.decode("latin-1"))
            if isinstance(drawn, Stream) and drawn.get("/Subtype") == "/Form":
                total += self._weigh_form(drawn, resources, depth + 1)
        return total

    def _weigh_fonts(self, fonts: Object) -> None:
        for font in fonts.values():
            if font.objgen in self._fonts and font.is_indirect:
                continue
            self._fonts.add(font.objgen)
            if font.get("/Subtype") == "/Type3":
                _check_type3(font)
            self._map_room -= _weigh_packed(font.get("/ToUnicode"), self._map_room)
            self._map_room -= _weigh_packed(font.get("/Encoding"), self._map_room)
            holder = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            descriptor = holder.get("/FontDescriptor", Dictionary())
            for key in _FONT_PROGRAMS:
                self._font_room -= _weigh_packed(descriptor.get(key), self._font_room)

    def _weigh_form(self, form: Stream, resources: Object, depth: int) -> int:
        if form.objgen not in self._known:
            self._known[form.objgen] = self._weigh(_unpack(form), form.get("/Resources", resources), depth)
        return self._known[form.objgen]


def _check_type3(font: Object) -> None:
    """Refuses letters that are drawn with letters, which may draw themselves without end."""
    letters = [one for one in font.get("/CharProcs", Dictionary()).values() if isinstance(one, Stream)]
    if any(_SHOWS_TEXT.search(_unpack(letter)) for letter in letters):
        raise DocumentUnreadable("too-complex")


def _weigh_packed(stream: Object | None, room: int) -> int:
    """How long a stream is unpacked; raises `DocumentUnreadable` for one that does not fit into `room`."""
    if not isinstance(stream, Stream):
        return 0
    return len(unpack(stream, room))


def _unpack(stream: Stream) -> bytes:
    """The bytes of a stream of drawing."""
    return unpack(stream, MAX_STREAM_BYTES)


def unpack(stream: Stream, limit: int) -> bytes:
    """The bytes of a stream, no more than `limit`; only the packing that our streams have is undone."""
    filters = stream.get("/Filter", pikepdf.Array())
    names = [str(name) for name in (filters if isinstance(filters, pikepdf.Array) else [filters])]
    if names == ["/FlateDecode"]:
        return _inflate(stream.read_raw_bytes(), limit)
    if len(names) > 1:  # packed twice: the way of a bomb, and of nobody else
        raise DocumentUnreadable("too-complex")
    return _within(stream.read_bytes(), limit)


def _inflate(packed: bytes, limit: int) -> bytes:
    try:
        return _within(zlib.decompressobj().decompress(packed, limit + 1), limit)
    except zlib.error as exc:
        raise DocumentUnreadable("damaged") from exc


def _within(data: bytes, limit: int) -> bytes:
    if len(data) > limit:
        raise DocumentUnreadable("too-complex")
    return data
