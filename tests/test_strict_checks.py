"""Warnings travel with what is made, and stop it with `VANBAN_STRICT_CHECKS`: alike through every door."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.cli import main
from service.domain.checks import RULES
from service.generate import Generator
from service.kinds import load_catalog
from service.settings import Settings
from service.web.app import create_app
from tests.domain.checks.cases import Facts, good
from tests.fakes import FakeOffice, logging_restored

SECOND = {
    "id": "so-xay-dung",
    "body": {"name": "Sở Xây dựng", "kind": "department"},
    "visit": {"start": "2026-12-21", "end": "2026-12-22", "place": "Trụ sở Sở Xây dựng"},
    "report_due": "2026-12-16",
    "documents": {"notice": {"number": 7, "date": "2026-12-08"}},
}


def late() -> Facts:
    """Two units; the notice to the first goes out three days late, the other is in time."""
    facts = good(units__0__documents__notice__date="2026-12-07")
    return {**facts, "units": [*facts["units"], SECOND]}


@pytest.fixture(autouse=True)
def _logging() -> Iterator[None]:
    with logging_restored():
        yield


@pytest.fixture
def client(request: pytest.FixtureRequest) -> Iterator[TestClient]:
    settings = Settings(strict_checks=request.param)
    catalog = load_catalog(settings.templates_dir)
    generator = Generator(catalog, None, checker=settings.checker_of(catalog))
    with TestClient(create_app(settings, generator, FakeOffice(), "Liberation Serif")) as client:
        yield client


def read_report(content: bytes) -> dict[str, dict[str, Any]]:
    """The entries of the notices in the report of a ZIP, by unit."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = json.loads(archive.read("report.json"))["documents"]
    return {entry["unit"]: entry for entry in entries if entry["kind"] == "notice"}


def rules_of(entry: dict[str, Any]) -> list[str]:
    return [warning["rule"] for warning in entry["warnings"]]


def judge(entries: dict[str, dict[str, Any]], *, is_strict: bool) -> None:
    first, second = entries["so-y-te"], entries["so-xay-dung"]
    assert (second["outcome"], rules_of(second)) == ("made", [])
    if is_strict:
        assert first["outcome"] == "failed" and [error["code"] for error in first["errors"]] == ["time-01"]
        assert "chậm nhất 04/12/2026" in first["errors"][0]["detail"]
    else:
        assert (first["outcome"], rules_of(first), first["errors"]) == ("made", ["TIME-01"], [])


@pytest.mark.parametrize("path", ["/v1/batches/notice", "/v1/dossiers"])
@pytest.mark.parametrize("client", [False, True], indirect=True, ids=["warned", "strict"])
def test_a_batch_and_a_dossier_over_http(
    client: TestClient, path: str, request: pytest.FixtureRequest
) -> None:
    answer = client.post(f"{path}?format=docx", json=late())
    assert answer.status_code == 200
    judge(read_report(answer.content), is_strict="strict" in request.node.name)


@pytest.mark.parametrize("is_strict", [False, True], ids=["warned", "strict"])
@pytest.mark.parametrize("command", [["batch", "notice"], ["dossier"]], ids=["batch", "dossier"])
def test_a_batch_and_a_dossier_on_the_command_line(
    command: list[str],
    is_strict: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("VANBAN_STRICT_CHECKS", str(is_strict))
    data, output = tmp_path / "data.json", tmp_path / "out.zip"
    data.write_text(json.dumps(late()), encoding="utf-8")
    code = main([*command, str(data), "--format", "docx", "--output", str(output)])
    judge(read_report(output.read_bytes()), is_strict=is_strict)
    told = capsys.readouterr().err
    if is_strict:
        assert code == 3 and "notice so-y-te: " in told
    else:
        assert "văn bản có điểm cần xem lại, ghi ở mục warnings của report.json" in told


@pytest.mark.parametrize("client", [False, True], indirect=True, ids=["warned", "strict"])
def test_one_document_over_http(client: TestClient, request: pytest.FixtureRequest) -> None:
    answer = client.post("/v1/documents/notice?unit=so-y-te", json=late())
    if "strict" in request.node.name:
        assert answer.status_code == 422 and answer.json()["errors"][0]["code"] == "time-01"
    else:
        assert answer.status_code == 200 and answer.headers["x-vanban-warnings"] == "TIME-01"
    untouched = client.post("/v1/documents/notice?unit=so-xay-dung", json=late())
    assert untouched.status_code == 200 and "x-vanban-warnings" not in untouched.headers


@pytest.mark.parametrize("is_strict", [False, True], ids=["warned", "strict"])
def test_one_document_on_the_command_line(
    is_strict: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VANBAN_STRICT_CHECKS", str(is_strict))
    data, output = tmp_path / "data.json", tmp_path / "notice.docx"
    data.write_text(json.dumps(late()), encoding="utf-8")
    code = main(["generate", "notice", str(data), "--unit", "so-y-te", "--output", str(output)])
    assert (code, output.exists()) == ((3, False) if is_strict else (0, True))
    assert "chậm nhất 04/12/2026" in capsys.readouterr().err


@pytest.mark.parametrize("client", [False], indirect=True)
def test_however_many_warnings_the_header_stays_short(client: TestClient) -> None:
    """It names rules, each once: never longer than the list of all of them, far below what proxies allow."""
    facts = late()
    facts["units"] = [
        {
            **facts["units"][0],
            "id": f"so-{number}",
            "body": {"name": f"Sở Y tế {number}", "kind": "department"},
        }
        for number in range(60)
    ]
    for unit in facts["units"]:
        unit["visit"] = {**unit["visit"], "start": "2026-12-13"}
        unit["documents"] = {}
    answer = client.post("/v1/documents/decision", json=facts)
    header = answer.headers["x-vanban-warnings"]
    assert header.isascii() and len(header.split(", ")) == len(set(header.split(", ")))
    assert len(header) <= sum(len(rule.id) + 2 for rule in RULES) + 40 < 1_000


@pytest.mark.parametrize("client", [False], indirect=True)
def test_a_contradiction_in_a_dossier_is_a_failure_and_no_document_that_is_not_due(
    client: TestClient,
) -> None:
    facts = late()
    facts["proposal"]["date"] = "2026-11-03"  # after the decision
    entries = read_report(client.post("/v1/dossiers?format=docx", json=facts).content)
    assert [entry["outcome"] for entry in entries.values()] == ["failed", "failed"]
