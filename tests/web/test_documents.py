from __future__ import annotations

import email.message
import hashlib
import io
import json
import threading
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.errors import ConversionTimedOut, OfficeBusy, TemplateFailed
from tests.fakes import DOCX, PDF, TEMPLATE_SHA256, FakeGenerator

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ReadLogs = Callable[[], list[dict[str, Any]]]
NOTICE = "/v1/documents/notice?unit=so-tai-chinh"


def test_docx_is_the_default(client: TestClient, inspection: dict[str, Any]) -> None:
    answer = client.post("/v1/documents/decision", json=inspection)
    assert (answer.status_code, answer.content) == (200, DOCX)
    assert answer.headers["content-type"] == DOCX_TYPE


def test_pdf_comes_with_its_number_of_pages(client: TestClient, inspection: dict[str, Any]) -> None:
    answer = client.post(f"{NOTICE}&format=pdf", json=inspection)
    assert (answer.content, answer.headers["content-type"]) == (PDF, "application/pdf")
    assert answer.headers["x-vanban-pages"] == "2"


def test_docx_has_no_number_of_pages(client: TestClient, inspection: dict[str, Any]) -> None:
    assert "x-vanban-pages" not in client.post(NOTICE, json=inspection).headers


def test_both_is_a_zip_of_docx_and_pdf(client: TestClient, inspection: dict[str, Any]) -> None:
    answer = client.post(f"{NOTICE}&format=both", json=inspection)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        assert {info.filename: archive.read(info) for info in archive.infolist()} == {
            "Thông báo lịch kiểm tra - Sở Tài chính.docx": DOCX,
            "Thông báo lịch kiểm tra - Sở Tài chính.pdf": PDF,
        }
        assert all(info.flag_bits & 0x800 for info in archive.infolist())
    assert answer.headers["content-type"] == "application/zip"


def test_same_request_gives_same_bytes(client: TestClient, inspection: dict[str, Any]) -> None:
    answers = {client.post(f"{NOTICE}&format=both", json=inspection).content for _ in range(2)}
    assert len(answers) == 1


def test_headers_tell_template_and_content(client: TestClient, inspection: dict[str, Any]) -> None:
    answer = client.post(NOTICE, json=inspection)
    assert answer.headers["x-vanban-template-sha256"] == TEMPLATE_SHA256
    assert answer.headers["etag"] == f'"{hashlib.sha256(DOCX).hexdigest()}"'
    assert answer.headers["content-length"] == str(len(DOCX))


def test_vietnamese_name_reaches_old_and_new_clients(client: TestClient, inspection: dict[str, Any]) -> None:
    header = client.post(NOTICE, json=inspection).headers["content-disposition"]
    assert 'filename="Thong_bao_lich_kiem_tra_-_So_Tai_chinh.docx"' in header
    message = email.message.Message()
    message["Content-Disposition"] = f"attachment; {header.split('; ')[2]}"
    assert message.get_filename() == "Thông báo lịch kiểm tra - Sở Tài chính.docx"


@pytest.mark.parametrize(
    "name",
    ['a"; filename="b', "a\r\nX-Evil: 1", "../../etc/passwd", "CON", "Quyết định 12/QĐ-UBND", "văn\\bản"],
)
def test_a_name_cannot_break_out_of_its_header(
    client: TestClient, generator: FakeGenerator, inspection: dict[str, Any], name: str
) -> None:
    generator.name = name
    answer = client.post("/v1/documents/decision", json=inspection)
    _, ascii_name, full_name = answer.headers["content-disposition"].split("; ")
    assert "x-evil" not in answer.headers
    assert not set(ascii_name.removeprefix('filename="').removesuffix('"')) & set('"/\\\r\n')
    assert not set(full_name) & set('"/\\\r\n ')


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", DOCX_TYPE),
        ("application/*", DOCX_TYPE),
        ("application/pdf", "application/pdf"),
        ("application/zip", "application/zip"),
        ("text/html, application/pdf;q=0.9, */*;q=0.1", "application/pdf"),
        (f"{DOCX_TYPE};q=0.5, application/pdf;q=0.8", "application/pdf"),
        (f"{DOCX_TYPE};q=0, */*", "application/pdf"),
        ("APPLICATION/PDF; q=1.0", "application/pdf"),
        ("", DOCX_TYPE),
    ],
)
def test_accept_decides_when_no_format_is_named(
    client: TestClient, inspection: dict[str, Any], accept: str, expected: str
) -> None:
    answer = client.post(NOTICE, json=inspection, headers={"Accept": accept})
    assert answer.headers["content-type"] == expected


