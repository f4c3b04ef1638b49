"""How templates stand and what was found in them, as the interface tells it."""

from __future__ import annotations

from pydantic import BaseModel, Field

from service.messages import describe
from service.messages.templates import describe_template_finding
from service.revisions import Severity, TemplateFinding
from service.revisions.store import Refusal


class TemplateFindingEntry(BaseModel):
    """One thing to know about a revised template (một điểm cần xem)."""

    code: str = Field(examples=["placeholder-unknown"], description="Mã, không đổi.")
    severity: Severity = Field(description="error: chưa dùng được; warning: nên xem; note: để biết.")
    place: str = Field(examples=["bảng 1, hàng 2, ô 3, đoạn 1"], description="Vị trí trong Word.")
    quoted: str = Field(description="Chữ tại đó.")
    detail: str = Field(description="Sai gì.")
    suggestion: str = Field(description="Nên sửa thế nào.")


class RefusalEntry(BaseModel):
    """Why the file in the templates folder is not in use (vì sao tệp trong thư mục mẫu không được dùng)."""

    template_sha256: str | None = Field(
        description="SHA-256 của tệp bị từ chối; không có khi không đọc được."
    )
    detail: str = Field(description="Vì sao không dùng được.")
    findings: list[TemplateFindingEntry] = Field(description="Mọi điểm tìm thấy trong tệp ấy.")


def spell_template_finding(finding: TemplateFinding) -> TemplateFindingEntry:
    """`finding` with what to say of it."""
    message = describe_template_finding(finding)
    return TemplateFindingEntry(
        code=finding.code,
        severity=finding.severity,
        place=finding.place,
        quoted=finding.quoted,
        detail=message.detail,
        suggestion=message.suggestion,
    )


def spell_refusal(refusal: Refusal) -> RefusalEntry:
    """`refusal` with what to say of it."""
    errors = sum(finding.severity is Severity.ERROR for finding in refusal.findings)
    detail = describe(refusal.error).detail if refusal.error else f"Tệp có {errors} lỗi phải sửa."
    return RefusalEntry(
        template_sha256=refusal.sha256,
        detail=detail,
        findings=[spell_template_finding(finding) for finding in refusal.findings],
    )
