"""Rules of the header block: Quốc hiệu, Tiêu ngữ, superior and issuing body (ND30-HDR)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from service.conformance import patterns
from service.conformance.document import Align, Block, Region, Side, StrokeKind
from service.conformance.elements import Element, Kind, Piece, Subject
from service.conformance.nd30.looks import (
    FULL_RULE,
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

_SMALL = (12.0, 13.0)
_LARGE = (13.0, 14.0)
_ABBREVIATION = re.compile(
    r"\b(UBND|HĐND|UBMTTQ|BCĐ|BQL|VP|TT|P\.|TP\.?|GD&ĐT|KH&ĐT|TN&MT|NN&PTNT|LĐTB&XH)(?=\W|$)"
)
_LOCAL_SUPERIOR = re.compile(r"^\s*(UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HĐND|HỘI ĐỒNG NHÂN DÂN)\b\s*(.*)$")
_PLACE_WORDS = re.compile(r"^(TỈNH|THÀNH PHỐ|TP\.?|XÃ|PHƯỜNG|ĐẶC KHU|HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN)\b\s*(.*)$")
_SINGLE = (0.99, 1.01)
_MOST_GAP = 3.0  # points between lines that are single-spaced to each other


def nd30_hdr_01(subject: Subject) -> Iterator[Observation]:
    """The Quốc hiệu is there, word for word, and looks as asked."""
    for piece in _headed(subject):
        blocks = piece.all(Element.NATIONAL_NAME)
        if not blocks:
            yield missing(Element.NATIONAL_NAME)
        for block in blocks[:1]:
            yield judge(block, _national_faults(block))
            if block.region is Region.HEADER:
                yield unsure(block.place, "Quốc hiệu đặt trong phần đầu trang (header) của mọi trang")
        yield from unknown_look(blocks)


def nd30_hdr_02(subject: Subject) -> Iterator[Observation]:
    """The Tiêu ngữ is there, word for word, and looks as asked."""
    for piece in _headed(subject):
        blocks = piece.all(Element.MOTTO)
        if not blocks:
            yield missing(Element.MOTTO)
        for block in blocks[:1]:
            faults = [
                "sai chữ" if _words(block.text) != _words(patterns.MOTTO) else "",
                centre_fault(block),
                *type_faults(block, _LARGE, bold=True),
            ]
            yield judge(block, faults)
        yield from unknown_look(blocks)


def nd30_hdr_03(subject: Subject) -> Iterator[Observation]:
    """The phrases of the Tiêu ngữ are parted by hyphens between spaces."""
    for piece in _headed(subject):
        for block in piece.all(Element.MOTTO)[:1]:
            text = block.text.strip()
            marks = re.findall(r"\s*[-–—−‐‑]\s*", text)
            is_right = len(marks) == 2 and all(mark == " - " for mark in marks)
            yield (
                passed(block.place)
                if is_right
                else failed(block.place, "dấu giữa các cụm từ không phải gạch nối có cách chữ hai bên")
            )


def nd30_hdr_04(subject: Subject) -> Iterator[Observation]:
    """The rule under the Tiêu ngữ is as long as its line."""
    for piece in _headed(subject):
        yield from check_rule_below(subject.document, piece.all(Element.MOTTO)[:1], FULL_RULE)


def nd30_hdr_05(subject: Subject) -> Iterator[Observation]:
    """Quốc hiệu and Tiêu ngữ are single-spaced to each other."""
    for piece in _headed(subject):
        name, motto = piece.first(Element.NATIONAL_NAME), piece.first(Element.MOTTO)
        if name is not None and motto is not None:
            yield judge(motto, _spacing_faults(name, motto))


def nd30_hdr_06(subject: Subject) -> Iterator[Observation]:
    """The Tiêu ngữ is one point larger than the Quốc hiệu."""
    name, motto = subject.main.first(Element.NATIONAL_NAME), subject.main.first(Element.MOTTO)
    if name is None or motto is None:
        return
    sizes = [{span.size for span in block.inked} for block in (name, motto)]
    if all(len(size) == 1 and None not in size for size in sizes):
        small, large = (next(iter(size)) or 0.0 for size in sizes)
        is_pair = abs(large - small - subject.house.motto_step_pt) < 0.2  # rounding in a PDF
        yield passed(motto.place) if is_pair else failed(motto.place, f"cỡ chữ {small:g} với {large:g}")


def nd30_hdr_10(subject: Subject) -> Iterator[Observation]:
    """The name of the issuing body is in full."""
    for piece in _headed(subject):
        blocks = piece.all(Element.ISSUING_BODY)
        if not blocks:
            yield missing(Element.ISSUING_BODY)
        for block in blocks:
            short = _ABBREVIATION.search(block.text.upper())
            yield failed(block.place, f"viết tắt «{short[1]}»") if short else passed(block.place)


def nd30_hdr_11(subject: Subject) -> Iterator[Observation]:
    """The name of the issuing body looks as asked and stands top left."""
    for piece in _headed(subject):
        blocks = piece.all(Element.ISSUING_BODY)
        for block in blocks:
            yield judge(block, _body_faults(block, bold=True))
        yield from unknown_look(blocks)


def nd30_hdr_12(subject: Subject) -> Iterator[Observation]:
    """The superior's name looks as asked, above the issuing body."""
    for piece in _headed(subject):
        blocks = piece.all(Element.SUPERIOR)
        for block in blocks:
            yield judge(block, _body_faults(block, bold=False))
        yield from unknown_look(blocks)


