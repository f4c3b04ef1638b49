"""Conformance: what a DOCX or PDF shows, measured against the rules of Nghị định 30/2020."""

from service.conformance.check import check_docx, check_file, check_pdf
from service.conformance.house import House, load_house
from service.conformance.rules import Level, Rule, RuleSet, load_rules
from service.conformance.verdict import Finding, Report, Verdict, describe_report

__all__ = [
    "Finding",
    "House",
    "Level",
    "Report",
    "Rule",
    "RuleSet",
    "Verdict",
    "check_docx",
    "check_file",
    "check_pdf",
    "describe_report",
    "load_house",
    "load_rules",
]
