"""The real generator and the real templates behind HTTP; PDFs by a real LibreOffice."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from docx import Document
from starlette.testclient import TestClient

from service.cli import main
from service.generate import Generator
from service.kinds import load_catalog
from service.settings import Settings
from service.web.app import app_from_environment, create_app
from tests.fakes import FakeOffice, logging_restored
from tests.samples import make_inspection

DECISION = "/v1/documents/decision"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """Without LibreOffice: what a DOCX needs."""
    settings = Settings()
    generator = Generator(load_catalog(settings.templates_dir), None)
    with TestClient(create_app(settings, generator, FakeOffice(), "Liberation Serif")) as client:
        yield client


@pytest.fixture(scope="module")
def whole_client() -> Iterator[TestClient]:
    """The service as the environment describes it, its office ready."""
    with logging_restored(), TestClient(app_from_environment()) as client:
        until = time.monotonic() + 30
        while client.get("/health/ready").status_code != 200:
            assert time.monotonic() < until, "the office did not get ready"
            time.sleep(0.1)
        yield client


def test_a_docx_says_what_the_data_say(client: TestClient) -> None:
    answer = client.post(DECISION, json=make_inspection())
    document = Document(io.BytesIO(answer.content))
    assert answer.status_code == 200
    assert "QUYẾT ĐỊNH" in {paragraph.text.strip() for paragraph in document.paragraphs}


def test_a_fact_that_the_kind_needs_is_asked_for(client: TestClient) -> None:
    inspection = make_inspection()
    del inspection["plan"]
    problem = client.post(DECISION, json=inspection).json()
    assert [(fault["pointer"], fault["code"]) for fault in problem["errors"]] == [
        ("#/plan", "needed-by-kind")
    ]
    assert problem["errors"][0]["label"] == "Kế hoạch kiểm tra"


def test_a_pdf_without_an_office_is_503(client: TestClient) -> None:
    answer = client.post(f"{DECISION}?format=pdf", json=make_inspection())
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/office-unavailable")
    assert int(answer.headers["retry-after"]) > 0


@pytest.mark.parametrize("kind", [kind.name for kind in load_catalog(Settings().templates_dir)])
def test_every_kind_shows_what_its_template_asks_for(client: TestClient, kind: str) -> None:
    shown = client.get(f"/v1/kinds/{kind}").json()
    assert shown["title"] and shown["placeholders"] and len(shown["template_sha256"]) == 64


@pytest.mark.office
def test_a_pdf_has_the_pages_that_its_header_tells(whole_client: TestClient) -> None:
    answer = whole_client.post(f"{DECISION}?format=pdf", json=make_inspection())
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == int(answer.headers["x-vanban-pages"])


@pytest.mark.office
def test_http_and_command_give_the_same_bytes(whole_client: TestClient, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(make_inspection()), encoding="utf-8")
    with logging_restored():
        output = str(tmp_path / "a")
        assert main(["generate", "decision", f"{output}.json", "--format", "both", "--output", output]) == 0
    answer = whole_client.post(f"{DECISION}?format=both", json=make_inspection())
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        made: dict[str, Any] = {Path(name).suffix: archive.read(name) for name in archive.namelist()}
    assert made == {ending: (tmp_path / f"a{ending}").read_bytes() for ending in (".docx", ".pdf")}


@pytest.mark.office
def test_the_same_request_gives_the_same_bytes(whole_client: TestClient) -> None:
    answers = [whole_client.post(f"{DECISION}?format=both", json=make_inspection()) for _ in range(2)]
    assert answers[0].headers["etag"] == answers[1].headers["etag"]
