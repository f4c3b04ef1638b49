"""What routes are given: the parts of the running service."""

from __future__ import annotations

from functools import partial
from typing import Annotated, cast

import anyio.to_thread
from fastapi import Depends, Path, Request

from service.conformance import Report
from service.conformance import check_file as check_conformance
from service.conversion import OfficePool
from service.domain.checks import CheckFinding
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

    def _generate(self, body: bytes, kind: str, unit: str | None, format: Format) -> Document:
        file = open_inspection(body)
        with file.naming_cells():
            return self.generator.generate(file.parse(), kind, unit=unit, format=format)


async def _context_of(request: Request) -> Context:
    return cast(Context, request.app.state.context)


GivenContext = Annotated[Context, Depends(_context_of)]
KindName = Annotated[str, Path(description="Loại văn bản; xem `/v1/kinds`.", examples=["notice"])]
