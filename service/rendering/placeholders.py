"""The values a template asks for, and which of them its data cannot have."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes

from service.rendering.dialect import JinjaSource

_NOTHING: frozenset[str] = frozenset()
_ELEMENT_FILTERS = frozenset({"first", "last"})
_LIST_FILTERS = frozenset({"join", "noi"})
_LONGEST_PATH = 8  # steps; schemas that refer to themselves have no end


@dataclass(frozen=True)
class Placeholder:
    """A value that a template asks for at one place: `members[].full_name`.

    `[]` is any element of a list. `is_loop` tells a list that is only gone through; if its elements are
    asked for as well, they say more.
    """

    path: str
    place: str
    quote: str
    is_loop: bool = False


def find_placeholders(tree: nodes.Template, source: JinjaSource) -> tuple[Placeholder, ...]:
    """Everything that the tags in `source` ask for, in their order; variables of loops are resolved."""
    finder = _Finder(source)
    finder.use(tree, {})
    return tuple(dict.fromkeys(finder.found))


def essential_paths(placeholders: Sequence[Placeholder]) -> frozenset[str]:
    """The paths, without those of loops whose elements or their parts are among them."""
    paths = {placeholder.path for placeholder in placeholders if not placeholder.is_loop}
    loops = {placeholder.path for placeholder in placeholders if placeholder.is_loop} - paths
    others = paths | loops
    return frozenset(
        paths
        | {loop for loop in loops if not any(path.startswith((f"{loop}.", f"{loop}[")) for path in others)}
    )


def find_unknown_prefix(path: str, schema: Mapping[str, Any]) -> str | None:
    """The part of `path` up to its first step that a JSON Schema does not define, or None."""
    choices = list(_expand(schema, schema))
    known = ""
    for step in _steps(path):
        choices = [found for choice in choices for found in _follow(choice, step, schema)]
        known += step if step == "[]" or not known else f".{step}"
        if not choices:
            return known
    return None


def suggest_placeholder(path: str, schema: Mapping[str, Any]) -> str | None:
    """The path in a JSON Schema that `path` is most likely meant to be, or None."""
    close = difflib.get_close_matches(path, set(list_paths(schema)), n=1)
    return close[0] if close else None


def list_paths(schema: Mapping[str, Any]) -> Iterator[str]:
    """Every path that a JSON Schema defines, objects and lists on the way included."""
    yield from _list_below(schema, "", schema, _LONGEST_PATH)


class _Finder:
    """Walks a tree with what each variable of a loop stands for."""

    def __init__(self, source: JinjaSource) -> None:
        self._source = source
        self.found: list[Placeholder] = []

    def use(self, node: nodes.Node, scope: Mapping[str, frozenset[str]]) -> None:
        """Notes everything that `node` asks for, its own value included."""
        self._note(self._read(node, scope), node)

    def _note(self, paths: frozenset[str], node: nodes.Node, *, is_loop: bool = False) -> None:
        if not paths:  # also spares operands, which have no line
            return
        tag = self._source.tag_at(node.lineno)
        self.found += [Placeholder(path, tag.place, tag.quote, is_loop) for path in sorted(paths)]

    def _read(self, node: nodes.Node, scope: Mapping[str, frozenset[str]]) -> frozenset[str]:
        """The paths whose value `node` may have; notes what else it asks for on the way."""
        match node:
            case nodes.Name(name="loop"):
                return _NOTHING
            case nodes.Name():
                return scope.get(node.name, frozenset({node.name}))
            case nodes.Getattr():
                return frozenset(f"{path}.{node.attr}" for path in self._read(node.node, scope))
            case nodes.Getitem(arg=nodes.Const(value=str(key))):
                return frozenset(f"{path}.{key}" for path in self._read(node.node, scope))
            case nodes.Getitem():
                return self._elements(node.node, scope)
            case nodes.Filter(node=nodes.Node() as value):
                return self._read_filter(node, value, scope)
            case nodes.CondExpr():
                self.use(node.test, scope)
                second = self._read(node.expr2, scope) if node.expr2 else _NOTHING
                return self._read(node.expr1, scope) | second
            case nodes.For():
                self._read_loop(node, scope)
            case _:
                for child in node.iter_child_nodes():
                    self.use(child, scope)
        return _NOTHING

    def _read_filter(
        self, node: nodes.Filter, value: nodes.Node, scope: Mapping[str, frozenset[str]]
    ) -> frozenset[str]:
        if node.name in _ELEMENT_FILTERS:
            return self._elements(value, scope)
        if node.name == "default":
            return self._read(value, scope).union(*(self._read(other, scope) for other in node.args))
        if node.name in _LIST_FILTERS:
            self._note(self._elements(value, scope), node)
        else:
            self.use(value, scope)
        for argument in (*node.args, *node.kwargs):
            self.use(argument, scope)
        return _NOTHING

    def _read_loop(self, node: nodes.For, scope: Mapping[str, frozenset[str]]) -> None:
        elements = self._elements(node.iter, scope)
        self._note(elements, node, is_loop=True)
        target = node.target.name if isinstance(node.target, nodes.Name) else ""
        inner = {**scope, target: elements}
        for child in filter(None, (node.test, *node.body)):
            self.use(child, inner)
        for child in node.else_:
            self.use(child, scope)

    def _elements(self, node: nodes.Node, scope: Mapping[str, frozenset[str]]) -> frozenset[str]:
        """The paths of the elements of `node`; paragraphs of a text are parts of the text itself."""
        if isinstance(node, nodes.Filter) and node.name == "doan" and node.node is not None:
            return self._read(node.node, scope)
        return frozenset(f"{path}[]" for path in self._read(node, scope))


def _steps(path: str) -> list[str]:
    return re.findall(r"\[\]|[^.\[\]]+", path)


def _expand(node: Any, schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The schemas without references or alternatives that `node` stands for."""
    if node is True:
        yield {}
    elif isinstance(node, Mapping):
        alternatives = [*node.get("anyOf", ()), *node.get("oneOf", ()), *node.get("allOf", ())]
        if reference := node.get("$ref"):
            alternatives.append(_look_up(reference, schema))
        for alternative in alternatives:
            yield from _expand(alternative, schema)
        if not alternatives:
            yield node


def _look_up(reference: str, schema: Mapping[str, Any]) -> Any:
    found: Any = schema
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return found


def _follow(node: Mapping[str, Any], step: str, schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What a plain schema says of one step: an element of a list, or a key of an object."""
    if not node.keys() & {"type", "properties", "items", "enum", "const"}:
        yield {}  # anything goes
    elif step == "[]":
        if node.get("type") == "array":
            yield from _expand(node.get("items", True), schema)
    elif step in node.get("properties", {}):
        yield from _expand(node["properties"][step], schema)
    elif "properties" not in node and node.get("type") == "object":
        yield from _expand(node.get("additionalProperties", True), schema)


def _list_below(node: Any, path: str, schema: Mapping[str, Any], steps_left: int) -> Iterator[str]:
    if path:
        yield path
    if steps_left == 0:
        return
    for choice in _expand(node, schema):
        for name, child in choice.get("properties", {}).items():
            yield from _list_below(child, f"{path}.{name}" if path else name, schema, steps_left - 1)
        if choice.get("type") == "array":
            yield from _list_below(choice.get("items", {}), f"{path}[]", schema, steps_left - 1)
