"""Blocks of tags read leniently: which tag closes which, and what is left open or crossed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from service.rendering.reasons import Reason

_STATEMENT = re.compile(r"\{%[-+]?\s*(?:(?:p|tr|tc|r)\s+)?(\w+)")
_OPENS = ("if", "for")
_CONTINUES = {"elif": ("if",), "else": ("if", "for"), "endif": ("if",), "endfor": ("for",)}


@dataclass
class Block:
    """The tags of one block, by their position among the tags of a part: first, middle ones, last."""

    name: str
    tags: list[int]


@dataclass(frozen=True)
class BlockFault:
    """A tag at fault, by its position, why, and the tag that it has to do with."""

    tag: int
    reason: Reason
    other: int | None = None


@dataclass
class Blocks:
    """What matching found."""

    closed: list[Block] = field(default_factory=list)
    faults: list[BlockFault] = field(default_factory=list)
    loose: set[int] = field(default_factory=set)  # tags that belong to no closed block
    around: dict[int, tuple[int, ...]] = field(default_factory=dict)  # opening tags around each tag


def statement_of(tag: str) -> str:
    """The first word of a statement, after docxtpl's prefix; nothing for an expression or a comment."""
    match = _STATEMENT.match(tag)
    return match[1] if match else ""


def match_blocks(tags: Sequence[str]) -> Blocks:
    """How the statements among `tags` belong together; after a fault it goes on as best it can."""
    return _Matcher(tags).match()


class _Matcher:
    def __init__(self, tags: Sequence[str]) -> None:
        self._names = [statement_of(tag) for tag in tags]
        self._open: list[Block] = []
        self._crossed: list[tuple[Block, int]] = []  # closed over by another block's end, at this tag
        self._found = Blocks()

    def match(self) -> Blocks:
        for position, name in enumerate(self._names):
            self._found.around[position] = tuple(block.tags[0] for block in self._open)
            if name in _OPENS:
                self._open.append(Block(name, [position]))
            elif name in _CONTINUES:
                self._continue(position, name)
        for block, _ in self._crossed:
            self._fault(block, Reason.BLOCK_NOT_CLOSED)
        for block in self._open:
            self._fault(block, Reason.BLOCK_NOT_CLOSED)
        self._found.faults.sort(key=lambda fault: fault.tag)
        return self._found

    def _continue(self, position: int, name: str) -> None:
        wanted = _CONTINUES[name]
        depth = next((i for i, block in enumerate(reversed(self._open)) if block.name in wanted), None)
        if depth is None:
            self._close_crossed(position, name)
        elif not name.startswith("end"):
            self._open[-1 - depth].tags.append(position)
        else:
            for _ in range(depth):
                self._crossed.append((self._open.pop(), position))
            block = self._open.pop()
            block.tags.append(position)
            self._found.closed.append(block)

    def _close_crossed(self, position: int, name: str) -> None:
        """An end without an open block: of one that was closed over, or of none."""
        self._found.loose.add(position)
        for entry in reversed(self._crossed):
            block, closer = entry
            if name.startswith("end") and block.name in _CONTINUES[name]:
                self._crossed.remove(entry)
                self._found.loose.update(block.tags)
                self._found.faults.append(BlockFault(block.tags[0], Reason.BLOCKS_CROSSED, closer))
                return
        self._found.faults.append(BlockFault(position, Reason.BLOCK_NOT_OPEN))

    def _fault(self, block: Block, reason: Reason) -> None:
        self._found.loose.update(block.tags)
        self._found.faults.append(BlockFault(block.tags[0], reason))
