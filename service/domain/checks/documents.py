"""XDOC-06, XDOC-12, XDOC-13: planned units, deadlines, form and recipients."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from service.domain.checks.finding import Case, Details, Findings, Issued, Level, Path
from service.domain.checks.names import issuer_key
from service.domain.inspection import InspectionForm
from service.language.text import fold


def xdoc_06(case: Case) -> Findings:
    """A unit of a planned inspection is in the plan, or was added by a document."""
    planned = {issuer_key(name) for name in case.inspection.planned_bodies}
    if case.inspection.form is not InspectionForm.PLANNED or not planned:
        return
    for index, unit in case.units:
        if unit.part_of is not None or unit.added_by is not None:
            continue
        if not {issuer_key(unit.body.name), issuer_key(unit.body.short)} & planned:
            yield case.find("XDOC-06", ("units", index, "body", "name"), "xdoc-06", also=("TIME-12",))


def xdoc_12(case: Case) -> Findings:
    """A deadline is a working day, and later than the document that sets it."""
    for path, deadline, document in _deadlines(case):
        set_on = document.date if document is not None else None
        if document is not None and set_on is not None and deadline <= set_on:
            details: Details = {"date": deadline, "document": document.title, "issued": set_on}
            yield case.find("XDOC-12", path, "xdoc-12-past", level=Level.ERROR, **details)
        elif case.calendar.knows(deadline) and not case.calendar.is_working_day(deadline):
            earlier, later = case.calendar.shift(deadline, -1), case.calendar.shift(deadline, 1)
            yield case.find(
                "XDOC-12",
                path,
                "xdoc-12-day-off",
                is_unconfirmed=case.calendar.is_estimate(deadline, deadline),
                date=deadline,
                earlier=earlier,
                later=later,
            )


def _deadlines(case: Case) -> Iterator[tuple[Path, dt.date, Issued | None]]:
    """Every deadline that the data state, with the document that sets it."""
    for index, unit in case.units:
        place: Path = ("units", index)
        if unit.report_due is not None:
            yield (*place, "report_due"), unit.report_due, case.document("notice", index)
        if unit.conclusion is not None:
            concluded = case.document("conclusion", index)
            yield (*place, "conclusion", "report_due"), unit.conclusion.report_due, concluded
            for number, requirement in enumerate(unit.conclusion.requirements):
                path = (*place, "conclusion", "requirements", number, "deadline")
                yield path, requirement.deadline, concluded
        if unit.remediation is not None:
            letter = case.document("follow_up", index)
            yield (*place, "remediation", "new_due"), unit.remediation.new_due, letter
            for number, item in enumerate(unit.remediation.open):
                if item.new_deadline is not None:
                    path = (*place, "remediation", "open", number, "new_deadline")
                    yield path, item.new_deadline, letter


_AS_ARTICLE = fold("Như Điều")
_SET_BY_TEMPLATE = (_AS_ARTICLE, fold("Như trên"), fold("Lưu:"), fold("Lưu VT"))


def xdoc_13(case: Case) -> Findings:
    """Form and recipients suit the type: what the template sets first and last is not given again."""
    for document in case.issued:
        if document.issuance.form is not None and not document.has_letter_form:
            yield case.find("XDOC-13", (*document.path, "form"), "xdoc-13-form", document=document.title)
        for place, recipient in enumerate(document.issuance.recipients or ()):
            if fold(recipient.text).startswith(_SET_BY_TEMPLATE):
                path = (*document.path, "recipients", place, "text")
                details: Details = {"document": document.title, "text": recipient.text}
                also = ("XDOC-09",) if fold(recipient.text).startswith(_AS_ARTICLE) else ()
                yield case.find("XDOC-13", path, "xdoc-13-recipient", also=also, **details)
