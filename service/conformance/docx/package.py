"""The parts of a DOCX that are read: opened behind the gate, parsed strictly, found by relationship."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from lxml import etree

from service.containers import ContainerError, unpack
from service.errors import DocumentUnreadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAX_ELEMENTS = 400_000  # a list of a thousand members has some 60 000
_MOST_DIGITS = 9  # of a count; Word itself takes numbers up to 2 147 483 647
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_SPARE_PREFIX = "http://purl.oclc.org/ooxml/"


@dataclass(frozen=True)
class Package:
    """A DOCX as its parts; `related` are the parts the document refers to, by relationship id."""

    files: dict[str, bytes]
    document: str
    related: dict[str, tuple[str, str]]  # id -> (kind, part name)
    _trees: dict[str, etree._Element] = field(default_factory=dict)

    @property
    def body(self) -> etree._Element:
        """The body of the document."""
        body = self.tree(self.document).find(f"{W}body")
        if body is None:
            raise DocumentUnreadable("not-docx")
        return body

    def tree(self, name: str) -> etree._Element:
        """The root of the part `name`."""
        if name not in self._trees:
            if name not in self.files:
                raise DocumentUnreadable("not-docx")
            self._trees[name] = _parse(self.files[name])
        return self._trees[name]

    def find(self, kind: str) -> etree._Element | None:
        """The root of the part that the document has a relationship of `kind` to."""
        names = [name for known, name in self.related.values() if known == kind]
        return self.tree(names[0]) if names and names[0] in self.files else None

    def format_of(self, identifier: str) -> str:
        """The kind of file that a reference with this id means, by the ending of its name."""
        _, name = self.related.get(identifier, ("", ""))
        ending = name.rpartition(".")[2].lower()
        return "jpeg" if ending == "jpg" else ending

    def by_id(self, identifier: str) -> etree._Element | None:
        """The root of the part that a reference with this id means."""
        _, name = self.related.get(identifier, ("", ""))
        return self.tree(name) if name in self.files else None


def open_package(content: bytes) -> Package:
    """The parts of a DOCX; raises `DocumentUnreadable` for what is none, is damaged or looks hostile."""
    try:
        files = unpack(content)
    except ContainerError as exc:
        raise DocumentUnreadable(exc.fault.value) from exc
    roots = _relationships(files, "_rels/.rels", "")
    documents = [name for kind, name in roots.values() if kind == "officeDocument"]
    if not documents or documents[0] not in files:
        raise DocumentUnreadable("not-docx")
    document = documents[0]
    folder, base = posixpath.split(document)
    related = _relationships(files, posixpath.join(folder, "_rels", f"{base}.rels"), folder)
    package = Package(files, document, related)
    if package.tree(document).tag != f"{W}document":
        raise DocumentUnreadable("strict-ooxml" if _STRICT in files[document][:4000] else "not-docx")
    return package


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute of a Word element; None if either is absent."""
    return None if element is None else element.get(W + name)


def whole(element: etree._Element | None, name: str = "val") -> int | None:
    """An attribute that counts; None for one that is absent or no sensible count."""
    text = value(element, name) or ""
    is_count = text.isascii() and text.removeprefix("-").isdecimal() and len(text) <= _MOST_DIGITS
    return int(text) if is_count else None


def _relationships(files: dict[str, bytes], path: str, folder: str) -> dict[str, tuple[str, str]]:
    if path not in files:
        return {}
    result = {}
    for node in _parse(files[path]).findall(_RELATIONSHIP):
        kind = node.get("Type", "").rstrip("/").rpartition("/")[2]
        target = node.get("Target", "")
        if node.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            result[node.get("Id", "")] = (kind, target)
    return result


def _parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as exc:
        raise DocumentUnreadable("damaged") from exc
    if root.getroottree().docinfo.internalDTD is not None:
        raise DocumentUnreadable("doctype")
    if float(str(root.xpath("count(//*)"))) > _MAX_ELEMENTS:
        raise DocumentUnreadable("too-complex")
    return root
