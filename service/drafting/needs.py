"""Which facts a kind cannot do without, and which of them are absent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from service.domain.loading import label_of, pointer_to
from service.drafting.issuing import find_missing_for_issue, issuing_body, needed
from service.drafting.subject import Subject
from service.errors import DataFault
from service.kinds import Catalog, Form

Path = tuple[str | int, ...]


def find_missing(subject: Subject, catalog: Catalog) -> tuple[DataFault, ...]:
    """A fault for each fact that the kind needs and the data do not hold, with its pointer."""
    if subject.inspection.form in subject.kind.not_for:
        path: Path = ("form",)
        facts = {"kind": subject.kind.title, "form": subject.inspection.form.value}
        return (DataFault(pointer_to(path), "kind-not-for-form", label_of(path), facts),)
    paths = dict.fromkeys(_absolute(subject, dotted) for dotted in subject.kind.needs_of(subject.variants))
    absent = (_first_absent(subject.inspection, path) for path in paths)
    faults = [_say_document(needed(subject, path), path, catalog) for path in absent if path is not None]
    faults += find_missing_for_issue(subject, issuing_body(subject))
    if _lacks_secretary(subject):
        faults.append(needed(subject, _absolute(subject, "unit.record.secretary")))
    return tuple({fault.pointer: fault for fault in faults}.values())


def find_unknown_kinds(subject: Subject, catalog: Catalog) -> tuple[DataFault, ...]:
    """A fault for each entry of `documents` that names no kind: a slip of the pen must not be lost."""
    names = set(catalog.names)
    places: list[tuple[Path, dict[str, Any]]] = [(("documents",), dict(subject.inspection.documents))]
    places += [
        (("units", index, "documents"), dict(unit.documents))
        for index, unit in enumerate(subject.inspection.units)
    ]
    return tuple(
        DataFault(pointer_to((*path, name)), "unknown-kind", name, {"known": list(catalog.names)})
        for path, documents in places
        for name in documents
        if name not in names
    )


def _lacks_secretary(subject: Subject) -> bool:
    """Whether nobody is named who wrote the minutes down (ND30-FRM-09)."""
    record = subject.unit.record if subject.unit else None
    return (
        subject.kind.form is Form.MINUTES
        and record is not None
        and record.secretary is None
        and subject.inspection.team.secretary is None
    )


def _absolute(subject: Subject, dotted: str) -> Path:
    """`unit.visit` as the path of this very unit; other paths start at the root."""
    steps: Path = tuple(dotted.split("."))
    if steps[0] == "unit":
        return ("units", subject.unit_index if subject.unit_index is not None else 0, *steps[1:])
    return steps


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
