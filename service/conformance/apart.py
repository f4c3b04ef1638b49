"""Measures files in a process of its own: whatever a file does to its reader, the service goes on.

PDFium and the parsers of XML and of fonts are given what anybody uploads. A process that takes too long is
ended, one that takes too much memory ends itself, and a new one stands in for it. Answers come back as JSON:
nothing that such a process says is trusted to be more.
"""

from __future__ import annotations

import json
import os
import queue
import resource
import select
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import IO, Any

from service.conformance.check import check_file
from service.conformance.house import USUAL, House, load_house
from service.conformance.verdict import describe_report
from service.errors import DocumentUnreadable

LIMIT = timedelta(seconds=10)  # a hundred times what a long document takes
_START_LIMIT = timedelta(seconds=60)  # the first start after an installation compiles every module
_MEMORY_BYTES = 1024**3
_PROCESSES = 2  # one slow file does not make the others wait
_LENGTH = struct.Struct(">I")
_ENVIRONMENT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL")  # no setting of the service, which may be secret


class Measurer:
    """Processes that measure files; they start when first needed, and `close` ends them."""

    def __init__(self, limit: timedelta = LIMIT, house_rules: Path | None = None) -> None:
        self._limit = limit
        self._arguments = [] if house_rules is None else [str(house_rules)]
        self._idle: queue.LifoQueue[_Process | None] = queue.LifoQueue()
        for _ in range(_PROCESSES):
            self._idle.put(None)

    def measure(self, content: bytes) -> dict[str, Any]:
        """The report on a DOCX or PDF as JSON values; raises `DocumentUnreadable`.

        A process that dies is given a successor with the same file: only a file that two died of is to blame.
        """
        with self._borrowed() as slot:
            for is_last in (False, True):
                process = slot.process or _Process(self._arguments)
                slot.process = None
                try:
                    answer = process.ask(content, self._limit)
                except _Died as exc:
                    process.end()
                    if is_last or exc.is_late:
                        raise DocumentUnreadable("too-complex") from exc
                else:
                    slot.process = process
                    return _read_answer(answer)
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


class _Slot:
    def __init__(self, process: _Process | None) -> None:
        self.process = process


class _Died(Exception):  # noqa: N818 - it says what became of the process
    """The process gave no answer; `is_late` when it was still at work."""

    def __init__(self, *, is_late: bool) -> None:
        super().__init__()
        self.is_late = is_late


class _Process:
    """One process that measures file after file."""

    def __init__(self, arguments: list[str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", __name__, *arguments],
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

    def ask(self, content: bytes, limit: timedelta) -> bytes:
        """What the process says of a file within `limit`; raises `_Died`."""
        try:
            _send(self._in, content)
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


def _read_answer(answer: bytes) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(answer)
    if "unreadable" in said:
        raise DocumentUnreadable(said["unreadable"])
    return said


def _send(pipe: IO[bytes], content: bytes) -> None:
    pipe.write(_LENGTH.pack(len(content)))
    pipe.write(content)
    pipe.flush()


def _answer(content: bytes, house: House) -> dict[str, Any]:
    try:
        return describe_report(check_file(content, house=house))
    except DocumentUnreadable as exc:
        return {"unreadable": exc.reason}


def _serve(questions: IO[bytes], answers: IO[bytes], house: House) -> None:
    """Measures what comes in until nothing more does; a fault of ours ends the process."""
    _send(answers, b"ready")
    while head := questions.read(_LENGTH.size):
        (length,) = _LENGTH.unpack(head)
        _send(answers, json.dumps(_answer(questions.read(length), house)).encode())


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold a document
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY_BYTES, _MEMORY_BYTES))
    _serve(sys.stdin.buffer, sys.stdout.buffer, load_house(Path(sys.argv[1])) if len(sys.argv) > 1 else USUAL)
