"""Names the lines of the running text: parts, articles, clauses, points, plain paragraphs, tables."""

from __future__ import annotations

from collections.abc import Sequence

from service.conformance import patterns
from service.conformance.document import Align, Block
from service.conformance.naming import Element, Found
from service.conformance.patterns import Kind

_LONGEST_HEADING = 160  # letters


def classify_body(blocks: Sequence[Block], start: int, end: int, kind: Kind) -> Found:
    """The elements of the text between two positions of a piece."""
    named: Found = []
    for index in range(start, end):
        block = blocks[index]
        if block.is_empty:
            continue
        above = named[-1][1] if named else None
        named.append((index, _name(block, above, kind)))
    return named


def _name(block: Block, above: Element | None, kind: Kind) -> Element:
    text = block.text.strip()
    if block.is_tabular:
        return Element.TABLE_TEXT
    if patterns.PART.match(text) or patterns.DIVISION.match(text):
        return Element.PART_HEADING
    if above is Element.PART_HEADING and _is_heading(block, text):
        return Element.PART_TITLE
    if patterns.VERDICT_WORD.match(text) and kind in (Kind.DECISION, Kind.RESOLUTION):
        return Element.VERDICT_WORD
    if patterns.ARTICLE.match(text):
        return Element.ARTICLE
    if patterns.SECTION.match(text) and len(text) < _LONGEST_HEADING and not text.endswith((";", ".")):
        return Element.SECTION_HEADING
    if patterns.LETTERED.match(text) and patterns.is_capitals(text):
        return Element.SECTION_HEADING
    if patterns.CLAUSE.match(text):
        return Element.CLAUSE
    if patterns.POINT.match(text):
        return Element.POINT
    return Element.BODY


def _is_heading(block: Block, text: str) -> bool:
    is_set_off = block.align is Align.CENTRE or patterns.is_capitals(text)
    return is_set_off and len(text) < _LONGEST_HEADING
