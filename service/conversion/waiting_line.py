"""Hands free things to those who wait for one, first come, first served."""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import Future
from datetime import timedelta
from typing import Generic, TypeVar

from service.errors import OfficeBusy, OfficeUnavailable

T = TypeVar("T")


class WaitingLine(Generic[T]):
    """Free things and the line of those waiting; at most `limit` may wait."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._free: deque[T] = deque()
        self._waiting: deque[Future[T]] = deque()
        self._is_closed = False

    def __len__(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def check(self) -> None:
        """Raises what `take` would raise at once: OfficeBusy if it is full, OfficeUnavailable if closed."""
        with self._lock:
            self._check()

    def take(self, patience: timedelta, *, is_second_try: bool = False) -> T:
        """A free thing, at once or within `patience`; raises OfficeBusy.

        A second try has stood in line before: it goes to the head and the limit does not count for it.
        """
        place: Future[T] = Future()
        with self._lock:
            if not is_second_try or self._is_closed:
                self._check()
            if self._free:
                return self._free.popleft()
            if is_second_try:
                self._waiting.appendleft(place)
            else:
                self._waiting.append(place)
        return self._wait(place, patience)

    def _check(self) -> None:
        if self._is_closed:
            raise OfficeUnavailable("stopping")
        if not self._free and len(self._waiting) >= self._limit:
            raise OfficeBusy("queue-full")

    def _wait(self, place: Future[T], patience: timedelta) -> T:
        try:
            return place.result(patience.total_seconds())
        except TimeoutError:
            if (thing := self._leave(place)) is not None:
                return thing
            raise OfficeBusy("wait-too-long") from None
        except BaseException:  # a worker's soft time limit, for one, is raised into the middle of a wait
            if (thing := self._leave(place)) is not None:
                self.give(thing)
            raise

    def _leave(self, place: Future[T]) -> T | None:
        """Gives up `place`; what it was handed in this very moment, if anything."""
        with self._lock:
            if place in self._waiting:
                self._waiting.remove(place)
                return None
        return None if place.exception() else place.result()

    def give(self, thing: T) -> None:
        """Hands `thing` to whoever has waited longest, or keeps it for the next to come."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set_result(thing)
            else:
                self._free.append(thing)

    def withdraw(self, thing: T) -> bool:
        """Takes `thing` out of the free ones; False if it was not among them."""
        with self._lock:
            if thing not in self._free:
                return False
            self._free.remove(thing)
            return True

    def close(self) -> None:
        """Sends everybody away, now and from now on."""
        with self._lock:
            self._is_closed = True
            while self._waiting:
                self._waiting.popleft().set_exception(OfficeUnavailable("stopping"))
