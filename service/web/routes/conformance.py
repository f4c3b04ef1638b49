"""How a finished document stands to the rules: `POST /v1/conformance`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from service.conformance import Level, Verdict
from service.errors import DocumentUnreadable
from service.web.context import GivenContext
from service.web.problems import openapi_problems

router = APIRouter(prefix="/v1/conformance", tags=["Thể thức"])

_FIELD = "file"
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
                            "description": "Văn bản DOCX hoặc PDF.",
                        }
                    },
                }
            }
        },
    }
}


class ConformanceQuery(BaseModel):
    """No query parameter is known; any is refused, so that no typing error goes by."""

    model_config = ConfigDict(extra="forbid")


class MeasuredPlace(BaseModel):
    """Where something stands (vị trí)."""

    label: str = Field(examples=["bảng 1, hàng 1, ô 2, đoạn 1"], description="Vị trí bằng lời.")
    quote: str = Field(description="Chữ tại đó.")
    page: int | None
    paragraph: int | None
    table: int | None
    row: int | None
    cell: int | None


class MeasuredFinding(BaseModel):
    """What one rule says of the document (kết quả của một quy tắc)."""

    rule: str = Field(examples=["ND30-HDR-01"], description="Mã quy tắc.")
    level: Level = Field(description="MUST: bắt buộc; SHOULD: theo mẫu; HOUSE: thông lệ, không phải vi phạm.")
    citation: str = Field(examples=["PL I.P1.II.1.a"], description="Điều khoản.")
    verdict: Verdict = Field(description="Kết quả.")
    breach: bool = Field(description="Trái một quy định bắt buộc; thông lệ và mẫu không bao giờ là vi phạm.")
    where: MeasuredPlace | None = Field(description="Vị trí; không có khi về cả văn bản.")
    found: str = Field(description="Thấy gì, hoặc vì sao không đánh giá được.")
    asked: str = Field(description="Quy định thế nào.")


class ConformanceReport(BaseModel):
    """How a document stands to every rule (kết quả kiểm tra thể thức)."""

    rule_set: str = Field(examples=["nd30-2020"], description="Bộ quy tắc.")
    medium: str = Field(examples=["docx"], description="docx hoặc pdf.")
    conforms: bool = Field(description="Không trái quy định bắt buộc nào.")
    rules: dict[Verdict, int] = Field(description="Số quy tắc theo kết quả.")
    findings: list[MeasuredFinding] = Field(description="Theo thứ tự quy tắc; mỗi quy tắc có ít nhất một.")


@router.post(
    "",
    summary="Kiểm tra thể thức của một văn bản",
    openapi_extra=_BODY,
    responses=openapi_problems(
        "request-too-large", "media-type-unsupported", "document-unreadable", "query-invalid"
    ),
)
async def check_conformance(
    _query: Annotated[ConformanceQuery, Query()], request: Request, context: GivenContext
) -> ConformanceReport:
    """Văn bản DOCX hoặc PDF so với Nghị định 30/2020/NĐ-CP, từng quy tắc, kèm vị trí và điều khoản."""
    content = await _read_upload(request)
    return ConformanceReport.model_validate(await context.measure(content))


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
