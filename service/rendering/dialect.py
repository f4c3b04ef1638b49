"""docxtpl's tag dialect: a part of a template becomes Jinja source; the only user of docxtpl.

docxtpl's `patch_xml` joins tags that Word has split and puts {%p %}, {%tr %}, {%tc %} and {%r %} in place
of their paragraph, row, cell or run. It works on text with regular expressions and can lose words without
a sound, so what goes in is compared with what comes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from docxtpl import DocxTemplate
from lxml import etree

from service.errors import TemplateForbidden, TemplateSyntaxWrong
from service.rendering.reasons import Reason
from service.rendering.tags import TAG, Stretch, Tag, quote

_LINE_ENDS = str.maketrans("\n\r\t", "   ")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_ELEMENT = re.compile(r"<(/?)([^\s/>]+)[^>]*?(/?)>")
_PREFIX = re.compile(r"(\{[{%#])(?:p|tr|tc|r)\s")
_CONTINUED_BY = {"elif": ("if",), "else": ("if", "for"), "endif": ("if",), "endfor": ("for",)}
_MAX_BLOCKS = 10  # within one another; Python stops compiling at some 20


@dataclass(frozen=True)
class JinjaSource:
    """A part as Jinja source: the tag with index i stands on line i + 2, whatever line breaks Word left."""

    label: str
    text: str
    tags: tuple[Tag, ...]

    @property
    def place(self) -> str:
        """The place of the whole part."""
        return self.label or "thân văn bản"

    def tag_at(self, line: int) -> Tag:
        """The tag on a line of the source; on the first line, where none stands, the first."""
        return self.tags[max(0, line - 2)]


def to_jinja(
    root: etree._Element, label: str, stretches: list[Stretch], tags: tuple[Tag, ...], template: str
) -> JinjaSource:
    """The part as Jinja source; raises `TemplateSyntaxWrong` for tags that would lose words or break XML.

    `label` names the part in places; `stretches` and `tags` are those of the part.
    """
    written = etree.tostring(root, encoding="unicode").translate(_LINE_ENDS)
    patched = DocxTemplate(None).patch_xml(written)
    _refuse_lost_words(stretches, patched, template)
    _check_blocks(patched, tags, template)
    return JinjaSource(label, TAG.sub(_start_line, patched), tags)


def has_column_loops(tags: tuple[Tag, ...]) -> bool:
    """Whether a loop repeats cells, so that rows may outgrow the columns that their table declares."""
    return any(tag.text.startswith("{%tc ") for tag in tags)


def add_columns(xml: str) -> etree._Element:
    """The part with as many columns declared in each table as its rows have cells."""
    root: etree._Element = DocxTemplate(None).fix_tables(xml)
    return root


def _start_line(tag: re.Match[str]) -> str:
    """The tag with a line break after its opening: Jinja reports lines, and there a break prints nothing."""
    text = tag[0]
    if text.startswith("{#"):
        return "{#\n#}"
    length = 3 if text[2] in "-+" else 2
    # docxtpl turns &lt; and &gt; in tags back but leaves &amp;, which would be printed as such.
    return f"{text[:length]}\n{text[length:].replace('&amp;', '&')}"


def _refuse_lost_words(stretches: list[Stretch], patched: str, template: str) -> None:
    """Compares the words before and after, but for blanks, kinds of quotes and docxtpl's prefixes."""
    kept = _words(_text_of(patched))
    position = 0
    for stretch in stretches:
        words = _words(stretch.text)
        if not kept.startswith(words, position):
            tag = TAG.search(stretch.text)
            lost = tag[0] if tag else stretch.text
            raise TemplateSyntaxWrong(template, stretch.place, quote(lost), Reason.TAG_NOT_ALONE)
        position += len(words)


def _words(text: str) -> str:
    text = _PREFIX.sub(r"\1", text).replace("{%-", "{%").replace("-%}", "%}")
    return re.sub(r"\s", "", text.translate(_QUOTES))


def _text_of(patched: str) -> str:
    return "".join(
        tag.replace("&amp;", "&") if tag else unescape(_ELEMENT.sub("", xml)) for xml, tag in _pieces(patched)
    )


def _pieces(patched: str) -> Iterator[tuple[str, str]]:
    """The source piece by piece: XML with an empty second, a tag with an empty first."""
    position = 0
    for tag in TAG.finditer(patched):
        yield patched[position : tag.start()], ""
        yield "", tag[0]
        position = tag.end()
    yield patched[position:], ""


@dataclass
class _Block:
    name: str
    tag: Tag
    elements: tuple[str, ...]  # the open elements around its first tag


def _check_blocks(patched: str, tags: tuple[Tag, ...], template: str) -> None:
    """Every block is closed, and between its tags no element is left open.

    So any choice of branches and any number of rounds gives well-formed XML, whatever the data.
    """
    elements: list[str] = []
    blocks: list[_Block] = []
    remaining = iter(tags)
    tag = tags[0]
    for xml, written in _pieces(patched):
        if not _follow_elements(xml, elements):
            raise _wrong(template, tag, Reason.TAG_NOT_ALONE)
        if written:
            tag = next(remaining, tag)
            _follow_tag(tag, _statement(written), tuple(elements), blocks, template)
    if blocks:
        raise _wrong(template, blocks[-1].tag, Reason.BLOCK_NOT_CLOSED)


def _follow_elements(xml: str, elements: list[str]) -> bool:
    """Opens and closes elements as `xml` does; whether each closing one was the last that was opened."""
    for closing, name, empty in _ELEMENT.findall(xml):
        if closing:
            if not elements or elements.pop() != name:
                return False
        elif not empty:
            elements.append(name)
    return True


def _follow_tag(tag: Tag, name: str, elements: tuple[str, ...], blocks: list[_Block], template: str) -> None:
    if name in ("if", "for"):
        blocks.append(_Block(name, tag, elements))
        if len(blocks) > _MAX_BLOCKS:
            raise TemplateForbidden(template, tag.place, tag.quote, Reason.TOO_DEEP)
    elif name in _CONTINUED_BY:
        if not blocks:
            raise _wrong(template, tag, Reason.BLOCK_NOT_OPEN)
        if blocks[-1].name not in _CONTINUED_BY[name]:
            raise _wrong(template, blocks[-1].tag, Reason.BLOCK_NOT_CLOSED)
        if blocks[-1].elements != elements:
            raise _wrong(template, tag, Reason.BLOCK_CROSSES)
        if name.startswith("end"):
            blocks.pop()


def _wrong(template: str, tag: Tag, reason: Reason) -> TemplateSyntaxWrong:
    return TemplateSyntaxWrong(template, tag.place, tag.quote, reason)


def _statement(tag: str) -> str:
    """The first word of a statement; nothing for an expression or a comment."""
    match = re.match(r"\{%[-+]?\s*(\w+)", tag)
    return match[1] if match else ""
