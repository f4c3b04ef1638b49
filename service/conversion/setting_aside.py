"""Remembers which documents have ended two offices, so that asking again does not end two more."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from datetime import timedelta
from threading import Lock

from service.errors import ConversionFailed

# An innocent document that was twice in an office when somebody killed it is refused no longer than this.
_PERIOD = timedelta(minutes=5)


def name_document(docx: bytes) -> str:
    """The name of a document in errors and logs: it tells nothing of what is in it."""
    return hashlib.sha256(docx).hexdigest()


class DocumentsSetAside:
    """The documents that no office is given for a while, by their fingerprints."""

    def __init__(self, period: timedelta = _PERIOD, clock: Callable[[], float] = time.monotonic) -> None:
        self._period = period.total_seconds()
        self._clock = clock
        self._lock = Lock()
        self._until: dict[str, float] = {}

    def __len__(self) -> int:
        """How many there are now."""
        with self._lock:
            self._forget()
            return len(self._until)

    def add(self, docx: bytes) -> str:
        """Sets a document aside from now on; its fingerprint."""
        name = name_document(docx)
        with self._lock:
            self._forget()
            self._until[name] = self._clock() + self._period
        return name

    def check(self, docx: bytes) -> None:
        """Raises ConversionFailed if the document is set aside."""
        with self._lock:
            if not self._until:  # nearly always: nothing needs to be digested
                return
            self._forget()
            if (name := name_document(docx)) in self._until:
                raise ConversionFailed("set-aside", name)

    def _forget(self) -> None:
        now = self._clock()
        self._until = {name: until for name, until in self._until.items() if until > now}
