"""ZIP archives: those of templates are read, and ours are the same bytes every time."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from service.containers import ContainerError, unpack
from service.errors import TemplateUnreadable
from service.rendering.reasons import Reason

_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_DIRECTORY_HEADER = struct.Struct("<4s6H3I5H2I")
_DIRECTORY_END = struct.Struct("<4s4H2IH")
_VERSION = 20  # 2.0: deflate
_FIRST_DAY = (1 << 5) | 1  # 1980-01-01, the first day a ZIP can name
_UTF8_NAME = 0x800


def read_archive(source: bytes, template: str) -> dict[str, bytes]:
    """The files in a ZIP by name; raises `TemplateUnreadable` before unpacking anything suspicious."""
    try:
        return unpack(source)
    except ContainerError as exc:
        raise TemplateUnreadable(template, Reason(exc.fault.value)) from exc


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
