"""`POST /v1/conformance`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from service.settings import Settings
from service.web.app import create_app
from tests.conformance.editing import NOTICE, good, in_body
from tests.fakes import FakeGenerator, FakeOffice

ROUTE = "/v1/conformance"


@pytest.fixture
def client() -> Iterator[TestClient]:
    app = create_app(
        Settings(max_body_bytes=100_000, template_watch_s=0),
        FakeGenerator(),
        FakeOffice(),
        "Liberation Serif",
    )
    with TestClient(app) as client:
        yield client


def test_a_right_document_conforms(client: TestClient) -> None:
    answer = client.post(ROUTE, files={"file": ("a.docx", good(NOTICE))})

    assert answer.status_code == 200
    assert answer.json()["conforms"] is True
    assert answer.json()["medium"] == "docx"


def test_a_finding_says_rule_place_and_clause(client: TestClient) -> None:
    wrong = in_body(good(NOTICE), "Số: 04/TB-ĐKT", "Số: 4/TB-ĐKT")
    answer = client.post(ROUTE, files={"file": ("a.docx", wrong)}).json()

    (failed,) = [finding for finding in answer["findings"] if finding["verdict"] == "fail"]
    assert answer["conforms"] is False
    assert (failed["rule"], failed["level"], failed["citation"]) == (
        "ND30-NUM-03",
        "MUST",
        "PL I.P1.II.3.a, c",
    )
    assert failed["where"]["quote"] == "Số: 4/TB-ĐKT"


def test_what_is_no_document_is_a_problem(client: TestClient) -> None:
    answer = client.post(ROUTE, files={"file": ("a.docx", b"hello")})

    assert answer.status_code == 422
    assert answer.json()["type"].endswith("/document-unreadable")


def test_a_form_without_the_file_is_a_problem(client: TestClient) -> None:
    answer = client.post(ROUTE, files={"other": ("a.docx", b"hello")})

    assert answer.status_code == 422
    assert "«file»" in answer.json()["detail"]


def test_a_malformed_form_is_a_problem(client: TestClient) -> None:
    answer = client.post(ROUTE, content=b"hello", headers={"Content-Type": "multipart/form-data"})

    assert answer.status_code == 422


def test_another_media_type_is_refused(client: TestClient) -> None:
    assert client.post(ROUTE, json={}).status_code == 415


def test_too_large_a_body_is_refused(client: TestClient) -> None:
    assert client.post(ROUTE, files={"file": ("a.docx", b"0" * 200_000)}).status_code == 413
