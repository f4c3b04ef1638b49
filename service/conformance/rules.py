"""The rules as data: identifier, level, citation, what is asked, and what no program can decide."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

ND30_2020 = "nd30-2020"
"""The rule set of Nghị định số 30/2020/NĐ-CP; that of a successor stands beside it under its own name."""


class Level(StrEnum):
    """How binding a rule is."""

    MUST = "MUST"  # stated by the decree
    SHOULD = "SHOULD"  # follows from a sample form, or from two rules together
    HOUSE = "HOUSE"  # the decree is silent; never reported as a breach

    @property
    def label(self) -> str:
        """The level in Vietnamese."""
        return _LABELS[self]


_LABELS = {Level.MUST: "bắt buộc", Level.SHOULD: "theo mẫu", Level.HOUSE: "thông lệ"}


@dataclass(frozen=True)
class Rule:
    """One rule; `undecidable` says why no program can decide it, `not_on` why one medium does not show it."""

    id: str
    level: Level
    citation: str
    text: str
    undecidable: str = ""
    not_on_docx: str = ""
    not_on_pdf: str = ""

    @property
    def function_name(self) -> str:
        """The name of the functions that measure the rule."""
        return self.id.lower().replace("-", "_")

    def reason_against(self, medium: str) -> str:
        """Why the rule cannot be measured on `docx` or `pdf`; empty if it can."""
        return self.undecidable or (self.not_on_docx if medium == "docx" else self.not_on_pdf)


@dataclass(frozen=True)
class RuleSet(Mapping[str, Rule]):
    """The rules of one decree by identifier, in the order of the decree."""

    name: str
    title: str
    rules: Mapping[str, Rule]

    def __getitem__(self, identifier: str) -> Rule:
        return self.rules[identifier]

    def __iter__(self) -> Iterator[str]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)


@cache
def load_rules(name: str = ND30_2020) -> RuleSet:
    """The rule set called `name`; its data file stands beside this module."""
    data = tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))
    rules = {}
    for identifier, row in data["rules"].items():
        rules[identifier] = Rule(identifier, Level(row.pop("level")), row.pop("cite"), **row)
    return RuleSet(name, data["title"], rules)
