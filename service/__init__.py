"""vanban: one JSON that describes an inspection in, its official papers as DOCX and PDF out."""
