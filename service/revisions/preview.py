"""What a revision would print: one sample document as it is now and as it would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.containers import unpack
from service.domain.inspection import Inspection
from service.errors import EditorError, TemplateFailed
from service.generate import Converter, Generator, compile_edition
from service.rendering import Template
from service.rendering.wordml import parse_xml
from service.revisions.compare import Comparison, compare_pages
from service.revisions.findings import Revision
from service.revisions.samples import Sample, find_samples

_WITHOUT_WORDS = ("word/styles.xml", "word/settings.xml", "word/fontTable.xml", "word/numbering.xml")


@dataclass(frozen=True)
class Preview:
    """A sample document made with the revised template, compared with what the one in use gives."""

    samples: tuple[Sample, ...]
    chosen: int  # which of them it is made of
    pdf: bytes
    comparison: Comparison | None  # None if the template in use cannot be filled with it

    @property
    def title(self) -> str:
        """What the sample is called."""
        return self.samples[self.chosen].title


def preview_revision(
    generator: Generator,
    converter: Converter,
    revision: Revision,
    inspections: Sequence[Inspection],
    chosen: int | None = None,
    *,
    is_compared: bool = True,
) -> Preview | None:
    """The sample number `chosen` with the revised template; None if it cannot be filled.

    Without a number it is the newest one that the revision words anew, else the newest of all.

    Raises an `OperatorError` when no PDF can be made.
    """
    edition = generator.edition(revision.kind)
    samples = find_samples(generator.catalog, generator.checker, edition.kind, inspections)
    if not samples:
        return None
    try:
        revised = compile_edition(edition.kind, revision.tidied).template
        if chosen is None or not 0 <= chosen < len(samples):
            chosen = _choose(samples, edition.template, revised)
        sample = samples[chosen]
        new = sample.fill(revised)
    except EditorError:  # one of the findings says why
        return None
    request = sample.request(archival=True)
    pdf = converter.convert(new, request).content
    if not is_compared:
        return Preview(samples, chosen, pdf, None)
    old = converter.convert(sample.fill(edition.template), request).content
    return Preview(samples, chosen, pdf, compare_pages(old, pdf))


def _choose(samples: Sequence[Sample], old: Template, new: Template) -> int:
    """The first sample that the two templates word differently, the latest years first.

    The names of offices are those of today there. A change may stand under a condition that few meet.
    """
    years = [sample.subject.inspection.year for sample in samples]
    latest = sorted(range(len(samples)), key=lambda number: -years[number])
    return next((number for number in latest if _differ(samples[number], old, new)), latest[0])


def _differ(sample: Sample, old: Template, new: Template) -> bool:
    try:
        return _words(sample.fill(old)) != _words(sample.fill(new))
    except TemplateFailed:
        return False


def _words(docx: bytes) -> list[str]:
    parts = unpack(docx)
    return [
        "".join(map(str, parse_xml(parts[name]).itertext()))
        for name in sorted(parts)
        if name.startswith("word/") and name.endswith(".xml") and name not in _WITHOUT_WORDS
    ]
