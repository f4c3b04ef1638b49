"""Checks a revised template: everything that is wrong with it at once, without an office."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from service.domain.inspection import Inspection
from service.drafting import data_schema, describe_path
from service.drafting.checking import Checker
from service.errors import EditorError, TemplateUnreadable
from service.generate import Generator
from service.kinds import Catalog, Kind
from service.rendering import Template, compile_template, find_unknown_placeholders, suggest_placeholder
from service.rendering.examine import Examined, examine
from service.rendering.layout import BALANCED, FULL_RULE, SHORT_RULE
from service.rendering.package import WHOLE_FILE
from service.rendering.style_cleaning import STYLE_IDS
from service.rendering.tidy import Tidied, tidy
from service.revisions.findings import Revision, Severity, TemplateFinding
from service.revisions.leftovers import find_leftovers
from service.revisions.samples import Sample, find_samples
from service.revisions.trying import try_samples

_MOST_LEFT_OUT = 100  # unknown placeholders; with more, trying says little
_MOST_FINDINGS = 200  # a list that a person still reads
_MOST_SUGGESTED = 20  # unknown placeholders; each is compared with every path of the data
# Styles by which the layout works: rules, balanced headings, and the paragraph that the signature keeps to.
_LAID_OUT = BALANCED | {FULL_RULE, SHORT_RULE, "ClosingText"}
_STYLE_NAMES = {style_id: name for name, style_id in STYLE_IDS.items()}
_ORDER = tuple(Severity)


def check_revision(
    generator: Generator, kind: str, content: bytes, inspections: Sequence[Inspection]
) -> Revision:
    """What is to be known of `content` as the new template of `kind`; raises `KindUnknown` only."""
    edition = generator.edition(kind)
    return check_template(
        edition.kind, content, generator.catalog, generator.checker, inspections, edition.template
    )


def check_template(
    kind: Kind,
    content: bytes,
    catalog: Catalog,
    checker: Checker,
    inspections: Sequence[Inspection],
    current: Template | None,
) -> Revision:
    """What is to be known of `content` as the template of `kind`, which may have no current one."""
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        tidied = tidy(content, kind.name)
        examined = examine(tidied.content, kind.name)
        leftovers = list(find_leftovers(content, kind.name))
    except TemplateUnreadable as error:
        unreadable = TemplateFinding(error.reason, Severity.ERROR, WHOLE_FILE)
        return Revision(kind.name, sha256, (unreadable,), content, ())
    samples = find_samples(catalog, checker, kind, inspections)
    findings = (*_check(kind, tidied, examined, samples, current), *leftovers)
    changes = tuple(change.value for change in tidied.changes)
    return Revision(kind.name, sha256, _sort(findings), tidied.content, changes)


def _check(
    kind: Kind, tidied: Tidied, examined: Examined, samples: Sequence[Sample], current: Template | None
) -> Iterator[TemplateFinding]:
    refusal = _find_refusal(tidied, kind)
    faults = list(_list_faults(examined, refusal))
    yield from faults
    if examined.template is None:
        return
    unknown = list(_find_unknown(examined.template))
    yield from unknown
    yield from _compare(examined, current, [*faults, *unknown])
    examined.leave_out((finding.place, finding.quoted) for finding in unknown[:_MOST_LEFT_OUT])
    if not samples:
        yield TemplateFinding("sample-missing", Severity.NOTE, WHOLE_FILE)
    yield from try_samples(examined, current, samples, is_mended=bool(faults or unknown))


def _find_refusal(tidied: Tidied, kind: Kind) -> EditorError | None:
    """What the service itself would say when it loads the template: the first fault, or nothing."""
    try:
        compile_template(tidied.content, name=kind.name)
    except EditorError as error:
        return error
    return None


def _list_faults(examined: Examined, refusal: EditorError | None) -> Iterator[TemplateFinding]:
    """The faults of the lenient reading; the strict one decides whether there is any at all."""
    if refusal is None:
        return
    for fault in examined.faults:
        yield TemplateFinding(fault.reason.value, Severity.ERROR, fault.place, fault.quote, fault.facts)
    if not examined.faults:
        facts = refusal.facts
        place = str(facts.get("place", WHOLE_FILE))
        yield TemplateFinding(str(facts["reason"]), Severity.ERROR, place, str(facts.get("quote", "")))


def _find_unknown(template: Template) -> Iterator[TemplateFinding]:
    schema = data_schema()
    for number, unknown in enumerate(find_unknown_placeholders(template, schema)):
        words = next(
            use.quote
            for use in template.uses
            if use.place == unknown.place and f"{use.path}.".startswith(_steps(unknown.placeholder))
        )
        facts: dict[str, Any] = {"path": unknown.placeholder}
        meant = suggest_placeholder(unknown.placeholder, schema) if number < _MOST_SUGGESTED else None
        if meant is not None:
            facts |= {"meant": meant, "meant_label": describe_path(meant)[0]}
        yield TemplateFinding("placeholder-unknown", Severity.ERROR, unknown.place, words, facts)


def _steps(path: str) -> tuple[str, str]:
    return f"{path}.", f"{path}["


def _compare(
    examined: Examined, current: Template | None, faults: Sequence[TemplateFinding]
) -> Iterator[TemplateFinding]:
    """What the current template prints or lays out and the revised one does not.

    What a faulty tag was meant to print is not missed besides.
    """
    if current is None or examined.template is None:
        return
    kept = {use.path for use in examined.template.uses}
    places: dict[str, str] = {use.path: use.place for use in reversed(current.uses)}
    faulty = " ".join(str(word) for fault in faults for word in (fault.quoted, *fault.facts.values()))
    for path in sorted(current.placeholders - kept):
        if path in faulty:
            continue
        facts = {"path": path, "label": describe_path(path)[0]}
        yield TemplateFinding("placeholder-dropped", Severity.WARNING, places[path], "", facts)
    lost = current.styles_used & _LAID_OUT - _styles_of(examined)
    for style in sorted(lost):
        name = _STYLE_NAMES.get(style, style)
        yield TemplateFinding("style-lost", Severity.WARNING, WHOLE_FILE, "", {"style": name})


def _styles_of(examined: Examined) -> frozenset[str]:
    return examined.template.styles_used if examined.template is not None else frozenset()


def _sort(findings: Iterable[TemplateFinding]) -> tuple[TemplateFinding, ...]:
    """Errors first; within one severity in the order of the stages, each finding once."""
    once: dict[tuple[str, ...], TemplateFinding] = {}
    for finding in findings:
        key = (finding.code, finding.place, finding.quoted, str(dict(finding.facts)))
        once.setdefault(key, finding)
    found = sorted(once.values(), key=lambda finding: _ORDER.index(finding.severity))
    if len(found) <= _MOST_FINDINGS:
        return tuple(found)
    facts = {"count": len(found) - _MOST_FINDINGS}
    return (*found[:_MOST_FINDINGS], TemplateFinding("findings-many", Severity.NOTE, WHOLE_FILE, "", facts))
