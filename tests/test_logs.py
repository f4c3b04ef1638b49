from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Literal

import pytest
import structlog

from service.logs import configure_logs
from tests.fakes import logging_restored


@pytest.fixture(autouse=True)
def _logging() -> Iterator[None]:
    with logging_restored():
        yield


def fail() -> None:
    try:
        int("Bùi Thị Hoàng Yến")
    except ValueError as exc:
        raise KeyError("Bùi Thị Hoàng Yến") from exc


@pytest.mark.parametrize("format", ["json", "console"])
@pytest.mark.parametrize("logger", ["ours", "a library's"])
def test_an_exception_is_logged_without_its_message(
    format: Literal["json", "console"], logger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logs(format)
    try:
        fail()
    except KeyError:
        if logger == "ours":
            structlog.get_logger().exception("failed")
        else:
            logging.getLogger("library").exception("failed")
    logged = capsys.readouterr().err
    assert "KeyError" in logged and "ValueError" in logged and "test_logs.py" in logged
    assert "Hoàng" not in logged


def test_a_json_line_is_one_object_with_what_is_bound(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("json")
    with structlog.contextvars.bound_contextvars(request_id="r-1"):
        structlog.get_logger().info("request", status=200)
        logging.getLogger("library").info("started %s", "well")
    first, second = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert (first["event"], first["request_id"], first["status"]) == ("request", "r-1", 200)
    assert (second["event"], second["level"]) == ("started well", "info")


def test_less_than_the_level_is_not_logged(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("console", logging.WARNING)
    structlog.get_logger().info("request")
    logging.getLogger("library").info("started")
    assert capsys.readouterr().err == ""
