"""The kinds of document there are, and what their templates print."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, Field

from service.domain.issuance import IssuerRole
from service.kinds import Form, Kind, Scope
from service.revisions.store import State
from service.web.context import Context, GivenContext, KindName
from service.web.findings import RefusalEntry, TemplateFindingEntry, spell_refusal, spell_template_finding
from service.web.problems import openapi_problems

router = APIRouter(prefix="/v1/kinds", tags=["Loại văn bản"])


class KindSummary(BaseModel):
    """One kind of document (loại văn bản)."""

    name: str = Field(description="Tên dùng trong địa chỉ và câu lệnh.", examples=["notice"])
    title: str = Field(description="Tên gọi.", examples=["Thông báo lịch kiểm tra"])
    type_name: str = Field(description="Tên loại theo Nghị định 30.", examples=["Thông báo"])
    abbreviation: str | None = Field(description="Chữ viết tắt tên loại trong ký hiệu.", examples=["TB"])
    order: int = Field(description="Thứ tự trong cuộc kiểm tra.")
    form: Form = Field(description="Mẫu trình bày theo Nghị định 30, Phụ lục III.")
    scope: Scope = Field(description="Lập một lần cho cuộc kiểm tra hay cho từng đơn vị.")
    issuer: IssuerRole = Field(description="Cơ quan ban hành.")
    template_sha256: str = Field(description="SHA-256 của mẫu đang dùng.")
    template_state: State = Field(
        description="in-use: tệp trong thư mục mẫu đang dùng; flawed: đang dùng nhưng có lỗi phải sửa; "
        "refused: tệp ấy bị từ chối, mẫu cũ vẫn dùng."
    )


class PlaceholderEntry(BaseModel):
    """One value that templates may print (trường)."""

    path: str = Field(examples=["unit.body.name"])
    label: str = Field(examples=["Tên cơ quan, tổ chức"])
    description: str
    sample: str


class KindDetail(KindSummary):
    """One kind of document with all that its template asks for."""

    needs: dict[str, tuple[str, ...]] = Field(
        description="Phần dữ liệu không thể thiếu: luôn luôn (always) và thêm trong từng trường hợp.",
        examples=[{"always": ["unit.visit"]}],
    )
    placeholders: tuple[PlaceholderEntry, ...] = Field(description="Các trường mẫu được dùng.")
    refusal: RefusalEntry | None = Field(
        description="Vì sao tệp trong thư mục mẫu bị từ chối, khi bị từ chối."
    )
    flaws: list[TemplateFindingEntry] = Field(description="Mọi điểm tìm thấy trong mẫu, khi mẫu có lỗi.")


class KindList(BaseModel):
    """Every kind of document, in the order of the cycle."""

    kinds: list[KindSummary]


@router.get("", summary="Các loại văn bản", responses=openapi_problems())
async def list_kinds(context: GivenContext) -> KindList:
    """Mọi loại văn bản, theo thứ tự của cuộc kiểm tra."""
    return KindList(kinds=[KindSummary.model_validate(_facts(context, k)) for k in context.generator.catalog])


@router.get("/{kind}", summary="Một loại văn bản", responses=openapi_problems("kind-unknown"))
async def show_kind(kind: KindName, context: GivenContext) -> KindDetail:
    """Một loại văn bản, phần dữ liệu nó cần và các trường mẫu được dùng."""
    found = context.generator.catalog.get(kind)
    placeholders = [
        PlaceholderEntry.model_validate(entry, from_attributes=True)
        for entry in context.generator.placeholders(kind)
    ]
    standing = context.templates.standing(kind)
    return KindDetail.model_validate(
        {
            **_facts(context, found),
            "needs": found.needs,
            "placeholders": placeholders,
            "refusal": spell_refusal(standing.refusal) if standing.refusal else None,
            "flaws": [spell_template_finding(finding) for finding in standing.flaws],
        }
    )


def _facts(context: Context, kind: Kind) -> dict[str, object]:
    facts = kind.model_dump(include=set(KindSummary.model_fields))
    standing = context.templates.standing(kind.name)
    return {**facts, "template_sha256": standing.template_sha256, "template_state": standing.state}
