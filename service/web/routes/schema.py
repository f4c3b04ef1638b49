"""The JSON Schema of an inspection: `GET /v1/schema`."""

from __future__ import annotations

import json
from functools import cache

from fastapi import APIRouter, Response

from service.domain.loading import inspection_schema
from service.web.problems import openapi_problems

_MEDIA_TYPE = "application/schema+json"

router = APIRouter(prefix="/v1/schema", tags=["Dữ liệu"])


@router.get(
    "",
    summary="Lược đồ dữ liệu",
    response_class=Response,
    responses={
        200: {
            "description": "JSON Schema 2020-12.",
            "content": {_MEDIA_TYPE: {"schema": {"type": "object"}}},
        },
        **openapi_problems(),
    },
)
async def show_schema() -> Response:
    """JSON Schema của dữ liệu một cuộc kiểm tra, có nhãn, mô tả và ví dụ tiếng Việt."""
    return Response(_schema(), media_type=_MEDIA_TYPE)


@cache
def _schema() -> bytes:
    return json.dumps(inspection_schema(), ensure_ascii=False, indent=2).encode()
