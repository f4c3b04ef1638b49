"""What may go wrong around a running service, each with what must come out all the same.

Every scenario takes its size, raises AssertionError for anything that is not right, and gives figures for
people. The tests run them short, `scripts/soak` long.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import httpx2

from tests.faults.crowd import Answer, ask_at_once
from tests.faults.documents import assert_own, make_inspection, read_archive, read_docx, read_pdf, token
from tests.faults.service import ROOT, Service, serving, wait_until

Figures = dict[str, object]

_FIRST_HARM = timedelta(seconds=0.5)
_NOTICE = "/v1/documents/notice?format={format}&unit=u{place}"
_BATCH = "/v1/batches/notice?format={format}"


@contextmanager
def harming(service: Service, number: int, every: timedelta) -> Iterator[list[int]]:
    """Sends the signal `number` to one of the offices now and then; gives those that were hit."""
    is_over = threading.Event()
    hit: list[int] = []

    def harm() -> None:
        chance = random.Random(1)  # noqa: S311
        pause = _FIRST_HARM
        while not is_over.wait(pause.total_seconds()):
            pause = every
            if pids := service.offices():
                victim = chance.choice(pids)
                with suppress(ProcessLookupError):
                    os.kill(victim, number)
                    hit.append(victim)

    thread = threading.Thread(target=harm)
    thread.start()
    try:
        yield hit
    finally:
        is_over.set()
        thread.join()


def batch_while_offices_are_killed(work_dir: Path, *, units: int, every: timedelta) -> Figures:
    """A batch while an office is killed again and again: every document there, with its own unit's words."""
    with serving(work_dir) as service:
        with harming(service, signal.SIGKILL, every) as hit:
            begun = time.perf_counter()
            content = _make_batch(service, units)
            seconds = time.perf_counter() - begun
        _assert_batch(content, units)
        assert hit
        retries = int(service.numbers()["vanban_conversion_retries_total"])
    return {"documents": units, "offices killed": len(hit), "retries": retries, "seconds": round(seconds, 1)}


def batch_while_an_office_is_stopped(work_dir: Path, *, units: int, limit: timedelta) -> Figures:
    """A batch while one office after the other is stopped in the middle: they are given up and replaced."""
    with serving(work_dir, conversion_timeout_s=limit.total_seconds()) as service:
        with harming(service, signal.SIGSTOP, limit * 3) as hit:
            begun = time.perf_counter()
            content = _make_batch(service, units)
            seconds = time.perf_counter() - begun
        _assert_batch(content, units)
        assert hit
        numbers = service.numbers()
        hung = int(
            numbers["vanban_office_restarts_total{hung}"] + numbers["vanban_office_restarts_total{died}"]
        )
    return {"documents": units, "stopped": len(hit), "replaced": hung, "seconds": round(seconds, 1)}