def test_a_named_format_wins_over_accept(client: TestClient, inspection: dict[str, Any]) -> None:
    answer = client.post(f"{NOTICE}&format=pdf", json=inspection, headers={"Accept": "text/html"})
    assert answer.headers["content-type"] == "application/pdf"


@pytest.mark.parametrize("accept", ["text/html", "application/json", "*/*;q=0", "application/pdf;q=x", ";"])
def test_accept_of_nothing_we_make_is_406(
    client: TestClient, inspection: dict[str, Any], accept: str
) -> None:
    answer = client.post(NOTICE, json=inspection, headers={"Accept": accept})
    assert (answer.status_code, answer.json()["type"]) == (406, "/problems/not-acceptable")
    assert "application/pdf" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("url", "status", "code"),
    [
        ("/v1/documents/report", 404, "kind-unknown"),
        ("/v1/documents/notice?unit=so-xay-dung", 422, "unit-unknown"),
        ("/v1/documents/notice", 422, "unit-missing"),
        ("/v1/documents/notice?unit=", 422, "unit-missing"),
        ("/v1/documents/decision?unit=so-tai-chinh", 422, "unit-not-allowed"),
        ("/v1/documents/decision?format=odt", 422, "format-unknown"),
        ("/v1/documents/decision?fromat=pdf", 422, "query-invalid"),
    ],
)
def test_a_wrong_request_is_told_so(
    client: TestClient, inspection: dict[str, Any], url: str, status: int, code: str
) -> None:
    answer = client.post(url, json=inspection)
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{code}")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "json-malformed"),
        (b"{", "json-malformed"),
        (b'{"year": NaN}', "json-malformed"),
        (b'{"year": 1, "year": 2}', "json-malformed"),
        (b'{"year": "\\ud800"}', "json-malformed"),
        (b'{"year": "\xff"}', "json-malformed"),
        (b"[" * 15_000, "json-malformed"),
        (b'{"year": ' + b"9" * 5_000 + b"}", "json-malformed"),
        (b"[]", "data-invalid"),
        (b"null", "data-invalid"),
        (b'{"year": "2026"}', "data-invalid"),
    ],
)
def test_a_wrong_body_is_told_so(client: TestClient, body: bytes, code: str) -> None:
    answer = client.post("/v1/documents/decision", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["type"]) == (422, f"/problems/{code}")


def test_every_fault_of_the_data_is_reported_at_once(client: TestClient, inspection: dict[str, Any]) -> None:
    inspection["year"] = "2026"
    inspection["subjekt"] = "cải cách hành chính"
    del inspection["units"][0]["body"]["name"]
    problem = client.post("/v1/documents/decision", json=inspection).json()
    assert {(fault["pointer"], fault["code"]) for fault in problem["errors"]} == {
        ("#/year", "wrong-type"),
        ("#/subjekt", "unknown-field"),
        ("#/units/0/body/name", "missing"),
    }
    assert "3" in problem["detail"]
    assert {"pointer", "code", "label", "detail"} == set(problem["errors"][0])


@pytest.mark.parametrize("media_type", ["application/json; charset=utf-8", "application/vnd.vanban+json"])
def test_json_by_any_name_is_taken(client: TestClient, inspection: dict[str, Any], media_type: str) -> None:
    body = json.dumps(inspection).encode()
    answer = client.post("/v1/documents/decision", content=body, headers={"Content-Type": media_type})
    assert answer.status_code == 200


