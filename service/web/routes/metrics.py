"""Numbers for Prometheus: `GET /metrics`."""

from __future__ import annotations

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST

from service.web.context import GivenContext

router = APIRouter(tags=["Vận hành"])


@router.get(
    "/metrics",
    summary="Số liệu cho Prometheus",
    response_class=Response,
    responses={
        200: {
            "description": "Số yêu cầu, số văn bản, thời gian, hàng đợi, LibreOffice; không có nội dung nào.",
            "content": {"text/plain": {"schema": {"type": "string"}}},
        }
    },
)
async def show_metrics(context: GivenContext) -> Response:
    """Số liệu vận hành ở dạng văn bản của Prometheus."""
    return Response(context.metrics.expose(), media_type=CONTENT_TYPE_LATEST)
