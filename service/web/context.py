"""What routes are given: the parts of the running service."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Annotated, Any, TypeVar, cast

import anyio.to_thread
from fastapi import Depends, Path, Request

from service.batch import LocalRunner, Reading, Runner, read_file
from service.conformance.apart import Measurer
from service.conversion import OfficePool
from service.domain.checks import CheckFinding
from service.errors import OfficeBusy
from service.generate import Document, Draft, Format, Generator, check_file
from service.program import fingerprint, fingerprint_folder
from service.revisions import Revision
from service.revisions.store import Acceptance, TemplateStore
from service.settings import Settings
from service.web.keys import KeyGuard
from service.web.metrics import Metrics
from service.web.template_metrics import TemplateCollector
from service.workbook import open_inspection

_RENDERING_THREADS = 4  # rendering holds the interpreter's lock: more threads would only share it
# Documents filled for conversion at the same time; more would only keep the loop from refusing others.
_DRAFTING_THREADS = 2

_T = TypeVar("_T")


class Context:
    """The parts of the running service, made once at its start."""

    def __init__(
        self,
        settings: Settings,
        generator: Generator,
        office: OfficePool,
        font: str,
        templates: TemplateStore,
    ) -> None:
        self.settings = settings
        self.templates = templates
        self.key_guard = KeyGuard(settings.template_key)
        self.generator = generator
        self.office = office
        self.font = font
        self.metrics = Metrics(office, settings.queue_limit)
        self.metrics.add(TemplateCollector(templates))
        self._batches_under_way = 0
        self._pdfs_under_way = 0
        self._most_pdfs = settings.offices + settings.queue_limit
        self.measurer = Measurer(house_rules=settings.house_rules)
        self._rendering = anyio.CapacityLimiter(_RENDERING_THREADS)
        self._measuring = anyio.CapacityLimiter(_RENDERING_THREADS)
        self._drafting = anyio.CapacityLimiter(_DRAFTING_THREADS)
        self._converting = anyio.CapacityLimiter(self._most_pdfs)

    async def generate(self, body: bytes, kind: str, unit: str | None, format: Format) -> Document:
        """The document that `body` describes, made in a thread so that other requests go on.

        DOCX never waits behind PDF: each has threads of its own. A PDF that no office could be found for is
        refused before any work is done for it.
        """
        with self.metrics.observing_document(self.generator.catalog.get(kind).name, format.value):
            return await self.make(partial(self._draft, body, kind, unit), format)

    async def make(self, draft: Callable[[], Draft], format: Format) -> Document:
        """The document that `draft` fills, made as `generate` does."""
        if format is Format.DOCX:
            return (await anyio.to_thread.run_sync(draft, limiter=self._rendering)).finish(format, None)
        with self._taking_pdf_slot():
            made = await anyio.to_thread.run_sync(draft, limiter=self._drafting)
            complete = partial(self.generator.complete, made, format)
            return await anyio.to_thread.run_sync(complete, limiter=self._converting)

    async def look(self, work: Callable[[], _T]) -> _T:
        """What `work` gives, done in a thread; nothing that needs an office."""
        return await anyio.to_thread.run_sync(work, limiter=self._rendering)

    async def convert(self, work: Callable[[], _T]) -> _T:
        """What `work` gives, done in a thread; it needs an office."""
        with self._taking_pdf_slot():
            return await anyio.to_thread.run_sync(work, limiter=self._converting)

    async def check(self, body: bytes) -> tuple[CheckFinding, ...]:
        """What the checks find in the inspection that `body` describes, made in a thread."""
        make = partial(check_file, self.generator.checker, body)
        return await anyio.to_thread.run_sync(make, limiter=self._rendering)

    async def measure(self, content: bytes) -> dict[str, Any]:
        """How a finished document stands to the rules, measured in a process that can be ended."""
        return await anyio.to_thread.run_sync(self.measurer.measure, content, limiter=self._measuring)

    async def read(self, body: bytes) -> Reading:
        """The inspection that `body` describes, units with wrong data set apart, read in a thread."""
        return await anyio.to_thread.run_sync(read_file, body, limiter=self._rendering)

    async def check_template(self, kind: str, content: bytes) -> Revision:
        """What is to be known of `content` as the new template of `kind`, found in a thread."""
        return await anyio.to_thread.run_sync(self.templates.check, kind, content, limiter=self._rendering)

    async def accept_template(self, kind: str, content: bytes, based_on: str) -> Acceptance:
        """`content` put to use as the template of `kind` and stored, in a thread."""
        accept = partial(self.templates.accept, kind, content, based_on)
        return await anyio.to_thread.run_sync(accept, limiter=self._rendering)

    def runner_of(self, generator: Generator) -> Runner:
        """What makes the documents of one batch."""
        # One pass more than there are offices, so that none waits while another's result is cut apart.
        return self.metrics.observing(LocalRunner(generator, self.settings.offices + 1))

    def fingerprint(self, generator: Generator, *request: str | bytes) -> str:
        """The same for requests that get the same bytes, as far as the documents can be made at all."""
        settings = (fingerprint_folder(self.settings.registers_dir), str(self.settings.strict_checks))
        return fingerprint(generator.fingerprint, generator.editions_fingerprint, *settings, *request)

    def check_pdf_slot(self) -> None:
        """Raises at once what the pool would raise for one more PDF after all the work for it."""
        if self._pdfs_under_way >= self._most_pdfs:
            raise OfficeBusy("queue-full")
        self.office.check()

    def take_batch_slot(self) -> None:
        """Notes that a batch begins; raises `OfficeBusy` if as many are under way as may be."""
        if self._batches_under_way >= self.settings.batches:
            raise OfficeBusy("queue-full")
        self._batches_under_way += 1

    def free_batch_slot(self) -> None:
        """Notes that a batch has ended."""
        self._batches_under_way -= 1

    @contextmanager
    def _taking_pdf_slot(self) -> Iterator[None]:
        """Counts a PDF that is being made; raises as `check_pdf_slot` does."""
        self.check_pdf_slot()
        self._pdfs_under_way += 1
        try:
            yield
        finally:
            self._pdfs_under_way -= 1

    def _draft(self, body: bytes, kind: str, unit: str | None) -> Draft:
        file = open_inspection(body)
        with file.naming_cells():
            return self.generator.draft(file.parse(), kind, unit)


async def _context_of(request: Request) -> Context:
    return cast(Context, request.app.state.context)


GivenContext = Annotated[Context, Depends(_context_of)]
KindName = Annotated[str, Path(description="Loại văn bản; xem `/v1/kinds`.", examples=["notice"])]
