"""The clerk's page in a browser, from a filled workbook to the ZIP, opened and read."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from playwright.sync_api import Download, Page, Route, expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.inspections import (
    load_example,
    make_large,
    make_spoiled,
    write_faulty_xlsx,
    write_json,
    write_xlsx,
)
from tests.samples import EXAMPLES

pytestmark = [pytest.mark.browser, pytest.mark.office]

FindBarriers = Callable[[Page], list[str]]

WORKBOOK = EXAMPLES / "inspection-2024.xlsx"
LONG_MS = 120_000  # for many documents on a machine with much else to do


def load(page: Page, path: Path) -> None:
    page.goto("/")
    page.set_input_files("#file", path)
    page.wait_for_selector("#clerk")


def make(page: Page) -> None:
    page.click("#make")
    expect(page.locator("#making-close")).to_be_visible(timeout=LONG_MS)


def download(page: Page, selector: str) -> Download:
    with page.expect_download(timeout=LONG_MS) as caught:
        page.click(selector)
    return caught.value


def read_zip(got: Download) -> dict[str, bytes]:
    with zipfile.ZipFile(got.path()) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def words_of(docx: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(docx)).paragraphs)


def test_a_filled_workbook_becomes_a_zip_of_documents(page: Page, find_barriers: FindBarriers) -> None:
    load(page, WORKBOOK)
    page.click("button[name=mark][value=notice]")
    expect(page.locator("#chosen-count")).to_have_text("Đã chọn 7 văn bản")
    page.check("input[value=both]")
    make(page)
    assert find_barriers(page) == []
    expect(page.locator("#making-title")).to_have_text("Đã lập xong 7 văn bản")
    expect(page.locator("#making-file")).to_be_focused()
    got = download(page, "#making-file")
    files = read_zip(got)
    report = json.loads(files.pop("report.json"))
    assert got.suggested_filename == "Kiểm tra công tác cải cách hành chính năm 2024.zip"
    assert (report["made"], report["failed"], len(files)) == (7, 0, 14)
    for unit in load_example("inspection-2024")["units"]:
        stem = f"Thông báo lịch kiểm tra - {unit['body']['name']}"
        assert "Lịch kiểm tra công tác cải cách hành chính" in words_of(files[f"{stem}.docx"])
        with pikepdf.open(io.BytesIO(files[f"{stem}.pdf"])) as pdf:
            assert len(pdf.pages) >= 1


def test_the_file_shows_what_can_be_made_and_what_is_missing(page: Page) -> None:
    load(page, WORKBOOK)
    expect(page.locator("h1")).to_have_text("Kiểm tra công tác cải cách hành chính năm 2024")
    ward = page.locator("tbody[data-unit='Ủy ban nhân dân huyện Mộc Châu']")
    expect(ward.locator("td[data-label='Thông báo lịch kiểm tra']")).to_contain_text("Lập được")
    expect(ward.locator("td[data-label='Biên bản kiểm tra']")).to_contain_text("Thiếu 1 mục")
    ward.locator("summary", has_text="Còn thiếu gì").click()
    expect(ward.locator(".lacks").first).to_contain_text("«Nội dung biên bản»")
    expect(ward.locator(".lacks").first).to_contain_text(re.compile(r"Trang tính «Biên bản», ô [A-Z]+\d+"))


def test_every_fault_of_a_workbook_names_its_cell(
    page: Page, tmp_path: Path, find_barriers: FindBarriers
) -> None:
    page.goto("/")
    page.set_input_files("#file", write_faulty_xlsx(tmp_path))
    faults = page.locator("#problem .faults li")
    expect(faults).to_have_count(2)
    expect(faults.filter(has_text="Trang tính «Thông tin chung», ô C")).to_contain_text("«Năm kiểm tra»")
    expect(faults.filter(has_text="Trang tính «Lịch kiểm tra», ô C6")).to_contain_text("31/11/2024")
    expect(page.locator("#problem")).to_be_focused()
    assert find_barriers(page) == []


def test_faults_of_a_unit_stand_beside_it_and_the_others_can_be_made(
    page: Page, tmp_path: Path, find_barriers: FindBarriers
) -> None:
    data = make_spoiled()
    load(page, write_json(tmp_path, data))
    wrong, contrary, right = (
        page.locator(f"tbody[data-unit='{unit['body']['name']}']") for unit in data["units"][1:4]
    )
    expect(wrong).to_contain_text("Dữ liệu sai")
    expect(wrong).to_contain_text("«Ngày kết thúc kiểm tra» không phải là ngày có thật")
    expect(contrary.locator("td[data-label='Thông báo lịch kiểm tra']")).to_contain_text("Có lỗi")
    expect(contrary.locator(".findings .badge.error").first).to_have_text("Lỗi")
    right.locator("input[value^='notice:']").check()
    assert find_barriers(page) == []
    make(page)
    assert download(page, "#making-file").suggested_filename.startswith("Thông báo lịch kiểm tra - ")


def test_one_document_comes_as_it_is(page: Page) -> None:
    load(page, WORKBOOK)
    page.check("input[value=decision]")
    make(page)
    got = download(page, "#making-file")
    assert got.suggested_filename == "Quyết định thành lập Đoàn kiểm tra.docx"
    assert "Điều 1" in words_of(got.path().read_bytes())


def test_a_print_is_one_pdf_with_progress(page: Page) -> None:
    load(page, WORKBOOK)
    page.check("input[value='notice:huyen-bac-yen']")
    page.check("input[value='notice:huyen-phu-yen']")
    page.check("input[value=print]")
    make(page)
    files = read_zip(download(page, "#making-file"))
    assert sorted(Path(name).suffix for name in files) == [".json", ".pdf"]


def test_the_work_has_no_barrier_while_it_lasts_and_can_be_stopped(
    page: Page, find_barriers: FindBarriers
) -> None:
    load(page, WORKBOOK)
    page.route("**/make", lambda _: None)  # an answer that never comes
    page.check("input[value=decision]")
    page.click("#make")
    expect(page.locator("#making-stop")).to_be_focused()
    assert find_barriers(page) == []
    page.keyboard.press("Enter")
    expect(page.locator("#making-title")).to_have_text("Đã dừng")
    assert find_barriers(page) == []
    page.keyboard.press("Enter")
    expect(page.locator("#making")).to_be_hidden()
    assert page.is_checked("input[value=decision]")


def test_progress_counts_and_stopping_frees_the_offices(page: Page, tmp_path: Path) -> None:
    load(page, write_json(tmp_path, make_large(40)))
    page.click("button[name=mark][value=all]")
    page.check("input[value=pdf]")
    for _ in range(3):  # more often than batches may be under way at once
        page.click("#make")
        expect(page.locator("#making-count")).to_have_text(re.compile(r"^\d+/54 văn bản$"))
        expect(page.locator("#making-now")).to_have_text(re.compile("^Đang lập: .+"))
        page.click("#making-stop")
        expect(page.locator("#making-title")).to_have_text("Đã dừng")
        page.click("#making-close")
    expect(page.locator("#chosen-count")).to_have_text("Đã chọn 54 văn bản")
    until = time.monotonic() + LONG_MS / 1000
    while page.request.get("/health/ready").json()["components"]["office"]["busy"]:
        assert time.monotonic() < until, "an office goes on working for nobody"
        time.sleep(0.1)


def test_a_busy_service_is_waited_for(page: Page) -> None:
    asked: list[str] = []

    def refuse_once(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.fulfill(status=503, headers={"Retry-After": "1"}, body="")
        else:
            route.continue_()

    load(page, WORKBOOK)
    page.route("**/make", refuse_once)
    page.check("input[value=decision]")
    page.click("#make")
    expect(page.locator("#making-count")).to_contain_text("đang chờ đến lượt")
    expect(page.locator("#making-file")).to_be_focused()
    assert len(asked) == 2


def test_a_document_that_cannot_be_made_is_told_with_its_reason(
    page: Page, find_barriers: FindBarriers
) -> None:
    load(page, WORKBOOK)
    page.check("input[value='notice:huyen-bac-yen']")
    stale = "<input hidden name=item value=minutes:huyen-bac-yen>"  # of a page with older data
    page.eval_on_selector("#clerk", "(form, more) => form.insertAdjacentHTML('beforeend', more)", stale)
    make(page)
    expect(page.locator("#making-title")).to_have_text("Đã lập 1 văn bản, 1 văn bản không lập được")
    expect(page.locator("#making-failed")).to_contain_text(
        "Biên bản kiểm tra – Ủy ban nhân dân huyện Bắc Yên"
    )
    expect(page.locator("#making-failed")).to_contain_text("Thiếu «Nội dung biên bản»")
    assert find_barriers(page) == []


def test_the_preview_shows_every_page(page: Page, find_barriers: FindBarriers) -> None:
    load(page, WORKBOOK)
    page.click("button[name=show][value=decision]")
    images = page.locator("#preview img")
    expect(images.first).to_be_visible()
    sizes = images.evaluate_all("images => images.map(image => image.naturalWidth)")
    assert len(sizes) >= 2 and min(sizes) > 800
    expect(page.locator("#preview-title")).to_have_text("Quyết định thành lập Đoàn kiểm tra")
    expect(page.locator("#preview .page-text").first).to_contain_text("QUYẾT ĐỊNH")
    assert find_barriers(page) == []
    got = download(page, "#preview button[name=only_pdf]")
    assert got.path().read_bytes().startswith(b"%PDF")
    page.keyboard.press("Escape")
    expect(page.locator("#preview")).to_be_hidden()


def test_without_javascript_a_workbook_becomes_a_zip(plain_page: Page) -> None:
    page = plain_page
    page.goto("/")
    page.set_input_files("#file", WORKBOOK)
    page.click("text=Xem dữ liệu")
    page.click("button[name=mark][value=notice]")
    assert page.locator("input[name=item]:checked").count() == 7
    page.check("input[value=pdf]")
    page.uncheck("input[value='notice:so-ngoai-vu']")
    page.click("button[name=show][value='notice:so-ngoai-vu']")
    expect(page.locator("h1")).to_contain_text("Thông báo lịch kiểm tra - Sở Ngoại vụ")
    expect(page.locator(".sheets img").first).to_be_visible()
    page.click("text=Quay lại chọn văn bản")
    assert page.locator("input[name=item]:checked").count() == 6
    files = read_zip(download(page, "#make"))
    assert sorted(Path(name).suffix for name in files) == [".json", *[".pdf"] * 6]


def test_nothing_chosen_is_told_and_the_rest_is_kept(plain_page: Page) -> None:
    page = plain_page
    page.goto("/?example=inspection-2024")
    page.check("input[value=pdf]")
    page.click("#make")
    expect(page.locator("#problem")).to_contain_text("Chưa chọn văn bản nào")
    assert page.is_checked("input[value=pdf]")
    page.check("input[value='notice:so-ngoai-vu']")
    assert download(page, "#make").suggested_filename == "Thông báo lịch kiểm tra - Sở Ngoại vụ.pdf"


def test_a_file_that_is_no_inspection_is_told(plain_page: Page, tmp_path: Path) -> None:
    path = tmp_path / "ảnh.xlsx"
    path.write_bytes(b"\x89PNG")
    plain_page.goto("/")
    plain_page.set_input_files("#file", path)
    plain_page.click("text=Xem dữ liệu")
    expect(plain_page.locator("#problem h2")).to_have_text("Tệp này không dùng được")
    expect(plain_page.locator("#problem")).to_contain_text("«ảnh.xlsx»")


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    page.goto("/")
    tab_to(page, "a[href='/?example=inspection-2024']")
    page.keyboard.press("Enter")
    page.wait_for_selector("#clerk")
    tab_to(page, "input[value=decision]")
    page.keyboard.press("Space")
    tab_to(page, "button[name=show][value=decision]")
    page.keyboard.press("Enter")
    expect(page.locator("#preview img").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("button[name=show][value=decision]")).to_be_focused()
    tab_to(page, "input[name=format]:checked")
    page.keyboard.press("ArrowRight")
    assert page.is_checked("input[value=pdf]")
    tab_to(page, "#make")
    page.keyboard.press("Enter")
    expect(page.locator("#making-file")).to_be_focused(timeout=LONG_MS)
    with page.expect_download() as caught:
        page.keyboard.press("Enter")
    assert caught.value.suggested_filename == "Quyết định thành lập Đoàn kiểm tra.pdf"
    tab_to(page, "#making-close")
    page.keyboard.press("Enter")
    expect(page.locator("#make")).to_be_focused()


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the element has the focus, as somebody without a mouse does."""
    for _ in range(150):
        if page.eval_on_selector(selector, "element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached")


