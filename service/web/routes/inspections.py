"""The checks of an inspection itself: `POST /v1/inspections/check`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from service.domain.checks import CheckFinding, Level
from service.messages import describe_finding
from service.web.context import GivenContext
from service.web.negotiation import check_is_inspection
from service.web.openapi import INSPECTION_BODY
from service.web.problems import openapi_problems

router = APIRouter(prefix="/v1/inspections", tags=["Dữ liệu"])


class CheckQuery(BaseModel):
    """No query parameter is known; any is refused, so that no typing error goes by."""

    model_config = ConfigDict(extra="forbid")


class CheckedFinding(BaseModel):
    """One finding of a check (một kết quả kiểm tra)."""

    rule: str = Field(examples=["TIME-01"], description="Mã quy tắc; DATA là dữ liệu thiếu hoặc sai.")
    also: list[str] = Field(examples=[["XDOC-10"]], description="Quy tắc khác cùng nói điều này.")
    level: Level = Field(description="error: không lập văn bản; warning: cần xem lại; info: để biết.")
    pointer: str = Field(examples=["#/units/0/visit/end"], description="Vị trí trong dữ liệu (JSON Pointer).")
    label: str = Field(examples=["Ngày ban hành"], description="Tên tiếng Việt của mục.")
    code: str = Field(examples=["time-01"], description="Mã của trường hợp, không đổi.")
    unit: str | None = Field(examples=["so-cong-thuong"], description="Mã đơn vị; không có khi về cả cuộc.")
    detail: str = Field(description="Sai gì, sửa thế nào.")


class CheckReport(BaseModel):
    """What the checks say of an inspection (kết quả kiểm tra dữ liệu)."""

    errors: int = Field(description="Số lỗi; có lỗi thì không lập được văn bản.")
    warnings: int = Field(description="Số cảnh báo.")
    infos: int = Field(description="Số lưu ý.")
    findings: list[CheckedFinding] = Field(description="Lỗi trước, rồi cảnh báo, rồi lưu ý.")


@router.post(
    "/check",
    summary="Kiểm tra dữ liệu của cuộc kiểm tra",
    openapi_extra=INSPECTION_BODY,
    responses=openapi_problems(
        "request-too-large",
        "media-type-unsupported",
        "json-malformed",
        "workbook-unreadable",
        "query-invalid",
    ),
)
async def check_inspection(
    _query: Annotated[CheckQuery, Query()], request: Request, context: GivenContext
) -> CheckReport:
    """Thiếu, sai, mâu thuẫn, quá thời hạn, căn cứ hết hiệu lực, cơ quan không còn: tất cả trong một lần."""
    check_is_inspection(request.headers)
    return _report(await context.check(await request.body()))


def _report(findings: tuple[CheckFinding, ...]) -> CheckReport:
    levels = [finding.level for finding in findings]
    return CheckReport(
        errors=levels.count(Level.ERROR),
        warnings=levels.count(Level.WARNING),
        infos=levels.count(Level.INFO),
        findings=[_describe(finding) for finding in findings],
    )


def _describe(finding: CheckFinding) -> CheckedFinding:
    return CheckedFinding(
        rule=finding.rule,
        also=list(finding.also),
        level=finding.level,
        pointer=finding.pointer,
        label=finding.label,
        code=finding.code,
        unit=finding.unit,
        detail=describe_finding(finding),
    )