def nd30_hdr_13(subject: Subject) -> Iterator[Observation]:
    """A local superior carries the name of its province or commune."""
    for piece in _headed(subject):
        blocks = piece.all(Element.SUPERIOR)
        whole = " ".join(block.text.strip() for block in blocks).upper()
        local = _LOCAL_SUPERIOR.match(whole)
        if local is None:
            continue
        place = _PLACE_WORDS.match(local[2].strip())
        is_named = bool(place[2].strip()) if place else bool(local[2].strip())
        yield (
            passed(blocks[0].place)
            if is_named
            else failed(blocks[0].place, f"«{whole}» thiếu tên tỉnh, thành phố hoặc xã, phường")
        )


def nd30_hdr_14(subject: Subject) -> Iterator[Observation]:
    """The rule under the issuing body has a third to a half of its longest line."""
    for piece in _headed(subject):
        yield from check_rule_below(subject.document, piece.all(Element.ISSUING_BODY), SHORT_RULE)


def nd30_hdr_15(subject: Subject) -> Iterator[Observation]:
    """Superior and issuing body are single-spaced."""
    for piece in _headed(subject):
        blocks = piece.all(Element.SUPERIOR, Element.ISSUING_BODY)
        for above, block in itertools.pairwise(blocks):
            yield judge(block, _spacing_faults(above, block))


def nd30_hdr_16(subject: Subject) -> Iterator[Observation]:
    """Rules are drawn."""
    for piece in _headed(subject):
        for element in (Element.MOTTO, Element.ISSUING_BODY, Element.ABSTRACT):
            blocks = piece.all(element)
            for stroke in subject.document.strokes_below(blocks):
                if stroke.kind is StrokeKind.UNDERLINE:
                    yield failed(blocks[-1].place, "dùng gạch chân thay cho đường kẻ")
                elif stroke.kind is StrokeKind.CHARACTERS:
                    yield failed(blocks[-1].place, "dùng hàng dấu gạch thay cho đường kẻ")
                elif stroke.weight is not None and not _is_usual(stroke.weight, subject.house.rule_weight_pt):
                    yield failed(blocks[-1].place, f"đường kẻ dày {points(stroke.weight)}")
                else:
                    yield passed(blocks[-1].place)


def _is_usual(weight: float, limits: tuple[float, float]) -> bool:
    """Whether a line is as heavy as the house likes; no weight means the thinnest there is."""
    return weight == 0 or limits[0] - 0.05 <= weight <= limits[1] + 0.05


def _headed(subject: Subject) -> Iterator[Piece]:
    """The document itself, and attached texts that have a header block."""
    yield subject.main
    for piece in subject.attachments:
        if piece.kind is Kind.ATTACHED and piece.has(Element.NATIONAL_NAME):
            yield piece


def _national_faults(block: Block) -> Iterator[str]:
    text = patterns.same_spelling(patterns.squeeze(block.text))
    if text.upper() != patterns.NATIONAL_NAME:
        yield "sai chữ"
    if not is_capitals(block):
        yield "không phải chữ in hoa"
    if block.side is Side.LEFT or _is_across_the_page(block):
        yield "không ở phía trên bên phải"
    yield from type_faults(block, _SMALL, bold=True)


def _is_across_the_page(block: Block) -> bool:
    """Whether a line of a DOCX stands in the middle of the page, in no column and no box."""
    is_alone = block.table is None and not block.place.part and block.top is None
    return is_alone and block.side is Side.FULL and block.align is Align.CENTRE and not block.left


def _body_faults(block: Block, *, bold: bool) -> Iterator[str]:
    if not is_capitals(block):
        yield "không phải chữ in hoa"
    if block.side is Side.RIGHT:
        yield "không ở phía trên bên trái"
    yield centre_fault(block)
    yield from type_faults(block, _SMALL, bold=bold)


def _words(text: str) -> list[str]:
    return re.sub(r"[-–—−‐‑]", " ", patterns.same_spelling(patterns.squeeze(text))).split()


def _spacing_faults(above: Block, block: Block) -> Iterator[str]:
    """What keeps two heading lines from being single-spaced."""
    for one in (above, block):
        if one.line_spacing is not None and not _SINGLE[0] <= one.line_spacing <= _SINGLE[1]:
            yield f"giãn dòng {one.line_spacing:.2f}".replace(".", ",")
            break
    if block.gap_above is not None and block.gap_above > _MOST_GAP:
        yield f"cách dòng trên {block.gap_above:.0f} pt"
    if block.index - above.index > 1 and block.table == above.table and block.row == above.row:
        yield "có dòng trống ở giữa"
