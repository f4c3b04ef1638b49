"""Templates are checked in processes that are ended when a template keeps them busy."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from service.kinds import Catalog
from service.revisions import Severity
from service.revisions.apart import RevisionChecker
from service.revisions.check import check_template
from service.revisions.samples import load_inspections
from service.settings import load_settings
from tests.kinds.samples import generator
from tests.revisions.editing import edit_template, write_example


def children() -> set[int]:
    """The checking processes that this one has started and that still run."""
    numbers = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return {int(one) for one in numbers if b"revisions.apart" in Path(f"/proc/{one}/cmdline").read_bytes()}


def test_a_revision_is_the_same_as_checked_here(tmp_path: Path) -> None:
    examples = write_example(tmp_path)
    edition = generator().edition("notice")
    revised = edit_template(edition.source, ("unit.visit.place", "unit.visit.plase"))
    checker = RevisionChecker(load_settings().registers_dir, examples, strict=False)
    before = children()
    try:
        apart = checker.check(edition.kind, revised, generator().catalog, edition)
        assert len(children() - before) == 1
    finally:
        checker.close()
    assert children() == before
    inspections = load_inspections(examples)
    here = check_template(
        edition.kind, revised, generator().catalog, generator().checker, inspections, edition.template
    )
    assert apart == here
    assert not apart.is_acceptable


def test_a_template_that_takes_too_long_is_not_acceptable(tmp_path: Path) -> None:
    edition = generator().edition("notice")
    checker = RevisionChecker(
        load_settings().registers_dir, tmp_path, strict=False, limit=timedelta(microseconds=1)
    )
    before = children()
    revision = checker.check(edition.kind, edition.source, Catalog(()), None)
    assert [(finding.code, finding.severity) for finding in revision.findings] == [
        ("too-complex", Severity.ERROR)
    ]
    assert revision.tidied == edition.source
    assert children() == before
    checker.close()
