"""Speaks XML-RPC with an office's worker over a socket that is a file, and says what its failures mean."""

from __future__ import annotations

import errno
import http.client
import socket
import xmlrpc.client
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Lock
from typing import Any
from xml.parsers.expat import ExpatError

from service.conversion.failures import DocumentRefused, NoRoom, OfficeHung, OfficeLost

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Worker:
    """The worker's XML-RPC methods, through one kept connection."""

    def __init__(self, path: Path) -> None:
        self._lock = Lock()
        self._transport = _LocalTransport(path)
        self._proxy = xmlrpc.client.ServerProxy("http://worker", self._transport, allow_none=True)

    def call(self, method: str, *arguments: Any, limit: timedelta) -> Any:
        """What `method` answers within `limit`."""
        with self._lock:
            self._transport.limit_seconds = limit.total_seconds()
            return getattr(self._proxy, method)(*arguments)

    def close(self) -> None:
        """Closes the connection, after the call that is under way."""
        with self._lock:
            self._transport.close()


class _LocalTransport(xmlrpc.client.Transport):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self.limit_seconds = 0.0
        self._line = _LocalConnection(path)

    def make_connection(self, host: Any) -> http.client.HTTPConnection:
        self._connection = host, self._line  # where the base class looks for what it must close
        self._line.set_limit(self.limit_seconds)
        return self._line


class _LocalConnection(http.client.HTTPConnection):
    def __init__(self, path: Path) -> None:
        super().__init__("worker")
        self._path = path

    def set_limit(self, seconds: float) -> None:
        self.timeout = seconds
        if self.sock is not None:
            self.sock.settimeout(seconds)

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))


@contextmanager
def translating_errors() -> Iterator[None]:
    """Turns every failure of a call, and of the files passed with it, into one of our four."""
    try:
        yield
    except xmlrpc.client.Fault as exc:
        raise DocumentRefused from exc
    except TimeoutError as exc:
        raise OfficeHung("no-answer") from exc
    except (OSError, http.client.HTTPException, xmlrpc.client.Error, ExpatError) as exc:
        if isinstance(exc, OSError) and exc.errno in _NO_ROOM:
            raise NoRoom from exc
        raise OfficeLost(type(exc).__name__) from exc
