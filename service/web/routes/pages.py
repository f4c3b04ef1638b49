"""Pages for people: what the service is, what each problem means, and the interface's description."""

from __future__ import annotations

from typing import Any

import jinja2
from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from service.messages import TEXTS
from service.web.context import GivenContext
from service.web.problems import STATUS_BY_CODE

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
docs_router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_OWN_CONTENT = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'"
# Swagger UI draws its tick marks and arrows from pictures inside its own style sheet.
_OWN_PROGRAM = _OWN_CONTENT.replace(
    "img-src 'self'", "img-src 'self' data:; script-src 'self'; connect-src 'self'"
)
_pages = jinja2.Environment(
    loader=jinja2.PackageLoader("service.web", "pages"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@router.get("/")
async def show_home(context: GivenContext) -> HTMLResponse:
    """What the service is, and where to go from here."""
    return _page("home.html", kinds=list(context.generator.catalog), has_docs=context.settings.docs)


@router.get("/problems")
async def list_problems() -> HTMLResponse:
    """Every problem that the service reports."""
    return _page("problems.html", problems=[_problem(code) for code in TEXTS])


@router.get("/problems/{code}")
async def show_problem(code: str) -> HTMLResponse:
    """What one problem means, and what to do about it."""
    if code not in TEXTS:
        raise HTTPException(404)
    return _page("problem.html", problem=_problem(code))


@docs_router.get("/docs")
async def show_docs() -> HTMLResponse:
    """The interface, to read and to try, without anything from outside."""
    return _page("docs.html", policy=_OWN_PROGRAM)


def _problem(code: str) -> dict[str, Any]:
    text = TEXTS[code]
    return {"code": code, "status": STATUS_BY_CODE[code], "title": text.title, "advice": text.advice}


def _page(name: str, *, policy: str = _OWN_CONTENT, **facts: Any) -> HTMLResponse:
    return HTMLResponse(
        _pages.get_template(name).render(facts),
        headers={"Content-Security-Policy": policy, "Content-Language": "vi"},
    )
