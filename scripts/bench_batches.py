#!/usr/bin/env python3
"""The batches of scripts/bench: PDF notices for many units, against one by one and hand-made loops."""

from __future__ import annotations

import argparse
import copy
import io
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import docxtpl
import httpx2
import jinja2
import unoserver
from unoserver.client import UnoClient

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from service.batch import BatchFormat, LocalRunner, plan_batch, read_file, stream_archive  # noqa: E402
from service.conversion import OfficePool, PoolSettings  # noqa: E402
from service.domain.loading import parse_inspection  # noqa: E402
from service.drafting import compose  # noqa: E402
from service.drafting.subject import choose_subject  # noqa: E402
from service.generate import Generator  # noqa: E402
from service.kinds import load_catalog  # noqa: E402
from service.rendering import FILTERS  # noqa: E402

OFFICES = 2
LOOP_DOCUMENTS = 40


def make_data(count: int) -> bytes:
    """The main example, its units repeated until there are `count`, each with a name of its own."""
    data = json.loads((ROOT / "examples" / "inspection-2026.json").read_text(encoding="utf-8"))
    models = [unit for unit in data["units"] if unit.get("visit") and not unit.get("part_of")]
    data["units"] = []
    for place in range(count):
        unit = copy.deepcopy(models[place % len(models)])
        for name in ("record", "conclusion", "remediation", "documents"):
            unit.pop(name, None)
        unit["id"] = f"unit-{place}"
        unit["body"]["name"] += f" {place}"
        data["units"].append(unit)
    return json.dumps(data, ensure_ascii=False).encode()