def overload(work_dir: Path, *, requests: int, queue: int) -> Figures:
    """Far too many requests at once: the accepted ones right, the others refused at once, none hung."""
    with serving(work_dir, queue_limit=queue) as service:
        asked = [(_NOTICE.format(format="pdf", place=at), make_inspection([at])) for at in range(requests)]
        ask_at_once(service.address, asked[:1])
        with _watching_liveness(service) as waits:
            begun = time.perf_counter()
            answers = ask_at_once(service.address, asked)
            seconds = time.perf_counter() - begun
        statuses = Counter(answer.status for answer in answers)
        assert set(statuses) <= {200, 503}, statuses
        assert statuses[200] >= min(requests, queue), statuses
        _assert_own_pdfs(answers)
        refused = sorted(answer.seconds for answer in answers if answer.status == 503)
        for answer in answers:
            if answer.status == 503:
                assert int(answer.headers["retry-after"]) > 0
                assert b"/problems/office-busy" in answer.body
        wait_until(service.is_idle)
    slowest = refused[-1] if refused else 0.0
    return {
        "accepted": statuses[200],
        "refused": statuses[503],
        "slowest refusal, ms": round(slowest * 1000),
        "median refusal, ms": round(refused[len(refused) // 2] * 1000) if refused else 0,
        "slowest /health/live, ms": round(max(waits) * 1000),
        "seconds": round(seconds, 1),
    }


def neighbours(work_dir: Path, *, requests: int) -> Figures:
    """Parallel requests with words of their own, PDF and DOCX mixed: none in another's document."""
    with serving(work_dir, queue_limit=requests) as service:
        asked = [
            (_NOTICE.format(format=format, place=at), make_inspection([at]))
            for at in range(requests)
            for format in ("pdf", "docx")
        ]
        answers = ask_at_once(service.address, asked)
        assert {answer.status for answer in answers} == {200}
        _assert_own_pdfs(answers[::2])
        for place, answer in enumerate(answers[1::2]):
            assert_own(read_docx(answer.body), place)
    return {"PDF": requests, "DOCX": requests}


def clients_that_go_away(work_dir: Path, *, clients: int) -> Figures:
    """Clients that hang up in the middle of a document and of a batch: all is free again, nothing is left."""
    with serving(work_dir, batches=2) as service:
        body = make_inspection(range(100))
        with service.client as client:
            for _ in range(clients):
                with client.stream("POST", _BATCH.format(format="pdf"), content=body) as answer:
                    assert answer.status_code == 200
                    next(answer.iter_raw())
            for place in range(clients):
                with suppress(httpx2.TimeoutException):
                    path = _NOTICE.format(format="pdf", place=place)
                    client.post(path, content=make_inspection([place]), timeout=0.02)
        begun = time.perf_counter()
        wait_until(service.is_idle)
        seconds = time.perf_counter() - begun
        wait_until(lambda: not service.documents_left())
        made = service.numbers()["vanban_conversions_total"]
        assert made < 100 * clients, "batches went on for nobody"
        _assert_batch(_make_batch(service, 4), 4)  # a slot is free
        _assert_batch(_make_batch(service, 4), 4)
    return {"hung up": 2 * clients, "idle after, s": round(seconds, 2), "conversions": int(made)}


def full_disk(work_dir: Path) -> Figures:
    """A working folder without room: 503 with the reason and no half PDF; DOCX goes on; it heals by itself.

    `work_dir` must be a small file system of its own.
    """
    ballast = work_dir / "ballast"
    with serving(work_dir) as service, service.client as client:
        path = _NOTICE.format(format="pdf", place=1)
        body = make_inspection([1])
        right = client.post(path, content=body)
        assert right.status_code == 200
        _fill(ballast)
        full = [client.post(path, content=body) for _ in range(4)]
        for answer in full:
            assert answer.status_code == 503, answer.status_code
            assert "Ổ đĩa tạm của máy chủ đã đầy" in answer.json()["detail"], answer.json()
        for pid in service.offices():  # now they must start in what room their own files leave, if any
            os.kill(pid, signal.SIGKILL)
        after = client.post(path, content=body)
        assert after.status_code == 503 or after.content == right.content
        assert client.post(path.replace("pdf", "docx"), content=body).status_code == 200
        ballast.unlink()
        begun = time.perf_counter()
        wait_until(lambda: client.post(path, content=body).status_code == 200, 90)
        seconds = time.perf_counter() - begun
        assert client.post(path, content=body).content == right.content
    return {"refused": len(full) + 1, "well again after, s": round(seconds, 1)}


def stopping_in_the_middle(work_dir: Path, *, units: int) -> Figures:
    """SIGTERM while a batch is sent and PDFs are made: they are finished, and the service ends with 0."""
    with serving(work_dir) as service, ThreadPoolExecutor(9) as executor:
        batch = executor.submit(_make_batch, service, units)
        singles = [executor.submit(_ask_pdf, service, at) for at in range(8)]
        wait_until(lambda: service.numbers()["vanban_conversions_total"] >= 3)
        begun = time.perf_counter()
        service.process.send_signal(signal.SIGTERM)
        _assert_batch(batch.result(), units)
        _assert_own_pdfs([single.result() for single in singles])
        service.process.wait(120)
        seconds = time.perf_counter() - begun
    return {"documents": units + len(singles), "ended after, s": round(seconds, 1)}


def interrupted_command(folder: Path, *, units: int) -> Figures:
    """`vanban batch` ended by Ctrl-C, then by SIGKILL: whole files only, and the third run makes the rest."""
    data, output, work_dir = folder / "data.json", folder / "out", folder / "work"
    data.write_bytes(make_inspection(range(units)))
    work_dir.mkdir()
    command = [sys.executable, "-m", "service", "batch", "notice", str(data), "--format", "pdf"]
    command += ["--output-dir", str(output)]

    def run(number: int | None, after: int) -> tuple[int, str]:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "VANBAN_WORK_DIR": str(work_dir), "VANBAN_OFFICES": "2"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if number is not None:
            wait_until(lambda: len(list(output.glob("*.pdf"))) >= after)
            process.send_signal(number)
        said = process.communicate(timeout=300)[0]
        for path in output.glob("*.pdf"):
            assert_own(read_pdf(path.read_bytes()), int(path.stem.rpartition("ZQ")[2][:5]))
        wait_until(lambda: not list(work_dir.iterdir()))
        return process.returncode, said

    code, said = run(signal.SIGINT, 2)
    assert code == 130 and "Hãy chạy lại đúng lệnh này để làm tiếp" in said, (code, said)
    assert not list(output.glob(".*.part"))
    first = len(list(output.glob("*.pdf")))
    run(signal.SIGKILL, min(units, first + 2))
    code, said = run(None, 0)
    assert code == 0 and "giữ lại" in said, (code, said)
    assert len(list(output.glob("*.pdf"))) == units and not list(output.glob(".*.part"))
    return {"documents": units, "kept": next(word for word in said.split("giữ lại ")[1].split())}


def same_bytes(folder: Path, *, documents: int) -> Figures:
    """The same documents made twice, by two services with offices of their own: the same SHA-256."""
    digests: list[dict[str, str]] = []
    for number, archival in enumerate((True, True, False, False)):
        work_dir = folder / str(number)
        work_dir.mkdir()
        with serving(work_dir, archival_pdf=archival, queue_limit=documents) as service:
            body = make_inspection(range(documents))
            formats = ("docx", "pdf", "both")
            asked = [
                (_NOTICE.format(format=format, place=at), body)
                for at in range(documents)
                for format in formats
            ]
            found: dict[str, str] = {}
            with ThreadPoolExecutor(6) as executor, service.client as client:
                answers = executor.map(lambda ask, of=client: of.post(ask[0], content=ask[1]), asked)
                for (path, _), answer in zip(asked, answers, strict=True):
                    assert answer.status_code == 200
                    found[path] = hashlib.sha256(answer.content).hexdigest()
                    assert answer.headers["etag"] == f'"{found[path]}"'
                for format in ("both", "print"):
                    batch = client.post(_BATCH.format(format=format), content=body)
                    found[format] = hashlib.sha256(batch.content).hexdigest()
                    found[f"{format} etag"] = batch.headers["etag"]
        digests.append(found)
    assert digests[0] == digests[1] and digests[2] == digests[3]
    assert digests[0] != digests[2]  # PDF/A is not the plain PDF
    return {"files compared": 2 * len(digests[0]), "different": 0}


def soak(work_dir: Path, *, conversions: int, clients: int = 4) -> Figures:
    """Conversions without end: memory, descriptors and files stay as they are, and so does the pace."""
    with serving(work_dir) as service:
        samples: list[tuple[float, float, float, int]] = []
        rates: list[float] = []
        lock, left = threading.Lock(), iter(range(conversions))

        def work() -> None:
            with service.client as client:
                while (place := next_of()) is not None:
                    answer = client.post(
                        _NOTICE.format(format="pdf", place=place), content=make_inspection([place])
                    )
                    assert answer.status_code == 200
                    if place % 50 == 0:
                        assert_own(read_pdf(answer.content), place)

        def next_of() -> int | None:
            with lock:
                return next(left, None)

        done, begun = 0.0, time.perf_counter()
        warm = min(200, conversions // 4)
        with ThreadPoolExecutor(clients) as executor:
            tasks = [executor.submit(work) for _ in range(clients)]
            while not all(task.done() for task in tasks):
                time.sleep(1)
                numbers = service.numbers()
                rates.append(numbers["vanban_conversions_total"] - done)
                done = numbers["vanban_conversions_total"]
                if done >= warm:
                    samples.append(
                        (
                            numbers["process_resident_memory_bytes"] / (1 << 20),
                            numbers["vanban_office_memory_bytes"] / (1 << 20),
                            numbers["process_open_fds"],
                            len(list(work_dir.rglob("*"))),
                        )
                    )
            for task in tasks:
                task.result()
        seconds = time.perf_counter() - begun
        wait_until(service.is_idle)
        assert not service.documents_left()
        worn = int(service.numbers()["vanban_office_restarts_total{worn}"])
    memory, offices, descriptors, files = zip(*samples, strict=True)
    third = max(1, len(samples) // 3)
    growth = max(memory[-third:]) - max(memory[:third])
    assert growth < 20, f"the service grew by {growth:.0f} MiB"
    assert max(memory) < 300, f"the service holds {max(memory):.0f} MiB"
    assert max(descriptors[-third:]) <= max(descriptors[:third]) + 5, "descriptors leak"
    assert max(files[-third:]) <= max(files[:third]) + 60, "files are left behind"
    return {
        "conversions": conversions,
        "per second": round(conversions / seconds, 1),
        "service MiB, first third / last": f"{max(memory[:third]):.0f} / {max(memory[-third:]):.0f}",
        "offices MiB, most": round(max(offices)),
        "descriptors": f"{max(descriptors[:third]):.0f} / {max(descriptors[-third:]):.0f}",
        "files": f"{max(files[:third])} / {max(files[-third:])}",
        "offices renewed": worn,
    }


def _make_batch(service: Service, units: int) -> bytes:
    with service.client as client:
        answer = client.post(_BATCH.format(format="pdf"), content=make_inspection(range(units)))
    assert answer.status_code == 200, answer.text
    return bytes(answer.content)


def _assert_batch(content: bytes, units: int) -> None:
    documents, report = read_archive(content)
    failed = [entry["errors"] for entry in report["documents"] if entry["outcome"] != "made"]
    assert not failed, failed
    assert len(documents) == units
    for place in range(units):
        assert_own(read_pdf(documents[f"Thông báo lịch kiểm tra - Sở Thử nghiệm {token(place)}.pdf"]), place)


def _ask_pdf(service: Service, place: int) -> Answer:
    (answer,) = ask_at_once(
        service.address, [(_NOTICE.format(format="pdf", place=place), make_inspection([place]))]
    )
    return answer


def _assert_own_pdfs(answers: list[Answer]) -> None:
    for place, answer in enumerate(answers):
        if answer.status == 200:
            assert_own(read_pdf(answer.body), place)


@contextmanager
def _watching_liveness(service: Service) -> Iterator[list[float]]:
    """How many seconds each answer of `/health/live` took, asked for again and again."""
    is_over, waits = threading.Event(), [0.0]

    def watch() -> None:
        with service.client as client:
            while not is_over.wait(0.02):
                begun = time.perf_counter()
                assert client.get("/health/live").status_code == 200
                waits.append(time.perf_counter() - begun)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield waits
    finally:
        is_over.set()
        thread.join()


def _fill(path: Path) -> None:
    """Takes all the room that is left on the file system of `path`."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        file.write(bytes(shutil.disk_usage(path.parent).free))
        while file.write(bytes(512)):
            pass


SCENARIOS: dict[str, Callable[..., Figures]] = {
    function.__name__: function
    for function in (
        batch_while_offices_are_killed,
        batch_while_an_office_is_stopped,
        overload,
        neighbours,
        clients_that_go_away,
        full_disk,
        stopping_in_the_middle,
        interrupted_command,
        same_bytes,
        soak,
    )
}
