"""Errors as RFC 9457 problems: one table from error to status, one answer for all of them, in Vietnamese."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

import structlog
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from service.errors import (
    ClerkError,
    DataInvalid,
    EditorError,
    Fixer,
    KindUnknown,
    OperatorError,
    RequestTooLarge,
    RevisionRefused,
    ServiceError,
    TemplateChanged,
)
from service.messages import TEXTS, Message, describe, describe_code, describe_fault
from service.web.findings import TemplateFindingEntry, spell_template_finding
from service.web.html import answer_page

MEDIA_TYPE = "application/problem+json"

_log = structlog.get_logger(__name__)

# The nearest class in the tree counts.
_STATUSES: Mapping[type[ServiceError], int] = {
    KindUnknown: 404,
    RequestTooLarge: 413,
    ClerkError: 422,
    TemplateChanged: 412,
    RevisionRefused: 422,
    EditorError: 500,
    OperatorError: 503,
}
HTTP_CODES: Mapping[int, str] = {
    401: "key-wrong",
    403: "acceptance-off",
    404: "route-unknown",
    405: "method-not-allowed",
    406: "not-acceptable",
    415: "media-type-unsupported",
    428: "precondition-missing",
    429: "too-many-attempts",
}
_RETRY_AFTER_S = 5  # some tens of waiting conversions are done by then


class Fault(BaseModel):
    """One thing wrong with the data (một chỗ chưa đúng)."""

    pointer: str = Field(
        examples=["#/units/0/visit/start"], description="Vị trí trong dữ liệu (JSON Pointer)."
    )
    code: str = Field(examples=["missing"], description="Mã lỗi, không đổi.")
    label: str = Field(examples=["Người ký"], description="Tên tiếng Việt của mục.")
    detail: str = Field(examples=["Thiếu «Người ký». Hãy nhập mục này."], description="Sai gì, sửa thế nào.")


class Problem(BaseModel):
    """Why a request was not carried out (RFC 9457)."""

    model_config = ConfigDict(title="Problem")

    type: str = Field(
        examples=["/problems/data-invalid"], description="Loại lỗi; chương trình chỉ dựa vào mục này."
    )
    title: str = Field(examples=["Dữ liệu chưa đúng"])
    status: int = Field(examples=[422])
    detail: str = Field(description="Trường hợp này sai gì và phải làm gì.")
    instance: str = Field(description="Mã yêu cầu, như trong X-Request-Id và nhật ký.")
    errors: list[Fault] | None = Field(default=None, description="Từng chỗ chưa đúng của dữ liệu.")
    findings: list[TemplateFindingEntry] | None = Field(
        default=None, description="Từng điểm tìm thấy trong bản sửa của mẫu."
    )


def status_of(error: ServiceError | type[ServiceError]) -> int:
    """The HTTP status that tells of `error`."""
    kind = error if isinstance(error, type) else type(error)
    return next(_STATUSES[ancestor] for ancestor in kind.__mro__ if ancestor in _STATUSES)


def answer_bug(request_id: str, *, as_page: bool = False) -> Response:
    """The answer to an exception that nobody foresaw; it tells nothing of what happened inside."""
    answer = _answer(500, "about:blank", describe_code("unexpected"), request_id)
    if as_page:
        return answer_page("unexpected.html", status=500, problem=json.loads(bytes(answer.body)))
    return answer


def openapi_problems(*codes: str) -> dict[int | str, dict[str, Any]]:
    """The problems called `codes` as OpenAPI describes the answers of a route, one entry per status."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    titles: dict[int, list[str]] = {}
    for code in (*codes, "unexpected"):
        titles.setdefault(STATUS_BY_CODE[code], []).append(f"`{code}`: {TEXTS[code].title}")
    return {status: {"description": "; ".join(names), "content": content} for status, names in titles.items()}


def answer_refusal(error: ServiceError, request_id: str) -> Response:
    """The answer to a request that `error` kept from being carried out."""
    status = status_of(error)
    headers = {"Retry-After": str(_RETRY_AFTER_S)} if status == 503 else {}
    return _answer(status, f"/problems/{error.code}", describe(error), request_id, headers, _more(error))


