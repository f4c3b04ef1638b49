"""Arranges the facts of an inspection for one document: `compose` gives what its template may print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from service.domain.bodies import Body, Person
from service.domain.findings import Area, Conclusion, FindingKind, Record, Remediation
from service.domain.inspection import Inspection, Unit
from service.domain.issuance import Archive, LetterForm, Medium
from service.domain.team import LISTED_IN_ARTICLE, NamedMember, Team, TeamRole
from service.domain.visits import Visit
from service.drafting.citations import cite_all, cite_if, issued_by
from service.drafting.data import (
    AreaFindings,
    Asked,
    AskedOf,
    BodyPart,
    ConclusionPart,
    Data,
    DocumentPart,
    InspectionPart,
    OpenLine,
    Proven,
    RecordPart,
    RemediationPart,
    SessionLine,
    Target,
    TeamMember,
    TeamPart,
    UnitPart,
    VisitPart,
)
from service.drafting.issuing import (
    issuing_body,
    print_attached,
    print_issue,
    print_signature,
    sealing_body,
    signs_for_body,
)
from service.drafting.needs import find_missing, find_unknown_kinds
from service.drafting.subject import Subject
from service.errors import DataFault, DataInvalid
from service.kinds import Catalog, Form
from service.language.text import upper


def compose(subject: Subject, catalog: Catalog, contradictions: tuple[DataFault, ...] = ()) -> Data:
    """Everything the template of `subject` may print.

    Raises `DataInvalid` with all that is missing, and with the `contradictions` that a check found.
    """
    faults = (*find_missing(subject, catalog), *find_unknown_kinds(subject, catalog), *contradictions)
    if faults:
        raise DataInvalid(faults)
    inspection = subject.inspection
    return Data(
        document=_document(subject),
        inspection=_inspection(inspection),
        team=_team(inspection),
        units=tuple(_target(unit) for unit in inspection.units if unit.part_of is None)
        if subject.unit is None
        else (),
        unit=_unit(subject, subject.unit) if subject.unit is not None else None,
        cited=cite_all(subject, catalog),
    )


def _document(subject: Subject) -> DocumentPart:
    body, issuance = issuing_body(subject), subject.issuance
    number, place, day = print_issue(subject, body)
    attached_number, attached_day = print_attached(
        number, day, is_electronic=issuance.medium is Medium.ELECTRONIC
    )
    return DocumentPart(
        form=LetterForm.OFFICIAL_LETTER if subject.is_letter else LetterForm.TYPED,
        abstract=subject.kind.word_abstract(subject.variants, subject.wording),
        superior=body.superior,
        issuer_lines=body.header_lines,
        issuer=subject.inspection.team_short_name if body.is_team else body.name,
        issued_by=issued_by(subject, body),
        is_by_team=body.is_team,
        number=number,
        place=place,
        day=day,
        attached_number=attached_number,
        attached_day=attached_day,
        authority_line=" ".join(body.header_lines) if signs_for_body(subject, body) else body.authority_line,
        urgency=issuance.urgency,
        addressees=_addressees(subject),
        recipients=tuple(
            f"{recipient.text} ({recipient.note})" if recipient.note else recipient.text
            for recipient in issuance.recipients
        )
        if issuance.recipients is not None
        else None,
        archive=_archive(issuance.archive),
        signature=print_signature(subject, body),
    )


def _addressees(subject: Subject) -> tuple[str, ...]:
    """Whom a công văn addresses; every other form has no Kính gửi (ND30-RCP-01)."""
    if subject.unit is None or not subject.is_letter:
        return ()
    remediation = subject.unit.remediation
    if subject.kind.form is Form.OFFICIAL_LETTER and remediation is not None and remediation.addressees:
        return remediation.addressees
    return (subject.unit.body.name,)


def _archive(archive: Archive) -> str | None:
    unit = archive.unit
    if unit is not None and archive.copies is not None:
        unit = f"{unit} ({archive.copies:02d})"
    return ", ".join(part for part in (unit, archive.drafter) if part is not None) or None


def _inspection(inspection: Inspection) -> InspectionPart:
    return InspectionPart(
        subject=inspection.subject,
        year=inspection.year,
        form=inspection.form,
        trigger=inspection.trigger,
        period=inspection.period,
        areas=tuple(area.label for area in _in_order(inspection.areas)),
        duration=inspection.rules.duration,
        authority=_body(inspection.authority),
        lead_agency=_body(inspection.lead_agency),
        executors=inspection.executors,
    )


def _body(body: Body) -> BodyPart:
    return BodyPart(
        name=body.name,
        short=body.short,
        kind=body.kind,
        abbreviation=body.abbreviation,
        head_title=body.head_title,
        head_post=body.head_post,
    )


def _in_order(areas: Iterable[Area]) -> tuple[Area, ...]:
    """`areas` in the order of the seed plan, each once."""
    wanted = set(areas)
    return tuple(area for area in Area if area in wanted)


def _team(inspection: Inspection) -> TeamPart:
    team = inspection.team
    everyone = tuple(
        TeamMember(called=member.called, post=member.post, role=role.value, area=member.area)
        for role, member in team.everyone()
    )
    seal = sealing_body(inspection)
    bodies = dict.fromkeys(member.body for _, member in team.everyone() if member.body is not None)
    return TeamPart(
        name=inspection.team_name,
        short_name=inspection.team_short_name,
        everyone=everyone,
        is_listed_apart=len(everyone) > LISTED_IN_ARTICLE,
        has_areas=any(member.area for member in everyone),
        bodies=tuple(bodies),
        seal_of=seal.name if seal is not None else None,
        powers=team.powers,
        budget_source=team.budget_source,
        valid_from=team.valid_from,
        valid_to=team.valid_to,
        contact=team.contact,
    )


def _target(unit: Unit) -> Target:
    visit = unit.visit
    return Target(
        name=unit.body.name,
        short=unit.body.short,
        start=visit.start if visit else None,
        end=visit.end if visit else None,
        prior_conclusion=cite_if(unit.prior_conclusion),
        prior_remediation=cite_if(unit.prior_remediation),
    )


def _unit(subject: Subject, unit: Unit) -> UnitPart:
    parent = subject.parent
    return UnitPart(
        name=unit.body.name,
        short=unit.body.short,
        parent=parent.body.name if parent else None,
        parent_short=parent.body.short if parent else None,
        kind=unit.body.kind,
        visit=_visit(unit, unit.visit) if unit.visit else None,
        report_due=_report_due(subject.inspection, unit),
        record=_record(subject, unit.record) if unit.record and subject.kind.form is Form.MINUTES else None,
        conclusion=_conclusion(subject, unit, unit.conclusion) if unit.conclusion else None,
        remediation=_remediation(subject, unit.conclusion, unit.remediation)
        if unit.conclusion and unit.remediation
        else None,
    )


def _report_due(inspection: Inspection, unit: Unit) -> dt.date | None:
    """When the unit's own report is due: as given, else so many days before the first day (TIME-02)."""
    if unit.report_due is not None or unit.visit is None:
        return unit.report_due
    return unit.visit.start - dt.timedelta(days=inspection.rules.report_days)


