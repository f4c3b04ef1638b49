"""The placeholders that a template may use: what the data of every kind offer, ready to copy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.domain.inspection import Inspection
from service.drafting import data_schema, describe_path
from service.generate import Generator
from service.rendering import FILTERS, Template
from service.revisions.samples import Sample, find_samples

_FORMATS = {"date": "ngay_dai", "time": "gio", "date-time": "ngay_dai"}
_NAMES = {  # of the variable of a loop, where the list itself has no good one
    "units": "target",
    "conclusion.results": "area",
    "conclusion.shortcomings": "area",
    "everyone": "member",
    "lines": "line",
    "issuer_lines": "line",
    "chair_lines": "line",
    "bodies": "body",
    "legal_bases": "basis",
    "minutes": "one",
    "earlier": "one",
    "open": "one",
    "asked": "one",
    "unit_present": "person",
    "team_present": "person",
    "others_present": "person",
}
_LONGEST_SAMPLE = 200
_ENGLISH = re.compile(r"(?:The|A|An|How|What|Whether|When|As)\b")  # a docstring, not a label


@dataclass(frozen=True)
class TemplateField:
    """One value that templates may print (chỗ điền)."""

    path: str
    label: str
    meaning: str
    sample: str  # as it is printed, of the first sample that has it; empty if none has
    tag: str  # ready to copy: `{{ unit.report_due|ngay_dai }}`; several lines for a list
    is_used: bool  # by the current template of the kind


def list_fields(
    generator: Generator, kind: str, inspections: Sequence[Inspection]
) -> tuple[TemplateField, ...]:
    """Every placeholder that documents of `kind` offer, in the order of the data; raises `KindUnknown`."""
    edition = generator.edition(kind)
    samples = find_samples(generator.catalog, generator.checker, edition.kind, inspections)
    return list_fields_of(edition.template, samples)


def list_fields_of(current: Template | None, samples: Sequence[Sample]) -> tuple[TemplateField, ...]:
    """Every placeholder that the data offer, with what `samples` say and whether `current` uses it."""
    used = {use.path for use in current.uses} if current is not None else set()
    values = [sample.values for sample in samples]
    return tuple(_make(leaf, values, used) for leaf in _list_leaves(data_schema(), "", 0))


@dataclass(frozen=True)
class _Leaf:
    """A value at the end of a path: text, number, date, truth, or a list of texts."""

    path: str
    node: Mapping[str, Any]


def _make(leaf: _Leaf, values: Sequence[Mapping[str, Any]], used: set[str]) -> TemplateField:
    label, description, example = describe_path(leaf.path)
    found = (value for data in values for value in _find_values(data, _steps(leaf.path)))
    value = next((one for one in found if one not in (None, "", [])), None)
    return TemplateField(
        path=leaf.path,
        label=label,
        meaning=_explain(leaf) if _ENGLISH.match(description) or not description else description,
        sample=example if value is None else _print(value, leaf),
        tag=make_tag(leaf.path, _filter_of(leaf), is_condition=_type_of(leaf.node) == "boolean"),
        is_used=any(path == leaf.path or path.startswith(f"{leaf.path}[]") for path in used),
    )


def make_tag(path: str, filter_name: str, *, is_condition: bool = False) -> str:
    """The tag, or the loops around it, that print the value at `path`."""
    *lists, last = path.split("[]")
    prefix = ""
    before: list[str] = []
    after: list[str] = []
    for steps in lists:
        name = _loop_name(steps)
        before.append(f"{{%p for {name} in {prefix}{steps} %}}")
        after.insert(0, "{%p endfor %}")
        prefix = name
    value = f"{prefix}{last}"
    tag = f"{{{{ {value}{filter_name and '|' + filter_name} }}}}"
    if is_condition:
        tag = f"{{% if {value} %}}...{{% endif %}}"
    return "\n".join([*before, tag, *after])


def _loop_name(path: str) -> str:
    last = path.rpartition(".")[2]
    both = ".".join(path.split(".")[-2:])
    return _NAMES.get(both) or _NAMES.get(
        last, last.removesuffix("s") if last.endswith("s") else f"{last}_item"
    )


def _list_leaves(node: Any, path: str, depth: int) -> Iterator[_Leaf]:
    plain = _plain(node)
    if "properties" in plain and depth < 8:
        for name, child in plain["properties"].items():
            yield from _list_leaves(child, f"{path}.{name}" if path else name, depth + 1)
    elif plain.get("type") == "array":
        yield from _list_leaves(plain.get("items", {}), f"{path}[]", depth + 1)
    else:
        yield _Leaf(path, plain)


def _plain(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema without references, and without `null` beside something else."""
    if "$ref" in node:
        return _plain(data_schema()["$defs"][node["$ref"].rsplit("/", 1)[-1]])
    for option in node.get("anyOf", ()):
        if option.get("type") != "null":
            return _plain(option)
    return node


def _type_of(node: Mapping[str, Any]) -> str:
    return str(node.get("type", "string"))


def _filter_of(leaf: _Leaf) -> str:
    return _FORMATS.get(str(leaf.node.get("format")), "")


def _explain(leaf: _Leaf) -> str:
    """What kind of value it is, where nothing else is said of it."""
    kinds = {"boolean": "Đúng hoặc sai; dùng trong điều kiện", "integer": "Số nguyên", "number": "Số"}
    named = {"date": "Ngày", "time": "Giờ", "date-time": "Ngày và giờ"}
    choices = leaf.node.get("enum")
    if choices:
        return f"Một trong: {', '.join(map(str, choices))}; dùng trong điều kiện"
    what = named.get(str(leaf.node.get("format"))) or kinds.get(_type_of(leaf.node), "Chữ")
    return f"{what}; một mục của danh sách" if "[]" in leaf.path else what


def _steps(path: str) -> list[str]:
    return path.replace("[]", ".[]").split(".")


def _find_values(value: Any, steps: Sequence[str]) -> Iterator[Any]:
    if not steps:
        yield value
    elif steps[0] == "[]":
        for element in value if isinstance(value, list) else ():
            yield from _find_values(element, steps[1:])
    elif isinstance(value, Mapping):
        yield from _find_values(value.get(steps[0]), steps[1:])


def _print(value: Any, leaf: _Leaf) -> str:
    if isinstance(value, bool):
        return "đúng" if value else "sai"
    name = _filter_of(leaf)
    text = str(FILTERS[name](value)) if name else str(value)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_SAMPLE else f"{text[:_LONGEST_SAMPLE]}…"
