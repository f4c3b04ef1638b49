"""Python processes that answer question after question, and are ended when they take too long.

What anybody uploads is given to parsers of XML, of fonts and of PDF, and to templates: whatever it does to
its reader, the service goes on. A process that takes too long is ended, one that takes too much memory ends
itself, and a new one stands in for it. Questions and answers are bytes: nothing that such a process says is
trusted to be more.
"""

from __future__ import annotations

import os
import queue
import resource
import select
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import IO

_START_LIMIT = timedelta(seconds=60)  # the first start after an installation compiles every module
_MEMORY_BYTES = 1024**3
_PROCESSES = 2  # one slow question does not make the others wait
_LENGTH = struct.Struct(">I")
_ENVIRONMENT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL")  # no setting of the service, which may be secret


class TooHardError(Exception):
    """A question that no process could answer; becomes an error of the caller's own."""


class Workers:
    """Processes that run `python -m module arguments`; they start when first needed, `close` ends them."""

    def __init__(self, module: str, arguments: Sequence[str], limit: timedelta) -> None:
        self._command = [sys.executable, "-m", module, *arguments]
        self._limit = limit
        self._idle: queue.LifoQueue[_Process | None] = queue.LifoQueue()
        for _ in range(_PROCESSES):
            self._idle.put(None)

    def ask(self, question: bytes) -> bytes:
        """The answer to `question`; raises `TooHardError`.

        A process that dies is given a successor with the same question: only one that two died of is to
        blame.
        """
        with self._borrowed() as slot:
            for is_last in (False, True):
                process = slot.process or _Process(self._command)
                slot.process = None
                try:
                    answer = process.ask(question, self._limit)
                except _Died as exc:
                    process.end()
                    if is_last or exc.is_late:
                        raise TooHardError from exc
                else:
                    slot.process = process
                    return answer
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Ends the processes that wait for work."""
        while True:
            try:
                process = self._idle.get_nowait()
            except queue.Empty:
                return
            if process is not None:
                process.end()

    @contextmanager
    def _borrowed(self) -> Iterator[_Slot]:
        slot = _Slot(self._idle.get())
        try:
            yield slot
        finally:
            self._idle.put(slot.process)


def serve(answer: Callable[[bytes], bytes]) -> None:
    """What such a process does: answers what comes in until nothing more does; a fault of ours ends it."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold a document
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY_BYTES, _MEMORY_BYTES))
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    _send(answers, b"ready")
    while head := questions.read(_LENGTH.size):
        (length,) = _LENGTH.unpack(head)
        _send(answers, answer(questions.read(length)))


class _Slot:
    def __init__(self, process: _Process | None) -> None:
        self.process = process


class _Died(Exception):  # noqa: N818 - it says what became of the process
    """The process gave no answer; `is_late` when it was still at work."""

    def __init__(self, *, is_late: bool) -> None:
        super().__init__()
        self.is_late = is_late


class _Process:
    """One process that answers question after question."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
        )
        assert self._process.stdin and self._process.stdout  # noqa: S101 - asked for above
        self._in, self._out = self._process.stdin, self._process.stdout
        try:
            self._read(_START_LIMIT)
        except _Died:
            self.end()
            raise

    def ask(self, question: bytes, limit: timedelta) -> bytes:
        """What the process says of a question within `limit`; raises `_Died`."""
        try:
            _send(self._in, question)
        except OSError as exc:
            raise _Died(is_late=False) from exc
        return self._read(limit)

    def end(self) -> None:
        """Ends the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._in, self._out):
            try:
                pipe.close()
            except OSError:  # what was not sent any more
                continue

    def _read(self, limit: timedelta) -> bytes:
        deadline = time.monotonic() + limit.total_seconds()
        (length,) = _LENGTH.unpack(self._read_exactly(_LENGTH.size, deadline))
        return self._read_exactly(length, deadline)

    def _read_exactly(self, count: int, deadline: float) -> bytes:
        data = b""
        while len(data) < count:
            if not select.select([self._out], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise _Died(is_late=True)
            piece = os.read(self._out.fileno(), count - len(data))
            if not piece:
                raise _Died(is_late=False)
            data += piece
        return data


def _send(pipe: IO[bytes], content: bytes) -> None:
    pipe.write(_LENGTH.pack(len(content)))
    pipe.write(content)
    pipe.flush()
