"""The routes of the clerk's page: forms in, pages and files out, nothing kept between them."""

from __future__ import annotations

import base64
import io
import json
import re
import threading
import time
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import Any

import anyio
import pytest
from docx import Document
from starlette.responses import Response
from starlette.testclient import TestClient

from service.generate import Generator
from service.kinds import load_catalog
from service.settings import Settings
from service.web.app import create_app
from service.web.clerk.making import FRAMES_TYPE, Write, WrittenResponse
from tests.fakes import FakeOffice
from tests.samples import EXAMPLES
from tests.workbook.editing import type_into

EXAMPLE = EXAMPLES / "inspection-2024.json"
LIMIT = 400_000


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """The real templates, without LibreOffice."""
    settings = Settings(max_body_bytes=LIMIT, batches=1, template_watch_s=0)
    generator = Generator(load_catalog(settings.templates_dir), None)
    with TestClient(create_app(settings, generator, FakeOffice(), "Liberation Serif")) as client:
        yield client


def form_of(content: bytes | None = None, **fields: Any) -> dict[str, Any]:
    """A form as the page sends it once a file has been read."""
    content = EXAMPLE.read_bytes() if content is None else content
    kept = {"name": "kiem-tra.json", "data": base64.b64encode(content).decode()}
    parts = [(name, (None, value)) for name, value in kept.items()]
    for name, values in fields.items():
        parts += [(name, (None, value)) for value in ([values] if isinstance(values, str) else values)]
    return {"files": parts}


def upload(content: bytes, name: str = "kiem-tra.json") -> dict[str, Any]:
    return {"files": {"file": (name, content)}}


def test_the_page_offers_a_file_an_example_and_the_empty_workbook(client: TestClient) -> None:
    page = client.get("/").text
    assert 'type="file"' in page and "/?example=inspection-2024" in page and "/kiem-tra.xlsx" in page


def test_every_link_leads_somewhere(client: TestClient) -> None:
    page = client.get("/").text
    for address in sorted(set(re.findall(r'(?:src|href)="([^"#][^"]*)"', page))):
        assert client.get(address).status_code == 200, address


def test_nothing_may_come_from_elsewhere(client: TestClient) -> None:
    answer = client.get("/")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy and "http" not in policy
    assert "http" not in answer.text.replace("http-equiv", "")


def test_an_uploaded_file_travels_on_in_the_form(client: TestClient) -> None:
    page = client.post("/", **upload(EXAMPLE.read_bytes())).text
    assert base64.b64encode(EXAMPLE.read_bytes()).decode() in page


def test_a_name_of_a_file_cannot_break_the_page(client: TestClient) -> None:
    page = client.post("/", **upload(EXAMPLE.read_bytes(), "C:\\x\\y><script>.json")).text
    assert "y&gt;&lt;script&gt;.json" in page and "<script>" not in page


def test_an_unknown_example_is_not_found(client: TestClient) -> None:
    assert client.get("/?example=../secret").status_code == 404
    assert client.get("/examples/secret.json").status_code == 404
    assert client.get("/examples/minimal.toml").status_code == 404


