"""DOCX to PDF; the only user of unoserver and LibreOffice."""

from service.conversion.fonts import check_fonts
from service.conversion.pool import OfficePool
from service.conversion.together import Source
from service.conversion.values import Pdf, PdfRequest, PoolSettings, PoolStatus

__all__ = ["OfficePool", "Pdf", "PdfRequest", "PoolSettings", "PoolStatus", "Source", "check_fonts"]
