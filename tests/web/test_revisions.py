"""`GET` and `PUT /v1/templates/{kind}`, and what kinds, metrics and logs say of templates; no office."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.generate import Generator
from service.settings import Settings
from service.web.app import create_app
from tests.fakes import FakeOffice
from tests.kinds.samples import MAIN, read_example
from tests.revisions.editing import copy_templates, edit_template, make_generator, write_example

KEY = "khoa-chap-nhan-mau"
WITH_KEY = {"Authorization": f"Bearer {KEY}"}
ADDRESS = "/v1/templates/notice"
REWORDED = ("thông báo lịch", "báo lịch")
BROKEN = ("{% endif %}", "{% endfor %}")


@pytest.fixture
def templates_dir(tmp_path: Path) -> Path:
    return copy_templates(tmp_path)


@pytest.fixture
def generator(templates_dir: Path) -> Generator:
    return make_generator(templates_dir)


@pytest.fixture
def client(generator: Generator, templates_dir: Path, tmp_path: Path) -> Iterator[TestClient]:
    settings = Settings(
        templates_dir=templates_dir,
        examples_dir=write_example(tmp_path),
        template_key=KEY,
        template_watch_s=0,
    )
    with TestClient(create_app(settings, generator, FakeOffice(), "Liberation Serif")) as client:
        yield client


def revise(client: TestClient, *replacements: tuple[str, str]) -> tuple[bytes, dict[str, str]]:
    """A revised template, and the headers that say which one it is based on."""
    current = client.get(ADDRESS)
    return edit_template(current.content, *(replacements or (REWORDED,))), {
        "If-Match": current.headers["etag"]
    }


def make(client: TestClient) -> Any:
    return client.post("/v1/documents/notice?unit=so-cong-thuong", content=read_example(MAIN))


def test_the_current_template_is_downloaded_as_it_is(client: TestClient, generator: Generator) -> None:
    answer = client.get(ADDRESS)
    assert answer.content == generator.edition("notice").source
    assert answer.headers["etag"] == f'"{generator.template_sha256("notice")}"'
    assert answer.headers["content-disposition"].startswith('attachment; filename="')


def test_an_unchanged_template_is_not_sent_again(client: TestClient) -> None:
    etag = client.get(ADDRESS).headers["etag"]
    answer = client.get(ADDRESS, headers={"If-None-Match": f'"other", {etag}'})
    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", etag)


def test_an_accepted_revision_is_in_the_next_document(client: TestClient) -> None:
    content, based_on = revise(client)
    before = make(client).headers["x-vanban-template-sha256"]
    answer = client.put(ADDRESS, content=content, headers={**WITH_KEY, **based_on})
    told = answer.json()
    assert (answer.status_code, told["previous_sha256"], told["findings"]) == (200, before, [])
    assert make(client).headers["x-vanban-template-sha256"] == told["template_sha256"] != before
    assert client.get("/v1/kinds/notice").json()["template_sha256"] == told["template_sha256"]


@pytest.mark.parametrize(
    "key", [None, "", "Bearer", "Bearer sai-khoa-mat-roi", f"Basic {KEY}", KEY], ids=repr
)
def test_without_the_right_key_nothing_is_accepted(client: TestClient, key: str | None) -> None:
    content, based_on = revise(client)
    headers = {**based_on, **({"Authorization": key} if key is not None else {})}
    answer = client.put(ADDRESS, content=content, headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/key-wrong")
    assert client.get(ADDRESS).headers["etag"] == based_on["If-Match"]


def test_a_service_without_a_key_accepts_nothing(generator: Generator, templates_dir: Path) -> None:
    settings = Settings(templates_dir=templates_dir, template_watch_s=0)
    with TestClient(create_app(settings, generator, FakeOffice(), "Liberation Serif")) as client:
        content, based_on = revise(client)
        answer = client.put(ADDRESS, content=content, headers={"Authorization": "Bearer ", **based_on})
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/acceptance-off")


def test_a_revision_of_what_somebody_else_replaced_is_412(client: TestClient) -> None:
    content, based_on = revise(client)
    client.put(ADDRESS, content=content, headers={**WITH_KEY, **based_on})
    other, _ = revise(client, ("phối hợp thực hiện", "cùng thực hiện"))
    answer = client.put(ADDRESS, content=other, headers={**WITH_KEY, **based_on})
    assert (answer.status_code, answer.json()["type"]) == (412, "/problems/template-changed")


@pytest.mark.parametrize("tag", [None, "*", "abc", '"a", "b"', 'W/"a"'], ids=repr)
def test_what_a_revision_is_based_on_must_be_said(client: TestClient, tag: str | None) -> None:
    headers = {**WITH_KEY, **({"If-Match": tag} if tag else {})}
    answer = client.put(ADDRESS, content=b"", headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (428, "/problems/precondition-missing")


def test_a_faulty_revision_is_422_with_its_findings(client: TestClient) -> None:
    content, based_on = revise(client, BROKEN)
    answer = client.put(ADDRESS, content=content, headers={**WITH_KEY, **based_on})
    problem = answer.json()
    assert (answer.status_code, problem["type"]) == (422, "/problems/revision-refused")
    first = problem["findings"][0]
    assert first["severity"] == "error" and first["place"] and first["detail"] and first["suggestion"]


def test_a_kind_that_does_not_exist_is_404(client: TestClient) -> None:
    put = client.put("/v1/templates/report", content=b"", headers={**WITH_KEY, "If-Match": '"a"'})
    assert client.get("/v1/templates/report").status_code == put.status_code == 404


def test_a_folder_that_cannot_be_written_is_503(client: TestClient, templates_dir: Path) -> None:
    content, based_on = revise(client)
    (templates_dir / "notice" / "history").write_text("in the way", encoding="utf-8")
    answer = client.put(ADDRESS, content=content, headers={**WITH_KEY, **based_on})
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/templates-unwritable")
    assert client.get(ADDRESS).headers["etag"] == based_on["If-Match"]


def test_a_refused_file_shows_in_kind_list_and_metrics(
    client: TestClient, generator: Generator, templates_dir: Path
) -> None:
    before = generator.template_sha256("notice")
    (templates_dir / "notice" / "template.docx").write_bytes(
        edit_template(generator.edition("notice").source, BROKEN)
    )
    client.app.state.context.templates.take_up("notice")  # type: ignore[attr-defined]
    shown = client.get("/v1/kinds/notice").json()
    assert (shown["template_state"], shown["template_sha256"]) == ("refused", before)
    assert shown["refusal"]["template_sha256"] != before and shown["refusal"]["findings"]
    states = {kind["name"]: kind["template_state"] for kind in client.get("/v1/kinds").json()["kinds"]}
    assert [name for name, state in states.items() if state == "refused"] == ["notice"]
    metrics = client.get("/metrics").text
    assert 'vanban_template_refused{kind="notice"} 1.0' in metrics
    assert 'vanban_template_refused{kind="decision"} 0.0' in metrics
    assert "vanban_template_refusals_total 1.0" in metrics


def test_no_log_line_holds_the_key_or_words_of_a_template(
    client: TestClient, read_logs: Callable[[], list[dict[str, Any]]]
) -> None:
    content, based_on = revise(client, BROKEN)
    for key in (KEY, "sai-khoa-mat-roi"):
        headers = {"Authorization": f"Bearer {key}", **based_on}
        client.put(ADDRESS, content=content, headers=headers)
    lines = read_logs()
    logged = str(lines)
    assert {line["status"] for line in lines if line["event"] == "request"} >= {401, 422}
    assert KEY not in logged and "sai-khoa" not in logged and "endfor" not in logged
