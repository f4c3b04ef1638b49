from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import anyio
import pytest
from starlette.testclient import TestClient

from service.settings import Settings
from service.web.app import create_app
from service.workbook import XLSX_TYPE
from tests.batch.fakes import FakeConverter, make_data, make_generator
from tests.fakes import FakeOffice
from tests.workbook.editing import make_workbook, type_into

BATCH = "/v1/batches/notice"


@pytest.fixture
def converter() -> FakeConverter:
    return FakeConverter()


@pytest.fixture
def client(converter: FakeConverter) -> Iterator[TestClient]:
    app = create_app(Settings(batches=1), make_generator(converter), FakeOffice(), "Liberation Serif")
    with TestClient(app) as client:
        yield client


def report_of(content: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        report: dict[str, Any] = json.loads(archive.read("report.json"))
        return report


def test_a_batch_is_a_zip_with_a_report(client: TestClient) -> None:
    answer = client.post(f"{BATCH}?format=pdf", json=make_data(12))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    assert "filename*=UTF-8''Th%C3%B4ng%20b%C3%A1o" in answer.headers["content-disposition"]
    assert report_of(answer.content)["made"] == 12


def test_docx_is_what_a_batch_is_made_of_by_default(client: TestClient, converter: FakeConverter) -> None:
    files = report_of(client.post(BATCH, json=make_data(1)).content)["documents"][0]["files"]
    assert [file["name"].rpartition(".")[2] for file in files] == ["docx"]
    assert converter.passes == []


def test_units_and_first_number_are_taken_from_the_query(client: TestClient) -> None:
    answer = client.post(f"{BATCH}?units=u2,u0&first_number=640", json=make_data(3))
    documents = report_of(answer.content)["documents"]
    assert [(document["unit"], document["number"]) for document in documents] == [("u0", 640), ("u2", 641)]


def test_a_unit_with_wrong_data_fails_alone(client: TestClient) -> None:
    data = make_data(3)
    data["units"][1]["visit"]["start"] = "x"
    report = report_of(client.post(BATCH, json=data).content)
    assert (report["made"], report["failed"]) == (2, 1)


def test_a_dossier_holds_what_can_be_made(client: TestClient) -> None:
    report = report_of(client.post("/v1/dossiers?format=both", json=make_data(2)).content)
    assert report["failed"] == 0
    assert report["not-due"] > 0
    assert {"decision", "notice"} <= {entry["kind"] for entry in report["documents"] if entry["files"]}


@pytest.mark.parametrize(
    ("path", "status", "problem"),
    [
        ("/v1/batches/poem", 404, "kind-unknown"),
        (f"{BATCH}?format=odt", 422, "format-unknown"),
        (f"{BATCH}?units=xx", 422, "unit-unknown"),
        (f"{BATCH}?first_number=0", 422, "query-invalid"),
        (f"{BATCH}?unit=u0", 422, "query-invalid"),
        ("/v1/batches/decision?units=u0", 422, "unit-not-allowed"),
        ("/v1/dossiers?first_number=1", 422, "query-invalid"),
    ],
)
def test_a_wrong_request_is_a_problem_and_not_half_a_zip(
    client: TestClient, path: str, status: int, problem: str
) -> None:
    answer = client.post(path, json=make_data(1))
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{problem}")


def test_a_wrong_request_leaves_its_slot_free(client: TestClient) -> None:
    for _ in range(3):
        assert client.post(f"{BATCH}?units=xx", json=make_data(1)).status_code == 422
    assert client.post(BATCH, json=make_data(1)).status_code == 200


def test_one_batch_too_many_is_told_to_come_again(client: TestClient) -> None:
    client.app.state.context.take_batch_slot()  # type: ignore[attr-defined]
    answer = client.post(BATCH, json=make_data(1))
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/office-busy")
    assert "retry-after" in answer.headers


def test_a_client_that_goes_away_frees_its_slot(converter: FakeConverter) -> None:
    app = create_app(Settings(batches=1), make_generator(converter), FakeOffice(), "Liberation Serif")
    body = json.dumps(make_data(200)).encode()
    sent: list[int] = []
    scope = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.4"}, "http_version": "1.1",
        "method": "POST", "path": BATCH, "raw_path": BATCH.encode(), "query_string": b"format=pdf",
        "headers": [(b"content-type", b"application/json")], "scheme": "http",
        "server": ("test", 80), "client": ("test", 1), "root_path": "",
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(len(message.get("body", b"")))
        if len(sent) > 3:
            raise OSError("client has gone")

    anyio.run(app, scope, receive, send)
    app.state.context.take_batch_slot()
    assert sum(converter.passes) < 200


def test_the_same_request_has_the_same_etag_and_no_other_has(client: TestClient) -> None:
    requests: list[tuple[str, dict[str, Any]]] = [
        (BATCH, make_data(2)),
        (f"{BATCH}?format=pdf", make_data(2)),
        (f"{BATCH}?first_number=3", make_data(2)),
        (f"{BATCH}?units=u0", make_data(2)),
        ("/v1/dossiers", make_data(2)),
        (BATCH, make_data(3)),
    ]
    answers = [client.post(path, json=data) for path, data in requests * 2]
    tags = [answer.headers["etag"] for answer in answers]
    assert tags[:6] == tags[6:] and len(set(tags)) == 6
    assert [answer.content for answer in answers[:6]] == [answer.content for answer in answers[6:]]
    assert all(tag[0] == tag[-1] == '"' and len(tag) == 66 for tag in tags)


def test_a_batch_can_be_made_of_a_workbook(client: TestClient) -> None:
    body = type_into(make_workbook(make_data(3)), "Lịch kiểm tra", "start", "mai", row=6)
    report = report_of(client.post(BATCH, content=body, headers={"Content-Type": XLSX_TYPE}).content)
    assert (report["made"], report["failed"]) == (2, 1)
    assert report["documents"][1]["errors"][0]["detail"].startswith("Trang tính «Lịch kiểm tra», ô ")


def test_a_dossier_can_be_made_of_a_workbook_and_names_the_cells_of_what_is_missing(
    client: TestClient,
) -> None:
    content = client.post(
        "/v1/dossiers", content=make_workbook(make_data(1)), headers={"Content-Type": XLSX_TYPE}
    ).content
    entries = report_of(content)["documents"]
    missing = [error for entry in entries if entry["outcome"] == "not-due" for error in entry["errors"]]
    assert missing and all("Trang tính «" in error["detail"] for error in missing)
