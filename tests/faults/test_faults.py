"""Short forms of what `scripts/soak` does for long: whatever goes wrong, the documents are right."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from tests.faults import scenarios
from tests.faults.small_disk import command_for

pytestmark = pytest.mark.office


def test_a_batch_survives_offices_that_are_killed(tmp_path: Path) -> None:
    scenarios.batch_while_offices_are_killed(tmp_path, units=30, every=timedelta(seconds=3))


def test_a_batch_survives_offices_that_are_stopped(tmp_path: Path) -> None:
    scenarios.batch_while_an_office_is_stopped(tmp_path, units=12, limit=timedelta(seconds=4))


def test_too_many_requests_are_refused_and_the_others_right(tmp_path: Path) -> None:
    figures = scenarios.overload(tmp_path, requests=60, queue=8)
    assert int(str(figures["refused"])) > 0


def test_no_word_of_a_document_stands_in_a_neighbours(tmp_path: Path) -> None:
    scenarios.neighbours(tmp_path, requests=16)


def test_clients_that_go_away_leave_nothing(tmp_path: Path) -> None:
    scenarios.clients_that_go_away(tmp_path, clients=2)


def test_what_is_under_way_is_finished_when_the_service_is_stopped(tmp_path: Path) -> None:
    scenarios.stopping_in_the_middle(tmp_path, units=12)


def test_a_command_that_is_interrupted_is_taken_up_again(tmp_path: Path) -> None:
    scenarios.interrupted_command(tmp_path, units=120)


def test_the_same_documents_are_the_same_bytes_on_other_offices(tmp_path: Path) -> None:
    scenarios.same_bytes(tmp_path, documents=2)


def test_nothing_grows(tmp_path: Path) -> None:
    scenarios.soak(tmp_path, conversions=60)


def test_a_full_disk_is_told_and_healed(tmp_path: Path) -> None:
    done = subprocess.run(command_for(tmp_path), capture_output=True, text=True, timeout=250)
    assert done.returncode == 0, done.stderr[-3000:]