def test_a_hundred_units_stay_in_hand(page: Page, tmp_path: Path, find_barriers: FindBarriers) -> None:
    load(page, write_xlsx(tmp_path, make_large(100)))
    assert page.locator("tbody[data-unit]").count() == 100
    page.mouse.wheel(0, 4000)
    expect(page.locator("button[name=mark][value=notice]")).to_be_in_viewport()  # the headings stay
    expect(page.locator("#make")).to_be_in_viewport()
    page.fill("#filter-text", "phuong 9")
    expect(page.locator("#filter-count")).to_have_text("Hiện 11/100 đơn vị")
    page.click("button[name=mark][value=notice]")
    expect(page.locator("#chosen-count")).to_have_text("Đã chọn 11 văn bản")
    assert find_barriers(page) == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("example", ["inspection-2026", "minimal"])
def test_a_loaded_file_has_no_barrier(
    example: str, size: dict[str, int], open_page: Callable[..., Page], find_barriers: FindBarriers
) -> None:
    page = open_page(viewport=size)
    page.goto(f"/?example={example}")
    assert find_barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_the_empty_workbook_and_those_of_examples_are_workbooks(page: Page) -> None:
    page.goto("/")
    assert download(page, "a[href='/kiem-tra.xlsx']").path().read_bytes()[:2] == b"PK"
    load(page, download(page, "a[href='/examples/minimal.xlsx']").path())


def test_a_file_can_be_dropped(page: Page) -> None:
    page.goto("/")
    box = page.locator(".dropzone").bounding_box()
    assert box is not None
    browser = page.context.new_cdp_session(page)
    for step in ("dragEnter", "dragOver", "drop"):
        data = {"items": [], "files": [str(WORKBOOK)], "dragOperationsMask": 1}
        place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        browser.send("Input.dispatchDragEvent", {"type": step, "data": data, **place})
    expect(page.locator("h1")).to_have_text("Kiểm tra công tác cải cách hành chính năm 2024")
