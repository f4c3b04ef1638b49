"""The text of one paragraph across its runs: read as a whole, and rewritten without touching the runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from service.rendering.wordml import PARAGRAPH, RUN, TEXT, XML_SPACE, word

_BLANKS = frozenset(word(name) for name in ("tab", "br", "cr"))
_PROPERTIES = frozenset((word("rPr"), word("pPr")))


@dataclass(frozen=True)
class Change:
    """Characters `start` to `end` of a paragraph's text, and what is to stand in their place."""

    start: int
    end: int
    text: str


class ParagraphText:
    """The text of a paragraph, without that of text boxes in it; tabs and line breaks read as one blank."""

    def __init__(self, paragraph: etree._Element) -> None:
        self.paragraph = paragraph
        self._atoms = list(_find_atoms(paragraph))
        self._texts = [(atom.text or "") if atom.tag == TEXT else " " for atom in self._atoms]
        self.text = "".join(self._texts)

    def is_split(self, start: int, end: int) -> bool:
        """Whether the characters from `start` to `end` stand in more than one piece of the XML."""
        return len(list(self._overlaps(start, end))) > 1

    def rewrite(self, changes: Sequence[Change]) -> None:
        """Makes `changes`, which do not overlap, each in the run where it begins; drops emptied runs."""
        for change in sorted(changes, key=lambda change: -change.start):
            self._rewrite(change)
        for atom, text in zip(self._atoms, self._texts, strict=True):
            _store(atom, text)
        self.text = "".join(self._texts)

    def _rewrite(self, change: Change) -> None:
        replacement = change.text
        for index, start, end in list(self._overlaps(change.start, change.end)):
            own = self._texts[index]
            if self._atoms[index].tag == TEXT:
                self._texts[index] = own[:start] + replacement + own[end:]
                replacement = ""
            else:  # a tab or line break within: it goes, as a blank it says nothing
                self._texts[index] = ""

    def _overlaps(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        position = 0
        for index, text in enumerate(self._texts):
            first, last = max(start - position, 0), min(end - position, len(text))
            if first < last:
                yield index, first, last
            position += len(text)


def _find_atoms(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == TEXT or child.tag in _BLANKS:
            yield child
        elif child.tag != PARAGRAPH and child.tag not in _PROPERTIES:
            yield from _find_atoms(child)


def _store(atom: etree._Element, text: str) -> None:
    if atom.tag == TEXT and text:
        if atom.text != text:
            put_text(atom, text)
    elif not text:
        run = atom.getparent()
        if run is not None:
            run.remove(atom)
            holder = run.getparent()
            if run.tag == RUN and holder is not None and all(child.tag == word("rPr") for child in run):
                holder.remove(run)


def put_text(element: etree._Element, text: str) -> None:
    """Gives a `w:t` its text, blanks at its ends kept."""
    element.text = text
    if text != text.strip():
        element.set(XML_SPACE, "preserve")
