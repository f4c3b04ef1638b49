"""Paths of values while a workbook is read: keys and indices, all as text."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from service.workbook.fields import ENTRY, ITEM, Path


def container(tree: dict[str, Any], path: Path, empty: Any) -> Any:
    """What stands at `path`, made on the way where it is not there yet."""
    node: Any = tree
    for place, step in enumerate(path, start=1):
        key: Any = step if isinstance(node, dict) else int(step)
        try:
            node = node[key]
        except LookupError:
            is_end = place == len(path)
            fresh: Any = empty if is_end else ([] if path[place].isdecimal() else {})
            if isinstance(node, dict):
                node[key] = fresh
            elif key == len(node):
                node.append(fresh)
            else:
                raise
            node = fresh
    return node


def generalise(path: Path) -> Path:
    """`path` with its indices and kinds of document as `[]` and `{}`."""
    return tuple(
        ENTRY if before == "documents" else ITEM if step.isdecimal() else step
        for before, step in zip(("", *path), path, strict=False)
    )


def path_of(pointer: str) -> Path:
    """The path that a JSON pointer names."""
    steps = unquote(pointer).removeprefix("#").split("/")[1:]
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in steps)
