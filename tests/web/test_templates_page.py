"""The page of legal staff in process: real templates, and an office that draws an empty page."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from starlette.testclient import TestClient

from service.conversion import Pdf, PdfRequest
from service.errors import OfficeUnavailable
from service.generate import Generator, compile_edition
from service.settings import Settings
from service.web.app import create_app
from tests.batch.fakes import make_pdf
from tests.fakes import FakeOffice
from tests.revisions.editing import copy_templates, edit_template, make_generator, write_example

KEY = "khoa-chap-nhan-mau"
PAGE = "/templates/notice"
REWORDED = ("thông báo lịch", "báo lịch")
BREACH = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA")
BROKEN = ("{{ unit.visit.place }}", "{{ unit.visit.plase }}")


class DrawingOffice(FakeOffice):
    """Makes an empty page of everything; refuses while `error` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.error: Exception | None = None

    def convert(self, docx: bytes, request: PdfRequest) -> Pdf:
        if self.error is not None:
            raise self.error
        return Pdf(make_pdf(1), 1)


@pytest.fixture
def templates_dir(tmp_path: Path) -> Path:
    return copy_templates(tmp_path)


@pytest.fixture
def generator(templates_dir: Path) -> Generator:
    return make_generator(templates_dir)


@pytest.fixture
def office() -> DrawingOffice:
    return DrawingOffice()


@pytest.fixture
def settings(templates_dir: Path, tmp_path: Path) -> Settings:
    return Settings(
        templates_dir=templates_dir,
        examples_dir=write_example(tmp_path),
        template_key=KEY,
        template_watch_s=0,
    )


@pytest.fixture
def client(settings: Settings, generator: Generator, office: DrawingOffice) -> Iterator[TestClient]:
    with TestClient(create_app(settings, generator, office, "Liberation Serif")) as client:
        yield client


def revise(generator: Generator, *replacements: tuple[str, str]) -> bytes:
    return edit_template(generator.edition("notice").source, *(replacements or (REWORDED,)))


def send(client: TestClient, content: bytes, path: str = PAGE, **fields: str) -> Any:
    file = {"file": ("thông báo sửa.docx", content)}
    return client.post(path, files=file, data=fields, follow_redirects=False)


def send_again(client: TestClient, page: str, path: str, **fields: str) -> Any:
    """What a press on a button of `page` sends: everything hidden in its form."""
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    kept = {name: unescape(value) for name, value in hidden.items()}
    return client.post(path, files={"ignored": ("", b"")}, data={**kept, **fields}, follow_redirects=False)


def test_every_template_is_listed_with_its_state(client: TestClient, generator: Generator) -> None:
    page = client.get("/templates").text
    assert page.count("Đang dùng</span>") == len(generator.catalog.names)
    for kind in generator.catalog:
        assert kind.title in page and f'href="/templates/{kind.name}"' in page


def test_a_refused_file_shows_with_its_findings(
    client: TestClient, generator: Generator, templates_dir: Path
) -> None:
    (templates_dir / "notice" / "template.docx").write_bytes(revise(generator, BROKEN))
    client.app.state.context.templates.take_up("notice")  # type: ignore[attr-defined]
    assert "Tệp mới bị từ chối" in client.get("/templates").text
    page = client.get(PAGE).text
    assert "mẫu cũ vẫn được dùng" in page and "unit.visit.plase" in page


def test_a_refused_new_kind_is_told_of_and_has_no_page(client: TestClient, templates_dir: Path) -> None:
    (templates_dir / "report").mkdir()
    (templates_dir / "report" / "kind.toml").write_text("title =", encoding="utf-8")
    client.app.state.context.templates.take_up("report")  # type: ignore[attr-defined]
    page = client.get("/templates").text
    assert "Chưa dùng được" in page and 'href="/templates/report"' not in page
    assert client.get("/templates/report").status_code == 404


def test_placeholders_are_listed_ready_to_copy(client: TestClient) -> None:
    page = client.get(PAGE).text
    assert "<code>{{ unit.visit.place }}</code>" in page
    assert 'data-copy="{{ unit.visit.place }}"' in page
    assert "Đơn vị của văn bản" in page


@pytest.mark.parametrize("words", ["truong doan", "TRƯỞNG ĐOÀN", "Đoàn  trưởng"])
def test_placeholders_are_found_with_and_without_marks(client: TestClient, words: str) -> None:
    found = client.get(PAGE, params={"q": words}).text
    everything = client.get(PAGE).text
    assert 0 < found.count("data-copy") < everything.count("data-copy")
    assert 'class="group" open' in found


