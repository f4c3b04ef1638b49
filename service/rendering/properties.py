"""The properties of a document (docProps): title, author and day, and nothing of who made the template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from service.rendering.wordml import new_root, serialise

CORE, EXTENDED, CUSTOM = "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"

_TYPE = "application/vnd.openxmlformats-"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
PROPERTY_TYPES = {
    CORE: (f"{_TYPE}package.core-properties+xml", f"{_PACKAGE}core-properties"),
    EXTENDED: (f"{_TYPE}officedocument.extended-properties+xml", f"{_OFFICE}extended-properties"),
    CUSTOM: (f"{_TYPE}officedocument.custom-properties+xml", f"{_OFFICE}custom-properties"),
}
"""The content type and the type of relationship of each part that holds properties."""

_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_USER_DEFINED = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # what Office calls this set of properties

_LANGUAGE = "vi-VN"
_NO_MOMENT = datetime(1980, 1, 1, tzinfo=UTC)  # as the files in the archive; never the clock


@dataclass(frozen=True)
class Properties:
    """What a document says about itself; without a `moment` its dates are fixed, never the clock's.

    A `moment` without a zone counts as UTC.
    """

    title: str
    author: str
    subject: str = ""
    keywords: str = ""
    moment: datetime | None = None


def write_core(properties: Properties) -> bytes:
    """docProps/core.xml."""
    root = etree.Element(
        f"{{{_CP}}}coreProperties", nsmap={"cp": _CP, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    )
    moment = _format_moment(properties.moment or _NO_MOMENT)
    for name, text in (
        (f"{{{_DC}}}title", properties.title),
        (f"{{{_DC}}}subject", properties.subject),
        (f"{{{_DC}}}creator", properties.author),
        (f"{{{_CP}}}keywords", properties.keywords),
        (f"{{{_DC}}}language", _LANGUAGE),
        (f"{{{_CP}}}lastModifiedBy", properties.author),
        (f"{{{_TERMS}}}created", moment),
        (f"{{{_TERMS}}}modified", moment),
    ):
        if text:
            element = etree.SubElement(root, name)
            element.text = text
            if name.startswith(f"{{{_TERMS}}}"):
                element.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
    return serialise(root)


def write_extended() -> bytes:
    """docProps/app.xml, which names no program and no template."""
    return serialise(new_root(_EXTENDED, "Properties"))


def write_custom(template_sha256: str) -> bytes:
    """docProps/custom.xml, which says from which template the document was made."""
    root = new_root(_CUSTOM, "Properties", vt=_VALUES)
    entry = etree.SubElement(
        root, f"{{{_CUSTOM}}}property", fmtid=_USER_DEFINED, pid="2", name="vanban-template"
    )
    etree.SubElement(entry, f"{{{_VALUES}}}lpwstr").text = template_sha256
    return serialise(root)


def _format_moment(moment: datetime) -> str:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return f"{aware.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
