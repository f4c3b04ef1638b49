"""The numbers and bullets that Word puts before paragraphs by itself."""

from __future__ import annotations

import re

from lxml import etree

from service.conformance.docx.formatting import Properties, Theme, read_paragraph, read_run
from service.conformance.docx.package import W, value, whole
from service.language.numbers import roman

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LEVELS = 9
_MOST_LETTERS = 26 * 30  # as far as Word counts with letters


class Numbering:
    """The lists of a DOCX; counts as the paragraphs are read in order."""

    def __init__(self, root: etree._Element | None, theme: Theme) -> None:
        self._levels: dict[str, dict[str, etree._Element]] = {}
        self._abstract_of: dict[str, str] = {}
        self._starts: dict[tuple[str, str], int] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._theme = theme
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        abstracts = {
            node.get(f"{W}abstractNumId", ""): {
                level.get(f"{W}ilvl", "0"): level for level in _holder(root, node).findall(f"{W}lvl")
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
                start = whole(override.find(f"{W}startOverride"))
                if start is not None:
                    self._starts[number, place] = start
                    self._abstract_of[number] = f"{abstract}/{number}"  # counts for itself
            self._levels[number] = levels

    def paragraph(self, number: str | None, level: str | None) -> Properties:
        """What a list level says of the paragraphs in it."""
        node = self._levels.get(number or "", {}).get(level or "0")
        return read_paragraph(node.find(f"{W}pPr")) if node is not None else {}

    def level_of(self, number: str | None, style: str | None) -> str:
        """The level that a list keeps for paragraphs of a style; the first where it keeps none."""
        for place, node in self._levels.get(number or "", {}).items():
            if style is not None and value(node.find(f"{W}pStyle")) == style:
                return place
        return "0"

    def look(self, number: str | None, level: str | None) -> Properties:
        """What a list level says of the look of its numbers."""
        node = self._levels.get(number or "", {}).get(level or "0")
        return read_run(node.find(f"{W}rPr"), self._theme) if node is not None else {}

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
        is_legal = node.find(f"{W}isLgl") is not None  # Roman numbers of the levels above in digits
        label = re.sub(
            r"%([1-9])",
            lambda match: self._spell(levels, counts, int(match[1]) - 1, is_legal=is_legal),
            _text_of(node),
        )
        follows = value(node.find(f"{W}suff"))
        return f"{label}{'' if follows == 'nothing' else ' '}" if label else ""

    def _start(self, number: str, place: str, node: etree._Element) -> int:
        start = whole(node.find(f"{W}start"))
        return self._starts.get((number, place), 1 if start is None else start)

    def _spell(
        self, levels: dict[str, etree._Element], counts: list[int | None], depth: int, *, is_legal: bool
    ) -> str:
        node = levels.get(str(depth))
        count = counts[depth]
        form = value(node.find(f"{W}numFmt")) if node is not None and not is_legal else "decimal"
        return spell_number(1 if count is None else count, form or "decimal")


def _holder(root: etree._Element, node: etree._Element) -> etree._Element:
    """The list definition that holds the levels: another one where this one only points at a style."""
    linked = value(node.find(f"{W}numStyleLink"))
    if linked is not None:
        for other in root.findall(f"{W}abstractNum"):
            if value(other.find(f"{W}styleLink")) == linked:
                return other
    return node


def spell_number(count: int, form: str) -> str:
    """A count in one of Word's forms; one we do not know in digits."""
    if form in ("upperRoman", "lowerRoman"):
        spelt = roman(count) if 0 < count < 4000 else str(count)  # Roman numbers end there
        return spelt if form == "upperRoman" else spelt.lower()
    if form in ("upperLetter", "lowerLetter") and 0 < count <= _MOST_LETTERS:
        letter = _LETTERS[(count - 1) % 26] * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form == "decimalZero":
        return f"{count:02}"
    return "" if form == "none" else str(count)


def _text_of(node: etree._Element) -> str:
    text = value(node.find(f"{W}lvlText")) or ""
    is_symbol = value(node.find(f"{W}numFmt")) == "bullet" and not text.isprintable()
    return "•" if is_symbol else text  # a bullet of a symbol font, which has a code of its own
