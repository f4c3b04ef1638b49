"""Finds which element of the form each block is, from its text, place and order, whoever made the document.

`recognise` cuts a document into pieces (the document itself, then every text attached to it) and
names the elements of each. What it cannot find is absent from the piece: the rules report it missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from service.conformance import patterns
from service.conformance.beginning import find_heading
from service.conformance.document import Block, Document, Region, Side
from service.conformance.ending import find_ending
from service.conformance.house import USUAL, House
from service.conformance.middle import classify_body
from service.conformance.naming import Element, Named
from service.conformance.patterns import Kind
from service.conformance.splitting import split_block

__all__ = ["Element", "Kind", "Piece", "Subject", "recognise"]


class Role(StrEnum):
    """What a piece is to the whole file."""

    MAIN = "văn bản"
    ATTACHMENT = "phần kèm theo"


@dataclass(frozen=True)
class Piece:
    """One document, or one text attached to it, with its elements."""

    role: Role
    kind: Kind
    type_name: str | None  # in capitals, as the document gives it
    blocks: tuple[Block, ...]
    named: Named

    def all(self, *elements: Element) -> tuple[Block, ...]:
        """The blocks of these elements in reading order."""
        wanted = set(elements)
        return tuple(block for block, element in self.named if element in wanted)

    def first(self, element: Element) -> Block | None:
        """The first block of the element; None if it was not found."""
        return next((block for block, known in self.named if known is element), None)

    def has(self, element: Element) -> bool:
        """Whether the element was found."""
        return self.first(element) is not None

    @property
    def is_main(self) -> bool:
        """Whether this is the document itself."""
        return self.role is Role.MAIN


@dataclass(frozen=True)
class Subject:
    """A document with its elements named: what the rules' functions are given."""

    document: Document
    pieces: tuple[Piece, ...]
    house: House = field(default=USUAL, kw_only=True)

    @property
    def main(self) -> Piece:
        """The document itself."""
        return self.pieces[0]

    @property
    def attachments(self) -> tuple[Piece, ...]:
        """The texts attached to it."""
        return self.pieces[1:]

    def all(self, *elements: Element) -> tuple[Block, ...]:
        """The blocks of these elements in every piece."""
        return tuple(block for piece in self.pieces for block in piece.all(*elements))


def recognise(document: Document) -> Subject:
    """The document with the elements of its form named."""
    blocks = (*_heading_in_header(document), *document.blocks)
    lines = _open_arranging_tables([part for block in blocks for part in split_block(block)])
    starts = _find_starts(lines)
    ends = [*starts[1:], len(lines)]
    pieces = tuple(
        _name_piece(document, lines[start:end], is_main=not number)
        for number, (start, end) in enumerate(zip(starts, ends, strict=True))
    )
    return Subject(document, pieces)


def _heading_in_header(document: Document) -> tuple[Block, ...]:
    """The blocks of the page header where someone put the heading there; none otherwise."""
    numbers = {number.block.index for section in document.sections for number in section.numbers}
    above = tuple(
        block
        for block in document.others
        if block.region is Region.HEADER and block.section == 0 and block.index not in numbers
    )
    holds_heading = any(patterns.resembles(block.text, patterns.NATIONAL_NAME) for block in above)
    return above if holds_heading else ()


def _open_arranging_tables(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with those tables opened whose lines are drawn by mistake around a header or an ending."""
    arranging = {
        block.table
        for block in blocks
        if block.is_tabular
        and (patterns.RECIPIENTS.match(block.text) or patterns.resembles(block.text, patterns.NATIONAL_NAME))
    }
    return tuple(
        replace(block, is_tabular=False) if block.is_tabular and block.table in arranging else block
        for block in blocks
    )


def _name_piece(document: Document, blocks: tuple[Block, ...], *, is_main: bool) -> Piece:
    heading = find_heading(document, blocks, is_main=is_main)
    ending = find_ending(blocks, heading.end) if is_main else []
    first = min((index for index, _ in ending), default=len(blocks))
    body = classify_body(blocks, heading.end, first, heading.kind)
    named = sorted([*heading.named, *body, *ending], key=lambda pair: pair[0])
    return Piece(
        Role.MAIN if is_main else Role.ATTACHMENT,
        heading.kind,
        heading.type_name,
        blocks,
        tuple((blocks[index], element) for index, element in named),
    )


def _find_starts(blocks: Sequence[Block]) -> list[int]:
    """Where the document and each attached text begin."""
    starts = [0]
    is_after_title = False
    for index, block in enumerate(blocks):
        text = block.text.strip()
        if not text:
            continue
        if patterns.resembles(text, patterns.NATIONAL_NAME):
            if is_after_title:
                starts.append(max(starts[-1] + 1, _start_of_heading(blocks, index)))
            is_after_title = True
        elif patterns.APPENDIX_LABEL.match(text) and _opens(blocks, index) and index > starts[-1]:
            starts.append(index)
            is_after_title = True
        elif patterns.REFERENCE.match(text) and not _has_start(blocks, starts[-1], index):
            start = _start_of_page(blocks, index)
            if start > starts[-1]:
                starts.append(start)
    return starts


def _has_start(blocks: Sequence[Block], start: int, index: int) -> bool:
    """Whether the attached text of the reference line at `index` has been seen to begin near it."""
    return start > 0 and start >= _start_of_page(blocks, index)


def _start_of_heading(blocks: Sequence[Block], index: int) -> int:
    """Where the heading that holds the Quốc hiệu at `index` begins: left of it, or above."""
    table, section = blocks[index].table, blocks[index].section
    start = index
    while start > 0:
        above = blocks[start - 1]
        in_table = table is not None and above.table == table
        is_left = above.index == blocks[index].index or (
            table is None and not above.is_empty and patterns.is_capitals(above.text)
        )
        is_left = is_left or _is_in_left_table(above, blocks[index])
        if above.section != section or not (in_table or is_left):
            break
        start -= 1
        if blocks[start].starts_page and not in_table:
            break
    return start


def _is_in_left_table(above: Block, block: Block) -> bool:
    """Whether a block stands in a table of its own left of the Quốc hiệu, which stands in another."""
    are_two = None not in (above.table, block.table) and above.table != block.table
    return are_two and above.side is Side.LEFT and block.side is Side.RIGHT and not above.is_tabular


def _start_of_page(blocks: Sequence[Block], index: int) -> int:
    """The nearest block at or before `index` that begins a page or a section."""
    for start in range(index, 0, -1):
        if blocks[start].starts_page or blocks[start].section != blocks[start - 1].section:
            return start
    return 0


def _opens(blocks: Sequence[Block], index: int) -> bool:
    """Whether a label `Phụ lục` begins an attached text rather than standing in a sentence or a table."""
    block = blocks[index]
    if block.is_tabular or block.side.value != "full":
        return False
    above = next((other for other in reversed(blocks[:index]) if not other.is_empty), None)
    is_new_page = block.starts_page or (above is not None and above.section != block.section)
    return is_new_page or any(patterns.RECIPIENTS.match(other.text) for other in blocks[:index])
