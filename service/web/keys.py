"""The key that accepts a revised template: compared without a hint, and not to be guessed by trying."""

from __future__ import annotations

import hmac
import time
from collections import deque
from collections.abc import Callable

from pydantic import SecretStr
from starlette.exceptions import HTTPException

_MOST_WRONG = 10  # tries of one client within the span; whoever mistypes needs three
_SPAN_S = 600.0
_MOST_CLIENTS = 1000  # that are remembered, so that many addresses do not fill the memory


class KeyGuard:
    """Lets those pass who know the key; one client may be wrong a few times."""

    def __init__(self, key: SecretStr | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._key = key.get_secret_value().encode() if key is not None else None
        self._clock = clock
        self._wrong: dict[str, deque[float]] = {}

    @property
    def is_open(self) -> bool:
        """Whether there is a key at all."""
        return self._key is not None

    def check(self, given: str, client: str) -> None:
        """Raises 403 without a key in the settings, 401 for a wrong one, 429 for too many wrong ones."""
        if self._key is None:
            raise HTTPException(403)
        tries = self._recent(client)
        if len(tries) >= _MOST_WRONG:
            wait = max(1, round(tries[0] + _SPAN_S - self._clock()))
            raise HTTPException(429, headers={"Retry-After": str(wait)})
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self._key):
            self._note(client, tries)
            raise HTTPException(401, headers={"WWW-Authenticate": 'Bearer realm="vanban"'})
        self._wrong.pop(client, None)

    def _recent(self, client: str) -> deque[float]:
        tries = self._wrong.get(client, deque())
        while tries and tries[0] <= self._clock() - _SPAN_S:
            tries.popleft()
        return tries

    def _note(self, client: str, tries: deque[float]) -> None:
        tries.append(self._clock())
        self._wrong.pop(client, None)  # and in again at the end: the one unheard of longest goes first
        self._wrong[client] = tries
        while len(self._wrong) > _MOST_CLIENTS:
            self._wrong.pop(next(iter(self._wrong)))
