"""The documents that the examples can give, and variants of the main example for the tests."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from service.domain.loading import parse_inspection
from service.errors import DataInvalid
from service.generate import Document, Format, Generator
from service.kinds import Scope, load_catalog

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
MAIN = "inspection-2026"


@dataclass(frozen=True)
class Case:
    """One document of one example."""

    example: str
    kind: str
    unit: str | None

    def __str__(self) -> str:
        return "-".join(part for part in (self.example, self.kind, self.unit) if part)


@cache
def generator() -> Generator:
    """The generator over the project's own templates; makes DOCX only."""
    return Generator(load_catalog(ROOT / "templates"), None)


@cache
def read_example(name: str) -> str:
    return (EXAMPLES / f"{name}.json").read_text(encoding="utf-8")


def load_example(name: str = MAIN) -> dict[str, Any]:
    """A copy of an example that a test may change."""
    return json.loads(read_example(name))


def make(data: dict[str, Any] | str, kind: str, unit: str | None) -> Document:
    """The DOCX that `data` give."""
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    return generator().generate(parse_inspection(text), kind, unit=unit, format=Format.DOCX)


@cache
def make_case(case: Case) -> Document:
    """The DOCX of an example's document."""
    return make(read_example(case.example), case.kind, case.unit)


def find_cases() -> Iterator[Case]:
    """Every document whose facts the examples hold."""
    for path in sorted(EXAMPLES.glob("*.json")):
        inspection = parse_inspection(path.read_bytes())
        for kind in generator().catalog:
            units = [None] if kind.scope is Scope.INSPECTION else [unit.id for unit in inspection.units]
            for unit in units:
                try:
                    generator().generate(inspection, kind.name, unit=unit, format=Format.DOCX)
                except DataInvalid:
                    continue
                yield Case(path.stem, kind.name, unit)


CASES = tuple(find_cases())


def change(change_data: Callable[[dict[str, Any]], None], name: str = MAIN) -> dict[str, Any]:
    """An example with `change_data` applied to it."""
    data = copy.deepcopy(load_example(name))
    change_data(data)
    return data
