"""The clerk's page: a file goes in, documents come out (`/`, `/preview`, `/make`); files to begin with."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Depends, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from service.batch import BatchFormat, Item
from service.errors import NothingChosen, ServiceError
from service.generate import Document, Format
from service.pdfium import draw_pages
from service.web.attachments import answer_with, content_disposition
from service.web.clerk.choosing import draft_item, mark, plan_job
from service.web.clerk.form import ClerkForm, Upload, read_form, token_of
from service.web.clerk.making import FRAMES_TYPE, ZIP_TYPE, WrittenResponse, write_frames, write_zip
from service.web.clerk.overview import Overview, look_into
from service.web.clerk.samples import Sample, load_samples
from service.web.context import Context, GivenContext
from service.web.html import answer_page
from service.workbook import XLSX_TYPE, open_inspection, write_workbook

_DOTS_PER_INCH = 110  # of a previewed page: sharp enough to read on a desk
_FORMATS = (
    (BatchFormat.DOCX, "Word", "để sửa"),
    (BatchFormat.PDF, "PDF", "để ký"),
    (BatchFormat.BOTH, "Cả hai", ""),
    (BatchFormat.PRINT, "Một PDF", "để in hai mặt"),
)
_EMPTY_NAME = "kiem-tra"


async def _as_page(request: Request, context: GivenContext) -> None:
    """Whatever goes wrong is shown on the page, with all that was chosen still there."""
    request.state.show_problem = partial(_show_problem, request, context)


router = APIRouter(
    include_in_schema=False, default_response_class=HTMLResponse, dependencies=[Depends(_as_page)]
)


@router.get("/")
async def show_start(context: GivenContext, example: Annotated[str | None, Query()] = None) -> Response:
    """The page without a file, or with an example."""
    if example is None:
        return await _show(context, None, None)
    sample = (await _samples(context)).get(example)
    if sample is None:
        raise HTTPException(404)
    form = ClerkForm(Upload(f"{sample.name}.json", sample.content))
    return await _show(context, form, await _look(context, form))


@router.post("/")
async def show_file(request: Request, context: GivenContext) -> Response:
    """What is in the file that was sent, and what can be made of it."""
    form = await _read(request, context)
    overview = await _look(context, form)
    return await _show(context, replace(form, chosen=mark(form, overview)), overview)


@router.post("/preview")
async def show_preview(request: Request, context: GivenContext) -> Response:
    """The pages of one document."""
    form = await _read(request, context)
    if form.shown is None:
        raise NothingChosen
    document = await _make_one(context, form, form.shown, Format.PDF)
    pages = await context.look(lambda: list(draw_pages(document.pdf or b"", _DOTS_PER_INCH)))
    return answer_page(
        "preview.html",
        form=form,
        title=document.name,
        token=token_of(form.shown),
        pages=pages,
        **_form_facts(form),
    )


@router.post("/make")
async def make_documents(request: Request, context: GivenContext) -> Response:
    """What was chosen: one document as it is, several in a ZIP that is sent while it is made."""
    form = await _read(request, context)
    chosen = frozenset({form.only}) if form.only is not None else form.chosen
    if not chosen:
        raise NothingChosen
    structlog.contextvars.bind_contextvars(format=form.format.value)
    in_frames = request.headers.get("accept") == FRAMES_TYPE
    is_alone = form.only is not None or (len(chosen) == 1 and not form.first_number)
    if is_alone and form.format is not BatchFormat.PRINT and not in_frames:
        (item,) = chosen
        document = await _make_one(context, form, item, form.format.of_document)
        return answer_with(document, form.format.of_document)
    return await _make_many(form, chosen, context, in_frames=in_frames)


@router.get("/kiem-tra.xlsx")
async def download_empty(context: GivenContext) -> Response:
    """A workbook to fill in."""
    content = await context.look(partial(write_workbook, None, _titles(context)))
    return _file(content, _EMPTY_NAME, ".xlsx", XLSX_TYPE)


@router.get("/examples/{name}.{ending}")
async def download_example(name: str, ending: str, context: GivenContext) -> Response:
    """An example as JSON or as a workbook."""
    sample = (await _samples(context)).get(name)
    if sample is None or ending not in ("json", "xlsx"):
        raise HTTPException(404)
    if ending == "json":
        return _file(sample.content, name, ".json", "application/json")
    content = await context.look(partial(sample.as_workbook, _titles(context)))
    return _file(content, name, ".xlsx", XLSX_TYPE)


async def _make_one(context: Context, form: ClerkForm, item: Item, format: Format) -> Document:
    kind = context.generator.catalog.get(item.kind).name
    with context.metrics.observing_document(kind, format.value):
        draft = partial(draft_item, context.generator, form.upload.content, item)
        return await context.make(draft, format)


async def _make_many(
    form: ClerkForm, chosen: frozenset[Item], context: Context, *, in_frames: bool
) -> Response:
    context.take_batch_slot()
    try:
        job, names, title = await context.look(partial(plan_job, context.generator, form, chosen))
        runner = context.runner_of(context.generator)
        if in_frames:
            write = partial(write_frames, job, names, runner, title)
            return WrittenResponse(write, context.free_batch_slot, media_type=FRAMES_TYPE)
        headers = {"Content-Disposition": content_disposition(title, ".zip")}
        write = partial(write_zip, job, runner, title)
        return WrittenResponse(write, context.free_batch_slot, media_type=ZIP_TYPE, headers=headers)
    except BaseException:
        context.free_batch_slot()
        raise


async def _show_problem(request: Request, context: Context, problem: dict[str, Any]) -> Response:
    """The page with `problem` on it, and what was sent still there as far as it can be read."""
    form: ClerkForm | None = getattr(request.state, "form", None)
    overview = None
    if form is not None:
        try:
            overview = await _look(context, form)
        except ServiceError:  # then this is the problem that is being shown
            overview = None
    return await _show(context, form, overview, problem)


async def _show(
    context: Context, form: ClerkForm | None, overview: Overview | None, problem: dict[str, Any] | None = None
) -> Response:
    return answer_page(
        "clerk.html",
        form=form,
        overview=overview,
        problem=problem,
        samples=(await _samples(context)).values() if overview is None else (),
        formats=_FORMATS,
        titles=_titles(context),
        has_docs=context.settings.docs,
        **_form_facts(form),
    )


def _form_facts(form: ClerkForm | None) -> dict[str, Any]:
    """What a form carries on."""
    if form is None:
        return {"chosen": frozenset(), "format": BatchFormat.DOCX, "first_number": ""}
    chosen = frozenset(map(token_of, form.chosen))
    return {"chosen": chosen, "format": form.format, "first_number": form.first_number}


async def _read(request: Request, context: Context) -> ClerkForm:
    # Content travels as base64, four characters for three bytes, and leaves room for what is chosen.
    form = await read_form(request, context.settings.max_body_bytes * 2 // 3)
    request.state.form = form
    return form


async def _look(context: Context, form: ClerkForm) -> Overview:
    def look() -> Overview:
        return look_into(open_inspection(form.upload.content), context.generator)

    return await context.look(look)


async def _samples(context: Context) -> dict[str, Sample]:
    return await context.look(partial(load_samples, context.settings.examples_dir))


def _titles(context: Context) -> dict[str, str]:
    return {kind.name: kind.title for kind in context.generator.catalog}


def _file(content: bytes, name: str, ending: str, media_type: str) -> Response:
    headers = {"Content-Disposition": content_disposition(name, ending)}
    return Response(content, headers=headers, media_type=media_type)
