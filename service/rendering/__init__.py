"""Data and template to DOCX; the only user of docxtpl."""
