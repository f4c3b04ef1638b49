"""Names what stands between the type name of a document and its text."""

from __future__ import annotations

from collections.abc import Sequence

from service.conformance import patterns
from service.conformance.document import Align, Block, Document, Side
from service.conformance.heading_lines import is_bold
from service.conformance.naming import Element, Found
from service.conformance.patterns import Kind

LONG_LINE = 110
"""Letters: no heading of the header block is as long; running text is."""
_DECIDING = (Kind.DECISION, Kind.RESOLUTION)


class TitleReader:
    """Reads downwards from the type name to the first line of the text."""

    def __init__(self, document: Document, blocks: Sequence[Block], kind: Kind) -> None:
        self._document = document
        self._blocks = blocks
        self._kind = kind
        self.named: Found = []

    def read(self, start: int, *, has_title: bool) -> int:
        """Names the lines from `start` on and gives the position of the first line of the text."""
        index = start
        if has_title:
            self.named.append((index, Element.TYPE_NAME))
            index = self._read_abstract(index + 1, Element.ABSTRACT)
        elif self._has_bare_abstract(index):
            index = self._read_abstract(index, Element.ABSTRACT)
        return self._read_rest(index)

    def _has_bare_abstract(self, index: int) -> bool:
        """Whether the abstract of a typed document stands here though the name of its type is missing."""
        first = next((block for block in self._blocks[index:] if not block.is_empty), None)
        is_typed = self._kind not in (Kind.LETTER, Kind.UNKNOWN, Kind.APPENDIX, Kind.INTRODUCTION)
        if first is None or not is_typed or patterns.is_capitals(first.text):
            return False
        return first.align is Align.CENTRE and is_bold(first) and first.side is Side.FULL

    def _read_abstract(self, index: int, element: Element) -> int:
        if self._kind is Kind.INTRODUCTION:
            return index
        last: Block | None = None
        while index < len(self._blocks):
            block = self._blocks[index]
            if not block.is_empty:
                if self._ends_abstract(block, last):
                    return index
                self.named.append((index, element))
                last = block
            index += 1
        return index

    def _ends_abstract(self, block: Block, last: Block | None) -> bool:
        text = block.text.strip()
        if block.is_tabular or _opens_text(text):
            return True
        is_long = len(text) > 3 * LONG_LINE
        if last is None:
            is_authority = patterns.AUTHORITY.match(text) and patterns.is_capitals(text)
            return bool(is_authority) or is_long or text.endswith(":")
        is_closed = block.index != last.index and bool(self._document.strokes_below((last,)))
        is_like = is_bold(block) == is_bold(last) and block.align is last.align
        is_other = patterns.is_capitals(text) != patterns.is_capitals(last.text)
        return is_closed or not is_like or is_other or block.align is not Align.CENTRE

    def _read_rest(self, index: int) -> int:
        """The lines between the title and the text: authority, bases, addressees, reference."""
        in_addressees = False
        end = index
        while index < len(self._blocks):
            block = self._blocks[index]
            element = self._name_rest(block, in_addressees=in_addressees)
            if element is None and not block.is_empty:
                break
            if element is not None:
                if element is Element.ABSTRACT:
                    index = self._read_abstract(index, Element.ABSTRACT)
                    end = index
                    continue
                in_addressees = element in (Element.ADDRESSEE_HEAD, Element.ADDRESSEE)
                self.named.append((index, element))
                end = index + 1
            index += 1
        return end

    def _name_rest(self, block: Block, *, in_addressees: bool) -> Element | None:
        text = block.text.strip()
        if not text or block.is_tabular:
            return None
        if patterns.VERDICT_WORD.match(text):
            return Element.VERDICT_WORD
        if patterns.ADDRESSEE.match(text):
            return Element.ADDRESSEE_HEAD
        if patterns.REFERENCE.match(text):
            return Element.REFERENCE_LINE
        if patterns.APPENDIX_LABEL.match(text):
            return Element.APPENDIX_LABEL
        if patterns.LEGAL_BASIS.match(text) and self._is_basis(text):
            return Element.LEGAL_BASIS
        if in_addressees and patterns.RECIPIENT.match(text) and len(text) < 2 * LONG_LINE:
            return Element.ADDRESSEE
        if self._is_appendix_title(block):
            return Element.ABSTRACT
        is_above_bases = all(element is not Element.LEGAL_BASIS for _, element in self.named)
        if (
            self._kind in _DECIDING
            and patterns.is_capitals(text)
            and is_above_bases
            and len(text) < LONG_LINE
        ):
            return Element.AUTHORITY_LINE
        return None

    def _is_basis(self, text: str) -> bool:
        """In a decision every such line is a basis; elsewhere only one that ends as a basis does."""
        return self._kind in _DECIDING or text.endswith((";", "."))

    def _is_appendix_title(self, block: Block) -> bool:
        """The lines under `Phụ lục I`, which has a title but no type name."""
        known = {element for _, element in self.named}
        is_free = not known & {Element.TYPE_NAME, Element.ABSTRACT, Element.REFERENCE_LINE}
        return self._kind is Kind.APPENDIX and is_free and len(block.text) < 3 * LONG_LINE


def _opens_text(text: str) -> bool:
    return any(
        pattern.match(text)
        for pattern in (
            *(patterns.LEGAL_BASIS, patterns.ADDRESSEE, patterns.REFERENCE, patterns.ARTICLE),
            *(patterns.SECTION, patterns.CLAUSE, patterns.VERDICT_WORD, patterns.PART),
        )
    ) or bool(patterns.INVITING.search(text))
