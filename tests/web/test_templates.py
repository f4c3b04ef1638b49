"""`POST /v1/templates/{kind}/check`."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.containers import unpack
from service.conversion import OfficePool, PoolSettings
from service.generate import Generator
from service.rendering.archive import make_archive
from service.settings import Settings
from service.web.app import create_app
from tests.fakes import FakeOffice
from tests.kinds.samples import ROOT, generator
from tests.revisions.editing import edit_template, write_example

ROUTE = "/v1/templates/notice/check"
STORED = (ROOT / "templates" / "notice" / "template.docx").read_bytes()
FAULTY = edit_template(
    STORED,
    ("{{ unit.visit.place }}", "{{ unit.visit.plac }}"),
    ("{{ document.number }}", "{{ document.nu</w:t></w:r><w:r><w:t>mber }}"),
)
TORN = edit_template(STORED, ("{{ document.number }}", "{{ document.nu</w:t></w:r><w:r><w:t>mber }}"))
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def serve(office: object, made: Generator, examples: Path) -> TestClient:
    settings = Settings(template_watch_s=0, examples_dir=examples, max_body_bytes=2_000_000)
    return TestClient(create_app(settings, made, office, "Liberation Serif"))  # type: ignore[arg-type]


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with serve(FakeOffice(), generator(), write_example(tmp_path)) as client:
        yield client


def test_the_template_in_use_has_no_findings(client: TestClient) -> None:
    answer = client.post(ROUTE, files={"file": ("template.docx", STORED)})

    assert answer.status_code == 200
    assert answer.json() == {
        "kind": "notice",
        "sha256": hashlib.sha256(STORED).hexdigest(),
        "is_acceptable": True,
        "findings": [],
        "tidied": [],
    }


def test_findings_say_where_what_and_how_to_mend_it(client: TestClient) -> None:
    report = client.post(ROUTE, files={"file": ("template.docx", FAULTY)}).json()

    assert report["is_acceptable"] is False
    assert [(finding["severity"], finding["code"]) for finding in report["findings"]] == [
        ("error", "placeholder-unknown"),
        ("note", "tag-split"),
    ]
    error = report["findings"][0]
    assert (error["place"], error["quoted"]) == ("đoạn 20", "{{ unit.visit.plac }}")
    assert "«unit.visit.plac»" in error["detail"]
    assert "Có phải là «unit.visit.place»" in error["suggestion"]
    assert "Ghép lại các thẻ bị Word tách." in report["tidied"]


def test_the_tidied_template_is_given_on_request(client: TestClient) -> None:
    answer = client.post(f"{ROUTE}?return=tidied", files={"file": ("template.docx", TORN)})

    assert (answer.status_code, answer.headers["content-type"]) == (200, DOCX)
    assert "template-notice.docx" in answer.headers["content-disposition"]
    assert b"{{ document.number }}" in unpack(answer.content)["word/document.xml"]


def test_a_template_with_errors_is_not_previewed(client: TestClient) -> None:
    answer = client.post(f"{ROUTE}?return=preview", files={"file": ("template.docx", FAULTY)})

    assert answer.status_code == 422
    assert answer.json()["type"] == "/problems/revision-refused"
    assert answer.json()["findings"][0]["code"] == "placeholder-unknown"


@pytest.mark.office
def test_a_preview_is_a_pdf_of_a_sample(tmp_path: Path) -> None:
    with (
        OfficePool(PoolSettings(fonts_dir=ROOT / "fonts", size=1)) as office,
        serve(office, generator(), write_example(tmp_path)) as client,
    ):
        answer = client.post(f"{ROUTE}?return=preview", files={"file": ("template.docx", TORN)})

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")


def test_an_unknown_kind_is_a_problem(client: TestClient) -> None:
    answer = client.post("/v1/templates/poem/check", files={"file": ("template.docx", STORED)})

    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/kind-unknown")


@pytest.mark.parametrize("query", ["?return=poem", "?returns=tidied", "?sample=-1"])
def test_a_wrong_query_is_a_problem(client: TestClient, query: str) -> None:
    answer = client.post(f"{ROUTE}{query}", files={"file": ("template.docx", STORED)})

    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/query-invalid")


def test_a_form_without_the_file_is_a_problem(client: TestClient) -> None:
    assert client.post(ROUTE, files={"other": ("template.docx", STORED)}).status_code == 422


def test_another_media_type_is_refused(client: TestClient) -> None:
    assert client.post(ROUTE, json={}).status_code == 415


def bombs() -> dict[str, Callable[[], bytes]]:
    parts = unpack(STORED)
    entities = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
        f"<!ENTITY a{n} '&a{n - 1 or ''};&a{n - 1 or ''};&a{n - 1 or ''};'>".encode() for n in range(1, 20)
    )
    deep = b"<w:r>" * 5000 + b"</w:r>" * 5000
    main = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    return {
        "no zip": lambda: b"hello",
        "padding": lambda: make_archive({**parts, "docProps/app.xml": b" " * 45_000_000}),
        "entities": lambda: make_archive({**parts, "word/document.xml": entities + b"]><x>&a19;</x>"}),
        "many entries": lambda: make_archive({f"a{number}": b"" for number in range(3000)}),
        "blanks": lambda: edit_template(STORED, ("2. Địa điểm", "{" + " " * 49_000 + "x")),
        "openings": lambda: edit_template(STORED, ("2. Địa điểm", "{#" * 2_000)),
        "too many tags": lambda: edit_template(STORED, ("2. Địa điểm", "{{ x }}" * 2_000)),
        "deep": lambda: make_archive({**parts, "word/document.xml": main + deep + b"</w:body></w:document>"}),
    }


@pytest.mark.parametrize("name", bombs())
def test_hostile_files_are_refused_quickly(client: TestClient, name: str) -> None:
    content = bombs()[name]()
    start = time.perf_counter()
    report = client.post(ROUTE, files={"file": ("template.docx", content)}).json()

    assert report["is_acceptable"] is False
    assert time.perf_counter() - start < 30  # a second, on a machine with nothing else to do


def test_the_tidied_form_of_what_cannot_be_read_is_a_problem(client: TestClient) -> None:
    answer = client.post(f"{ROUTE}?return=tidied", files={"file": ("template.docx", b"hello")})

    assert (answer.status_code, answer.json()["findings"][0]["code"]) == (422, "not-zip")


def test_the_interface_is_described(client: TestClient) -> None:
    operation = client.get("/openapi.json").json()["paths"]["/v1/templates/{kind}/check"]["post"]
    content = operation["responses"]["200"]["content"]

    assert set(content) == {"application/json", DOCX, "application/pdf"}
    assert {parameter["name"] for parameter in operation["parameters"]} == {"kind", "return", "sample"}
    assert {"404", "413", "415", "422", "503"} <= set(operation["responses"])
