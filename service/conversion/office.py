"""One LibreOffice with unoserver beside it: two processes and a folder that live and go together."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import subprocess
import threading
import time
from datetime import timedelta
from pathlib import Path

from service.conversion.canary import CANARY
from service.conversion.failures import DocumentRefused, OfficeHung, OfficeLost
from service.conversion.premises import build_environment, furnish, list_leftovers, name_pipe
from service.conversion.result import accept_result
from service.conversion.rpc import Worker, translating_errors
from service.conversion.values import PdfRequest, PoolSettings

# The one way in: anything else that calls itself .docx, HTML for instance, is refused instead of loaded.
_IMPORT_FILTER = "MS Word 2007 XML"
_EXPORT_FILTER = "writer_pdf_Export"
_EXPORT_OPTIONS = [
    "ExportFormFields=false",
    "ExportNotes=false",
    "UseLosslessCompression=true",
    "ReduceImageResolution=false",
    "EmbedStandardFonts=true",
]
_MARK_OPTIONS = ["ExportBookmarksToPDFDestination=true"]
_ARCHIVAL_OPTIONS = ["SelectPdfVersion=2", "UseTaggedPDF=true"]
# A healthy office needs some 150 ms for its first canary and 20 ms for later ones.
_CANARY_LIMIT = timedelta(seconds=10)
# When LibreOffice is killed its worker follows within milliseconds; after this it is stuck itself.
_FOLLOW_SECONDS = 1.0
# Within one document an office may grow to so many times the memory at which it is replaced; then it dies.
_HARD_LIMIT_FACTOR = 2
_WORKER = Path(__file__).with_name("worker.py")
# How the kernel calls a process that will not go on by itself: stopped, traced, dead and not yet buried.
_STANDSTILL = frozenset("TtZX")


class Office:
    """One LibreOffice, begun by the constructor, ready after `warm_up`; converts one document at a time."""

    def __init__(self, folder: Path, settings: PoolSettings) -> None:
        self.documents = 0
        self.discarded_for: str | None = None
        self._folder = folder
        self._settings = settings
        self._office_pid: int | None = None
        self._lock = threading.Lock()
        self._is_reaped = False
        self._last_words = ""
        self._has_ended = threading.Event()
        self._leftovers = list_leftovers(folder)
        program = settings.soffice.resolve().parent
        furnish(folder, program, settings.fonts_dir)
        self._process = self._start_worker(program / "soffice.bin")
        self._worker = Worker(folder / "socket")
        threading.Thread(target=self._bury, name="office-end", daemon=True).start()

    def warm_up(self) -> None:
        """Returns once the office has converted its canary rightly; raises OfficeLost or ResultRejected."""
        try:
            self._office_pid = self._await_ready(self._settings.start_timeout)
        except OfficeLost as exc:
            self.kill()
            # So far it has seen no document: its log can be quoted.
            raise OfficeLost(f"{exc}: {self._last_words}") from exc
        self.probe()

    def probe(self) -> None:
        """Returns if the office converts its canary rightly; raises OfficeLost or ResultRejected."""
        request = PdfRequest()
        try:
            raw = self._convert(CANARY, request, _CANARY_LIMIT)
        except DocumentRefused as exc:
            raise OfficeLost("canary-refused") from exc
        accept_result(raw, CANARY, request, self._settings.fonts_dir)

    def convert(self, docx: bytes, request: PdfRequest) -> bytes:
        """The PDF as LibreOffice writes it; raises DocumentRefused or, in time, OfficeLost."""
        self.documents += 1
        return self._convert(docx, request, self._settings.conversion_timeout)

    def _convert(self, docx: bytes, request: PdfRequest, limit: timedelta) -> bytes:
        source, target = self._folder / "in.docx", self._folder / "out.pdf"
        options = [
            *_EXPORT_OPTIONS,
            *(_ARCHIVAL_OPTIONS if request.archival else ()),
            *(_MARK_OPTIONS if request.with_marks else ()),
        ]
        wishes = (str(source), None, str(target), None, _EXPORT_FILTER, options, False, _IMPORT_FILTER)
        with translating_errors():
            source.write_bytes(docx)
            try:
                self._worker.call("convert", *wishes, limit=limit)
                return target.read_bytes()
            finally:
                source.unlink(missing_ok=True)
                target.unlink(missing_ok=True)

    @property
    def is_alive(self) -> bool:
        """Whether its processes run; one that was stopped does not."""
        return not any(_is_at_a_standstill(pid) for pid in (self._process.pid, self._office_pid))

    @property
    def is_worn(self) -> bool:
        """Whether it has done its share of documents or holds too much memory."""
        settings = self._settings
        return self.documents >= settings.recycle_after or self.measure_rss_mb() > settings.memory_limit_mb

    def measure_rss_mb(self) -> int:
        """The memory LibreOffice holds now; 0 when it is dead or not yet known."""
        try:
            pages = Path(f"/proc/{self._office_pid}/statm").read_text(encoding="ascii").split()[1]
        except OSError:
            return 0
        return int(pages) * os.sysconf("SC_PAGE_SIZE") >> 20

    def kill(self) -> None:
        """Ends the office; returns when its processes are dead and its folder is gone."""
        if self._office_pid is not None and not self._has_ended.is_set():
            # LibreOffice first: its worker reaps it, so that no zombie is left where nobody else would.
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._office_pid, signal.SIGKILL)
            self._has_ended.wait(_FOLLOW_SECONDS)
        self._kill_group()
        self._has_ended.wait()

    def wait_until_ended(self) -> None:
        """Returns when its processes are dead, for whatever reason, and its folder is gone."""
        self._has_ended.wait()

    def _start_worker(self, soffice: Path) -> subprocess.Popen[bytes]:
        plan = {
            "library": str(self._folder / "library"),
            "socket": "socket",  # relative: the path of a socket must be short
            "pipe": name_pipe(self._folder),
            "profile": (self._folder / "profile").as_uri(),
            "soffice": str(soffice),
            "data_limit_bytes": _HARD_LIMIT_FACTOR * self._settings.memory_limit_mb << 20,
            "leftovers": [str(path) for path in self._leftovers],
        }
        with (self._folder / "log").open("wb") as log:
            return subprocess.Popen(  # noqa: S603
                [self._settings.system_python, "-I", "-B", _WORKER, json.dumps(plan)],
                cwd=self._folder,
                env=build_environment(self._folder),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,
                umask=0o077,
            )

    def _await_ready(self, limit: timedelta) -> int:
        """The process id of LibreOffice, as soon as its worker takes requests."""
        assert self._process.stdout is not None  # noqa: S101  # Popen was asked for a pipe
        with self._process.stdout as output:
            return _read_pid(output.fileno(), time.monotonic() + limit.total_seconds())

    def _bury(self) -> None:
        """Waits for the worker's end, then takes away all that is left: processes, sockets, files."""
        os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOWAIT)
        self._kill_group()
        with self._lock:
            self._process.wait()
            self._is_reaped = True
        deadline = time.monotonic() + _FOLLOW_SECONDS
        while self.measure_rss_mb() and time.monotonic() < deadline:
            time.sleep(0.005)
        self._worker.close()
        self._last_words = self._read_last_words()
        if self._process.stdin is not None:
            self._process.stdin.close()
        shutil.rmtree(self._folder, ignore_errors=True)
        for left in self._leftovers:
            with contextlib.suppress(OSError):  # /var/tmp may be read-only: then nothing was left there
                left.unlink(missing_ok=True)
        self._has_ended.set()

    def _kill_group(self) -> None:
        with self._lock, contextlib.suppress(ProcessLookupError):
            if not self._is_reaped:  # until then the number names this group and no other
                os.killpg(self._process.pid, signal.SIGKILL)

    def _read_last_words(self) -> str:
        """The last line of the log."""
        with contextlib.suppress(OSError):
            lines = (self._folder / "log").read_text(encoding="utf-8", errors="replace").split("\n")
            return next((line for line in reversed(lines) if line.strip()), "")
        return ""


def _is_at_a_standstill(pid: int | None) -> bool:
    """Whether the process is gone, dead or stopped."""
    try:
        # The name of the program, in brackets, may hold anything.
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2]
    except OSError:
        return True
    return state.split()[0] in _STANDSTILL


def _read_pid(output: int, deadline: float) -> int:
    """The number in "office 123" once "ready" has followed it."""
    poller = select.poll()
    poller.register(output, select.POLLIN)
    said = b""
    while not said.endswith(b"ready\n"):
        if not poller.poll(max(0.0, deadline - time.monotonic()) * 1000):
            raise OfficeHung("start-timeout")
        if not (chunk := os.read(output, 4096)):
            raise OfficeLost("ended-while-starting")
        said += chunk
    return int(said.split()[-2])
