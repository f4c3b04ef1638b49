"""Paths of values while a workbook is read: keys and indices, all as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from service.workbook.fields import ENTRY, ITEM, Path


def container(tree: dict[str, Any], path: Path, empty: Any) -> Any:
    """What stands at `path`, made on the way where it is not there yet."""
    node: Any = tree
    for step, after in zip(path, (*path[1:], None), strict=False):
        fresh: Any = empty if after is None else ([] if after.isdecimal() else {})
        if isinstance(node, list):
            if int(step) == len(node):
                node.append(fresh)
            node = node[int(step)]
        else:
            node = node.setdefault(step, fresh)
    return node


def generalise(path: Path) -> Path:
    """`path` with its indices and kinds of document as `[]` and `{}`."""
    return tuple(_generic_steps(path))


def _generic_steps(path: Path) -> Iterator[str]:
    for before, step in zip(("", *path), path, strict=False):
        if before == "documents":
            yield ENTRY
        else:
            yield ITEM if step.isdecimal() else step


def path_of(pointer: str) -> Path:
    """The path that a JSON pointer names."""
    steps = unquote(pointer).removeprefix("#").split("/")[1:]
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in steps)
