"""Rules of type name and abstract (ND30-TTL)."""

from __future__ import annotations

from collections.abc import Iterator

from service.conformance import patterns
from service.conformance.document import Block, Side
from service.conformance.elements import Element, Kind, Piece, Subject
from service.conformance.nd30.looks import (
    SHORT_RULE,
    centre_fault,
    check_rule_below,
    is_capitals,
    judge,
    missing,
    points,
    type_faults,
    unknown_look,
)
from service.conformance.verdict import Observation, failed, passed, unsure

_SIZES = (13.0, 14.0)
_LETTER_SIZES = (12.0, 13.0)
_LETTER_GAP = 6.0
_GAP_SLACK = 0.6
_STARTS = ("về việc", "ban hành", "phê duyệt", "về ")
_NO_ABSTRACT_TYPES = ("GIẤY NGHỈ PHÉP",)
_NO_ABSTRACT = (Kind.LETTER, Kind.INTRODUCTION, Kind.UNKNOWN)


def nd30_ttl_01(subject: Subject) -> Iterator[Observation]:
    """The type name stands alone and looks as asked; a letter has none."""
    for piece in _titled(subject):
        block = piece.first(Element.TYPE_NAME)
        if piece.kind is Kind.LETTER:
            if block is not None:
                yield failed(block.place, "công văn không ghi tên loại")
            continue
        if block is None:
            yield missing(Element.TYPE_NAME)
            continue
        faults = [
            "" if is_capitals(block) else "không phải chữ in hoa",
            centre_fault(block),
            *type_faults(block, _SIZES, bold=True),
        ]
        yield judge(block, faults)
        if piece.is_main and piece.type_name not in patterns.TYPES:
            yield unsure(
                block.place, f"«{block.text.strip()}» không có trong bảng tên loại văn bản hành chính"
            )
        yield from unknown_look([block])


def nd30_ttl_02(subject: Subject) -> Iterator[Observation]:
    """The abstract stands under the type name and looks as asked."""
    for piece in _titled(subject):
        if piece.kind in _NO_ABSTRACT or piece.type_name in _NO_ABSTRACT_TYPES:
            continue
        blocks = piece.all(Element.ABSTRACT)
        if not blocks:
            yield missing(Element.ABSTRACT)
        for block in blocks:
            faults = [
                "viết bằng chữ in hoa" if patterns.is_capitals(block.text) else "",
                "có dấu chấm cuối" if block is blocks[-1] and block.text.rstrip().endswith(".") else "",
                centre_fault(block),
                *type_faults(block, _SIZES, bold=True),
            ]
            yield judge(block, faults)
        yield from unknown_look(blocks)


def nd30_ttl_03(subject: Subject) -> Iterator[Observation]:
    """The rule under the abstract has a third to a half of its longest line."""
    for piece in _titled(subject):
        if piece.kind in _NO_ABSTRACT or piece.type_name in _NO_ABSTRACT_TYPES or not piece.is_main:
            continue
        yield from check_rule_below(subject.document, piece.all(Element.ABSTRACT), SHORT_RULE)


def nd30_ttl_04(subject: Subject) -> Iterator[Observation]:
    """A letter's abstract stands under its number and looks as asked."""
    if subject.main.kind is not Kind.LETTER:
        return
    blocks = subject.main.all(Element.LETTER_ABSTRACT)
    if not blocks:
        yield missing(Element.LETTER_ABSTRACT)
    for block in blocks:
        yield judge(block, _letter_faults(subject, block, is_first=block is blocks[0]))
    yield from unknown_look(blocks)


def nd30_ttl_05(subject: Subject) -> Iterator[Observation]:
    """A decision's abstract begins with one of the usual phrases."""
    if subject.main.kind is not Kind.DECISION:
        return
    for block in subject.main.all(Element.ABSTRACT)[:1]:
        is_usual = patterns.squeeze(block.text).casefold().startswith(_STARTS)
        yield passed(block.place) if is_usual else failed(block.place, f"bắt đầu bằng «{block.text[:30]}»")


def _titled(subject: Subject) -> Iterator[Piece]:
    yield subject.main
    for piece in subject.attachments:
        if piece.kind is Kind.ATTACHED and piece.has(Element.TYPE_NAME):
            yield piece


def _letter_faults(subject: Subject, block: Block, *, is_first: bool) -> Iterator[str]:
    text = block.text.strip()
    if is_first and not text.startswith("V/v "):
        yield f"bắt đầu bằng «{text[:8]}», phải là «V/v»"
    if patterns.is_capitals(text):
        yield "viết bằng chữ in hoa"
    if block.side is Side.RIGHT:
        yield "không ở dưới số, ký hiệu"
    if is_first and _is_wrong_gap(subject, block):
        yield f"cách dòng số, ký hiệu {points(block.gap_above or 0.0)}"
    if is_first and subject.document.strokes_below((block,)):
        yield "có đường kẻ ở dưới"
    yield centre_fault(block)
    yield from type_faults(block, _LETTER_SIZES, bold=False)


def _is_wrong_gap(subject: Subject, block: Block) -> bool:
    number = subject.main.first(Element.NUMBER)
    is_next = number is not None and block.index - number.index == 1
    slack = _GAP_SLACK if subject.document.pages is None else 2.0
    return is_next and block.gap_above is not None and abs(block.gap_above - _LETTER_GAP) > slack
