"""Reads an inspection for a batch: a unit whose data are wrong is set apart, and the others are read."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from service.domain.inspection import Inspection
from service.domain.loading import parse_inspection
from service.errors import DataFault, DataInvalid
from service.workbook import open_inspection

_IN_UNIT = re.compile(r"#/units/(\d+)(?=/|$)")


@dataclass(frozen=True)
class Reading:
    """The inspection without the units that cannot be used, and what is wrong with those.

    `order` names all units as the caller sent them; one without a usable id is named by its pointer.
    `places` are the positions that the units of `inspection` have there. A unit that belongs together with
    a spoiled one is spoiled with it: its documents would tell half.
    """

    inspection: Inspection
    order: tuple[str, ...]
    places: tuple[int, ...]
    spoiled: Mapping[str, DataInvalid]

    @property
    def fault_of_any(self) -> DataInvalid | None:
        """Every fault of the spoiled units, since what is said of all units cannot be written then."""
        faults = {
            (fault.pointer, fault.code): fault for error in self.spoiled.values() for fault in error.faults
        }
        return DataInvalid(tuple(faults.values())) if faults else None


def read_file(content: bytes) -> Reading:
    """The inspection in a JSON or XLSX file; raises `DataInvalid` for what is wrong outside the units.

    In a workbook a cell may be wrong in itself, of which its JSON tells nothing: there, nothing is set apart.
    """
    file = open_inspection(content)
    with file.naming_cells():
        return _read_whole(file.parse()) if file.contents is not None else read_apart(file.text)


def read_apart(text: bytes | str) -> Reading:
    """The inspection that `text` describes; raises `DataInvalid` for what is wrong outside the units."""
    try:
        inspection = parse_inspection(text)
    except DataInvalid as error:
        return _read_without(text, error)
    return _read_whole(inspection)


def _read_whole(inspection: Inspection) -> Reading:
    names = tuple(unit.id for unit in inspection.units)
    return Reading(inspection, names, tuple(range(len(names))), {})


def _read_without(text: bytes | str, error: DataInvalid) -> Reading:
    """What can be read of `text` once the units that `error` is about are left out, round by round."""
    source = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
    data: dict[str, Any] = json.loads(source)
    units: list[Any] = list(data.get("units") or ()) if isinstance(data, dict) else []
    places, spoiled = list(range(len(units))), dict[int, DataInvalid]()
    while True:
        spoiled |= _relate(units, _by_unit(restore_pointers(error, places), units, error))
        places = [place for place in range(len(units)) if place not in spoiled]
        rest = {**data, "units": [units[place] for place in places]}
        try:
            inspection = parse_inspection(json.dumps(rest, ensure_ascii=False))
        except DataInvalid as exc:
            error = exc
        else:
            break
    names = [_name(unit, place) for place, unit in enumerate(units)]
    return Reading(
        inspection, tuple(names), tuple(places), {names[at]: spoiled[at] for at in sorted(spoiled)}
    )


def restore_pointers(error: DataInvalid, places: list[int] | tuple[int, ...]) -> DataInvalid:
    """The same faults, pointing at the units as they were sent: the one at index i stands at `places[i]`."""

    def restore(fault: DataFault) -> DataFault:
        pointer = _IN_UNIT.sub(lambda found: f"#/units/{places[int(found[1])]}", fault.pointer, count=1)
        return replace(fault, pointer=pointer)

    return DataInvalid(tuple(map(restore, error.faults)))


def _by_unit(error: DataInvalid, units: list[Any], original: DataInvalid) -> dict[int, DataInvalid]:
    """The faults by the position of their unit; raises `original` if one concerns something else."""
    ids = {_name(unit, place): place for place, unit in enumerate(units)}
    faults: dict[int, list[DataFault]] = {}
    for fault in error.faults:
        found = _IN_UNIT.match(fault.pointer)
        # What joins several facts points at the whole, and names the unit it found fault with.
        place = int(found[1]) if found else ids.get(str(fault.facts.get("unit")))
        if place is None:
            raise original
        faults.setdefault(place, []).append(fault)
    return {place: DataInvalid(tuple(own)) for place, own in faults.items()}


def _relate(units: list[Any], spoiled: dict[int, DataInvalid]) -> dict[int, DataInvalid]:
    """Adds the units that belong to a spoiled one, or that it belongs to, with its faults."""
    related = dict(spoiled)
    ids = {_name(unit, place): place for place, unit in enumerate(units)}
    for place, unit in enumerate(units):
        parent = ids.get(str(unit.get("part_of"))) if isinstance(unit, dict) else None
        if parent is None:
            continue
        if place in spoiled:
            related.setdefault(parent, spoiled[place])
        if parent in spoiled:
            related.setdefault(place, spoiled[parent])
    if related.keys() - spoiled.keys():  # a parent that was added takes its other children with it
        return _relate(units, related)
    return related


def _name(unit: Any, place: int) -> str:
    named = unit.get("id") if isinstance(unit, dict) else None
    return named if isinstance(named, str) and named else f"#/units/{place}"
