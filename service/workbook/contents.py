"""What was read from a workbook: the data, what is wrong with its cells, and where everything stands."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from service.domain.inspection import Inspection
from service.domain.loading import parse_inspection
from service.errors import DataFault, DataInvalid
from service.workbook.fields import Path
from service.workbook.paths import path_of
from service.workbook.places import Place, Places


@dataclass(frozen=True)
class Contents:
    """The data of a workbook, not yet checked."""

    tree: dict[str, Any]
    faults: tuple[DataFault, ...]
    places: Places

    @cached_property
    def text(self) -> str:
        """The data as JSON, without the cells that are at fault."""
        return json.dumps(self.tree, ensure_ascii=False)

    def parse(self) -> Inspection:
        """The inspection; raises `DataInvalid` with every fault of the cells and of the data together."""
        found = list(self.faults)
        try:
            inspection = parse_inspection(self.text)
        except DataInvalid as error:
            found += [self.locate(fault) for fault in error.faults if not self._is_told(fault)]
        if found:
            raise DataInvalid(tuple(found))
        return inspection

    def locate(self, fault: DataFault) -> DataFault:
        """`fault` with the sheet and cell that it is about, where there is one."""
        if "sheet" in fault.facts:
            return fault
        path = path_of(fault.pointer)
        named = fault.facts.get("id") or fault.facts.get("name")
        place = None if named is None else self._find_value(path, named)
        place = place or self.places.find(path)
        if place is None:
            return fault
        return replace(fault, facts={**fault.facts, "sheet": place[0], "cell": place[1]})

    def _is_told(self, fault: DataFault) -> bool:
        """Whether the fault only follows from one that is already told of the very cell."""
        told = [known.pointer for known in self.faults if known.pointer != "#"]
        is_within = fault.code == "missing" and any(
            pointer.startswith(f"{fault.pointer}/") for pointer in told
        )
        return fault.pointer in told or is_within

    def _find_value(self, path: Path, value: str) -> Place | None:
        """The last cell below `path` that says `value`, rather where it is used than where it is given."""
        said = [
            known for known in self.places.values if known[: len(path)] == path and self._at(known) == value
        ]
        used = [known for known in said if known[-1] != "id"]
        return self.places.values[(used or said)[-1]] if said else None

    def _at(self, path: Path) -> Any:
        node: Any = self.tree
        for step in path:
            node = node[int(step)] if isinstance(node, list) else node[step]
        return node
