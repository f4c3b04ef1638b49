"""Puts documents of one template together as the sections of one, so that an office opens and lays out once.

docs/decisions/0004-merged-conversion.md has the measurements, and why tags survive.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from service.conversion.failures import NotAlike

_BODY = "word/document.xml"
_CORE = "docProps/core.xml"
_STYLES = "word/styles.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
# What counts or is numbered across a whole document, or must be unique in it, would come out differently.
_OBSTACLES = tuple(
    f"{_W}{name}"
    for name in (
        "numPr",
        "bookmarkStart",
        "footnoteReference",
        "endnoteReference",
        "commentReference",
        "drawing",
        "pict",
        "object",
        "hyperlink",
        "sdt",
        "altChunk",
    )
)
_ABSOLUTE_COUNTS = ("NUMPAGES", "SECTIONPAGES", "SECTION ", "SEQ ", "PAGEREF", "TOC ")
_ANCHORED = ("w:framePr", "w:numPr")
_OPENER_TWIPS = 1
_OPENER = etree.fromstring(
    f'<w:p xmlns:w="{_W[1:-1]}"><w:pPr>'
    f'<w:spacing w:before="0" w:after="0" w:line="{_OPENER_TWIPS}" w:lineRule="exact"/>'
    '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
)


@dataclass(frozen=True)
class Joined:
    """The one document, and what its PDF must be found to hold of each."""

    docx: bytes
    titles: tuple[str, ...]
    authors: tuple[str, ...]
    blocks: tuple[int, ...]  # paragraphs and tables of each body
    spacers: tuple[bool, ...]  # whether the last of them stands empty after a table
    openers: tuple[bool, ...]  # whether an empty paragraph was put in front of them


def mark_of(index: int) -> str:
    """The name of the bookmark, and of the PDF's destination, at which the document of this index begins."""
    return f"piece{index}"


def join_documents(documents: Sequence[bytes]) -> Joined:
    """The documents as one; raises NotAlike unless they differ in their bodies and properties alone."""
    packages = [_read_package(docx) for docx in documents]
    first = packages[0]
    shared = {name: part for name, part in first.items() if name not in (_BODY, _CORE)}
    if any(
        {name: part for name, part in other.items() if name not in (_BODY, _CORE)} != shared
        for other in packages[1:]
    ):
        raise NotAlike("parts")
    _refuse_counts(shared)
    roots = [etree.fromstring(package[_BODY]) for package in packages]
    names = [_read_properties(package[_CORE]) for package in packages]
    styles = etree.fromstring(shared[_STYLES])
    blocks = tuple(_count_blocks(root[0]) for root in roots)
    _refuse_inheritance([root[0][-1] for root in roots])
    spacers = tuple(_has_spacer(root[0]) for root in roots)
    openers = tuple(_open(root[0], styles) for root in roots)
    for index, root in enumerate(roots):
        _prepare(root[0], index, is_last=index == len(roots) - 1)
    body = roots[0][0]
    for root in roots[1:]:
        body.extend(list(root[0]))
    content = etree.tostring(roots[0], xml_declaration=True, encoding="UTF-8", standalone=True)
    return Joined(
        docx=_write_package({**first, _BODY: content}),
        titles=tuple(title for title, _ in names),
        authors=tuple(author for _, author in names),
        blocks=blocks,
        spacers=spacers,
        openers=openers,
    )


