"""A workbook is accepted wherever an inspection is: on the command line and over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.cli import main
from service.settings import Settings
from service.web.app import create_app
from service.workbook import XLSX_TYPE
from tests.fakes import DOCX, FakeGenerator, FakeOffice, logging_restored
from tests.workbook.editing import EXAMPLES, load_example, make_workbook, parse, type_into


@pytest.fixture(autouse=True)
def _logging() -> Iterator[None]:
    with logging_restored():
        yield


@pytest.fixture
def client() -> Iterator[TestClient]:
    settings = Settings(max_body_bytes=1_000_000, template_watch_s=0)
    with TestClient(create_app(settings, FakeGenerator(), FakeOffice(), "Liberation Serif")) as client:
        yield client


@pytest.mark.parametrize("name", ["minimal", "surprise-2026"])
def test_there_and_back_on_the_command_line(name: str, tmp_path: Path) -> None:
    xlsx, back = tmp_path / "a.xlsx", tmp_path / "a.json"
    assert main(["workbook", "from-json", str(EXAMPLES / f"{name}.json"), "--output", str(xlsx)]) == 0
    assert xlsx.read_bytes() == (EXAMPLES / f"{name}.xlsx").read_bytes()
    assert main(["workbook", "to-json", str(xlsx), "--output", str(back)]) == 0
    assert json.loads(back.read_text(encoding="utf-8"))["year"] == load_example(name).year


def test_to_json_prints_without_a_place_to_write_to(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["workbook", "to-json", str(EXAMPLES / "minimal.xlsx")]) == 0
    assert json.loads(capsys.readouterr().out)["period"] == {"start": "2025-01-01"}


def test_the_empty_workbook_is_written_and_tells_what_it_lacks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    xlsx = tmp_path / "a.xlsx"
    assert main(["workbook", "new", "--output", str(xlsx)]) == 0
    assert main(["workbook", "to-json", str(xlsx)]) == 3
    assert "Trang tính «Thông tin chung», ô C5: Thiếu «Năm kiểm tra»." in capsys.readouterr().err


def test_a_folder_that_is_missing_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["workbook", "new", "--output", str(tmp_path / "x" / "a.xlsx")]) == 3
    assert "không có thư mục này" in capsys.readouterr().err


def test_a_document_is_made_of_a_workbook_on_the_command_line(tmp_path: Path) -> None:
    made = {}
    for ending in ("json", "xlsx"):
        made[ending] = tmp_path / f"{ending}.docx"
        source = str(EXAMPLES / f"minimal.{ending}")
        assert main(["generate", "decision", source, "--output", str(made[ending])]) == 0
    assert made["json"].read_bytes() == made["xlsx"].read_bytes()


def test_a_workbook_is_checked_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--json", str(EXAMPLES / "inspection-2026.xlsx")]) == 0
    assert any("Trang tính «" in finding["detail"] for finding in json.loads(capsys.readouterr().out))


def test_a_workbook_may_be_sent_over_http(client: TestClient) -> None:
    answer = client.post(
        "/v1/documents/decision", content=make_workbook("minimal"), headers={"Content-Type": XLSX_TYPE}
    )
    assert (answer.status_code, answer.content) == (200, DOCX)


def test_a_fault_names_its_cell_over_http(client: TestClient) -> None:
    body = type_into(make_workbook("minimal"), "Thông tin chung", "year", "năm nay")
    answer = client.post("/v1/documents/decision", content=body, headers={"Content-Type": XLSX_TYPE})
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["pointer"]) == (422, "#/year")
    assert error["detail"].startswith("Trang tính «Thông tin chung», ô C5: «Năm kiểm tra» ghi «năm nay»")


def test_a_hostile_workbook_is_a_problem_over_http(client: TestClient) -> None:
    answer = client.post("/v1/documents/decision", content=b"PK\x03\x04", headers={"Content-Type": XLSX_TYPE})
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/workbook-unreadable")
    assert client.get("/problems/workbook-unreadable").status_code == 200


def test_other_types_are_still_refused(client: TestClient) -> None:
    answer = client.post("/v1/documents/decision", content=b"a,b", headers={"Content-Type": "text/csv"})
    assert answer.status_code == 415 and XLSX_TYPE in answer.headers["accept"]


def test_every_workbook_of_the_examples_reads() -> None:
    for path in EXAMPLES.glob("*.xlsx"):
        assert parse(path.read_bytes())
