#!/usr/bin/env python3
"""Makes every document of one inspection over HTTP and prints a table of them; called by `scripts/demo`."""

from __future__ import annotations

import io
import json
import signal
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pikepdf

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "out"
HOST = "127.0.0.1"
# LibreOffice's very first start on a slow machine takes some ten seconds; longer than this is a fault.
START_LIMIT_S = 90
STOP_LIMIT_S = 30
REQUEST_LIMIT_S = 180
# Faults that say the inspection has not come to this document; any other one is a failure of the demo.
LEFT_OUT = {
    "kind-not-for-form": "không lập cho hình thức kiểm tra này",
    "needed-by-kind": "chưa đủ dữ liệu",
}


@dataclass(frozen=True)
class Row:
    """One line of the table: a document that was made, lacks facts, or failed."""

    title: str
    file: str
    pages: str = "-"
    seconds: float | None = None
    note: str = ""
    is_failed: bool = False


@dataclass(frozen=True)
class Answer:
    """What the service sent back."""

    status: int
    pages: str | None
    body: bytes


def main(path: Path) -> None:
    """Leaves every document whose facts are there in `out/`; exits with 1 when one could not be made."""
    started = time.monotonic()
    body = path.read_bytes()
    units = _unit_ids(path, body)
    OUT.mkdir(exist_ok=True)
    with running_service() as port:
        print(
            f"Dịch vụ đang chạy ở http://{HOST}:{port}, gửi {path.name} ({len(units)} đơn vị)\n", flush=True
        )
        kinds = json.loads(_request(port, "GET", "/v1/kinds").body)["kinds"]
        rows = [
            _make(port, kind, unit, body)
            for kind in kinds
            for unit in (units if kind["scope"] == "unit" else [None])
        ]
        _print_table(rows)
        if any(row.is_failed for row in rows) or all(row.note for row in rows):
            raise SystemExit(1)  # in here, so that the service's log is shown
    print(f"Tổng thời gian, kể cả khởi động và dừng dịch vụ: {_seconds(time.monotonic() - started)}")


def _unit_ids(path: Path, body: bytes) -> list[str]:
    try:
        return [str(unit["id"]) for unit in json.loads(body)["units"]]
    except (ValueError, LookupError, TypeError):
        raise SystemExit(f"{path} không phải tệp JSON của một cuộc kiểm tra (cần có units[].id).") from None


@contextmanager
def running_service() -> Iterator[int]:
    """The port of a service that is ready; stopped on the way out, its log shown if it failed."""
    port = _free_port()
    command = [sys.executable, "-m", "service", "serve", "--host", HOST, "--port", str(port)]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_until_ready(process, port)
            yield port
        except KeyboardInterrupt:
            raise
        except BaseException:
            log.seek(max(0, log.seek(0, io.SEEK_END) - 4000))
            print(log.read().decode(errors="replace"), file=sys.stderr)
            raise
        finally:
            process.terminate()
            try:
                process.wait(STOP_LIMIT_S)
            except subprocess.TimeoutExpired:
                process.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_LIMIT_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise SystemExit(
                f"Dịch vụ dừng ngay khi khởi động (mã {process.returncode}), xem nhật ký ở trên."
            )
        try:
            if _request(port, "GET", "/health/ready").status == 200:
                return
        except (OSError, HTTPException):
            pass  # nobody listens yet
        time.sleep(0.1)
    raise SystemExit(f"Dịch vụ chưa sẵn sàng sau {START_LIMIT_S} giây, xem nhật ký ở trên.")


def _request(port: int, method: str, path: str, body: bytes | None = None) -> Answer:
    connection = HTTPConnection(HOST, port, timeout=REQUEST_LIMIT_S)  # never through a configured proxy
    try:
        connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
        response = connection.getresponse()
        return Answer(response.status, response.getheader("X-Vanban-Pages"), response.read())
    finally:
        connection.close()


def _make(port: int, kind: dict[str, Any], unit: str | None, body: bytes) -> Row:
    """Asks for one document and leaves its two files in `out/`."""
    query = {"format": "both"} | ({"unit": unit} if unit else {})
    stem = kind["name"] + (f"-{unit}" if unit else "")
    title = str(kind.get("title", kind["name"]))
    started = time.monotonic()
    answer = _request(port, "POST", f"/v1/documents/{quote(kind['name'])}?{urlencode(query)}", body)
    seconds = time.monotonic() - started
    if answer.status != 200:
        return _without_document(title, stem, answer)
    for suffix, content in _unpack(answer.body).items():
        (OUT / f"{stem}{suffix}").write_bytes(content)
    pages = answer.pages or str(_count_pages(OUT / f"{stem}.pdf"))
    return Row(title, f"{stem}.docx, .pdf", pages, seconds)


def _without_document(title: str, stem: str, answer: Answer) -> Row:
    """The line of a document that is rightly left out, or of one that failed."""
    try:
        problem = json.loads(answer.body)
    except ValueError:
        problem = {}
    codes = {fault.get("code") for fault in problem.get("errors") or []}
    if answer.status == 422 and codes and codes <= LEFT_OUT.keys():
        return Row(title, stem, note=LEFT_OUT[min(codes)])
    detail = problem.get("detail") or problem.get("title") or ""
    return Row(title, stem, note=f"LỖI {answer.status}: {detail}", is_failed=True)


def _unpack(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        contents = {Path(name).suffix: files.read(name) for name in files.namelist()}
    if set(contents) != {".docx", ".pdf"}:
        raise SystemExit(f"Tệp ZIP phải có một .docx và một .pdf, nhưng chỉ thấy: {sorted(contents)}")
    return contents


def _count_pages(pdf: Path) -> int:
    with pikepdf.open(pdf) as document:
        return len(document.pages)


def _print_table(rows: list[Row]) -> None:
    table = [("Văn bản", "Tệp trong out/", "Trang", "Thời gian")]
    table += [(row.title, row.file, row.pages, row.note or _seconds(row.seconds or 0)) for row in rows]
    wide = [max(len(line[column]) for line in table) for column in range(3)]
    for title, file, pages, duration in table:
        print(f"{title:<{wide[0]}}  {file:<{wide[1]}}  {pages:>{wide[2]}}  {duration}")
    made = sum(not row.note for row in rows)
    left_out = sum(bool(row.note) and not row.is_failed for row in rows)
    print(f"\nĐã lập {made} văn bản ({2 * made} tệp) trong out/; {left_out} văn bản chưa đến lúc lập")


def _seconds(value: float) -> str:
    return f"{value:.2f} giây".replace(".", ",")


def _stop(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt  # unwinds, so that the service is stopped as well


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _stop)
    try:
        main(Path(sys.argv[1]))
    except KeyboardInterrupt:
        sys.exit("\nĐã dừng theo yêu cầu.")
