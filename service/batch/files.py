"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path


def remove_parts(folder: Path) -> None:
    """Removes what processes that were killed had written half."""
    for part in folder.glob(".*.part"):
        number = part.name.split(".")[1]
        if number.isdecimal() and not Path(f"/proc/{number}").exists():
            part.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file beside its place and moves it there, so that nobody ever sees half of it."""
    write_pieces(path, (content,))


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Writes a file piece by piece beside its place, and moves it there when it is complete."""
    if path.exists() and not path.is_file():  # a device must not be replaced by a file
        raise IsADirectoryError(errno.EISDIR, "not a file")
    place = path.resolve()
    part = place.with_name(f".{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.writelines(pieces)
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)
