"""Checks of the inspection itself: rules that join several facts. They report, and never raise."""

from service.domain.checks.finding import Case, CheckFinding, Issued, Level, Registers
from service.domain.checks.rules import RULES, UNDECIDED, Rule, check_case

__all__ = [
    "RULES",
    "UNDECIDED",
    "Case",
    "CheckFinding",
    "Issued",
    "Level",
    "Registers",
    "Rule",
    "check_case",
]
