"""What Word leaves in a template besides words: fonts, hidden text, links, torn tags, unknown letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from lxml import etree

from service.rendering.package import WHOLE_FILE, Package, open_package
from service.rendering.paragraph_text import ParagraphText
from service.rendering.parts import label_parts
from service.rendering.places import name_places
from service.rendering.style_cleaning import STYLE_IDS, find_unused_styles, name_of
from service.rendering.tags import TAG, quote
from service.rendering.tidy import find_tag_fix
from service.rendering.wordml import PARAGRAPH, RELATIONSHIP_ID, RUN, TEXT, text_of, word
from service.revisions.findings import Severity, TemplateFinding

FONT = "Times New Roman"

_FONTS, _VANISH, _LINK, _STYLE = word("rFonts"), word("vanish"), word("hyperlink"), word("style")
_FACES = tuple(map(word, ("ascii", "hAnsi")))
_THEMED = tuple(map(word, ("asciiTheme", "hAnsiTheme")))
_OFF = ("0", "false", "off")


def find_leftovers(source: bytes, template: str) -> Iterator[TemplateFinding]:
    """What is to be known of the file as it was given; raises `TemplateUnreadable`."""
    package = open_package(source, template, lambda _: None)
    for name, label in label_parts(package):
        root = package.trees[name]
        places = name_places(root, label)
        for paragraph in root.iter(PARAGRAPH):
            place = places.get(paragraph, label or WHOLE_FILE)
            text = ParagraphText(paragraph)
            yield from _find_torn_tags(text, place)
            yield from _find_looks(paragraph, place)
        yield from _find_links(package, name, places)
    yield from _find_in_styles(package)


def _find_torn_tags(text: ParagraphText, place: str) -> Iterator[TemplateFinding]:
    for tag in TAG.finditer(text.text):
        if tag[0].startswith("{#"):
            continue
        if text.is_split(*tag.span()):
            yield TemplateFinding("tag-split", Severity.NOTE, place, quote(find_tag_fix(tag[0])))
        if find_tag_fix(tag[0]) != tag[0]:
            yield TemplateFinding("tag-characters", Severity.NOTE, place, quote(tag[0]))
    if not unicodedata.is_normalized("NFC", text.text):
        yield TemplateFinding(
            "text-nfd", Severity.NOTE, place, quote(unicodedata.normalize("NFC", text.text))
        )


def _find_looks(paragraph: etree._Element, place: str) -> Iterator[TemplateFinding]:
    """Foreign fonts and hidden text, run by run; the same font once in a paragraph."""
    seen = set()
    for run in paragraph.iter(RUN):
        words = "".join(text.text or "" for text in run.iter(TEXT))
        properties = run.find(word("rPr"))
        if not words.strip() or properties is None:
            continue
        if font := _find_font(properties):
            if font not in seen:
                yield TemplateFinding("font-foreign", Severity.WARNING, place, quote(words), {"font": font})
            seen.add(font)
        if _is_hidden(properties):
            yield TemplateFinding("text-hidden", Severity.ERROR, place, quote(words))


def _find_font(properties: etree._Element) -> str:
    """A font other than ours that the properties set; a font of the theme counts as such."""
    fonts = properties.find(_FONTS)
    if fonts is None:
        return ""
    themed = next((str(fonts.get(name)) for name in _THEMED if fonts.get(name)), "")
    return themed or next((str(fonts.get(name)) for name in _FACES if fonts.get(name, FONT) != FONT), "")


def _is_hidden(properties: etree._Element) -> bool:
    vanish = properties.find(_VANISH)
    return vanish is not None and vanish.get(word("val")) not in _OFF


def _find_links(
    package: Package, name: str, places: Mapping[etree._Element, str]
) -> Iterator[TemplateFinding]:
    targets = {link.id: link.target for link in package.relationships.get(name, ()) if link.is_external}
    for link in package.trees[name].iter(_LINK):
        target = targets.get(str(link.get(RELATIONSHIP_ID)))
        if target is not None:
            paragraph = next(link.iterancestors(PARAGRAPH), link)
            place = places.get(paragraph, WHOLE_FILE)
            facts = {"target": quote(target)}
            yield TemplateFinding("hyperlink", Severity.WARNING, place, quote(text_of(link)), facts)


def _find_in_styles(package: Package) -> Iterator[TemplateFinding]:
    for _, name in package.names_related("styles"):
        styles = package.trees[name]
        others = [root for other, root in package.trees.items() if other != name]
        unused = find_unused_styles(styles, others)
        for style in styles.iter(_STYLE):
            if style not in unused:
                yield from _find_in_style(style)
        if unused:
            names = [name_of(style) for style in unused]
            yield TemplateFinding("style-unused", Severity.NOTE, WHOLE_FILE, "", {"names": names})
        renamed = [
            name_of(style)
            for style in styles.iter(_STYLE)
            if STYLE_IDS.get(name_of(style), style.get(word("styleId"))) != style.get(word("styleId"))
        ]
        if renamed:
            yield TemplateFinding("style-renamed", Severity.NOTE, WHOLE_FILE, "", {"names": renamed})


def _find_in_style(style: etree._Element) -> Iterator[TemplateFinding]:
    properties = style.find(word("rPr"))
    if properties is None:
        return
    place = f"kiểu «{name_of(style)}»"
    if font := _find_font(properties):
        yield TemplateFinding("font-foreign", Severity.WARNING, place, "", {"font": font})
    if _is_hidden(properties):
        yield TemplateFinding("text-hidden", Severity.ERROR, place)
