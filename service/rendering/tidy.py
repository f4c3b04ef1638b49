"""Takes out of a template what word processors leave behind and nobody sees; what is printed stays.

Tags that Word has cut into several runs stand whole in one run afterwards, the first of them, as docxtpl
fills them anyway; but the words after a tag keep the form they have in Word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lxml import etree

from service.errors import TemplateUnreadable
from service.rendering.archive import make_archive, read_archive
from service.rendering.paragraph_text import Change, ParagraphText, put_text
from service.rendering.reasons import Reason
from service.rendering.revision_marks import accept_revisions, unwrap
from service.rendering.style_cleaning import drop_styles, find_unused_styles, name_of, restore_style_ids
from service.rendering.tags import TAG
from service.rendering.wordml import (
    NAMESPACE,
    PARAGRAPH,
    RUN,
    TEXT,
    XML_SPACE,
    DoctypeError,
    parse_xml,
    serialise,
    word,
)

_SPACER = "Dòng đệm"  # our style for paragraphs that only hold something


class Tidying(StrEnum):
    """What tidying may change; the values are codes that `messages/templates.py` words."""

    TAGS_JOINED = "tags-joined"
    TAG_CHARACTERS = "tag-characters"  # curly quotes and odd blanks inside tags
    RUNS_JOINED = "runs-joined"
    MARKS = "marks"  # rsid, spelling, bookmarks, language, page breaks of the last layout
    TEXT_NFC = "text-nfc"
    SECTIONS_FREED = "sections-freed"  # a section break that stood in a tag's own paragraph
    STYLE_IDS = "style-ids"
    STYLES_UNUSED = "styles-unused"
    REVISIONS_ACCEPTED = "revisions-accepted"


@dataclass(frozen=True)
class Tidied:
    """A template after tidying, with what was changed and how often."""

    content: bytes
    changes: Mapping[Tidying, int]
    split_tags: tuple[str, ...] = ()  # those that were joined
    unused_styles: tuple[str, ...] = ()  # names of those that were dropped


_DROPPED = frozenset(
    map(
        word,
        (
            *("proofErr", "lastRenderedPageBreak", "noProof", "permStart", "permEnd", "rsids", "rsid"),
            *("proofState", "latentStyles", "trackRevisions", "softHyphenChange"),
        ),
    )
)
_UNWRAPPED = frozenset((word("smartTag"),))
# Our longest template has 1 500 elements, 400 opening braces, and paragraphs of 1 000 letters.
_MOST_ELEMENTS = 30_000
_MOST_BRACES = 3_000
_MOST_LETTERS = 50_000  # of one paragraph
_LANGUAGE, _DEFAULTS = word("lang"), word("docDefaults")
_EMPTY = frozenset(map(word, ("rPr", "smartTagPr")))  # says nothing when it holds nothing
_PARAGRAPH_IDS = re.compile(r"\{http://schemas\.microsoft\.com/office/word/2010/wordml\}(paraId|textId)$")
_RSID = re.compile(re.escape(word("rsid")) + r"\w*$")
_CHARACTERS = str.maketrans("“”„«»‘’‚\u00a0\u2007\u202f\u2009", '"""""\'\'\'    ')
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_JOINED_CONTENT = frozenset(map(word, ("t", "tab", "br", "cr", "noBreakHyphen", "rPr")))


def tidy(source: bytes, template: str, *, accepts_revisions: bool = False) -> Tidied:
    """The template in `source`, tidied; the very bytes if there was nothing to do.

    Tracked changes stay, for somebody to decide on, unless `accepts_revisions`. Raises `TemplateUnreadable`.
    """
    files = read_archive(source, template)
    tidier = _Tidier(_parse_parts(files, template))
    tidier.run(accepts_revisions=accepts_revisions)
    changed = {name: serialise(root) for name, root in tidier.changed_parts()}
    if not changed:
        return Tidied(source, {})
    content = make_archive({name: changed.get(name, content) for name, content in files.items()})
    return Tidied(content, tidier.counts, tuple(tidier.split_tags), tuple(tidier.unused_styles))


