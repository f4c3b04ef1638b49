"""XDOC-06, XDOC-09, XDOC-12, XDOC-13: planned units, deadlines, form, symbol and recipients."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from service.domain.checks.finding import Case, Details, Findings, Level
from service.domain.checks.names import body_key, issuer_key
from service.domain.checks.references import Path
from service.domain.inspection import InspectionForm, Unit
from service.language.text import fold


def xdoc_06(case: Case) -> Findings:
    """A unit is in the plan or was added to it, a subordinate one is in the list of the visit."""
    yield from _unlisted(case)
    planned = {issuer_key(name) for name in case.inspection.planned_bodies}
    if case.inspection.form is not InspectionForm.PLANNED or not planned:
        return
    for index, unit in case.units:
        if unit.part_of is not None or unit.added_by is not None:
            continue
        if not {issuer_key(unit.body.name), issuer_key(unit.body.short)} & planned:
            yield case.find("XDOC-06", ("units", index, "body", "name"), "xdoc-06", also=("TIME-12",))


def _unlisted(case: Case) -> Findings:
    """Minutes are made at subordinate units that the visit of their superior names."""
    for index, unit in case.units:
        parent = case.parent_of(unit)
        listed = parent.visit.subordinate_units if parent is not None and parent.visit is not None else ()
        if parent is None or not listed:
            continue
        keys = [body_key(name) for name in listed]
        own = (body_key(unit.body.name), body_key(unit.body.short))
        if not any(key in name or name in key for key in keys for name in own):
            path = ("units", index, "body", "name")
            yield case.find("XDOC-06", path, "xdoc-06-part", parent=parent.body.short)


def xdoc_09(case: Case) -> Findings:
    """No recipient of the data says `Như Điều n`: the template does, and names the right article."""
    for document in case.issued:
        for place, recipient in enumerate(document.issuance.recipients or ()):
            if fold(recipient.text).startswith(_AS_ARTICLE):
                path = (*document.path, "recipients", place, "text")
                details: Details = {"document": document.title, "text": recipient.text}
                yield case.find("XDOC-09", path, "xdoc-13-recipient", also=("XDOC-13",), **details)


@dataclass(frozen=True)
class _Deadline:
    """A day by which something is due, and what it must come after: a document, or else another day."""

    path: Path
    day: dt.date
    after: str
    after_day: dt.date | None


def xdoc_12(case: Case) -> Findings:
    """A deadline is a working day, later than the document that sets it, and not moved forward."""
    for one in _deadlines(case):
        if one.after_day is not None and one.day <= one.after_day:
            details: Details = {"date": one.day, "document": one.after, "issued": one.after_day}
            yield case.find("XDOC-12", one.path, "xdoc-12-past", level=Level.ERROR, **details)
        elif case.calendar.knows(one.day) and not case.calendar.is_working_day(one.day):
            earlier, later = case.calendar.shift(one.day, -1), case.calendar.shift(one.day, 1)
            yield case.find(
                "XDOC-12",
                one.path,
                "xdoc-12-day-off",
                is_unconfirmed=case.calendar.is_estimate(one.day, one.day),
                date=one.day,
                earlier=earlier,
                later=later,
            )
    for index, unit in case.units:
        yield from _moved_forward(case, index, unit)


def _deadlines(case: Case) -> Iterator[_Deadline]:
    """Every deadline that the data state; a document without a day yet comes after the inspection itself."""
    for index, unit in case.units:
        place: Path = ("units", index)
        if unit.report_due is not None:
            yield _Deadline((*place, "report_due"), unit.report_due, *_set_by(case, index, "notice"))
        if unit.conclusion is not None:
            after = _set_by(case, index, "conclusion")
            yield _Deadline((*place, "conclusion", "report_due"), unit.conclusion.report_due, *after)
            for number, requirement in enumerate(unit.conclusion.requirements):
                path = (*place, "conclusion", "requirements", number, "deadline")
                yield _Deadline(path, requirement.deadline, *after)
        if unit.remediation is not None:
            after = _set_by(case, index, "follow_up", "conclusion")
            yield _Deadline((*place, "remediation", "new_due"), unit.remediation.new_due, *after)
            for number, item in enumerate(unit.remediation.open):
                if item.new_deadline is not None:
                    path = (*place, "remediation", "open", number, "new_deadline")
                    yield _Deadline(path, item.new_deadline, *after)


def _set_by(case: Case, index: int, *kinds: str) -> tuple[str, dt.date | None]:
    """The first of these documents that has a day, else, but for a notice, the last day of the visit."""
    for kind in kinds:
        document = case.document(kind, index)
        if document is not None and document.date is not None:
            return document.title, document.date
    unit = case.inspection.units[index]
    if kinds == ("notice",):
        return "", None
    if unit.record is not None:
        return "Buổi kiểm tra cuối", unit.record.ended_at.date()
    return "Chuyến kiểm tra", unit.visit.end if unit.visit is not None else None


def _moved_forward(case: Case, index: int, unit: Unit) -> Findings:
    """A letter on remediation gives more time than the conclusion, or as much, but not less."""
    if unit.remediation is None or unit.conclusion is None:
        return
    path: Path = ("units", index, "remediation")
    due = unit.conclusion.report_due
    if unit.remediation.new_due < due:
        yield case.find(
            "XDOC-12", (*path, "new_due"), "xdoc-12-shorter", date=unit.remediation.new_due, due=due
        )
    asked = {requirement.id: requirement.deadline for requirement in unit.conclusion.requirements}
    for number, item in enumerate(unit.remediation.open):
        old = asked.get(item.requirement)
        if item.new_deadline is not None and old is not None and item.new_deadline < old:
            where = (*path, "open", number, "new_deadline")
            details: Details = {"date": item.new_deadline, "due": old, "id": item.requirement}
            yield case.find("XDOC-12", where, "xdoc-12-earlier", level=Level.ERROR, **details)


_AS_ARTICLE = fold("Như Điều")
_SET_BY_TEMPLATE = (fold("Như trên"), fold("Lưu:"), fold("Lưu VT"))


def xdoc_13(case: Case) -> Findings:
    """Form, symbol and recipients suit the type: what the template sets first and last is not given again."""
    for document in case.issued:
        if document.issuance.form is not None and not document.has_letter_form:
            yield case.find("XDOC-13", (*document.path, "form"), "xdoc-13-form", document=document.title)
        symbol, wanted = document.issuance.symbol, document.type_abbreviation
        if symbol is not None and wanted is not None and symbol.split("-")[0] != wanted:
            details: Details = {"document": document.title, "symbol": symbol, "wanted": wanted}
            yield case.find("XDOC-13", (*document.path, "symbol"), "xdoc-13-symbol", **details)
        for place, recipient in enumerate(document.issuance.recipients or ()):
            if fold(recipient.text).startswith(_SET_BY_TEMPLATE):
                path = (*document.path, "recipients", place, "text")
                details = {"document": document.title, "text": recipient.text}
                yield case.find("XDOC-13", path, "xdoc-13-recipient", **details)
