"""Turns what was chosen on the page into work: marks, one draft, or a job."""

from __future__ import annotations

from collections.abc import Sequence

from service.batch import Item, Job, read_opened
from service.errors import DataInvalid, FirstNumberUnfit, NothingChosen
from service.generate import Draft, Generator
from service.web.clerk.form import ClerkForm
from service.web.clerk.overview import Overview, describe_inspection, name_documents
from service.workbook import open_inspection

MOST_NUMBER = 99_999


def mark(form: ClerkForm, overview: Overview) -> frozenset[Item]:
    """What is chosen once a button has marked all or none of a column, or of the whole."""
    chosen = form.chosen & overview.ready
    if form.marked is None:
        return chosen
    if form.marked in ("all", "none"):
        return overview.ready if form.marked == "all" else frozenset()
    column = overview.ready_of(form.marked)
    return chosen - column if column <= chosen else chosen | column


def plan_job(generator: Generator, form: ClerkForm, chosen: frozenset[Item]) -> tuple[Job, list[str], str]:
    """The job of making `chosen`, what its documents are called, and what it is called itself."""
    reading = read_opened(open_inspection(form.upload.content))
    names = name_documents(reading, generator.catalog)
    items = tuple(item for item in names if item in chosen)
    if not items:
        raise NothingChosen
    job = Job(reading, items, form.format, _first_number(form.first_number, items))
    return job, [names[item] for item in items], describe_inspection(reading.inspection)


def _first_number(typed: str, items: Sequence[Item]) -> int | None:
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal() and 0 < int(typed[:6]) <= MOST_NUMBER):
        raise FirstNumberUnfit("no-number")
    if len({item.kind for item in items}) > 1:
        raise FirstNumberUnfit("several-kinds")
    return int(typed)


def draft_item(generator: Generator, content: bytes, item: Item) -> Draft:
    """The one document that `item` names; a fault of its data names the place in the file."""
    reading = read_opened(open_inspection(content))
    spoiled = reading.fault_of_any if item.unit is None else reading.spoiled.get(item.unit)
    if spoiled is not None:
        raise spoiled
    try:
        return generator.draft(reading.inspection, item.kind, item.unit)
    except DataInvalid as error:
        raise reading.restore(error) from error
