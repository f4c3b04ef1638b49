"""Which facts a kind cannot do without, and which of them are absent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from service.domain.findings import FindingKind
from service.domain.loading import label_of, pointer_to
from service.drafting.issuing import find_missing_for_issue, issuing_body, needed
from service.drafting.subject import Subject
from service.errors import DataFault
from service.kinds import Catalog, Form, Scope

Path = tuple[str | int, ...]


def find_missing(subject: Subject, catalog: Catalog) -> tuple[DataFault, ...]:
    """A fault for each fact that the kind needs and the data do not hold, with its pointer."""
    if subject.inspection.form in subject.kind.not_for:
        path: Path = ("form",)
        facts = {"kind": subject.kind.title, "form": subject.inspection.form.value}
        return (DataFault(pointer_to(path), "kind-not-for-form", label_of(path), facts),)
    needs = subject.kind.needs_of(subject.variants)
    paths = dict.fromkeys(path for dotted in needs for path in _absolute(subject, dotted))
    absent = (_first_absent(subject.inspection, path) for path in paths)
    faults = [_say_document(needed(subject, path), path, catalog) for path in absent if path is not None]
    faults += find_missing_for_issue(subject, issuing_body(subject))
    faults += _find_wrong_people(subject)
    if _lacks_causes(subject):
        faults.append(needed(subject, _of_unit(subject, "conclusion", "causes")))
    return tuple({(fault.pointer, fault.code): fault for fault in faults}.values())


def find_unknown_kinds(subject: Subject, catalog: Catalog) -> tuple[DataFault, ...]:
    """A fault for each entry of `documents` that names no kind, or one of another place: it would be lost."""
    scopes = {kind.name: kind.scope for kind in catalog}
    places: list[tuple[Path, dict[str, Any]]] = [(("documents",), dict(subject.inspection.documents))]
    places += [
        (("units", index, "documents"), dict(unit.documents))
        for index, unit in enumerate(subject.inspection.units)
    ]
    faults = []
    for path, documents in places:
        scope, code = (Scope.UNIT, "kind-once") if path[0] == "units" else (Scope.INSPECTION, "kind-per-unit")
        for name in documents:
            if name not in scopes:
                known = {"known": list(catalog.names)}
                faults.append(DataFault(pointer_to((*path, name)), "unknown-kind", name, known))
            elif scopes[name] is not scope:
                title = {"kind": catalog.get(name).title}
                faults.append(DataFault(pointer_to((*path, name)), code, label_of((*path, name)), title))
    return tuple(faults)


def _find_wrong_people(subject: Subject) -> list[DataFault]:
    """Whoever leads the session and whoever writes it down were there, and are two people (ND30-FRM-09)."""
    record = subject.unit.record if subject.unit else None
    if subject.kind.form is not Form.MINUTES or record is None:
        return []
    team = subject.inspection.team
    chair = (record.chair or team.head).full_name
    secretary = record.secretary or team.secretary
    present = {person.full_name for person in record.team_present}
    members = {member.full_name for _, member in team.everyone()}
    found = []
    if chair not in members:
        found.append(("chair-not-in-team", "chair", chair))
    if chair not in present:
        found.append(("chair-absent", "team_present", chair))
    if secretary is not None and secretary.full_name not in present:
        found.append(("secretary-absent", "team_present", secretary.full_name))
    if secretary is not None and secretary.full_name == chair:
        found.append(("secretary-is-chair", "secretary", chair))
    paths = [(code, _of_unit(subject, "record", field), name) for code, field, name in found]
    faults = [DataFault(pointer_to(path), code, label_of(path), {"name": name}) for code, path, name in paths]
    return faults if secretary else [needed(subject, _of_unit(subject, "record", "secretary")), *faults]


def _lacks_causes(subject: Subject) -> bool:
    """Whether shortcomings are concluded without a word on their causes (documents.md, 9)."""
    unit = subject.unit
    if "unit.conclusion" not in subject.kind.needs_of(()) or unit is None or unit.conclusion is None:
        return False
    if subject.kind.form is Form.OFFICIAL_LETTER or unit.conclusion.causes is not None:
        return False
    if unit.conclusion.shortcomings is not None:
        return bool(unit.conclusion.shortcomings)
    findings = (finding for record in subject.inspection.records_of(unit) for finding in record.findings)
    return any(finding.kind is FindingKind.SHORTCOMING for finding in findings)


def _of_unit(subject: Subject, *steps: str) -> Path:
    """A path below the unit that the document is about."""
    return ("units", subject.unit_index if subject.unit_index is not None else 0, *steps)


def _absolute(subject: Subject, dotted: str) -> list[Path]:
    """`unit.visit` is the path of this very unit, `units.*.visit` one for each that stands by itself."""
    steps = tuple(dotted.split("."))
    if steps[0] == "unit":
        return [_of_unit(subject, *steps[1:])]
    if steps[:2] == ("units", "*"):
        units = enumerate(subject.inspection.units)
        return [("units", index, *steps[2:]) for index, unit in units if unit.part_of is None]
    return [steps]


def _first_absent(inspection: Any, path: Path) -> Path | None:
    """The shortest part of `path` that leads to nothing; of a document's issuance always the whole."""
    value: Any = inspection
    for count, step in enumerate(path, start=1):
        if isinstance(value, dict):
            value = value.get(step)
        else:
            value = value[step] if isinstance(step, int) else getattr(value, str(step))
        if value is None or value == () or value == {}:
            return path if "documents" in path else path[:count]
    return None


def _say_document(fault: DataFault, path: Path, catalog: Catalog) -> DataFault:
    """The fault with the document named of which a number or a day is absent."""
    if "documents" not in path[:-1]:
        return fault
    kind = catalog.get(str(path[path.index("documents") + 1]))
    return replace(fault, label=f"{fault.label} của {kind.title}")
