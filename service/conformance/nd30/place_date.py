"""Rules of place and date (ND30-DAT)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.conformance import patterns
from service.conformance.document import Block, Side
from service.conformance.elements import Element, Kind, Subject
from service.conformance.nd30.looks import centre_fault, judge, missing, type_faults, unknown_look
from service.conformance.verdict import Observation, failed, passed, unsure

_SIZES = (13.0, 14.0)
_LINE = re.compile(
    r"^\s*(?P<place>.*?)(?P<comma>,?)\s*ngày(?P<day>.*?)tháng(?P<month>.*?)năm(?P<year>.*)$", re.IGNORECASE
)
_BLANK = re.compile(r"^[\s.…_]*$")
_NUMBERED = re.compile(r"^\d+$")
_PEOPLE_AND_EVENTS = ("Hồ Chí Minh", "Điện Biên Phủ")
_LOCAL = re.compile(r"\b(TỈNH|THÀNH PHỐ|XÃ|PHƯỜNG|ĐẶC KHU)\s+(.+)$")


def nd30_dat_01(subject: Subject) -> Iterator[Observation]:
    """Place and date are there and look as asked."""
    if subject.main.kind is Kind.MINUTES:
        return
    blocks = subject.main.all(Element.PLACE_DATE)
    if not blocks:
        yield missing(Element.PLACE_DATE)
    for block in blocks[:1]:
        yield judge(block, _faults(subject, block))
        yield from unknown_look([block])


def nd30_dat_02(subject: Subject) -> Iterator[Observation]:
    """Days 1-9 and months 1 and 2 have a zero before them, other months have none."""
    for block in subject.main.all(Element.PLACE_DATE)[:1]:
        match = _LINE.match(block.text.strip())
        if match is None:
            yield failed(block.place, "không ghi đủ «ngày … tháng … năm …»")
            continue
        faults = [*_day_faults(match["day"].strip()), *_month_faults(match["month"].strip())]
        year = match["year"].strip().rstrip(".")
        if not _BLANK.match(year) and not re.fullmatch(r"\d{4}", year):
            faults.append(f"năm «{year}»")
        yield judge(block, faults)


def nd30_dat_03(subject: Subject) -> Iterator[Observation]:
    """The place is the one that the issuing body is named after; another needs a look."""
    for block in subject.main.all(Element.PLACE_DATE)[:1]:
        match = _LINE.match(block.text.strip())
        names = subject.main.all(Element.SUPERIOR, Element.ISSUING_BODY)
        local = [found[2] for name in names if (found := _LOCAL.search(name.text.upper()))]
        if match is None or not local:
            continue
        place = _bare(match["place"])
        if any(place == _bare(name) or place in _bare(name) for name in local):
            yield passed(block.place)
        else:
            yield unsure(block.place, f"địa danh «{match['place'].strip()}» khác tên trong phần tên cơ quan")


def nd30_dat_04(subject: Subject) -> Iterator[Observation]:
    """Units named after a person, a number or an event are written with the unit word."""
    for block in subject.main.all(Element.PLACE_DATE)[:1]:
        match = _LINE.match(block.text.strip())
        if match is None:
            continue
        place = patterns.squeeze(match["place"]).rstrip(",")
        is_bare = place in _PEOPLE_AND_EVENTS or bool(_NUMBERED.match(place))
        is_short = bool(re.match(r"(TP|T\.P|Tp|P|Q)\.\s*\S", place))
        is_small = any(place == f"thành phố {name}" for name in _PEOPLE_AND_EVENTS)
        if is_bare or is_short or is_small:
            yield failed(block.place, f"địa danh «{place}» chưa ghi tên gọi đầy đủ")
        else:
            yield passed(block.place)


def nd30_dat_05(subject: Subject) -> Iterator[Observation]:
    """Minutes have no place and date in the header."""
    if subject.main.kind is not Kind.MINUTES:
        return
    block = subject.main.first(Element.PLACE_DATE)
    yield (
        passed()
        if block is None
        else failed(block.place, "biên bản có dòng địa danh và thời gian ở phần đầu")
    )


def _faults(subject: Subject, block: Block) -> Iterator[str]:
    match = _LINE.match(block.text.strip())
    if match is None and patterns.SHORT_DATE.match(block.text):
        pass  # how the date is written is for ND30-DAT-02
    elif match is None or not match["place"].strip():
        yield "thiếu địa danh"
    else:
        if not match["comma"]:
            yield "thiếu dấu phẩy sau địa danh"
        if patterns.is_capitals(block.text) or not match["place"].strip()[:1].isupper():
            yield "viết hoa chưa đúng"
    if block.side is Side.LEFT:
        yield "không ở bên phải"
    if not _is_level(subject, block):
        yield "không cùng dòng với số, ký hiệu"
    yield centre_fault(block)
    yield from type_faults(block, _SIZES, italic=True, bold=False)


def _is_level(subject: Subject, block: Block) -> bool:
    """Whether the line stands level with the number; where that cannot be seen it counts as level."""
    number = subject.main.first(Element.NUMBER)
    if number is None:
        return True
    if number.table is not None and number.table == block.table:
        return number.row == block.row
    if block.top is None and number.table is not None and block.table is None and not block.place.part:
        return False
    if number.top is not None and block.top is not None and number.bottom and block.bottom:
        return abs(number.bottom - block.bottom) < 8  # points: half a line
    return True


def _day_faults(day: str) -> Iterator[str]:
    if _BLANK.match(day):
        return
    if not day.isdecimal() or not 1 <= int(day) <= 31:
        yield f"ngày «{day}»"
    elif len(day) != 2:
        yield f"ngày «{day}» thiếu số 0 phía trước" if int(day) < 10 else f"ngày «{day}»"


def _month_faults(month: str) -> Iterator[str]:
    if _BLANK.match(month):
        return
    if not month.isdecimal() or not 1 <= int(month) <= 12:
        yield f"tháng «{month}»"
    elif int(month) < 3 and len(month) == 1:
        yield f"tháng «{month}» thiếu số 0 phía trước"
    elif 3 <= int(month) <= 9 and len(month) > 1:
        yield f"tháng «{month}» thừa số 0 phía trước"


def _bare(place: str) -> str:
    plain = patterns.squeeze(place).upper().rstrip(",")
    return re.sub(r"^(TỈNH|THÀNH PHỐ|XÃ|PHƯỜNG|ĐẶC KHU)\s+", "", plain)
