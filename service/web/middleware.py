"""What every request goes through: an id, a log line, safe headers, a limit to its body, HEAD as GET."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable, Mapping

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import RequestTooLarge
from service.web.problems import answer_bug

_log = structlog.get_logger(__name__)

_SANE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_CLIENT_GONE = 499  # the status that web servers log when a client hangs up

Observe = Callable[[str, str | None, int, float], None]
"""What is told of each request: its method, the pattern of its route, the status, the seconds it took."""

NO_ACTIVE_CONTENT = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_SAFE_HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": NO_ACTIVE_CONTENT,
    "Cache-Control": "no-store",
}


class RequestFrame:
    """Gives each request an id and safe headers, logs it once, and answers what nobody foresaw."""

    def __init__(self, app: ASGIApp, observe: Observe) -> None:
        self._app = app
        self._observe = observe

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, and answers in its stead what went wrong unforeseen."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(Headers(scope=scope).get("x-request-id"))
        scope.setdefault("state", {})["request_id"] = request_id
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started, status = time.perf_counter(), 0

        async def send_framed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-Id"] = request_id
                for name, value in _SAFE_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, send_framed)
        except ClientDisconnect:
            status = _CLIENT_GONE
        except Exception as exc:
            _log.exception("unexpected", exc_info=exc)
            if status:  # half an answer is out: the connection must break
                raise
            await answer_bug(request_id, as_page="show_problem" in scope["state"])(
                scope, receive, send_framed
            )
        finally:
            route, seconds = getattr(scope.get("route"), "path", None), time.perf_counter() - started
            _log.info(
                "request",
                method=scope["method"],
                route=route,
                status=status,
                duration_ms=round(seconds * 1000, 1),
            )
            self._observe(scope["method"], route, status, seconds)


class BodyLimit:
    """Refuses a body of more than `limit_bytes`, counted as it arrives: lengths that are declared may lie."""

    def __init__(self, app: ASGIApp, limit_bytes: int) -> None:
        self._app = app
        self._limit_bytes = limit_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on; reading too much of its body raises `RequestTooLarge`."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "")
        received = int(declared) if declared.isdecimal() and int(declared) > self._limit_bytes else 0

        async def receive_counted() -> Message:
            nonlocal received
            if received > self._limit_bytes:
                raise RequestTooLarge(self._limit_bytes)
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._limit_bytes:
                raise RequestTooLarge(self._limit_bytes)
            return message

        await self._app(scope, receive_counted, send)


class HeadAsGet:
    """Answers HEAD as GET without the body, which FastAPI's routes leave to others."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on as GET if it is HEAD."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, send_without_body)


def _request_id(given: str | None) -> str:
    return given if given and _SANE_ID.fullmatch(given) else uuid.uuid4().hex
