"""Rules of the heading that the places of its lines on the first page decide."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from service.conformance.document import MM, Block
from service.conformance.elements import Element, Kind
from service.conformance.pdf.drawn import ASCENT, DESCENT, SINGLE_SPACING
from service.conformance.pdf.reading import DrawnSubject
from service.conformance.verdict import Observation, failed, passed

_LEVEL = 3.0  # points, 1 mm, by which lines side by side may differ in height
_CENTRED = 2 * MM
_CENTRED_LOOSELY = 4 * MM  # number and date stand in cells of their own
_SINGLE = 3.0  # points beyond single spacing: what rows of a table and their borders add


def nd30_hdr_01(subject: DrawnSubject) -> Iterator[Observation]:
    """The Quốc hiệu stands on one line in the upper right of the first page."""
    name = subject.main.first(Element.NATIONAL_NAME)
    if name is None:
        return
    if len(name.line_widths or ()) > 1:
        yield failed(name.place, "Quốc hiệu bị ngắt thành nhiều dòng")
    page = subject.pages[0]
    if name.place.page != 1:
        yield failed(name.place, "Quốc hiệu không ở trang đầu")
    elif _centre(name) < page.width / 2 or (name.top or 0) > page.height / 4:
        yield failed(name.place, "Quốc hiệu không ở phía trên, bên phải trang đầu")
    yield passed(name.place)


def nd30_hdr_02(subject: DrawnSubject) -> Iterator[Observation]:
    """The Tiêu ngữ stands on one line, centred under the Quốc hiệu."""
    name = subject.main.first(Element.NATIONAL_NAME)
    motto = subject.main.first(Element.MOTTO)
    if motto is None or name is None:
        return
    if len(motto.line_widths or ()) > 1:
        yield failed(motto.place, "Tiêu ngữ bị ngắt thành nhiều dòng")
    if abs(_centre(name) - _centre(motto)) > _CENTRED:
        yield failed(motto.place, "Tiêu ngữ không nằm giữa dưới Quốc hiệu")
    yield passed(motto.place)


def nd30_hdr_05(subject: DrawnSubject) -> Iterator[Observation]:
    """Quốc hiệu and Tiêu ngữ are one single line apart."""
    main = subject.main
    yield from _check_single([*main.all(Element.NATIONAL_NAME), *main.all(Element.MOTTO)])


def nd30_hdr_15(subject: DrawnSubject) -> Iterator[Observation]:
    """The lines of the superior and of the issuing body are one single line apart."""
    yield from _check_single(list(subject.main.all(Element.SUPERIOR, Element.ISSUING_BODY)))


def _check_single(blocks: list[Block]) -> Iterator[Observation]:
    for above, below in pairwise(blocks):
        if above.bottom is None or below.bottom is None:
            continue
        size = max(span.size or 0.0 for span in below.inked)
        # Both ends of descent differ by the sizes alone, so the distance of baselines is what remains.
        distance = _first_baseline(below) - _baseline(above)
        if distance > SINGLE_SPACING * size + _SINGLE:
            lines = f"{distance / (SINGLE_SPACING * size):.1f}".replace(".", ",")
            yield failed(below.place, f"cách dòng trên {lines} dòng")
    if blocks:
        yield passed()


def nd30_hdr_11(subject: DrawnSubject) -> Iterator[Observation]:
    """The issuing body is centred under the superior."""
    bodies = subject.main.all(Element.ISSUING_BODY)
    superiors = subject.main.all(Element.SUPERIOR)
    if bodies and superiors:
        for body in bodies:
            if abs(_centre(body) - _centre(superiors[-1])) > _CENTRED:
                yield failed(body.place, "tên cơ quan ban hành không nằm giữa dưới tên cơ quan chủ quản")
        yield passed(bodies[0].place)


def nd30_num_01(subject: DrawnSubject) -> Iterator[Observation]:
    """The number stands on one line, centred under the issuing body."""
    main = subject.main
    number = main.first(Element.NUMBER)
    if number is None:
        return
    bodies = main.all(Element.ISSUING_BODY)
    if bodies and abs(_centre(number) - _centre(bodies[-1])) > _CENTRED_LOOSELY:
        yield failed(number.place, "số, ký hiệu không nằm giữa dưới tên cơ quan ban hành")
    if len(number.line_widths or ()) > 1:
        yield failed(number.place, "số, ký hiệu bị ngắt thành nhiều dòng")
    yield passed(number.place)


def nd30_dat_01(subject: DrawnSubject) -> Iterator[Observation]:
    """Place and date are centred under the Quốc hiệu, level with the number."""
    main = subject.main
    date, number = main.first(Element.PLACE_DATE), main.first(Element.NUMBER)
    above = main.all(Element.NATIONAL_NAME, Element.MOTTO)
    if date is None or not above or main.kind is Kind.MINUTES:
        return
    if min(abs(_centre(date) - _centre(block)) for block in above) > _CENTRED_LOOSELY:
        yield failed(date.place, "địa danh, ngày tháng không nằm giữa dưới Quốc hiệu")
    if number is not None and abs(_baseline(number) - _baseline(date)) > _LEVEL:
        yield failed(date.place, "địa danh, ngày tháng không ngang hàng với số, ký hiệu")
    yield passed(date.place)


def nd30_ttl_04(subject: DrawnSubject) -> Iterator[Observation]:
    """The V/v of a letter is centred under the number."""
    main = subject.main
    lines, number = main.all(Element.LETTER_ABSTRACT), main.first(Element.NUMBER)
    if not lines or number is None:
        return
    if abs(_centre(lines[0]) - _centre(number)) > _CENTRED_LOOSELY:
        yield failed(lines[0].place, "trích yếu không nằm giữa dưới số, ký hiệu")
    yield passed(lines[0].place)


def _centre(block: Block) -> float:
    return ((block.x0 or 0.0) + (block.x1 or 0.0)) / 2


def _first_baseline(block: Block) -> float:
    """The baseline of the first line of a block, from the upper end of its letters."""
    size = max(span.size or 0.0 for span in block.inked)
    return (block.top or 0.0) + ASCENT * size


def _baseline(block: Block) -> float:
    """The baseline of the last line of a block, from the lower end of its letters."""
    size = max(span.size or 0.0 for span in block.inked)
    return (block.bottom or 0.0) - DESCENT * size
