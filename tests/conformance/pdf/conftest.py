"""One pool of offices for all tests that measure converted documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from functools import cache

import pytest

from service.conformance import Report
from service.conformance.check import check_pdf
from service.conversion import OfficePool, PdfRequest, PoolSettings
from tests.conformance.proofs import Proof
from tests.kinds.samples import ROOT

Submit = Callable[[bytes], Future[bytes]]
_OFFICES = 2


@pytest.fixture(scope="session")
def submit() -> Iterator[Submit]:
    """Begins to convert a DOCX with a real office; the same document is converted once."""
    with (
        OfficePool(PoolSettings(fonts_dir=ROOT / "fonts", size=_OFFICES)) as pool,
        ThreadPoolExecutor(_OFFICES) as threads,
    ):
        pool.start()
        pool.wait_ready(timedelta(seconds=60))

        @cache
        def begin(docx: bytes) -> Future[bytes]:
            return threads.submit(lambda: pool.convert(docx, PdfRequest()).content)

        yield begin
        threads.shutdown(cancel_futures=True)


@pytest.fixture(scope="session")
def to_pdf(submit: Submit) -> Callable[[bytes], bytes]:
    """Converts a DOCX with a real office."""
    return lambda docx: submit(docx).result()


@pytest.fixture(scope="session")
def measure(request: pytest.FixtureRequest, submit: Submit) -> Callable[[bytes], Report]:
    """Converts a DOCX and measures the PDF; all that the proofs of this run need are converted meanwhile."""
    for item in request.session.items:
        proof = getattr(item, "callspec", None) and item.callspec.params.get("proof")  # type: ignore[attr-defined]
        if isinstance(proof, Proof) and "measure" in getattr(item, "fixturenames", ()):
            submit(proof.good())
            submit(proof.broken())

    @cache
    def report(docx: bytes) -> Report:
        return check_pdf(submit(docx).result())

    return report
