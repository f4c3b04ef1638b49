"""Tracked changes of Word: accepts them, as "Accept All Changes" does."""

from __future__ import annotations

from lxml import etree

from service.rendering.wordml import CELL, PARAGRAPH, ROW, word

_UNWRAPPED = frozenset(map(word, ("ins", "moveTo")))
_REMOVED = frozenset(map(word, ("del", "moveFrom")))
_RANGES = frozenset(
    word(f"{name}Range{end}") for name in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel") for end in
    ("Start", "End")
)  # fmt: skip
_CELL_MARKS = {word("cellIns"): False, word("cellDel"): True, word("cellMerge"): False}
_MARK_HOLDERS = frozenset(map(word, ("rPr", "trPr", "numPr")))


def accept_revisions(root: etree._Element) -> int:
    """Accepts every tracked change in a part, in place; how many there were."""
    count = 0
    for element in list(root.iter()):
        if element.getparent() is None:
            continue
        name = str(element.tag)
        if name in _UNWRAPPED or name in _REMOVED:
            count += 1
            _accept(element, is_removed=name in _REMOVED)
        elif name in _RANGES or (name.startswith(word("")) and name.endswith("Change")):
            count += not name.endswith(("Start", "End"))
            _drop(element)
        elif name in _CELL_MARKS:
            count += 1
            _accept_cell(element, is_removed=_CELL_MARKS[name])
    return count


def unwrap(element: etree._Element) -> None:
    """Puts what is in an element in its place."""
    parent = element.getparent()
    if parent is not None:
        for child in list(element):
            element.addprevious(child)
        parent.remove(element)


def _accept(element: etree._Element, *, is_removed: bool) -> None:
    holder = element.getparent()
    if holder is None:
        return
    if holder.tag not in _MARK_HOLDERS:  # a mark around runs or blocks
        _drop(element) if is_removed else unwrap(element)
    elif holder.tag == word("trPr") and is_removed:
        _drop(next(element.iterancestors(ROW), element))
    else:
        paragraph = next(element.iterancestors(PARAGRAPH), None)
        holder.remove(element)
        if is_removed and paragraph is not None:
            _join_with_next(paragraph)


def _accept_cell(mark: etree._Element, *, is_removed: bool) -> None:
    cell = next(mark.iterancestors(CELL), mark)
    _drop(cell if is_removed else mark)


def _join_with_next(paragraph: etree._Element) -> None:
    """The end of `paragraph` was deleted: what follows moves up into the next paragraph's form."""
    following = paragraph.getnext()
    if following is None or following.tag != PARAGRAPH:
        return
    properties = following.find(word("pPr"))
    position = 0 if properties is None else 1
    moved = [child for child in paragraph if child.tag != word("pPr")]
    for offset, child in enumerate(moved):
        following.insert(position + offset, child)
    _drop(paragraph)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
