"""Pages for people: fills the HTML files of `pages/` and answers with them under a strict policy."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import jinja2
from starlette.responses import HTMLResponse

from service.domain.loading import labels_of
from service.language.numbers import format_number
from service.workbook.paths import path_of

# Everything comes from here, in files; pictures of documents stand in the page itself, since nothing is kept.
OWN_CONTENT = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

_LONGEST_PLACE = 6  # digits of a place in a list; longer ones are names that somebody sent

_pages = jinja2.Environment(
    loader=jinja2.PackageLoader("service.web", "pages"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_pages.filters["number"] = format_number  # 1.234
_pages.filters["base64"] = lambda content: base64.b64encode(content).decode()


def answer_page(
    name: str,
    *,
    status: int = 200,
    policy: str = OWN_CONTENT,
    headers: dict[str, str] | None = None,
    **facts: Any,
) -> HTMLResponse:
    """The page `name`, filled with `facts`."""
    return HTMLResponse(
        _pages.get_template(name).render(facts),
        status,
        headers={**(headers or {}), "Content-Security-Policy": policy, "Content-Language": "vi"},
    )


def _spell_place(pointer: str, titles: Mapping[str, str]) -> str:
    """The labels on the way that a JSON pointer goes: Đơn vị được kiểm tra thứ 2 › Chuyến kiểm tra.

    `titles` are those of the kinds of document, by name.
    """
    steps = (
        int(step) if step.isdecimal() and len(step) < _LONGEST_PLACE else step for step in path_of(pointer)
    )
    return " › ".join(titles.get(label, label) for label in labels_of(tuple(steps)))


_pages.filters["place"] = _spell_place
