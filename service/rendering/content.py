"""What the parts of a template may not hold, because documents would inherit it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lxml import etree

from service.errors import TemplateForbidden
from service.rendering.places import name_places
from service.rendering.reasons import Reason
from service.rendering.tags import OPENING, quote, read_stretches
from service.rendering.wordml import PARAGRAPH, TEXT, text_of, word

_REVISIONS = frozenset(
    word(name) for name in ("ins", "del", "moveFrom", "moveTo", "delText", "cellIns", "cellDel")
)
# An old picture (VML) may name its file here instead of through a relationship.
_ADDRESS = re.compile(r"^(\{urn:schemas-microsoft-com:[^}]*\})?(src|href)$")
_FIELD_MARK, _FIELD_TEXT, _SIMPLE_FIELD = word("fldChar"), word("instrText"), word("fldSimple")
# They read files, addresses or databases when someone updates fields, or print a path of the server.
_FIELD = re.compile(
    r"\s*(INCLUDETEXT|INCLUDEPICTURE|IMPORT|INCLUDE|DDE|DDEAUTO|LINK|EMBED|DATABASE|RD|FILENAME|TEMPLATE"
    r"|MACROBUTTON|AUTOTEXT|AUTOTEXTLIST|GLOSSARY|PRINT|ASK|FILLIN)\b",
    re.IGNORECASE,
)


def refuse_content(root: etree._Element, label: str, template: str, *, is_filled: bool) -> None:
    """Raises `TemplateForbidden` for tracked changes, reading fields, and tags where none is filled.

    `label` names the part in places; in a part that is not filled, no tag may stand at all.
    """
    places = name_places(root, label)
    for element, words, reason in find_faults(root):
        paragraph = next(element.iterancestors(PARAGRAPH), element)
        raise TemplateForbidden(template, places.get(paragraph, label), quote(words), reason)
    if not is_filled:
        for stretch in read_stretches(root, label):
            if tag := OPENING.search(stretch.text):
                raise TemplateForbidden(
                    template, stretch.place, quote(stretch.text[tag.start() :]), Reason.TAG_MISPLACED
                )


def normalise_text(root: etree._Element) -> bool:
    """Puts the text of a part into NFC, so that what is printed can be searched; whether anything changed."""
    has_changed = False
    for element in root.iter(TEXT):
        text = element.text or ""
        if not unicodedata.is_normalized("NFC", text):
            element.text = unicodedata.normalize("NFC", text)
            has_changed = True
    return has_changed


def find_faults(root: etree._Element) -> Iterator[tuple[etree._Element, str, Reason]]:
    """Every tracked change, reading field, address outside and hidden tag, with its words."""
    for element in root.iter():
        name = str(element.tag)
        if name in _REVISIONS or (name.startswith(word("")) and name.endswith("Change")):
            yield element, text_of(element), Reason.REVISION_MARK
        if words := _find_hidden_tag(element):
            yield element, words, Reason.TAG_MISPLACED
        for attribute, value in element.attrib.items():
            if _ADDRESS.search(str(attribute)):
                yield element, str(value), Reason.EXTERNAL_LINK
    for element, code in _field_codes(root):
        if _FIELD.match(code):
            yield element, code, Reason.FIELD_CODE


def _find_hidden_tag(element: etree._Element) -> str | None:
    """Words of the XML that Jinja would read although they are not text of the document."""
    if element.tag != TEXT and element.text and re.search("[{}]", element.text):
        return element.text
    others = (*map(str, element.attrib.values()), element.tail or "")
    return next((words for words in others if OPENING.search(words)), None)


def _field_codes(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Each field with its instruction, which Word may have split over several runs."""
    start, code = root, ""
    for element in root.iter(_FIELD_MARK, _FIELD_TEXT, _SIMPLE_FIELD):
        if element.tag == _SIMPLE_FIELD:
            yield element, str(element.get(word("instr"), ""))
        elif element.tag == _FIELD_TEXT:
            code += element.text or ""
        else:
            yield start, code
            start, code = element, ""
    yield start, code
