"""DOCX to PDF; the only user of unoserver and LibreOffice."""
