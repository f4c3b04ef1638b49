"""The service as its users have it, a process with offices, and what is left of it when it has gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
from prometheus_client.parser import text_string_to_metric_families

from service.conversion.premises import list_leftovers
from tests.conversion.offices import pids_in, soffice_pids

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60.0


@dataclass
class Service:
    """A running service, its address, and the folder that its offices live in."""

    process: subprocess.Popen[str]
    address: str
    work_dir: Path

    @property
    def client(self) -> httpx2.Client:
        return httpx2.Client(base_url=self.address, timeout=600)

    def numbers(self) -> dict[str, float]:
        """The numbers of `/metrics`; those with labels as `name{value}`."""
        text = httpx2.get(f"{self.address}/metrics", timeout=PATIENCE_S).text
        return {
            sample.name + "".join(f"{{{value}}}" for value in sample.labels.values()): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }

    def wait_for_offices(self, count: int) -> None:
        wait_until(lambda: self.numbers()["vanban_offices{ready}"] >= count)

    def is_idle(self) -> bool:
        numbers = self.numbers()
        return numbers["vanban_offices{busy}"] == 0 == numbers["vanban_queue_length"]

    def offices(self) -> list[int]:
        return soffice_pids(self.work_dir)

    def documents_left(self) -> list[Path]:
        """The files of conversions that lie in the working folder now."""
        return [path for ending in ("in.docx", "out.pdf") for path in self.work_dir.glob(f"*/*/{ending}")]


@contextmanager
def serving(
    work_dir: Path, *, offices: int = 2, wrapper: Sequence[str] = (), **settings: object
) -> Iterator[Service]:
    """The service with all its offices ready; when it ends, nothing of it may be left."""
    given = {"work_dir": work_dir, "offices": offices, "max_body_bytes": 50_000_000, **settings}
    process = subprocess.Popen(
        [*wrapper, sys.executable, "-m", "service", "serve", "--port", "0"],
        cwd=ROOT,
        env={**os.environ, **{f"VANBAN_{name.upper()}": str(value) for name, value in given.items()}},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        service = Service(process, process.stdout.readline().split()[-1], work_dir)
        service.wait_for_offices(offices)
        (folder,) = work_dir.glob("vanban-*")
        yield service
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=120)
    assert process.returncode == 0
    assert_nothing_left(folder)


def assert_nothing_left(folder: Path) -> None:
    """No process, file or socket of any office that lived in `folder` is there."""
    assert pids_in(folder) == [], "processes are left"
    assert list(folder.parent.iterdir()) == [], "files are left"
    sockets = [path for number in range(1, 500) for path in list_leftovers(folder / str(number))]
    assert not [path for path in sockets if path.exists()], "sockets are left"


def wait_until(condition: Callable[[], object], seconds: float = PATIENCE_S) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.02)
