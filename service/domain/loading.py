"""JSON text to an `Inspection`, with every fault of the data reported at once."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from service.domain.inspection import Inspection
from service.errors import DataFault, DataInvalid, JsonMalformed


def parse_inspection(text: bytes | str) -> Inspection:
    """The inspection that `text` describes; raises `JsonMalformed` or `DataInvalid`."""
    data = _read_json(text)
    try:
        return Inspection.model_validate_json(json.dumps(data, ensure_ascii=False))
    except ValidationError as exc:
        errors = exc.errors(include_url=False, include_input=False)
        if errors[0]["type"] == "json_invalid":  # valid JSON by now, so what stops pydantic is its depth
            raise JsonMalformed("too-deep") from exc
        raise DataInvalid(tuple(fault_of(error) for error in _without_echoes(errors))) from exc


def inspection_schema() -> dict[str, Any]:
    """The JSON Schema of what a caller sends, with Vietnamese titles, descriptions and examples."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Inspection.model_json_schema(mode="validation"),
    }


def label_of(path: tuple[str | int, ...]) -> str:
    """The Vietnamese title of the field at `path`; the last known one if the path leads nowhere."""
    node: Mapping[str, Any] = _schema()
    label = "Dữ liệu"
    for step in path:
        node = _child(node, step)
        label = node.get("title", label) if isinstance(step, str) else label
    return str(label)


def labels_of(path: tuple[str | int, ...]) -> tuple[str, ...]:
    """The Vietnamese titles on the way to `path`, the place in a list behind its title, outermost first."""
    labels: list[str] = []
    for length, step in enumerate(path, start=1):
        if isinstance(step, int):
            labels[-1:] = [f"{labels[-1] if labels else 'Dữ liệu'} thứ {step + 1}"]
        else:
            labels.append(label_of(path[:length]))
    return tuple(labels)


def is_field(path: tuple[str | int, ...]) -> bool:
    """Whether the schema has a field at `path`."""
    return bool(_node(path))


def pointer_to(path: tuple[str | int, ...]) -> str:
    """The JSON pointer, as a URI fragment, to `path`."""
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in path)
    return "#" + "".join(f"/{quote(step, safe=_FRAGMENT_MARKS)}" for step in steps)


def fault_of(error: ErrorDetails) -> DataFault:
    """What pydantic reports, in the service's own words."""
    path = tuple(error["loc"])
    if path[-1:] == ("[key]",) and error["type"] != "extra_forbidden":
        path = path[:-1]  # pydantic's mark that the key itself is at fault, not what it holds
    code, facts = _translate(error, path)
    label = _last_name(path) if code == "unknown-field" else label_of(path)
    return DataFault(pointer_to(path), code, label, facts)


# --- reading JSON -------------------------------------------------------------------------------


class _NotFiniteError(ValueError):
    """NaN or an infinity, which JSON does not have."""


class _DuplicateKeyError(ValueError):
    """A key that stands twice in one object: one of the two values would be lost."""


def _read_json(text: bytes | str) -> Any:
    try:
        source = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
        data = json.loads(source, object_pairs_hook=_unique, parse_constant=_refuse_constant)
        # A lone surrogate written as an escape is legal JSON and no text: it cannot be encoded.
        json.dumps(data, ensure_ascii=False).encode()
        return data
    except json.JSONDecodeError as exc:
        raise JsonMalformed("syntax", exc.lineno, exc.colno) from exc
    except UnicodeDecodeError as exc:
        raise JsonMalformed("encoding") from exc
    except UnicodeEncodeError as exc:
        raise JsonMalformed("surrogate") from exc
    except _DuplicateKeyError as exc:
        raise JsonMalformed("duplicate-key", key=str(exc)[:100]) from exc
    except _NotFiniteError as exc:
        raise JsonMalformed("not-finite") from exc
    except RecursionError as exc:
        raise JsonMalformed("too-deep") from exc
    except ValueError as exc:  # an integer of more digits than Python reads
        raise JsonMalformed("integer-too-long") from exc


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise _DuplicateKeyError(key)
        result[key] = value
    return result


def _refuse_constant(name: str) -> Any:
    raise _NotFiniteError(name)


# --- pydantic's errors in our words ---------------------------------------------------------------

