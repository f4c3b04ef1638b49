"""Which LibreOffice, with which fonts, makes the PDFs: another one may break lines elsewhere."""

from __future__ import annotations

from contextlib import suppress

from service.conversion.values import PoolSettings
from service.program import fingerprint, fingerprint_folder, fingerprint_program

# The name of the version stands in the first; the sizes of the others tell a distribution's patches apart.
_VERSION_FILE = "versionrc"
_LIBRARIES = ("libswlo.so", "libvcllo.so", "libmergedlo.so")


def fingerprint_conversion(settings: PoolSettings) -> str:
    """The same for every pool that makes the same PDF of the same DOCX."""
    program = settings.soffice.resolve().parent
    parts = [fingerprint_program(), fingerprint_folder(settings.fonts_dir)]
    for name in (_VERSION_FILE, *_LIBRARIES):
        with suppress(OSError):  # a build may have one library or another
            path = program / name
            about = path.stat()
            content = path.read_bytes() if name == _VERSION_FILE else b""
            parts.append(fingerprint(name, content, f"{about.st_size} {int(about.st_mtime)}"))
    return fingerprint(*parts)
