"""Every page: nothing from outside, nothing in the console, no barrier, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESK, PHONE, PROJECTOR

pytestmark = [pytest.mark.browser, pytest.mark.office]


@pytest.mark.parametrize("size", [PHONE, DESK, PROJECTOR], ids=["phone", "desk", "projector"])
def test_no_page_has_a_barrier(
    size: dict[str, int], open_page: Callable[..., Page], find_barriers: Callable[[Page], list[str]]
) -> None:
    page = open_page(viewport=size)
    for path in ("/", "/problems", "/problems/data-invalid"):
        page.goto(path)
        assert find_barriers(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path


def test_the_description_of_the_interface_keeps_to_its_policy(page: Page) -> None:
    page.goto("/docs")
    page.wait_for_selector(".opblock")
