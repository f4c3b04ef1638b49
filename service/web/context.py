"""What routes are given: the parts of the running service."""

from __future__ import annotations

from functools import partial
from typing import Annotated, cast

import anyio.to_thread
from fastapi import Depends, Path, Request

from service.batch import LocalRunner, Reading, Runner, read_file
from service.conformance import Report
from service.conformance import check_file as check_conformance
from service.conversion import OfficePool
from service.domain.checks import CheckFinding
from service.errors import OfficeBusy
from service.generate import Document, Format, Generator, check_file
from service.settings import Settings
from service.workbook import open_inspection

_RENDERING_THREADS = 4  # rendering holds the interpreter's lock: more threads would only share it


class Context:
    """The parts of the running service, made once at its start."""

    def __init__(self, settings: Settings, generator: Generator, office: OfficePool, font: str) -> None:
        self.settings = settings
        self.generator = generator
        self.office = office
        self.font = font
        # One pass more than there are offices, so that none waits while another's result is cut apart.
        self.runner: Runner = LocalRunner(generator, settings.offices + 1)
        self._batches_under_way = 0
        self._rendering = anyio.CapacityLimiter(_RENDERING_THREADS)
        # One more than the pool holds, so that it is the pool that refuses when it is full.
        self._converting = anyio.CapacityLimiter(settings.offices + settings.queue_limit + 1)

    async def generate(self, body: bytes, kind: str, unit: str | None, format: Format) -> Document:
        """The document that `body` describes, made in a thread so that other requests go on.

        DOCX never waits behind PDF: each has threads of its own.
        """
        limiter = self._rendering if format is Format.DOCX else self._converting
        make = partial(self._generate, body, kind, unit, format)
        return await anyio.to_thread.run_sync(make, limiter=limiter)

    async def check(self, body: bytes) -> tuple[CheckFinding, ...]:
        """What the checks find in the inspection that `body` describes, made in a thread."""
        make = partial(check_file, self.generator.checker, body)
        return await anyio.to_thread.run_sync(make, limiter=self._rendering)

    async def measure(self, content: bytes) -> Report:
        """How a finished document stands to the rules, measured in a thread."""
        return await anyio.to_thread.run_sync(check_conformance, content, limiter=self._rendering)

    async def read(self, body: bytes) -> Reading:
        """The inspection that `body` describes, units with wrong data set apart, read in a thread."""
        return await anyio.to_thread.run_sync(read_file, body, limiter=self._rendering)

    def take_batch_slot(self) -> None:
        """Notes that a batch begins; raises `OfficeBusy` if as many are under way as may be."""
        if self._batches_under_way >= self.settings.batches:
            raise OfficeBusy("queue-full")
        self._batches_under_way += 1

    def free_batch_slot(self) -> None:
        """Notes that a batch has ended."""
        self._batches_under_way -= 1

    def _generate(self, body: bytes, kind: str, unit: str | None, format: Format) -> Document:
        file = open_inspection(body)
        with file.naming_cells():
            return self.generator.generate(file.parse(), kind, unit=unit, format=format)


async def _context_of(request: Request) -> Context:
    return cast(Context, request.app.state.context)


GivenContext = Annotated[Context, Depends(_context_of)]
KindName = Annotated[str, Path(description="Loại văn bản; xem `/v1/kinds`.", examples=["notice"])]
