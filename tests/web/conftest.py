"""The application in process, over a generator and a pool that need neither templates nor LibreOffice."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.logs import configure_logs
from service.settings import Settings
from service.web.app import create_app
from tests.fakes import FakeGenerator, FakeOffice, logging_restored
from tests.samples import make_inspection


@pytest.fixture
def generator() -> FakeGenerator:
    return FakeGenerator()


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


@pytest.fixture
def client(generator: FakeGenerator, office: FakeOffice) -> Iterator[TestClient]:
    app = create_app(
        Settings(max_body_bytes=20_000, template_watch_s=0), generator, office, "Liberation Serif"
    )
    with TestClient(app) as client:
        yield client


@pytest.fixture
def read_logs() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """Gives the events logged so far; what the service configures is undone afterwards."""
    written = io.StringIO()
    with logging_restored():
        configure_logs("json")
        logging.getLogger().handlers[0].setStream(written)  # type: ignore[attr-defined]
        logging.getLogger("httpx2").setLevel(logging.WARNING)  # the test's own client logs what it asks for
        yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]


@pytest.fixture
def inspection() -> dict[str, Any]:
    return make_inspection()
