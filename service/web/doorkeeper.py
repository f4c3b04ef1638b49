"""Refuses PDFs that no office could be found for before anything else is done for their requests."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from urllib.parse import parse_qs

import structlog
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from service.errors import FormatUnknown, OfficeBusy, OfficeUnavailable
from service.generate import Format
from service.web.negotiation import choose_format
from service.web.problems import answer_refusal

_FOLDER = "/v1/documents/"
_ROUTE = SimpleNamespace(path=f"{_FOLDER}{{kind}}")  # for the log and the metrics, where routes are looked at


class Doorkeeper:
    """Lets everybody in but those who want a PDF when `check` raises.

    Two hundred who come at once are told so in a third of the time that reading their requests would take;
    the route itself asks the same again.
    """

    def __init__(self, app: ASGIApp, check: Callable[[], None]) -> None:
        self._app = app
        self._check = check

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or answers 503."""
        if scope["type"] == "http" and scope["path"].startswith(_FOLDER) and _wants_pdf(scope):
            try:
                self._check()
            except (OfficeBusy, OfficeUnavailable) as error:
                scope["route"] = _ROUTE
                structlog.contextvars.bind_contextvars(problem=error.code)
                await answer_refusal(error, scope["state"]["request_id"])(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _wants_pdf(scope: Scope) -> bool:
    query = parse_qs(scope["query_string"].decode("latin-1"))
    try:
        format = choose_format(query.get("format", [None])[-1], Headers(scope=scope).get("accept"))
    except (FormatUnknown, HTTPException):  # told by the route, with all else that is wrong
        return False
    return format is not Format.DOCX
