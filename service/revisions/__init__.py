"""Revisions: what legal staff change in a template, checked all at once before it is accepted."""

from service.revisions.check import check_revision
from service.revisions.fields import TemplateField, list_fields
from service.revisions.findings import Revision, Severity, TemplateFinding
from service.revisions.samples import Sample, find_samples

__all__ = [
    "Revision",
    "Sample",
    "Severity",
    "TemplateField",
    "TemplateFinding",
    "check_revision",
    "find_samples",
    "list_fields",
]
