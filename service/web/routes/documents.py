"""One document: `POST /v1/documents/{kind}`."""

from __future__ import annotations

from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from service.generate import Format
from service.web.attachments import answer_with
from service.web.context import GivenContext, KindName
from service.web.negotiation import MEDIA_TYPES, check_is_inspection, choose_format
from service.web.openapi import INSPECTION_BODY
from service.web.problems import openapi_problems

router = APIRouter(prefix="/v1/documents", tags=["Văn bản"])

_HEADERS = {
    "Content-Disposition": "Tên tệp, có dấu (filename*) và không dấu (filename).",
    "ETag": "SHA-256 của nội dung: cùng yêu cầu thì cùng nội dung.",
    "X-Vanban-Pages": "Số trang, khi có PDF.",
    "X-Vanban-Template-SHA256": "SHA-256 của mẫu đã dùng.",
    "X-Vanban-Warnings": "Mã các quy tắc mà dữ liệu chưa đạt, khi có; xem POST /v1/inspections/check.",
}
_DOCUMENT: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Văn bản; `both` là tệp ZIP gồm cả DOCX và PDF.",
        "content": {
            type_: {"schema": {"type": "string", "format": "binary"}} for type_ in MEDIA_TYPES.values()
        },
        "headers": {
            name: {"description": text, "schema": {"type": "string"}} for name, text in _HEADERS.items()
        },
    }
}


class DocumentQuery(BaseModel):
    """The query of the route; a parameter that is not here is refused, so that no typing error goes by."""

    model_config = ConfigDict(extra="forbid")

    unit: str | None = Field(default=None, description="Mã đơn vị, khi loại văn bản lập theo đơn vị.")
    format: str | None = Field(
        default=None,
        description="Định dạng; không có thì theo trường Accept, rồi mới đến DOCX.",
        json_schema_extra={"enum": [format.value for format in Format]},
    )


@router.post(
    "/{kind}",
    summary="Lập một văn bản",
    response_class=Response,
    openapi_extra=INSPECTION_BODY,
    responses={
        **_DOCUMENT,
        **openapi_problems(
            "kind-unknown",
            "not-acceptable",
            "request-too-large",
            "media-type-unsupported",
            "json-malformed",
            "workbook-unreadable",
            "data-invalid",
            "unit-missing",
            "unit-unknown",
            "unit-not-allowed",
            "format-unknown",
            "query-invalid",
            "template-failed",
            "office-unavailable",
            "office-busy",
            "conversion-timed-out",
            "conversion-failed",
            "result-rejected",
        ),
    },
)
async def generate_document(
    kind: KindName, query: Annotated[DocumentQuery, Query()], request: Request, context: GivenContext
) -> Response:
    """Văn bản thuộc loại `kind`, lập từ dữ liệu của cuộc kiểm tra; cùng yêu cầu thì cùng nội dung."""
    context.generator.catalog.get(kind)
    check_is_inspection(request.headers)
    format = choose_format(query.format, request.headers.get("accept"))
    structlog.contextvars.bind_contextvars(kind=kind, format=format.value)
    # The bytes as they came: FastAPI's own reading of JSON lets duplicate keys and NaN through.
    document = await context.generate(await request.body(), kind, query.unit or None, format)
    return answer_with(document, format)
