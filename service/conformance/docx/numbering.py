"""The numbers and bullets that Word puts before paragraphs by itself."""

from __future__ import annotations

import re

from lxml import etree

from service.conformance.docx.formatting import Properties, Theme, read_paragraph
from service.conformance.docx.package import W, value
from service.language.numbers import roman

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LEVELS = 9


class Numbering:
    """The lists of a DOCX; counts as the paragraphs are read in order."""

    def __init__(self, root: etree._Element | None, theme: Theme) -> None:
        self._levels: dict[str, dict[str, etree._Element]] = {}
        self._abstract_of: dict[str, str] = {}
        self._starts: dict[tuple[str, str], int] = {}
        self._counts: dict[str, list[int | None]] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        abstracts = {
            node.get(f"{W}abstractNumId", ""): {
                level.get(f"{W}ilvl", "0"): level for level in node.findall(f"{W}lvl")
            }
            for node in root.findall(f"{W}abstractNum")
        }
        for node in root.findall(f"{W}num"):
            number = node.get(f"{W}numId", "")
            abstract = value(node.find(f"{W}abstractNumId")) or ""
            levels = dict(abstracts.get(abstract, {}))
            self._abstract_of[number] = abstract
            for override in node.findall(f"{W}lvlOverride"):
                place = override.get(f"{W}ilvl", "0")
                own = override.find(f"{W}lvl")
                if own is not None:
                    levels[place] = own
                start = value(override.find(f"{W}startOverride"))
                if start is not None and start.isdecimal():
                    self._starts[number, place] = int(start)
                    self._abstract_of[number] = f"{abstract}/{number}"  # counts for itself
            self._levels[number] = levels

    def paragraph(self, number: str | None, level: str | None) -> Properties:
        """What a list level says of the paragraphs in it."""
        node = self._levels.get(number or "", {}).get(level or "0")
        return read_paragraph(node.find(f"{W}pPr")) if node is not None else {}

    def next_label(self, number: str | None, level: str | None) -> str:
        """The number of the next paragraph of a list, with the space that follows it."""
        place = level or "0"
        levels = self._levels.get(number or "", {})
        node = levels.get(place)
        if number in (None, "0") or node is None or not place.isdecimal():
            return ""
        depth = min(int(place), _LEVELS - 1)
        counts = self._counts.setdefault(self._abstract_of[number or ""], [None] * _LEVELS)
        now = counts[depth]
        counts[depth] = self._start(number or "", place, node) if now is None else now + 1
        counts[depth + 1 :] = [None] * (_LEVELS - depth - 1)
        label = re.sub(
            r"%([1-9])", lambda match: self._spell(levels, counts, int(match[1]) - 1), _text_of(node)
        )
        return f"{label} " if label else ""

    def _start(self, number: str, place: str, node: etree._Element) -> int:
        start = value(node.find(f"{W}start"))
        default = int(start) if start is not None and start.isdecimal() else 1
        return self._starts.get((number, place), default)

    def _spell(self, levels: dict[str, etree._Element], counts: list[int | None], depth: int) -> str:
        node = levels.get(str(depth))
        count = counts[depth] or 1
        form = value(node.find(f"{W}numFmt")) if node is not None else "decimal"
        return spell_number(count, form or "decimal")


def spell_number(count: int, form: str) -> str:
    """A count in one of Word's forms; one we do not know in digits."""
    if form in ("upperRoman", "lowerRoman"):
        spelt = roman(count) if 0 < count < 4000 else str(count)  # Roman numbers end there
        return spelt if form == "upperRoman" else spelt.lower()
    if form in ("upperLetter", "lowerLetter"):
        letter = _LETTERS[(count - 1) % 26] * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form == "decimalZero":
        return f"{count:02}"
    return "" if form == "none" else str(count)


def _text_of(node: etree._Element) -> str:
    text = value(node.find(f"{W}lvlText")) or ""
    is_symbol = value(node.find(f"{W}numFmt")) == "bullet" and not text.isprintable()
    return "-" if is_symbol else text  # a bullet of a symbol font, which has a code of its own