def _read_package(docx: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except zipfile.BadZipFile as exc:
        raise NotAlike("not-zip") from exc
    if not {_BODY, _CORE, _STYLES} <= parts.keys():
        raise NotAlike("no-body")
    return parts


def _write_package(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _refuse_counts(parts: dict[str, bytes]) -> None:
    """Headers, footers and styles may neither count all pages nor number paragraphs."""
    for name, content in parts.items():
        if name.endswith(".xml") and any(word.encode() in content for word in _ABSOLUTE_COUNTS + _ANCHORED):
            raise NotAlike(f"counts in {name}")


def _read_properties(core: bytes) -> tuple[str, str]:
    """Title and author; subject and keywords are not carried over, so a document with them goes alone."""
    root = etree.fromstring(core)
    title, author = (root.findtext(f"{_DC}{name}") or "" for name in ("title", "creator"))
    others = (f"{_DC}subject", f"{_DC}description", f"{_CP}keywords")
    if not title or not author or any(root.findtext(name) for name in others):
        raise NotAlike("properties")
    return title, author


def _refuse_inheritance(sections: Sequence[etree._Element]) -> None:
    """A document's section must say itself what it would else take over from the document before."""
    wanted = {reference for section in sections for reference in _references(section)}
    for section in sections:
        numbering = section.find(f"{_W}pgNumType")
        if numbering is None or numbering.get(f"{_W}start") is None or wanted - _references(section):
            raise NotAlike("section")


def _references(section: etree._Element) -> set[tuple[str, str]]:
    """Which kinds of header and footer the section names."""
    tags = (f"{_W}headerReference", f"{_W}footerReference")
    return {(str(found.tag), found.get(f"{_W}type") or "") for found in section.iter(*tags)}


def _count_blocks(body: etree._Element) -> int:
    """How many paragraphs and tables the body has; nothing in it may count or be unique in a document."""
    if next(body.iter(*_OBSTACLES), None) is not None:
        raise NotAlike("obstacle")
    if any(word in (code.text or "") for code in body.iter(f"{_W}instrText") for word in _ABSOLUTE_COUNTS):
        raise NotAlike("counts")
    *blocks, section = body
    if section.tag != f"{_W}sectPr" or not _begins_anew(section):
        raise NotAlike("section")
    if not blocks or blocks[-1].tag != f"{_W}p":
        raise NotAlike("last-paragraph")
    if any(block.find(f"{_W}pPr/{_W}sectPr") is not None for block in blocks):
        raise NotAlike("sections")
    return len(blocks)


def _has_spacer(body: etree._Element) -> bool:
    """Whether the last paragraph stands empty after a table; LibreOffice 25.2 hides it then."""
    *_, table, last, _ = [None, *body]
    return table is not None and table.tag == f"{_W}tbl" and last.find(f"{_W}r") is None


def _prepare(body: etree._Element, index: int, *, is_last: bool) -> None:
    """Marks where the document begins and ends its section, unless it is the last.

    The section's end is an empty paragraph of its own, which LibreOffice takes out again.
    """
    _mark(body, index)
    if not is_last:
        section = body[-1]
        paragraph = etree.SubElement(body, f"{_W}p")
        etree.SubElement(paragraph, f"{_W}pPr").append(section)


def _open(body: etree._Element, styles: etree._Element) -> bool:
    """Whether the body begins with a table and was given an empty paragraph in front of it.

    LibreOffice 25.2 does not count a section's pages from 1 if it begins with a table. The paragraph is one
    twentieth of a point high, and the first one after the table has so much less above it.
    """
    if body[0].tag != f"{_W}tbl":
        return False
    follower = body[0].getnext()
    properties = None if follower is None else follower.find(f"{_W}pPr")
    if follower is None or properties is None or (above := _space_above(follower, styles)) < _OPENER_TWIPS:
        raise NotAlike("first-paragraph")
    spacing = properties.find(f"{_W}spacing")
    if spacing is None:
        spacing = etree.SubElement(properties, f"{_W}spacing")
    spacing.set(f"{_W}before", str(above - _OPENER_TWIPS))
    body.insert(0, copy.deepcopy(_OPENER))
    return True


def _space_above(paragraph: etree._Element, styles: etree._Element) -> int:
    """The space above the paragraph in twips, its own or its style's."""
    by_name = {style.get(f"{_W}styleId"): style for style in styles.iter(f"{_W}style")}
    holder: etree._Element | None = paragraph
    link: tuple[str, ...] = ("pPr", "pStyle")
    while holder is not None:
        spacing = holder.find(f"{_W}pPr/{_W}spacing")
        if spacing is not None and (above := spacing.get(f"{_W}before")) is not None:
            return int(above)
        following = holder.find("/".join(_W + name for name in link))
        link = ("basedOn",)
        # Each style is taken once, so that a circle of styles comes to an end.
        holder = None if following is None else by_name.pop(following.get(f"{_W}val"), None)
    return 0


def _begins_anew(section: etree._Element) -> bool:
    """Whether the section starts a page of its own and does not run on with the pages before it."""
    kind = section.find(f"{_W}type")
    return kind is None or kind.get(f"{_W}val") == "nextPage"


def _mark(body: etree._Element, index: int) -> None:
    paragraph = next(body.iter(f"{_W}p"), None)
    if paragraph is None:
        raise NotAlike("no-paragraph")
    place = 1 if paragraph.find(f"{_W}pPr") is not None else 0
    for name, facts in (("bookmarkStart", {f"{_W}name": mark_of(index)}), ("bookmarkEnd", {})):
        paragraph.insert(place, etree.Element(f"{_W}{name}", {f"{_W}id": str(index), **facts}))
        place += 1
