"""Batches on real offices: the same bytes on each, and free when their reader goes away."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import pytest

from service.batch import BatchFormat, LocalRunner, plan_batch, stream_archive
from service.conversion import OfficePool
from service.generate import Generator
from tests.batch.fakes import make_data, make_generator, read
from tests.conversion.offices import PATIENCE, settings_for

pytestmark = pytest.mark.office


def make(generator: Generator, count: int) -> bytes:
    job = plan_batch(read(make_data(count)), generator.catalog, "notice", format=BatchFormat.PDF)
    return b"".join(stream_archive(LocalRunner(generator, 3).run(job), BatchFormat.PDF, ""))


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
