"""A DOCX as parts and relationships: what a template may hold, and what of it documents inherit."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NoReturn

from lxml import etree

from service.errors import TemplateForbidden, TemplateUnreadable
from service.rendering.archive import read_archive
from service.rendering.properties import PROPERTY_TYPES
from service.rendering.reasons import Reason
from service.rendering.wordml import DoctypeError, new_root, parse_xml, serialise, text_of

WHOLE_FILE = "cả tệp"
"""The place of what stands nowhere in the text."""

_TYPES_PART = "[Content_Types].xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

_CARRIED = {
    *("officeDocument", "styles", "numbering", "settings", "webSettings", "fontTable", "theme"),
    *("header", "footer", "footnotes", "endnotes", "image", "hyperlink"),
}
# Written by us, or of no use in a document: previews, building blocks, data of other programs.
_DROPPED = {
    *("core-properties", "extended-properties", "custom-properties", "thumbnail", "stylesWithEffects"),
    *("glossaryDocument", "customXml", "printerSettings", "people"),
}
_COMMENTS = {"comments", "commentsExtended", "commentsIds", "commentsExtensible"}
# Everything else an attacker or a careless paste could leave in the file, referred to or not.
_ACTIVE_NAME = re.compile(r"vbaProject|vbaData|activeX|embeddings/|oleObject|afchunk", re.IGNORECASE)
# How they begin: LibreOffice goes by that, and an SVG can read files of the server.
_PICTURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
_LINK_SCHEMES = ("http://", "https://", "mailto:")


@dataclass(frozen=True)
class Relationship:
    """What a part refers to; `kind` is the last word of the type's address."""

    id: str
    kind: str
    target: str  # the name of a part, or an address outside
    is_external: bool


@dataclass(frozen=True)
class Package:
    """The parts that documents inherit from a template, by name, and the trees of those that are XML."""

    document: str
    parts: dict[str, bytes]
    trees: dict[str, etree._Element]
    relationships: dict[str, list[Relationship]]
    refused: dict[str, set[str]] = field(default_factory=dict)  # ids by part, if faults were only reported

    def names_related(self, kind: str) -> list[tuple[str, str]]:
        """The ids and names of the parts to which the document has a relationship of `kind`."""
        related = self.relationships[self.document]
        return [
            (relationship.id, relationship.target) for relationship in related if relationship.kind == kind
        ]


def _refuse(error: TemplateForbidden) -> NoReturn:
    raise error


def open_package(
    source: bytes, template: str, report: Callable[[TemplateForbidden], None] = _refuse
) -> Package:
    """The package in `source`; raises `TemplateUnreadable`, and `TemplateForbidden` unless it is to `report`.

    Only parts that the document refers to are carried over, so nothing else can travel to a recipient.
    What is reported instead of raised is left out.
    """
    files = read_archive(source, template)
    for name in files:
        if _ACTIVE_NAME.search(name):
            report(TemplateForbidden(template, WHOLE_FILE, name, Reason.ACTIVE_CONTENT))
    return _Reader(files, template, report).read()


