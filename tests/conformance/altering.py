"""Breaks one thing in any DOCX, whoever made it: lines are found by what they say, wherever they stand."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator

from lxml import etree

from tests.conformance.editing import edit

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Change = Callable[[bytes], bytes]


def words(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Change:
    """Replaces the first place of a pattern, inside one run, in every copy of that line."""

    def change(root: etree._Element) -> bool:
        done = ""
        for node in root.iter(f"{W}t"):
            text = node.text or ""
            if (done and text == done) or (not done and re.search(pattern, text)):
                done = text
                node.text = re.sub(pattern, new, text, count=1)
        return bool(done)

    return lambda docx: _on_body(docx, change)


def letters(pattern: str, **properties: str | None) -> Change:
    """Sets run properties, by the name of their element, on the runs whose text holds a pattern."""

    def change(root: etree._Element) -> bool:
        found = [run for run in root.iter(f"{W}r") if re.search(pattern, _text(run))]
        for run in found:
            _set(run, properties)
        return bool(found)

    return lambda docx: _on_body(docx, change)


def line(pattern: str, name: str, **attributes: str) -> Change:
    """Puts an element with attributes into the properties of the paragraphs that hold a pattern."""

    def change(root: etree._Element) -> bool:
        found = [node for node in root.iter(f"{W}p") if re.search(pattern, _own_text(node))]
        for node in found:
            holder = node.find(f"{W}pPr")
            if holder is None:
                holder = etree.Element(f"{W}pPr")
                node.insert(0, holder)
            element = holder.find(f"{W}{name}")
            if element is None:
                element = etree.SubElement(holder, f"{W}{name}")
            for attribute, setting in attributes.items():
                element.set(f"{W}{attribute}", setting)
        return bool(found)

    return lambda docx: _on_body(docx, change)


def page(name: str, **attributes: str | None) -> Change:
    """Sets attributes of an element of every section, or takes the element away where none are given."""

    def change(root: etree._Element) -> bool:
        found = list(root.iter(f"{W}{name}"))
        for node in found:
            if not attributes:
                node.getparent().remove(node)
            for attribute, setting in attributes.items():
                node.set(f"{W}{attribute}", setting or "")
        return bool(found)

    return lambda docx: _on_body(docx, change)


def without(pattern: str) -> Change:
    """Takes away the runs whose text holds a pattern."""

    def change(root: etree._Element) -> bool:
        found = [run for run in root.iter(f"{W}r") if re.search(pattern, _text(run))]
        for run in found:
            for child in run.findall(f"{W}t"):
                run.remove(child)
        return bool(found)

    return lambda docx: _on_body(docx, change)


def repeated(pattern: str, new: str) -> Change:
    """Puts a copy of a paragraph, with other words, behind the first one that holds a pattern."""

    def change(root: etree._Element) -> bool:
        for node in root.iter(f"{W}p"):
            if re.search(pattern, _own_text(node)):
                other = copy.deepcopy(node)
                for number, text in enumerate(other.iter(f"{W}t")):
                    text.text = "" if number else new
                node.addnext(other)
                return True
        return False

    return lambda docx: _on_body(docx, change)


class Inapplicable(Exception):  # noqa: N818 - it says how it is, not what went wrong
    """The document has nothing that could be broken so."""


def _on_body(docx: bytes, change: Callable[[etree._Element], bool]) -> bytes:
    def rewrite(xml: str) -> str:
        root = etree.fromstring(xml.encode())
        if not change(root):
            raise Inapplicable
        return etree.tostring(root, encoding="unicode")

    return edit(docx, "word/document.xml", rewrite)


def _set(run: etree._Element, properties: dict[str, str | None]) -> None:
    holder = run.find(f"{W}rPr")
    if holder is None:
        holder = etree.Element(f"{W}rPr")
        run.insert(0, holder)
    for name, setting in properties.items():
        for old in holder.findall(f"{W}{name}"):
            holder.remove(old)
        element = etree.SubElement(holder, f"{W}{name}")
        if name == "rFonts" and setting is not None:
            for slot in ("ascii", "hAnsi"):
                element.set(f"{W}{slot}", setting)
        elif setting is not None:
            element.set(f"{W}val", setting)


def _text(run: etree._Element) -> str:
    return "".join(node.text or "" for node in run.findall(f"{W}t"))


def _own_text(paragraph: etree._Element) -> str:
    return "".join(_text(run) for run in _own_runs(paragraph))


def _own_runs(node: etree._Element) -> Iterator[etree._Element]:
    for child in node:
        if child.tag == f"{W}r":
            yield child
        elif child.tag not in (f"{W}p", f"{W}del"):
            yield from _own_runs(child)
