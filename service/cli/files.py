"""Files that commands read and write: whole or not at all."""

from __future__ import annotations

import errno
import sys
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

from service.batch.files import write_pieces
from service.batch.files import write_whole as write_whole  # for the other commands
from service.errors import FileUnreadable, OutputUnwritable
from service.generate import Document


def read(path: str) -> bytes:
    """What is in the file, `-` being standard input; raises `FileUnreadable`."""
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as exc:
        raise FileUnreadable(path, reason(exc, missing="not-found")) from exc


def write_document(document: Document, output: str) -> list[Path]:
    """Writes every file of the document, none of them half, and gives their paths."""
    path = Path(output)
    contents = {".docx": document.docx, ".pdf": document.pdf}
    made = {ending: content for ending, content in contents.items() if content is not None}
    if output.endswith("/") or path.is_dir():
        targets = {ending: path / f"{document.name}{ending}" for ending in made}
    elif len(made) > 1:
        stem = path.with_suffix("") if path.suffix.lower() in (".docx", ".pdf", ".zip") else path
        targets = {ending: stem.with_name(stem.name + ending) for ending in made}
    else:
        targets = dict.fromkeys(made, path)
    try:
        if output.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
        for ending, content in made.items():
            write_whole(targets[ending], content)
    except OSError as exc:
        raise OutputUnwritable(output, reason(exc, missing="folder-missing")) from exc
    return list(targets.values())


def write_stream(output: str, pieces: Generator[bytes]) -> None:
    """Writes the pieces as they come into one file, which is there only when it is complete."""
    try:
        with closing(pieces):
            write_pieces(Path(output), pieces)
    except OSError as exc:
        raise OutputUnwritable(output, reason(exc, missing="folder-missing")) from exc


def reason(error: OSError, *, missing: str) -> str:
    """Why a file cannot be used, as the messages name it; `missing` is said of a path that is not there."""
    reasons = {
        errno.ENOENT: missing,
        errno.ENOTDIR: missing,
        errno.EISDIR: "is-folder",
        errno.EACCES: "no-permission",
        errno.EPERM: "no-permission",
        errno.EROFS: "no-permission",
        errno.ENOSPC: "disk-full",
        errno.EDQUOT: "disk-full",
    }
    return reasons.get(error.errno or 0, "other")
