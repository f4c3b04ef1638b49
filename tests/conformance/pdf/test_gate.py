"""PDFs that are broken, locked or meant to exhaust the reader are refused quickly."""

from __future__ import annotations

import io
import time
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from service.conformance.pdf import read_pdf
from service.conformance.pdf.gate import MAX_PAGES
from service.errors import DocumentUnreadable
from tests.conformance.pdf.drawing import draw


def save(pdf: pikepdf.Pdf, **options: object) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer, **options)  # type: ignore[arg-type]
    return buffer.getvalue()


def blank(pages: int = 1) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    return pdf


def truncated() -> bytes:
    whole = save(blank(3))
    return whole[: len(whole) // 4]


def encrypted() -> bytes:
    return save(blank(), encryption=pikepdf.Encryption(owner="chủ", user="khóa"))


def locked_against_changes() -> bytes:
    return save(blank(), encryption=pikepdf.Encryption(owner="owner", user=""))


def of_many_pages() -> bytes:
    pdf = blank()
    for _ in range(MAX_PAGES):
        pdf.pages.append(pdf.pages[0])
    return save(pdf)


def page_count_that_lies() -> bytes:
    pdf = blank()
    pdf.Root.Pages.Count = 2**31 - 1
    return save(pdf)


def page_tree_in_a_circle() -> bytes:
    pdf = blank()
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)
    return save(pdf)


def deeply_nested_arrays() -> bytes:
    return b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000 + b"]" * 100_000 + b"\nendobj\n"


def nested_arrays_with_spaces() -> bytes:
    return b"%PDF-1.7\n1 0 obj\n" + b"[ " * 100_000 + b"] " * 100_000 + b"\nendobj\n"


def bomb() -> bytes:
    pdf = blank()
    stream = pikepdf.Stream(pdf, b"")
    stream.write(zlib.compress(b" " * 20_000_000, 9), filter=Name.FlateDecode)
    pdf.pages[0].Contents = pdf.make_indirect(stream)
    return save(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)


def bomb_packed_twice() -> bytes:
    pdf = blank()
    stream = pikepdf.Stream(pdf, b"")
    packed = zlib.compress(zlib.compress(b" " * 20_000_000, 9), 9)
    stream.write(packed, filter=Array([Name.FlateDecode, Name.FlateDecode]))
    pdf.pages[0].Contents = pdf.make_indirect(stream)
    return save(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)


def form(pdf: pikepdf.Pdf, content: bytes, inner: pikepdf.Object | None) -> pikepdf.Object:
    stream = pikepdf.Stream(pdf, content)
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
    if inner is not None:
        stream.Resources = Dictionary(XObject=Dictionary(F=inner))
    return pdf.make_indirect(stream)


def forms_that_multiply() -> bytes:
    pdf = blank()
    drawn = form(pdf, b"0 0 m 9 9 l S\n" * 10, None)
    for _ in range(7):
        drawn = form(pdf, b"/F Do\n" * 20, drawn)
    page = pdf.pages[0]
    page.Resources = Dictionary(XObject=Dictionary(F=drawn))
    page.Contents = pdf.make_stream(b"/F Do")
    return save(pdf)


def form_that_draws_itself() -> bytes:
    pdf = blank()
    drawn = form(pdf, b"/F Do", None)
    drawn.Resources = Dictionary(XObject=Dictionary(F=drawn))
    page = pdf.pages[0]
    page.Resources = Dictionary(XObject=Dictionary(F=drawn))
    page.Contents = pdf.make_stream(b"/F Do")
    return save(pdf)


def with_lines(content: bytes, repeat: int) -> bytes:
    with pikepdf.open(io.BytesIO(draw(["Số: 15/TB-SNV@120 725 13"]))) as pdf:
        pdf.pages[0].Contents = Array([pdf.make_stream(content) for _ in range(repeat)])
        return save(pdf)


def letters_without_end() -> bytes:
    return with_lines(b"BT /F1 12 Tf 9 9 Td " + b"<0024>Tj\n" * 60_000 + b"ET", 2)


