"""Data and template to DOCX; the only user of docxtpl."""

from service.rendering.filters import FILTERS
from service.rendering.placeholders import Placeholder, list_paths, suggest_placeholder
from service.rendering.properties import Properties
from service.rendering.reasons import Reason
from service.rendering.template import Template, compile_template, find_unknown_placeholders

__all__ = [
    "FILTERS",
    "Placeholder",
    "Properties",
    "Reason",
    "Template",
    "compile_template",
    "find_unknown_placeholders",
    "list_paths",
    "suggest_placeholder",
]
