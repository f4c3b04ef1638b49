#!/usr/bin/env python3
"""The part of scripts/bench about many clients: single documents over HTTP against a hand-made loop."""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "scripts"))

from bench_batches import OFFICES, bench_loop, make_data, serving  # noqa: E402

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def find_offices(service: int) -> list[int]:
    """The LibreOffice processes below the service."""
    listing = subprocess.run(["ps", "-eo", "pid=,ppid=,comm="], capture_output=True, text=True, check=True)
    rows = [line.split(None, 2) for line in listing.stdout.splitlines()]
    family = {service}
    for _ in range(4):
        family |= {int(pid) for pid, parent, _ in rows if int(parent) in family}
    return [int(pid) for pid, _, name in rows if int(pid) in family and "soffice" in name]


def read_cpu_ms(pids: list[int]) -> float:
    """What these processes have computed so far."""
    fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
    return sum(int(field[11]) + int(field[12]) for field in fields) * 1000 / _TICKS


@contextmanager
def watching_memory(pid: int) -> Iterator[list[int]]:
    """The largest memory in MiB that the process holds inside."""
    peak, is_over = [0], threading.Event()

    def watch() -> None:
        while not is_over.wait(0.05):
            peak[0] = max(peak[0], int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE >> 20)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield peak
    finally:
        is_over.set()
        thread.join()


def ask_many(make: Callable[[int], object], count: int, clients: int) -> tuple[float, list[float]]:
    """Documents a second, and how many ms each took."""
    times: list[float] = []

    def ask(place: int) -> None:
        begun = time.perf_counter()
        make(place)
        times.append((time.perf_counter() - begun) * 1000)

    begun = time.perf_counter()
    with ThreadPoolExecutor(clients) as executor:
        list(executor.map(ask, range(count)))
    return count / (time.perf_counter() - begun), sorted(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--documents", type=int, default=100, help="documents for each number of clients (100)"
    )
    count = parser.parse_args().documents
    print(
        f"Single notices over HTTP, {OFFICES} offices or unoservers, load before: {os.getloadavg()[0]:.1f}\n"
    )
    loop = bench_loop(OFFICES)
    print("| way | documents/s | to the hand-made loop | p50, ms | p95, ms | CPU of the offices, ms each |")
    print("| --- | --- | --- | --- | --- | --- |")
    print(f"| PDF, docxtpl + UnoClient, {OFFICES} loops | {loop:.1f} | 1.0 x | | | |", flush=True)
    body = {place: make_data(1).replace(b"unit-0", f"unit-{place}".encode()) for place in range(count)}
    with serving() as (client, pid), watching_memory(pid) as peak:
        for format, clients in (("docx", 4), ("pdf", 1), ("pdf", 2), ("pdf", 4), ("pdf", 16)):

            def make(place: int, format: str = format) -> None:
                path = f"/v1/documents/notice?format={format}&unit=unit-{place}"
                client.post(path, content=body[place]).raise_for_status()

            ask_many(make, 4, clients)
            offices = find_offices(pid)
            before = read_cpu_ms(offices)
            rate, times = ask_many(make, count, clients)
            cpu = ""
            if format == "pdf" and find_offices(pid) == offices:  # none was renewed meanwhile
                cpu = f"{(read_cpu_ms(offices) - before) / count:.0f}"
            p50, p95 = statistics.median(times), times[int(len(times) * 0.95)]
            way = f"{format.upper()}, {clients} {'client' if clients == 1 else 'clients'}"
            ratio = f"{rate / loop:.1f} x" if format == "pdf" else ""
            print(f"| {way} | {rate:.1f} | {ratio} | {p50:.0f} | {p95:.0f} | {cpu} |", flush=True)
    print(f"\nMemory of the service, most: {peak[0]} MiB")


if __name__ == "__main__":
    main()
