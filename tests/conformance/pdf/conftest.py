"""One pool of offices for all tests that measure converted documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache

import pytest

from service.conversion import OfficePool, PdfRequest, PoolSettings
from tests.kinds.samples import ROOT


@pytest.fixture(scope="session")
def to_pdf() -> Iterator[Callable[[bytes], bytes]]:
    """Converts a DOCX with a real office; the same document is converted once."""
    with OfficePool(PoolSettings(fonts_dir=ROOT / "fonts", size=2)) as pool:
        pool.start()
        pool.wait_ready(timedelta(seconds=60))

        @cache
        def convert(docx: bytes) -> bytes:
            return pool.convert(docx, PdfRequest()).content

        yield convert