def strokes_without_end() -> bytes:
    return with_lines(b"1 1 m 5 5 l S " * 60_000, 2)


def paths_of_many_pieces() -> bytes:
    return with_lines((b"1 1 m " + b"5 5 l 7 7 l " * 2_000 + b"S ") * 30, 3)


def font_that_unpacks() -> bytes:
    return with_font_part("/FontFile2", b"\0" * 60_000_000)


def letter_map_that_unpacks() -> bytes:
    row = b"1 beginbfrange\n<0000> <FFFF> <0000>\nendbfrange\n"
    return with_font_part("/ToUnicode", b"begincmap\n" + row * 60_000)


def with_font_part(key: str, content: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(draw(["Số: 15/TB-SNV@120 725 13"]))) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, Dictionary) and key in thing:
                thing[key] = pdf.make_indirect(pikepdf.Stream(pdf, b""))
                thing[key].write(zlib.compress(content, 9), filter=Name.FlateDecode)
        return save(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)


def metadata_that_unpacks() -> bytes:
    pdf = blank()
    pdf.Root.Metadata = pdf.make_indirect(pikepdf.Stream(pdf, b""))
    pdf.Root.Metadata.write(zlib.compress(b" " * 20_000_000, 9), filter=Name.FlateDecode)
    raw = pikepdf.StreamDecodeLevel.none
    return save(pdf, stream_decode_level=raw, compress_streams=False, fix_metadata_version=False)


def letters_drawn_with_themselves() -> bytes:
    pdf = blank()
    letter = pdf.make_stream(b"1000 0 d0 " + b"/F 1 Tf <00> Tj " * 50)
    font = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, 0, 1000, 1000]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            CharProcs=Dictionary(g=letter),
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([0, Name.g])),
            FirstChar=0,
            LastChar=0,
            Widths=Array([1000]),
        )
    )
    font.Resources = Dictionary(Font=Dictionary(F=font))
    pdf.pages[0].Resources = Dictionary(Font=Dictionary(F=font))
    pdf.pages[0].Contents = pdf.make_stream(b"BT /F 12 Tf 100 700 Td " + b"<0000> Tj " * 3000 + b"ET")
    return save(pdf)


HOSTILE: list[tuple[Callable[[], bytes], str]] = [
    (lambda: b"PK\x03\x04 a DOCX", "not-pdf"),
    (lambda: b"", "not-pdf"),
    (lambda: b"%PDF-1.7\n" + b"\x00" * 1000, "damaged"),
    (truncated, "damaged"),
    (encrypted, "encrypted"),
    (locked_against_changes, "encrypted"),
    (of_many_pages, "too-many-pages"),
    (page_tree_in_a_circle, "damaged"),
    (deeply_nested_arrays, "too-complex"),
    (nested_arrays_with_spaces, "damaged"),
    (bomb, "too-complex"),
    (bomb_packed_twice, "too-complex"),
    (forms_that_multiply, "too-complex"),
    (form_that_draws_itself, "too-complex"),
    (letters_without_end, "too-complex"),
    (strokes_without_end, "too-complex"),
    (paths_of_many_pieces, "too-complex"),
    (font_that_unpacks, "too-complex"),
    (letter_map_that_unpacks, "too-complex"),
    (metadata_that_unpacks, "too-complex"),
    (letters_drawn_with_themselves, "too-complex"),
]


@pytest.mark.parametrize(("build", "reason"), HOSTILE, ids=[getattr(b, "__name__", "") for b, _ in HOSTILE])
def test_hostile_pdf_is_refused_quickly(build: Callable[[], bytes], reason: str) -> None:
    content = build()
    start = time.thread_time()
    with pytest.raises(DocumentUnreadable) as refused:
        read_pdf(content)
    assert refused.value.reason == reason
    assert time.thread_time() - start < 3.0


def test_a_page_count_that_lies_does_no_harm() -> None:
    assert len(read_pdf(page_count_that_lies()).drawing.pages) == 1
