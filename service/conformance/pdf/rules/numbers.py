"""Rules of page numbers as they are drawn on each page."""

from __future__ import annotations

from collections.abc import Iterator

from service.conformance.document import MM, Place
from service.conformance.pdf.drawn import Page
from service.conformance.pdf.numbering import Margins
from service.conformance.pdf.reading import DrawnSubject
from service.conformance.verdict import Observation, failed, passed

_TOLERANCE = 2 * MM


def _pages(subject: DrawnSubject) -> Iterator[tuple[Page, Margins, int]]:
    """Each page with its margins and the number it should have, counted within its section."""
    expected = 0
    before = None
    for page in subject.pages:
        section = subject.layout.sections[page.number - 1]
        expected = expected + 1 if section == before else 1
        before = section
        yield page, subject.layout.margins[page.number - 1], expected


def nd30_pag_01(subject: DrawnSubject) -> Iterator[Observation]:
    """Each number that is shown counts the pages from 1."""
    main = subject.layout.sections[0]
    for page, margins, expected in _pages(subject):
        place = Place(page=page.number)
        if margins.value not in (None, expected) and subject.layout.sections[page.number - 1] == main:
            yield failed(place, f"số trang {margins.value}, đúng ra là {expected}")
    yield passed()


def nd30_pag_02(subject: DrawnSubject) -> Iterator[Observation]:
    """The number stands in the middle of the upper margin."""
    for page, margins, _ in _pages(subject):
        number = margins.number
        if number is None:
            continue
        place = Place(number.text.strip(), page=page.number)
        area = subject.layout.areas[page.number - 1]
        if not margins.is_number_above:
            yield failed(place, "số trang đặt ở cuối trang")
        elif min(abs(number.centre - area.centre), abs(number.centre - page.width / 2)) > _TOLERANCE:
            yield failed(place, "số trang không nằm giữa theo chiều ngang")
    yield passed()


def nd30_pag_03(subject: DrawnSubject) -> Iterator[Observation]:
    """The first page shows no number, every further one does."""
    for page, margins, expected in _pages(subject):
        place = Place(margins.number.text.strip() if margins.number else "", page=page.number)
        if page.number == 1 and margins.number is not None:
            yield failed(place, "trang đầu có số trang")
        elif expected > 1 and margins.number is None:
            yield failed(place, "trang không có số trang")
    yield passed()
