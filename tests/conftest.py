"""What all tests share: those that need LibreOffice are skipped where it is missing."""

from __future__ import annotations

import shutil

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if shutil.which("soffice") is not None:
        return
    missing = pytest.mark.skip(reason="LibreOffice is not installed")
    for item in items:
        if item.get_closest_marker("office") is not None:
            item.add_marker(missing)
