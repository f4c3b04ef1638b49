"""The line of those waiting for an office: first come, first served, and never for ever."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from service.conversion.waiting_line import WaitingLine
from service.errors import OfficeBusy, OfficeUnavailable

LONG, SHORT = timedelta(seconds=10), timedelta(seconds=0.05)


def wait_for(line: WaitingLine[str], count: int) -> None:
    while len(line) != count:
        time.sleep(0.001)


def in_background(work: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_free_thing_is_handed_out_at_once() -> None:
    line: WaitingLine[str] = WaitingLine(limit=0)
    line.give("A")
    assert line.take(SHORT) == "A"


def test_those_who_wait_are_served_in_order() -> None:
    line: WaitingLine[str] = WaitingLine(limit=3)
    served: list[tuple[str, str]] = []
    threads = []

    def wait(who: str) -> None:
        served.append((who, line.take(LONG)))

    for position, who in enumerate(("first", "second", "third"), start=1):
        threads.append(in_background(partial(wait, who)))
        wait_for(line, position)
    for thread, thing in zip(threads, "ABC", strict=True):
        line.give(thing)
        thread.join()
    assert served == [("first", "A"), ("second", "B"), ("third", "C")]


def test_second_try_goes_to_the_head_even_of_a_full_line() -> None:
    line: WaitingLine[str] = WaitingLine(limit=1)
    served: list[str] = []
    patient = in_background(lambda: served.append("patient " + line.take(LONG)))
    wait_for(line, 1)
    again = in_background(lambda: served.append("again " + line.take(LONG, is_second_try=True)))
    wait_for(line, 2)
    line.give("A")
    again.join()
    line.give("B")
    patient.join()
    assert served == ["again A", "patient B"]


def test_full_line_turns_away_at_once() -> None:
    line: WaitingLine[str] = WaitingLine(limit=0)
    with pytest.raises(OfficeBusy, match="queue-full"):
        line.take(LONG)


def test_patience_ends() -> None:
    line: WaitingLine[str] = WaitingLine(limit=1)
    with pytest.raises(OfficeBusy, match="wait-too-long"):
        line.take(SHORT)
    assert len(line) == 0
    line.give("A")
    assert line.take(SHORT) == "A"


def test_closing_sends_everybody_away() -> None:
    line: WaitingLine[str] = WaitingLine(limit=1)
    reasons: list[str] = []

    def wait() -> None:
        with pytest.raises(OfficeUnavailable) as caught:
            line.take(LONG)
        reasons.append(caught.value.reason)

    waiting = in_background(wait)
    wait_for(line, 1)
    line.close()
    waiting.join()
    wait()
    assert reasons == ["stopping", "stopping"]


def test_withdrawn_thing_is_not_handed_out() -> None:
    line: WaitingLine[str] = WaitingLine(limit=0)
    line.give("A")
    assert line.withdraw("A")
    assert not line.withdraw("A")
    with pytest.raises(OfficeBusy):
        line.take(SHORT)


def test_a_full_line_can_be_seen_without_standing_in_it() -> None:
    line: WaitingLine[str] = WaitingLine(limit=0)
    with pytest.raises(OfficeBusy, match="queue-full"):
        line.check()
    line.give("office")
    line.check()
    line.close()
    with pytest.raises(OfficeUnavailable, match="stopping"):
        line.check()
