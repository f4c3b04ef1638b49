"""The tags of a template as its editor wrote them, each with its place, before docxtpl rewrites anything."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from service.errors import TemplateForbidden, TemplateSyntaxWrong
from service.rendering.places import name_places
from service.rendering.reasons import Reason
from service.rendering.wordml import PARAGRAPH

TAG = re.compile(
    r"\{#.*?#\}"
    r"|\{\{(?:(?!\{[{%#]).)*?\}\}"  # no tag begins within a tag: the first of the two was left open
    r"|\{%(?:(?!\{[{%#]).)*?%\}",
    re.DOTALL,
)
"""A comment, an expression or a statement, whole."""

OPENING = re.compile(r"\{[{%#]")
"""How a tag begins."""

QUOTE_LENGTH = 60
"""How many characters of a long text an error quotes."""

# The longest tags that make sense have some 150 characters and 3 brackets; more only strains the parser.
_MAX_LENGTH = 400
_MAX_BRACKETS = 10


@dataclass(frozen=True)
class Stretch:
    """Text without a break in one paragraph."""

    text: str
    place: str


@dataclass(frozen=True)
class Tag:
    """One tag on one line, with its place."""

    text: str
    place: str

    @property
    def quote(self) -> str:
        """The tag, or the beginning of a long one."""
        return quote(self.text)


def quote(text: str) -> str:
    """The words on one line, cut if they are many."""
    words = " ".join(text.split())
    return words if len(words) <= QUOTE_LENGTH else f"{words[:QUOTE_LENGTH]}…"


def read_stretches(root: etree._Element, label: str) -> list[Stretch]:
    """All text of a part in document order; `label` names the part for places."""
    places = name_places(root, label)
    texts = ((_paragraph_of(element), element.text) for element in root.iter() if element.text)
    return [
        Stretch("".join(text for _, text in group), places.get(paragraph, label))
        for paragraph, group in groupby(texts, key=lambda pair: pair[0])
    ]


def find_tags(stretches: Iterable[Stretch], template: str) -> tuple[Tag, ...]:
    """Every tag in `stretches`; raises `TemplateSyntaxWrong` for one that is not whole.

    Braces have no other use in a document, so a lone one is a mistyped tag that would end up in print.
    """
    tags: list[Tag] = []
    for stretch in stretches:
        found = [Tag(" ".join(match[0].split()), stretch.place) for match in TAG.finditer(stretch.text)]
        for tag in found:
            check_size(tag, template)
        _check_braces(stretch, template)
        tags += found
    return tuple(tags)


def _paragraph_of(element: etree._Element) -> etree._Element | None:
    return element if element.tag == PARAGRAPH else next(element.iterancestors(PARAGRAPH), None)


def check_size(tag: Tag, template: str) -> None:
    """Raises for a tag that is longer or has more brackets than any that makes sense."""
    if tag.text.startswith("{#"):
        return
    if len(tag.text) > _MAX_LENGTH:
        raise TemplateSyntaxWrong(template, tag.place, tag.quote, Reason.TAG_TOO_LONG)
    if sum(tag.text.count(bracket) for bracket in "([{") > _MAX_BRACKETS:
        raise TemplateForbidden(template, tag.place, tag.quote, Reason.TOO_DEEP)


def _check_braces(stretch: Stretch, template: str) -> None:
    rest = TAG.sub(lambda tag: " " * len(tag[0]), stretch.text)
    brace = re.search("[{}]", rest)
    if brace is None:
        return
    if OPENING.match(rest, brace.start()):
        reason, words = Reason.TAG_NOT_CLOSED, stretch.text[brace.start() :]
    else:
        reason, words = Reason.BRACE_STRAY, stretch.text[max(0, brace.start() - QUOTE_LENGTH // 2) :]
    raise TemplateSyntaxWrong(template, stretch.place, quote(words), reason)
