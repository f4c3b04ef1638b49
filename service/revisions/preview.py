"""What a revision would print: one sample document as it is now and as it would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.inspection import Inspection
from service.errors import EditorError
from service.generate import Converter, Generator, compile_edition
from service.revisions.compare import Comparison, compare_pages
from service.revisions.findings import Revision
from service.revisions.samples import Sample, find_samples


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
    """The sample number `chosen`, else the newest, with the revised template; None if it cannot be filled.

    Raises an `OperatorError` when no PDF can be made.
    """
    edition = generator.edition(revision.kind)
    samples = find_samples(generator.catalog, generator.checker, edition.kind, inspections)
    if not samples:
        return None
    if chosen is None or not 0 <= chosen < len(samples):
        chosen = _newest(samples)
    sample = samples[chosen]
    try:
        new = sample.fill(compile_edition(edition.kind, revision.tidied).template)
    except EditorError:  # one of the findings says why
        return None
    request = sample.request(archival=True)
    pdf = converter.convert(new, request).content
    if not is_compared:
        return Preview(samples, chosen, pdf, None)
    old = converter.convert(sample.fill(edition.template), request).content
    return Preview(samples, chosen, pdf, compare_pages(old, pdf))


def _newest(samples: Sequence[Sample]) -> int:
    """The first sample of the latest year: the one whose names of offices are those of today."""
    years = [sample.subject.inspection.year for sample in samples]
    return years.index(max(years))
