"""Rules of appendices and texts issued with a document (ND30-APP)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.conformance import patterns
from service.conformance.document import Side
from service.conformance.elements import Element, Kind, Piece, Subject
from service.conformance.nd30 import page
from service.conformance.nd30.looks import (
    centre_fault,
    is_capitals,
    judge,
    missing,
    type_faults,
    unknown_look,
)
from service.conformance.verdict import Observation, failed, passed, unsure

_SIZES = (13.0, 14.0)
_LABEL_SIZE = (14.0, 14.0)
_MENTION = re.compile(r"\bphụ lục\b|\bkèm theo\b", re.IGNORECASE)
_ROMAN = re.compile(r"^[IVXLC]+$")
_TEXT = (Element.BODY, Element.ARTICLE, Element.CLAUSE, Element.POINT, Element.TABLE_TEXT)


def nd30_app_01(subject: Subject) -> Iterator[Observation]:
    """The text refers to its appendix."""
    appendices = _appendices(subject)
    if not appendices:
        return
    is_mentioned = any(_MENTION.search(block.text) for block in subject.main.all(*_TEXT))
    place = appendices[0].blocks[0].place
    yield passed(place) if is_mentioned else failed(place, "nội dung văn bản không nhắc đến phụ lục")


def nd30_app_02(subject: Subject) -> Iterator[Observation]:
    """Several appendices have Roman numbers in order; one alone has none."""
    appendices = _appendices(subject)
    for place, piece in enumerate(appendices, start=1):
        label = piece.first(Element.APPENDIX_LABEL)
        if label is None:
            continue
        match = patterns.APPENDIX_LABEL.match(label.text.strip())
        number = (match[3] or "").upper() if match else ""
        if len(appendices) == 1:
            yield (
                failed(label.place, f"chỉ có một phụ lục mà đánh số «{number}»")
                if number
                else passed(label.place)
            )
        elif not _ROMAN.match(number):
            yield failed(label.place, f"số «{number or 'trống'}» không phải chữ số La Mã")
        elif _value(number) != place:
            yield failed(label.place, f"phụ lục thứ {place} ghi số «{number}»")
        else:
            yield passed(label.place)


def nd30_app_03(subject: Subject) -> Iterator[Observation]:
    """The label looks as asked."""
    for piece in _appendices(subject):
        for label in piece.all(Element.APPENDIX_LABEL)[:1]:
            faults = [
                "viết bằng chữ in hoa" if label.text.strip()[:7].isupper() else "",
                centre_fault(label),
                *type_faults(label, _LABEL_SIZE, bold=True),
            ]
            yield judge(label, faults)
            yield from unknown_look([label])


def nd30_app_04(subject: Subject) -> Iterator[Observation]:
    """The title of an appendix is in capitals, bold, centred."""
    for piece in _appendices(subject):
        blocks = piece.all(Element.ABSTRACT, Element.TYPE_NAME)
        if not blocks:
            yield failed(piece.blocks[0].place, "không tìm thấy tên phụ lục")
        for block in blocks:
            capitals = "" if is_capitals(block) else "không phải chữ in hoa"
            yield judge(block, [capitals, centre_fault(block), *type_faults(block, _SIZES, bold=True)])


def nd30_app_05(subject: Subject) -> Iterator[Observation]:
    """The reference line is there and looks as asked."""
    for piece in subject.attachments:
        blocks = piece.all(Element.REFERENCE_LINE)
        if not blocks:
            if piece.kind is Kind.APPENDIX:
                yield missing(Element.REFERENCE_LINE)
            continue
        for block in blocks[:1]:
            faults = [
                "" if block.text.strip().startswith("(") else "không đặt trong ngoặc đơn",
                "viết bằng chữ in hoa" if patterns.is_capitals(block.text) else "",
                centre_fault(block),
                *type_faults(block, _SIZES, italic=True, bold=False),
            ]
            yield judge(block, faults)
            yield from unknown_look([block])


def nd30_app_07(subject: Subject) -> Iterator[Observation]:
    """A short rule stands under the reference line; an appendix has no Quốc hiệu."""
    for piece in _appendices(subject):
        blocks = piece.all(Element.REFERENCE_LINE)
        if blocks:
            has_rule = bool(subject.document.strokes_below(blocks[-1:]))
            yield passed(blocks[-1].place) if has_rule else failed(blocks[-1].place, "không có đường kẻ ngắn")
        name = piece.first(Element.NATIONAL_NAME)
        if name is not None:
            yield failed(name.place, "phụ lục có Quốc hiệu")


def nd30_app_08(subject: Subject) -> Iterator[Observation]:
    """Appendices have page numbers of their own."""
    yield from page.nd30_pag_04(subject)


def nd30_app_10(subject: Subject) -> Iterator[Observation]:
    """A text issued with a document has header, title and reference line, and is not signed."""
    for piece in subject.attachments:
        if piece.kind is not Kind.ATTACHED:
            continue
        start = piece.blocks[0]
        wanted = (Element.ISSUING_BODY, Element.NATIONAL_NAME, Element.MOTTO, Element.TYPE_NAME)
        faults = [f"thiếu {element.value}" for element in wanted if not piece.has(element)]
        faults += ["thiếu dòng kèm theo"] if not piece.has(Element.REFERENCE_LINE) else []
        faults += ["ghi số, ký hiệu"] if piece.has(Element.NUMBER) else []
        faults += ["ghi địa danh, thời gian"] if piece.has(Element.PLACE_DATE) else []
        faults += [] if _is_new_page(piece) else ["không bắt đầu ở trang mới"]
        yield judge(start, faults)
        if any(patterns.RECIPIENTS.match(block.text) for block in piece.blocks):
            yield unsure(start.place, "phần kèm theo có «Nơi nhận»")


def _appendices(subject: Subject) -> list[Piece]:
    return [piece for piece in subject.attachments if piece.kind is Kind.APPENDIX and piece.blocks]


def _is_new_page(piece: Piece) -> bool:
    first = piece.blocks[0]
    return first.starts_page or first.side is Side.FULL or first.top is not None


def _value(number: str) -> int:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    total = 0
    for letter, following in zip(number, [*number[1:], ""], strict=True):
        value = values[letter]
        total += -value if values.get(following, 0) > value else value
    return total
