"""Which rules the drawn page decides, and how that joins what the text alone says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import ModuleType

from service.conformance.document import Place
from service.conformance.elements import Subject
from service.conformance.pdf.reading import DrawnSubject
from service.conformance.pdf.rules import addressees, centring, file, heading, numbers, paper, signature
from service.conformance.verdict import Observation, Verdict, unknown, unsure

Measure = Callable[[DrawnSubject], Iterator[Observation]]
Common = Callable[[Subject], Iterable[Observation]]

_REPLACING = frozenset(
    f"ND30-{name}"
    for name in (
        *("GEN-01", "GEN-02", "GEN-04"),
        *("PAG-02", "PAG-03", "HDR-05", "HDR-15"),
    )
)
"""Rules of what a word processor sets: the page shows the result, and there is no more to say."""


def _collect(*modules: ModuleType) -> Mapping[str, Measure]:
    return {
        name.upper().replace("_", "-"): function
        for module in modules
        for name, function in vars(module).items()
        if name.startswith("nd30_")
    }


DRAWN: Mapping[str, Measure] = _collect(paper, numbers, heading, centring, addressees, signature, file)
"""The functions that measure the drawn page, by the identifier of their rule."""


def join(common: Mapping[str, Common]) -> dict[str, Common]:
    """The functions for a PDF: the common ones, joined with or replaced by those that see the page."""
    return {
        rule: _join_one(None if rule in _REPLACING else common.get(rule), DRAWN.get(rule))
        for rule in (*common, *(rule for rule in DRAWN if rule not in common))
    }


def _join_one(common: Common | None, drawn: Measure | None) -> Common:
    def observe(subject: Subject) -> Iterable[Observation]:
        assert isinstance(subject, DrawnSubject)  # noqa: S101 - these functions are for PDFs only
        if subject.unmeasurable:
            return (unknown(None, subject.unmeasurable),)
        seen = tuple(drawn(subject)) if drawn else ()
        told = tuple(common(subject)) if common else ()
        # What the text leaves open, the page has decided.
        joined = (*(one for one in told if one.verdict is not Verdict.NOT_EVALUATED or not seen), *seen)
        return tuple(_doubt(one, subject.unread) for one in joined) if subject.unread else joined

    return observe


def _doubt(one: Observation, unread: tuple[int, ...]) -> Observation:
    """The observation; what may stand on a page that nobody could read is not said to be missing."""
    if one.verdict is not Verdict.FAIL or one.place is not None:
        return one
    pages = ", ".join(map(str, unread))
    return unsure(Place(page=unread[0]), f"{one.found}; có thể ở trang {pages}, là ảnh hoặc chữ quay ngang")
