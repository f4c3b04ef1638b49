"""The service as it runs, with a real LibreOffice, and Chromium before it: what a person would see."""

from __future__ import annotations

import os
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from service.settings import Settings, load_settings
from service.web.app import app_from_settings
from tests.fakes import logging_restored

_START_S = 60  # of an office on a machine with much to do
_PATIENCE_MS = 60_000
expect.set_options(timeout=_PATIENCE_MS)

TEMPLATE_KEY = "khoa-chap-nhan-mau"
PHONE = {"width": 360, "height": 740}
PROJECTOR = {"width": 1920, "height": 1080}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="package")
def templates_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the templates, which tests may change."""
    copy = tmp_path_factory.mktemp("browser") / "templates"
    return Path(shutil.copytree(load_settings().templates_dir, copy))


@pytest.fixture(scope="package")
def served_settings(templates_dir: Path) -> Settings:
    """The settings that the service runs with."""
    return load_settings(
        templates_dir=templates_dir,
        template_key=TEMPLATE_KEY,
        template_watch_s=0.5,
        port=0,
        log_format="console",
    )


@pytest.fixture(scope="package")
def address(served_settings: Settings) -> Iterator[str]:
    """Where the running service answers, its offices ready."""
    with logging_restored():
        app = app_from_settings(served_settings)
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, access_log=False))
        thread = threading.Thread(target=server.run, name="served")
        thread.start()
        try:
            _wait(lambda: server.started and app.state.context.office.is_ready, thread)
            port = server.servers[0].sockets[0].getsockname()[1]
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(_START_S)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The browser of this machine; closed before other tests run, since it keeps an event loop going."""
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--disable-dev-shm-usage", *as_root]
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens pages; at the end, nothing may have been asked of another host or be written in a console."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_page(**options: Any) -> Page:
        context = chromium.new_context(
            base_url=address, locale="vi-VN", **{"viewport": DESK, "accept_downloads": True, **options}
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(_PATIENCE_MS)
        page.on("console", lambda message: _note_console(message.text, wrong))
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        page.on("request", lambda request: _note_foreign(request.url, address, wrong))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A page of a desk's size, with JavaScript."""
    return open_page()


@pytest.fixture
def plain_page(open_page: Callable[..., Page]) -> Page:
    """A page without JavaScript."""
    return open_page(java_script_enabled=False)


@pytest.fixture(scope="session")
def find_barriers() -> Callable[[Page], list[str]]:
    """Gives what axe-core calls serious or critical on a page, each with where it is."""
    axe = Axe()

    def find_barriers(page: Page) -> list[str]:
        violations = axe.run(page).response["violations"]
        return [
            f"{violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in violations
            if violation["impact"] in ("serious", "critical")
            for node in violation["nodes"]
        ]

    return find_barriers


def _note_console(text: str, wrong: list[str]) -> None:
    """Chromium also writes there that a page came with a problem's status, which is as it should be."""
    if not re.search(r"Failed to load resource: .* status of (401|403|412|413|422|429|503) ", text):
        wrong.append(f"console: {text}")


def _note_foreign(url: str, address: str, wrong: list[str]) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("data", "blob") and parts.netloc != urlsplit(address).netloc:
        wrong.append(f"foreign: {url}")


def _wait(is_done: Callable[[], bool], thread: threading.Thread) -> None:
    until = time.monotonic() + _START_S
    while not is_done():
        assert thread.is_alive() and time.monotonic() < until, "the service did not get ready"
        time.sleep(0.05)
