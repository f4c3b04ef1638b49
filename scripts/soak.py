#!/usr/bin/env python3
"""Chạy lâu các phép thử sự cố trên dịch vụ thật rồi in bảng kết quả; có lỗi thì kết thúc bằng mã 1."""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

NAMES = (
    "killed",
    "stopped",
    "disk",
    "gone",
    "overload",
    "neighbours",
    "stop",
    "command",
    "bytes",
    "soak",
)


def main() -> None:
    parser = argparse.ArgumentParser(add_help=False)  # scripts/soak --help explains them
    parser.add_argument("names", nargs="*")
    parser.add_argument("--units", type=int, default=200)
    parser.add_argument("--every", type=float, default=3.0)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--queue", type=int, default=32)
    parser.add_argument("--parallel", type=int, default=100)
    parser.add_argument("--documents", type=int, default=50)
    parser.add_argument("--conversions", type=int, default=2000)
    wanted = parser.parse_args()
    if unknown := set(wanted.names) - set(NAMES):
        parser.error(f"không có phép thử {', '.join(sorted(unknown))}; các phép: {', '.join(NAMES)}")
    runs = list_runs(wanted)
    print(f"{platform.machine()}, {os.cpu_count()} lõi, Python {platform.python_version()}\n")
    print("| phép thử | kết quả | giây | số liệu |\n| --- | --- | --- | --- |", flush=True)
    failed = [name for name in wanted.names or NAMES if not run(name, runs[name])]
    sys.exit(1 if failed else 0)


def list_runs(wanted: argparse.Namespace) -> dict[str, Callable[[Path], object]]:
    sys.path.insert(0, str(ROOT))
    from tests.faults import scenarios

    every, limit = timedelta(seconds=wanted.every), timedelta(seconds=4)
    return {
        "killed": lambda to: scenarios.batch_while_offices_are_killed(to, units=wanted.units, every=every),
        "stopped": lambda to: scenarios.batch_while_an_office_is_stopped(to, units=wanted.units, limit=limit),
        "disk": fill_disk,
        "gone": lambda to: scenarios.clients_that_go_away(to, clients=10),
        "overload": lambda to: scenarios.overload(to, requests=wanted.requests, queue=wanted.queue),
        "neighbours": lambda to: scenarios.neighbours(to, requests=wanted.parallel),
        "stop": lambda to: scenarios.stopping_in_the_middle(to, units=wanted.units // 2),
        "command": lambda to: scenarios.interrupted_command(to, units=wanted.units // 2),
        "bytes": lambda to: scenarios.same_bytes(to, documents=wanted.documents),
        "soak": lambda to: scenarios.soak(to, conversions=wanted.conversions),
    }


def fill_disk(folder: Path) -> object:
    """In a process of its own, which sees a small file system in the place of `folder`."""
    from tests.faults.small_disk import command_for

    done = subprocess.run(command_for(folder), cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr.strip().splitlines()[-1:]
    return done.stdout.strip().splitlines()[-1]


def run(name: str, scenario: Callable[[Path], object]) -> bool:
    """Whether it went well; prints its row."""
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        try:
            figures, is_right = scenario(Path(folder)), True
        except AssertionError as exc:
            figures, is_right = f"{exc}", False
    if isinstance(figures, dict):
        figures = ", ".join(f"{key}: {value}" for key, value in figures.items())
    word = "đạt" if is_right else "KHÔNG ĐẠT"
    print(f"| {name} | {word} | {time.perf_counter() - begun:.0f} | {figures} |", flush=True)
    return is_right


if __name__ == "__main__":
    main()
