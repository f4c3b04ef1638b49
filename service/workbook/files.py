"""An inspection from whatever file it comes in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from service.domain.inspection import Inspection
from service.domain.loading import parse_inspection
from service.errors import DataFault, DataInvalid
from service.workbook.contents import Contents
from service.workbook.reading import read_workbook

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_ZIP_MAGIC = b"PK\x03\x04"
_OLE_MAGIC = b"\xd0\xcf\x11\xe0"  # an old .xls, which deserves a better answer than "no JSON"


@dataclass(frozen=True)
class InspectionFile:
    """The data of an inspection as JSON, and where in the original file they stand."""

    text: bytes | str
    contents: Contents | None = None  # of a workbook

    def parse(self) -> Inspection:
        """The inspection; raises `JsonMalformed` or `DataInvalid`."""
        return self.contents.parse() if self.contents is not None else parse_inspection(self.text)

    def locate(self, fault: DataFault) -> DataFault:
        """`fault` with its sheet and cell, if the file is a workbook."""
        return self.contents.locate(fault) if self.contents is not None else fault

    @contextmanager
    def naming_cells(self) -> Iterator[None]:
        """Gives a sheet and a cell to the faults of a `DataInvalid` that is raised inside."""
        try:
            yield
        except DataInvalid as error:
            raise DataInvalid(tuple(map(self.locate, error.faults))) from error


def open_inspection(content: bytes) -> InspectionFile:
    """The JSON text or XLSX workbook in `content`, told apart by how they begin.

    Raises `WorkbookUnreadable`; what is wrong with the data shows when they are parsed.
    """
    if not content.startswith((_ZIP_MAGIC, _OLE_MAGIC)):
        return InspectionFile(content)
    contents = read_workbook(content)
    return InspectionFile(contents.text, contents)