def test_a_body_without_a_type_is_taken(client: TestClient, inspection: dict[str, Any]) -> None:
    assert client.post("/v1/documents/decision", content=json.dumps(inspection).encode()).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
    ],
)
def test_a_body_of_another_kind_is_415(
    client: TestClient, inspection: dict[str, Any], headers: dict[str, str]
) -> None:
    answer = client.post("/v1/documents/decision", content=json.dumps(inspection), headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (415, "/problems/media-type-unsupported")
    assert answer.headers["accept"].startswith("application/json, ")


def test_a_body_declared_too_large_is_413(client: TestClient) -> None:
    answer = client.post("/v1/documents/decision", content=b" " * 20_001)
    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/request-too-large")


def test_a_body_too_large_without_a_length_is_413(client: TestClient) -> None:
    answer = client.post("/v1/documents/decision", content=(b" " * 1_000 for _ in range(21)))
    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/request-too-large")


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (OfficeBusy("queue-full"), 503, "office-busy"),
        (ConversionTimedOut(60.0), 503, "conversion-timed-out"),
        (TemplateFailed("notice", "đoạn 3", "{{ x }}", "value-empty"), 500, "template-failed"),
    ],
)
def test_what_goes_wrong_inside_is_told_by_who_can_help(
    client: TestClient,
    generator: FakeGenerator,
    inspection: dict[str, Any],
    error: Exception,
    status: int,
    code: str,
) -> None:
    generator.error = error
    answer = client.post(NOTICE, json=inspection)
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{code}")
    assert ("retry-after" in answer.headers) == (status == 503)


def test_a_bug_tells_nothing_of_the_inside(
    client: TestClient, generator: FakeGenerator, inspection: dict[str, Any], read_logs: ReadLogs
) -> None:
    generator.error = ValueError("secret /etc/passwd")
    answer = client.post(NOTICE, json=inspection, headers={"X-Request-Id": "bug-1"})
    assert (answer.status_code, answer.json()["type"]) == (500, "about:blank")
    assert answer.json()["instance"] == "bug-1"
    assert "secret" not in answer.text and "ValueError" not in answer.text


def test_slow_pdfs_hold_up_neither_health_nor_docx(
    client: TestClient, generator: FakeGenerator, inspection: dict[str, Any]
) -> None:
    generator.released.clear()
    pdf = {"args": (f"{NOTICE}&format=pdf",), "kwargs": {"json": inspection}}
    slow = [threading.Thread(target=client.post, **pdf) for _ in range(50)]
    for thread in slow:
        thread.start()
    try:
        assert client.get("/health/live").status_code == 200
        assert client.post(NOTICE, json=inspection).status_code == 200
    finally:
        generator.released.set()
        for thread in slow:
            thread.join()


def test_no_log_holds_the_content_of_a_document(
    client: TestClient, generator: FakeGenerator, inspection: dict[str, Any], read_logs: ReadLogs
) -> None:
    inspection["team"]["head"]["full_name"] = "Bùi Thị Chim Hoàng Yến"
    client.post(f"{NOTICE}&format=pdf", json=inspection)
    client.post(NOTICE, json={**inspection, "Bùi Thị Chim Hoàng Yến": 1})
    client.post("/v1/documents/notice?unit=chim-hoang-yen", json=inspection)
    generator.error = ValueError("Bùi Thị Chim Hoàng Yến")
    client.post(NOTICE, json=inspection)
    logged = json.dumps(read_logs(), ensure_ascii=False)
    assert "unexpected" in logged
    assert "Hoàng" not in logged and "chim-hoang-yen" not in logged


def test_each_request_is_logged_once_with_kind_and_format(
    client: TestClient, inspection: dict[str, Any], read_logs: ReadLogs
) -> None:
    client.post(f"{NOTICE}&format=pdf", json=inspection, headers={"X-Request-Id": "r-1"})
    (event,) = (event for event in read_logs() if event["event"] == "request")
    assert event.pop("duration_ms") >= 0
    del event["timestamp"]
    assert event == {
        "event": "request",
        "level": "info",
        "request_id": "r-1",
        "method": "POST",
        "route": "/v1/documents/{kind}",
        "kind": "notice",
        "format": "pdf",
        "status": 200,
    }


def test_a_refusal_is_logged_by_its_code(client: TestClient, read_logs: ReadLogs) -> None:
    client.post("/v1/documents/decision", json={})
    (event,) = (event for event in read_logs() if event["event"] == "request")
    assert (event["status"], event["problem"]) == (422, "data-invalid")


def test_a_broken_template_is_logged_with_its_facts(
    client: TestClient, generator: FakeGenerator, inspection: dict[str, Any], read_logs: ReadLogs
) -> None:
    generator.error = TemplateFailed("notice", "đoạn 3", "{{ x }}", "value-empty")
    client.post(NOTICE, json=inspection)
    (event,) = (event for event in read_logs() if event["event"] == "failed")
    assert event["facts"]["place"] == "đoạn 3"
