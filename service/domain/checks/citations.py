"""XDOC-02: a document is cited everywhere with the same facts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from service.domain.calendar import Certainty
from service.domain.checks.finding import Case, Details, Findings
from service.domain.checks.names import is_named, issuer_key
from service.domain.checks.references import Path
from service.domain.issuance import Reference, print_number
from service.language.text import fold

_SHARED_SYMBOL = re.compile(r"[-/](?:UBND|HĐND|ĐKT|ĐPT)\b")
"""Symbols that tell no issuer apart: every commune has a BC-UBND."""


def xdoc_02(case: Case) -> Findings:
    """A document is cited with one day, issuer and abstract, in running text too, and as a basis once."""
    known: dict[tuple[str, str, str, int], Reference] = {}
    issuers: dict[tuple[str, str, dt.date], Reference] = {}
    for path, reference in case.references:
        if reference.number is None:
            continue
        name = (fold(reference.type), fold(reference.number))
        first = known.setdefault((*name, issuer_key(reference.issuer), reference.date.year), reference)
        if (first.date, fold(first.abstract)) != (reference.date, fold(reference.abstract)):
            yield case.find("XDOC-02", path, "xdoc-02", document=first.short, date=first.date)
        if _SHARED_SYMBOL.search(reference.number):
            continue
        first = issuers.setdefault((*name, reference.date), reference)
        if issuer_key(first.issuer) != issuer_key(reference.issuer):
            details: Details = {"document": first.short, "issuer": first.issuer}
            yield case.find("XDOC-02", (*path, "issuer"), "xdoc-02-issuer", **details)
    yield from _bases_twice(case)
    yield from _reports_of_others(case)
    yield from _cited_in_text(case)


def _reports_of_others(case: Case) -> Findings:
    """The reports of a unit are issued by the unit."""
    for index, unit in case.units:
        received = unit.remediation.received if unit.remediation else None
        reports: list[tuple[Path, Reference | None]] = [
            (("report",), unit.report),
            (("prior_remediation",), unit.prior_remediation),
            (("remediation", "received"), received),
        ]
        for place, report in reports:
            if report is not None and report.issuer and not is_named(report.issuer, unit.body):
                path = ("units", index, *place, "issuer")
                yield case.find("XDOC-02", path, "xdoc-02-unit", document=report.short, issuer=report.issuer)


def _bases_twice(case: Case) -> Findings:
    """Plan, proposal and each legal basis are printed one after the other: none may stand there twice."""
    inspection = case.inspection
    seen = {_identity(reference) for reference in (inspection.plan, inspection.proposal) if reference}
    for place, basis in enumerate(inspection.legal_bases):
        if _identity(basis) in seen:
            yield case.find("XDOC-02", ("legal_bases", place), "xdoc-02-basis", document=basis.short)
        seen.add(_identity(basis))


def _identity(reference: Reference) -> tuple[str, str, dt.date]:
    return fold(reference.type), fold(reference.number or reference.abstract), reference.date


# --- in running text ------------------------------------------------------------------------------

_MENTION = re.compile(
    r"(?P<number>\d{1,6}[a-zđ]?/[0-9A-Za-zĐđ&./-]*[0-9A-Za-zĐđ])[,\s]+ngày\s+"
    r"(?P<day>\d{1,2})(?:\s+tháng\s+|[/.-])(?P<month>\d{1,2})(?:\s+năm\s+|[/.-])(?P<year>\d{4})"
    r"(?:\s+của\s+(?P<issuer>[^,;.()]+))?"
)
_HOLDS_YEAR = re.compile(r"/(?:19|20)\d\d/")


@dataclass(frozen=True)
class _Known:
    """A document whose day the data, or a register, state."""

    type: str
    number: str
    short: str
    issuer: str | None
    day: dt.date
    is_guess: bool = False


def _cited_in_text(case: Case) -> Findings:
    """Whatever the texts say of a document that the data or a register know agrees with them."""
    everywhere = _by_number([*_of_references(case, None), *_of_issued(case, None), *_of_acts(case)])
    yield from _check_texts(case, _texts_of_all(case), everywhere)
    for index, unit in case.units:
        of_unit = [*_of_references(case, index), *_of_issued(case, index)]
        if unit.part_of is not None and (parent := case.index_of(unit.part_of)) is not None:
            of_unit += [*_of_references(case, parent), *_of_issued(case, parent)]
        known = {**everywhere, **_by_number(of_unit)}
        parts = ((("units", index, name), getattr(unit, name)) for name in _PARTS)
        texts = (found for path, part in parts for found in _texts(part, path))
        yield from _check_texts(case, texts, known)


_PARTS = ("visit", "record", "conclusion", "remediation")


def _check_texts(case: Case, texts: Iterable[tuple[Path, str]], known: dict[str, list[_Known]]) -> Findings:
    for path, text in texts:
        for mention in _MENTION.finditer(text) if "/" in text else ():
            for one in known.get(fold(mention["number"]), ()):
                if _is_meant(one, mention, text) and not _is_right(one, mention):
                    yield case.find(
                        "XDOC-02",
                        path,
                        "xdoc-02",
                        document=one.short,
                        date=one.day,
                        is_unconfirmed=one.is_guess,
                    )


def _is_meant(one: _Known, mention: re.Match[str], text: str) -> bool:
    """Whether the words around a number name this document: its type before, no other issuer behind."""
    if not fold(text[: mention.start()]).endswith(f"{one.type} {_NUMBER_WORD}"):
        return False
    if int(mention["year"]) != one.day.year and not _HOLDS_YEAR.search(one.number):
        return False  # another year, another document
    issuer = issuer_key(mention["issuer"])
    return not issuer or one.issuer is None or issuer.startswith(issuer_key(one.issuer))


def _is_right(one: _Known, mention: re.Match[str]) -> bool:
    return (int(mention["day"]), int(mention["month"]), int(mention["year"])) == (
        one.day.day,
        one.day.month,
        one.day.year,
    )


_NUMBER_WORD = fold("số")


def _by_number(every: Iterable[_Known]) -> dict[str, list[_Known]]:
    found: dict[str, list[_Known]] = {}
    for one in every:
        found.setdefault(fold(one.number), []).append(one)
    return found


def _of_references(case: Case, index: int | None) -> Iterator[_Known]:
    for _, reference in case.references_of(index):
        if reference.number is not None:
            type_ = fold(reference.type)
            yield _Known(type_, reference.number, reference.short, reference.issuer, reference.date)


def _of_issued(case: Case, index: int | None) -> Iterator[_Known]:
    for document in case.issued_of(index):
        if document.issuance.number is not None and document.date is not None:
            number = print_number(document.issuance.number, document.symbol)
            short = f"{document.type_name} số {number}"
            yield _Known(fold(document.type_name), number, short, None, document.date)


def _of_acts(case: Case) -> Iterator[_Known]:
    for act in case.registers.acts:
        if act.number is not None:
            is_guess = act.certainty is Certainty.UNVERIFIED
            yield _Known(fold(act.type), act.number, act.title, None, act.date, is_guess)


def _texts_of_all(case: Case) -> Iterator[tuple[Path, str]]:
    inspection = case.inspection
    parts = ("trigger", "executors", "team", "documents")
    return (found for name in parts for found in _texts(getattr(inspection, name), (name,)))


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text below `value`; references state facts of their own and are compared elsewhere."""
    if type(value) is str:
        yield path, value
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _texts(item, (*path, place))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _texts(item, (*path, name))
    elif isinstance(value, BaseModel) and not isinstance(value, Reference):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), (*path, name))
