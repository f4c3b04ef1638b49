from __future__ import annotations

import io
import struct
import time
import warnings
import zipfile

import pytest

from service.errors import TemplateUnreadable
from service.rendering import Reason
from service.rendering.archive import make_archive, read_archive
from tests.rendering.builder import make_docx, pack, paragraph

LONGEST_REFUSAL = 0.5  # seconds


def refusal(source: bytes) -> str:
    started = time.perf_counter()
    with pytest.raises(TemplateUnreadable) as caught:
        read_archive(source, "mau.docx")
    assert time.perf_counter() - started < LONGEST_REFUSAL
    return caught.value.reason


def test_archive_written_is_read_back() -> None:
    files = {
        "[Content_Types].xml": b"<Types/>",
        "word/văn bản.xml": "Đoàn kiểm tra".encode() * 100,
        "rỗng": b"",
    }
    assert read_archive(make_archive(files), "mau.docx") == files


def test_archive_written_is_sound_to_other_readers() -> None:
    with zipfile.ZipFile(io.BytesIO(make_archive({"a.xml": b"a", "b.xml": b"b"}))) as archive:
        assert archive.testzip() is None
        assert [entry.date_time for entry in archive.infolist()] == [(1980, 1, 1, 0, 0, 0)] * 2
        assert {entry.external_attr for entry in archive.infolist()} == {0}


def test_same_files_give_the_same_bytes() -> None:
    assert make_archive({"a": b"1", "b": b"2"}) == make_archive({"a": b"1", "b": b"2"})


@pytest.mark.parametrize("source", [b"", b"PK", b"<html></html>", b"\xd0\xcf\x11\xe0" + b"\0" * 600])
def test_what_is_no_zip_is_refused(source: bytes) -> None:
    assert refusal(source) == Reason.NOT_ZIP


def test_cut_archive_is_refused() -> None:
    assert refusal(make_docx(paragraph("một"))[:-30]) == Reason.ENTRY_DAMAGED


def test_well_packed_bomb_is_refused() -> None:
    assert refusal(pack({"word/document.xml": b"\0" * 19_000_000})) == Reason.TOO_LARGE


def test_many_entries_are_refused() -> None:
    assert refusal(pack({f"word/{number}.xml": b"" for number in range(2001)})) == Reason.TOO_LARGE


def test_large_entry_is_refused_by_its_declared_size() -> None:
    source = bytearray(pack({"a.xml": b"a" * 100}))
    directory = source.rindex(b"PK\x01\x02")
    struct.pack_into("<I", source, directory + 24, 21 * 2**20)
    assert refusal(bytes(source)) == Reason.TOO_LARGE


def test_lying_size_is_refused() -> None:
    source = bytearray(pack({"a.xml": b"a" * 100}))
    directory = source.rindex(b"PK\x01\x02")
    struct.pack_into("<I", source, directory + 24, 50)
    assert refusal(bytes(source)) == Reason.ENTRY_DAMAGED


def test_wrong_checksum_is_refused() -> None:
    source = bytearray(pack({"a.xml": b"a" * 100}))
    struct.pack_into("<I", source, source.rindex(b"PK\x01\x02") + 16, 1)
    assert refusal(bytes(source)) == Reason.ENTRY_DAMAGED


@pytest.mark.parametrize("other", ["word/document.xml", "WORD/Document.xml"])
def test_name_that_stands_twice_is_refused(other: str) -> None:
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", "a")
        archive.writestr(other, "b")
    assert refusal(target.getvalue()) == Reason.ENTRY_NAME


@pytest.mark.parametrize(
    "name",
    ["../evil.xml", "/etc/passwd", "word/../../evil", "a//b", "C:evil", "word\\evil.xml", "a\x00b", "./a"],
)
def test_name_that_leads_outside_is_refused(name: str) -> None:
    clean = pack({"n" * len(name): b"a"})
    assert refusal(clean.replace(b"n" * len(name), name.encode())) == Reason.ENTRY_NAME


def test_folders_are_left_out() -> None:
    assert read_archive(pack({"word/": b"", "word/a.xml": b"a"}), "mau.docx") == {"word/a.xml": b"a"}


def test_encrypted_entry_is_refused() -> None:
    source = bytearray(pack({"a.xml": b"a"}))
    source[source.rindex(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(source)) == Reason.ENTRY_DAMAGED


def test_unusual_packing_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.xml", "a")
    assert refusal(target.getvalue()) == Reason.ENTRY_DAMAGED


def test_overlapping_entries_are_refused() -> None:
    source = pack({"a.xml": b"a" * 100})
    start = source.rindex(b"PK\x01\x02")
    end = source.rindex(b"PK\x05\x06")
    entry = source[start:end]
    twice = entry + entry.replace(b"a.xml", b"b.xml")
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 2, 2, len(twice), start, 0)
    assert refusal(source[:start] + twice + tail) == Reason.ENTRY_DAMAGED
