"""Whether the service lives, and whether it is ready for work."""

from __future__ import annotations

from dataclasses import asdict
from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from service.web.context import GivenContext

router = APIRouter(prefix="/health", tags=["Vận hành"])


class Liveness(BaseModel):
    """That the process answers."""

    status: Literal["alive"] = "alive"


class Components(BaseModel):
    """What the service needs for its work, part by part."""

    kinds: int = Field(description="Số loại văn bản có mẫu dùng được.")
    font: str = Field(
        description="Phông chữ thay cho Times New Roman khi tạo PDF.", examples=["Liberation Serif"]
    )
    office: dict[str, int] = Field(
        description="Bộ chuyển đổi PDF: số LibreOffice sẵn sàng, đang bận, số yêu cầu đang chờ ..."
    )


class Readiness(BaseModel):
    """Whether every format can be made right now."""

    status: Literal["ready", "not-ready"]
    components: Components


@router.get("/live", summary="Dịch vụ còn sống")
async def show_liveness() -> Liveness:
    """Luôn trả lời ngay khi tiến trình còn chạy."""
    return Liveness()


@router.get(
    "/ready",
    summary="Dịch vụ sẵn sàng",
    responses={503: {"model": Readiness, "description": "Chưa tạo được PDF; DOCX vẫn lập được."}},
)
async def show_readiness(context: GivenContext, response: Response) -> Readiness:
    """Sẵn sàng khi mọi mẫu dùng được, phông chữ đúng và bộ chuyển đổi PDF nhận việc."""
    is_ready = context.office.is_ready
    response.status_code = 200 if is_ready else 503
    return Readiness(
        status="ready" if is_ready else "not-ready",
        components=Components(
            kinds=len(context.generator.catalog.names),
            font=context.font,
            office=asdict(context.office.status()),
        ),
    )
