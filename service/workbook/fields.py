"""The columns of a workbook, read from the schema of the data: a field's title is its label."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import Any

from service.domain.loading import inspection_schema
from service.workbook.choices import TRUTH, WORDS

ITEM, ENTRY = "[]", "{}"
"""Steps of a path that stand for any item of a list and any entry of a mapping."""

Path = tuple[str, ...]


class Type(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    INTEGER = "integer"
    DAY = "date"
    CLOCK = "time"
    MOMENT = "date-time"
    CHOICE = "choice"
    TRUTH = "boolean"


_TYPES: Mapping[tuple[Any, Any], Type] = {
    ("string", None): Type.TEXT,
    ("integer", None): Type.INTEGER,
    ("boolean", None): Type.TRUTH,
} | {("string", type_.value): type_ for type_ in (Type.DAY, Type.CLOCK, Type.MOMENT)}


@dataclass(frozen=True)
class Field:
    """One column of a table, or one line of a form; `path` leads from the row's object to the value."""

    path: Path
    label: str
    groups: tuple[str, ...]  # the titles of the objects between the row's object and the value
    hint: str
    type: Type
    is_list: bool
    is_required: bool  # whenever the row is there
    is_required_in_group: bool  # when another value of its group is
    choices: str | None  # the name of the enumeration
    pattern: str | None
    minimum: int | None
    maximum: int | None

    @cached_property
    def key(self) -> str:
        """What stands in the hidden line or column by which the value is found again."""
        return ".".join(self.path)


def find_fields(path: Path, claimed: Collection[Path]) -> tuple[Field, ...]:
    """The values of the object at `path`, down through single objects, without the `claimed` paths.

    Raises `LookupError` for what no cell can hold, so that a new field never gets lost in silence.
    """
    return tuple(_walk(_object_at(path), path, (), (), True, claimed))


def title_at(path: Path) -> str:
    """The title of the field at `path`, whose items' title it is too."""
    while path[-1] in (ITEM, ENTRY):
        path = path[:-1]
    return str(_object_at(path[:-1])["properties"][path[-1]]["title"])


def is_nullable(path: Path) -> bool:
    """Whether the field at `path` may be null, so that an empty list says something else than none."""
    node = _object_at(path[:-1])["properties"][path[-1]]
    return any(option.get("type") == "null" for option in node.get("anyOf", ()))


def _walk(
    node: Mapping[str, Any],
    root: Path,
    below: Path,
    groups: tuple[str, ...],
    is_required: bool,
    claimed: Collection[Path],
) -> Iterator[Field]:
    for name, outer in node["properties"].items():
        path = (*below, name)
        whole = (*root, *path)
        if whole in claimed or (*whole, ITEM) in claimed or (*whole, ENTRY) in claimed:
            continue
        inner = _resolve(outer)
        is_here = name in node.get("required", ())
        if "properties" in inner:
            title = outer.get("title", name)
            yield from _walk(inner, root, path, (*groups, title), is_required and is_here, claimed)
        else:
            yield _make_field(path, groups, outer, inner, is_here, is_required and is_here)


def _make_field(
    path: Path,
    groups: tuple[str, ...],
    outer: Mapping[str, Any],
    inner: Mapping[str, Any],
    is_here: bool,
    is_required: bool,
) -> Field:
    is_list = inner.get("type") == "array"
    value = _resolve(inner["items"]) if is_list else inner
    choices = value["title"] if "enum" in value else None
    type_ = Type.CHOICE if choices else _TYPES.get((value.get("type"), value.get("format")))
    choices = TRUTH if type_ is Type.TRUTH else choices
    if type_ is None:
        raise LookupError(f"no cell can hold {'.'.join(path)}: give it a sheet of its own")
    return Field(
        path=path,
        label=outer["title"],
        groups=groups,
        hint=_describe(outer, type_, choices),
        type=type_,
        is_list=is_list,
        is_required=is_required,
        is_required_in_group=is_here,
        choices=choices,
        pattern=value.get("pattern"),
        minimum=value.get("minimum"),
        maximum=value.get("maximum"),
    )


def _describe(node: Mapping[str, Any], type_: Type, choices: str | None) -> str:
    """The field's description, an example, and what an empty cell means."""
    words = WORDS[choices] if choices else {}
    description = node.get("description", "")
    if choices == TRUTH:
        for code, word in words.items():
            description = description.replace(f"{code}:", f"{word}:")
    elif any(f"{code}:" in description for code in words):  # it explains codes, which no clerk types
        description = ""
    parts = [description]
    if type_ in (Type.TEXT, Type.INTEGER) and "examples" in node:
        example = node["examples"][0]
        parts.append(f"Ví dụ: {example[0] if isinstance(example, list) else example}.")
    default = node.get("default")
    if default is not None and not isinstance(default, list | dict):
        code = str(default).lower() if choices == TRUTH else default
        parts.append(f"Để trống: {words.get(code, code)}.")
    return " ".join(part for part in parts if part)


def _object_at(path: Path) -> Mapping[str, Any]:
    node: Mapping[str, Any] = _schema()
    for step in path:
        if step == ITEM:
            node = _resolve(node["items"])
        elif step == ENTRY:
            (below,) = node["patternProperties"].values()
            node = _resolve(below)
        else:
            node = _resolve(node["properties"][step])
    return node


def _resolve(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """`node` with its reference followed, or its one alternative to null."""
    if "$ref" in node:
        return dict(_schema()["$defs"][node["$ref"].rsplit("/", 1)[-1]])
    if "anyOf" in node:
        (option,) = (option for option in node["anyOf"] if option.get("type") != "null")
        return _resolve(option)
    return node


@cache
def _schema() -> Mapping[str, Any]:
    return inspection_schema()
