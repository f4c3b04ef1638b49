"""Measures a DOCX or PDF against a rule set: the entry to this package."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from inspect import getmembers, isfunction
from types import ModuleType

from service.conformance.document import Medium
from service.conformance.docx.reading import read_docx
from service.conformance.elements import Subject, recognise
from service.conformance.house import USUAL, House
from service.conformance.nd30 import (
    appendix,
    bases,
    body,
    capitals,
    customs,
    forms,
    header,
    marks,
    number,
    page,
    partly,
    place_date,
    recipients,
    signature,
    structure,
    title,
)
from service.conformance.pdf import read_pdf
from service.conformance.pdf.rules import join
from service.conformance.rules import ND30_2020, Level, Rule, load_rules
from service.conformance.verdict import Finding, Observation, Report, Verdict

RuleFunction = Callable[[Subject], Iterable[Observation]]
"""Says of a document, place by place, how it stands to one rule; nothing at all: the rule does not apply."""

_MODULES = (
    *(page, header, number, place_date, title, bases, body, structure),
    *(signature, recipients, appendix, forms, marks, capitals, partly, customs),
)
_WHERE_A_PDF_BEGINS = 1024  # bytes that may stand before its signature
_MOST_SEVERE = (Verdict.FAIL, Verdict.NEEDS_REVIEW, Verdict.PASS, Verdict.NOT_EVALUATED)


def check_docx(content: bytes, rule_set: str = ND30_2020, house: House = USUAL) -> Report:
    """The findings on a DOCX; raises `DocumentUnreadable` for what is none."""
    return report(replace(recognise(read_docx(content)), house=house), functions_for(Medium.DOCX), rule_set)


def check_pdf(content: bytes, rule_set: str = ND30_2020, house: House = USUAL) -> Report:
    """The findings on a PDF, as it is drawn; raises `DocumentUnreadable` for what is none."""
    return report(replace(read_pdf(content), house=house), functions_for(Medium.PDF), rule_set)


def check_file(content: bytes, rule_set: str = ND30_2020, house: House = USUAL) -> Report:
    """The findings on a file that is a DOCX or a PDF: its first bytes tell which."""
    is_pdf = b"%PDF-" in content[:_WHERE_A_PDF_BEGINS]
    return (check_pdf if is_pdf else check_docx)(content, rule_set, house)


def report(subject: Subject, functions: Mapping[str, RuleFunction], rule_set: str = ND30_2020) -> Report:
    """The findings of `functions` on a document, rule by rule in the order of the set."""
    rules = load_rules(rule_set)
    medium = subject.document.medium
    findings = [
        finding for rule in rules.values() for finding in _judge(rule, functions.get(rule.id), subject)
    ]
    return Report(rules.name, medium.value, tuple(findings))


@cache
def functions_for(medium: Medium) -> Mapping[str, RuleFunction]:
    """The functions that measure on a medium, by the identifier of their rule.

    On a PDF those that see the drawn page join the common ones, or take their place.
    """
    found: dict[str, RuleFunction] = {}
    for module in _MODULES:
        found |= collect(module)
    if medium is Medium.PDF:
        found = join(found)
    return {
        identifier: function
        for identifier, function in found.items()
        if not load_rules()[identifier].reason_against(medium)
    }


def collect(module: ModuleType) -> dict[str, RuleFunction]:
    """The functions of a module that are named after a rule."""
    by_name = {rule.function_name: rule.id for rule in load_rules().values()}
    return {by_name[name]: function for name, function in getmembers(module, isfunction) if name in by_name}


def _judge(rule: Rule, function: RuleFunction | None, subject: Subject) -> list[Finding]:
    """The findings of one rule: the worst kind of what its function observed, each place by itself."""
    if rule.level is Level.HOUSE and rule.id in subject.house.off:
        return [Finding(rule, Verdict.NOT_EVALUATED, None, "Cơ quan không dùng thông lệ này")]
    if function is None:
        reason = rule.reason_against(subject.document.medium) or "Quy tắc này chưa được đo trên loại tệp này"
        return [Finding(rule, Verdict.NOT_EVALUATED, None, reason)]
    observations = list(function(subject))
    for verdict in _MOST_SEVERE:
        those = [seen for seen in observations if seen.verdict is verdict]
        if verdict is Verdict.PASS:
            those = those[:1]
        if those:
            return [_report(rule, seen) for seen in (*those, *_left_open(observations, verdict))]
    return [Finding(rule, Verdict.NOT_APPLICABLE, None, "")]


def _left_open(observations: Iterable[Observation], verdict: Verdict) -> Iterator[Observation]:
    """What is to be seen besides those of `verdict`: places a person must look at, or nobody measured.

    A rule that is kept wherever it could be measured passes, and still says where it could not.
    """
    for less in _MOST_SEVERE[_MOST_SEVERE.index(verdict) + 1 :]:
        if less is not Verdict.PASS:
            yield from (seen for seen in observations if seen.verdict is less)


def _report(rule: Rule, seen: Observation) -> Finding:
    return Finding(rule, seen.verdict, seen.place, "" if seen.verdict is Verdict.PASS else seen.found)
