"""Pages for people: what each problem means, and the interface's description."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from service.messages import TEXTS
from service.web.html import answer_page
from service.web.problems import STATUS_BY_CODE

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
docs_router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/problems")
async def list_problems() -> HTMLResponse:
    """Every problem that the service reports."""
    return answer_page("problems.html", problems=[_problem(code) for code in TEXTS])


@router.get("/problems/{code}")
async def show_problem(code: str) -> HTMLResponse:
    """What one problem means, and what to do about it."""
    if code not in TEXTS:
        raise HTTPException(404)
    return answer_page("problem.html", problem=_problem(code))


@docs_router.get("/docs")
async def show_docs() -> HTMLResponse:
    """The interface, to read and to try, without anything from outside."""
    return answer_page("docs.html")


def _problem(code: str) -> dict[str, Any]:
    text = TEXTS[code]
    return {"code": code, "status": STATUS_BY_CODE[code], "title": text.title, "advice": text.advice}