def _visit(unit: Unit, visit: Visit) -> VisitPart:
    sessions = tuple(
        SessionLine(
            start=session.date,
            start_time=session.start_time,
            end_time=session.end_time,
            body=session.body or unit.body.name,
            place=session.place or visit.place,
            content=session.content,
        )
        for session in visit.sessions
    )
    return VisitPart(
        start=visit.start,
        end=visit.end,
        start_time=visit.start_time,
        place=visit.place,
        subordinate_units=visit.subordinate_units,
        sessions=sessions,
        attendance=visit.attendance,
    )


def _record(subject: Subject, record: Record) -> RecordPart:
    team = subject.inspection.team
    role = _role_of(team, record.chair)
    return RecordPart(
        started_at=record.started_at,
        ended_at=record.ended_at,
        place=record.place,
        team_present=record.team_present,
        unit_present=record.unit_present,
        others_present=record.others_present,
        chair=record.chair or _person(team.head),
        chair_role=role.value,
        chair_lines=_chair_lines(subject.inspection.team_short_name, role),
        secretary=record.secretary or _person(team.secretary or team.head),
        areas=_findings_by_area(subject.inspection, record),
        samples=record.samples,
        unit_opinion=record.unit_opinion,
        team_conclusion=record.team_conclusion,
        team_requests=record.team_requests,
        handed_over=record.handed_over,
        pages=record.pages,
        copies=record.copies,
        refusal=record.refusal,
    )


def _role_of(team: Team, chair: Person | None) -> TeamRole:
    """The role of whoever led the session: the head's unless somebody else is named."""
    if chair is None:
        return TeamRole.HEAD
    roles = {member.full_name: role for role, member in team.everyone()}
    return roles.get(chair.full_name, TeamRole.MEMBER)


def _chair_lines(short_name: str, role: TeamRole) -> tuple[str, ...]:
    """What stands above the signature of whoever led the session (ND30-SIG-05, ND30-SIG-07)."""
    if role is TeamRole.HEAD:
        return ("TRƯỞNG ĐOÀN",)
    if role is TeamRole.DEPUTY:
        return ("KT. TRƯỞNG ĐOÀN", "PHÓ TRƯỞNG ĐOÀN")
    return (f"TM. {upper(short_name)}",)


