"""Looks at the templates folder again and again, and has the store take up what has changed.

Looking is by time, length and number of the files, every minute also by what is in them. A notice from
the kernel (inotify) would come sooner, but never for a change made on another machine: on a network
drive, on a folder that a container shares with its host, it stays away without a word.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import structlog

from service.revisions.store import TemplateStore

# A file may be replaced by one of the same length within one tick of the file system's clock.
_LOOKS_BETWEEN_READINGS = 30

_log = structlog.get_logger(__name__)


@contextmanager
def watching(store: TemplateStore, pause: timedelta) -> Iterator[None]:
    """Watches the folder of `store` as long as the context lasts; a pause of nothing means not to watch."""
    watcher = Watcher(store, pause)
    if pause:
        watcher.start()
    try:
        yield
    finally:
        watcher.close()


class Watcher:
    """A thread that keeps a store in step with its folder, one look every `pause`."""

    def __init__(self, store: TemplateStore, pause: timedelta) -> None:
        self._store = store
        self._pause = pause
        self._looks = 0
        self._seen: dict[str, object] = {}  # how files looked the last time
        self._done: dict[str, object] = {}  # how they looked when they were taken up
        self._is_stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="templates", daemon=True)

    def start(self) -> None:
        """Begins to look."""
        self._thread.start()

    def close(self) -> None:
        """Looks no more; a check under way is finished first."""
        self._is_stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def look(self) -> None:
        """Has the store take up every kind whose files have changed, and are as they were one look ago.

        A file that is still being copied looks different every time, and is left alone.
        """
        self._looks += 1
        if self._looks % _LOOKS_BETWEEN_READINGS == 0:
            self._done.clear()
        for kind in self._store.find_kinds():
            stamp = self._store.stamp(kind)
            is_at_rest = self._seen.get(kind) == stamp
            self._seen[kind] = stamp
            if is_at_rest and self._done.get(kind) != stamp and self._store.take_up(kind):
                self._done[kind] = stamp

    def review(self) -> None:
        """Has the store look for faults of the templates that the service started with."""
        for kind in self._store.kinds_in_use:
            if not self._is_stopped.is_set():
                self._store.review(kind)

    def _run(self) -> None:
        if not self._is_stopped.wait(self._pause.total_seconds()):
            self._guard(self.review)
        while not self._is_stopped.wait(self._pause.total_seconds()):
            self._guard(self.look)

    def _guard(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as exc:  # the watch goes on: the next change may be the one that mends it
            _log.exception("watch_failed", exc_info=exc)
