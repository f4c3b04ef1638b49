"""Many documents of one inspection: planned, numbered, made in order, and packed while they are made."""

from service.batch.archive import stream_archive
from service.batch.folder import OutputFolder
from service.batch.job import BatchFormat, Item, Job, Outcome, Runner
from service.batch.local import LocalRunner
from service.batch.planning import plan_batch, plan_dossier
from service.batch.reading import Reading, read_apart, read_file, read_opened
from service.batch.report import spell_error, word_for

__all__ = [
    "BatchFormat",
    "Item",
    "Job",
    "LocalRunner",
    "Outcome",
    "OutputFolder",
    "Reading",
    "Runner",
    "plan_batch",
    "plan_dossier",
    "read_apart",
    "read_file",
    "read_opened",
    "spell_error",
    "stream_archive",
    "word_for",
]
