"""Names the elements below the text: recipients and signatures, side by side or one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from service.conformance import patterns
from service.conformance.document import Block, Side
from service.conformance.naming import Element, Found

_LONGEST_POST = 90  # letters
_LONGEST_NAME = 60


def find_ending(blocks: Sequence[Block], start: int) -> Found:
    """The elements below the text of a piece whose text begins at `start`."""
    first = _find_start(blocks, start)
    if first is None:
        return []
    named: Found = []
    recipients: Block | None = None
    for index in range(first, len(blocks)):
        block = blocks[index]
        text = block.text.strip()
        if not text or block.is_tabular:
            continue
        element = _name(block, text, recipients)
        if element is Element.RECIPIENTS_HEAD:
            recipients = block
        named.append((index, element))
    return _sort_out_names(blocks, named)


def _find_start(blocks: Sequence[Block], start: int) -> int | None:
    """Where the ending begins: after the closing mark, or at the first line that only an ending has."""
    closing = max(
        (index for index in range(start, len(blocks)) if patterns.CLOSING.search(blocks[index].text)),
        default=None,
    )
    text_end = start if closing is None else closing + 1
    for index in range(text_end, len(blocks)):
        if _opens_ending(blocks[index]):
            return _start_of_entries(blocks, _start_of_table(blocks, index, text_end), closing)
    return None


def _start_of_entries(blocks: Sequence[Block], index: int, closing: int | None) -> int:
    """The first of the entries that stand below the closing mark without the words Nơi nhận above them."""
    if closing is None:
        return index
    start = index
    for place in range(index - 1, closing, -1):
        if patterns.RECIPIENT.match(blocks[place].text):
            start = place
        elif not blocks[place].is_empty:
            break
    return start


def _opens_ending(block: Block) -> bool:
    text = block.text.strip()
    if not text or block.is_tabular:
        return False
    is_signing = patterns.is_capitals(text) and len(text) <= _LONGEST_POST and _is_signing_line(text)
    return bool(patterns.RECIPIENTS.match(text) or patterns.KEPT.match(text)) or is_signing


def _is_signing_line(text: str) -> bool:
    return bool(patterns.SIGNING_PREFIX.match(text) or patterns.POST.match(text))


def _start_of_table(blocks: Sequence[Block], index: int, least: int) -> int:
    """The first block of the table that holds the block at `index`, which need not be its first cell."""
    table = blocks[index].table
    while index > least and table is not None and blocks[index - 1].table == table:
        index -= 1
    return index


def _name(block: Block, text: str, recipients: Block | None) -> Element:
    if patterns.RECIPIENTS.match(text):
        return Element.RECIPIENTS_HEAD
    if recipients is not None and _is_beside(recipients, block) and not _is_signing_line(text):
        return Element.RECIPIENT
    if recipients is None and patterns.RECIPIENT.match(text):
        return Element.RECIPIENT
    if any(patterns.same_spelling(text).upper().startswith(form) for form in patterns.COPY_FORMS):
        return Element.COPY_FORM
    if patterns.is_capitals(text) and len(text) <= _LONGEST_POST:
        return Element.SIGNING_AUTHORITY
    if _is_name(text) or patterns.RANK.match(text):
        return Element.SIGNATORY
    is_post = len(text) <= _LONGEST_POST and _is_signing_line(patterns.same_spelling(text).upper())
    return Element.SIGNING_AUTHORITY if is_post else Element.UNSURE


def _is_beside(head: Block, block: Block) -> bool:
    """Whether a block stands below the word Nơi nhận, in its column."""
    if head.table is not None and block.table == head.table:
        return block.column == head.column
    if patterns.RECIPIENT.match(block.text):
        return True
    return head.side is Side.LEFT and block.side is Side.LEFT


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and bool(patterns.PERSON.match(text))


def _sort_out_names(blocks: Sequence[Block], named: Found) -> Found:
    """Finds names set in capitals, and the post in the agency that stands right above a name."""
    result = dict(named)
    columns: dict[tuple[int | None, int | None, Side], list[int]] = {}
    for index, element in named:
        if element in (Element.SIGNING_AUTHORITY, Element.SIGNATORY):
            block = blocks[index]
            columns.setdefault((block.table, block.column, block.side), []).append(index)
    for lines in columns.values():
        _sort_out_column(blocks, lines, result)
    return sorted(result.items())


def _sort_out_column(blocks: Sequence[Block], lines: list[int], result: dict[int, Element]) -> None:
    has_name = any(result[index] is Element.SIGNATORY for index in lines)
    last = lines[-1]
    if (
        not has_name
        and len(lines) > 1
        and not _is_signing_line(blocks[last].text)
        and _has_room(blocks, last)
    ):
        result[last] = Element.SIGNATORY
    for index in lines:
        is_authority = result[index] is Element.SIGNING_AUTHORITY
        if is_authority and index != lines[0] and _has_room(blocks, index):
            result[index] = Element.OTHER_POST


def _has_room(blocks: Sequence[Block], index: int) -> bool:
    """Whether the room for signing is right above the line: empty lines, or a wide gap."""
    block = blocks[index]
    above = blocks[index - 1] if index else None
    is_below_blank = (
        above is not None and above.is_empty and (above.table, above.column) == (block.table, block.column)
    )
    is_far = block.gap_above is not None and block.gap_above > 36  # points: three lines
    return is_below_blank or is_far
