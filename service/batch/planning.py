"""Decides which documents a batch or a dossier is made of."""

from __future__ import annotations

from collections.abc import Sequence

from service.batch.job import BatchFormat, Item, Job
from service.batch.reading import Reading
from service.errors import UnitNotAllowed, UnitUnknown
from service.kinds import Catalog, Scope


def plan_batch(
    reading: Reading,
    catalog: Catalog,
    kind: str,
    *,
    units: Sequence[str] = (),
    format: BatchFormat,
    first_number: int | None = None,
) -> Job:
    """The documents of `kind` for `units`, or for all.

    Raises `KindUnknown`, `UnitUnknown` and `UnitNotAllowed`.
    """
    if catalog.get(kind).scope is Scope.INSPECTION:
        if units:
            raise UnitNotAllowed(kind, units[0])
        return Job(reading, (Item(kind),), format, first_number)
    items = tuple(Item(kind, unit) for unit in _choose(reading, units))
    return Job(reading, items, format, first_number)


def plan_dossier(
    reading: Reading, catalog: Catalog, *, units: Sequence[str] = (), format: BatchFormat
) -> Job:
    """Every document of the cycle, for `units` or for all; a runner makes those whose facts are there."""
    chosen = _choose(reading, units)
    items = tuple(
        Item(kind.name, unit)
        for kind in catalog
        for unit in ((None,) if kind.scope is Scope.INSPECTION else chosen)
    )
    return Job(reading, items, format, is_dossier=True)


def _choose(reading: Reading, units: Sequence[str]) -> tuple[str, ...]:
    """The units asked for, or all, in the order of the data."""
    known = set(reading.order)
    for unit in units:
        if unit not in known:
            raise UnitUnknown(unit, reading.order)
    wanted = set(units) or known
    return tuple(unit for unit in reading.order if unit in wanted)
