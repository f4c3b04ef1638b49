"""Names the elements above the text: the header block, the title, the addressees, the bases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.conformance import patterns
from service.conformance.document import Align, Block, Document, Side
from service.conformance.heading_lines import is_bold, is_date, name_header, name_line
from service.conformance.naming import Element, Found
from service.conformance.patterns import Kind
from service.conformance.title import LONG_LINE, TitleReader

_LONGEST_TYPE = 40  # letters: more is a title, not the name of a type


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
    named = name_header(blocks, head_end)
    type_name = _name_type(blocks[title].text) if title is not None else None
    kind = _find_kind(blocks, named, type_name, is_main=is_main)
    named = _sort_out_abstract(named, kind)
    under = TitleReader(document, blocks, kind)
    end = under.read(head_end, has_title=title is not None)
    return Heading(kind, type_name, sorted(named + under.named), end)


def _name_type(text: str) -> str:
    """The type that a title names, or the title itself where it names none that is known."""
    return patterns.find_type(text) or patterns.same_spelling(patterns.squeeze(text)).upper()


def _find_title(blocks: Sequence[Block]) -> int | None:
    """The line that is only a type of document, before the text begins."""
    for index, block in enumerate(blocks):
        text = block.text.strip()
        if len(text) > LONG_LINE or patterns.ADDRESSEE.match(text) or patterns.ARTICLE.match(text):
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
        if has_number and is_set_off and patterns.is_capitals(text) and name_line(text) is None:
            return index if len(text) <= _LONGEST_TYPE and is_bold(block) else None
        if has_number and block.side is Side.FULL and name_line(text) in (None, Element.LETTER_ABSTRACT):
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
            or len(text) > LONG_LINE
        ):
            return index
        is_header = (
            patterns.resembles(text, patterns.NATIONAL_NAME)
            or patterns.resembles(text, patterns.MOTTO)
            or patterns.NUMBER.match(text)
            or is_date(text)
            or block.side is not Side.FULL
        )
        if text and has_number and not is_header and name_line(text) is None:
            return last
        has_number = has_number or patterns.NUMBER.match(text) is not None
        last = index + 1 if text and is_header else last
    return last


def _find_kind(blocks: Sequence[Block], named: Found, type_name: str | None, *, is_main: bool) -> Kind:
    elements = {element for _, element in named}
    if not is_main:
        has_label = any(patterns.APPENDIX_LABEL.match(block.text.strip()) for block in blocks[:8])
        return Kind.APPENDIX if has_label else Kind.ATTACHED
    if type_name is not None and type_name in patterns.TYPES:
        return patterns.kind_of_type(type_name)
    if type_name is not None:
        return Kind.LETTER if type_name == "CÔNG VĂN" else Kind.OTHER_TYPED
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
