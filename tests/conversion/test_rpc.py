"""Failures of a call: each becomes one of ours, none gets through."""

from __future__ import annotations

import http.client
import socket
import threading
import xml.parsers.expat
import xmlrpc.client
from datetime import timedelta
from pathlib import Path

import pytest

from service.conversion.failures import DocumentRefused, OfficeHung, OfficeLost
from service.conversion.rpc import Worker, translating_errors


@pytest.mark.parametrize(
    ("foreign", "ours"),
    [
        (xmlrpc.client.Fault(1, "Could not load document"), DocumentRefused),
        (TimeoutError(), OfficeHung),
        (ConnectionRefusedError(), OfficeLost),
        (FileNotFoundError(), OfficeLost),
        (http.client.RemoteDisconnected("closed"), OfficeLost),
        (http.client.CannotSendRequest(), OfficeLost),
        (xmlrpc.client.ProtocolError("x", 500, "x", {}), OfficeLost),
        (xmlrpc.client.ResponseError(), OfficeLost),
        (xml.parsers.expat.ExpatError(), OfficeLost),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else type(value).__name__,
)
def test_foreign_error_becomes_ours(foreign: Exception, ours: type[Exception]) -> None:
    with pytest.raises(ours) as caught, translating_errors():
        raise foreign
    assert caught.value.__cause__ is foreign


def test_worker_that_does_not_answer_is_given_up_in_time(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        listener.listen()
        worker = Worker(tmp_path / "socket")
        with pytest.raises(OfficeHung), translating_errors():
            worker.call("convert", limit=timedelta(seconds=0.1))


def test_worker_that_hangs_up_is_lost(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        listener.listen()

        def hang_up() -> None:
            for _ in range(2):  # the library tries once more by itself
                listener.accept()[0].close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        with pytest.raises(OfficeLost), translating_errors():
            Worker(tmp_path / "socket").call("convert", limit=timedelta(seconds=5))
        thread.join()


def test_worker_that_is_not_there_is_lost(tmp_path: Path) -> None:
    with pytest.raises(OfficeLost), translating_errors():
        Worker(tmp_path / "socket").call("convert", limit=timedelta(seconds=1))
