"""What a measurement says: a verdict, and for every finding the rule, the place, what is found and asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from service.conformance.document import Place
from service.conformance.rules import Level, Rule


class Verdict(StrEnum):
    """How a document stands to one rule."""

    PASS = "pass"  # noqa: S105 - a verdict
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    NOT_EVALUATED = "not_evaluated"
    NEEDS_REVIEW = "needs_review"

    @property
    def label(self) -> str:
        """The verdict in Vietnamese."""
        return _LABELS[self]


_LABELS = {
    Verdict.PASS: "đạt",
    Verdict.FAIL: "không đạt",
    Verdict.NOT_APPLICABLE: "không áp dụng",
    Verdict.NOT_EVALUATED: "không đánh giá",
    Verdict.NEEDS_REVIEW: "cần xem lại",
}


@dataclass(frozen=True)
class Observation:
    """What a rule's function says of one place; `found` is a Vietnamese phrase, empty for a plain pass."""

    verdict: Verdict
    place: Place | None = None
    found: str = ""


@dataclass(frozen=True)
class Finding:
    """One line of a report: a rule, its verdict, where, what is found there and what is asked."""

    rule: Rule
    verdict: Verdict
    place: Place | None
    found: str

    @property
    def asked(self) -> str:
        """What the rule asks for, in Vietnamese."""
        return self.rule.text

    @property
    def is_breach(self) -> bool:
        """Whether the document breaks a rule the decree states; custom of the house never is a breach."""
        return self.verdict is Verdict.FAIL and self.rule.level is Level.MUST


@dataclass(frozen=True)
class Report:
    """The findings of one document, rule by rule; every rule of the set has at least one."""

    rule_set: str
    medium: str
    findings: tuple[Finding, ...]

    @property
    def breaches(self) -> tuple[Finding, ...]:
        """The findings that make the document wrong by the decree."""
        return tuple(finding for finding in self.findings if finding.is_breach)

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """The verdict of every rule over the whole document: that of its first finding."""
        found: dict[str, Verdict] = {}
        for finding in self.findings:
            found.setdefault(finding.rule.id, finding.verdict)
        return found

    def of(self, identifier: str) -> tuple[Finding, ...]:
        """The findings of one rule."""
        return tuple(finding for finding in self.findings if finding.rule.id == identifier)

    def verdict_of(self, identifier: str) -> Verdict:
        """The verdict of one rule over the whole document."""
        return self.verdicts[identifier]


def failed(place: Place | None, found: str) -> Observation:
    """An observation of something wrong."""
    return Observation(Verdict.FAIL, place, found)


def passed(place: Place | None = None) -> Observation:
    """An observation of something right."""
    return Observation(Verdict.PASS, place)


def unsure(place: Place | None, found: str) -> Observation:
    """An observation that a person must look at."""
    return Observation(Verdict.NEEDS_REVIEW, place, found)


def unknown(place: Place | None, found: str) -> Observation:
    """An observation that cannot be made on this file; `found` gives the reason."""
    return Observation(Verdict.NOT_EVALUATED, place, found)


def describe_report(report: Report) -> dict[str, Any]:
    """The report as JSON values, for the command line and the web alike."""
    verdicts = report.verdicts
    return {
        "rule_set": report.rule_set,
        "medium": report.medium,
        "conforms": not report.breaches,
        "rules": {verdict.value: list(verdicts.values()).count(verdict) for verdict in Verdict},
        "findings": [_describe(finding) for finding in report.findings],
    }


def _describe(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "rule": finding.rule.id,
        "level": finding.rule.level.value,
        "citation": finding.rule.citation,
        "verdict": finding.verdict.value,
        "breach": finding.is_breach,
        "where": None if place is None else _describe_place(place),
        "found": finding.found,
        "asked": finding.asked,
    }


def _describe_place(place: Place) -> dict[str, Any]:
    numbers = {name: getattr(place, name) for name in ("page", "paragraph", "table", "row", "cell")}
    return {"label": place.describe(), "quote": place.quote, **numbers}
