"""Looks into a PDF for everything that was asked for: LibreOffice passes over a wish it does not know."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary

from service.conversion.values import PdfRequest

LANGUAGE = "vi-VN"
_SUITABLE_FONT = re.compile(
    r"(TimesNewRoman(PS)?|LiberationSerif|Tinos)(-(Regular|Bold|Italic|BoldItalic))?(MT)?"
)
_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")
_MAPPED = re.compile(r"^<[0-9A-F]+> <([0-9A-F]{4,})>$", re.MULTILINE)
_PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
_HARMLESS_ACTIONS = ("/GoTo", "/URI")


def find_faults(pdf: pikepdf.Pdf, request: PdfRequest, title: str, letters: Container[int]) -> list[str]:
    """Every way in which `pdf` is not what was asked for, each in a few words; empty if it is right.

    `title` is that of the document it was made from, empty if that has none; `letters` are the code points
    its font can show.
    """
    fonts = list(_fonts(pdf))
    faults = [
        *_general_faults(pdf, title),
        *_font_faults(fonts),
        *_letter_faults(fonts, letters),
        *_active_faults(pdf),
    ]
    if request.archival:
        faults += _archival_faults(pdf)
    return faults


def _general_faults(pdf: pikepdf.Pdf, title: str) -> Iterator[str]:
    if len(pdf.pages) == 0:
        yield "no-page"
    if (language := str(pdf.Root.get("/Lang", "none"))) != LANGUAGE:
        yield f"language {language}"
    if title and not str(pdf.docinfo.get("/Title", "")):
        yield "no-title"


def _archival_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    if (claim := _archival_claim(pdf)) != "2B":
        yield f"archival-claim {claim}"
    intents = pdf.Root.get("/OutputIntents", pikepdf.Array())
    if not any(intent.get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in intent for intent in intents):
        yield "no-output-intent"
    if not pdf.Root.get("/MarkInfo", Dictionary()).get("/Marked", False) or "/StructTreeRoot" not in pdf.Root:
        yield "not-tagged"


def _archival_claim(pdf: pikepdf.Pdf) -> str:
    """The part and level of PDF/A that the XMP packet claims, "2B" for instance; "none" without a claim."""
    if "/Metadata" not in pdf.Root:
        return "none"
    packet = pdf.Root.Metadata.read_bytes()
    root = etree.fromstring(packet, etree.XMLParser(resolve_entities=False, no_network=True))
    claims = (root.findtext(f".//{_PDFAID}{name}", "") for name in ("part", "conformance"))
    return "".join(claims) or "none"


def _font_faults(fonts: Iterable[pikepdf.Object]) -> Iterator[str]:
    for font in fonts:
        if font.get("/Subtype") == "/Type0":
            continue  # a composite font: its descendant, seen too, has the name and the file
        name = _SUBSET_TAG.sub("", str(font.get("/BaseFont", "/unnamed")).removeprefix("/"))
        if not _SUITABLE_FONT.fullmatch(name):
            yield f"font {name}"
        if not _is_embedded(font):
            yield f"font-not-embedded {name}"


def _letter_faults(fonts: Iterable[pikepdf.Object], letters: Container[int]) -> Iterator[str]:
    """The first letter of each font that was drawn as an empty box.

    LibreOffice gives the box a code like any other glyph, and maps it back to the letter it stands for.
    """
    for font in fonts:
        if "/ToUnicode" in font:
            text = bytes.fromhex("".join(_MAPPED.findall(font.ToUnicode.read_bytes().decode("ascii"))))
            missing = [letter for letter in text.decode("utf-16-be") if ord(letter) not in letters]
            yield from (f"letter-missing {letter} U+{ord(letter):04X}" for letter in missing)


def _fonts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every font that a page, or a form on it, can draw with, and what a composite one is made of."""
    holders: list[pikepdf.Object] = [page.obj for page in pdf.pages]
    seen: set[tuple[int, int]] = set()
    while holders:
        resources = holders.pop().get("/Resources", Dictionary())
        if resources.is_indirect and resources.objgen in seen:
            continue
        seen.add(resources.objgen)
        for font in resources.get("/Font", Dictionary()).values():
            if not (font.is_indirect and font.objgen in seen):
                seen.add(font.objgen)
                yield font
                yield from font.get("/DescendantFonts", Array())
        holders += [form for form in resources.get("/XObject", Dictionary()).values() if "/Resources" in form]


def _is_embedded(font: pikepdf.Object) -> bool:
    descriptor = font.get("/FontDescriptor", Dictionary())
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _active_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What does something when the document is opened or clicked, other than following a link."""
    for key in ("/JavaScript", "/EmbeddedFiles"):
        if key in pdf.Root.get("/Names", Dictionary()):
            yield f"active {key[1:]}"
    annotations = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
    yield from (f"annotation {note.Subtype}" for note in annotations if note.get("/Subtype") != "/Link")
    for holder in (pdf.Root, *(page.obj for page in pdf.pages), *annotations):
        if "/AA" in holder:
            yield "active AA"
        for action in (holder.get("/OpenAction"), holder.get("/A")):
            if isinstance(action, Dictionary) and str(action.get("/S")) not in _HARMLESS_ACTIONS:
                yield f"active {str(action.get('/S')).removeprefix('/')}"