def test_a_search_without_result_says_so(client: TestClient) -> None:
    page = client.get(PAGE, params={"q": "<script>"}).text
    assert '<p id="no-field">' in page and "&lt;script&gt;" in page and "<script>" not in page


def test_findings_of_a_faulty_revision_are_shown_at_their_place(
    client: TestClient, generator: Generator
) -> None:
    answer = send(client, revise(generator, BROKEN))
    assert answer.status_code == 200
    assert "còn 1 lỗi phải sửa" in answer.text and "unit.visit.place" in answer.text
    assert "<q>{{ unit.visit.plase }}</q>" in answer.text and "đoạn " in answer.text
    assert 'name="key"' not in answer.text


def test_what_is_no_word_file_is_a_finding_too(client: TestClient) -> None:
    answer = send(client, b"no Word file")
    assert answer.status_code == 200 and "Chưa dùng được" in answer.text


def test_a_good_revision_is_shown_beside_the_current_template(
    client: TestClient, generator: Generator
) -> None:
    page = send(client, revise(generator)).text
    assert "Dùng được" in page and 'name="key"' in page
    pictures = re.findall(r'src="data:image/png;base64,([^"]+)"', page)
    assert len(pictures) == 2 and base64.b64decode(pictures[0]).startswith(b"\x89PNG")


def test_another_sample_is_shown_when_it_is_chosen(client: TestClient, generator: Generator) -> None:
    page = send(client, revise(generator), sample="1").text
    assert re.findall(r'<option value="(\d+)" selected', page) == ["1"]


@pytest.mark.parametrize("sample", ["999", "-1", "x", "١", "9" * 5000])
def test_a_sample_that_there_is_not_is_passed_over(
    client: TestClient, generator: Generator, sample: str
) -> None:
    assert send(client, revise(generator), sample=sample).status_code == 200


def test_without_an_office_everything_else_is_shown(
    client: TestClient, generator: Generator, office: DrawingOffice
) -> None:
    office.error = OfficeUnavailable("stopping")
    page = send(client, revise(generator)).text
    assert "Chưa xem thử được" in page and 'name="key"' in page


def test_the_tidied_file_and_the_preview_are_downloads(client: TestClient, generator: Generator) -> None:
    page = send(client, revise(generator)).text
    tidied = send_again(client, page, f"{PAGE}/tidied")
    preview = send_again(client, page, f"{PAGE}/preview")
    assert "báo lịch" in "".join(p.text for p in Document(io.BytesIO(tidied.content)).paragraphs)
    assert preview.headers["content-type"] == "application/pdf" and preview.content.startswith(b"%PDF")
    for answer in (tidied, preview):
        assert answer.headers["content-disposition"].startswith("attachment")


def test_the_right_key_puts_a_revision_to_use(client: TestClient, generator: Generator) -> None:
    before = generator.template_sha256("notice")
    page = send(client, revise(generator)).text
    answer = send_again(client, page, f"{PAGE}/accept", key=KEY)
    after = generator.template_sha256("notice")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}?accepted={after}")
    assert after != before
    assert "Mẫu mới đã được dùng" in client.get(answer.headers["location"]).text
    assert "Mẫu mới đã được dùng" not in client.get(f"{PAGE}?accepted={before}").text


def test_a_wrong_key_is_told_beside_its_field_and_the_file_stays(
    client: TestClient, generator: Generator
) -> None:
    before = generator.template_sha256("notice")
    page = send(client, revise(generator)).text
    answer = send_again(client, page, f"{PAGE}/accept", key="khong-phai-khoa-nay")
    assert answer.status_code == 401 and 'id="key-error"' in answer.text
    assert "khong-phai-khoa-nay" not in answer.text
    assert send_again(client, answer.text, f"{PAGE}/accept", key=KEY).status_code == 303
    assert generator.template_sha256("notice") != before


def test_what_was_replaced_meanwhile_is_shown_anew(client: TestClient, generator: Generator) -> None:
    page = send(client, revise(generator)).text
    other = send(client, revise(generator, ("phối hợp thực hiện", "cùng thực hiện"))).text
    assert send_again(client, other, f"{PAGE}/accept", key=KEY).status_code == 303
    answer = send_again(client, page, f"{PAGE}/accept", key=KEY)
    assert answer.status_code == 412 and "Mẫu đã được người khác thay" in answer.text
    assert generator.template_sha256("notice") in answer.text  # what the next try is based on


