"""Sets what depends on the width of the finished text: drawn rules and the measure of headings.

A rule is an empty paragraph with a top border, in one of two styles; it is made as long as the form
asks by its indents. `docs/decisions/0003-rules-as-paragraph-borders.md` says why it is no shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from service.typography import Face, Stretch, find_balanced_width, wrap

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TWIPS = 20  # in a point

FULL_RULE = "RuleFull"
"""The style of the rule under the Tiêu ngữ, as long as the text above it (ND30-HDR-04)."""
SHORT_RULE = "RuleShort"
"""The style of the rules of 1/3 to 1/2 of the text above (ND30-HDR-14, ND30-TTL-03)."""
SHORT_SHARE = 0.42  # clear of both limits, whatever a renderer rounds
BALANCED = frozenset(
    {"Superior", "IssuingBody", "Abstract", "LetterAbstract", "AppendixTitle", "AppendixReference"}
)
"""The styles of centred headings whose lines are made of like length."""
_LAID_OUT = BALANCED | {FULL_RULE, SHORT_RULE}
SLACK = 2.0  # points: keeps a line that just fits from breaking in a renderer that rounds up


@dataclass(frozen=True)
class ParagraphStyle:
    """What a paragraph style says that decides how wide its text runs."""

    face: Face
    left: float = 0.0
    right: float = 0.0


class StyleSheet:
    """The paragraph styles of a template, with what they inherit."""

    def __init__(self, styles: etree._Element) -> None:
        self._nodes = {node.get(W + "styleId"): node for node in styles.iter(W + "style")}
        defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._default = ParagraphStyle(_face(defaults, Face(10)))
        self._resolved: dict[str | None, ParagraphStyle] = {None: self._default}
        for name in self._nodes:
            self._resolve(name)

    def get(self, name: str | None) -> ParagraphStyle:
        """The style called `name`; the document's defaults for one it does not define."""
        return self._resolved.get(name, self._default)

    def _resolve(self, name: str | None) -> ParagraphStyle:
        if name not in self._resolved:
            self._resolved[name] = self._default  # ends a circle of basedOn
            node = self._nodes.get(name)
            if node is not None:
                based_on = node.find(W + "basedOn")
                parent = self._resolve(based_on.get(W + "val") if based_on is not None else None)
                self._resolved[name] = _refine(parent, node)
        return self._resolved[name]


def lay_out(document: etree._Element, styles: StyleSheet) -> None:
    """Balances the headings of `document` and makes its rules as long as the form asks, in place."""
    width = _width_of_page(document)
    for style in document.iter(W + "pStyle"):
        name = style.get(W + "val")
        if name not in _LAID_OUT:
            continue
        paragraph = next(style.iterancestors(W + "p"))
        if name in BALANCED:
            _balance(paragraph, styles, _width_of_container(paragraph, width))
        else:
            share = 1.0 if name == FULL_RULE else SHORT_SHARE
            _fit_rule(paragraph, styles, _width_of_container(paragraph, width), share)


def _balance(paragraph: etree._Element, styles: StyleSheet, width: float) -> None:
    """Narrows a heading of several lines until they are of like length."""
    style = styles.get(_style_name(paragraph))
    inner = width - style.left - style.right
    stretches = tuple(_stretches(paragraph, style.face))
    if len(wrap(stretches, inner)) > 1:
        measure = min(inner, find_balanced_width(stretches, inner) + SLACK)
        margin = (inner - measure) / 2
        _set_indents(paragraph, style.left + margin, style.right + margin)


def _fit_rule(rule: etree._Element, styles: StyleSheet, width: float, share: float) -> None:
    """Gives the rule `share` of the longest line of the heading above it, centred."""
    longest = max(
        (line for paragraph in _heading_above(rule) for line in _lines(paragraph, styles, width)), default=0.0
    )
    margin = max(0.0, (width - longest * share) / 2)
    _set_indents(rule, margin, margin)


