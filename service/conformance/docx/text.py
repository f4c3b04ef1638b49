"""The text of a paragraph as spans: what is shown, in effect, run by run."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from service.conformance.document import Span
from service.conformance.docx.formatting import Properties
from service.conformance.docx.package import W, value
from service.conformance.docx.styles import Styles, TableLook

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HIDDEN = {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "delText", "instrText", "sdtPr", "rt")}
_OBJECTS = {f"{W}{name}" for name in ("drawing", "pict", "object")}
_FIRST_EXTENDED = 0x80
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f", " ") | dict.fromkeys("\u00ad\u200b\ufeff", ""))
"""No-break spaces look like spaces; soft hyphens and spaces of no width are not seen at all."""
_NO_LETTER = "•"  # stands for a sign of a symbol font
_SLOTS = ("font.ascii", "font.hAnsi", "font.cs", "font.eastAsia")
_SMALL_CAPITALS = 0.8  # of the size, as Word draws them


@dataclass(frozen=True)
class Reading:
    """What was read of one paragraph."""

    spans: tuple[Span, ...]
    objects: tuple[etree._Element, ...]  # drawings, with what may stand in them
    has_page_field: bool
    has_page_break: bool  # before its text
    ends_with_page_break: bool


class TextReader:
    """Reads the runs of paragraphs; keeps what runs look like, since most look alike."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._looks: dict[tuple[bytes, str | None, int], Properties] = {}

    def read(self, paragraph: etree._Element, style: str | None, table: TableLook) -> Reading:
        """The spans of a paragraph of the style given."""
        walk = _Walk()
        walk.enter(paragraph)
        spans: list[Span] = []
        for text, properties, font in walk.pieces:
            look = self._look(properties, style, table)
            if font is not None:
                look = {**look, **dict.fromkeys(_SLOTS, font)}
            if not look.get("vanish"):
                spans.append(make_span(text.translate(_SPACES), look))
        return Reading(
            tuple(spans), tuple(walk.objects), walk.has_page_field, walk.breaks_before, walk.breaks_after
        )

    def _look(self, node: etree._Element | None, style: str | None, table: TableLook) -> Properties:
        key = (etree.tostring(node) if node is not None else b"", style, id(table))
        if key not in self._looks:
            self._looks[key] = self._styles.run(node, style, table)
        return self._looks[key]


class _Walk:
    """Goes through a paragraph and collects its texts, each with the `w:rPr` it is under."""

    def __init__(self) -> None:
        self.pieces: list[tuple[str, etree._Element | None, str | None]] = []  # text, look, font of its own
        self.objects: list[etree._Element] = []
        self.has_page_field = False
        self.breaks_before = False
        self.breaks_after = False
        self._in_code = 0  # between the begin of a field and its result

    def enter(self, node: etree._Element) -> None:
        """Reads what is inside `node`."""
        for child in node:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child)
            elif tag == f"{W}fldSimple":
                self._note_field(child.get(f"{W}instr", ""))
                self.enter(child)
            elif tag in _HIDDEN or not isinstance(tag, str) or tag == f"{W}p":
                continue
            else:
                self.enter(child)

    def _run(self, run: etree._Element) -> None:
        properties = run.find(f"{W}rPr")
        for child in run:
            tag = child.tag
            if tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType"))
            elif tag == f"{W}instrText":
                self._note_field(child.text or "")
            elif tag in _OBJECTS:
                self.objects.append(child)
            elif tag == f"{_MC}AlternateContent":
                self._alternate(child)
            elif tag == f"{W}br" and child.get(f"{W}type") == "page":
                self._page_break()
            elif (text := _text_of(child)) and not self._in_code:
                self.pieces.append((text, properties, value(child, "font")))
                self.breaks_after = self.breaks_after and not text.strip()

    def _alternate(self, node: etree._Element) -> None:
        """Takes the first choice, or what stands in for it: never both."""
        choice = node.find(f"{_MC}Choice")
        chosen = choice if choice is not None and len(choice) else node.find(f"{_MC}Fallback")
        if chosen is not None:
            self.objects += [child for child in chosen if child.tag in _OBJECTS]

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._in_code += 1
        elif kind in ("separate", "end") and self._in_code:
            self._in_code -= 1

    def _note_field(self, instruction: str) -> None:
        words = instruction.split()
        self.has_page_field |= bool(words) and words[0].upper() == "PAGE"

    def _page_break(self) -> None:
        if any(text.strip() for text, _, _ in self.pieces):
            self.breaks_after = True
        else:
            self.breaks_before = True


def _text_of(node: etree._Element) -> str:
    tag = node.tag
    if tag == f"{W}t":
        return node.text or ""
    if tag in (f"{W}tab", f"{W}ptab"):
        return "\t"
    if tag in (f"{W}br", f"{W}cr"):
        return "\n"
    if tag == f"{W}noBreakHyphen":
        return "-"
    if tag == f"{W}sym":
        return _symbol(node.get(f"{W}char", ""))
    return ""


def _symbol(code: str) -> str:
    """The character that a `w:sym` draws; a bullet for one that only its own font knows."""
    if re.fullmatch("[0-9A-Fa-f]{1,4}", code) is None:
        return ""
    number = int(code, 16)
    is_private = 0xD800 <= number < 0xF900  # surrogates too, which are no characters
    return _NO_LETTER if is_private or number < ord(" ") else chr(number)


def make_span(text: str, look: Properties) -> Span:
    """A stretch of text with what the properties in effect make of it."""
    if look.get("caps") or look.get("smallCaps"):
        text = text.upper()
    size = look.get("sz", 10.0)  # what Word uses where nothing is said
    drawn, spare = _fonts(text, look)
    return Span(
        text,
        drawn,
        size * _SMALL_CAPITALS if look.get("smallCaps") and not look.get("caps") else size,
        bool(look.get("b")),
        bool(look.get("i")),
        bool(look.get("u")),
        look.get("color", "000000"),
        spare,
    )


def _fonts(text: str, look: Properties) -> tuple[frozenset[str], frozenset[str]]:
    """The fonts that draw this text, and those named for scripts that are not in it."""
    other = "font.eastAsia" if look.get("font.hint") == "eastAsia" else "font.hAnsi"
    slots = {"font.ascii"} if any(ord(letter) < _FIRST_EXTENDED for letter in text) else set()
    if any(ord(letter) >= _FIRST_EXTENDED for letter in text):
        slots.add(other)
    named = {slot: look[slot] for slot in look if slot.startswith("font.") and slot != "font.hint"}
    drawn = frozenset(named[slot] for slot in slots if named.get(slot))
    if len(drawn) == 0 or any(not named.get(slot) for slot in slots):
        drawn = drawn if any(name != "Times New Roman" for name in drawn) else frozenset()
    spare = frozenset(name for slot, name in named.items() if name and slot not in slots)
    return drawn, spare
