"""`POST /v1/inspections/check`, and warnings in the headers of documents."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from service.generate import Generator
from service.kinds import load_catalog
from service.settings import Settings
from service.web.app import create_app
from tests.domain.checks.cases import GONE, ROOT, example, good
from tests.fakes import FakeOffice

CHECK = "/v1/inspections/check"
NOTICE = "/v1/documents/notice?unit=so-y-te"
LATE = {"units__0__documents__notice__date": "2026-12-07"}


def open_client(settings: Settings) -> TestClient:
    catalog = load_catalog(settings.templates_dir)
    generator = Generator(catalog, None, checker=settings.checker_of(catalog))
    return TestClient(create_app(settings, generator, FakeOffice(), "Liberation Serif"))


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with open_client(Settings()) as client:
        yield client


def test_a_clean_inspection_gives_no_findings(client: TestClient) -> None:
    answer = client.post(CHECK, json=good())
    assert answer.status_code == 200
    assert answer.json() == {"errors": 0, "warnings": 0, "infos": 0, "findings": []}


def test_the_document_of_the_interface_shows_a_true_answer(client: TestClient) -> None:
    document = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```json\n(.*?)```", document, re.DOTALL)
    assert client.post(CHECK, json=good(**LATE)).json() in [json.loads(block) for block in blocks]


def test_a_finding_says_rule_place_level_and_what_to_do(client: TestClient) -> None:
    report = client.post(CHECK, json=good(**LATE)).json()
    assert report["warnings"] == 1
    assert report["findings"] == [
        {
            "rule": "TIME-01",
            "also": [],
            "level": "warning",
            "pointer": "#/units/0/documents/notice/date",
            "label": "Ngày ban hành",
            "code": "time-01",
            "unit": "so-y-te",
            "detail": "«Thông báo lịch kiểm tra» ngày 07/12/2026 gửi chưa đủ 10 ngày trước ngày kiểm tra "
            "14/12/2026 tại Sở Y tế. Hãy ban hành chậm nhất 04/12/2026 hoặc lùi ngày kiểm tra.",
        }
    ]


def test_faults_of_the_data_are_findings_too(client: TestClient) -> None:
    report = client.post(CHECK, json=good(team__head=GONE, year="2026")).json()
    assert report["errors"] == 2
    assert {(found["rule"], found["pointer"]) for found in report["findings"]} == {
        ("DATA", "#/year"),
        ("DATA", "#/team/head"),
    }


def test_what_is_no_json_is_a_problem(client: TestClient) -> None:
    problem = client.post(CHECK, content="{", headers={"Content-Type": "application/json"})
    assert (problem.status_code, problem.json()["type"]) == (422, "/problems/json-malformed")


def test_another_media_type_is_a_problem(client: TestClient) -> None:
    assert client.post(CHECK, content="x", headers={"Content-Type": "text/plain"}).status_code == 415


def test_an_unknown_parameter_is_a_problem(client: TestClient) -> None:
    assert client.post(f"{CHECK}?strict=1", json=good()).json()["type"] == "/problems/query-invalid"


def test_warnings_travel_in_a_header_of_plain_ascii(client: TestClient) -> None:
    facts = good(**LATE, units__0__conclusion__requirements__1__addressee="Sở Kế hoạch và Đầu tư")
    answer = client.post(NOTICE, json=facts)
    assert answer.status_code == 200
    assert answer.headers["x-vanban-warnings"] == "TIME-01, ND30-LEG-02, XDOC-10"
    assert answer.headers["x-vanban-warnings"].isascii()


def test_a_document_without_warnings_has_no_such_header(client: TestClient) -> None:
    answer = client.post("/v1/documents/decision", json=example("inspection-2024"))
    assert answer.status_code == 200 and "x-vanban-warnings" not in answer.headers


def test_a_contradiction_is_a_problem_with_its_place(client: TestClient) -> None:
    problem = client.post(NOTICE, json=good(units__0__body__name="Sở Tài chính")).json()
    assert problem["type"] == "/problems/data-invalid"
    (fault,) = problem["errors"]
    assert (fault["pointer"], fault["code"]) == ("#/units/0/body/name", "team-01")
    assert fault["detail"] == (
        "Tòng Thị Xiên thuộc Sở Tài chính là đơn vị được kiểm tra. Hãy thay thành viên này."
    )


def test_a_setting_makes_warnings_stop_the_document() -> None:
    with open_client(Settings(strict_checks=True)) as strict:
        problem = strict.post(NOTICE, json=good(**LATE))
        assert problem.status_code == 422
        assert [fault["code"] for fault in problem.json()["errors"]] == ["time-01"]
        assert strict.post(CHECK, json=good(**LATE)).json()["errors"] == 1


def test_the_answer_is_the_same_for_the_same_request(client: TestClient) -> None:
    body = json.dumps(good(**LATE, proposal__date="2026-11-03"))
    answers = {client.post(CHECK, content=body).content for _ in range(3)}
    assert len(answers) == 1
