from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from service.errors import OfficeBusy, OfficeUnavailable
from tests.fakes import FakeOffice
from tests.web.test_metrics import numbers

DECISION = "/v1/documents/decision"


def refuse(office: FakeOffice, error: Exception) -> None:
    def check() -> None:
        raise error

    office.check = check  # type: ignore[method-assign]


@pytest.mark.parametrize("code", ["office-busy", "office-unavailable"])
def test_a_pdf_is_refused_at_the_door(
    client: TestClient, office: FakeOffice, inspection: dict[str, Any], code: str
) -> None:
    refuse(office, OfficeBusy("queue-full") if code == "office-busy" else OfficeUnavailable("stopping"))
    for answer in (
        client.post(f"{DECISION}?format=pdf", json=inspection),
        client.post(f"{DECISION}?format=both", json=inspection),
        client.post(DECISION, json=inspection, headers={"Accept": "application/pdf"}),
    ):
        assert (answer.status_code, answer.json()["type"]) == (503, f"/problems/{code}")
        assert int(answer.headers["retry-after"]) > 0
        assert answer.json()["instance"] == answer.headers["x-request-id"]
    assert numbers(client)["vanban_requests_total", "POST", "/v1/documents/{kind}", "503"] == 3


def test_a_docx_and_all_else_goes_on(
    client: TestClient, office: FakeOffice, inspection: dict[str, Any]
) -> None:
    refuse(office, OfficeBusy("queue-full"))
    assert client.post(DECISION, json=inspection).status_code == 200
    assert client.post(f"{DECISION}?format=odt", json=inspection).status_code == 422
    assert client.get("/health/live").status_code == 200
