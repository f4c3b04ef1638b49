"""Keeps a number of offices alive: starts them, lends them out, replaces those that are worn or gone."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
from collections import Counter
from datetime import timedelta
from itertools import count
from pathlib import Path

import structlog

from service.conversion.failures import NoRoom, OfficeLost
from service.conversion.office import Office
from service.conversion.premises import claim_folder, sweep_folders
from service.conversion.rpc import translating_errors
from service.conversion.values import PoolSettings
from service.conversion.waiting_line import WaitingLine
from service.errors import OfficeBusy, OfficeUnavailable, ResultRejected, SettingInvalid

# An office that does not start is tried again after this, doubled each time up to the second figure.
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=0.2), timedelta(seconds=30)
# How long running conversions may go on once the fleet closes; supervisors usually kill after 30 s.
_DRAIN_LIMIT = timedelta(seconds=20)
_PREFIX = "vanban-"
# The path of a socket ends at 107 bytes, and an office adds so much to that of the working folder.
_LONGEST_WORK_DIR = 107 - len("/vanban-12345678/1234567/socket")
# LibreOffice needs some hundred kB for one of our documents; with less than this any failure is the disk's.
_LEAST_ROOM_BYTES = 4 << 20

_log = structlog.get_logger()


class Fleet:
    """A number of offices, each kept by a thread of its own that starts the next when one ends."""

    def __init__(self, settings: PoolSettings) -> None:
        self.is_closing = threading.Event()
        self.ends: Counter[str] = Counter()  # of offices, by what ended them
        self.start_failures = 0
        self._settings = settings
        self._work_dir = (settings.work_dir or Path(tempfile.gettempdir())).resolve()
        if len(str(self._work_dir).encode()) > _LONGEST_WORK_DIR:
            raise SettingInvalid("work_dir", "path-too-long")
        self._folder: Path | None = None
        self._claim: int | None = None
        self._numbers = count(1)
        self._last_failure = "not-started"
        self._threads: list[threading.Thread] = []
        self._line: WaitingLine[Office] = WaitingLine(settings.queue_limit)
        # Guards the sets and tells of every change: an office is starting, then ready until it ends or
        # its successor is; among the ready ones some are lent out, and at most one awaits its successor.
        self._changed = threading.Condition()
        self._starting: set[Office] = set()
        self._ready: set[Office] = set()
        self._lent: set[Office] = set()
        self._worn: set[Office] = set()

    def start(self) -> None:
        """Begins starting the offices and returns at once."""
        if self._folder is None:
            sweep_folders(self._work_dir, _PREFIX)
            self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self._work_dir))
            self._claim = claim_folder(self._folder)
            for _ in range(self._settings.size):
                self._begin_keeping(replaced=None)

    @property
    def is_ready(self) -> bool:
        """Whether an office is there that has converted its canary."""
        return bool(self._ready) and not self.is_closing.is_set()

    def wait_ready(self, timeout: timedelta) -> None:
        """Returns when an office is ready; raises OfficeUnavailable after `timeout`."""
        with self._changed:
            if not self._changed.wait_for(lambda: self.is_ready, timeout.total_seconds()):
                raise OfficeUnavailable(self._last_failure)

    def count(self) -> dict[str, int]:
        """How many offices are ready, busy and starting, how many requests wait, and the memory in use."""
        with self._changed:
            return {
                "ready": len(self._ready),
                "busy": len(self._lent),
                "starting": len(self._starting),
                "waiting": len(self._line),
                "rss_mb": sum(office.measure_rss_mb() for office in self._ready | self._starting),
            }

    @property
    def has_room(self) -> bool:
        """Whether the working folder has room enough that a failure is not for want of it."""
        try:
            return shutil.disk_usage(self._work_dir).free >= _LEAST_ROOM_BYTES
        except OSError:
            return False

    def check(self) -> None:
        """Raises at once what `borrow` would: OfficeBusy for a full queue, or OfficeUnavailable."""
        try:
            self._line.check()
        except OfficeBusy as exc:
            raise self._excuse(exc) from exc

    def borrow(self, *, is_second_try: bool) -> Office:
        """An office for one document; raises OfficeBusy, or OfficeUnavailable if there is none at all."""
        while True:
            try:
                office = self._line.take(self._settings.queue_timeout, is_second_try=is_second_try)
            except OfficeBusy as exc:
                raise self._excuse(exc) from exc
            with self._changed:
                self._lent.add(office)
            if office.is_alive:
                return office
            self.discard(office, "died")  # while it was idle: that is no try, and no document's fault
            is_second_try = True

    def give_back(self, office: Office) -> None:
        """Takes back an office that is well; one that is worn works on until its successor is ready."""
        with self._changed:
            self._lent.discard(office)
            is_replaced = office not in self._ready
            if not is_replaced:
                if office.is_worn and not self._worn and not self.is_closing.is_set():
                    self._worn.add(office)
                    self._begin_keeping(replaced=office)
                self._line.give(office)
            self._changed.notify_all()
        if is_replaced:
            office.kill()

    def discard(self, office: Office, reason: str) -> None:
        """Ends a lent office that is not to be trusted; its keeper starts another."""
        office.discarded_for = reason
        office.kill()
        with self._changed:
            self._lent.discard(office)
            self._changed.notify_all()

    def close(self) -> None:
        """Lets lent offices come back for a while, then ends all and removes their files."""
        try:
            self._end_all()
        except BaseException:  # Ctrl-C while this waits: nothing may be left all the same
            self._end_all()
            raise

    def _end_all(self) -> None:
        self.is_closing.set()
        self._line.close()
        with self._changed:
            self._changed.wait_for(lambda: not self._lent, _DRAIN_LIMIT.total_seconds())
            offices, threads = self._starting | self._ready | self._lent, list(self._threads)
        for office in offices:
            office.kill()
        for thread in threads:
            thread.join()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        if self._claim is not None:
            os.close(self._claim)
            self._claim = None

    def _excuse(self, error: OfficeBusy) -> OfficeBusy | OfficeUnavailable:
        """`error`, unless nobody is at work at all."""
        return error if self._ready else OfficeUnavailable(self._last_failure)

    def _begin_keeping(self, replaced: Office | None) -> None:
        thread = threading.Thread(target=self._keep, args=(replaced,), name="office-keeper", daemon=True)
        self._threads = [other for other in self._threads if other.is_alive()] + [thread]
        thread.start()

    def _keep(self, replaced: Office | None) -> None:
        """Keeps one office alive, the first in the place of `replaced`, until it has a successor itself."""
        while (office := self._start_office()) is not None:
            self._admit(office, replaced)
            replaced = None
            office.wait_until_ended()
            if self._dismiss(office):
                return

    def _start_office(self) -> Office | None:
        """An office that is ready, tried for until there is one; None if the fleet closes."""
        pause = _FIRST_PAUSE
        while not self.is_closing.is_set():
            begun = time.monotonic()
            try:
                office = self._open_office()
            except Exception as exc:  # whatever it is: without this thread there is an office less for ever
                if self.is_closing.is_set():
                    break
                self.start_failures += 1
                self._last_failure = "disk-full" if isinstance(exc, NoRoom) else str(exc)
                is_foreseen = isinstance(exc, OfficeLost | NoRoom | ResultRejected | OSError)
                _log.error(
                    "office_start_failed",
                    reason=self._last_failure,
                    retry_seconds=pause.total_seconds(),
                    exc_info=None if is_foreseen else exc,
                )
                self.is_closing.wait(pause.total_seconds())
                pause = min(pause * 2, _LONGEST_PAUSE)
            else:
                _log.info("office_started", seconds=_since(begun), rss_mb=office.measure_rss_mb())
                return office
        return None

    def _open_office(self) -> Office:
        if self._folder is None:
            raise OfficeLost("not-started")
        folder = self._folder / str(next(self._numbers))
        try:
            with translating_errors():
                office = Office(folder, self._settings)
        except BaseException:  # half a folder, on a full disk above all
            shutil.rmtree(folder, ignore_errors=True)
            raise
        with self._changed:
            self._starting.add(office)
        try:
            if self.is_closing.is_set():  # `close` may have looked before this one was there
                office.kill()
            office.warm_up()
        except BaseException:
            office.kill()
            with self._changed:
                self._starting.discard(office)
            raise
        return office

    def _admit(self, office: Office, replaced: Office | None) -> None:
        """Lets `office` be lent out, and ends the one it replaces unless that is at work."""
        is_free = False
        with self._changed:
            self._starting.discard(office)
            self._ready.add(office)
            if replaced is not None:
                self._worn.discard(replaced)
                self._ready.discard(replaced)
                is_free = self._line.withdraw(replaced)
            self._line.give(office)
            self._changed.notify_all()
        if replaced is not None and is_free:
            replaced.kill()

    def _dismiss(self, office: Office) -> bool:
        """Strikes out an office that has ended; whether another keeper has taken over its place."""
        with self._changed:
            is_replaced = office not in self._ready
            has_successor = is_replaced or office in self._worn
            self._ready.discard(office)
            self._line.withdraw(office)
            self._changed.notify_all()
            reason = office.discarded_for or ("worn" if is_replaced else "died")
            if self.is_closing.is_set():
                return True
            self.ends[reason] += 1
        if is_replaced:
            _log.info("office_recycled", documents=office.documents)
        else:
            _log.warning("office_lost", reason=reason, documents=office.documents)
        return has_successor


def _since(begun: float) -> float:
    return round(time.monotonic() - begun, 3)
