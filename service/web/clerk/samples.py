"""The example inspections that the page offers to start from, as JSON and as workbooks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from service.domain.loading import parse_inspection
from service.errors import DataInvalid, JsonMalformed
from service.web.clerk.overview import describe_inspection
from service.workbook import open_inspection, write_workbook
from service.workbook.choices import WORDS


@dataclass(frozen=True)
class Sample:
    """One example: the name of its file without ending, and what it shows."""

    name: str
    title: str
    form: str
    units: int
    content: bytes

    def as_workbook(self, titles: Mapping[str, str]) -> bytes:
        """The example as an XLSX workbook; `titles` are those of the kinds by name."""
        return write_workbook(open_inspection(self.content).parse(), titles)


@cache
def load_samples(folder: Path) -> dict[str, Sample]:
    """The examples in `folder` by name, the largest first; what is no inspection is left out."""
    found = (sample for path in folder.glob("*.json") if (sample := _load(path)) is not None)
    return {sample.name: sample for sample in sorted(found, key=lambda sample: (-sample.units, sample.name))}


def _load(path: Path) -> Sample | None:
    try:
        content = path.read_bytes()
        inspection = parse_inspection(content)
    except (OSError, DataInvalid, JsonMalformed):
        return None
    form = WORDS["InspectionForm"][inspection.form.value]
    return Sample(path.stem, describe_inspection(inspection), form, len(inspection.units), content)