class _Reader:
    """Follows the relationships from the root of a package and keeps what they lead to."""

    def __init__(
        self, files: dict[str, bytes], template: str, report: Callable[[TemplateForbidden], None]
    ) -> None:
        self._files = files
        self._template = template
        self._report = report
        self._refused: dict[str, set[str]] = {}
        self._content_types = _ContentTypes(self._parse(_TYPES_PART))
        self._parts: dict[str, bytes] = {}
        self._trees: dict[str, etree._Element] = {}
        self._relationships: dict[str, list[Relationship]] = {}

    def read(self) -> Package:
        roots = self._read_relationships("")
        documents = [relationship.target for relationship in roots if relationship.kind == "officeDocument"]
        if len(documents) != 1 or self._content_types.of(documents[0]) != _DOCUMENT_TYPE:
            raise TemplateUnreadable(self._template, Reason.NOT_DOCX)
        self._refuse_tags_in_properties(roots)
        self._add(documents[0], "officeDocument")
        parts = {
            _TYPES_PART: self._content_types.write(self._parts),
            "_rels/.rels": _write_root(documents[0]),
            **dict(sorted(self._parts.items())),
        }
        return Package(documents[0], parts, self._trees, self._relationships, self._refused)

    def _add(self, name: str, kind: str) -> None:
        """Keeps the part `name`, which is related as `kind`, and all that it leads to."""
        if name in self._parts:
            return
        self._parts[name] = self._file(name)
        if kind != "image":
            self._trees[name] = self._parse(name)
        self._relationships[name] = self._read_relationships(name)
        for relationship in self._relationships[name]:
            if not relationship.is_external:
                self._add(relationship.target, relationship.kind)

    def _read_relationships(self, name: str) -> list[Relationship]:
        """What the part `name` refers to, without what is dropped; `""` is the package itself."""
        path = _relationships_name(name)
        if path not in self._files:
            return []
        root = self._parse(path)
        kept = []
        for element in root.findall(f"{{{_RELATIONSHIPS}}}Relationship"):
            relationship = _read_relationship(element, posixpath.dirname(name))
            if name and relationship.kind in _DROPPED:
                root.remove(element)
                continue
            if fault := self._find_fault(relationship):
                self._report(fault)
                self._refused.setdefault(name, set()).add(relationship.id)
                root.remove(element)
                continue
            kept.append(relationship)
        if name and kept:
            self._parts[path] = serialise(root)
        return kept

    def _find_fault(self, relationship: Relationship) -> TemplateForbidden | None:
        if relationship.kind in _COMMENTS:
            return self._forbidden(relationship.target, Reason.COMMENT)
        if relationship.is_external:
            is_link = relationship.kind == "hyperlink" and relationship.target.lower().startswith(
                _LINK_SCHEMES
            )
            return None if is_link else self._forbidden(relationship.target, Reason.EXTERNAL_LINK)
        if relationship.kind not in _CARRIED | _DROPPED:
            return self._forbidden(relationship.kind, Reason.ACTIVE_CONTENT)
        if relationship.kind == "image":
            beginning = _PICTURES.get(self._content_types.of(relationship.target))
            if beginning is None or not self._file(relationship.target).startswith(beginning):
                return self._forbidden(relationship.target, Reason.PICTURE_FORMAT)
        return None

    def _refuse_tags_in_properties(self, roots: list[Relationship]) -> None:
        """Properties are written by us; a tag there would silently do nothing."""
        for relationship in roots:
            if relationship.kind.endswith("-properties") and relationship.target in self._files:
                text = text_of(self._parse(relationship.target))
                if tag := re.search(r"\{[{%#].{0,40}", text):
                    place = "thuộc tính của tệp"
                    self._report(TemplateForbidden(self._template, place, tag[0], Reason.TAG_MISPLACED))

    def _parse(self, name: str) -> etree._Element:
        try:
            return parse_xml(self._file(name))
        except DoctypeError as exc:
            raise TemplateUnreadable(self._template, Reason.DOCTYPE) from exc
        except etree.XMLSyntaxError as exc:
            raise TemplateUnreadable(self._template, Reason.XML_MALFORMED) from exc

    def _file(self, name: str) -> bytes:
        try:
            return self._files[name]
        except KeyError as exc:
            raise TemplateUnreadable(self._template, Reason.NOT_DOCX) from exc

    def _forbidden(self, quote: str, reason: Reason) -> TemplateForbidden:
        return TemplateForbidden(self._template, WHOLE_FILE, quote, reason)


class _ContentTypes:
    """What [Content_Types].xml says about the parts."""

    def __init__(self, root: etree._Element) -> None:
        self._by_ending = {
            element.get("Extension", "").lower(): element.get("ContentType", "")
            for element in root.findall(f"{{{_TYPES}}}Default")
        }
        self._by_name = {
            element.get("PartName", "").lower(): element.get("ContentType", "")
            for element in root.findall(f"{{{_TYPES}}}Override")
        }

    def of(self, name: str) -> str:
        ending = posixpath.splitext(name)[1].removeprefix(".").lower()
        return self._by_name.get(f"/{name}".lower(), self._by_ending.get(ending, ""))

    def write(self, names: Iterable[str]) -> bytes:
        """The same for the parts `names` and our properties only."""
        parts = {f"/{name}": self.of(name) for name in names if not name.endswith(".rels")}
        parts |= {f"/{name}": content_type for name, (content_type, _) in PROPERTY_TYPES.items()}
        pictures = {
            posixpath.splitext(name)[1].removeprefix("."): kind
            for name, kind in parts.items()
            if kind in _PICTURES
        }
        root = new_root(_TYPES, "Types")
        endings = {"rels": "application/vnd.openxmlformats-package.relationships+xml", **pictures}
        for ending, kind in sorted(endings.items()):
            etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=ending, ContentType=kind)
        for name, kind in sorted(parts.items()):
            if kind not in _PICTURES:
                etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=name, ContentType=kind)
        return serialise(root)


def _read_relationship(element: etree._Element, folder: str) -> Relationship:
    target = element.get("Target", "")
    is_external = element.get("TargetMode") == "External"
    if not is_external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    kind = element.get("Type", "").rstrip("/").rpartition("/")[2]
    return Relationship(element.get("Id", ""), kind, target, is_external)


def _relationships_name(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _write_root(document: str) -> bytes:
    """The relationships of the package: the document and the properties that we write."""
    root = new_root(_RELATIONSHIPS, "Relationships")
    kinds = {document: f"{_OFFICE}officeDocument"} | {
        name: kind for name, (_, kind) in PROPERTY_TYPES.items()
    }
    for number, (name, kind) in enumerate(kinds.items(), start=1):
        etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship", Id=f"rId{number}", Type=kind, Target=name)
    return serialise(root)
