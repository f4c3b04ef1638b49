"""Leads from a place in a filled document back to the paragraph of the template that it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from lxml import etree

from service.conformance.document import Place
from service.containers import unpack
from service.rendering.examine import MARK, Examined
from service.rendering.wordml import CELL, PARAGRAPH, ROW, TABLE, parse_xml, word

_Key = tuple[int | None, int | None, int | None, int | None]  # table, row, cell, paragraph
_WRAPPERS = frozenset(map(word, ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")))


class Tracer:
    """The paragraphs of one filled document, numbered as the conformance check numbers them."""

    def __init__(self, docx: bytes, examined: Examined) -> None:
        self._examined = examined
        self._tables = count(1)
        body = parse_xml(unpack(docx)[examined.package.document])[0]
        self._marks = dict(self._walk(body, None, None, None))

    def find(self, place: Place | None) -> str:
        """Where in the template `place` comes from; the place itself if nothing tells."""
        if place is None:
            return "cả văn bản"
        mark = None if place.part else self._marks.get((place.table, place.row, place.cell, place.paragraph))
        traced = self._examined.place_of(mark) if mark is not None else None
        return traced or place.describe() or "cả văn bản"

    def _walk(
        self,
        parent: etree._Element,
        table: int | None,
        row: int | None,
        cell: int | None,
        paragraphs: Iterator[int] | None = None,
    ) -> Iterator[tuple[_Key, str]]:
        numbers = paragraphs or count(1)
        for child in parent:
            if child.tag == PARAGRAPH:
                key = (table, row, cell, next(numbers))
                if mark := child.get(MARK):
                    yield key, mark
            elif child.tag == TABLE:
                yield from self._walk_table(child)
            elif child.tag in _WRAPPERS:
                yield from self._walk(child, table, row, cell, numbers)

    def _walk_table(self, node: etree._Element) -> Iterator[tuple[_Key, str]]:
        number = next(self._tables)
        for row_number, row in enumerate(_descend(node, ROW), start=1):
            for cell_number, cell in enumerate(_descend(row, CELL), start=1):
                yield from self._walk(cell, number, row_number, cell_number)


def _descend(node: etree._Element, tag: str) -> list[etree._Element]:
    found = []
    for child in node:
        if child.tag == tag:
            found.append(child)
        elif child.tag in _WRAPPERS:
            found += _descend(child, tag)
    return found
