"""ZIP archives: hostile ones are refused, and ours are the same bytes every time."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from service.errors import TemplateUnreadable
from service.rendering.reasons import Reason

# A template has some 15 parts and 100 KB; these only keep a bomb from being unpacked.
_MAX_ENTRIES = 2000
_MAX_ENTRY_BYTES = 20 * 2**20
_MAX_TOTAL_BYTES = 50 * 2**20
_MAX_RATIO = 100
_ALWAYS_FINE_BYTES = 2 * 2**20  # whatever the ratio: many like rows pack very well

_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_DIRECTORY_HEADER = struct.Struct("<4s6H3I5H2I")
_DIRECTORY_END = struct.Struct("<4s4H2IH")
_VERSION = 20  # 2.0: deflate
_FIRST_DAY = (1 << 5) | 1  # 1980-01-01, the first day a ZIP can name
_UTF8_NAME = 0x800


def read_archive(source: bytes, template: str) -> dict[str, bytes]:
    """The files in a ZIP by name; raises `TemplateUnreadable` before unpacking anything suspicious."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            entries = archive.infolist()
            fault = _find_fault(entries, archive.start_dir)
            if fault is not None:
                raise TemplateUnreadable(template, fault)
            return {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
    except zipfile.BadZipFile as exc:
        reason = Reason.ENTRY_DAMAGED if source.startswith(b"PK\x03\x04") else Reason.NOT_ZIP
        raise TemplateUnreadable(template, reason) from exc
    except (zlib.error, EOFError, NotImplementedError, UnicodeError, ValueError, OSError) as exc:
        raise TemplateUnreadable(template, Reason.ENTRY_DAMAGED) from exc


@dataclass(frozen=True)
class Member:
    """A file as it will stand in an archive: compressed, its headers ready but for its offset."""

    local: bytes
    directory: bytes  # without the offset of the local header, which ends it, and the name after that
    name: bytes


def pack_member(name: str, content: bytes, level: int = 9) -> Member:
    """The file `name` packed, with a fixed date and no attributes: equal content gives equal bytes."""
    deflate = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflate.compress(content) + deflate.flush()
    raw_name = name.encode()
    flags = 0 if name.isascii() else _UTF8_NAME
    common = (_VERSION, flags, zipfile.ZIP_DEFLATED, 0, _FIRST_DAY)
    sizes = (zlib.crc32(content), len(packed), len(content), len(raw_name), 0)
    local = _LOCAL_HEADER.pack(b"PK\x03\x04", *common, *sizes)
    directory = _DIRECTORY_HEADER.pack(b"PK\x01\x02", _VERSION, *common, *sizes, 0, 0, 0, 0, 0)
    return Member(local + raw_name + packed, directory[:-4], raw_name)


def join_members(members: Iterable[Member]) -> bytes:
    """A ZIP archive of `members` in their order."""
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for member in members:
        body.append(member.local)
        directory += (member.directory, struct.pack("<I", offset), member.name)
        offset += len(member.local)
    listing = b"".join(directory)
    end = _DIRECTORY_END.pack(b"PK\x05\x06", 0, 0, len(body), len(body), len(listing), offset, 0)
    return b"".join((*body, listing, end))


def make_archive(files: Mapping[str, bytes]) -> bytes:
    """A ZIP archive of `files` in their order, the same bytes for the same files."""
    return join_members(pack_member(name, content) for name, content in files.items())


def _find_fault(entries: list[zipfile.ZipInfo], directory_start: int) -> Reason | None:
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if (
        len(entries) > _MAX_ENTRIES
        or total > min(_MAX_TOTAL_BYTES, max(_ALWAYS_FINE_BYTES, _MAX_RATIO * packed))
        or any(entry.file_size > _MAX_ENTRY_BYTES for entry in entries)
    ):
        return Reason.TOO_LARGE
    # Office compares names without regard to case, so two that differ only in it are one.
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        return Reason.ENTRY_NAME
    if any(_is_bad_name(entry.orig_filename) for entry in entries):
        return Reason.ENTRY_NAME
    if any(_is_odd(entry) for entry in entries) or _overlap(entries, directory_start):
        return Reason.ENTRY_DAMAGED
    return None


def _is_bad_name(name: str) -> bool:
    steps = name.removesuffix("/").split("/")
    return bool(re.search(r"[\x00-\x1f\\:]", name)) or any(step in ("", ".", "..") for step in steps)


def _is_odd(entry: zipfile.ZipInfo) -> bool:
    is_encrypted = bool(entry.flag_bits & 0x1)
    return is_encrypted or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def _overlap(entries: list[zipfile.ZipInfo], directory_start: int) -> bool:
    """Whether two entries share bytes, which lets a small file unpack to a large one (CVE-2024-0450)."""
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    starts = [entry.header_offset for entry in ordered[1:]] + [directory_start]
    return any(
        entry.header_offset + _LOCAL_HEADER.size + entry.compress_size > start
        for entry, start in zip(ordered, starts, strict=True)
    )
