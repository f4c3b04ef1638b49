"""ZIP containers that come from outside: what is in them, unless they look hostile or damaged."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from enum import StrEnum

# An Office file has some 15 parts and 100 KB; these only keep a bomb from being unpacked.
_MAX_ENTRIES = 2000
_MAX_ENTRY_BYTES = 20 * 2**20
_MAX_TOTAL_BYTES = 50 * 2**20
_MAX_RATIO = 100
_ALWAYS_FINE_BYTES = 2 * 2**20  # whatever the ratio: many like rows pack very well

_LOCAL_HEADER = struct.Struct("<4s5H3I2H")


class ContainerFault(StrEnum):
    """Why a container is not opened; the values are reasons that `messages/reasons.py` puts into words."""

    NOT_ZIP = "not-zip"
    TOO_LARGE = "too-large"  # too many entries, too many bytes, or packed suspiciously well
    ENTRY_NAME = "entry-name"  # a name stands twice, is absolute or climbs out of the archive
    ENTRY_DAMAGED = "entry-damaged"  # overlapping, encrypted, oddly packed or with a wrong checksum


class ContainerError(ValueError):
    """A container that is not opened."""

    def __init__(self, fault: ContainerFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def unpack(source: bytes) -> dict[str, bytes]:
    """The files in a ZIP by name; raises `ContainerError` before unpacking anything suspicious."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            entries = archive.infolist()
            fault = _find_fault(entries, archive.start_dir)
            if fault is not None:
                raise ContainerError(fault)
            return {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
    except zipfile.BadZipFile as exc:
        is_cut = source.startswith(b"PK\x03\x04")
        raise ContainerError(ContainerFault.ENTRY_DAMAGED if is_cut else ContainerFault.NOT_ZIP) from exc
    except ContainerError:
        raise
    except (zlib.error, EOFError, NotImplementedError, UnicodeError, ValueError, OSError) as exc:
        raise ContainerError(ContainerFault.ENTRY_DAMAGED) from exc


def _find_fault(entries: list[zipfile.ZipInfo], directory_start: int) -> ContainerFault | None:
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if (
        len(entries) > _MAX_ENTRIES
        or total > min(_MAX_TOTAL_BYTES, max(_ALWAYS_FINE_BYTES, _MAX_RATIO * packed))
        or any(entry.file_size > _MAX_ENTRY_BYTES for entry in entries)
    ):
        return ContainerFault.TOO_LARGE
    # Office compares names without regard to case, so two that differ only in it are one.
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        return ContainerFault.ENTRY_NAME
    if any(_is_bad_name(entry.orig_filename) for entry in entries):
        return ContainerFault.ENTRY_NAME
    if any(_is_odd(entry) for entry in entries) or _overlap(entries, directory_start):
        return ContainerFault.ENTRY_DAMAGED
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
