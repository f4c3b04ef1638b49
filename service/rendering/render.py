"""Filling one part of a template: Jinja, then the few repairs that text alone cannot make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import jinja2
from lxml import etree

from service.errors import TemplateFailed
from service.rendering.dialect import JinjaSource, add_columns
from service.rendering.faults import translated_errors
from service.rendering.layout import StyleSheet, lay_out
from service.rendering.placeholders import Placeholder
from service.rendering.reasons import Reason
from service.rendering.wordml import (
    BREAK,
    DRAWING_PROPERTIES,
    NAMESPACE,
    PARAGRAPH,
    TEXT,
    UNPRINTABLE,
    XML_SPACE,
    find_all,
    parse_xml,
    serialise,
)

# A hundred pages of table come to some 5 MB of XML.
_MAX_OUTPUT = 40_000_000
_CHUNKS = 10_000  # that Jinja gives between two looks at the size
# Word opens no file in which one of these ends without a paragraph.
_WITHOUT_PARAGRAPH = etree.XPath(
    "(//w:tc | //w:txbxContent | /w:hdr | /w:ftr | /w:footnotes/w:footnote)"
    "[not((w:p | w:tbl | w:sdt)[last()][not(self::w:tbl)])]",
    namespaces={"w": NAMESPACE},
)
_WITHOUT_ROWS = etree.XPath("//w:tbl[not(.//w:tr)]", namespaces={"w": NAMESPACE})


@dataclass(frozen=True)
class CompiledPart:
    """A part that holds tags, ready to be filled any number of times by any number of threads."""

    name: str
    source: JinjaSource
    code: jinja2.Template
    uses: tuple[Placeholder, ...]
    styles: StyleSheet | None  # of the document, which alone is laid out
    has_blocks: bool
    has_column_loops: bool
    has_looped_drawings: bool


def fill_part(part: CompiledPart, data: Mapping[str, Any], template: str) -> bytes:
    """The part's XML with `data` in it; raises `TemplateFailed`.

    Data must be clean: a control character other than a line feed raises `ValueError`.
    """
    with translated_errors(part.source, part.name, template):
        xml = _render(part, data, template)
        root = parse_xml(xml.encode())
        if part.has_column_loops:
            root = add_columns(xml)
    if "\n" in xml:
        _break_lines(root)
    if part.has_blocks:
        _fill_gaps(root)
    if part.has_looped_drawings:
        _number_drawings(root)
    if part.styles is not None:
        lay_out(root, part.styles)
    return serialise(root)


def _render(part: CompiledPart, data: Mapping[str, Any], template: str) -> str:
    stream = part.code.generate(data)
    pieces: list[str] = []
    size = 0
    while chunks := list(islice(stream, _CHUNKS)):
        pieces.append("".join(chunks))
        size += len(pieces[-1])
        if size > _MAX_OUTPUT:
            raise TemplateFailed(template, part.source.place, "", Reason.OUTPUT_TOO_LARGE)
    xml = "".join(pieces)
    if UNPRINTABLE.search(xml):
        raise ValueError("the data hold a control character")
    return xml


def _break_lines(root: etree._Element) -> None:
    """Turns every line feed in text into a line break."""
    for text in [element for element in root.iter(TEXT) if element.text and "\n" in element.text]:
        first, *others = str(text.text).split("\n")
        text.text = first
        text.set(XML_SPACE, "preserve")
        after = text
        for line in others:
            line_break, following = etree.Element(BREAK), etree.Element(TEXT, {XML_SPACE: "preserve"})
            following.text = line
            after.addnext(line_break)
            line_break.addnext(following)
            after = following


def _fill_gaps(root: etree._Element) -> None:
    """Removes tables that no row is left of, and gives what must end with a paragraph an empty one."""
    for table in find_all(_WITHOUT_ROWS, root):
        if (holder := table.getparent()) is not None:
            holder.remove(table)
    for holder in find_all(_WITHOUT_PARAGRAPH, root):
        etree.SubElement(holder, PARAGRAPH)


def _number_drawings(root: etree._Element) -> None:
    """Gives every drawing an id of its own: loops repeat them, and Word takes equal ids for damage."""
    for number, drawing in enumerate(root.iter(DRAWING_PROPERTIES), start=1):
        drawing.set("id", str(number))