def test_an_example_is_given_as_it_is(client: TestClient) -> None:
    assert client.get("/examples/inspection-2024.json").content == EXAMPLE.read_bytes()


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        ({"files": {"x": (None, "y")}}, 422, "Chưa chọn tệp"),
        ({"files": {"name": (None, "a"), "data": (None, "no base64!")}}, 422, "Chưa chọn tệp"),
        ({"data": {"name": "a"}}, 415, "Kiểu nội dung không được hỗ trợ"),
        ({"content": b"--", "headers": {"Content-Type": "multipart/form-data"}}, 422, "Chưa chọn tệp"),
        (upload(b"{"), 422, "Dữ liệu không phải JSON hợp lệ"),
        (upload(b"PK\x03\x04", "a.xlsx"), 422, "Không đọc được bảng tính"),
        (upload(b" " * (LIMIT * 2 // 3 + 1)), 413, "Dữ liệu gửi lên quá lớn"),
        (upload(b" " * LIMIT), 413, "Dữ liệu gửi lên quá lớn"),
        (form_of(format="xyz"), 422, "Không có định dạng này"),
    ],
    ids=[
        "no-file",
        "no-base64",
        "no-multipart",
        "malformed",
        "no-json",
        "no-xlsx",
        "large",
        "larger",
        "format",
    ],
)
def test_what_is_wrong_is_told_on_the_page(
    sent: dict[str, Any], status: int, words: str, client: TestClient
) -> None:
    answer = client.post("/", **sent)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert words in answer.text and 'id="problem"' in answer.text


def test_page_and_program_get_the_same_problem(client: TestClient) -> None:
    data = json.loads(EXAMPLE.read_bytes())
    del data["team"]["head"]
    problem = client.post("/v1/inspections/check", json=data).json()["findings"]
    page = client.post("/", **upload(json.dumps(data).encode())).text
    assert all(finding["detail"] in page for finding in problem)


def test_a_wrong_cell_of_a_unit_is_told_beside_it_and_the_others_can_be_made(client: TestClient) -> None:
    workbook = EXAMPLE.with_suffix(".xlsx").read_bytes()
    sent = upload(type_into(workbook, "Lịch kiểm tra", "start", "31/11/2024", row=6), "a.xlsx")
    page = client.post("/", **sent).text
    assert "Trang tính «Lịch kiểm tra», ô C6: «Ngày bắt đầu kiểm tra»" in page
    assert page.count("Dữ liệu sai") == 4 and page.count("Lập được") == 6 + 3


def test_a_problem_keeps_what_was_chosen(client: TestClient) -> None:
    answer = client.post("/make", **form_of(item="notice:so-ngoai-vu", format="pdf"))
    page = answer.text
    assert (answer.status_code, 'id="problem"' in page) == (503, True)
    assert int(answer.headers["retry-after"]) > 0
    assert 'value="notice:so-ngoai-vu" data-name="Thông báo lịch kiểm tra – Sở Ngoại vụ" checked' in page
    assert 'value="pdf" checked' in page


def test_a_column_is_marked_and_marked_again_is_free(client: TestClient) -> None:
    page = client.post("/", **form_of(mark="notice", item="decision")).text
    assert page.count(" checked>") == 7 + 1 + 1  # the notices, the decision, the format
    again = client.post("/", **form_of(mark="notice", item=_items(page))).text
    assert again.count(" checked>") == 1 + 1


@pytest.mark.parametrize(("mark", "count"), [("all", 11), ("none", 0)])
def test_all_or_none_is_marked(mark: str, count: int, client: TestClient) -> None:
    page = client.post("/", **form_of(mark=mark, item="decision")).text
    assert len(_items(page)) == count


def test_one_document_is_a_file(client: TestClient) -> None:
    answer = client.post("/make", **form_of(item="notice:so-ngoai-vu", format="docx"))
    assert "S%E1%BB%9F%20Ngo%E1%BA%A1i%20v%E1%BB%A5.docx" in answer.headers["content-disposition"]
    assert any(
        "Sở Ngoại vụ" in paragraph.text for paragraph in Document(io.BytesIO(answer.content)).paragraphs
    )


def test_documents_of_the_page_are_counted(client: TestClient) -> None:
    counted = 'vanban_documents_total{format="docx",kind="decision",outcome="made"}'

    def count() -> float:
        lines = [line for line in client.get("/metrics").text.splitlines() if line.startswith(counted)]
        return float(lines[0].split()[-1]) if lines else 0

    before = count()
    client.post("/make", **form_of(item="decision"))
    assert count() == before + 1


def test_the_form_gives_the_bytes_that_the_interface_gives(client: TestClient) -> None:
    by_form = client.post("/make", **form_of(item="decision")).content
    by_program = client.post("/v1/documents/decision", content=EXAMPLE.read_bytes()).content
    assert by_form == by_program


def test_several_documents_are_a_zip(client: TestClient) -> None:
    answer = client.post("/make", **form_of(item=["notice:so-ngoai-vu", "decision"]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == [
            "Quyết định thành lập Đoàn kiểm tra.docx",
            "Thông báo lịch kiểm tra - Sở Ngoại vụ.docx",
            "report.json",
        ]


def test_a_document_that_lacks_facts_is_a_problem(client: TestClient) -> None:
    answer = client.post("/make", **form_of(item="minutes:so-ngoai-vu"))
    assert (answer.status_code, "«Nội dung biên bản»" in answer.text) == (422, True)
    assert "Chọn văn bản" in answer.text  # and all that can be made is still there


def test_frames_tell_every_document_and_hold_the_file(client: TestClient) -> None:
    sent = form_of(item=["notice:so-ngoai-vu", "minutes:so-ngoai-vu", "decision"])
    answer = client.post("/make", **sent, headers={"Accept": FRAMES_TYPE})
    facts, content = read_frames(answer.content)
    assert [item["item"] for item in facts[0]["items"]] == [
        "decision",
        "notice:so-ngoai-vu",
        "minutes:so-ngoai-vu",
    ]
    told = [(fact["item"], fact["made"], bool(fact["errors"])) for fact in facts if "made" in fact]
    assert told == [
        ("decision", True, False),
        ("notice:so-ngoai-vu", True, False),
        ("minutes:so-ngoai-vu", False, True),
    ]
    assert facts[-1] == {
        "file": "Kiểm tra công tác cải cách hành chính năm 2024.zip",
        "type": "application/zip",
    }
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert json.loads(archive.read("report.json"))["made"] == 2


def test_frames_of_one_document_hold_it_as_it_is(client: TestClient) -> None:
    answer = client.post("/make", **form_of(item="decision"), headers={"Accept": FRAMES_TYPE})
    facts, content = read_frames(answer.content)
    assert facts[-1]["file"] == "Quyết định thành lập Đoàn kiểm tra.docx" and content.startswith(b"PK")


def test_a_batch_leaves_its_slot(client: TestClient) -> None:
    sent = form_of(item=["notice:so-ngoai-vu", "decision"])
    for headers in ({}, {"Accept": FRAMES_TYPE}, {}, {"Accept": FRAMES_TYPE}):  # one slot there is
        assert client.post("/make", **sent, headers=headers).status_code == 200


def test_an_unknown_document_is_not_made(client: TestClient) -> None:
    assert "Chưa chọn văn bản nào" in client.post("/make", **form_of(item=["x:y", "z"])).text
    assert client.post("/make", **form_of(item="notice:nobody")).status_code == 422
    assert client.post("/preview", **form_of()).status_code == 422


def test_a_client_that_leaves_ends_the_work() -> None:
    pieces: list[bytes] = []
    is_ended = threading.Event()

    def compose(write: Write) -> None:
        while True:
            write(b"piece")
            pieces.append(b"piece")
            time.sleep(0.01)

    async def run() -> None:
        response = WrittenResponse(compose, is_ended.set, media_type="application/zip")
        is_gone = anyio.Event()

        async def receive() -> dict[str, Any]:
            await is_gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            if len(pieces) > 3:
                is_gone.set()

        with anyio.fail_after(30):
            await response({"type": "http"}, receive, send)

    anyio.run(run)
    assert is_ended.is_set() and len(pieces) > 3


def test_work_that_fails_breaks_the_answer() -> None:
    ended: list[str] = []
    sent: list[str] = []

    def compose(write: Write) -> None:
        raise RuntimeError("a bug")

    async def run() -> None:
        response: Response = WrittenResponse(compose, lambda: ended.append("x"), media_type="application/zip")

        async def receive() -> dict[str, Any]:
            await anyio.sleep_forever()
            raise AssertionError

        async def send(message: Any) -> None:
            sent.append(message["type"])

        await response({"type": "http"}, receive, send)

    with pytest.raises(ExceptionGroup) as caught:
        anyio.run(run)
    assert caught.group_contains(RuntimeError)
    assert (ended, sent) == (["x"], ["http.response.start"])  # and no end: the answer is known to be broken


def test_a_bug_is_told_on_a_page(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    context = client.app.state.context  # type: ignore[attr-defined]
    monkeypatch.setattr(context, "settings", None)
    answer = client.get("/")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "text/html; charset=utf-8")
    assert "Mã yêu cầu" in answer.text and "AttributeError" not in answer.text


def read_frames(content: bytes) -> tuple[list[dict[str, Any]], bytes]:
    facts, file, at = [], b"", 0
    while at < len(content):
        end = content.index(b"\n", at)
        facts.append(json.loads(content[at:end]))
        size = facts[-1].get("bytes", 0)
        file += content[end + 1 : end + 1 + size]
        at = end + 1 + size
    return facts, file


def _items(page: str) -> list[str]:
    marked = [line for line in page.splitlines() if 'name="item"' in line and " checked>" in line]
    return [line.split('value="')[1].split('"')[0] for line in marked]


def unnumbered() -> bytes:
    data = json.loads(EXAMPLE.read_bytes())
    for unit in data["units"]:
        unit["documents"]["notice"]["number"] = None
    return json.dumps(data).encode()


def test_documents_without_numbers_are_numbered_from_the_first_one_on(client: TestClient) -> None:
    items = ["notice:huyen-bac-yen", "notice:huyen-phu-yen"]
    answer = client.post("/make", **form_of(unnumbered(), item=items, format="docx", first_number="41"))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        report = json.loads(archive.read("report.json"))
    assert [entry["number"] for entry in report["documents"]] == [41, 42]


@pytest.mark.parametrize(
    ("items", "number", "told"),
    [
        (["notice:huyen-bac-yen", "decision"], "41", "mỗi loại có dãy số riêng"),
        (["notice:huyen-bac-yen"], "bốn mốt", "phải là số nguyên"),
        (["notice:huyen-bac-yen"], "0", "phải là số nguyên"),
        (["notice:huyen-bac-yen"], "9" * 5000, "phải là số nguyên"),
    ],
    ids=["several kinds", "words", "nought", "too long"],
)
def test_a_first_number_that_cannot_be_used_is_told_and_stays(
    client: TestClient, items: list[str], number: str, told: str
) -> None:
    answer = client.post("/make", **form_of(item=items, format="pdf", first_number=number))
    page = unescape(answer.text)
    assert answer.status_code == 422
    assert "Số bắt đầu không dùng được" in page and told in page
    assert f'name="first_number" value="{number}"' in page
    assert page.count(" checked") == len(items) + 1


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "không có gì bên trong"), ("Tên,Năm\n".encode(), "không phải là bảng tính (.xlsx)")],
    ids=["empty", "CSV"],
)
def test_a_file_of_another_kind_is_told_in_plain_words(client: TestClient, content: bytes, told: str) -> None:
    answer = client.post("/", **upload(content, "danh-sach.csv"))
    page = unescape(answer.text)
    assert answer.status_code == 422
    assert "Tệp «danh-sach.csv»" in page and told in page and "JSON hợp lệ" not in page


def test_json_with_a_byte_order_mark_is_read(client: TestClient) -> None:
    assert client.post("/", **upload(b"\xef\xbb\xbf" + EXAMPLE.read_bytes())).status_code == 200


def test_a_fault_of_json_is_placed_by_labels_first(client: TestClient) -> None:
    data = json.loads(EXAMPLE.read_bytes())
    del data["team"]["head"]["full_name"]
    page = unescape(client.post("/", **upload(json.dumps(data).encode())).text)
    assert "Đoàn kiểm tra › Trưởng đoàn › Họ và tên <code>#/team/head/full_name</code>" in page


def test_a_name_of_very_many_digits_is_a_name(client: TestClient) -> None:
    data = {**json.loads(EXAMPLE.read_bytes()), "9" * 5000: 1}
    assert client.post("/", **upload(json.dumps(data).encode())).status_code == 422
