"""Converts documents on a fleet of offices: time limits, one more try elsewhere, nothing unverified."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import timedelta
from functools import cached_property
from threading import Lock
from types import TracebackType
from typing import Self

import structlog

from service.conversion.failures import DocumentRefused, NoRoom, OfficeHung, OfficeLost, OfficeMistrusted
from service.conversion.fleet import Fleet
from service.conversion.office import Office
from service.conversion.result import accept_result
from service.conversion.setting_aside import DocumentsSetAside, name_document
from service.conversion.together import Source, convert_all
from service.conversion.values import Pdf, PdfRequest, PoolSettings, PoolStatus
from service.conversion.version import fingerprint_conversion
from service.errors import (
    ConversionFailed,
    ConversionTimedOut,
    OfficeUnavailable,
    OperatorError,
    ResultRejected,
)

_ARCHIVAL = PdfRequest()

_log = structlog.get_logger()


class OfficePool:
    """Several LibreOffice processes behind one thread-safe `convert`; a context manager."""

    def __init__(self, settings: PoolSettings) -> None:
        self._settings = settings
        self._fleet = Fleet(settings)
        self._lock = Lock()
        self._conversions = 0
        self._retries = 0
        self._set_aside = DocumentsSetAside()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Begins starting the offices and returns at once."""
        self._fleet.start()

    def wait_ready(self, timeout: timedelta) -> None:
        """Returns when an office is ready; raises OfficeUnavailable after `timeout`."""
        self._fleet.wait_ready(timeout)

    @property
    def is_ready(self) -> bool:
        """Whether an office is there that has converted its canary."""
        return self._fleet.is_ready

    @cached_property
    def fingerprint(self) -> str:
        """The same for every pool that makes the same PDF of the same DOCX."""
        return fingerprint_conversion(self._settings)

    def status(self) -> PoolStatus:
        """What the pool is doing now."""
        ends = self._fleet.ends.copy()
        return PoolStatus(
            **self._fleet.count(),
            restarts=ends.total(),
            worn=ends["worn"],
            died=ends["died"],
            hung=ends["hung"],
            mistrusted=ends["mistrusted"],
            start_failures=self._fleet.start_failures,
            conversions=self._conversions,
            retries=self._retries,
            set_aside=len(self._set_aside),
        )

    def check(self) -> None:
        """Raises at once OfficeBusy or OfficeUnavailable if a conversion asked for now would be refused."""
        self._fleet.check()

    def convert(self, docx: bytes, request: PdfRequest = _ARCHIVAL) -> Pdf:
        """The PDF of `docx`, verified and in canonical form.

        An office that dies or hangs over it is replaced, and the document tried once more on another. One
        that ends this too is set aside for a while: then asking again is refused at once.
        """
        raw = self._convert(docx, request)
        try:
            pdf = accept_result(raw, docx, request, self._settings.fonts_dir)
        except ResultRejected as exc:
            if not self._fleet.has_room:  # LibreOffice does not always notice that it wrote only half
                raise OfficeUnavailable("disk-full") from exc
            raise
        self._count(1)
        return pdf

    def convert_together(self, sources: Sequence[Source]) -> list[Pdf | OperatorError]:
        """For each source its PDF or the error it is to blame for; like ones share one pass of an office.

        Raises OfficeBusy and OfficeUnavailable, which concern all of them.
        """
        return convert_all(
            sources,
            convert_alone=self.convert,
            convert_raw=self._convert_joined,
            fonts_dir=self._settings.fonts_dir,
        )

    def close(self) -> None:
        """Lets running conversions finish for a while, then ends every office and removes its files."""
        self._fleet.close()

    def _convert_joined(self, docx: bytes, request: PdfRequest) -> bytes:
        raw = self._convert(docx, request)
        self._count(1)
        return raw

    def _count(self, conversions: int) -> None:
        with self._lock:
            self._conversions += conversions

    def _convert(self, docx: bytes, request: PdfRequest) -> bytes:
        self._set_aside.check(docx)
        begun = time.monotonic()
        try:
            return self._try(docx, request, is_second_try=False)
        except OfficeLost as exc:
            seconds = round(time.monotonic() - begun, 3)
            _log.warning(
                "conversion_retried", reason=str(exc), seconds=seconds, docx_sha256=name_document(docx)
            )
            with self._lock:
                self._retries += 1
        try:
            return self._try(docx, request, is_second_try=True)
        except OfficeHung as exc:
            seconds = self._settings.conversion_timeout.total_seconds()
            raise ConversionTimedOut(seconds, self._set_aside.add(docx)) from exc
        except OfficeLost as exc:
            raise ConversionFailed("office-lost", self._set_aside.add(docx)) from exc

    def _try(self, docx: bytes, request: PdfRequest, *, is_second_try: bool) -> bytes:
        office = self._fleet.borrow(is_second_try=is_second_try)
        try:
            raw = self._convert_or_blame(office, docx, request)
        except (ConversionFailed, NoRoom) as exc:
            self._fleet.give_back(office)
            if isinstance(exc, NoRoom):
                raise OfficeUnavailable("disk-full") from exc
            raise
        except BaseException as exc:  # also what is raised into this thread: the office is in mid-document
            self._fleet.discard(office, _name_end(exc))
            if self._fleet.is_closing.is_set() and isinstance(exc, OfficeLost):
                raise OfficeUnavailable("stopping") from exc
            raise
        self._fleet.give_back(office)
        return raw

    def _convert_or_blame(self, office: Office, docx: bytes, request: PdfRequest) -> bytes:
        """What the office makes of `docx`.

        A refusal is the document's fault only if there is room on the disk and the canary still passes.
        """
        try:
            return office.convert(docx, request)
        except DocumentRefused as exc:
            if not self._fleet.has_room:
                raise NoRoom from exc
            try:
                office.probe()
            except ResultRejected as rejection:
                raise OfficeMistrusted("canary-wrong") from rejection
            raise ConversionFailed("refused", name_document(docx)) from exc


def _name_end(error: BaseException) -> str:
    """What an office is discarded for, as `PoolStatus` calls it."""
    if isinstance(error, OfficeHung):
        return "hung"
    is_alive = isinstance(error, OfficeMistrusted) or not isinstance(error, OfficeLost)
    return "mistrusted" if is_alive else "died"
