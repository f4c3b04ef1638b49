"""What the tests see of offices from outside: processes, files, sockets."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from service.conversion import PoolSettings

FONTS = Path(__file__).parents[2] / "fonts"
PATIENCE = timedelta(seconds=30)


def settings_for(work_dir: Path, **changes: Any) -> PoolSettings:
    return PoolSettings(**{"fonts_dir": FONTS, "work_dir": work_dir, "size": 1, **changes})


def pids_in(work_dir: Path, name: str = "") -> list[int]:
    """The processes whose command line names something in `work_dir`, and `name`."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if str(work_dir).encode() in command and name.encode() in command.split(b"\0")[0]:
            found.append(int(process.name))
    return found


def soffice_pids(work_dir: Path) -> list[int]:
    return pids_in(work_dir, "soffice.bin")


def wait_until(condition: Callable[[], object], patience: timedelta = PATIENCE) -> None:
    deadline = time.monotonic() + patience.total_seconds()
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.005)
