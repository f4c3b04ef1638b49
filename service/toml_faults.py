"""What is wrong with a TOML file that people write by hand: every fault with its line and field."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Collection
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

Fault = dict[str, Any]
"""`line` (None if unknown), `field`, `code`, and what its sentence needs: JSON values, as all facts are."""

_PLACE = re.compile(r"\(at line (\d+), column \d+\)")
_MOST_CHOICES = 12


def fault_of_syntax(text: str, error: tomllib.TOMLDecodeError) -> Fault:
    """Where reading `text` ended."""
    place = _PLACE.search(str(error))  # "(at end of document)" else
    line = int(place[1]) if place else max(1, len(text.splitlines()))
    return {"line": line, "field": "", "code": "syntax"}


def faults_of_values(text: str, error: ValidationError, known: Collection[str]) -> list[Fault]:
    """Every fault of the values in `text`, in the order of its lines; `known` are the fields there are."""
    faults = [_fault_of(text, details, known) for details in error.errors(include_url=False)]
    return sorted(faults, key=lambda fault: fault["line"] or 0)


def _fault_of(text: str, details: ErrorDetails, known: Collection[str]) -> Fault:
    steps = [str(step) for step in details["loc"] if not str(step).isdecimal()]
    facts = details.get("ctx", {})
    code = details["type"]
    field = str(facts.get("field") or ".".join(steps))
    fault: Fault = {"line": _find_line(text, field, facts.get("value")), "field": field, "code": code}
    if code == "enum":
        choices = re.findall(r"'([^']*)'", str(facts.get("expected", "")))
        fault |= {"choices": choices[:_MOST_CHOICES], "value": str(details["input"])}
    elif code == "extra_forbidden":
        close = difflib.get_close_matches(steps[-1], known, n=1)
        fault["meant"] = close[0] if close else ""
    elif "value" in facts:
        fault["value"] = str(facts["value"])
    return fault


def _find_line(text: str, field: str, value: Any) -> int | None:
    """The line that `field` is set in, or the last one of its way that is written; none if nothing is."""
    table, line, key = "", None, field.rpartition(".")
    for number, words in enumerate(text.splitlines(), start=1):
        if heading := re.fullmatch(r"\s*\[\s*([\w.\-]+)\s*\]\s*(?:#.*)?", words):
            table = heading[1]
            line = number if table == field or table == key[0] else line
        elif re.match(rf"\s*[\"']?{re.escape(key[2])}[\"']?\s*=", words) and table == key[0]:
            line = number
        if value is not None and line is not None and f'"{value}"' in words:
            return number
    return line
