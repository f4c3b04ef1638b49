"""Names the elements above the text: the header block, the title, the addressees, the bases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.conformance import patterns
from service.conformance.document import Align, Block, Document, Side
from service.conformance.naming import Element, Found
from service.conformance.patterns import Kind

_LONG_LINE = 110  # letters: no heading of the header block is as long; running text is
_LONGEST_TYPE = 40  # letters: more is a title, not the name of a type
_DECIDING = (Kind.DECISION, Kind.RESOLUTION)


@dataclass(frozen=True)
class Heading:
    """What stands above the text of a piece, and where the text begins."""

    kind: Kind
    type_name: str | None
    named: Found
    end: int


def find_heading(document: Document, blocks: Sequence[Block], *, is_main: bool) -> Heading:
    """The elements above the text of a piece."""
    title = _find_title(blocks)
    head_end = title if title is not None else _find_end_of_header(blocks)
    named = _name_header(blocks, head_end)
    type_name = _name_type(blocks[title].text) if title is not None else None
    kind = _find_kind(blocks, named, type_name, is_main=is_main)
    named = _sort_out_abstract(named, kind)
    under = _Title(document, blocks, kind)
    end = under.read(head_end, has_title=title is not None)
    return Heading(kind, type_name, sorted(named + under.named), end)


def _name_type(text: str) -> str:
    """The type that a title names, or the title itself where it names none that is known."""
    return patterns.find_type(text) or patterns.same_spelling(patterns.squeeze(text)).upper()


def _find_title(blocks: Sequence[Block]) -> int | None:
    """The line that is only a type of document, before the text begins."""
    for index, block in enumerate(blocks):
        text = block.text.strip()
        if len(text) > _LONG_LINE or patterns.ADDRESSEE.match(text) or patterns.ARTICLE.match(text):
            break
        is_label = patterns.find_type(text) is not None and block.side is Side.FULL and not block.is_tabular
        if is_label and (patterns.is_capitals(text) or block.align is Align.CENTRE):
            if text.rstrip().endswith(":"):  # «QUYẾT ĐỊNH:» above its articles is no title
                return None
            return index
    return _find_strange_title(blocks)


def _find_strange_title(blocks: Sequence[Block]) -> int | None:
    """The line that stands where a type name does, though no type of document is called so."""
    has_number = False
    for index, block in enumerate(blocks):
        text = block.text.strip()
        is_set_off = block.align is Align.CENTRE and block.side is Side.FULL and not block.is_tabular
        if not text:
            continue
        if has_number and is_set_off and patterns.is_capitals(text) and _name_line(text) is None:
            return index if len(text) <= _LONGEST_TYPE and _is_bold(block) else None
        if has_number and block.side is Side.FULL and _name_line(text) in (None, Element.LETTER_ABSTRACT):
            return None
        has_number = has_number or patterns.NUMBER.match(text) is not None
    return None


def _find_end_of_header(blocks: Sequence[Block]) -> int:
    """Where the header block of a document without a type name ends."""
    last = 0
    has_number = False
    for index, block in enumerate(blocks):
        text = block.text.strip()
        if (
            patterns.RECIPIENTS.match(text)
            or patterns.ADDRESSEE.match(text)
            or patterns.APPENDIX_LABEL.match(text)
            or patterns.REFERENCE.match(text)
            or patterns.LEGAL_BASIS.match(text)
            or patterns.ARTICLE.match(text)
            or len(text) > _LONG_LINE
        ):
            return index
        is_header = (
            patterns.resembles(text, patterns.NATIONAL_NAME)
            or patterns.resembles(text, patterns.MOTTO)
            or patterns.NUMBER.match(text)
            or _is_date(text)
            or block.side is not Side.FULL
        )
        if text and has_number and not is_header and _name_line(text) is None:
            return last
        has_number = has_number or patterns.NUMBER.match(text) is not None
        last = index + 1 if text and is_header else last
    return last


def _name_header(blocks: Sequence[Block], end: int) -> Found:
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
        element = _name_line(block.text.strip())
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


def _name_line(text: str) -> Element | None:
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
    if _is_date(text):
        return Element.PLACE_DATE
    if patterns.NUMBER.match(text):
        return Element.NUMBER
    if patterns.APPENDIX_LABEL.match(text):
        return Element.APPENDIX_LABEL
    if patterns.REFERENCE.match(text):
        return Element.REFERENCE_LINE
    return None


def _is_date(text: str) -> bool:
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
    bold = [_is_bold(blocks[index]) for index in names]
    starts = [place for place, index in enumerate(names) if _begins_body(blocks, names, place, index)]
    split = 0
    for place in range(1, len(names)):
        if not any(bold[:place]) and all(bold[place:]):
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


def _is_bold(block: Block) -> bool:
    return any(span.is_bold for span in block.inked)


def _find_kind(blocks: Sequence[Block], named: Found, type_name: str | None, *, is_main: bool) -> Kind:
    elements = {element for _, element in named}
    if not is_main:
        has_label = any(patterns.APPENDIX_LABEL.match(block.text.strip()) for block in blocks[:8])
        return Kind.APPENDIX if has_label else Kind.ATTACHED
    if type_name is not None and type_name in patterns.TYPES:
        return patterns.kind_of_type(type_name)
    if type_name is not None:
        return Kind.OTHER_TYPED
    numbers = [blocks[index].text for index, element in named if element is Element.NUMBER]
    kind = patterns.kind_of_symbol(numbers[0]) if numbers else Kind.UNKNOWN
    if kind is not Kind.UNKNOWN:
        return kind
    is_letter = Element.LETTER_ABSTRACT in elements or (
        numbers and any(patterns.ADDRESSEE.match(block.text) for block in blocks)
    )
    return Kind.LETTER if is_letter else Kind.UNKNOWN


def _sort_out_abstract(named: Found, kind: Kind) -> Found:
    """A line `Về việc …` under the number belongs to a letter only; elsewhere it is out of place."""
    if kind is Kind.LETTER:
        return named
    return [
        (index, Element.UNSURE if element is Element.LETTER_ABSTRACT else element) for index, element in named
    ]


class _Title:
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
        return first.align is Align.CENTRE and _is_bold(first) and first.side is Side.FULL

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
        is_long = len(text) > 3 * _LONG_LINE
        if last is None:
            is_authority = patterns.AUTHORITY.match(text) and patterns.is_capitals(text)
            return bool(is_authority) or is_long or text.endswith(":")
        is_closed = bool(self._document.strokes_below((last,)))
        is_like = _is_bold(block) == _is_bold(last) and block.align is last.align
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
        if in_addressees and patterns.RECIPIENT.match(text) and len(text) < 2 * _LONG_LINE:
            return Element.ADDRESSEE
        if self._is_appendix_title(block):
            return Element.ABSTRACT
        is_above_bases = all(element is not Element.LEGAL_BASIS for _, element in self.named)
        if (
            self._kind in _DECIDING
            and patterns.is_capitals(text)
            and is_above_bases
            and len(text) < _LONG_LINE
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
        return self._kind is Kind.APPENDIX and is_free and len(block.text) < 3 * _LONG_LINE


def _opens_text(text: str) -> bool:
    return any(
        pattern.match(text)
        for pattern in (
            *(patterns.LEGAL_BASIS, patterns.ADDRESSEE, patterns.REFERENCE, patterns.ARTICLE),
            *(patterns.SECTION, patterns.CLAUSE, patterns.VERDICT_WORD, patterns.PART),
        )
    ) or bool(patterns.INVITING.search(text))
