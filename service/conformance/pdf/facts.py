"""Reads what a PDF says of itself: title, language, tags, claims, and the fonts its pages use."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from lxml import etree
from pikepdf import Dictionary, Object, Pdf

from service.conformance.pdf.drawn import Facts, Font
from service.conformance.pdf.gate import unpack
from service.conformance.pdf.glyphs import family_of

_PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
_MAX_PACKET_BYTES = 1024 * 1024


def read_facts(pdf: Pdf) -> Facts:
    """What `pdf` says of itself; what it does not say is empty."""
    root = pdf.Root
    return Facts(
        version=pdf.pdf_version,
        title=str(pdf.docinfo.get("/Title", "")),
        language=str(root.get("/Lang", "")),
        is_tagged="/StructTreeRoot" in root
        and bool(root.get("/MarkInfo", Dictionary()).get("/Marked", False)),
        archival=_read_claim(root),
        has_output_intent="/OutputIntents" in root,
        fonts=tuple(sorted(set(_find_fonts(pdf)), key=lambda font: font.family)),
    )


def _read_claim(root: Object) -> str:
    """The part and level of PDF/A that the file claims, such as "2B"."""
    metadata = root.get("/Metadata")
    if not isinstance(metadata, pikepdf.Stream):
        return ""
    packet = unpack(metadata, _MAX_PACKET_BYTES)
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        tree = etree.fromstring(packet, parser)
    except etree.XMLSyntaxError:
        return ""
    return "".join(_read_property(tree, name) for name in ("part", "conformance"))


def _read_property(tree: etree._Element, name: str) -> str:
    """A property of PDF/A, which XMP writes as an element or as an attribute."""
    if found := tree.findtext(f".//{_PDFAID}{name}"):
        return found.strip()
    return next((value for item in tree.iter() if (value := item.get(f"{_PDFAID}{name}"))), "")


def _find_fonts(pdf: Pdf) -> Iterator[Font]:
    for page in pdf.pages:
        yield from _fonts_in(page.obj.get("/Resources", Dictionary()), depth=0)


def _fonts_in(resources: Object, depth: int) -> Iterator[Font]:
    for font in resources.get("/Font", Dictionary()).values():
        yield _describe(font)
    if depth < 3:
        for drawn in resources.get("/XObject", Dictionary()).values():
            if drawn.get("/Subtype") == "/Form":
                yield from _fonts_in(drawn.get("/Resources", Dictionary()), depth + 1)


def _describe(font: Object) -> Font:
    if font.get("/Subtype") == "/Type3":
        return Font("Type3", is_embedded=True)
    holder = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = holder.get("/FontDescriptor", Dictionary())
    is_embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return Font(family_of(str(font.get("/BaseFont", "/")).removeprefix("/")), is_embedded)
