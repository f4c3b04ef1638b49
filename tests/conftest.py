"""What all tests share: those that need LibreOffice are skipped where it is missing."""

from __future__ import annotations

import shutil

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="write the texts of the documents as the expected ones"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if shutil.which("soffice") is not None:
        return
    missing = pytest.mark.skip(reason="LibreOffice is not installed")
    for item in items:
        if item.get_closest_marker("office") is not None:
            item.add_marker(missing)
