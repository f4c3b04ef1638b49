from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from service.errors import ConversionFailed
from service.settings import Settings
from service.web.app import create_app
from tests.batch.fakes import FakeConverter, make_data, make_generator
from tests.fakes import FakeGenerator, FakeOffice


def numbers(client: TestClient) -> dict[tuple[str, ...], float]:
    """Every number by its name and the values of its labels."""
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_requests_are_counted_by_the_pattern_of_their_route(client: TestClient) -> None:
    client.get("/v1/kinds/notice")
    client.get("/v1/kinds/poem")
    client.request("BREW", "/coffee/cup-7")
    found = numbers(client)
    assert found["vanban_requests_total", "GET", "/v1/kinds/{kind}", "200"] == 1
    assert found["vanban_requests_total", "GET", "/v1/kinds/{kind}", "404"] == 1
    assert found["vanban_requests_total", "other", "none", "404"] == 1
    assert found["vanban_request_seconds_count", "/v1/kinds/{kind}"] == 2


def test_documents_are_counted_by_what_became_of_them(
    client: TestClient, generator: FakeGenerator, inspection: dict[str, Any]
) -> None:
    path = "/v1/documents/decision?format=pdf"
    client.post(path, json=inspection)
    client.post(path, json={})
    generator.error = ConversionFailed("refused")
    client.post(path, json=inspection)
    generator.error = ZeroDivisionError()
    client.post(path, json=inspection)
    client.post("/v1/documents/no-such-kind", json=inspection)
    found = numbers(client)
    for outcome in ("made", "data-invalid", "conversion-failed", "unexpected"):
        assert found["vanban_documents_total", "pdf", "decision", outcome] == 1
    assert found["vanban_document_seconds_count", "pdf", "decision"] == 1
    assert not any("no-such-kind" in key for key in found)


def test_offices_and_memory_are_told(client: TestClient) -> None:
    found = numbers(client)
    assert found["vanban_offices", "ready"] == 1
    assert found["vanban_queue_length",] == 0
    assert found["vanban_queue_limit",] == Settings().queue_limit
    assert found["vanban_office_restarts_total", "hung"] == 0
    assert found["vanban_office_memory_bytes",] == 180 << 20
    assert found["process_resident_memory_bytes",] > 10 << 20
    assert found["process_open_fds",] > 3


@pytest.fixture
def batch_client() -> Iterator[TestClient]:
    app = create_app(Settings(), make_generator(FakeConverter()), FakeOffice(), "Liberation Serif")
    with TestClient(app) as client:
        yield client


def test_items_of_batches_are_counted_and_nothing_of_the_data_is_told(batch_client: TestClient) -> None:
    data = make_data(3)
    data["units"][1]["visit"]["start"] = "x"
    batch_client.post("/v1/batches/notice?format=pdf", json=data)
    found = numbers(batch_client)
    assert found["vanban_batch_items_total", "pdf", "notice", "made"] == 2
    assert found["vanban_batch_items_total", "pdf", "notice", "failed"] == 1
    text = batch_client.get("/metrics").text
    assert not any(word in text for word in ("u0", "Sở Thử nghiệm", data["subject"]))
