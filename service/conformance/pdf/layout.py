"""Finds which pages belong together, and the text area and margins of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from service.conformance import patterns
from service.conformance.pdf.area import Area, measure_area
from service.conformance.pdf.drawn import Drawing, Page
from service.conformance.pdf.grids import find_grids
from service.conformance.pdf.numbering import Margins, find_margins


@dataclass(frozen=True)
class Layout:
    """How the pages are laid out: the section, area and margins of each page."""

    sections: tuple[int, ...]
    areas: tuple[Area, ...]
    margins: tuple[Margins, ...]


def find_layout(drawing: Drawing) -> Layout:
    """Which pages belong together, and the area and margins of each."""
    margins = find_margins(drawing)
    sections = list(_number_sections(drawing, margins))
    areas: dict[tuple[bool, int], Area] = {}
    for page, section in zip(drawing.pages, sections, strict=True):
        key = (page.is_landscape, section if page.is_landscape else 0)
        same = [
            _without_tables(without_margins(other, margins[other.number - 1]))
            for other, of in zip(drawing.pages, sections, strict=True)
            if (other.is_landscape, of if other.is_landscape else 0) == key
        ]
        areas.setdefault(key, measure_area(drawing, same))
    return Layout(
        tuple(sections),
        tuple(
            areas[page.is_landscape, section if page.is_landscape else 0]
            for page, section in zip(drawing.pages, sections, strict=True)
        ),
        tuple(margins),
    )


def without_margins(page: Page, margins: Margins) -> Page:
    """The page without the lines that stand in its margins."""
    outside = {*map(id, margins.above), *map(id, margins.below)}
    return replace(page, lines=tuple(line for line in page.lines if id(line) not in outside))


def _without_tables(page: Page) -> Page:
    grids = find_grids(page)
    return replace(
        page, lines=tuple(line for line in page.lines if not any(grid.holds(line) for grid in grids))
    )


def _number_sections(drawing: Drawing, margins: list[Margins]) -> Iterator[int]:
    """The section of each page: a new one where an attached text begins, or page numbers begin anew."""
    section = 0
    before: Page | None = None
    for page, margin in zip(drawing.pages, margins, strict=True):
        if before is not None and _begins_section(page, margin, before):
            section += 1
        yield section
        before = page


def _begins_section(page: Page, margin: Margins, before: Page) -> bool:
    texts = [line.text.strip() for line in without_margins(page, margin).lines]
    if page.is_landscape != before.is_landscape or margin.value == 1:
        return True
    if texts and patterns.APPENDIX_LABEL.match(texts[0]):
        return True
    return any(patterns.resembles(text, patterns.NATIONAL_NAME) for text in texts[:6]) or any(
        patterns.REFERENCE.match(text) for text in texts[:12]
    )
