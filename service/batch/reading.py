"""Reads an inspection for a batch: a unit whose data are wrong is set apart, and the others are read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from service.domain.checks import CheckFinding
from service.domain.inspection import Inspection
from service.domain.loading import parse_inspection
from service.errors import DataFault, DataInvalid
from service.workbook import InspectionFile, open_inspection

_IN_UNIT = re.compile(r"#/units/(\d+)(?=/|$)")


@dataclass(frozen=True)
class Reading:
    """The inspection without the units that cannot be used, and what is wrong with those.

    `order` names all units as the caller sent them; one without a usable id is named by its pointer.
    `places` are the positions that the units of `inspection` have there. A unit that belongs together with
    a spoiled one is spoiled with it: its documents would tell half. `locate` gives a fault of a workbook its
    sheet and cell.
    """

    inspection: Inspection
    order: tuple[str, ...]
    places: tuple[int, ...]
    spoiled: Mapping[str, DataInvalid]
    locate: Callable[[DataFault], DataFault] = field(default=lambda fault: fault, repr=False, compare=False)

    def restore(self, error: DataInvalid) -> DataInvalid:
        """What is wrong with `inspection` as the caller can find it in the file that was sent."""
        restored = restore_pointers(error, self.places)
        return DataInvalid(tuple(map(self.locate, restored.faults)))

    def restore_finding(self, finding: CheckFinding) -> CheckFinding:
        """What a check found in `inspection` as the caller can find it in the file that was sent."""
        (fault,) = self.restore(DataInvalid((finding.as_fault(),))).faults
        return replace(finding, pointer=fault.pointer, facts=fault.facts)

    @property
    def fault_of_any(self) -> DataInvalid | None:
        """Every fault of the spoiled units, since what is said of all units cannot be written then."""
        faults = {
            (fault.pointer, fault.code): fault for error in self.spoiled.values() for fault in error.faults
        }
        return DataInvalid(tuple(faults.values())) if faults else None


def read_file(content: bytes) -> Reading:
    """The inspection in a JSON or XLSX file; raises `DataInvalid` for what is wrong outside the units."""
    return read_opened(open_inspection(content))


def read_opened(file: InspectionFile) -> Reading:
    """What `read_file` gives, of a file that is open already."""
    try:
        with file.naming_cells():
            inspection = file.parse()
    except DataInvalid as error:
        return _read_without(file, error)
    names = tuple(unit.id for unit in inspection.units)
    return Reading(inspection, names, tuple(range(len(names))), {}, file.locate)


def read_apart(text: bytes | str) -> Reading:
    """The inspection that the JSON `text` describes, as `read_file` reads it."""
    return read_opened(InspectionFile(text))


def _read_without(file: InspectionFile, error: DataInvalid) -> Reading:
    """What can be read of `file` once the units that `error` is about are left out, round by round."""
    data = _tree_of(file)
    units: list[Any] = list(data.get("units") or ()) if isinstance(data, dict) else []
    places, spoiled = list(range(len(units))), dict[int, DataInvalid]()
    while True:
        spoiled |= _relate(units, _by_unit(_located(restore_pointers(error, places), file), units))
        places = [place for place in range(len(units)) if place not in spoiled]
        rest = {**data, "units": [units[place] for place in places]}
        try:
            inspection = parse_inspection(json.dumps(rest, ensure_ascii=False))
        except DataInvalid as exc:
            error = exc
        else:
            break
    names = [_name(unit, place) for place, unit in enumerate(units)]
    wrong = {names[at]: spoiled[at] for at in sorted(spoiled)}
    return Reading(inspection, tuple(names), tuple(places), wrong, file.locate)


def _tree_of(file: InspectionFile) -> Any:
    """The data of `file`, known to be JSON; in a workbook, without the cells that are at fault."""
    if file.contents is not None:
        return file.contents.tree
    text = file.text
    return json.loads(text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff"))


def _located(error: DataInvalid, file: InspectionFile) -> DataInvalid:
    return DataInvalid(tuple(map(file.locate, error.faults)))


def restore_pointers(error: DataInvalid, places: list[int] | tuple[int, ...]) -> DataInvalid:
    """The same faults, pointing at the units as they were sent: the one at index i stands at `places[i]`."""

    def restore(fault: DataFault) -> DataFault:
        pointer = _IN_UNIT.sub(lambda found: f"#/units/{places[int(found[1])]}", fault.pointer, count=1)
        return replace(fault, pointer=pointer)

    return DataInvalid(tuple(map(restore, error.faults)))


def _by_unit(error: DataInvalid, units: list[Any]) -> dict[int, DataInvalid]:
    """The faults by the position of their unit; raises `error` if one concerns something else."""
    ids = {_name(unit, place): place for place, unit in enumerate(units)}
    faults: dict[int, list[DataFault]] = {}
    for fault in error.faults:
        found = _IN_UNIT.match(fault.pointer)
        # What joins several facts points at the whole, and names the unit it found fault with.
        place = int(found[1]) if found else ids.get(str(fault.facts.get("unit")))
        if place is None:
            raise error
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
