"""Errors, faults of the data and findings of the checks as whole sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from service.domain.checks import CheckFinding
from service.errors import DataFault, ServiceError
from service.messages.cells import CELL_FAULTS
from service.messages.checks import CHECK_FINDINGS
from service.messages.errors import TEXTS
from service.messages.faults import DATA_FAULTS
from service.messages.words import Words, spell_facts, spell_fault

FAULTS: Mapping[str, str] = {**DATA_FAULTS, **CELL_FAULTS, **CHECK_FINDINGS}

_UNCONFIRMED = "Căn cứ tra cứu chưa được xác nhận; hãy đối chiếu nguồn chính thức."


@dataclass(frozen=True)
class Message:
    """One error in words: the title of its code, and this very case with what to do about it."""

    title: str
    detail: str


def describe(error: ServiceError) -> Message:
    """What to tell the person who met `error`."""
    return describe_code(error.code, spell_facts(error))


def describe_code(code: str, facts: Mapping[str, str] | None = None) -> Message:
    """What to tell of the error called `code`, its `facts` already in words."""
    text = TEXTS[code]
    return Message(text.title, f"{text.sentence.format_map(Words(facts or {}))} {text.advice}")


def describe_fault(fault: DataFault) -> str:
    """What is wrong with one field of the data, by its Vietnamese label, and what to do.

    Data from a workbook are named by sheet and cell.
    """
    sentence = FAULTS.get(fault.code, FAULTS["value-invalid"])
    words = Words(spell_fault(fault))
    place = "Trang tính «{sheet}», ô {cell}: " if "sheet" in fault.facts else ""
    return place.format_map(words) + sentence.format_map(words)


def describe_finding(finding: CheckFinding) -> str:
    """What a check found, and what to do; says when it rests on a register that nobody confirmed yet."""
    sentence = describe_fault(finding.as_fault())
    return f"{sentence} {_UNCONFIRMED}" if finding.is_unconfirmed else sentence
