#!/usr/bin/env python3
"""The measuring part of scripts/bench: documents of the main example, ours against the tools alone."""

from __future__ import annotations

import argparse
import io
import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docxtpl
import httpx2
import jinja2

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from service.conformance import check_file  # noqa: E402
from service.domain.loading import parse_inspection  # noqa: E402
from service.drafting import compose  # noqa: E402
from service.drafting.subject import choose_subject  # noqa: E402
from service.generate import Format, Generator, load_edition  # noqa: E402
from service.kinds import load_catalog  # noqa: E402
from service.rendering import FILTERS, Properties  # noqa: E402

EXAMPLE = ROOT / "examples" / "inspection-2026.json"
DOCUMENTS = [
    ("decision", None),
    ("notice", "phuong-to-hieu"),
    ("minutes", "phuong-to-hieu"),
    ("conclusion", "phuong-to-hieu"),
    ("follow_up", "phuong-to-hieu"),
]


def median_ms(call: Callable[[], object], repeat: int) -> float:
    call()
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def render_plainly(source: bytes, data: dict) -> None:
    """What people write by hand: open, render, save."""
    environment = jinja2.Environment(autoescape=True)
    environment.filters.update(FILTERS)
    template = docxtpl.DocxTemplate(io.BytesIO(source))
    template.render(data, jinja_env=environment, autoescape=True)
    template.save(io.BytesIO())


def bench_docx(repeat: int) -> None:
    inspection, catalog = parse_inspection(EXAMPLE.read_bytes()), load_catalog(ROOT / "templates")
    print("| DOCX | docxtpl, ms | vanban, ms | ratio |\n| --- | --- | --- | --- |")
    for name, unit in DOCUMENTS:
        kind = catalog.get(name)
        data = compose(choose_subject(inspection, kind, unit), catalog).model_dump(mode="json")
        template, source = load_edition(kind).template, kind.template_path.read_bytes()
        properties = Properties("title", "author")
        plain = median_ms(lambda source=source, data=data: render_plainly(source, data), repeat)
        ours = median_ms(lambda t=template, d=data, p=properties: t.fill(d, p), repeat)
        print(f"| {name} | {plain:.1f} | {ours:.2f} | {plain / ours:.1f} x |")


def bench_pdf(repeat: int) -> list[tuple[bytes, bytes]]:
    body, catalog = EXAMPLE.read_bytes(), load_catalog(ROOT / "templates")
    generator, inspection = Generator(catalog, None), parse_inspection(body)
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, unit in DOCUMENTS:
            made = generator.generate(inspection, name, unit=unit, format=Format.DOCX)
            paths.append(Path(folder) / f"{name}.docx")
            paths[-1].write_bytes(made.docx or b"")
        start = time.perf_counter()
        service = subprocess.Popen(
            [sys.executable, "-m", "service", "serve", "--port", "0"],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        try:
            address = service.stdout.readline().split()[-1]
            with httpx2.Client(base_url=address, timeout=60) as client:
                while client.get("/health/ready").status_code != 200:
                    time.sleep(0.02)
                post(client, body, *DOCUMENTS[0])
                first = time.perf_counter() - start
                ours = [
                    median_ms(lambda d=document: post(client, body, *d), repeat) for document in DOCUMENTS
                ]
                memory = read_memory(service.pid)
                pdfs = [post(client, body, *document) for document in DOCUMENTS]
        finally:
            service.terminate()
            service.wait(30)
        bare = run_bare(paths, repeat)
        made = [(path.read_bytes(), pdf) for path, pdf in zip(paths, pdfs, strict=True)]
    print(f"\n| PDF/A-2b | LibreOffice {bare['libreoffice']} alone, ms | vanban over HTTP, ms | ratio |")
    print("| --- | --- | --- | --- |")
    for (name, _), file, mine in zip(DOCUMENTS, bare["files"], ours, strict=True):
        alone = file["median_ms"]
        print(f"| {name} | {alone:.0f} | {mine:.0f} | {mine / alone:.2f} x |")
    print(f"\nFirst PDF after `vanban serve` starts: {first:.1f} s")
    print(f"Memory (RSS): service {memory['service']} MiB, office {memory['office']} MiB")
    return made


def bench_conformance(made: list[tuple[bytes, bytes]], repeat: int) -> None:
    print("\n| conformance | DOCX, ms | PDF, ms |\n| --- | --- | --- |")
    for (name, _), (docx, pdf) in zip(DOCUMENTS, made, strict=True):
        on_docx = median_ms(lambda docx=docx: check_file(docx), repeat)
        on_pdf = median_ms(lambda pdf=pdf: check_file(pdf), repeat)
        print(f"| {name} | {on_docx:.0f} | {on_pdf:.0f} |")


def post(client: httpx2.Client, body: bytes, kind: str, unit: str | None) -> bytes:
    answer = client.post(
        f"/v1/documents/{kind}",
        params={"format": "pdf", **({"unit": unit} if unit else {})},
        content=body,
        headers={"Content-Type": "application/json"},
    )
    answer.raise_for_status()
    return answer.content


def run_bare(paths: list[Path], repeat: int) -> dict:
    """LibreOffice's own times, by the system's Python, which has `uno`."""
    command = ["/usr/bin/python3", str(ROOT / "scripts/bare_convert.py"), "--repeat", str(repeat)]
    done = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def read_memory(service: int) -> dict[str, int]:
    """Resident memory in MiB of the service and of the LibreOffice below it."""
    listing = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,rss=,comm="], capture_output=True, text=True, check=True
    )
    rows = [line.split(None, 3) for line in listing.stdout.splitlines()]
    family = {service}
    for _ in range(4):
        family |= {int(pid) for pid, parent, _, _ in rows if int(parent) in family}
    own = next(int(rss) for pid, _, rss, _ in rows if int(pid) == service)
    office = sum(int(rss) for pid, _, rss, name in rows if int(pid) in family and "soffice" in name)
    return {"service": own // 1024, "office": office // 1024}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=30, help="times each thing is measured (30)")
    repeat = parser.parse_args().repeat
    print(f"{platform.machine()}, Python {platform.python_version()}, medians of {repeat}\n")
    bench_docx(repeat)
    bench_conformance(bench_pdf(repeat), repeat)


if __name__ == "__main__":
    main()
