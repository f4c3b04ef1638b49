"""What the tests of the kinds share: accepting new texts, and the finished PDFs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache

import pytest

from service.conversion import OfficePool, PdfRequest, PoolSettings
from tests.kinds.reading import Page, read_pages
from tests.kinds.samples import ROOT


@pytest.fixture(scope="session")
def to_pages() -> Iterator[Callable[[bytes], tuple[Page, ...]]]:
    """Converts a DOCX with a real office and reads the pages; the same document is converted once."""
    with OfficePool(PoolSettings(fonts_dir=ROOT / "fonts", size=2)) as pool:
        pool.start()
        pool.wait_ready(timedelta(seconds=60))

        @cache
        def convert(docx: bytes) -> tuple[Page, ...]:
            return read_pages(pool.convert(docx, PdfRequest()).content)

        yield convert