def find_tag_fix(tag: str) -> str:
    """The tag with plain quotes and blanks; Vietnamese keyboards and Word put others there."""
    return _INVISIBLE.sub("", tag.translate(_CHARACTERS))


@dataclass
class _Tidier:
    """The WordprocessingML parts of a template, and what was done to them."""

    parts: dict[str, etree._Element]
    counts: dict[Tidying, int] = field(default_factory=dict)
    split_tags: list[str] = field(default_factory=list)
    unused_styles: list[str] = field(default_factory=list)
    _before: dict[str, bytes] = field(default_factory=dict)

    def run(self, *, accepts_revisions: bool) -> None:
        self._before = {name: etree.tostring(root) for name, root in self.parts.items()}
        references = _find_references(self.parts.values())
        for root in self.parts.values():
            if accepts_revisions:
                self._count(Tidying.REVISIONS_ACCEPTED, accept_revisions(root))
            self._count(Tidying.MARKS, _drop_marks(root, references))
            self._count(Tidying.TEXT_NFC, _normalise(root))
            for paragraph in root.iter(PARAGRAPH):
                self._mend_tags(ParagraphText(paragraph))
            self._count(Tidying.RUNS_JOINED, _join_runs(root))
        self._free_sections()
        self._clean_styles()

    def changed_parts(self) -> list[tuple[str, etree._Element]]:
        return [
            (name, root) for name, root in self.parts.items() if etree.tostring(root) != self._before[name]
        ]

    def _count(self, change: Tidying, number: int) -> None:
        if number:
            self.counts[change] = self.counts.get(change, 0) + number

    def _mend_tags(self, text: ParagraphText) -> None:
        changes = []
        for match in TAG.finditer(text.text):
            fixed = match[0] if match[0].startswith("{#") else find_tag_fix(match[0])
            is_split = text.is_split(*match.span())
            self._count(Tidying.TAGS_JOINED, is_split)
            self._count(Tidying.TAG_CHARACTERS, fixed != match[0])
            if is_split:
                self.split_tags.append(fixed)
            if is_split or fixed != match[0]:
                changes.append(Change(*match.span(), fixed))
        if changes:
            text.rewrite(changes)

    def _free_sections(self) -> None:
        """Puts a section break that stands in the paragraph of a `{%p` tag into one of its own behind it.

        LibreOffice 25.2 drops the empty paragraph that ended a section; with that of the tag it would go too.
        """
        styles = [style for root in self.parts.values() for style in root.iter(word("style"))]
        spacers = [str(style.get(word("styleId"))) for style in styles if name_of(style) == _SPACER]
        for root in self.parts.values():
            for section in list(root.iterfind(f".//{PARAGRAPH}/{word('pPr')}/{word('sectPr')}")):
                paragraph = next(section.iterancestors(PARAGRAPH))
                if not ParagraphText(paragraph).text.lstrip().startswith("{%p"):
                    continue
                holder = etree.Element(PARAGRAPH)
                properties = etree.SubElement(holder, word("pPr"))
                for name in spacers[:1]:
                    etree.SubElement(properties, word("pStyle")).set(word("val"), name)
                properties.append(section)
                paragraph.addnext(holder)
                self._count(Tidying.SECTIONS_FREED, 1)

    def _clean_styles(self) -> None:
        for styles in [root for root in self.parts.values() if root.tag == word("styles")]:
            others = [root for root in self.parts.values() if root is not styles]
            self._count(Tidying.STYLE_IDS, restore_style_ids(styles, others))
            unused = find_unused_styles(styles, others)
            self.unused_styles += [name_of(style) for style in unused]
            self._count(Tidying.STYLES_UNUSED, len(unused))
            drop_styles(styles, unused)


def _parse_parts(files: Mapping[str, bytes], template: str) -> dict[str, etree._Element]:
    """The parts of the text itself; those of other formats are left alone."""
    parts = {}
    for name, content in files.items():
        if not name.endswith(".xml"):
            continue
        try:
            root = parse_xml(content)
        except DoctypeError as exc:
            raise TemplateUnreadable(template, Reason.DOCTYPE) from exc
        except etree.XMLSyntaxError as exc:
            raise TemplateUnreadable(template, Reason.XML_MALFORMED) from exc
        if str(root.tag).startswith(f"{{{NAMESPACE}}}"):
            parts[name] = root
    _refuse_excess(parts.values(), template)
    return parts


