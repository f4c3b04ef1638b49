"""What all tests share: those that need LibreOffice or Chromium are skipped where it is missing."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import HealthCheck, settings

# A slow machine is no fault of the code: no example has a time limit of its own.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

_PROGRAMS = {"office": ("soffice", "LibreOffice"), "browser": ("chromium", "Chromium")}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="write the texts of the documents as the expected ones"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for marker, (program, name) in _PROGRAMS.items():
        if shutil.which(program) is not None:
            continue
        missing = pytest.mark.skip(reason=f"{name} is not installed")
        for item in items:
            if item.get_closest_marker(marker) is not None:
                item.add_marker(missing)
