"""XDOC-02: a document is cited everywhere with the same facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.domain.checks.finding import Case, Details, Findings, Path
from service.domain.checks.names import issuer_key
from service.domain.issuance import Reference
from service.language.text import fold


def xdoc_02(case: Case) -> Findings:
    """A document that is cited twice is cited with the same day and abstract, also in running text."""
    known: dict[tuple[str, str, str, int], tuple[Path, Reference]] = {}
    for path, reference in references(case):
        if reference.number is None:
            continue
        key = (
            fold(reference.type),
            fold(reference.number),
            issuer_key(reference.issuer),
            reference.date.year,
        )
        _, first = known.setdefault(key, (path, reference))
        if (first.date, fold(first.abstract)) != (reference.date, fold(reference.abstract)):
            yield case.find("XDOC-02", path, "xdoc-02", **_stored(first))
    yield from _cited_in_text(case)


def references(case: Case) -> Iterator[tuple[Path, Reference]]:
    """Every reference of the data with its place."""
    inspection = case.inspection
    for name in ("plan", "proposal"):
        reference = getattr(inspection, name)
        if reference is not None:
            yield (name,), reference
    for place, basis in enumerate(inspection.legal_bases):
        yield ("legal_bases", place), basis
    for index, unit in case.units:
        for name in ("report", "added_by", "prior_conclusion", "prior_remediation"):
            reference = getattr(unit, name)
            if reference is not None:
                yield ("units", index, name), reference
        if unit.remediation is None:
            continue
        if unit.remediation.received is not None:
            yield ("units", index, "remediation", "received"), unit.remediation.received
        for place, letter in enumerate(unit.remediation.earlier):
            yield ("units", index, "remediation", "earlier", place), letter


def _cited_in_text(case: Case) -> Findings:
    """What the minutes and the conclusion cite as evidence agrees with the unit's own references."""
    for index, unit in case.units:
        known = [reference for reference in (unit.report, unit.prior_conclusion) if reference is not None]
        for path, text in _evidence(case, index):
            for reference in known:
                if reference.number is None:
                    continue
                mention = f"{re.escape(reference.type)} số {re.escape(reference.number)} ngày"
                cited = re.search(rf"{mention} (\d\d?) tháng (\d\d?) năm (\d{{4}})", text, re.IGNORECASE)
                if cited is None or int(cited[3]) != reference.date.year:
                    continue  # another year, another document
                if (int(cited[1]), int(cited[2])) != (reference.date.day, reference.date.month):
                    yield case.find("XDOC-02", path, "xdoc-02", **_stored(reference))


def _stored(reference: Reference) -> Details:
    return {"document": reference.short, "date": reference.date}


def _evidence(case: Case, index: int) -> Iterator[tuple[Path, str]]:
    unit = case.inspection.units[index]
    for place, finding in enumerate(unit.record.findings if unit.record else ()):
        for number, text in enumerate(finding.evidence):
            yield ("units", index, "record", "findings", place, "evidence", number), text
    stated = unit.conclusion.shortcomings if unit.conclusion else None
    for place, shortcoming in enumerate(stated or ()):
        for number, text in enumerate(shortcoming.evidence):
            yield ("units", index, "conclusion", "shortcomings", place, "evidence", number), text