_FRAGMENT_MARKS = "~!$&'()*+,;=:@"  # what a URI fragment may hold besides letters and digits (RFC 3986)

_WRONG_TYPES = {
    "string_type": "text",
    "int_type": "integer",
    "int_from_float": "integer",
    "int_parsing": "integer",
    "float_type": "number",
    "bool_type": "boolean",
    "tuple_type": "list",
    "list_type": "list",
    "dict_type": "object",
    "model_type": "object",
    "model_attributes_type": "object",
    "date_type": "date",
    "datetime_type": "datetime",
    "time_type": "time",
}
_RENAMED = {
    "missing": "missing",
    "date_parsing": "date-invalid",
    "date_from_datetime_parsing": "date-invalid",
    "date_from_datetime_inexact": "date-invalid",
    "datetime_parsing": "datetime-invalid",
    "datetime_from_date_parsing": "datetime-invalid",
    "timezone_naive": "datetime-invalid",
    "time_parsing": "time-invalid",
    "finite_number": "not-finite",
}
_LIMITS = {
    "string_too_short": ("too-short", "min_length"),
    "string_too_long": ("too-long", "max_length"),
    "too_short": ("too-few", "min_length"),
    "too_long": ("too-many", "max_length"),
    "greater_than_equal": ("too-small", "ge"),
    "less_than_equal": ("too-large", "le"),
}


def _without_echoes(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """`errors` less those that call a list too short because pydantic does not count its faulty items."""
    faulty = {error["loc"][:depth] for error in errors for depth in range(len(error["loc"]))}
    return [error for error in errors if error["type"] != "too_short" or error["loc"] not in faulty]


def _translate(error: ErrorDetails, path: tuple[str | int, ...]) -> tuple[str, dict[str, Any]]:
    """The fault code and facts for one of pydantic's errors; our own validators name theirs."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return "unknown-field", {"suggestion": _suggest(path)}
    if kind in _WRONG_TYPES:
        return "wrong-type", {"expected": _WRONG_TYPES[kind]}
    if kind in _RENAMED:
        return _RENAMED[kind], {}
    if kind in _LIMITS:
        code, fact = _LIMITS[kind]
        return code, {fact.removesuffix("_length").replace("ge", "min").replace("le", "max"): context[fact]}
    if kind == "enum":
        return "not-a-choice", {"allowed": [{"value": value} for value in _choices(path)]}
    if kind == "string_pattern_mismatch":
        return "pattern-mismatch", {"hint": _example(path)}
    if "_" in kind:
        return "value-invalid", {}
    return kind, dict(context)


@cache
def _schema() -> dict[str, Any]:
    return Inspection.model_json_schema(mode="validation")


def _child(node: Mapping[str, Any], step: str | int) -> Mapping[str, Any]:
    """The schema below `node` at a property name or a list index; empty when there is none."""
    for option in _options(node):
        if isinstance(step, int) and "items" in option:
            return dict(option["items"])
        if isinstance(step, str) and step in option.get("properties", {}):
            return dict(option["properties"][step])
        if isinstance(step, str):
            for below in option.get("patternProperties", {}).values():
                return {"title": step, **below}
    return {}


def _options(node: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """`node` itself with references followed, or each of its alternatives but null."""
    if "$ref" in node:
        return _options(_schema()["$defs"][node["$ref"].rsplit("/", 1)[-1]])
    if "anyOf" in node:
        return [found for option in node["anyOf"] for found in _options(option)]
    return [node]


def _node(path: tuple[str | int, ...]) -> Mapping[str, Any]:
    node: Mapping[str, Any] = _schema()
    for step in path:
        node = _child(node, step)
    return node


def _choices(path: tuple[str | int, ...]) -> list[str]:
    return [value for option in _options(_node(path)) for value in option.get("enum", [])]


def _example(path: tuple[str | int, ...]) -> str | None:
    examples = _node(path).get("examples")
    return str(examples[0]) if examples else None


def _suggest(path: tuple[str | int, ...]) -> str | None:
    known = [name for option in _options(_node(path[:-1])) for name in option.get("properties", {})]
    close = difflib.get_close_matches(_last_name(path), known, n=1)
    return close[0] if close else None


def _last_name(path: tuple[str | int, ...]) -> str:
    return str(path[-1]) if path else ""
