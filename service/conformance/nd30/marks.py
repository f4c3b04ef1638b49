"""Rules of marks, address lines and forms of copy (ND30-MRK, ND30-MSC, ND30-CPY)."""

from __future__ import annotations

from collections.abc import Iterator

from service.conformance import patterns
from service.conformance.document import MM, Block
from service.conformance.elements import Element, Subject
from service.conformance.nd30.looks import is_capitals, judge, millimetres, type_faults
from service.conformance.verdict import Observation, failed, unknown

_SIZES = (13.0, 14.0)
_ADDRESS_SIZES = (11.0, 12.0)
_URGENCY_WIDTHS = {"HỎA TỐC": 30.0, "THƯỢNG KHẨN": 40.0, "KHẨN": 20.0}
_URGENCY_HEIGHT = 8.0
_FRAME_SLACK = 1.5  # millimetres: a border has a width, and a row grows with its text


def nd30_mrk_02(subject: Subject) -> Iterator[Observation]:
    """An urgency mark has its frame, colour and type."""
    for block in subject.main.all(Element.URGENCY):
        name = patterns.same_spelling(block.text).upper().strip(" .")
        yield judge(block, [*_mark_faults(block), *_size_faults(block, name), *_colour_faults(block)])
        frame = block.frame
        if frame is not None and frame.height is None:
            yield unknown(block.place, "tệp không cho biết chiều cao khung")


def nd30_mrk_03(subject: Subject) -> Iterator[Observation]:
    """A note on circulation stands in a single frame."""
    for block in subject.main.all(Element.CIRCULATION):
        yield judge(block, _mark_faults(block))


def nd30_msc_02(subject: Subject) -> Iterator[Observation]:
    """The address line stands at the foot of the first page and looks as asked."""
    for block in subject.document.others:
        if patterns.ADDRESS.search(block.text):
            if block.region.value == "header":
                yield failed(block.place, "địa chỉ cơ quan đặt ở đầu trang")
            faults = [
                "viết bằng chữ in hoa" if patterns.is_capitals(block.text) else "",
                *type_faults(block, _ADDRESS_SIZES),
            ]
            yield judge(block, faults)


def nd30_cpy_01(subject: Subject) -> Iterator[Observation]:
    """The form of copy looks as asked."""
    for block in subject.all(Element.COPY_FORM):
        capitals = "" if is_capitals(block) else "không phải chữ in hoa"
        yield judge(block, [capitals, *type_faults(block, _SIZES, bold=True)])


def _mark_faults(block: Block) -> Iterator[str]:
    if not is_capitals(block):
        yield "không phải chữ in hoa"
    if block.frame is None:
        yield "không có khung viền"
    elif not block.frame.is_single:
        yield "khung không phải viền đơn"
    yield from type_faults(block, _SIZES, bold=True)


def _size_faults(block: Block, name: str) -> Iterator[str]:
    frame = block.frame
    if frame is None:
        return
    width = _URGENCY_WIDTHS.get(name)
    if width is not None and frame.width is not None and abs(frame.width / MM - width) > _FRAME_SLACK:
        yield f"khung rộng {millimetres(frame.width)}, phải là {width:g} mm"
    if frame.height is not None and abs(frame.height / MM - _URGENCY_HEIGHT) > _FRAME_SLACK:
        yield f"khung cao {millimetres(frame.height)}, phải là {_URGENCY_HEIGHT:g} mm"


def _colour_faults(block: Block) -> Iterator[str]:
    colours = {span.colour for span in block.inked if span.colour is not None}
    if any(not _is_bright_red(colour) for colour in colours):
        yield "chữ không phải màu đỏ tươi"


def _is_bright_red(colour: str) -> bool:
    try:
        red, green, blue = (int(colour[place : place + 2], 16) for place in (0, 2, 4))
    except ValueError:
        return False
    return red >= 0xC0 and max(green, blue) <= 0x40
