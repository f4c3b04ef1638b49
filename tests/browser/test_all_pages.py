"""Every page: nothing from outside, nothing in the console, no barrier, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.office]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("path", ["/", "/problems", "/problems/data-invalid"])
def test_a_page_has_no_barrier(
    path: str,
    size: dict[str, int],
    open_page: Callable[..., Page],
    find_barriers: Callable[[Page], list[str]],
) -> None:
    page = open_page(viewport=size)
    page.goto(path)
    assert find_barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_the_description_of_the_interface_keeps_to_its_policy(page: Page) -> None:
    page.goto("/docs")
    page.wait_for_selector(".opblock")
