"""An inspection as an XLSX workbook, both ways, without loss."""

from service.workbook.files import XLSX_TYPE, InspectionFile, open_inspection
from service.workbook.fill import dump_inspection
from service.workbook.write import write_workbook

__all__ = ["XLSX_TYPE", "InspectionFile", "dump_inspection", "open_inspection", "write_workbook"]
