"""Prepares the folder an office lives in: its profile, its fonts, unoserver, and a clean environment."""

from __future__ import annotations

import fcntl
import hashlib
import importlib.metadata
import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

from service.conversion.fonts import build_fonts_conf
from service.conversion.profile import write_profile

# LibreOffice puts its sockets here, whatever TMPDIR says; the second only where the first is read-only.
_SOCKET_FOLDERS = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108


# A folder that is younger may be one that its service has not yet claimed.
_CLAIMED_BY_THEN_SECONDS = 60.0


def claim_folder(folder: Path) -> int:
    """Marks `folder` as in use until the descriptor that this gives is closed, or the process ends."""
    claim = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    fcntl.flock(claim, fcntl.LOCK_SH)
    return claim


def sweep_folders(place: Path, prefix: str) -> None:
    """Removes folders in `place` that a service of ours left when it was killed with all its processes.

    Only folders that `tempfile` named, with nothing in them but offices, which are numbered.
    """
    for folder in place.glob(f"{prefix}{'[a-z0-9_]' * 8}"):
        with suppress(OSError):  # gone meanwhile, not ours, or in use
            about = folder.lstat()
            is_young = time.time() - about.st_mtime < _CLAIMED_BY_THEN_SECONDS
            if is_young or about.st_uid != os.geteuid() or folder.is_symlink():
                continue
            claim = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
                offices = list(folder.iterdir())
                if all(office.name.isdecimal() for office in offices):
                    for left in [path for office in offices for path in list_leftovers(office)]:
                        left.unlink(missing_ok=True)
                    shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(claim)


def furnish(folder: Path, program: Path, fonts_dir: Path) -> None:
    """Makes `folder`, closed to other users, with all that the LibreOffice in `program` needs."""
    folder.mkdir(mode=0o700)
    for name in ("home", "tmp", "library", "fontcache"):
        (folder / name).mkdir()
    write_profile(folder / "profile", program)
    (folder / "fonts.conf").write_text(build_fonts_conf(fonts_dir, folder / "fontcache"), encoding="utf-8")
    _link_unoserver(folder / "library")


def build_environment(folder: Path) -> dict[str, str]:
    """All the environment variables of an office: nothing of ours is inherited."""
    return {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "FONTCONFIG_FILE": str(folder / "fonts.conf"),
        "SAL_USE_VCLPLUGIN": "svp",  # draws without a screen, so no desktop library is looked for
    }


def name_pipe(folder: Path) -> str:
    """The name of the pipe LibreOffice listens on: hard to guess, as `folder` is, and its own."""
    return "_".join(folder.parts[-2:])


def list_leftovers(folder: Path) -> list[Path]:
    """The sockets outside `folder` that a killed LibreOffice leaves behind.

    One is our pipe; the other, by which a second LibreOffice would find the first, is named after the MD5
    of the profile's address, each byte in hexadecimal without a leading zero.
    """
    address = (folder / "profile").as_uri().encode("utf-16-le")
    digest = hashlib.md5(address, usedforsecurity=False).digest()
    names = (name_pipe(folder), "SingleOfficeIPC_" + "".join(f"{byte:x}" for byte in digest))
    return [place / f"OSL_PIPE_{os.getuid()}_{name}" for place in _SOCKET_FOLDERS for name in names]


def _link_unoserver(library: Path) -> None:
    """Makes unoserver, and nothing else that is installed with us, importable from `library`."""
    site = Path(str(importlib.metadata.distribution("unoserver").locate_file("")))
    for part in (site / "unoserver", *site.glob("unoserver-*.dist-info")):
        (library / part.name).symlink_to(part.resolve())
