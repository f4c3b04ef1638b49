"""The first wall: what a template may say, refused with place and words so that its editor can put it right.

Templates read values, choose and repeat. They call nothing, compute nothing and define nothing.
"""

from __future__ import annotations

import inspect
import re

from jinja2 import nodes

from service.errors import TemplateForbidden, TemplateSyntaxWrong
from service.rendering.dialect import JinjaSource
from service.rendering.environment import LOOP_PARTS, TESTS
from service.rendering.filters import FILTERS
from service.rendering.reasons import Reason
from service.rendering.tags import Tag
from service.rendering.wordml import UNPRINTABLE

_STATEMENTS = frozenset({"if", "elif", "else", "endif", "for", "endfor"})
# Jinja's and docxtpl's other statements: known to many, so the answer is "not here", not "unknown".
_FORBIDDEN_STATEMENTS = re.compile(
    r"set|endset|macro|endmacro|call|endcall|filter|endfilter|block|endblock|extends|include|import|from|with"
    r"|endwith|autoescape|endautoescape|raw|endraw|do|break|continue|trans|endtrans|debug|vm|hm|colspan|cellbg"
)
_STATEMENT = re.compile(r"\{%[-+]?(?:(?:p|tr|tc|r) )?\s*(\w*)")
# {{p x}} and its like put XML, not text, into the document.
_MARKUP = re.compile(r"\{\{(?:p|tr|tc|r)\s")

_ALLOWED_NODES = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For),
    *(nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Test, nodes.Keyword),
    *(nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Concat, nodes.CondExpr),
    *(nodes.Const, nodes.List, nodes.Tuple),
)
_RESERVED_NAMES = frozenset({"self", "super", "caller", "varargs", "kwargs"})
# No document nests lists deeper: areas, findings, evidence. Rounds multiply with every level.
_MAX_LOOPS = 3


def check_statements(tags: tuple[Tag, ...], template: str) -> None:
    """Raises `TemplateForbidden` for a statement that is not offered, `TemplateSyntaxWrong` if unknown."""
    for tag in tags:
        if _MARKUP.match(tag.text):
            raise TemplateForbidden(template, tag.place, tag.quote, Reason.TAG_FORBIDDEN)
        statement = _STATEMENT.match(tag.text)
        if statement is None or statement[1] in _STATEMENTS:
            continue
        if _FORBIDDEN_STATEMENTS.fullmatch(statement[1]):
            raise TemplateForbidden(template, tag.place, tag.quote, Reason.TAG_FORBIDDEN)
        raise TemplateSyntaxWrong(template, tag.place, tag.quote, Reason.TAG_UNKNOWN)


def check_expressions(tree: nodes.Template, source: JinjaSource, template: str) -> None:
    """Raises `TemplateForbidden` or `TemplateSyntaxWrong` for the first expression that is not allowed."""
    _Checker(source, template).visit(tree, loops=0)


class _Checker:
    """Walks an expression tree with the place of the tag at hand."""

    def __init__(self, source: JinjaSource, template: str) -> None:
        self._source = source
        self._template = template

    def visit(self, node: nodes.Node, loops: int) -> None:
        """Checks `node`, which stands in so many `loops`, and all below it."""
        if reason := _find_fault(node, loops):
            raise self._error(node, reason)
        if isinstance(node, nodes.For):
            for outer in (node.iter, *node.else_):
                self.visit(outer, loops)
            for inner in filter(None, (node.test, *node.body)):
                self.visit(inner, loops + 1)
        elif not _is_part_of_loop(node):
            for child in node.iter_child_nodes():
                self.visit(child, loops)

    def _error(self, node: nodes.Node, reason: Reason) -> TemplateForbidden | TemplateSyntaxWrong:
        tag = self._source.tag_at(node.lineno)
        error = TemplateSyntaxWrong if reason is Reason.FILTER_ARGUMENTS else TemplateForbidden
        return error(self._template, tag.place, tag.quote, reason)


def _find_fault(node: nodes.Node, loops: int) -> Reason | None:
    match node:
        case nodes.Name():
            return _fault_of_name(node.name)
        case nodes.Getattr():
            if _is_loop(node.node):
                return Reason.LOOP if loops == 0 or node.attr not in LOOP_PARTS else None
            return Reason.NAME_PRIVATE if node.attr.startswith("_") else None
        case nodes.Getitem():
            return _fault_of_index(node.arg)
        case nodes.Filter():
            return _fault_of_filter(node)
        case nodes.Test():
            return None if node.name in TESTS and not node.args else Reason.TEST_UNKNOWN
        case nodes.For():
            return _fault_of_loop(node, loops)
        case nodes.Const():
            is_plain = isinstance(node.value, str | int | float | None)
            has_control = isinstance(node.value, str) and UNPRINTABLE.search(node.value)
            return None if is_plain and not has_control else Reason.EXPRESSION
        case _:
            return None if isinstance(node, _ALLOWED_NODES) else Reason.EXPRESSION


def _fault_of_name(name: str) -> Reason | None:
    if name == "loop":
        return Reason.LOOP
    return Reason.NAME_PRIVATE if name.startswith("_") or name in _RESERVED_NAMES else None


def _fault_of_index(index: nodes.Expr) -> Reason | None:
    if not isinstance(index, nodes.Const) or type(index.value) not in (str, int):
        return Reason.EXPRESSION
    return Reason.NAME_PRIVATE if str(index.value).startswith("_") else None


def _fault_of_filter(node: nodes.Filter) -> Reason | None:
    if node.node is None or node.dyn_args is not None or node.dyn_kwargs is not None:
        return Reason.EXPRESSION
    if node.name not in FILTERS:
        return Reason.FILTER_UNKNOWN
    try:
        inspect.signature(FILTERS[node.name]).bind(
            node.node, *node.args, **{str(keyword.key): keyword.value for keyword in node.kwargs}
        )
    except TypeError:
        return Reason.FILTER_ARGUMENTS
    return None


def _fault_of_loop(node: nodes.For, loops: int) -> Reason | None:
    if node.recursive or not isinstance(node.target, nodes.Name):
        return Reason.EXPRESSION
    if loops >= _MAX_LOOPS:
        return Reason.TOO_DEEP
    return _fault_of_name(node.target.name)


def _is_loop(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "loop"


def _is_part_of_loop(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Getattr) and _is_loop(node.node)
