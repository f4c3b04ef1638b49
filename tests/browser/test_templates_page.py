"""The page of legal staff in a browser, from a faulty revision to a document made of an accepted one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, TEMPLATE_KEY
from tests.browser.test_clerk_page import tab_to
from tests.revisions.editing import edit_template
from tests.samples import EXAMPLES

pytestmark = [pytest.mark.browser, pytest.mark.office]

FindBarriers = Callable[[Page], list[str]]

KIND = "notice"
REWORDED = ("thông báo lịch", "thông báo về lịch")
BROKEN = (
    ("{{ unit.visit.place }}", "{{ unit.visit.plase }}"),
    ("{{ document.place }}, {{ document.day }}", "{{ document.place }}, { { document.day }}"),
)
LONG_MS = 120_000  # for pages that an office draws, on a machine with much else to do


@pytest.fixture
def stored(templates_dir: Path, address: str) -> Iterator[bytes]:
    """The template in use, which is in use again afterwards."""
    path = templates_dir / KIND / "template.docx"
    content = path.read_bytes()
    yield content
    current = httpx2.get(f"{address}/v1/templates/{KIND}")
    if current.content != content:
        headers = {"Authorization": f"Bearer {TEMPLATE_KEY}", "If-Match": current.headers["etag"]}
        answer = httpx2.put(f"{address}/v1/templates/{KIND}", content=content, headers=headers, timeout=60)
        assert answer.status_code == 200, answer.text


@pytest.fixture
def good(stored: bytes, tmp_path: Path) -> Path:
    return write(tmp_path / "thong-bao-sua.docx", edit_template(stored, REWORDED))


@pytest.fixture
def bad(stored: bytes, tmp_path: Path) -> Path:
    return write(tmp_path / "thong-bao-loi.docx", edit_template(stored, *BROKEN))


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def review(page: Page, path: Path) -> None:
    """From the list of templates to what is found in the file at `path`."""
    page.goto("/templates")
    page.get_by_role("link", name="Xem và sửa mẫu Thông báo lịch kiểm tra").click()
    page.set_input_files("#file", path)
    page.get_by_role("button", name="Kiểm tra").click()
    expect(page.locator("#verdict-title")).to_be_visible(timeout=LONG_MS)


def accept(page: Page, key: str) -> None:
    page.locator("#key").fill(key)
    page.get_by_role("button", name="Dùng mẫu này").click()


def sha256_of_next_document(address: str) -> str:
    answer = httpx2.post(
        f"{address}/v1/documents/{KIND}?unit=so-cong-thuong",
        content=(EXAMPLES / "inspection-2026.json").read_bytes(),
        headers={"Content-Type": "application/json"},
        timeout=60,
    )
    return str(answer.headers["x-vanban-template-sha256"])


def test_findings_of_a_faulty_revision_name_their_place(
    page: Page, bad: Path, find_barriers: FindBarriers
) -> None:
    review(page, bad)
    expect(page.locator("#verdict-title")).to_have_text(re.compile("còn 2 lỗi"))
    findings = page.locator(".findings > li")
    expect(findings.filter(has_text="unit.visit.plase")).to_contain_text("đoạn ")
    expect(findings.filter(has_text="unit.visit.plase")).to_contain_text("unit.visit.place")
    expect(findings.filter(has_text="{ { document.day }}").first).to_contain_text("bảng 1, hàng 2, ô 2")
    expect(page.locator("#key")).to_have_count(0)
    assert find_barriers(page) == []


@pytest.mark.parametrize("with_script", [True, False], ids=["script", "no-script"])
def test_a_good_revision_is_compared_and_accepted_with_the_right_key_alone(
    open_page: Callable[..., Page], address: str, good: Path, with_script: bool
) -> None:
    page = open_page(java_script_enabled=with_script)
    before = sha256_of_next_document(address)
    review(page, good)
    expect(page.locator(".changes > li")).to_have_count(1)
    expect(page.locator(".changes ins")).to_have_text("về")
    expect(page.locator(".pairs .new img").first).to_have_attribute("alt", re.compile("1 chỗ được đánh dấu"))
    accept(page, "khong-phai-khoa-nay")
    expect(page.locator("#key-error")).to_contain_text("khóa không đúng", timeout=LONG_MS)
    assert sha256_of_next_document(address) == before
    accept(page, TEMPLATE_KEY)
    expect(page.get_by_role("status").filter(has_text="Mẫu mới đã được dùng")).to_be_visible(timeout=LONG_MS)
    after = sha256_of_next_document(address)
    assert after != before and page.url.endswith(f"accepted={after}")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_no_state_of_the_page_has_a_barrier_or_is_too_wide(
    size: dict[str, int], open_page: Callable[..., Page], good: Path, find_barriers: FindBarriers
) -> None:
    page = open_page(viewport=size)

    def look() -> None:
        assert find_barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]

    page.goto("/templates")
    look()
    page.goto(f"/templates/{KIND}")
    page.locator(".group > summary").nth(1).click()
    look()
    review(page, good)
    look()
    accept(page, "khong-phai-khoa-nay")
    expect(page.locator("#key-error")).to_be_visible(timeout=LONG_MS)
    look()


def test_the_keyboard_alone_is_enough(page: Page, address: str, good: Path) -> None:
    before = sha256_of_next_document(address)
    page.goto(f"/templates/{KIND}")
    tab_to(page, "#file")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(good)
    tab_to(page, ".upload button")
    page.keyboard.press("Enter")
    expect(page.locator("#verdict-title")).to_be_visible(timeout=LONG_MS)
    tab_to(page, "#key")
    page.keyboard.type(TEMPLATE_KEY)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Mẫu mới đã được dùng")).to_be_visible(timeout=LONG_MS)
    assert sha256_of_next_document(address) != before


def test_placeholders_are_filtered_while_typing_and_copied_with_a_press(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"/templates/{KIND}")
    page.get_by_label("Tìm chỗ điền").press_sequentially("dia diem kiem tra")
    row = page.locator(".fields tbody tr").filter(has_text="{{ unit.visit.place }}")
    expect(row).to_be_visible()
    expect(page.locator(".fields tbody tr").filter(has_text="{{ team.name }}")).to_be_hidden()
    row.get_by_role("button", name="Chép thẻ").click()
    expect(page.locator("#said")).to_contain_text("Đã chép {{ unit.visit.place }}")
    assert page.evaluate("navigator.clipboard.readText()") == "{{ unit.visit.place }}"


def test_the_preview_and_the_tidied_file_are_downloaded(plain_page: Page, good: Path) -> None:
    review(plain_page, good)
    with plain_page.expect_download(timeout=LONG_MS) as caught:
        plain_page.get_by_role("button", name="Tải bản PDF").click()
    assert Path(caught.value.path()).read_bytes().startswith(b"%PDF")


def test_a_bad_file_in_the_folder_shows_on_the_page_and_a_good_one_comes_into_use(
    page: Page, address: str, stored: bytes, bad: Path, good: Path, templates_dir: Path
) -> None:
    before, path = sha256_of_next_document(address), templates_dir / KIND / "template.docx"
    path.write_bytes(bad.read_bytes())
    page.goto("/templates")
    card = page.locator(".card").filter(has_text="Thông báo lịch kiểm tra")
    expect(reloaded(page, card, "Tệp mới bị từ chối")).to_be_visible()
    page.goto(f"/templates/{KIND}")
    expect(page.locator(".notice.warning")).to_contain_text("unit.visit.plase")
    assert sha256_of_next_document(address) == before
    path.write_bytes(good.read_bytes())
    page.goto("/templates")
    expect(reloaded(page, card, "Đang dùng")).to_be_visible()
    assert sha256_of_next_document(address) != before


def reloaded(page: Page, card: object, words: str) -> object:
    """The words on the card, once the watcher has looked into the folder."""
    found = card.get_by_text(words, exact=True)  # type: ignore[attr-defined]
    for _ in range(120):
        if found.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    return found