def _heading_above(rule: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of one style that stand directly above the rule."""
    name = None
    for paragraph in rule.itersiblings(W + "p", preceding=True):
        if name is None:
            name = _style_name(paragraph)
        if _style_name(paragraph) != name:
            return
        yield paragraph


def _lines(paragraph: etree._Element, styles: StyleSheet, width: float) -> tuple[float, ...]:
    style = styles.get(_style_name(paragraph))
    left, right = _indents(paragraph, style)
    return wrap(_stretches(paragraph, style.face), width - left - right)


def _stretches(paragraph: etree._Element, face: Face) -> Iterator[Stretch]:
    """The text of the paragraph run by run, each in the face it is set in."""
    for run in paragraph.iter(W + "r"):
        own = _face(run.find(W + "rPr"), face)
        for node in run:
            if node.tag == W + "t":
                yield Stretch(node.text or "", own)
            elif node.tag == W + "br":
                yield Stretch("\n", own)


def _width_of_container(paragraph: etree._Element, page: float) -> float:
    """The width that text has where the paragraph stands: its table cell, or the page's text area."""
    cell = next(paragraph.iterancestors(W + "tc"), None)
    width = cell.find(f"{W}tcPr/{W}tcW") if cell is not None else None
    if width is None or width.get(W + "type", "dxa") != "dxa":
        return page
    return _length(width, "w")


def _width_of_page(document: etree._Element) -> float:
    """The width of the text area of the first section."""
    section = next(document.iter(W + "sectPr"), None)
    size = section.find(W + "pgSz") if section is not None else None
    margins = section.find(W + "pgMar") if section is not None else None
    if size is None or margins is None:
        return 0.0
    return _length(size, "w") - _length(margins, "left") - _length(margins, "right")


def _length(node: etree._Element, name: str, default: float = 0.0) -> float:
    """A length in points; `default` for one that is absent or not a plain number of twips."""
    twips = _number(node, name)
    return twips / TWIPS if twips is not None else default


def _number(node: etree._Element, name: str) -> float | None:
    try:
        return float(node.get(W + name, ""))
    except ValueError:
        return None


def _style_name(paragraph: etree._Element) -> str | None:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.get(W + "val") if style is not None else None


def _indents(paragraph: etree._Element, style: ParagraphStyle) -> tuple[float, float]:
    own = _refine_indents(style, paragraph.find(f"{W}pPr/{W}ind"))
    return own.left, own.right


def _set_indents(paragraph: etree._Element, left: float, right: float) -> None:
    properties = paragraph.find(W + "pPr")
    if properties is None:
        return
    node = properties.find(W + "ind")
    if node is None:
        node = etree.Element(W + "ind")
        after = {
            W + name for name in ("contextualSpacing", "mirrorIndents", "jc", "outlineLvl", "rPr", "sectPr")
        }
        place = next((index for index, child in enumerate(properties) if child.tag in after), len(properties))
        properties.insert(place, node)
    node.set(W + "left", str(round(left * TWIPS)))
    node.set(W + "right", str(round(right * TWIPS)))


def _refine(parent: ParagraphStyle, node: etree._Element) -> ParagraphStyle:
    styled = replace(parent, face=_face(node.find(W + "rPr"), parent.face))
    return _refine_indents(styled, node.find(f"{W}pPr/{W}ind"))


def _refine_indents(style: ParagraphStyle, node: etree._Element | None) -> ParagraphStyle:
    if node is None:
        return style
    return replace(style, left=_length(node, "left", style.left), right=_length(node, "right", style.right))


def _face(properties: etree._Element | None, inherited: Face) -> Face:
    if properties is None:
        return inherited
    size = properties.find(W + "sz")
    half_points = _number(size, "val") if size is not None else None
    return Face(
        size=half_points / 2 if half_points is not None else inherited.size,
        is_bold=_toggle(properties.find(W + "b"), inherited.is_bold),
        is_italic=_toggle(properties.find(W + "i"), inherited.is_italic),
    )


def _toggle(node: etree._Element | None, inherited: bool) -> bool:
    return inherited if node is None else node.get(W + "val", "1") not in ("0", "false", "off")
