"""Rules of the paper as it is drawn: size, orientation, margins really kept, faces and colour."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from service.conformance.document import MM, Medium, Place
from service.conformance.nd30.page import is_typeface
from service.conformance.pdf.drawn import Line, Page
from service.conformance.pdf.grids import find_grids
from service.conformance.pdf.reading import DrawnSubject
from service.conformance.verdict import Observation, failed, passed, unknown, unsure

_TOLERANCE = 0.5 * MM
_OVERHANG = 1 * MM  # what slanted and justified letters reach beyond their line
_LINE_EXTRA = 3 * MM  # what a spacing of 1.5 lines may put above the first line of a page


def nd30_gen_01(subject: DrawnSubject) -> Iterator[Observation]:
    """Every page is A4, upright or lying."""
    for page in subject.pages:
        short, long = sorted((page.width, page.height))
        if abs(short - 210 * MM) > _TOLERANCE or abs(long - 297 * MM) > _TOLERANCE:
            yield failed(Place(page=page.number), f"khổ giấy {_mm(page.width)} × {_mm(page.height)} mm")
    yield passed()


def nd30_gen_02(subject: DrawnSubject) -> Iterator[Observation]:
    """Pages lie only where a table is on one of them, or where a Phụ lục begins a format of its own."""
    for is_landscape, run in groupby(subject.pages, key=lambda page: page.is_landscape):
        pages = list(run)
        is_attached = subject.layout.sections[pages[0].number - 1] > 0
        if is_landscape and not is_attached and not any(map(_has_table, pages)):
            yield failed(Place(page=pages[0].number), "trang nằm ngang mà không có bảng")
    yield passed()


def _has_table(page: Page) -> bool:
    return any(not grid.is_frame for grid in find_grids(page))


def nd30_gen_04(subject: DrawnSubject) -> Iterator[Observation]:
    """The margins that the lines of text really leave: 20-25, 20-25, 30-35, 15-20 mm."""
    for section in sorted(set(subject.layout.sections)):
        pages = [page for page in subject.pages if subject.layout.sections[page.number - 1] == section]
        yield from _check_sides(subject, pages)
        yield from _check_top(subject, pages)
        yield from _check_bottom(subject, pages)
    for page in subject.pages:
        for line in subject.body_lines(page):
            yield from _check_line(line, page)
    yield passed()


def _check_sides(subject: DrawnSubject, pages: list[Page]) -> Iterator[Observation]:
    """Both side margins, where lines that agree tell them."""
    page = pages[0]
    area = subject.layout.areas[page.number - 1]
    if not any(subject.body_lines(other) for other in pages):
        return
    if not area.is_left_known:
        yield unsure(Place(page=page.number), "không đủ dòng để đo lề trái")
    elif area.left > 35 * MM + _TOLERANCE:
        yield failed(Place(page=page.number), f"lề trái {_mm(area.left)} mm")
    right = page.width - area.right
    if area.is_right_known and right > 20 * MM + _TOLERANCE:
        yield failed(Place(page=page.number), f"lề phải {_mm(right)} mm")
    if not area.is_right_known:
        yield unsure(Place(page=page.number), "không đủ dòng căn đều để đo lề phải")


def _check_top(subject: DrawnSubject, pages: list[Page]) -> Iterator[Observation]:
    """The upper margin: no page of the section begins nearer to it than the first line allows."""
    tops = [min(line.top for line in lines) for page in pages if (lines := subject.body_lines(page))]
    if tops and min(tops) > 25 * MM + _LINE_EXTRA:
        yield failed(Place(page=pages[0].number), f"lề trên {_mm(min(tops))} mm")


def _check_bottom(subject: DrawnSubject, pages: list[Page]) -> Iterator[Observation]:
    """The lower margin, on pages whose last paragraph runs on: nothing else ends a page early there."""
    running = {block.place.page for block in subject.document.blocks if _runs_over(subject, block.index)}
    rooms = [
        (page.height - max(line.bottom for line in lines), page)
        for page in pages
        if page.number in running and (lines := subject.body_lines(page))
    ]
    if not rooms:
        return
    room, page = min(rooms, key=lambda pair: pair[0])
    # Two lines stay together at the head of the next page, and the next line just did not fit.
    if room > 25 * MM + 2 * subject.layout.areas[page.number - 1].pitch:
        yield failed(Place(page=page.number), f"lề dưới {_mm(room)} mm")


def _runs_over(subject: DrawnSubject, index: int) -> bool:
    block = subject.document.blocks[index]
    return block.top is not None and block.bottom is not None and block.bottom < block.top


def _check_line(line: Line, page: Page) -> Iterator[Observation]:
    """Whether a line stands outside the largest text area that the decree allows."""
    place = Place(line.text.strip(), page=page.number)
    for room, least, name in (
        (line.x0, 30, "trái"),
        (page.width - line.x1, 15, "phải"),
        (line.top, 20, "trên"),
        (page.height - line.bottom, 20, "dưới"),
    ):
        if room < least * MM - _OVERHANG:
            yield failed(place, f"chữ lấn ra lề {name}, chỉ cách mép giấy {_mm(room)} mm")


def nd30_gen_06(subject: DrawnSubject) -> Iterator[Observation]:
    """Which pages have no letters that could be looked at."""
    for number in subject.unread:
        yield unknown(Place(page=number), "trang là ảnh hoặc chữ quay ngang, không có dòng chữ nào để đo")


def nd30_gen_07(subject: DrawnSubject) -> Iterator[Observation]:
    """The faces are embedded, and are Times New Roman or a metric twin."""
    for font in subject.drawing.facts.fonts:
        if not font.is_embedded:
            yield failed(Place(), f"phông chữ {font.family} không được nhúng vào tệp")
        if not is_typeface(font.family, Medium.PDF):
            yield failed(Place(), f"tệp dùng phông chữ {font.family}")
    yield passed()


def _mm(points: float) -> str:
    return f"{points / MM:.1f}".replace(".", ",")
