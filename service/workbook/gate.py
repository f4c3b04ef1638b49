"""The first wall: an uploaded XLSX is a ZIP of plain XML parts, or refused before it is parsed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from service.containers import ContainerError, ContainerFault, unpack
from service.errors import WorkbookUnreadable

_MAX_TAGS = 1_000_000  # some 400 full units; what takes time and memory is the number of elements
_OLE_MAGIC = b"\xd0\xcf\x11\xe0"  # the old .xls, and every workbook with a password
_TYPES_PART = "[content_types].xml"
_MAIN_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_ACTIVE_TYPE = re.compile(rb"macroEnabled|sheet\.binary|vbaProject", re.IGNORECASE)
_ACTIVE_NAME = re.compile(r"vbaproject|vbadata|activex|embeddings/|oleobject|ctrlprops|macrosheets")
_LINK_NAME = re.compile(r"externallinks/|connections\.xml|querytables/")
_EXTERNAL = re.compile(rb"<[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.IGNORECASE)
_HARMLESS_LINK = re.compile(rb"Target\s*=\s*[\"'](?:https?:|mailto:|#)", re.IGNORECASE)
_OTHER_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"'](?!(?:utf-?8|us-ascii)[\"'])", re.IGNORECASE)


class Reason(StrEnum):
    """Why a workbook is not read: the values of `reason` in `WorkbookUnreadable`."""

    NOT_XLSX = "not-xlsx"  # no ZIP, or a ZIP of something else
    OLD_OR_LOCKED = "old-or-locked"  # .xls, or protected by a password
    TOO_LARGE = "too-large"  # too many parts, bytes or elements, or packed suspiciously well
    DAMAGED = "damaged"  # overlapping or encrypted entries, names that stand twice, broken XML
    DOCTYPE = "doctype"
    ACTIVE_CONTENT = "active-content"  # macros, controls, embedded objects
    EXTERNAL_LINK = "external-link"  # data from other files or from the network


_CONTAINER_REASONS: Mapping[ContainerFault, Reason] = {
    ContainerFault.NOT_ZIP: Reason.NOT_XLSX,
    ContainerFault.TOO_LARGE: Reason.TOO_LARGE,
    ContainerFault.ENTRY_NAME: Reason.DAMAGED,
    ContainerFault.ENTRY_DAMAGED: Reason.DAMAGED,
}


def open_workbook(source: bytes) -> dict[str, bytes]:
    """The XML parts by name in small letters; raises `WorkbookUnreadable` for a suspicious file."""
    if source.startswith(_OLE_MAGIC):
        raise WorkbookUnreadable(Reason.OLD_OR_LOCKED)
    try:
        parts = {name.lower(): content for name, content in unpack(source).items()}
    except ContainerError as exc:
        raise WorkbookUnreadable(_CONTAINER_REASONS[exc.fault]) from exc
    reason = _find_fault(parts)
    if reason is not None:
        raise WorkbookUnreadable(reason)
    return {name: part for name, part in parts.items() if _is_xml(name)}


def _find_fault(parts: Mapping[str, bytes]) -> Reason | None:
    types = parts.get(_TYPES_PART, b"")
    markup = [part for name, part in parts.items() if _is_xml(name)]
    # The order matters: only UTF-8 may be searched as bytes.
    checks = (
        (Reason.ACTIVE_CONTENT, any(map(_ACTIVE_NAME.search, parts)) or bool(_ACTIVE_TYPE.search(types))),
        (Reason.EXTERNAL_LINK, any(map(_LINK_NAME.search, parts))),
        (Reason.NOT_XLSX, _MAIN_TYPE not in types),
        (Reason.DAMAGED, any(map(_is_unusual_text, markup))),
        (Reason.DOCTYPE, any(b"<!DOCTYPE" in part or b"<!ENTITY" in part for part in markup)),
        (Reason.TOO_LARGE, sum(part.count(b"<") for part in markup) > _MAX_TAGS),
        (
            Reason.EXTERNAL_LINK,
            any(_leads_out(part) for name, part in parts.items() if name.endswith(".rels")),
        ),
    )
    return next((reason for reason, is_so in checks if is_so), None)


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _is_unusual_text(part: bytes) -> bool:
    """Whether the part is not UTF-8, in which a search for bytes finds what a parser would."""
    return b"\0" in part or _OTHER_ENCODING.match(part.removeprefix(b"\xef\xbb\xbf").lstrip()) is not None


def _leads_out(relationships: bytes) -> bool:
    """Whether anything but a plain hyperlink lies outside the file."""
    links = _EXTERNAL.findall(relationships)
    return not all(b"/hyperlink" in link and _HARMLESS_LINK.search(link) for link in links)