async def _answer_service_error(request: Request, error: ServiceError) -> Response:
    structlog.contextvars.bind_contextvars(problem=error.code)
    if status_of(error) >= 500:  # facts of what a caller can put right are data, which no log may hold
        _log.error("failed", facts=error.facts, exc_info=error.__cause__)
    return answer_refusal(error, request.state.request_id)


async def _answer_http_error(request: Request, error: HTTPException) -> Response:
    headers = dict(error.headers or {})
    if error.status_code == 405 and request.method == "OPTIONS":
        return Response(status_code=204, headers=headers)
    code = HTTP_CODES.get(error.status_code)
    structlog.contextvars.bind_contextvars(problem=code or "http")
    facts = {"method": request.method, "known": error.detail}
    type_ = f"/problems/{code}" if code else "about:blank"
    message = describe_code(code or "unexpected", facts)
    return _answer(error.status_code, type_, message, request.state.request_id, headers)


async def _answer_query_error(request: Request, error: RequestValidationError) -> Response:
    structlog.contextvars.bind_contextvars(problem="query-invalid")
    names = ", ".join(f"«{str(fault['loc'][-1])[:100]}»" for fault in error.errors())
    message = describe_code("query-invalid", {"parameters": names})
    return _answer(422, "/problems/query-invalid", message, request.state.request_id)


def _more(error: ServiceError) -> dict[str, Any]:
    """What a problem holds besides the members that all have."""
    if isinstance(error, DataInvalid):
        return {"errors": _spell_faults(error)}
    if isinstance(error, RevisionRefused):
        return {"findings": [spell_template_finding(finding).model_dump() for finding in error.findings]}
    return {}


def _spell_faults(error: DataInvalid) -> list[dict[str, str]]:
    return [
        {"pointer": fault.pointer, "code": fault.code, "label": fault.label, "detail": describe_fault(fault)}
        for fault in error.faults
    ]


def _answer(
    status: int,
    type_: str,
    message: Message,
    request_id: str,
    headers: Mapping[str, str] | None = None,
    more: Mapping[str, Any] | None = None,
) -> Response:
    problem: dict[str, Any] = {
        "type": type_,
        "title": message.title,
        "status": status,
        "detail": message.detail,
        "instance": request_id,
        **(more or {}),
    }
    # "replace": a name that a caller made up may hold half a character, and this answer must not fail.
    body = json.dumps(problem, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, status, {"Content-Language": "vi", **(headers or {})}, MEDIA_TYPE)


def _kinds_of_error() -> list[type[ServiceError]]:
    """Every error that has a code."""
    kinds = list(ServiceError.__subclasses__())
    for kind in kinds:
        kinds.extend(kind.__subclasses__())
    return [kind for kind in kinds if "code" in vars(kind)]


def _statuses_by_code() -> dict[str, int]:
    statuses = {code: status for status, code in HTTP_CODES.items()}
    statuses |= {kind.code: status_of(kind) for kind in _kinds_of_error()}
    return {**statuses, "query-invalid": 422, "unexpected": 500}


STATUS_BY_CODE: Mapping[str, int] = _statuses_by_code()
FIXER_BY_CODE: Mapping[str, Fixer] = {kind.code: kind.fixer for kind in _kinds_of_error()}

_Handler = Callable[[Request, Any], Coroutine[Any, Any, Response]]


def _shown(handler: _Handler) -> _Handler:
    """`handler`, whose problem is shown as a page to those who asked for one.

    A route of pages puts into `request.state.show_problem` what makes a page of a problem.
    """

    async def handle(request: Request, error: Any) -> Response:
        answer = await handler(request, error)
        show = getattr(request.state, "show_problem", None)
        if show is None or answer.media_type != MEDIA_TYPE:
            return answer
        page: Response = await show(json.loads(bytes(answer.body)))
        page.status_code = answer.status_code
        page.headers.update({name: value for name, value in answer.headers.items() if name == "retry-after"})
        return page

    return handle


HANDLERS: dict[int | type[Exception], _Handler] = {
    ServiceError: _shown(_answer_service_error),
    HTTPException: _shown(_answer_http_error),
    RequestValidationError: _shown(_answer_query_error),
}
