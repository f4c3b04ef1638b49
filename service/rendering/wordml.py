"""WordprocessingML as lxml trees: names, strict parsing, one way to serialise."""

from __future__ import annotations

import re
from typing import cast

from lxml import etree

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIP_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
DRAWING_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def word(name: str) -> str:
    """The name of a Word element or attribute as lxml writes it."""
    return f"{{{NAMESPACE}}}{name}"


PARAGRAPH, RUN, TEXT, BREAK = word("p"), word("r"), word("t"), word("br")
TABLE, ROW, CELL = word("tbl"), word("tr"), word("tc")
BOX = word("txbxContent")

UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold, or that Word does not take as text; a line feed becomes a line break."""


class DoctypeError(ValueError):
    """The XML has a document type declaration, which no Office file needs."""


def parse_xml(data: bytes) -> etree._Element:
    """The root of well-formed XML without comments or insignificant blanks; loads nothing from outside.

    Raises `etree.XMLSyntaxError` or `DoctypeError`. Nothing is repaired: a lost `&` must not pass.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_blank_text=True,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise DoctypeError
    return root


def serialise(root: etree._Element) -> bytes:
    """The tree as Office files store it."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def text_of(element: etree._Element) -> str:
    """All text in the element, without a break."""
    return "".join(str(text) for text in element.itertext())


def new_root(namespace: str, name: str, **prefixes: str) -> etree._Element:
    """An element whose namespace is the default one of its file."""
    # The stubs do not know that None stands for the default namespace.
    namespaces = cast(dict[str, str], {None: namespace, **prefixes})
    return etree.Element(f"{{{namespace}}}{name}", nsmap=namespaces)


def find_all(path: etree.XPath, root: etree._Element) -> list[etree._Element]:
    """The elements that a compiled path finds; for paths that find nothing else."""
    return cast(list[etree._Element], path(root))
