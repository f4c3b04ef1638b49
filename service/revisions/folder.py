"""The folder of one kind on disk: read whole, and its template replaced in one step."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from service.errors import TemplatesUnwritable

KIND_FILE = "kind.toml"
TEMPLATE_FILE = "template.docx"
HISTORY = "history"

_REASONS = {
    errno.EACCES: "no-permission",
    errno.EPERM: "no-permission",
    errno.EROFS: "no-permission",
    errno.ENOSPC: "no-space",
    errno.EDQUOT: "no-space",
}

_FORMER = re.compile(r"[0-9]{4,8}-[0-9a-f]{12}")

Stamp = tuple[tuple[int, int, int] | None, ...]
"""What the file system says of a kind's files: when changed, how long, which; None for a missing one."""


@dataclass(frozen=True)
class Files:
    """What one look at a kind's folder found."""

    kind_file: bytes
    source: bytes

    @property
    def sha256(self) -> str:
        """The fingerprint of the template."""
        return hashlib.sha256(self.source).hexdigest()


@dataclass(frozen=True)
class Former:
    """A template that was replaced: what its file is called, and when it went there, in seconds."""

    name: str
    replaced_at: float


def find_folders(templates: Path) -> dict[str, Path]:
    """The folders of kinds in `templates`, by the name of the kind; none while it cannot be read."""
    try:
        return {path.parent.name: path.parent for path in sorted(templates.glob(f"*/{KIND_FILE}"))}
    except OSError:
        return {}


def stamp_of(folder: Path) -> Stamp:
    """How the two files of `folder` look from outside; changes whenever one is written."""
    return tuple(_stamp(folder / name) for name in (KIND_FILE, TEMPLATE_FILE))


def read_files(folder: Path) -> Files:
    """Both files of `folder`; raises `OSError`."""
    return Files((folder / KIND_FILE).read_bytes(), (folder / TEMPLATE_FILE).read_bytes())


def replace_template(folder: Path, content: bytes) -> None:
    """Puts `content` in the place of the template in one step; the previous one stays in `history`.

    Whoever reads meanwhile finds the one or the other, and a power cut leaves one of them whole. Raises
    `TemplatesUnwritable`, and then nothing has changed.
    """
    current = folder / TEMPLATE_FILE
    try:
        if current.exists():
            _keep(current.read_bytes(), folder / HISTORY)
        _write_whole(current, content)
    except OSError as exc:
        raise TemplatesUnwritable(folder.name, _REASONS.get(exc.errno or 0, "file-system")) from exc


def find_former(folder: Path) -> tuple[Former, ...]:
    """The templates that were replaced, the latest first; none while the history cannot be read."""
    try:
        paths = [path for path in (folder / HISTORY).glob("*.docx") if _FORMER.fullmatch(path.stem)]
        found = [Former(path.stem, path.stat().st_mtime) for path in paths]
    except OSError:
        return ()
    return tuple(sorted(found, key=lambda former: int(former.name.partition("-")[0]), reverse=True))


def read_former(folder: Path, name: str) -> bytes | None:
    """The replaced template called `name`; None if there is none."""
    if not _FORMER.fullmatch(name):
        return None
    try:
        return (folder / HISTORY / f"{name}.docx").read_bytes()
    except OSError:
        return None


def _keep(content: bytes, history: Path) -> None:
    """Adds `content` to `history` under the next number, unless it is there already."""
    mark = hashlib.sha256(content).hexdigest()[:12]
    history.mkdir(exist_ok=True)
    kept = sorted(history.glob("*.docx"))
    if any(path.stem.endswith(f"-{mark}") for path in kept):
        return
    numbers = [int(first) for path in kept if (first := path.stem.partition("-")[0]).isdecimal()]
    _write_whole(history / f"{max(numbers, default=0) + 1:04}-{mark}.docx", content)


def _write_whole(path: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), _mode_of(path))
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Makes sure that a new name in `folder` outlives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _mode_of(path: Path) -> int:
    """The rights of the file that is replaced; a new one may be read by all."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        return 0o644


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
