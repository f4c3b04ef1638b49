"""Fingerprints of what documents are made by: the program, the libraries below it, files beside it."""

from __future__ import annotations

import hashlib
import platform
import zlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

# Those that have a say in the bytes of a document or of a report.
_LIBRARIES = (
    "docxtpl",
    "fonttools",
    "jinja2",
    "lxml",
    "openpyxl",
    "pikepdf",
    "pydantic",
    "python-docx",
    "unoserver",
)


def fingerprint(*parts: str | bytes) -> str:
    """The SHA-256 of `parts`, another for every other way to divide the same letters."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(content).to_bytes(8))
        digest.update(content)
    return digest.hexdigest()


def fingerprint_folder(folder: Path, pattern: str = "*") -> str:
    """The SHA-256 of the names and contents of all files in and below `folder` that fit `pattern`."""
    files = sorted(path for path in folder.rglob(pattern) if path.is_file())
    parts = ((str(path.relative_to(folder)), path.read_bytes()) for path in files)
    return fingerprint(*(piece for part in parts for piece in part))


@cache
def fingerprint_program() -> str:
    """The SHA-256 of this program's source and of the versions of what it is built on."""
    source = fingerprint_folder(Path(__file__).parent, "*.py")
    libraries = [f"{name} {_version(name)}" for name in _LIBRARIES]
    return fingerprint(source, platform.python_version(), zlib.ZLIB_RUNTIME_VERSION, *libraries)


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:  # bundled without its metadata
        return ""
