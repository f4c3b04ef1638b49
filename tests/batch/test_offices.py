"""Batches on real offices that are killed and stopped: nothing lost, nothing mixed up."""

from __future__ import annotations

import hashlib
import io
import os
import random
import signal
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pdfplumber
import pytest

from service.batch import BatchFormat, LocalRunner, plan_batch, stream_archive
from service.conversion import OfficePool
from service.generate import Generator
from tests.batch.fakes import make_data, make_generator, read
from tests.conversion.offices import PATIENCE, settings_for, soffice_pids

pytestmark = pytest.mark.office


def make(generator: Generator, count: int) -> bytes:
    job = plan_batch(read(make_data(count)), generator.catalog, "notice", format=BatchFormat.PDF)
    return b"".join(stream_archive(LocalRunner(generator, 3).run(job), BatchFormat.PDF, ""))


def read_texts(content: bytes) -> dict[str, str]:
    """The text of each PDF by its name in the archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = {}
        for name in archive.namelist():
            if name.endswith(".pdf"):
                with pdfplumber.open(io.BytesIO(archive.read(name))) as pdf:
                    texts[name] = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
        return texts


def assert_right(content: bytes, count: int) -> None:
    """Every unit has its document, which names this unit and no other."""
    texts = read_texts(content)
    assert len(texts) == count
    for place in range(count):
        text = texts[f"Thông báo lịch kiểm tra - Sở Thử nghiệm {place}.pdf"]
        assert f"nghiệm {place}" in text
        others = [f"nghiệm {other} " for other in range(count) if other != place]
        assert not any(other in f"{text} " for other in others)


@contextmanager
def harming(work_dir: Path, number: int, every: timedelta) -> Iterator[list[int]]:
    """Sends the signal `number` to an office now and then; gives those that were hit."""
    is_over = threading.Event()
    hit: list[int] = []

    def harm() -> None:
        chance = random.Random(1)  # noqa: S311
        while not is_over.wait(every.total_seconds()):
            if pids := soffice_pids(work_dir):
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


def test_a_batch_survives_offices_that_are_killed(tmp_path: Path) -> None:
    with OfficePool(settings_for(tmp_path, size=2)) as pool:
        pool.wait_ready(PATIENCE)
        with harming(tmp_path, signal.SIGKILL, timedelta(seconds=1)) as hit:
            content = make(make_generator(pool), 20)
        assert_right(content, 20)
        assert hit
    assert list(tmp_path.iterdir()) == []


def test_the_same_batch_gives_the_same_bytes_on_other_offices(tmp_path: Path) -> None:
    digests = set()
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        with OfficePool(settings_for(tmp_path / name, size=2)) as pool:
            pool.wait_ready(PATIENCE)
            content = make(make_generator(pool), 50)
            digests.add(hashlib.sha256(content).hexdigest())
    assert len(digests) == 1


def test_a_batch_that_is_left_in_the_middle_leaves_offices_free(tmp_path: Path) -> None:
    with OfficePool(settings_for(tmp_path, size=2)) as pool:
        pool.wait_ready(PATIENCE)
        generator = make_generator(pool)
        job = plan_batch(read(make_data(100)), generator.catalog, "notice", format=BatchFormat.PDF)
        pieces = stream_archive(LocalRunner(generator, 3).run(job), BatchFormat.PDF, "")
        next(pieces)
        begun = time.monotonic()
        pieces.close()
        assert time.monotonic() - begun < 5
        assert (pool.status().busy, pool.status().waiting) == (0, 0)
