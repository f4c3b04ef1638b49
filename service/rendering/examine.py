"""Reads a template to the end whatever is wrong with it: every fault at once, and what is left compiled.

`compile_template` refuses at the first fault and has the last word. Here each fault is noted and mended
in the tree at hand, so that the next can be seen and the rest can be tried with data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from lxml import etree

from service.errors import EditorError, TemplateUnreadable
from service.rendering.archive import read_archive
from service.rendering.content import find_faults
from service.rendering.package import WHOLE_FILE, Package, open_package
from service.rendering.parts import ENDNOTES, label_parts
from service.rendering.places import name_places
from service.rendering.reasons import Reason
from service.rendering.revision_marks import accept_revisions, unwrap
from service.rendering.scan import Fault, blank_tag, drop_tag, refuse_tags, scan_tags
from service.rendering.tags import quote
from service.rendering.template import Template, compile_package
from service.rendering.wordml import PARAGRAPH, TEXT, parse_xml, serialise, text_of, word

MARK = word("rsidR")
"""The attribute by which a paragraph of a filled document tells which of the template it was."""

_RELATION = re.compile(r"^\{http://schemas\.openxmlformats\.org/officeDocument/2006/relationships\}")
_OBJECTS = frozenset(map(word, ("drawing", "pict", "object", "altChunk", "attachedTemplate", "subDoc")))
_COMMENT_MARKS = tuple(map(word, ("commentRangeStart", "commentRangeEnd", "commentReference")))
_FIELD_PARTS = tuple(map(word, ("fldChar", "instrText")))
_FIELD = word("fldSimple")
_MOST_ROUNDS = 5  # of mending by what the compiler says; the scan before leaves it little to say


@dataclass
class Examined:
    """Every fault of a template, and the template compiled without what is at fault, if that is possible."""

    faults: tuple[Fault, ...]
    template: Template | None
    package: Package  # mended
    places: Mapping[str, Mapping[etree._Element, str]]  # of the paragraphs of each part

    def place_of(self, mark: str) -> str | None:
        """The place of the paragraph of the body that carries `mark`."""
        body = tuple(self.places[self.package.document].values())
        number = int(mark, 16)
        return body[number] if number < len(body) else None

    def leave_out(self, tags: Iterable[tuple[str, str]]) -> bool:
        """Compiles again with `BLANK` for the tags named by place and words; whether there was any."""
        has_changed = [
            blank_tag(root, self.places[name], place, words)
            for place, words in tags
            for name, root in self.package.trees.items()
        ]
        if any(has_changed):
            self.template = _Compiler(self.package, self.places).compile()
        return any(has_changed)


def examine(source: bytes, template: str) -> Examined:
    """Reads all of the tidied template in `source`; raises `TemplateUnreadable` if it is no sound DOCX."""
    return _Examiner(source, template).examine()


class _Examiner:
    def __init__(self, source: bytes, template: str) -> None:
        self._source = source
        self._template = template
        self._faults: dict[tuple[str, str, str], Fault] = {}
        self._comment_parts: list[str] = []

    def examine(self) -> Examined:
        package = open_package(self._source, self._template, self._note_error)
        labels = dict(label_parts(package))
        places = {name: name_places(root, labels.get(name, name)) for name, root in package.trees.items()}
        self._note_comments(package, places[package.document])
        for name, root in package.trees.items():
            label = labels.get(name, name)
            self._mend_content(root, label, places[name], package.refused.get(name, frozenset()))
            if name in labels:
                scan = scan_tags if label != ENDNOTES else refuse_tags
                scan(root, places[name], label, self._note)
        for number, paragraph in enumerate(places[package.document]):
            paragraph.set(MARK, f"{number:08X}")
        compiler = _Compiler(package, places)
        template = compiler.compile()
        for error in compiler.errors:
            self._note_error(error)
        return Examined(tuple(self._faults.values()), template, package, places)

    def _note(self, fault: Fault) -> None:
        self._faults.setdefault((fault.reason, fault.place, fault.quote), fault)

    def _note_error(self, error: EditorError) -> None:
        """Notes what the strict reading says; comments are noted one by one instead."""
        facts = error.facts
        if facts["reason"] == Reason.COMMENT:
            self._comment_parts.append(facts["quote"])
            return
        self._note(Fault(Reason(facts["reason"]), facts.get("place", WHOLE_FILE), facts.get("quote", "")))

    def _note_comments(self, package: Package, places: Mapping[etree._Element, str]) -> None:
        if not self._comment_parts:
            return
        files = read_archive(self._source, self._template)
        where: dict[str | None, str] = {}
        for mark in package.trees[package.document].iter(*_COMMENT_MARKS):
            paragraph = next(mark.iterancestors(PARAGRAPH), None)
            if paragraph is not None:
                where.setdefault(mark.get(word("id")), places.get(paragraph, WHOLE_FILE))
        for name in self._comment_parts:
            try:
                root = parse_xml(files.get(name, b""))
            except (etree.XMLSyntaxError, ValueError):
                self._note(Fault(Reason.COMMENT, WHOLE_FILE, ""))
                continue
            for comment in root.iter(word("comment")):
                place = where.get(comment.get(word("id")), WHOLE_FILE)
                author = str(comment.get(word("author"), ""))
                self._note(Fault(Reason.COMMENT, place, quote(text_of(comment)), {"author": quote(author)}))
            if next(root.iter(word("comment")), None) is None and root.tag == word("comments"):
                self._note(Fault(Reason.COMMENT, WHOLE_FILE, ""))

    def _mend_content(
        self,
        root: etree._Element,
        label: str,
        places: Mapping[etree._Element, str],
        refused: Set[str],
    ) -> None:
        """Notes what may not be in a part, and takes it out as far as it would spoil the rest."""
        for element, words, reason in list(find_faults(root)):
            paragraph = next(element.iterancestors(PARAGRAPH), element)
            place = places.get(paragraph, label or WHOLE_FILE)
            self._note(Fault(reason, place, quote(words)))
            _mend(element, reason)
        accept_revisions(root)
        for element in list(root.iter(*_COMMENT_MARKS)):
            _remove(element)
        for element in [one for one in root.iter() if _refers(one, refused)]:
            _remove(
                next(
                    (outer for outer in (element, *element.iterancestors()) if outer.tag in _OBJECTS), element
                )
            )


class _Compiler:
    """Compiles what is left of a package, and takes out what the compiler still refuses."""

    def __init__(self, package: Package, places: Mapping[str, Mapping[etree._Element, str]]) -> None:
        self._package = package
        self._places = places
        self.errors: list[EditorError] = []

    def compile(self) -> Template | None:
        for _ in range(_MOST_ROUNDS):
            for name, root in self._package.trees.items():
                self._package.parts[name] = serialise(root)
            try:
                return compile_package(self._package, "", "")
            except TemplateUnreadable as error:
                self.errors.append(error)
                return None
            except EditorError as error:
                self.errors.append(error)
                if not self._drop(error.facts["place"], error.facts["quote"]):
                    return None
        return None

    def _drop(self, place: str, words: str) -> bool:
        dropped = [
            drop_tag(root, self._places[name], place, words) for name, root in self._package.trees.items()
        ]
        return any(dropped)


def _mend(element: etree._Element, reason: Reason) -> None:
    if reason is Reason.FIELD_CODE:
        holder = next(element.iterancestors(PARAGRAPH), element)
        for mark in list(holder.iter(*_FIELD_PARTS)):
            _remove(mark)
        if element.tag == _FIELD:
            unwrap(element)
    elif reason is Reason.EXTERNAL_LINK:
        for name in [name for name in element.attrib if str(name).endswith(("src", "href"))]:
            del element.attrib[name]
    elif reason is Reason.TAG_MISPLACED:
        if element.tag != TEXT:
            element.text = re.sub(r"[{}]", "", element.text or "")
        for name, value in element.attrib.items():
            element.set(name, re.sub(r"[{}]", "", str(value)))
        element.tail = None


def _refers(element: etree._Element, refused: Set[str]) -> bool:
    return bool(refused) and any(
        _RELATION.match(str(name)) and value in refused for name, value in element.attrib.items()
    )


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