def test_a_faulty_revision_is_not_accepted_with_the_right_key(
    client: TestClient, generator: Generator
) -> None:
    before = generator.template_sha256("notice")
    fields = {"key": KEY, "based_on": before}
    answer = send(client, revise(generator, BROKEN), f"{PAGE}/accept", **fields)
    assert answer.status_code == 422 and "còn 1 lỗi phải sửa" in answer.text
    assert generator.template_sha256("notice") == before


def test_without_a_key_in_the_settings_the_page_says_so(
    settings: Settings, generator: Generator, office: DrawingOffice
) -> None:
    unlocked = settings.model_copy(update={"template_key": None})
    with TestClient(create_app(unlocked, generator, office, "Liberation Serif")) as client:
        page = send(client, revise(generator)).text
        answer = send(client, revise(generator), f"{PAGE}/accept", key="", based_on="x")
    assert "VANBAN_TEMPLATE_KEY" in page and 'name="key"' not in page
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        {"files": {"other": ("a.docx", b"x")}},
        {"data": {"data": "%%%"}, "files": {"ignored": ("", b"")}},
        {"content": b"{}", "headers": {"Content-Type": "application/json"}},
        {"content": b"--x", "headers": {"Content-Type": "multipart/form-data; boundary=y"}},
    ],
    ids=["no-file", "no-base64", "json", "malformed"],
)
def test_a_form_without_a_file_shows_the_page_again(client: TestClient, body: dict[str, Any]) -> None:
    answer = client.post(PAGE, **body)
    assert answer.status_code in (415, 422)
    assert 'role="alert"' in answer.text and 'type="file"' in answer.text


def test_an_unknown_kind_shows_the_list(client: TestClient) -> None:
    answers = [client.get("/templates/report"), send(client, b"x", "/templates/report")]
    assert {answer.status_code for answer in answers} == {404}
    assert all("Không có loại văn bản này" in answer.text for answer in answers)


def test_pages_are_strict_about_what_they_load(client: TestClient, generator: Generator) -> None:
    for page in (client.get("/templates"), client.get(PAGE), send(client, revise(generator))):
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert not re.search(r'\sstyle="|\son\w+="|<script(?! src="/static/)', page.text)
        assert page.headers["cache-control"] == "no-store"


def test_what_was_replaced_can_be_used_again(client: TestClient, generator: Generator) -> None:
    before = generator.template_sha256("notice")
    content = edit_template(generator.edition("notice").source, REWORDED)
    replaced = client.app.state.context.templates.accept("notice", content, before)  # type: ignore[attr-defined]
    (address,) = re.findall(r'href="(/templates/notice/former/[0-9a-f-]+)"', client.get(PAGE).text)
    review = client.get(address)
    assert review.status_code == 200 and replaced.edition.template.sha256 in review.text
    assert "Dùng bản sửa này" in review.text
    file = client.get(f"{address}.docx")
    assert hashlib.sha256(file.content).hexdigest() == before
    assert client.get("/templates/notice/former/0009-000000000000").status_code == 404
    assert client.get("/templates/notice/former/..%2Ftemplate.docx").status_code == 404


def test_a_new_kind_that_was_refused_is_told_with_line_and_field(
    client: TestClient, templates_dir: Path
) -> None:
    shutil.copytree(templates_dir / "notice", templates_dir / "report")
    path = templates_dir / "report" / "kind.toml"
    path.write_text(path.read_text("utf-8").replace('form = "typed"', 'form = "tyed"'), "utf-8")
    client.app.state.context.templates.take_up("report")  # type: ignore[attr-defined]
    page = unescape(client.get("/templates").text)
    assert "Chưa dùng được" in page
    assert "dòng 4, mục «form» ghi «tyed», chỉ nhận «decision»" in page


def test_a_template_with_faults_since_the_start_is_told_of(client: TestClient, generator: Generator) -> None:
    faulty = edit_template(generator.edition("notice").source, BREACH)
    generator.use(compile_edition(generator.edition("notice").kind, faulty))
    client.app.state.context.templates.review("notice")  # type: ignore[attr-defined]
    assert "Đang dùng, có lỗi" in unescape(client.get("/templates").text)
    assert "Mẫu đang dùng có lỗi phải sửa" in unescape(client.get(PAGE).text)
    kind = client.get("/v1/kinds/notice").json()
    assert (kind["template_state"], kind["refusal"]) == ("flawed", None)
    assert kind["flaws"]
    assert 'vanban_template_flawed{kind="notice"} 1.0' in client.get("/metrics").text
