"""The page of legal staff: templates to take home, and revised ones to try and to accept; `/templates`."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from service.errors import OperatorError
from service.generate import VIETNAM, Format
from service.language.dates import format_date_short
from service.messages import describe
from service.revisions import Revision, list_fields
from service.revisions.folder import Former, find_former, read_former
from service.revisions.preview import Preview, preview_revision
from service.revisions.store import State
from service.web.attachments import content_disposition
from service.web.clerk.form import Upload
from service.web.context import Context, GivenContext, KindName
from service.web.findings import spell_refusal, spell_template_finding
from service.web.html import answer_page
from service.web.legal.fields import group_fields
from service.web.legal.form import RevisionForm, read_revision
from service.web.legal.review import MOST_CHANGES, Review, Shown, picture_address
from service.web.negotiation import MEDIA_TYPES
from service.web.routes.revisions import client_of

_SEARCH_LIMIT = 100  # characters
_MOST_FORMER = 20  # templates that were replaced; older ones are in the folder


async def _as_page(request: Request, context: GivenContext) -> None:
    """Whatever goes wrong is shown on the page, with the file that was sent still there."""
    request.state.show_problem = partial(_show_problem, request, context)


router = APIRouter(
    prefix="/templates",
    include_in_schema=False,
    default_response_class=HTMLResponse,
    dependencies=[Depends(_as_page)],
)


@router.get("")
async def list_templates(context: GivenContext) -> Response:
    """Every template and how it stands."""
    return _show_list(context)


@router.get("/{kind}")
async def show_template(
    kind: KindName,
    context: GivenContext,
    q: Annotated[str, Query(max_length=_SEARCH_LIMIT)] = "",
    accepted: str = "",
) -> Response:
    """One template: how it stands, the file, its placeholders, and where to send a revised one."""
    return await _show_kind(context, kind, search=q, accepted=accepted)


@router.get("/{kind}/former/{name}")
async def review_former(kind: KindName, name: str, request: Request, context: GivenContext) -> Response:
    """A template that was replaced, looked at as a revision of the one in use; with `.docx` the file."""
    folder = context.generator.catalog.get(kind).folder
    content = await context.look(partial(read_former, folder, name.removesuffix(".docx")))
    if content is None:
        raise HTTPException(404)
    if name.endswith(".docx"):
        headers = {
            "Content-Disposition": content_disposition(f"Mẫu trước {name.removesuffix('.docx')}", ".docx")
        }
        return Response(content, headers=headers, media_type=MEDIA_TYPES[Format.DOCX])
    form = RevisionForm(Upload(f"{name}.docx", content))
    request.state.form = form
    return await _show_review(context, kind, form)


@router.post("/{kind}")
async def review_revision(kind: KindName, request: Request, context: GivenContext) -> Response:
    """What was found in the revised template, and what it would print."""
    form = await _read(kind, request, context)
    return await _show_review(context, kind, form)


@router.post("/{kind}/tidied")
async def download_tidied(kind: KindName, request: Request, context: GivenContext) -> Response:
    """The revised template as tidying leaves it."""
    form = await _read(kind, request, context)
    revision = await context.check_template(kind, form.upload.content)
    name = content_disposition(f"{form.upload.name.removesuffix('.docx')} đã dọn", ".docx")
    return Response(
        revision.tidied,
        headers={"Content-Disposition": name},
        media_type=MEDIA_TYPES[Format.DOCX],
    )


@router.post("/{kind}/preview")
async def download_preview(kind: KindName, request: Request, context: GivenContext) -> Response:
    """A sample document made with the revised template, as a PDF."""
    form = await _read(kind, request, context)
    revision = await context.check_template(kind, form.upload.content)
    preview = await _preview(context, revision, form, is_compared=False)
    if preview is None:
        return await _show_review(context, kind, form)
    name = content_disposition(f"Xem thử {context.generator.catalog.get(kind).title}", ".pdf")
    return Response(preview.pdf, headers={"Content-Disposition": name}, media_type=MEDIA_TYPES[Format.PDF])


@router.post("/{kind}/accept")
async def accept_revision(kind: KindName, request: Request, context: GivenContext) -> Response:
    """The revised template put to use, if the key is right."""
    form = await _read(kind, request, context)
    context.key_guard.check(form.key, client_of(request))
    accepted = await context.accept_template(kind, form.upload.content, form.based_on)
    return RedirectResponse(f"/templates/{kind}?accepted={accepted.edition.template.sha256}", status_code=303)


async def _read(kind: str, request: Request, context: Context) -> RevisionForm:
    context.generator.catalog.get(kind)
    # Content travels as base64, four characters for three bytes, some of which a form writes as three more.
    form = await read_revision(request, context.settings.max_body_bytes * 2 // 3)
    request.state.form = form
    return form


def _show_list(context: Context, problem: dict[str, Any] | None = None) -> Response:
    refusals = {
        standing.kind: spell_refusal(standing.refusal)
        for standing in context.templates.standings
        if standing.refusal is not None
    }
    shown = {kind: [Shown(entry) for entry in refusal.findings] for kind, refusal in refusals.items()}
    return _page(context, "templates.html", refusals=refusals, shown=shown, problem=problem)


async def _show_kind(
    context: Context,
    kind: str,
    *,
    search: str = "",
    accepted: str = "",
    problem: dict[str, Any] | None = None,
) -> Response:
    edition = context.generator.edition(kind)
    fields = await context.look(
        partial(list_fields, context.generator.fixed(), kind, context.templates.samples)
    )
    standing = context.templates.standing(kind)
    refusal = standing.refusal
    spelled = spell_refusal(refusal) if refusal else None
    return _page(
        context,
        "template.html",
        kind=edition.kind,
        sha256=edition.template.sha256,
        size=len(edition.source),
        refusal=spelled,
        former=[(one.name, _spell_moment(one)) for one in find_former(edition.kind.folder)[:_MOST_FORMER]],
        flaws=[Shown(spell_template_finding(finding)) for finding in standing.flaws],
        refused=[Shown(entry) for entry in spelled.findings] if spelled else [],
        groups=group_fields(fields, search),
        field_count=len(fields),
        search=search,
        is_accepted=bool(accepted) and accepted == edition.template.sha256,
        problem=problem,
    )


async def _show_review(
    context: Context, kind: str, form: RevisionForm, problem: dict[str, Any] | None = None
) -> Response:
    # What the page compares with is what a revision may replace: the key's owner has seen the difference.
    based_on = context.generator.template_sha256(kind)
    revision = await context.check_template(kind, form.upload.content)
    preview, obstacle = None, None
    try:
        preview = await _preview(context, revision, form)
    except OperatorError as error:  # no office: everything else is still worth showing
        obstacle = describe(error)
    review = Review(form.upload, revision, based_on, preview, obstacle)
    return _page(
        context,
        "revision.html",
        kind=context.generator.catalog.get(kind),
        review=review,
        most_changes=MOST_CHANGES,
        picture_address=picture_address,
        problem=problem,
    )


async def _show_problem(request: Request, context: Context, problem: dict[str, Any]) -> Response:
    """The page that `problem` came up on; the list of templates if there is no such template."""
    form: RevisionForm | None = getattr(request.state, "form", None)
    kind = request.path_params.get("kind")
    if kind not in context.generator.catalog.names:
        return _show_list(context, problem)
    if form is None:
        return await _show_kind(context, kind, problem=problem)
    return await _show_review(context, kind, form, problem)


async def _preview(
    context: Context, revision: Revision, form: RevisionForm, *, is_compared: bool = True
) -> Preview | None:
    return await context.convert(
        partial(
            preview_revision,
            context.generator.fixed(),
            context.office,
            revision,
            context.templates.samples,
            form.sample,
            is_compared=is_compared,
        )
    )


def _spell_moment(former: Former) -> str:
    moment = dt.datetime.fromtimestamp(former.replaced_at, VIETNAM)
    return f"{moment:%H:%M} ngày {format_date_short(moment.date())}"


def _page(context: Context, name: str, **facts: Any) -> Response:
    standings = context.templates.standings
    return answer_page(
        name,
        standings={standing.kind: standing for standing in standings},
        states=State,
        can_accept=context.key_guard.is_open,
        has_docs=context.settings.docs,
        **facts,
    )
