"""The runner on this machine: fills in one thread, converts in a few, never far ahead of its reader."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Generator as Stream
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta

import structlog

from service.batch.drafts import draft_items
from service.batch.job import FindMade, Item, Job, Outcome
from service.conversion import Pdf
from service.errors import OfficeBusy, OfficeUnavailable, ServiceError
from service.generate import Document, Draft, Format, Generator

# One pass of LibreOffice for so many documents: fewer gain less, more gain little (docs/decisions/0004).
_PASS_DOCUMENTS = 10
_PASS_BYTES = 400_000  # of DOCX: ten documents of ordinary length have a quarter of it
# A batch has time: it waits where a single request is told to come again.
_BUSY_PAUSE = timedelta(seconds=0.25)
_PATIENCE = timedelta(minutes=10)
_PATIENCE_WITHOUT_OFFICE = timedelta(minutes=1)  # a lost office is replaced within seconds, if at all
_NO_USE_TO_WAIT = ("stopping", "no-converter")  # of an office that is not there

_log = structlog.get_logger(__name__)

_Part = list[tuple[Item, Draft | Outcome]]


class LocalRunner:
    """Makes documents with a generator's own offices, `workers` passes at a time."""

    def __init__(self, generator: Generator, workers: int, *, pass_documents: int = _PASS_DOCUMENTS) -> None:
        self._generator = generator
        self._workers = workers
        self._pass_documents = pass_documents

    def run(self, job: Job, find_made: FindMade | None = None) -> Stream[Outcome]:
        """The outcomes, in the order of the items; closing the iterator ends the work."""
        is_stopped = threading.Event()
        executor = ThreadPoolExecutor(self._workers, thread_name_prefix="batch")
        ahead: deque[Future[list[Outcome]]] = deque()
        try:
            for part in _split(draft_items(job, self._generator), self._pass_documents):
                ahead.append(executor.submit(self._make, part, job.format.of_document, find_made, is_stopped))
                if len(ahead) > self._workers + 1:
                    yield from ahead.popleft().result()
            while ahead:
                yield from ahead.popleft().result()
        finally:
            is_stopped.set()
            executor.shutdown(cancel_futures=True)

    def _make(
        self, part: _Part, format: Format, find_made: FindMade | None, is_stopped: threading.Event
    ) -> list[Outcome]:
        drafts = [draft for _, draft in part if isinstance(draft, Draft)]
        kept = [find_made(draft) if find_made else None for draft in drafts]
        if drafts and None not in kept:  # all or none: a pass gives the same bytes only as a whole
            results: list[Pdf | Exception | None] = [None] * len(drafts)
        else:
            kept = [None] * len(drafts)
            results = [None] * len(drafts) if format is Format.DOCX else self._convert(drafts, is_stopped)
        made = iter(zip(drafts, kept, results, strict=True))
        return [
            draft if isinstance(draft, Outcome) else _conclude(item, *next(made), format)
            for item, draft in part
        ]

    def _convert(self, drafts: Sequence[Draft], is_stopped: threading.Event) -> list[Pdf | Exception | None]:
        begun = time.monotonic()
        while True:
            try:
                return list(self._generator.convert(drafts))
            except (OfficeBusy, OfficeUnavailable) as error:
                if time.monotonic() - begun > _patience_with(error).total_seconds():
                    is_stopped.set()  # the passes to come need not find out by waiting as long
                if is_stopped.wait(_BUSY_PAUSE.total_seconds()):
                    return [error] * len(drafts)
            except ServiceError as error:
                return [error] * len(drafts)
            except Exception as error:
                _log.exception("pass_failed", exc_info=error)
                return [error] * len(drafts)


def _patience_with(error: OfficeBusy | OfficeUnavailable) -> timedelta:
    if isinstance(error, OfficeBusy):
        return _PATIENCE
    return timedelta() if error.reason in _NO_USE_TO_WAIT else _PATIENCE_WITHOUT_OFFICE


def _split(drafts: Iterator[tuple[Item, Draft | Outcome]], most: int) -> Iterator[_Part]:
    """The drafts in parts that share a pass: one kind, and neither too many nor too long."""
    part: _Part = []
    size = 0
    for item, draft in drafts:
        length = len(draft.docx) if isinstance(draft, Draft) else 0
        is_full = len(part) == most or size + length > _PASS_BYTES
        if part and (is_full or part[-1][0].kind != item.kind):
            yield part
            part, size = [], 0
        part.append((item, draft))
        size += length
    if part:
        yield part


def _conclude(
    item: Item, draft: Draft, kept: Document | None, result: Pdf | Exception | None, format: Format
) -> Outcome:
    if isinstance(result, Exception):
        return Outcome(item, number=draft.number, error=result)
    document = kept or draft.finish(format, result)
    return Outcome(item, document, draft.number, docx_sha256=draft.docx_sha256, is_kept=kept is not None)
