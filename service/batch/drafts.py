"""Fills the documents of a job one by one, in order, and gives numbers to those that have none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import structlog

from service.batch.job import Item, Job, Outcome
from service.domain.inspection import Inspection
from service.domain.issuance import Issuance
from service.errors import DataInvalid, ServiceError
from service.generate import Draft, Generator

_log = structlog.get_logger(__name__)


def draft_items(job: Job, generator: Generator) -> Iterator[tuple[Item, Draft | Outcome]]:
    """Each item with its draft, or with its outcome if there is none; in the order of the items."""
    generator = generator.fixed()  # a template that comes into use meanwhile is for the next job
    inspection = job.reading.inspection
    if job.first_number is not None:
        inspection = _give_numbers(job, job.first_number, generator)
    for item in job.items:
        yield item, _draft(item, job, inspection, generator)


def _draft(item: Item, job: Job, inspection: Inspection, generator: Generator) -> Draft | Outcome:
    if (spoiled := _find_spoiled(item, job)) is not None:
        return Outcome(item, error=spoiled)
    try:
        draft = generator.draft(inspection, item.kind, item.unit)
        return replace(draft, findings=tuple(map(job.reading.restore_finding, draft.findings)))
    except DataInvalid as error:
        restored = job.reading.restore(error)
        is_waiting = job.is_dossier and any(fault.code in _NOT_DUE for fault in restored.faults)
        return Outcome(item, missing=restored) if is_waiting else Outcome(item, error=restored)
    except ServiceError as error:
        return Outcome(item, error=error)
    except Exception as error:
        _log.exception("draft_failed", kind=item.kind, exc_info=error)
        return Outcome(item, error=error)


_NOT_DUE = frozenset({"needed-by-kind", "kind-not-for-form"})
"""What keeps a document of a dossier for later; a contradiction is a failure there too."""


def _find_spoiled(item: Item, job: Job) -> DataInvalid | None:
    reading = job.reading
    return reading.fault_of_any if item.unit is None else reading.spoiled.get(item.unit)


def _give_numbers(job: Job, first: int, generator: Generator) -> Inspection:
    """The inspection with a number for every document of the job that has none and can be made."""
    inspection = job.reading.inspection
    taken = set(_numbers_of(job))
    issued: dict[Item, dict[str, Issuance]] = {}
    for item in job.items:
        documents = _documents_of(item, inspection)
        if documents is None or _find_spoiled(item, job) is not None:
            continue
        issuance = documents.get(item.kind, Issuance())
        if issuance.number is None and generator.is_possible(inspection, item.kind, item.unit):
            while first in taken:
                first += 1
            issued[item] = {**documents, item.kind: issuance.model_copy(update={"number": first})}
            first += 1
    return _with_documents(inspection, issued)


def _with_documents(inspection: Inspection, issued: dict[Item, dict[str, Issuance]]) -> Inspection:
    by_unit = {item.unit: documents for item, documents in issued.items()}
    units = tuple(
        unit.model_copy(update={"documents": by_unit[unit.id]}) if unit.id in by_unit else unit
        for unit in inspection.units
    )
    return inspection.model_copy(
        update={"units": units, "documents": by_unit.get(None, inspection.documents)}
    )


def _documents_of(item: Item, inspection: Inspection) -> dict[str, Issuance] | None:
    if item.unit is None:
        return inspection.documents
    return next((unit.documents for unit in inspection.units if unit.id == item.unit), None)


def _numbers_of(job: Job) -> Iterator[int]:
    """The numbers that documents of the job's kinds have already."""
    inspection, kinds = job.reading.inspection, {item.kind for item in job.items}
    for documents in (inspection.documents, *(unit.documents for unit in inspection.units)):
        for kind in kinds & documents.keys():
            if (number := documents[kind].number) is not None:
                yield number
