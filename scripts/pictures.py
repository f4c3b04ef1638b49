#!/usr/bin/env python3
"""Takes the pictures of the documentation from the running program; called by `scripts/pictures`."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from demo_client import HOST, ROOT, running_service
from PIL import Image
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(ROOT))
from tests.browser.inspections import write_faulty_xlsx, write_spoiled_xlsx
from tests.revisions.editing import edit_template

OUT = ROOT / "docs" / "pictures"
SIZE = {"width": 1120, "height": 760}
COLOURS = 256  # a third of the size of a picture in true colours
LIMIT_BYTES = 150_000
PATIENCE_MS = 60_000

PICTURES: dict[str, Callable[[Page], None]] = {}
"""By the name of its file: what leads a fresh page to where the picture is taken."""


def picture(lead: Callable[[Page], None]) -> Callable[[Page], None]:
    """Enters `lead` under its name."""
    PICTURES[lead.__name__.replace("_", "-")] = lead
    return lead


@picture
def clerk_start(page: Page) -> None:
    page.goto("/")


@picture
def clerk_faults(page: Page) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page.goto("/")
        page.set_input_files("#file", write_faulty_xlsx(Path(folder), "kiem-tra.xlsx"))
        page.wait_for_selector("#problem")


@picture
def clerk_units(page: Page) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page.goto("/")
        page.set_input_files("#file", write_spoiled_xlsx(Path(folder)))
        page.wait_for_selector("#clerk")
    page.locator("#documents").evaluate("element => element.scrollIntoView()")
    page.mouse.wheel(0, 130)
    page.wait_for_timeout(300)


@picture
def clerk_choose(page: Page) -> None:
    page.goto("/?example=inspection-2024")
    page.click("button[name=mark][value=notice]")
    page.check("input[value=pdf]")
    page.locator("#documents").evaluate("element => element.scrollIntoView()")
    page.wait_for_timeout(300)


@picture
def clerk_preview(page: Page) -> None:
    page.goto("/?example=inspection-2024")
    page.click("button[name=show][value='notice:so-ngoai-vu']")
    page.wait_for_selector("#preview img")


@picture
def clerk_done(page: Page) -> None:
    clerk_choose(page)
    page.click("#make")
    page.wait_for_selector("#making-file:not([hidden])")


@picture
def templates_fields(page: Page) -> None:
    page.goto("/templates/notice")
    page.get_by_label("Tìm chỗ điền").press_sequentially("địa điểm")
    page.locator("#fields").evaluate("element => element.scrollIntoView()")


@picture
def templates_findings(page: Page) -> None:
    _review(
        page,
        ("{{ unit.visit.place }}", "{{ unit.visit.plase }}"),
        ("{{ document.place }}, {{ document.day }}", "{{ document.place }}, { { document.day }}"),
    )


@picture
def templates_compare(page: Page) -> None:
    _review(page, ("thông báo lịch", "thông báo về lịch"), ("Địa điểm: ", "Địa điểm làm việc: "))
    page.locator("#compare").evaluate("element => element.scrollIntoView()")


def _review(page: Page, *replacements: tuple[str, str]) -> None:
    """Sends the notice's template with some of its text replaced."""
    content = edit_template((ROOT / "templates/notice/template.docx").read_bytes(), *replacements)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "thong-bao-sua.docx"
        path.write_bytes(content)
        page.goto("/templates/notice")
        page.set_input_files("#file", path)
        page.get_by_role("button", name="Kiểm tra").click()
        page.wait_for_selector("#verdict-title")


def main(names: list[str]) -> None:
    """Leaves the pictures called `names`, or all, in `docs/pictures/`."""
    unknown = set(names) - PICTURES.keys()
    if unknown:
        raise SystemExit(f"Không có hình {', '.join(sorted(unknown))}; các hình: {', '.join(PICTURES)}")
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with running_service() as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=as_root)
        for name in names or PICTURES:
            context = browser.new_context(base_url=f"http://{HOST}:{port}", locale="vi-VN", viewport=SIZE)
            page = context.new_page()
            page.set_default_timeout(PATIENCE_MS)
            PICTURES[name](page)
            path = OUT / f"{name}.png"
            path.write_bytes(shrink(page.screenshot(animations="disabled")))
            context.close()
            print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1024} KB")
            if path.stat().st_size > LIMIT_BYTES:
                raise SystemExit(f"{path.name} lớn hơn {LIMIT_BYTES // 1000} KB")
        browser.close()


def shrink(png: bytes) -> bytes:
    """The picture in as few colours as it needs."""
    small = io.BytesIO()
    image = Image.open(io.BytesIO(png)).convert("RGB")
    # "Maximum coverage" keeps the red of a few words, which the usual way gives up for greys.
    few = image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(small, "PNG", optimize=True)
    return small.getvalue()


if __name__ == "__main__":
    main(sys.argv[1:])
