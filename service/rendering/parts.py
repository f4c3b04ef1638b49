"""The parts of a template that hold tags: what places call them, and how they are compiled."""

from __future__ import annotations

from collections.abc import Iterator

import jinja2
from jinja2 import nodes
from lxml import etree

from service.errors import TemplateUnreadable
from service.rendering import gate
from service.rendering.content import normalise_text, refuse_content
from service.rendering.dialect import has_column_loops, to_jinja
from service.rendering.environment import environment
from service.rendering.faults import translated_errors
from service.rendering.layout import StyleSheet
from service.rendering.package import Package
from service.rendering.placeholders import find_placeholders
from service.rendering.reasons import Reason
from service.rendering.render import CompiledPart
from service.rendering.tags import find_tags, read_stretches
from service.rendering.wordml import (
    DRAWING_PROPERTIES,
    NAMESPACE,
    RELATIONSHIP_ID,
    find_all,
    serialise,
    word,
)

_HOLDERS = {"header": "phần đầu trang", "footer": "phần chân trang"}
_PAGES = {"first": " của trang đầu", "even": " của trang chẵn"}
_FOOTNOTES = "chú thích cuối trang"
ENDNOTES = "chú thích cuối văn bản"
"""What places call endnotes, which are not filled: docxtpl does not either."""
# docxtpl cannot add columns to these, and Word always declares them.
_GRIDLESS_TABLES = etree.XPath(
    "//w:tbl[not(w:tblGrid/w:gridCol) or w:tblGrid/w:gridCol[not(@w:w)]]", namespaces={"w": NAMESPACE}
)


def compile_parts(package: Package, template: str) -> tuple[CompiledPart, ...]:
    """The parts of `package` that hold tags; raises `TemplateForbidden` or `TemplateSyntaxWrong`.

    The text of the others is put into NFC.
    """
    labels = dict(label_parts(package))
    styles = _read_styles(package, template)
    compiled = []
    for name, root in package.trees.items():
        label = labels.get(name, name)
        is_filled = name in labels and label != ENDNOTES
        refuse_content(root, label, template, is_filled=is_filled)
        has_changed = normalise_text(root)
        part = _compile_part(name, root, label, styles, template) if is_filled else None
        if part is not None:
            compiled.append(part)
        elif has_changed:
            package.parts[name] = serialise(root)
    return tuple(compiled)


def label_parts(package: Package) -> Iterator[tuple[str, str]]:
    """The parts that may hold text of the document, each with what places call it; the body has no name."""
    yield package.document, ""
    body = package.trees[package.document]
    for kind, label in _HOLDERS.items():
        references = {
            reference.get(RELATIONSHIP_ID): str(reference.get(word("type")))
            for reference in body.iter(word(f"{kind}Reference"))
        }
        for relationship_id, name in package.names_related(kind):
            yield name, label + _PAGES.get(references.get(relationship_id, ""), "")
    for kind, label in (("footnotes", _FOOTNOTES), ("endnotes", ENDNOTES)):
        for _, name in package.names_related(kind):
            yield name, label


def _read_styles(package: Package, template: str) -> StyleSheet:
    trees = [package.trees[name] for _, name in package.names_related("styles") if name in package.trees]
    try:
        return StyleSheet(trees[0] if trees else etree.Element(word("styles")))
    except ValueError as exc:
        raise TemplateUnreadable(template, Reason.XML_MALFORMED) from exc


def _compile_part(
    name: str, root: etree._Element, label: str, styles: StyleSheet, template: str
) -> CompiledPart | None:
    """The part ready to be filled, or None if it holds no tag."""
    stretches = read_stretches(root, label)
    tags = find_tags(stretches, template)
    if not tags:
        return None
    gate.check_statements(tags, template)
    if has_column_loops(tags) and find_all(_GRIDLESS_TABLES, root):
        raise TemplateUnreadable(template, Reason.XML_MALFORMED)
    source = to_jinja(root, label, stretches, tags, template)
    with translated_errors(source, name, template):
        tree = environment().parse(source.text)
        gate.check_expressions(tree, source, template)
        uses = find_placeholders(tree, source)
        code = environment().compile(tree, filename=name)
    has_loops = tree.find(nodes.For) is not None
    return CompiledPart(
        name=name,
        source=source,
        code=jinja2.Template.from_code(environment(), code, {}),
        uses=uses,
        styles=None if label else styles,
        has_blocks=has_loops or tree.find(nodes.If) is not None,
        has_column_loops=has_column_loops(tags),
        has_looped_drawings=has_loops and next(root.iter(DRAWING_PROPERTIES), None) is not None,
    )
