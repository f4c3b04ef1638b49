"""The documents that a document cites, each from the one place where its facts stand."""

from __future__ import annotations

from service.domain.findings import Record
from service.domain.inspection import Inspection, Unit
from service.domain.issuance import Reference
from service.drafting.data import Citation, CitedPart
from service.drafting.issuing import IssuingBody, issuing_body, print_issue, signs_for_body
from service.drafting.subject import Subject, choose_subject
from service.kinds import Catalog, Form, Scope
from service.language.dates import format_date_long

LETTER_TYPE = "Công văn"


def cite_all(subject: Subject, catalog: Catalog) -> CitedPart:
    """Everything the document may cite; what the data do not hold is none."""
    inspection, unit = subject.inspection, subject.unit
    remediation = unit.remediation if unit else None
    return CitedPart(
        legal_bases=tuple(_cite(basis) for basis in inspection.legal_bases),
        plan=cite_if(inspection.plan),
        proposal=cite_if(inspection.proposal),
        decision=_cite_own(inspection, catalog, "decision", None),
        notice=_cite_own(inspection, catalog, "notice", unit),
        minutes=_cite_minutes(inspection, catalog, unit),
        conclusion=_cite_own(inspection, catalog, "conclusion", unit),
        report=cite_if(unit.report if unit else None),
        prior_conclusion=cite_if(unit.prior_conclusion if unit else None),
        prior_remediation=cite_if(unit.prior_remediation if unit else None),
        received=cite_if(remediation.received if remediation else None),
        earlier=tuple(_cite(letter) for letter in remediation.earlier) if remediation else (),
    )


def issued_by(subject: Subject, body: IssuingBody) -> str:
    """Who issued it, in running text: the head's post, or the body when it is signed `TM.`."""
    if subject.kind.form is Form.DECISION and not signs_for_body(subject, body):
        return body.head_post
    return body.name


def _cite(reference: Reference) -> Citation:
    return Citation(
        full=reference.full,
        short=reference.short,
        dated=f"{reference.short} {format_date_long(reference.date)}",
    )


def cite_if(reference: Reference | None) -> Citation | None:
    """`reference` as it is cited; none for none."""
    return _cite(reference) if reference is not None else None


def _cite_own(inspection: Inspection, catalog: Catalog, kind_name: str, unit: Unit | None) -> Citation | None:
    """A document of this inspection, cited from its issuance; none unless it has number and day."""
    if kind_name not in catalog.names:
        return None
    kind = catalog.get(kind_name)
    if kind.scope is Scope.INSPECTION:
        subject = choose_subject(inspection, kind, None)
    elif unit is not None:
        subject = choose_subject(inspection, kind, _holder(inspection, kind_name, unit).id)
    else:
        return None
    if subject.issuance.date is None or subject.issuance.number is None:
        return None
    body = issuing_body(subject)
    number, _, day = print_issue(subject, body)
    type_name = LETTER_TYPE if subject.is_letter else kind.type_name
    abstract = kind.word_citation(subject.variants, subject.wording)
    return Citation(
        full=f"{type_name} số {number} {day} của {issued_by(subject, body)} {abstract}",
        short=f"{type_name} số {number}",
        dated=f"{type_name} số {number} {day}",
    )


def _holder(inspection: Inspection, kind_name: str, unit: Unit) -> Unit:
    """Whose document it is: a subordinate unit without its own rests on that of the unit it belongs to."""
    if kind_name in unit.documents or unit.part_of is None:
        return unit
    return next(other for other in inspection.units if other.id == unit.part_of)


def _cite_minutes(inspection: Inspection, catalog: Catalog, unit: Unit | None) -> tuple[Citation, ...]:
    """The minutes made at the unit and at its subordinate units, by the day their session ended.

    Minutes may go without a number; the day and the place then identify them.
    """
    if unit is None or "minutes" not in catalog.names:
        return ()
    return tuple(
        _cite_minutes_of(choose_subject(inspection, catalog.get("minutes"), place.id), place.record)
        for place in (unit, *inspection.subordinates_of(unit))
        if place.record is not None
    )


def _cite_minutes_of(subject: Subject, record: Record) -> Citation:
    kind, number = subject.kind, subject.issuance.number
    day = format_date_long(record.ended_at.date())
    abstract = kind.word_citation(subject.variants, subject.wording)
    if number is None:
        short = f"{kind.type_name} {day}"
    else:
        short = f"{kind.type_name} số {print_issue(subject, issuing_body(subject))[0]}"
    dated = short if number is None else f"{short} {day}"
    issuer = issuing_body(subject).name
    return Citation(full=f"{dated} của {issuer} {abstract}", short=short, dated=dated)
