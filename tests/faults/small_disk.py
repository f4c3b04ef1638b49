"""The full disk: a process of its own, since what it sees of the file system is its own too.

Where nothing may be mounted, `--limit-files` limits how far files may grow instead.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
from pathlib import Path

from service.conversion import OfficePool
from service.errors import OfficeUnavailable
from tests.conversion.documents import make_docx
from tests.conversion.offices import PATIENCE, settings_for
from tests.faults.scenarios import Figures, full_disk

_SIZE = "48m"  # two offices at work need some 20 MB
_UNSHARE = ("unshare", "--user", "--map-root-user", "--mount", "--")


def can_mount() -> bool:
    """Whether this user may mount a file system that nobody else sees."""
    probe = [*_UNSHARE, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    try:
        return subprocess.run(probe, capture_output=True, timeout=10).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def command_for(folder: Path) -> list[str]:
    """What runs the scenario in `folder`, made a small file system in memory where that is allowed."""
    script = f'mount -t tmpfs -o size={_SIZE} tmpfs "$0" && exec "$@"'
    run = [sys.executable, "-m", "tests.faults.small_disk"]
    if can_mount():
        return [*_UNSHARE, "sh", "-c", script, str(folder), *run, str(folder)]
    return [*run, "--limit-files", str(folder)]


def files_that_cannot_grow(folder: Path) -> Figures:
    """A document larger than a file may be: told as want of room; it is no fault of the office."""
    large, small = make_docx(paragraphs=1, text=_noise(200_000)), make_docx(paragraphs=1)
    with OfficePool(settings_for(folder)) as pool:
        pool.wait_ready(PATIENCE)
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
        try:
            pool.convert(large)
        except OfficeUnavailable as error:
            assert error.reason == "disk-full", error.reason
        else:
            raise AssertionError("a PDF was made without room for its document")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert pool.convert(small).pages == 1
        assert pool.status().restarts == 0
    return {"refused": 1}


def _noise(length: int) -> str:
    """Text that does not compress."""
    letters = random.Random(1)  # noqa: S311
    return "".join(letters.choice("abcdefghijklmnopqrstuvwxyz ") for _ in range(length))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit-files", action="store_true")
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    scenario = files_that_cannot_grow if arguments.limit_files else full_disk
    sys.stdout.write(f"{scenario(arguments.folder)}\n")


if __name__ == "__main__":
    main()
