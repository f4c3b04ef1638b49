"""Puts documents of one template together as the sections of one, so that an office opens and lays out once.

docs/decisions/0004-merged-conversion.md has the measurements, and why tags survive.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from service.conversion.failures import NotAlike

_BODY = "word/document.xml"
_CORE = "docProps/core.xml"
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


@dataclass(frozen=True)
class Joined:
    """The one document, and what its PDF must be found to hold of each."""

    docx: bytes
    titles: tuple[str, ...]
    authors: tuple[str, ...]
    blocks: tuple[int, ...]  # paragraphs and tables of each body


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
    _refuse_inheritance([root[0] for root in roots])
    blocks = tuple(_prepare(root, index, len(roots)) for index, root in enumerate(roots))
    body = roots[0][0]
    for root in roots[1:]:
        body.extend(list(root[0]))
    content = etree.tostring(roots[0], xml_declaration=True, encoding="UTF-8", standalone=True)
    return Joined(
        docx=_write_package({**first, _BODY: content}),
        titles=tuple(title for title, _ in names),
        authors=tuple(author for _, author in names),
        blocks=blocks,
    )


def _read_package(docx: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except zipfile.BadZipFile as exc:
        raise NotAlike("not-zip") from exc
    if _BODY not in parts or _CORE not in parts:
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


def _refuse_inheritance(bodies: Sequence[etree._Element]) -> None:
    """A document's first section must say itself what it would else take over from the document before."""
    sections = [list(body.iter(f"{_W}sectPr")) for body in bodies]
    if not all(sections):
        raise NotAlike("section")
    wanted = {reference for own in sections for section in own for reference in _references(section)}
    for first, *_ in sections:
        numbering = first.find(f"{_W}pgNumType")
        if numbering is None or numbering.get(f"{_W}start") is None or wanted - _references(first):
            raise NotAlike("section")


def _references(section: etree._Element) -> set[tuple[str, str]]:
    """Which kinds of header and footer the section names."""
    tags = (f"{_W}headerReference", f"{_W}footerReference")
    return {(str(found.tag), found.get(f"{_W}type") or "") for found in section.iter(*tags)}


def _prepare(root: etree._Element, index: int, count: int) -> int:
    """Marks where the document begins and lets its last paragraph end its section; its number of blocks."""
    body = root[0]
    if next(body.iter(*_OBSTACLES), None) is not None:
        raise NotAlike("obstacle")
    if any(word in (code.text or "") for code in body.iter(f"{_W}instrText") for word in _ABSOLUTE_COUNTS):
        raise NotAlike("counts")
    section = body[-1]
    if section.tag != f"{_W}sectPr" or not _begins_anew(section):
        raise NotAlike("section")
    blocks = len(body) - 1
    _mark(body, index)
    if index < count - 1:
        body.remove(section)
        last = body[-1] if len(body) else None
        if last is None or last.tag != f"{_W}p":
            raise NotAlike("last-paragraph")
        properties = last.find(f"{_W}pPr")
        if properties is None:
            properties = etree.Element(f"{_W}pPr")
            last.insert(0, properties)
        if properties.find(f"{_W}sectPr") is not None:
            raise NotAlike("last-paragraph")
        properties.append(section)
    return blocks


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
