"""Revised templates for tests: a stored one with some of its text replaced, as a person would in Word."""

from __future__ import annotations

import io
import zipfile

DOCUMENT = "word/document.xml"


def edit_template(source: bytes, *replacements: tuple[str, str]) -> bytes:
    """A copy of the template `source` in which each text is replaced by another wherever it stands."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == DOCUMENT:
                text = content.decode()
                for before, after in replacements:
                    assert before in text, before
                    text = text.replace(before, after)
                content = text.encode()
            new.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
