"""Pages for people: what each problem means, and the interface's description."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from service.errors import Fixer
from service.messages import TEXTS
from service.web.html import answer_page
from service.web.problems import FIXER_BY_CODE, STATUS_BY_CODE

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
docs_router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/problems")
async def list_problems() -> HTMLResponse:
    """Every problem that the service reports."""
    problems = [_problem(code) for code in TEXTS]
    groups = [(name, [one for one in problems if one["fixer"] is fixer]) for fixer, name in _FIXERS.items()]
    return answer_page("problems.html", groups=groups)


@router.get("/problems/{code}")
async def show_problem(code: str) -> HTMLResponse:
    """What one problem means, and what to do about it."""
    if code not in TEXTS:
        raise HTTPException(404)
    problem = _problem(code)
    return answer_page("problem.html", problem=problem, fixer=_FIXERS[problem["fixer"]])


@docs_router.get("/docs")
async def show_docs() -> HTMLResponse:
    """The interface, to read and to try, without anything from outside."""
    return answer_page("docs.html")


_FIXERS = {
    Fixer.CLERK: "Người gửi dữ liệu tự xử lý được",
    Fixer.EDITOR: "Người phụ trách mẫu văn bản xử lý",
    Fixer.OPERATOR: "Người quản trị hệ thống xử lý",
}


def _problem(code: str) -> dict[str, Any]:
    text = TEXTS[code]
    status = STATUS_BY_CODE[code]
    fixer = FIXER_BY_CODE.get(code, Fixer.CLERK if status < 500 else Fixer.OPERATOR)
    return {"code": code, "status": status, "title": text.title, "advice": text.advice, "fixer": fixer}
