"""Many documents at once: `POST /v1/batches/{kind}` and `POST /v1/dossiers`, sent while they are made."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Generator
from functools import partial
from typing import Annotated, Any

import anyio
import anyio.to_thread
import structlog
from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from service.batch import BatchFormat, Job, Reading, plan_batch, plan_dossier, stream_archive
from service.errors import FormatUnknown
from service.web.attachments import content_disposition
from service.web.context import Context, GivenContext, KindName
from service.web.negotiation import check_is_inspection
from service.web.openapi import INSPECTION_BODY
from service.web.problems import openapi_problems

router = APIRouter(prefix="/v1", tags=["Nhiều văn bản"])

_ZIP = "application/zip"
_PROBLEMS = (
    "request-too-large",
    "media-type-unsupported",
    "json-malformed",
    "workbook-unreadable",
    "data-invalid",
    "unit-unknown",
    "format-unknown",
    "query-invalid",
    "office-busy",
)
_ARCHIVE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Tệp ZIP được gửi dần trong khi lập; mục cuối là report.json.",
        "content": {_ZIP: {"schema": {"type": "string", "format": "binary"}}},
        "headers": {
            "Content-Disposition": {
                "description": "Tên tệp, có dấu (filename*) và không dấu (filename).",
                "schema": {"type": "string"},
            },
            "ETag": {
                "description": "SHA-256 của yêu cầu, mẫu và chương trình: cùng yêu cầu, cùng nội dung.",
                "schema": {"type": "string"},
            },
        },
    }
}


class DossierQuery(BaseModel):
    """The query of a dossier; a parameter that is not here is refused, so that no typing error goes by."""

    model_config = ConfigDict(extra="forbid")

    format: str | None = Field(
        default=None,
        description="Định dạng; không có thì là DOCX. print: một PDF để in hai mặt, mỗi văn bản một tờ mới.",
        json_schema_extra={"enum": [format.value for format in BatchFormat]},
    )
    units: str | None = Field(
        default=None,
        description="Mã các đơn vị, cách nhau bằng dấu phẩy; không có thì là mọi đơn vị.",
        examples=["so-cong-thuong,xa-mai-son"],
    )

    @property
    def chosen_units(self) -> tuple[str, ...]:
        """The ids of the units asked for; none means all."""
        return tuple(unit.strip() for unit in (self.units or "").split(",") if unit.strip())

    @property
    def chosen_format(self) -> BatchFormat:
        """The format asked for; raises `FormatUnknown`."""
        try:
            return BatchFormat(self.format or BatchFormat.DOCX)
        except ValueError:
            known = tuple(format.value for format in BatchFormat)
            raise FormatUnknown(self.format or "", known) from None


class BatchQuery(DossierQuery):
    """The query of a batch."""

    first_number: int | None = Field(
        default=None,
        ge=1,
        le=900_000,
        description="Số đầu tiên cấp, theo thứ tự, cho các văn bản chưa có số.",
    )


@router.post(
    "/batches/{kind}",
    summary="Lập một loại văn bản cho nhiều đơn vị",
    response_class=Response,
    openapi_extra=INSPECTION_BODY,
    responses={**_ARCHIVE, **openapi_problems("kind-unknown", "unit-not-allowed", *_PROBLEMS)},
)
async def generate_batch(
    kind: KindName, query: Annotated[BatchQuery, Query()], request: Request, context: GivenContext
) -> Response:
    """Văn bản thuộc loại `kind` của mọi đơn vị; đơn vị có dữ liệu sai không làm hỏng các đơn vị khác."""
    title = context.generator.catalog.get(kind).title
    format = query.chosen_format
    structlog.contextvars.bind_contextvars(kind=kind, format=format.value)

    def plan(reading: Reading) -> Job:
        return plan_batch(
            reading,
            context.generator.catalog,
            kind,
            units=query.chosen_units,
            format=format,
            first_number=query.first_number,
        )

    return await _answer(request, context, query, plan, f"{title} - các đơn vị")


@router.post(
    "/dossiers",
    summary="Lập cả bộ hồ sơ",
    response_class=Response,
    openapi_extra=INSPECTION_BODY,
    responses={**_ARCHIVE, **openapi_problems(*_PROBLEMS)},
)
async def generate_dossier(
    query: Annotated[DossierQuery, Query()], request: Request, context: GivenContext
) -> Response:
    """Mọi văn bản đã đủ dữ liệu của cuộc kiểm tra; văn bản chưa đủ được nêu trong report.json."""
    format = query.chosen_format
    structlog.contextvars.bind_contextvars(format=format.value)

    def plan(reading: Reading) -> Job:
        return plan_dossier(reading, context.generator.catalog, units=query.chosen_units, format=format)

    return await _answer(request, context, query, plan, "Hồ sơ kiểm tra")


async def _answer(
    request: Request, context: Context, query: DossierQuery, plan: Callable[[Reading], Job], title: str
) -> Response:
    check_is_inspection(request.headers)
    body = await request.body()
    context.take_batch_slot()
    try:
        # The ZIP is a function of the program and of these, and its own SHA-256 is known too late.
        generator = context.generator.fixed()
        tag = await context.look(partial(context.fingerprint, generator, request.url.path, repr(query), body))
        job = plan(await context.read(body))
        pieces = stream_archive(context.runner_of(generator).run(job), job.format, title)
        headers = {"Content-Disposition": content_disposition(title, ".zip"), "ETag": f'"{tag}"'}
        return _ArchiveResponse(pieces, context.free_batch_slot, headers)
    except BaseException:
        context.free_batch_slot()
        raise


class _ArchiveResponse(StreamingResponse):
    """Sends the pieces as they come about; however it ends, the work ends and the slot is free."""

    def __init__(
        self, pieces: Generator[bytes], free_slot: Callable[[], None], headers: dict[str, str]
    ) -> None:
        self._pieces = pieces
        self._free_slot = free_slot
        super().__init__(self._pull(), headers=headers, media_type=_ZIP)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            with anyio.CancelScope(shield=True):
                await anyio.to_thread.run_sync(self._pieces.close)
            self._free_slot()

    async def _pull(self) -> AsyncIterator[bytes]:
        while piece := await anyio.to_thread.run_sync(next, self._pieces, b""):
            yield piece