def _refuse_excess(roots: Iterable[etree._Element], template: str) -> None:
    """Raises for a file beyond all need, which would only keep the service busy."""
    elements = braces = 0
    for root in roots:
        elements += sum(1 for _ in root.iter())
        for paragraph in root.iter(PARAGRAPH):
            text = ParagraphText(paragraph).text
            braces += text.count("{")
            if len(text) > _MOST_LETTERS:
                raise TemplateUnreadable(template, Reason.TOO_LARGE)
    if elements > _MOST_ELEMENTS or braces > _MOST_BRACES:
        raise TemplateUnreadable(template, Reason.TOO_LARGE)


def _find_references(roots: Iterable[etree._Element]) -> str:
    """All that names bookmarks: field codes and links within the document."""
    words = []
    for root in roots:
        words += [element.text or "" for element in root.iter(word("instrText"))]
        words += [str(element.get(word("instr"))) for element in root.iter(word("fldSimple"))]
        words += [str(element.get(word("anchor"))) for element in root.iter(word("hyperlink"))]
    return " ".join(words)


def _drop_marks(root: etree._Element, references: str) -> int:
    count = 0
    kept_bookmarks = set()
    for element in list(root.iter()):
        count += _drop_attributes(element)
        parent = element.getparent()
        if parent is None:
            continue
        if element.tag == word("bookmarkStart") and str(element.get(word("name"))) in references:
            kept_bookmarks.add(element.get(word("id")))
        is_bookmark = element.tag in (word("bookmarkStart"), word("bookmarkEnd"))
        is_language = element.tag == _LANGUAGE and next(element.iterancestors(_DEFAULTS), None) is None
        if (
            element.tag in _DROPPED
            or is_language
            or (is_bookmark and element.get(word("id")) not in kept_bookmarks)
        ):
            parent.remove(element)
            count += 1
        elif element.tag in _UNWRAPPED:
            unwrap(element)
            count += 1
    for element in reversed(list(root.iter(*_EMPTY))):
        parent = element.getparent()
        if len(element) == 0 and not element.attrib and parent is not None:
            parent.remove(element)
    return count


def _drop_attributes(element: etree._Element) -> int:
    names = [name for name in element.attrib if _RSID.match(str(name)) or _PARAGRAPH_IDS.match(str(name))]
    for name in names:
        del element.attrib[name]
    return len(names)


def _normalise(root: etree._Element) -> int:
    count = 0
    for element in root.iter(TEXT):
        text = element.text or ""
        if not unicodedata.is_normalized("NFC", text):
            element.text = unicodedata.normalize("NFC", text)
            count += 1
    return count


def _join_runs(root: etree._Element) -> int:
    """Joins neighbouring runs of text that look the same."""
    count = 0
    for run in list(root.iter(RUN)):
        before = run.getprevious()
        if before is None or before.tag != RUN or not (_is_text(run) and _is_text(before)):
            continue
        if _look(run) == _look(before):
            _append(before, run)
            count += 1
    return count


def _is_text(run: etree._Element) -> bool:
    return all(child.tag in _JOINED_CONTENT for child in run)


def _look(run: etree._Element) -> bytes:
    properties = run.find(word("rPr"))
    return b"" if properties is None else etree.tostring(properties, method="c14n")


def _append(first: etree._Element, second: etree._Element) -> None:
    for child in [child for child in second if child.tag != word("rPr")]:
        last = first[-1] if len(first) else None
        if last is not None and last.tag == TEXT and child.tag == TEXT:
            put_text(last, _visible(last) + _visible(child))
        else:
            first.append(child)
    parent = second.getparent()
    if parent is not None:
        parent.remove(second)


def _visible(text: etree._Element) -> str:
    """The text as Word shows it: without `preserve`, blanks at its ends do not count."""
    content = text.text or ""
    return content if text.get(XML_SPACE) == "preserve" else content.strip()
