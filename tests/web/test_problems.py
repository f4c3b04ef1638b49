from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from service.errors import (
    DataFault,
    DataInvalid,
    Fixer,
    KindUnknown,
    OfficeBusy,
    RequestTooLarge,
    ServiceError,
    TemplateFailed,
)
from service.messages import TEXTS
from service.web.problems import HTTP_CODES, STATUS_BY_CODE, status_of
from tests.fakes import FakeGenerator
from tests.samples import make_inspection
from tests.test_messages import ERROR_CLASSES


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (KindUnknown, 404),
        (RequestTooLarge, 413),
        (DataInvalid, 422),
        (TemplateFailed, 500),
        (OfficeBusy, 503),
    ],
)
def test_status_follows_who_can_help(error: type[ServiceError], status: int) -> None:
    assert status_of(error) == status


@pytest.mark.parametrize("error", ERROR_CLASSES, ids=lambda error: error.code)
def test_every_error_has_a_status_of_its_fixer(error: type[ServiceError]) -> None:
    allowed = {Fixer.CLERK: {404, 413, 422}, Fixer.EDITOR: {412, 422, 500}, Fixer.OPERATOR: {503}}
    assert status_of(error) in allowed[error.fixer]


@pytest.mark.parametrize("code", TEXTS)
def test_every_code_has_a_page(client: TestClient, code: str) -> None:
    page = client.get(f"/problems/{code}")
    assert page.status_code == 200
    assert TEXTS[code].title in page.text and TEXTS[code].advice in page.text
    assert f'href="/problems/{code}"' in client.get("/problems").text


def test_every_code_that_http_knows_has_a_text() -> None:
    assert set(STATUS_BY_CODE) == set(TEXTS)
    assert set(HTTP_CODES.values()) <= set(TEXTS)


def test_a_problem_is_complete_and_in_vietnamese(client: TestClient) -> None:
    answer = client.post("/v1/documents/report", json={})
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-language"] == "vi"
    assert answer.json() == {
        "type": "/problems/kind-unknown",
        "title": "Không có loại văn bản này",
        "status": 404,
        "detail": "Không có loại văn bản «report»; các loại hiện có: «decision», «notice». "
        "Hãy chọn một loại trong danh sách.",
        "instance": answer.headers["x-request-id"],
    }


def test_a_page_escapes_what_a_caller_wrote(client: TestClient) -> None:
    assert "<script>" not in client.get("/problems/<script>").text.replace("«<script>»", "")


def test_half_a_character_in_a_name_does_not_break_the_answer(
    client: TestClient, generator: FakeGenerator
) -> None:
    generator.error = DataInvalid((DataFault("#/\ud800", "unknown-field", "\ud800"),))
    assert client.post("/v1/documents/decision", json=make_inspection()).status_code == 422
