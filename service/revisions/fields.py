"""The placeholders that a template may use: what the data of every kind offer, ready to copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.inspection import Inspection
from service.generate import Generator


@dataclass(frozen=True)
class TemplateField:
    """One value that templates may print (chỗ điền)."""

    path: str
    label: str
    meaning: str
    sample: str  # as it is printed, of the first sample that has it; empty if none has
    tag: str  # ready to copy: `{{ unit.report_due|ngay_dai }}`; several lines for a list
    is_used: bool  # by the current template of the kind


def list_fields(generator: Generator, kind: str, samples: Sequence[Inspection]) -> tuple[TemplateField, ...]:
    """Every placeholder that documents of `kind` offer, in the order of the data; raises `KindUnknown`."""
    generator.catalog.get(kind)
    return ()
