"""How many cores this process may use: those it is bound to, cut down to what its container may burn."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_ROOT = Path("/")


def count_cores(root: Path = _ROOT) -> int:
    """The cores that work at the same time gains from, at least one; half a core is none."""
    bound = len(os.sched_getaffinity(0))
    return max(1, min([bound, *(int(quota) for quota in _read_quotas(root))]))


def _read_quotas(root: Path) -> Iterator[float]:
    """The cores that each control group around this process may use; a group without a limit has none."""
    for folder in _list_groups(root):
        try:
            if (file := folder / "cpu.max").exists():
                quota, period = file.read_text(encoding="ascii").split()
            else:
                quota = (folder / "cpu.cfs_quota_us").read_text(encoding="ascii").strip()
                period = (folder / "cpu.cfs_period_us").read_text(encoding="ascii").strip()
            if int(period) > 0 and int(quota) > 0:
                yield int(quota) / int(period)
        except (OSError, ValueError):  # no such group here, or "max": no limit
            continue


def _list_groups(root: Path) -> Iterator[Path]:
    """The folders of the control groups of this process, of version 2 and 1, and of those around them.

    In a container the path may name a folder of the host that is not seen inside; the topmost folder is
    the container's own then.
    """
    try:
        lines = (root / "proc/self/cgroup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return
    for line in lines:
        _, controllers, path = line.split(":", 2)
        if not controllers:
            mount = root / "sys/fs/cgroup"
        elif "cpu" in controllers.split(","):
            mount = root / "sys/fs/cgroup/cpu"
        else:
            continue
        group = Path(path.lstrip("/"))
        for part in (group, *group.parents):
            yield mount / part
