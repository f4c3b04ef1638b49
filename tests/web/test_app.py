from __future__ import annotations

import json
import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.settings import Settings
from service.web.app import create_app
from tests.fakes import FakeGenerator, FakeOffice

PAGES = ["/", "/problems", "/problems/data-invalid", "/docs"]


def test_the_pool_lives_as_long_as_the_application(office: FakeOffice, generator: FakeGenerator) -> None:
    with TestClient(create_app(Settings(), generator, office, "Liberation Serif")):
        assert office.is_ready
    assert office.is_closed


def test_alive_even_when_the_office_is_down(client: TestClient, office: FakeOffice) -> None:
    office.is_ready = False
    answer = client.get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


def test_ready_tells_font_kinds_and_office(client: TestClient) -> None:
    answer = client.get("/health/ready")
    components = answer.json()["components"]
    assert (answer.status_code, answer.json()["status"]) == (200, "ready")
    assert (components["font"], components["kinds"], components["office"]["ready"]) == (
        "Liberation Serif",
        2,
        1,
    )


def test_not_ready_while_the_office_starts(client: TestClient, office: FakeOffice) -> None:
    office.is_ready = False
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["status"]) == (503, "not-ready")


def test_kinds_come_in_the_order_of_the_cycle(client: TestClient) -> None:
    kinds = client.get("/v1/kinds").json()["kinds"]
    assert [kind["name"] for kind in kinds] == ["decision", "notice"]
    assert kinds[1]["scope"] == "unit" and kinds[1]["template_sha256"]


def test_a_kind_tells_its_needs_and_placeholders(client: TestClient) -> None:
    kind = client.get("/v1/kinds/notice").json()
    assert kind["needs"] == {"always": ["team"]}
    assert kind["placeholders"][0]["label"] == "Tên cơ quan, tổ chức"


def test_an_unknown_kind_is_404(client: TestClient) -> None:
    answer = client.get("/v1/kinds/report")
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/kind-unknown")


def test_the_schema_is_served_with_vietnamese_labels(client: TestClient) -> None:
    answer = client.get("/v1/schema")
    assert answer.headers["content-type"] == "application/schema+json"
    assert answer.json()["properties"]["year"]["title"] == "Năm kiểm tra"


@pytest.mark.parametrize(
    "url", ["/nothing", "/v1/kinds/", "/v1/documents/a/b", "/problems/nothing", "/static/no.js"]
)
def test_an_unknown_address_is_a_problem(client: TestClient, url: str) -> None:
    answer = client.get(url)
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/route-unknown")


def test_a_wrong_method_is_a_problem_that_names_the_right_one(client: TestClient) -> None:
    answer = client.get("/v1/documents/notice")
    assert (answer.status_code, answer.json()["type"]) == (405, "/problems/method-not-allowed")
    assert answer.headers["allow"] == "POST"


def test_options_tells_the_methods(client: TestClient) -> None:
    answer = client.options("/v1/documents/notice")
    assert (answer.status_code, answer.headers["allow"], answer.content) == (204, "POST", b"")


def test_head_is_get_without_a_body(client: TestClient) -> None:
    answer = client.head("/v1/kinds")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == client.get("/v1/kinds").headers["content-length"]


def test_a_sane_request_id_is_kept(client: TestClient) -> None:
    answer = client.get("/nothing", headers={"X-Request-Id": "a-1.b_2"})
    assert answer.headers["x-request-id"] == answer.json()["instance"] == "a-1.b_2"


@pytest.mark.parametrize("given", ["a b", "x" * 65, "<script>", ""])
def test_a_strange_request_id_is_replaced(client: TestClient, given: str) -> None:
    answer = client.get("/health/live", headers={"X-Request-Id": given})
    assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["x-request-id"])


@pytest.mark.parametrize("url", [*PAGES, "/v1/kinds", "/nothing", "/static/style.css", "/health/live"])
def test_every_answer_has_safe_headers(client: TestClient, url: str) -> None:
    headers = client.get(url).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "unsafe" not in headers["content-security-policy"]


@pytest.mark.parametrize("url", PAGES)
def test_a_page_needs_nothing_from_outside(client: TestClient, url: str) -> None:
    page = client.get(url)
    assert page.status_code == 200 and page.headers["content-language"] == "vi"
    used = re.findall(r'(?:src|href)="([^"#][^"]*)"', page.text)  # less the skip link
    assert used and all(address.startswith("/") for address in used)
    for address in used:
        if "?example=" not in address:  # what is in a file only the real generator tells
            assert client.get(address).status_code == 200, address
    assert not re.search(r"<script>|<style|\son\w+=", page.text)


def test_docs_can_be_switched_off(generator: FakeGenerator, office: FakeOffice) -> None:
    with TestClient(create_app(Settings(docs=False), generator, office, "Liberation Serif")) as client:
        assert client.get("/docs").status_code == 404
        assert client.get("/openapi.json").status_code == 404
        assert "/docs" not in client.get("/").text


def test_openapi_describes_the_data_and_the_problems(client: TestClient) -> None:
    description = client.get("/openapi.json").json()
    post = description["paths"]["/v1/documents/{kind}"]["post"]
    assert description["openapi"].startswith("3.1")
    assert post["requestBody"]["content"]["application/json"]["schema"]["$ref"].endswith("/Inspection")
    assert set(post["responses"]) == {"200", "404", "406", "413", "415", "422", "500", "503"}
    assert list(post["responses"]["422"]["content"]) == ["application/problem+json"]
    assert "application/pdf" in post["responses"]["200"]["content"]


def test_every_reference_of_openapi_leads_somewhere(client: TestClient) -> None:
    description = client.get("/openapi.json").json()
    references = set(re.findall(r'"\$ref": "([^"]+)"', json.dumps(description)))
    assert references
    for reference in references:
        node: Any = description
        for step in reference.removeprefix("#/").split("/"):
            node = node[step]


def test_openapi_lists_every_route_of_the_contract(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert set(paths) == {
        "/v1/documents/{kind}",
        "/v1/batches/{kind}",
        "/v1/dossiers",
        "/v1/inspections/check",
        "/v1/conformance",
        "/v1/kinds",
        "/v1/kinds/{kind}",
        "/v1/templates/{kind}",
        "/v1/templates/{kind}/check",
        "/v1/schema",
        "/health/live",
        "/health/ready",
        "/metrics",
    }
    for operations in paths.values():
        for operation in operations.values():
            assert operation["summary"] and operation["description"]
