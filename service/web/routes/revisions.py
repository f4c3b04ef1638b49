"""The template in use, and a revised one in its place: `GET` and `PUT /v1/templates/{kind}`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from service.generate import Format
from service.web.attachments import content_disposition
from service.web.context import GivenContext, KindName
from service.web.findings import TemplateFindingEntry, spell_template_finding
from service.web.negotiation import MEDIA_TYPES
from service.web.problems import openapi_problems

router = APIRouter(prefix="/v1/templates", tags=["Mẫu văn bản"])

_DOCX = MEDIA_TYPES[Format.DOCX]
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Tệp Word của mẫu đang dùng.",
        "content": {_DOCX: _BINARY},
        "headers": {"ETag": {"description": "SHA-256 của mẫu.", "schema": {"type": "string"}}},
    },
    304: {"description": "Mẫu vẫn như If-None-Match nêu."},
}
_PUT: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "Bản sửa của mẫu (DOCX).",
        "content": {_DOCX: _BINARY},
    },
    "parameters": [
        {
            "name": "Authorization",
            "in": "header",
            "required": True,
            "description": "Bearer và khóa chấp nhận mẫu.",
            "schema": {"type": "string"},
        },
        {
            "name": "If-Match",
            "in": "header",
            "required": True,
            "description": "SHA-256, trong ngoặc kép, của mẫu mà bản sửa dựa trên: ETag khi tải mẫu về.",
            "schema": {"type": "string"},
        },
    ],
}


class NoQuery(BaseModel):
    """No query parameter is known; any is refused, so that no typing error goes by."""

    model_config = ConfigDict(extra="forbid")


class AcceptedTemplate(BaseModel):
    """A revision that is in use from now on (mẫu mới đã được dùng)."""

    kind: str = Field(examples=["notice"])
    template_sha256: str = Field(description="SHA-256 của mẫu đang dùng, như mọi văn bản lập từ nay mang.")
    previous_sha256: str = Field(description="SHA-256 của mẫu trước đó, còn giữ trong thư mục history.")
    findings: list[TemplateFindingEntry] = Field(description="Các điểm nên xem, không ngăn việc dùng mẫu.")


@router.get(
    "/{kind}",
    summary="Tải mẫu đang dùng",
    response_class=Response,
    responses={**_FILE, **openapi_problems("kind-unknown", "query-invalid")},
)
async def download_template(
    kind: KindName, _query: Annotated[NoQuery, Query()], request: Request, context: GivenContext
) -> Response:
    """Tệp Word của mẫu đang dùng cho loại `kind`."""
    edition = context.generator.edition(kind)
    headers = {
        "ETag": f'"{edition.template.sha256}"',
        "Content-Disposition": content_disposition(f"Mẫu {edition.kind.title}", ".docx"),
    }
    if edition.template.sha256 in _tags(request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    return Response(edition.source, headers=headers, media_type=_DOCX)


@router.put(
    "/{kind}",
    summary="Chấp nhận bản sửa của mẫu",
    openapi_extra=_PUT,
    responses=openapi_problems(
        "kind-unknown",
        "key-wrong",
        "acceptance-off",
        "template-changed",
        "request-too-large",
        "revision-refused",
        "query-invalid",
        "precondition-missing",
        "too-many-attempts",
        "templates-unwritable",
    ),
)
async def accept_template(
    kind: KindName, _query: Annotated[NoQuery, Query()], request: Request, context: GivenContext
) -> AcceptedTemplate:
    """Bản sửa được kiểm tra, dọn, lưu vào thư mục mẫu và dùng ngay; mẫu trước còn giữ trong `history`."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    context.key_guard.check(key.strip() if scheme.lower() == "bearer" else "", client_of(request))
    context.generator.catalog.get(kind)
    based_on = _tags(request.headers.get("if-match", ""))
    if len(based_on) != 1:  # `*` would overwrite what somebody else accepted meanwhile
        raise HTTPException(428)
    accepted = await context.accept_template(kind, await request.body(), based_on[0])
    return AcceptedTemplate(
        kind=kind,
        template_sha256=accepted.edition.template.sha256,
        previous_sha256=accepted.previous_sha256,
        findings=[spell_template_finding(finding) for finding in accepted.revision.findings],
    )


def client_of(request: Request) -> str:
    """The address a request comes from."""
    return request.client.host if request.client else ""


def _tags(header: str) -> list[str]:
    """The strong entity tags in a header, without their quotes."""
    tags = [tag.strip() for tag in header.split(",")]
    return [tag[1:-1] for tag in tags if len(tag) > 2 and tag[0] == tag[-1] == '"']
