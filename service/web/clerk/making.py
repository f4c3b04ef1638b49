"""Makes what a clerk chose: as a ZIP that is sent while it is made, or in frames that tell how far it is.

A frame is a line of JSON; `bytes` in it says how many bytes of the file follow the line. The first names all
documents, one more comes with every document, and the last names the file: without it the rest is incomplete.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Generator
from contextlib import closing
from typing import Any

import anyio
import anyio.from_thread
import anyio.to_thread
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from service.batch import BatchFormat, Job, Outcome, Runner, spell_error, stream_archive
from service.generate import Document, Format
from service.web.attachments import ENDINGS, bytes_of
from service.web.clerk.form import token_of
from service.web.negotiation import MEDIA_TYPES

FRAMES_TYPE = "application/vnd.vanban.frames"
ZIP_TYPE = "application/zip"

Write = Callable[[bytes], None]


class _ClientGoneError(Exception):
    """Nobody waits for the rest any more."""


class WrittenResponse(Response):
    """Sends what `compose` writes, from a thread; a client that goes away ends the work at the next piece."""

    def __init__(
        self,
        compose: Callable[[Write], None],
        at_end: Callable[[], None],
        *,
        media_type: str,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(headers=headers, media_type=media_type)
        del self.headers["content-length"]
        self._compose = compose
        self._at_end = at_end
        self._is_left = threading.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends the whole; however that ends, the work has ended too."""
        try:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            async with anyio.create_task_group() as group:
                group.start_soon(self._watch, receive)
                await anyio.to_thread.run_sync(self._write_all, send)
                group.cancel_scope.cancel()
            await send({"type": "http.response.body", "body": b""})
        finally:
            self._at_end()

    async def _watch(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self._is_left.set()

    def _write_all(self, send: Send) -> None:
        def write(piece: bytes) -> None:
            if self._is_left.is_set():
                raise _ClientGoneError
            if piece:
                message: Message = {"type": "http.response.body", "body": piece, "more_body": True}
                anyio.from_thread.run(_send, send, message)

        try:
            self._compose(write)
        except _ClientGoneError:
            return


def write_zip(job: Job, runner: Runner, title: str, write: Write) -> None:
    """Writes the ZIP of the job."""
    with closing(stream_archive(runner.run(job), job.format, title)) as pieces:
        for piece in pieces:
            write(piece)


def write_frames(job: Job, names: list[str], runner: Runner, title: str, write: Write) -> None:
    """Writes the job's documents in frames; a single one comes as it is, others in a ZIP."""
    documents = zip(job.items, names, strict=True)
    write(_frame(items=[{"item": token_of(item), "name": name} for item, name in documents]))
    made: list[Document] = []

    def told(outcomes: Generator[Outcome]) -> Generator[Outcome]:
        with closing(outcomes):
            for outcome in outcomes:
                if outcome.document is not None:
                    made.append(outcome.document)
                write(_frame(**_facts(outcome)))
                yield outcome

    outcomes = told(runner.run(job))
    if len(job.items) == 1 and job.format is not BatchFormat.PRINT:
        name, media_type = _write_single(outcomes, job.format.of_document, write)
    else:
        with closing(stream_archive(outcomes, job.format, title)) as pieces:
            for piece in pieces:
                write(_frame(bytes=len(piece)) + piece)
        name, media_type = f"{title}.zip", ZIP_TYPE
    write(_frame(file=name if made else None, type=media_type))


async def _send(send: Send, message: Message) -> None:
    await send(message)


def _write_single(outcomes: Generator[Outcome], format: Format, write: Write) -> tuple[str, str]:
    with closing(outcomes):
        (outcome,) = outcomes
    document = outcome.document
    if document is None:
        return "", MEDIA_TYPES[format]
    content = bytes_of(document, format)
    write(_frame(bytes=len(content)) + content)
    return f"{document.name}{ENDINGS[format]}", MEDIA_TYPES[format]


def _facts(outcome: Outcome) -> dict[str, Any]:
    """What a frame tells of one document."""
    return {
        "item": token_of(outcome.item),
        "made": outcome.document is not None,
        "errors": [entry["detail"] for entry in spell_error(outcome.error)],
    }


def _frame(**facts: Any) -> bytes:
    return json.dumps(facts, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
