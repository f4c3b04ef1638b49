"""The documents that an inspection cites, each with its place in the data."""

from __future__ import annotations

from collections.abc import Iterator

from service.domain.inspection import Inspection, Unit
from service.domain.issuance import Reference

Path = tuple[str | int, ...]


def references_of_all(inspection: Inspection) -> Iterator[tuple[Path, Reference]]:
    """What the inspection as a whole cites."""
    for name in ("plan", "proposal"):
        reference = getattr(inspection, name)
        if reference is not None:
            yield (name,), reference
    for place, basis in enumerate(inspection.legal_bases):
        yield ("legal_bases", place), basis


def references_of_unit(index: int, unit: Unit) -> Iterator[tuple[Path, Reference]]:
    """What the papers of one unit cite."""
    for name in ("report", "added_by", "prior_conclusion", "prior_remediation"):
        reference = getattr(unit, name)
        if reference is not None:
            yield ("units", index, name), reference
    if unit.remediation is None:
        return
    if unit.remediation.received is not None:
        yield ("units", index, "remediation", "received"), unit.remediation.received
    for place, letter in enumerate(unit.remediation.earlier):
        yield ("units", index, "remediation", "earlier", place), letter
