"""A revised template before it is accepted: `POST /v1/templates/{kind}/check`."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from service.errors import DocumentUnreadable, RevisionRefused
from service.generate import Format
from service.messages import describe_tidying
from service.revisions import Revision
from service.revisions.preview import preview_revision
from service.web.attachments import content_disposition
from service.web.context import Context, GivenContext, KindName
from service.web.findings import TemplateFindingEntry, spell_template_finding
from service.web.negotiation import MEDIA_TYPES
from service.web.problems import openapi_problems

router = APIRouter(prefix="/v1/templates", tags=["Mẫu văn bản"])

_FIELD = "file"
_DOCX, _PDF = MEDIA_TYPES[Format.DOCX], MEDIA_TYPES[Format.PDF]
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": [_FIELD],
                    "properties": {
                        _FIELD: {
                            "type": "string",
                            "format": "binary",
                            "description": "Bản sửa của mẫu (DOCX).",
                        }
                    },
                }
            }
        },
    }
}


class Wanted(StrEnum):
    """What a check answers with."""

    FINDINGS = "findings"
    TIDIED = "tidied"
    PREVIEW = "preview"


class CheckQuery(BaseModel):
    """What is wanted of the check."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    wanted: Wanted = Field(
        default=Wanted.FINDINGS,
        alias="return",
        description="findings: các điểm tìm thấy (JSON); tidied: mẫu đã dọn (DOCX); "
        "preview: một văn bản ví dụ lập bằng bản sửa (PDF).",
    )
    sample: int = Field(default=0, ge=0, le=99, description="Ví dụ thứ mấy để xem trước, từ 0.")


class RevisionReport(BaseModel):
    """What was found in a revised template (kết quả kiểm tra bản sửa của mẫu)."""

    kind: str = Field(examples=["notice"], description="Loại văn bản.")
    sha256: str = Field(description="SHA-256 của tệp gửi lên.")
    is_acceptable: bool = Field(description="Không có lỗi nào ngăn việc dùng.")
    findings: list[TemplateFindingEntry] = Field(description="Mọi điểm tìm thấy, lỗi trước.")
    tidied: list[str] = Field(description="Những gì việc dọn mẫu đã đổi.")


_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Kết quả, mẫu đã dọn hoặc bản xem trước, theo `return`.",
        "content": {_DOCX: _BINARY, _PDF: _BINARY},
    }
}


@router.post(
    "/{kind}/check",
    summary="Kiểm tra bản sửa của mẫu",
    openapi_extra=_BODY,
    response_model=RevisionReport,
    responses={
        **_ANSWERS,
        **openapi_problems(
            *("kind-unknown", "request-too-large", "media-type-unsupported", "document-unreadable"),
            *("query-invalid", "revision-refused", "office-busy", "office-unavailable"),
            *("conversion-timed-out", "conversion-failed", "result-rejected"),
        ),
    },
)
async def check_template(
    kind: KindName, query: Annotated[CheckQuery, Query()], request: Request, context: GivenContext
) -> Response:
    """Bản sửa của mẫu được đọc hết một lượt: mọi điểm sai kèm vị trí trong Word và cách sửa. Không lưu gì."""
    context.generator.catalog.get(kind)
    revision = await context.check_template(kind, await _read_upload(request))
    if query.wanted is Wanted.TIDIED:
        return _answer_tidied(revision)
    if query.wanted is Wanted.PREVIEW:
        return await _answer_preview(context, revision, query.sample)
    return JSONResponse(_report(revision).model_dump(mode="json"))


def _report(revision: Revision) -> RevisionReport:
    return RevisionReport(
        kind=revision.kind,
        sha256=revision.sha256,
        is_acceptable=revision.is_acceptable,
        findings=[spell_template_finding(finding) for finding in revision.findings],
        tidied=list(describe_tidying(revision.changes)),
    )


def _answer_tidied(revision: Revision) -> Response:
    if not revision.is_readable:
        raise RevisionRefused(revision.kind, revision.findings)
    headers = {"Content-Disposition": content_disposition(f"template-{revision.kind}", ".docx")}
    return Response(revision.tidied, headers=headers, media_type=_DOCX)


async def _answer_preview(context: Context, revision: Revision, sample: int) -> Response:
    if not revision.is_acceptable:
        raise RevisionRefused(revision.kind, revision.findings)
    make = partial(
        preview_revision,
        context.generator.fixed(),
        context.office,
        revision,
        context.templates.samples,
        sample,
        is_compared=False,
    )
    preview = await context.convert(make)
    if preview is None:  # nothing to fill it with; a finding says so
        raise RevisionRefused(revision.kind, revision.findings)
    headers = {"Content-Disposition": "inline"}
    return Response(preview.pdf, headers=headers, media_type=_PDF)


async def _read_upload(request: Request) -> bytes:
    """The one file of a multipart body."""
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise HTTPException(415)
    try:
        async with request.form(max_files=1, max_fields=1) as form:
            upload = form.get(_FIELD)
            if not isinstance(upload, UploadFile):
                raise DocumentUnreadable("no-file")
            return await upload.read()
    except HTTPException as exc:  # what the parser of forms says of a malformed body
        raise DocumentUnreadable("multipart") from exc