def _person(member: NamedMember) -> Person:
    return Person(full_name=member.full_name, post=member.post, salutation=member.salutation)


_Stated = list[tuple[Area, Proven]]


def _findings_by_area(inspection: Inspection, record: Record) -> tuple[AreaFindings, ...]:
    """The findings under each area looked at, and under any other that has some."""
    areas = _in_order((*inspection.areas, *(finding.area for finding in record.findings)))
    return _by_area(
        areas, _recorded((record,), FindingKind.RESULT), _recorded((record,), FindingKind.SHORTCOMING)
    )


def _by_area(areas: Iterable[Area], results: _Stated, shortcomings: _Stated) -> tuple[AreaFindings, ...]:
    return tuple(
        AreaFindings(
            name=area.label,
            results=tuple(item for where, item in results if where is area),
            shortcomings=tuple(item for where, item in shortcomings if where is area),
        )
        for area in areas
    )


def _recorded(records: Iterable[Record], kind: FindingKind) -> _Stated:
    """What the minutes hold of one kind, each with its area."""
    return [
        (finding.area, Proven(text=finding.text, norm=finding.norm, evidence=finding.evidence))
        for record in records
        for finding in record.findings
        if finding.kind is kind
    ]


def _conclusion(subject: Subject, unit: Unit, conclusion: Conclusion) -> ConclusionPart:
    inspection = subject.inspection
    stated = _stated_by_area(inspection, unit, conclusion)
    asked: dict[str, list[Asked]] = {unit.body.name: []}
    for requirement in conclusion.requirements:
        addressee = requirement.addressee
        is_own = addressee is None or addressee in (unit.body.name, unit.body.short)
        asked.setdefault(unit.body.name if is_own else str(addressee), []).append(
            Asked(action=requirement.action, deadline=requirement.deadline)
        )
    return ConclusionPart(
        results=tuple(area for area in stated if area.results),
        shortcomings=tuple(area for area in stated if area.shortcomings),
        causes=conclusion.causes,
        asked=tuple(AskedOf(addressee=name, items=tuple(items)) for name, items in asked.items() if items),
        report_due=conclusion.report_due,
        supervisor=conclusion.supervisor or inspection.lead_agency.name,
        notified=_notified(subject, unit, conclusion, tuple(asked)),
        re_inspection=conclusion.re_inspection,
    )


def _notified(
    subject: Subject, unit: Unit, conclusion: Conclusion, addressees: tuple[str, ...]
) -> tuple[str, ...]:
    """Who must act or follow up besides the unit, each once; not the issuer, nor the ordering authority."""
    inspection = subject.inspection
    lead, authority = inspection.lead_agency, inspection.authority
    names = (conclusion.supervisor or lead.name, lead.name, *addressees)
    known = {unit.body.name, unit.body.short, authority.name, authority.short, issuing_body(subject).name}
    return tuple(name for name in dict.fromkeys(names) if name not in known)


def _stated_by_area(inspection: Inspection, unit: Unit, conclusion: Conclusion) -> tuple[AreaFindings, ...]:
    """Results and shortcomings as the conclusion words them, or as the minutes recorded them."""
    records = inspection.records_of(unit)
    results = _recorded(records, FindingKind.RESULT)
    shortcomings = _recorded(records, FindingKind.SHORTCOMING)
    if conclusion.results is not None:
        results = [(item.area, Proven(text=item.text, norm=None, evidence=())) for item in conclusion.results]
    if conclusion.shortcomings is not None:
        shortcomings = [
            (item.area, Proven(text=item.text, norm=item.norm, evidence=item.evidence))
            for item in conclusion.shortcomings
        ]
    return _by_area(Area, results, shortcomings)


def _remediation(subject: Subject, conclusion: Conclusion, remediation: Remediation) -> RemediationPart:
    asked = {requirement.id: requirement for requirement in conclusion.requirements}
    date = subject.issuance.date
    return RemediationPart(
        open=tuple(
            OpenLine(
                action=asked[item.requirement].action,
                deadline=asked[item.requirement].deadline,
                state=item.state,
                new_deadline=item.new_deadline or max(remediation.new_due, asked[item.requirement].deadline),
            )
            for item in remediation.open
        ),
        first_due=conclusion.report_due,
        is_overdue=date is not None and date > conclusion.report_due,
        new_due=remediation.new_due,
        is_before_due=subject.is_before_due,
        is_received_late=remediation.received is not None
        and remediation.received.date > conclusion.report_due,
        reminder=remediation.reminder or len(remediation.earlier) + 1,
        contact=remediation.contact,
    )
