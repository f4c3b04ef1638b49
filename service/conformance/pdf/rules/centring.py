"""Rules of titles that stand in the middle: what one line of text alone does not tell, its place does."""

from __future__ import annotations

from collections.abc import Iterator

from service.conformance.document import MM, Block
from service.conformance.elements import Element, Kind
from service.conformance.patterns import DIVISION
from service.conformance.pdf.reading import DrawnSubject
from service.conformance.verdict import Observation, failed

_SLACK = 2 * MM
_LEFT_MARGINS = (30 * MM, 35 * MM)
_RIGHT_MARGINS = (15 * MM, 20 * MM)  # what the right margin may be where no line tells it


def nd30_ttl_01(subject: DrawnSubject) -> Iterator[Observation]:
    """The type of the document stands in the middle."""
    yield from _check(subject, subject.main.all(Element.TYPE_NAME))


def nd30_ttl_02(subject: DrawnSubject) -> Iterator[Observation]:
    """Its abstract stands in the middle."""
    yield from _check(subject, subject.main.all(Element.ABSTRACT))


def nd30_str_02(subject: DrawnSubject) -> Iterator[Observation]:
    """Parts and chapters, and their headings, stand in the middle."""
    yield from _check(subject, (block for block, is_division in _divisions(subject) if not is_division))


def nd30_str_03(subject: DrawnSubject) -> Iterator[Observation]:
    """Sections, and their headings, stand in the middle."""
    yield from _check(subject, (block for block, is_division in _divisions(subject) if is_division))


def nd30_app_03(subject: DrawnSubject) -> Iterator[Observation]:
    """The label of an appendix stands in the middle."""
    yield from _check_attached(subject, Element.APPENDIX_LABEL)


def nd30_app_04(subject: DrawnSubject) -> Iterator[Observation]:
    """The title of an appendix stands in the middle."""
    yield from _check_attached(subject, Element.TYPE_NAME, Element.ABSTRACT)


def nd30_app_05(subject: DrawnSubject) -> Iterator[Observation]:
    """The line (Kèm theo ...) stands in the middle."""
    for piece in subject.attachments:
        yield from _check(subject, piece.all(Element.REFERENCE_LINE)[:1])


def _check_attached(subject: DrawnSubject, *elements: Element) -> Iterator[Observation]:
    for piece in subject.attachments:
        if piece.kind is Kind.APPENDIX:
            yield from _check(subject, piece.all(*elements))


def _divisions(subject: DrawnSubject) -> Iterator[tuple[Block, bool]]:
    """The headings of parts with those under them, and whether each belongs to `Mục`, `Tiểu mục`."""
    for piece in subject.pieces:
        is_division = False
        for block, element in piece.named:
            if element is Element.PART_HEADING:
                is_division = bool(DIVISION.match(block.text))
            if element in (Element.PART_HEADING, Element.PART_TITLE):
                yield block, is_division


def _check(subject: DrawnSubject, blocks: Iterator[Block] | tuple[Block, ...]) -> Iterator[Observation]:
    for block in blocks:
        if not block.is_tabular and _distance(subject, block) > _SLACK:
            yield failed(block.place, "không nằm giữa theo chiều ngang")


def _distance(subject: DrawnSubject, block: Block) -> float:
    """How far the middle of a block is from that of the text area, wherever its edges may be."""
    number = (block.place.page or 1) - 1
    page, area = subject.pages[number], subject.layout.areas[number]
    lefts = [area.left] if area.is_left_known else [area.left, *_LEFT_MARGINS]
    rights = [area.right] if area.is_right_known else [page.width - margin for margin in _RIGHT_MARGINS]
    middles = [(left + right) / 2 for left in lefts for right in rights]
    centre = ((block.x0 or 0.0) + (block.x1 or 0.0)) / 2
    return max(0.0, min(middles) - centre, centre - max(middles))
