"""A pool for the tests that only convert, and what they see of an office from outside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from service.conversion import OfficePool
from tests.conversion.offices import settings_for


@pytest.fixture(scope="package")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficePool]:
    with OfficePool(settings_for(tmp_path_factory.mktemp("pool"), size=2)) as pool:
        pool.wait_ready(timedelta(seconds=30))
        yield pool
