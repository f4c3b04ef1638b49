"""What Word's formatting elements say, as plain values that later layers override."""

from __future__ import annotations

from typing import Any

from lxml import etree

from service.conformance.docx.package import W

TWIPS = 20.0  # in a point
_LINE = 12.0  # points: what a hundred "lines" of spacing count for
_LARGEST = 10_000_000.0  # twips: no page is as large
AUTO_SPACING = 14.0  # points that Word sets for "auto" before and after

Properties = dict[str, Any]
"""Values by name; a later layer's values replace those of the layer before."""

_TOGGLES = ("b", "i", "caps", "smallCaps", "vanish", "strike")
_SLOTS = {"ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "cs": "cstheme", "eastAsia": "eastAsiaTheme"}
_SIDES = ("top", "left", "bottom", "right")


class Theme:
    """The font names that a theme gives to its roles."""

    def __init__(self, root: etree._Element | None) -> None:
        self._names: dict[str, str] = {}
        a = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
        scheme = root.find(f".//{a}fontScheme") if root is not None else None
        if scheme is None:
            return
        for role in ("major", "minor"):
            for script, tag in (("Latin", "latin"), ("EastAsia", "ea"), ("Bidi", "cs")):
                node = scheme.find(f"{a}{role}Font/{a}{tag}")
                self._names[role + script] = node.get("typeface", "") if node is not None else ""

    def name(self, role: str) -> str | None:
        """The font for a role such as `minorHAnsi`; None where the theme names none."""
        role = role.replace("HAnsi", "Latin").replace("Ascii", "Latin")
        return self._names.get(role) or None


def read_run(node: etree._Element | None, theme: Theme) -> Properties:
    """What a `w:rPr` sets."""
    found: Properties = {}
    if node is None:
        return found
    for child in node:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name in _TOGGLES:
            found[name] = is_on(child)
        elif name == "u":
            found["u"] = child.get(W + "val", "single") != "none"
        elif name == "sz":
            if (size := _number(child, "val")) is not None:
                found["sz"] = size / 2
        elif name == "color":
            found["color"] = _colour(child)
        elif name == "rStyle":
            found["style"] = child.get(W + "val")
        elif name == "rFonts":
            found |= _fonts(child, theme)
        elif name == "vertAlign":
            found["vertAlign"] = child.get(W + "val")
    return found


def read_paragraph(node: etree._Element | None) -> Properties:
    """What a `w:pPr` sets; lengths in points."""
    found: Properties = {}
    if node is None:
        return found
    for child in node:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name == "jc":
            found["jc"] = child.get(W + "val")
        elif name == "ind":
            found |= _indents(child)
        elif name == "spacing":
            found |= _spacing(child)
        elif name in ("contextualSpacing", "pageBreakBefore", "bidi"):
            found[name] = is_on(child)
        elif name == "pBdr":
            found |= {f"border.{side}": read_border(child.find(W + side)) for side in _SIDES}
        elif name == "numPr":
            found |= _numbering(child)
        elif name == "pStyle":
            found["style"] = child.get(W + "val")
        elif name == "framePr":
            is_dropped = child.get(W + "dropCap", "none") != "none"
            place = points(child, "w"), points(child, "x"), child.get(W + "xAlign")
            found["frame"] = None if is_dropped else place
        elif name == "tabs":
            found["tabs"] = found.get("tabs", ()) + tuple(_tab(tab) for tab in child)
    return found


def read_border(node: etree._Element | None) -> tuple[str, float, str] | None:
    """Kind, weight in points and colour of a border; None where none is drawn."""
    if node is None:
        return None
    kind = node.get(W + "val", "nil")
    if kind in ("nil", "none"):
        return None
    return kind, (_number(node, "sz") or 0.0) / 8, node.get(W + "color", "auto")


def is_on(node: etree._Element) -> bool:
    """Whether an on/off element says on."""
    return node.get(W + "val", "1") not in ("0", "false", "off", "none")


def points(node: etree._Element | None, name: str) -> float | None:
    """A length in points; None for one that is absent or no plain number of twips."""
    twips = _number(node, name) if node is not None else None
    return None if twips is None else twips / TWIPS


def _number(node: etree._Element, name: str) -> float | None:
    try:
        number = float(node.get(W + name, ""))
    except ValueError:
        return None
    return number if abs(number) < _LARGEST else None  # neither is anything that is no number


def _colour(node: etree._Element) -> str:
    colour = node.get(W + "val", "auto")
    return "000000" if colour == "auto" else colour.upper()


def _fonts(node: etree._Element, theme: Theme) -> Properties:
    found: Properties = {}
    for slot, themed in _SLOTS.items():
        role, name = node.get(W + themed), node.get(W + slot)
        if role is not None:  # a theme font wins over a name on the same element
            found[f"font.{slot}"] = theme.name(role)
        elif name is not None:
            found[f"font.{slot}"] = name
    if node.get(W + "hint") is not None:
        found["font.hint"] = node.get(W + "hint")
    return found


def _indents(node: etree._Element) -> Properties:
    found: Properties = {}
    for name, spellings in (("left", ("start", "left")), ("right", ("end", "right"))):
        for spelling in spellings:
            if (length := points(node, spelling)) is not None:
                found[f"ind.{name}"] = length
    if (length := points(node, "firstLine")) is not None:
        found["ind.first"] = length
    if (length := points(node, "hanging")) is not None:
        found["ind.first"] = -length
    return found


def _spacing(node: etree._Element) -> Properties:
    found: Properties = {}
    for name in ("before", "after"):
        auto = node.get(f"{W}{name}Autospacing")
        lines = _number(node, f"{name}Lines")
        if auto is not None and auto not in ("0", "false", "off"):
            found[f"space.{name}"] = AUTO_SPACING
        elif lines:
            found[f"space.{name}"] = lines / 100 * _LINE
        elif (length := points(node, name)) is not None:
            found[f"space.{name}"] = length
    if (line := _number(node, "line")) is not None:
        found["line"] = line
        found["line.rule"] = node.get(W + "lineRule", "auto")
    return found


def _numbering(node: etree._Element) -> Properties:
    found: Properties = {}
    for name in ("numId", "ilvl"):
        child = node.find(W + name)
        if child is not None:
            found[name] = child.get(W + "val")
    return found


def _tab(node: etree._Element) -> tuple[str, float]:
    return node.get(W + "val", "left"), points(node, "pos") or 0.0