@contextmanager
def serving():
    """A service with two offices and room for large bodies."""
    environment = {**os.environ, "VANBAN_OFFICES": str(OFFICES), "VANBAN_MAX_BODY_BYTES": "50000000"}
    service = subprocess.Popen(
        [sys.executable, "-m", "service", "serve", "--port", "0"],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        address = service.stdout.readline().split()[-1]
        with httpx2.Client(base_url=address, timeout=600) as client:
            while client.get("/health/ready").status_code != 200:
                time.sleep(0.02)
            time.sleep(3)  # the second office
            yield client, service.pid
    finally:
        service.terminate()
        service.wait(60)


def bench_batch(client: httpx2.Client, pid: int, count: int) -> tuple[float, float, int, int]:
    """Seconds to the first byte and to the last, documents made, and the service's largest memory in MiB."""
    peak, is_over = [0], threading.Event()

    def watch() -> None:
        while not is_over.wait(0.05):
            pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
            peak[0] = max(peak[0], pages * os.sysconf("SC_PAGE_SIZE") >> 20)

    thread = threading.Thread(target=watch)
    thread.start()
    body, first, content = make_data(count), 0.0, io.BytesIO()
    begun = time.perf_counter()
    with client.stream("POST", "/v1/batches/notice?format=pdf", content=body) as answer:
        answer.raise_for_status()
        for piece in answer.iter_bytes():
            first = first or time.perf_counter() - begun
            content.write(piece)
    total = time.perf_counter() - begun
    is_over.set()
    thread.join()
    with zipfile.ZipFile(content) as archive:
        made = json.loads(archive.read("report.json"))["made"]
    return first, total, made, peak[0]


def bench_one_by_one(client: httpx2.Client, clients: int) -> float:
    """Documents a second, asked for one by one by so many clients."""
    body = make_data(LOOP_DOCUMENTS)

    def ask(place: int) -> None:
        client.post(f"/v1/documents/notice?format=pdf&unit=unit-{place}", content=body).raise_for_status()

    begun = time.perf_counter()
    with ThreadPoolExecutor(clients) as executor:
        list(executor.map(ask, range(LOOP_DOCUMENTS)))
    return LOOP_DOCUMENTS / (time.perf_counter() - begun)


def bench_runner(count: int, pass_documents: int | None) -> float:
    """Documents a second of a batch inside this process, with so many documents to a pass of an office."""
    settings = PoolSettings(fonts_dir=ROOT / "fonts", size=OFFICES)
    with OfficePool(settings) as pool:
        pool.wait_ready(timedelta(seconds=60))
        time.sleep(3)  # the second office
        generator = Generator(load_catalog(ROOT / "templates"), pool)
        wish = {} if pass_documents is None else {"pass_documents": pass_documents}
        runner = LocalRunner(generator, OFFICES, **wish)

        def run(units: int) -> None:
            reading = read_file(make_data(units))
            job = plan_batch(reading, generator.catalog, "notice", format=BatchFormat.PDF)
            for _ in stream_archive(runner.run(job), BatchFormat.PDF, ""):
                pass

        run(2 * OFFICES)
        begun = time.perf_counter()
        run(count)
        return count / (time.perf_counter() - begun)


def bench_loops(servers: int) -> tuple[float, float]:
    """Documents a second of the loop people write by hand: one over all servers in turn, one for each."""
    inspection, catalog = parse_inspection(make_data(LOOP_DOCUMENTS)), load_catalog(ROOT / "templates")
    kind = catalog.get("notice")
    environment = jinja2.Environment(autoescape=True)
    environment.filters.update(FILTERS)
    ports = [start_unoserver() for _ in range(servers)]

    def make(place: int) -> None:
        data = compose(choose_subject(inspection, kind, f"unit-{place}"), catalog)
        template = docxtpl.DocxTemplate(str(kind.template_path))
        template.render(data.model_dump(mode="json"), jinja_env=environment, autoescape=True)
        docx = io.BytesIO()
        template.save(docx)
        UnoClient(port=str(ports[place % servers][1])).convert(
            indata=docx.getvalue(), convert_to="pdf", filter_options=["SelectPdfVersion=2"]
        )

    def make_some(server: int) -> None:
        for place in range(server, LOOP_DOCUMENTS, servers):
            make(place)

    try:
        time.sleep(12)
        for place in range(servers):  # the first conversion of a server takes longer
            make(place)
        begun = time.perf_counter()
        for place in range(LOOP_DOCUMENTS):
            make(place)
        in_turn = LOOP_DOCUMENTS / (time.perf_counter() - begun)
        begun = time.perf_counter()
        with ThreadPoolExecutor(servers) as executor:
            list(executor.map(make_some, range(servers)))
        return in_turn, LOOP_DOCUMENTS / (time.perf_counter() - begun)
    finally:
        for process, _ in ports:
            process.terminate()
            process.wait(30)


def bench_loop(servers: int) -> float:
    """Documents a second of a loop for each unoserver."""
    return bench_loops(servers)[1]


def start_unoserver() -> tuple[subprocess.Popen[bytes], int]:
    port, uno_port = find_port(), find_port()
    environment = {**os.environ, "PYTHONPATH": str(Path(unoserver.__file__).parents[1])}
    command = ["/usr/bin/python3", "-m", "unoserver.server", "--port", str(port), "--uno-port", str(uno_port)]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        cwd=tempfile.gettempdir(),
    ), port  # fmt: skip


def find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--units", type=int, nargs="+", default=[20, 200, 1000])
    arguments = parser.parse_args()
    print(f"PDF/A-2b notices, {OFFICES} offices or unoservers, load before: {os.getloadavg()[0]:.1f}\n")
    in_turn, each = bench_loops(OFFICES)

    def show(way: str, rate: float, first: str = "", memory: str = "") -> None:
        print(f"| {way} | {rate:.1f} | {rate / in_turn:.1f} x | {rate / each:.1f} x | {first} | {memory} |")

    print("| way | PDFs/s | to one loop | to a loop for each server | first byte, s | service, MiB |")
    print("| --- | --- | --- | --- | --- | --- |")
    show(f"docxtpl + UnoClient, one loop over {OFFICES} unoservers in turn", in_turn)
    show(f"docxtpl + UnoClient, {OFFICES} loops at once", each)
    with serving() as (client, pid):
        for clients in (1, 4):
            show(f"one by one over HTTP, {clients} clients", bench_one_by_one(client, clients))
        for count in arguments.units:
            first, total, made, memory = bench_batch(client, pid, count)
            show(f"batch of {count} ({made} made)", made / total, f"{first:.2f}", str(memory))
    for passes in (1, None):
        show(f"batch of 200 without HTTP, {passes or 'as usual'} to a pass", bench_runner(200, passes))


if __name__ == "__main__":
    main()
