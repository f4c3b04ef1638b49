"""Rules of the legal bases (ND30-BAS)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from service.conformance import patterns
from service.conformance.document import Block
from service.conformance.elements import Element, Kind, Subject
from service.conformance.nd30.looks import judge, type_faults, unknown_look
from service.conformance.verdict import Observation, failed, passed, unknown, unsure

_SIZES = (13.0, 14.0)
_LAW = re.compile(r"^\s*[-–+•*]?\s*căn cứ\s+(bộ luật|luật|pháp lệnh|hiến pháp)\b", re.IGNORECASE)
_BASIS = re.compile(r"^\s*[-–+•*]?\s*căn cứ\b", re.IGNORECASE)
_REQUEST = re.compile(r"^\s*[-–+•*]?\s*(theo đề nghị|xét đề nghị|xét tờ trình)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\bsố\s+\S*\d+\S*/\S+|\bsố\s+\d+\b", re.IGNORECASE)
_DATE = re.compile(
    r"\bngày\s+(?P<day>\d{1,2}|[.…_ ]+)\s*(tháng\s+(?P<month>\d{1,2}|[.…_ ]+)\s*năm\s+\d{4}|[/.-]\d)",
    re.IGNORECASE,
)
_FULL_DATE = re.compile(r"\bngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_ACT = re.compile(
    r"\b(nghị quyết|nghị định|quyết định|thông tư|chỉ thị|kế hoạch|công văn|thông báo"
    r"|chương trình|văn bản|hướng dẫn)\b",
    re.IGNORECASE,
)
_ISSUER = re.compile(r"\bcủa\s+\S+", re.IGNORECASE)
_RANKS = ("hiến pháp", "bộ luật", "luật", "pháp lệnh", "nghị quyết", "nghị định", "quyết định", "thông tư")


def nd30_bas_01(subject: Subject) -> Iterator[Observation]:
    """Bases are in italics, each on its own line, ended by semicolons and the last by a period."""
    blocks = _bases(subject)
    for block in blocks:
        text = block.text.rstrip()
        mark = "." if block is blocks[-1] else ";"
        faults = [
            "" if text.endswith(mark) else f"cuối dòng là «{text[-1:]}», phải là «{mark}»",
            "viết bằng chữ in hoa" if patterns.is_capitals(text) else "",
            *type_faults(block, _SIZES, italic=True),
        ]
        yield judge(block, faults)
    yield from unknown_look(blocks)
    if subject.main.kind in (Kind.DECISION, Kind.RESOLUTION) and not blocks:
        yield failed(None, "Không tìm thấy căn cứ")


def nd30_bas_02(subject: Subject) -> Iterator[Observation]:
    """A request comes last; a law after an act of lower rank needs a look."""
    blocks = _bases(subject)
    seen_rank = 0
    for block in blocks:
        if _REQUEST.match(block.text):
            later = [other for other in blocks[blocks.index(block) + 1 :] if _BASIS.match(other.text)]
            yield (
                failed(block.place, "«Theo đề nghị …» đứng trước căn cứ khác")
                if later
                else passed(block.place)
            )
            continue
        rank = _rank(block)
        if _LAW.match(block.text) and seen_rank > rank:
            yield unsure(block.place, "luật đứng sau văn bản có hiệu lực thấp hơn")
        else:
            yield passed(block.place)
        seen_rank = max(seen_rank, rank)


def nd30_bas_03(subject: Subject) -> Iterator[Observation]:
    """A basis other than a law names type, number, date, issuer."""
    for block in _bases(subject):
        text = block.text
        if _LAW.match(text) or not _BASIS.match(text) or not _ACT.search(text):
            continue
        number, issuer = _NUMBER.search(text), _ISSUER.search(text)
        if number is None and re.search(r"chức năng|quy chế", text, re.IGNORECASE):
            yield unsure(block.place, "chưa rõ có viện dẫn văn bản hay không")
            continue
        faults = [
            "" if number else "thiếu số, ký hiệu",
            "" if _DATE.search(text) else "thiếu ngày, tháng, năm ban hành",
            "" if issuer else "thiếu cơ quan ban hành",
        ]
        yield judge(block, faults)


def nd30_bas_04(subject: Subject) -> Iterator[Observation]:
    """A law is cited without number, symbol and issuer."""
    for block in _bases(subject):
        if not _LAW.match(block.text):
            continue
        if re.search(r"\bsố\s*:?\s*\d+|\d+/\d{4}/QH\d+|\d+/QH\d+", block.text):
            yield failed(block.place, "Luật, Pháp lệnh ghi số, ký hiệu")
        elif re.search(r"\bcủa (Quốc hội|Ủy ban Thường vụ Quốc hội|Uỷ ban Thường vụ Quốc hội)\b", block.text):
            yield failed(block.place, "Luật, Pháp lệnh ghi cơ quan ban hành")
        else:
            yield passed(block.place)


def nd30_bas_05(subject: Subject) -> Iterator[Observation]:
    """No basis is younger than the document; whether it still holds the registers tell, not the file."""
    own = next((found for block in subject.main.all(Element.PLACE_DATE) if (found := _day(block.text))), None)
    for block in _bases(subject):
        day = _day(block.text)
        if own is not None and day is not None and day > own:
            yield failed(block.place, "căn cứ ban hành sau ngày của văn bản")
        else:
            yield unknown(block.place, "hiệu lực của căn cứ được kiểm tra trên dữ liệu (ND30-LEG-01)")


def nd30_bas_06(subject: Subject) -> Iterator[Observation]:
    """No bullet stands before a basis."""
    for block in _bases(subject):
        has_bullet = patterns.LIST_MARK.match(block.text)
        yield failed(block.place, "có dấu đầu dòng") if has_bullet else passed(block.place)


def _bases(subject: Subject) -> tuple[Block, ...]:
    return tuple(block for block in subject.main.all(Element.LEGAL_BASIS) if not block.is_continuation)


def _day(text: str) -> date | None:
    """The first day that a text names in full; None where it names none, or one that never was."""
    match = _FULL_DATE.search(text)
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        return None


def _rank(block: Block) -> int:
    """How far down the order of acts a basis stands."""
    text = block.text.casefold()
    for rank, name in enumerate(_RANKS):
        if re.match(rf"\s*[-–+•*]?\s*căn cứ\s+{name}\b", text):
            return rank
    return 0
