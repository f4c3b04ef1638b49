"""Files are measured in processes that are ended when they take too long, and replaced when they die."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from service.conformance import check_docx, describe_report
from service.conformance.apart import Measurer
from service.errors import DocumentUnreadable
from tests.conformance.editing import NOTICE, good


@pytest.fixture
def measurer() -> Iterator[Measurer]:
    measurer = Measurer()
    yield measurer
    measurer.close()


def children() -> set[int]:
    """The measuring processes that this one has started and that still run."""
    numbers = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return {
        int(number) for number in numbers if b"conformance" in Path(f"/proc/{number}/cmdline").read_bytes()
    }


def test_the_report_is_the_same_as_made_here(measurer: Measurer) -> None:
    assert measurer.measure(good(NOTICE)) == describe_report(check_docx(good(NOTICE)))


def test_what_cannot_be_read_says_why(measurer: Measurer) -> None:
    with pytest.raises(DocumentUnreadable) as refused:
        measurer.measure(b"%PDF-1.7\n")
    assert refused.value.reason == "damaged"


def test_a_file_that_takes_too_long_is_refused_and_its_process_ended() -> None:
    before = children()
    measurer = Measurer(timedelta(microseconds=1))
    with pytest.raises(DocumentUnreadable) as refused:
        measurer.measure(good(NOTICE))
    assert refused.value.reason == "too-complex"
    assert children() == before
    measurer.close()


def test_a_process_that_died_is_replaced(measurer: Measurer) -> None:
    before = children()
    measurer.measure(good(NOTICE))
    (started,) = children() - before
    os.kill(started, signal.SIGKILL)
    assert measurer.measure(good(NOTICE))["conforms"] is True
    measurer.close()
    assert children() == before
