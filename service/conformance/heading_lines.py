"""Names the lines of the header block: bodies, Quốc hiệu, number, place and date, marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.conformance import patterns
from service.conformance.document import Block, Side
from service.conformance.naming import Element, Found


def name_header(blocks: Sequence[Block], end: int) -> Found:
    """The elements of the blocks above `end`, where the title or the text begins."""
    named: Found = []
    names: list[int] = []
    in_letter_abstract: Block | None = None
    is_swapped = any(
        block.side is Side.LEFT and patterns.resembles(block.text, patterns.NATIONAL_NAME)
        for block in blocks[:end]
    )
    for index, block in enumerate(blocks[:end]):
        if block.is_empty:
            continue
        element = name_line(block.text.strip())
        if patterns.STAMPED.match(block.text) and not block.text.rstrip().endswith(":"):
            element = Element.UNSURE
        if element is Element.LETTER_ABSTRACT:
            in_letter_abstract = block
        elif element is None and _continues(in_letter_abstract, block):
            element = Element.LETTER_ABSTRACT
        if element is not None:
            named.append((index, element))
        elif not _is_too_late(named, block, is_swapped=is_swapped):
            names.append(index)
        else:
            named.append((index, Element.UNSURE))
    return named + _name_bodies(blocks, names)


def _is_too_late(named: Found, block: Block, *, is_swapped: bool) -> bool:
    """Whether a line comes too late to be the name of the issuing body."""
    has_number = any(element is Element.NUMBER for _, element in named)
    return has_number or (block.side is Side.RIGHT and not is_swapped)


def name_line(text: str) -> Element | None:
    """The element that a line of the header block is by its words alone; None where these do not tell."""
    mark = patterns.same_spelling(text).upper().strip(" .")
    for marks, element in (
        (patterns.URGENCY_MARKS, Element.URGENCY),
        (patterns.SECRECY_MARKS, Element.SECRECY),
        (patterns.CIRCULATION_MARKS, Element.CIRCULATION),
    ):
        if mark in marks:
            return element
    if patterns.resembles(text, patterns.NATIONAL_NAME):
        return Element.NATIONAL_NAME
    if patterns.resembles(text, patterns.MOTTO):
        return Element.MOTTO
    if patterns.LETTER_ABSTRACT.match(text):
        return Element.LETTER_ABSTRACT
    if is_date(text):
        return Element.PLACE_DATE
    if patterns.NUMBER.match(text):
        return Element.NUMBER
    if patterns.APPENDIX_LABEL.match(text):
        return Element.APPENDIX_LABEL
    if patterns.REFERENCE.match(text):
        return Element.REFERENCE_LINE
    return None


def is_date(text: str) -> bool:
    """Whether the text is meant to be place and date."""
    is_date = patterns.DATE_LINE.search(text) or patterns.SHORT_DATE.match(text)
    return bool(is_date) and not text.startswith("(")


def _continues(start: Block | None, block: Block) -> bool:
    """Whether `block` is a further line of the abstract that began with `start`."""
    if start is None:
        return False
    same_cell = (start.table, start.row, start.column) == (block.table, block.row, block.column)
    return same_cell and start.side is block.side and not patterns.is_capitals(block.text)


def _name_bodies(blocks: Sequence[Block], names: list[int]) -> Found:
    """Tells the superior from the issuing body: by weight where it changes, else by where names begin."""
    bold = [is_bold(blocks[index]) for index in names]
    starts = [place for place, index in enumerate(names) if _begins_body(blocks, names, place, index)]
    split = 0
    for place in range(1, len(names)):
        is_half = blocks[names[place]].text.upper().startswith("VÀ ")  # of a name that began above
        if not any(bold[:place]) and all(bold[place:]) and not is_half:
            split = place
            break
    if not split and len(starts) > 1:
        split = starts[1]
    return [
        (index, Element.SUPERIOR if place < split else Element.ISSUING_BODY)
        for place, index in enumerate(names)
    ]


def _begins_body(blocks: Sequence[Block], names: list[int], place: int, index: int) -> bool:
    text = blocks[index].text.upper()
    if not patterns.BODY_NAME.match(text):
        return False
    above = blocks[names[place - 1]].text.upper() if place else ""
    is_second_half = bool(re.match(r"\s*VĂN PHÒNG\s*$", above)) and bool(
        re.match(r"\s*(ỦY BAN|UỶ BAN|HỘI ĐỒNG|UBND|HĐND)\b", text)
    )
    return not is_second_half


def is_bold(block: Block) -> bool:
    """Whether some of the text is bold."""
    return any(span.is_bold for span in block.inked)
