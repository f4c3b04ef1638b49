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
    stream.write(zlib.compress(b" " * 200_000_000, 9), filter=Name.FlateDecode)
    pdf.pages[0].Contents = pdf.make_indirect(stream)
    return save(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)


def bomb_packed_twice() -> bytes:
    pdf = blank()
    stream = pikepdf.Stream(pdf, b"")
    packed = zlib.compress(zlib.compress(b" " * 200_000_000, 9), 9)
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
]


@pytest.mark.parametrize(("build", "reason"), HOSTILE, ids=[getattr(b, "__name__", "") for b, _ in HOSTILE])
def test_hostile_pdf_is_refused_quickly(build: Callable[[], bytes], reason: str) -> None:
    content = build()
    start = time.perf_counter()
    with pytest.raises(DocumentUnreadable) as refused:
        read_pdf(content)
    assert refused.value.reason == reason
    assert time.perf_counter() - start < 1.0


def test_a_page_count_that_lies_does_no_harm() -> None:
    assert len(read_pdf(page_count_that_lies()).drawing.pages) == 1
