"""Tries a template with samples: does it fill, does the result keep the decree, is every part still there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.conformance import Finding, Level, Report, Verdict
from service.conformance.check import functions_for, report
from service.conformance.document import Medium
from service.conformance.docx.reading import read_docx
from service.conformance.elements import Element, Subject, recognise
from service.containers import ContainerError, unpack
from service.errors import DocumentUnreadable, TemplateFailed
from service.rendering import Reason, Template
from service.rendering.examine import Examined
from service.rendering.package import WHOLE_FILE
from service.rendering.scan import BLANK
from service.revisions.findings import Severity, TemplateFinding
from service.revisions.samples import Sample
from service.revisions.tracing import Tracer

PARTS = (
    *(Element.NATIONAL_NAME, Element.MOTTO, Element.ISSUING_BODY, Element.NUMBER, Element.PLACE_DATE),
    *(Element.TYPE_NAME, Element.ABSTRACT, Element.LETTER_ABSTRACT, Element.AUTHORITY_LINE),
    *(Element.LEGAL_BASIS, Element.VERDICT_WORD, Element.ADDRESSEE_HEAD, Element.RECIPIENTS_HEAD),
    *(Element.RECIPIENT, Element.SIGNING_AUTHORITY, Element.SIGNATORY, Element.URGENCY),
)
"""The parts of the form (thành phần thể thức) that a revision must not lose."""

_COMPARED = 6  # samples; the first ones are those unlike one another
_MOST_FAILURES = 12  # tags left out, for all samples together, before trying is given up
_ELEMENTS_TRIED = 24_000  # of the template, over all samples: twelve of our longest
_LONGEST = 4_000_000  # bytes of a document's XML; our longest sample has 200 000
_MUST_NOT = {Level.MUST: Severity.ERROR, Level.SHOULD: Severity.WARNING}


def try_samples(
    examined: Examined, current: Template | None, samples: Sequence[Sample], *, is_mended: bool
) -> Iterator[TemplateFinding]:
    """What filling `examined` with `samples` brings to light.

    With `is_mended`, faults were taken out before: what comes of it is then only warned of.
    """
    filled: list[tuple[Sample, bytes]] = []
    left = _MOST_FAILURES
    for sample in samples[: _count_for(examined)]:
        failures = list(_fill(examined, sample, filled, left))
        yield from failures
        left -= len(failures)
        if left <= 0 or any(failure.code == Reason.OUTPUT_TOO_LARGE for failure in failures):
            return  # the others would only take as long
    reported: set[tuple[str, str]] = set()
    lost: set[Element] = set()
    for number, (sample, docx) in enumerate(filled):
        try:
            subject = recognise(read_docx(docx))
        except DocumentUnreadable as error:
            yield TemplateFinding("sample-unreadable", Severity.ERROR, "cả văn bản", "", error.facts)
            return
        if current is not None and number < _COMPARED:
            lost |= _find_lost(subject, current, sample)
        findings = report(subject, functions_for(Medium.DOCX))
        yield from _judge(findings, Tracer(docx, examined), sample, reported, is_mended=is_mended)
    for part in PARTS:
        if part in lost:
            yield TemplateFinding("part-lost", Severity.ERROR, "cả văn bản", "", {"part": part.value})


def _count_for(examined: Examined) -> int:
    """How many samples to try: fewer with a large template, so that the answer does not take long."""
    elements = sum(1 for _ in examined.package.trees[examined.package.document].iter())
    return max(1, _ELEMENTS_TRIED // elements)


def _fill(
    examined: Examined, sample: Sample, filled: list[tuple[Sample, bytes]], most: int
) -> Iterator[TemplateFinding]:
    for _ in range(most):
        if examined.template is None:
            return
        try:
            docx = sample.fill(examined.template)
            if _is_too_long(docx):
                raise TemplateFailed("", WHOLE_FILE, "", Reason.OUTPUT_TOO_LARGE)
            filled.append((sample, docx))
            return
        except TemplateFailed as error:
            facts = {"sample": sample.title}
            yield TemplateFinding(error.reason, Severity.ERROR, error.place, error.quote, facts)
            if not examined.leave_out([(error.place, error.quote)]):
                return


def _is_too_long(docx: bytes) -> bool:
    try:
        return sum(map(len, unpack(docx).values())) > _LONGEST
    except ContainerError:  # the same words over and over pack suspiciously well
        return True


def _find_lost(subject: Subject, current: Template, sample: Sample) -> set[Element]:
    """The parts that the current template prints of a sample and the revised one does not."""
    try:
        before = recognise(read_docx(sample.fill(current)))
    except (TemplateFailed, DocumentUnreadable):  # the current one is itself no measure
        return set()
    return {part for part in PARTS if before.main.has(part) and not subject.main.has(part)}


def _judge(
    findings: Report,
    tracer: Tracer,
    sample: Sample,
    reported: set[tuple[str, str]],
    *,
    is_mended: bool,
) -> Iterator[TemplateFinding]:
    for finding in findings.findings:
        severity = _MUST_NOT.get(finding.rule.level)
        quoted = finding.place.quote if finding.place is not None else ""
        if finding.verdict is not Verdict.FAIL or severity is None or BLANK in quoted:
            continue
        place = tracer.find(finding.place)
        if (finding.rule.id, place) in reported:
            continue
        reported.add((finding.rule.id, place))
        if is_mended:
            severity = Severity.WARNING
        code = "rule-breach" if finding.rule.level is Level.MUST else "rule-deviation"
        yield TemplateFinding(code, severity, place, quoted, _facts(finding, sample))


def _facts(finding: Finding, sample: Sample) -> dict[str, str]:
    rule = finding.rule
    return {
        "rule": rule.id,
        "citation": rule.citation,
        "asked": rule.text,
        "found": finding.found,
        "sample": sample.title,
    }
