"""Rules of number and symbol (ND30-NUM)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.conformance import patterns
from service.conformance.document import Block, Side
from service.conformance.elements import Element, Kind, Subject
from service.conformance.nd30.looks import centre_fault, judge, missing, type_faults, unknown_look
from service.conformance.verdict import Observation, failed, passed, unsure

_SIZE = (13.0, 13.0)
_LINE = re.compile(r"^\s*(?P<word>số)?\s*(?P<colon>:)?(?P<number>[^/]*)/(?P<symbol>.*)$", re.IGNORECASE)
_GROUP = re.compile(r"^[A-ZĐƯƠÂÊÔĂ0-9&.]+$")
_BLANK = re.compile(r"^[\s.…_]*$")
_ABBREVIATIONS = frozenset(patterns.TYPES.values())
_YEAR = re.compile(r"^\s*\d{4}\s*/")  # wrong in a symbol: ND30-NUM-08 says so


def nd30_num_01(subject: Subject) -> Iterator[Observation]:
    """The number is there, on one line, under the issuing body."""
    blocks = subject.main.all(Element.NUMBER)
    if not blocks:
        yield missing(Element.NUMBER)
    for block in blocks[:1]:
        faults = [
            "không ở bên trái" if block.side is Side.RIGHT else "",
            centre_fault(block),
            "không trên một dòng" if len(block.line_widths or ()) > 1 else "",
            "ở trên tên cơ quan ban hành" if _is_above_body(subject, block) else "",
        ]
        yield judge(block, faults)
    for piece in subject.attachments:
        for block in piece.all(Element.NUMBER):
            yield unsure(block.place, "phần kèm theo không ghi số, ký hiệu")


def nd30_num_02(subject: Subject) -> Iterator[Observation]:
    """The word Số with its colon, in 13 points, upright and not bold."""
    for block, parts in _numbers(subject):
        faults = [
            "thiếu từ «Số»" if not parts["word"] else "",
            f"viết «{parts['word']}»" if parts["word"] and parts["word"] != "Số" else "",
            "thiếu dấu hai chấm sau «Số»" if not parts["colon"] else "",
            *type_faults(block, _SIZE, bold=False),
        ]
        yield judge(block, faults)
        yield from unknown_look([block])


def nd30_num_03(subject: Subject) -> Iterator[Observation]:
    """The number is in Arabic digits, below ten with a zero before it; it may still be blank."""
    for block, parts in _numbers(subject):
        number = parts["number"].strip()
        if _BLANK.match(number):
            yield passed(block.place)
        elif not re.fullmatch(r"\d+[a-zđ]?", number):
            yield failed(block.place, f"số «{number}» không phải chữ số Ả Rập")
        elif len(number) < 2:
            yield failed(block.place, f"số «{number}» thiếu số 0 phía trước")
        else:
            yield passed(block.place)


def nd30_num_05(subject: Subject) -> Iterator[Observation]:
    """Slash and hyphens stand without spaces; one space follows the colon."""
    for block, parts in _numbers(subject):
        symbol, number = parts["symbol"], parts["number"]
        faults = []
        if re.search(r"\s", symbol.strip()) or symbol.startswith(" "):
            faults.append("có cách chữ trong ký hiệu")
        if not _BLANK.match(number):
            if number.endswith(" "):
                faults.append("có cách chữ trước dấu gạch chéo")
            if parts["colon"] and not re.match(r" \S", number):
                faults.append("sau «Số:» phải có một cách chữ")
        if re.search(r"[–—−‐‑_]", symbol):
            faults.append("dấu nối trong ký hiệu không phải gạch nối (-)")
        yield judge(block, faults)


def nd30_num_06(subject: Subject) -> Iterator[Observation]:
    """A typed document's symbol begins with the abbreviation of its type."""
    piece = subject.main
    if piece.kind in (Kind.LETTER, Kind.UNKNOWN):
        return
    expected = patterns.TYPES.get(piece.type_name or "")
    for block, parts in _numbers(subject):
        groups = _groups(_YEAR.sub("", parts["symbol"]))
        if expected is None:
            yield unsure(block.place, "chưa rõ chữ viết tắt của tên loại")
        elif groups[0].casefold() != expected.casefold():
            yield failed(
                block.place, f"ký hiệu «{groups[0]}», tên loại {piece.type_name} viết tắt là «{expected}»"
            )
        elif len(groups) < 2:
            yield failed(block.place, "ký hiệu thiếu chữ viết tắt tên cơ quan")
        else:
            yield passed(block.place)


def nd30_num_07(subject: Subject) -> Iterator[Observation]:
    """A letter's symbol names issuer and drafting unit, and never CV."""
    if subject.main.kind is not Kind.LETTER:
        return
    for block, parts in _numbers(subject):
        groups = _groups(parts["symbol"])
        if "CV" in (group.upper() for group in groups):
            yield failed(block.place, "ký hiệu công văn không có chữ CV")
        elif len(groups) < 2:
            yield failed(block.place, "ký hiệu thiếu đơn vị soạn thảo hoặc lĩnh vực")
        elif groups[0] in _ABBREVIATIONS - {"CT", "HD", "TC", "DA", "PC", "PB"}:
            yield failed(block.place, f"ký hiệu công văn không có chữ viết tắt tên loại «{groups[0]}»")
        else:
            yield passed(block.place)


def nd30_num_08(subject: Subject) -> Iterator[Observation]:
    """No year stands in the symbol."""
    for block, parts in _numbers(subject):
        has_year = re.match(r"\s*(19|20)\d\d\s*/", parts["symbol"])
        yield failed(block.place, "ký hiệu có năm") if has_year else passed(block.place)


def nd30_num_09(subject: Subject) -> Iterator[Observation]:
    """The symbol is in capitals; the type keeps the letters of the table."""
    for block, parts in _numbers(subject):
        groups = _groups(_YEAR.sub("", parts["symbol"]))
        faults = []
        for place, group in enumerate(groups):
            is_type = place == 0 and group.casefold() in {short.casefold() for short in _ABBREVIATIONS}
            if is_type and subject.main.kind is not Kind.LETTER:
                right = {short for short in _ABBREVIATIONS if short.casefold() == group.casefold()}
                if group not in right:
                    faults.append(f"viết «{group}», đúng là «{min(right)}»")
            elif not _GROUP.match(group) and group.upper() != group:
                faults.append(f"«{group}» không phải chữ in hoa")
        yield judge(block, faults)


def _numbers(subject: Subject) -> Iterator[tuple[Block, dict[str, str]]]:
    """The number line of the document, taken apart."""
    for block in subject.main.all(Element.NUMBER)[:1]:
        match = _LINE.match(block.text.strip())
        if match is not None:
            yield block, {name: part or "" for name, part in match.groupdict().items()}
        else:
            yield block, {"word": block.text.strip()[:2], "colon": ":", "number": block.text, "symbol": ""}


def _groups(symbol: str) -> list[str]:
    return [group.strip() for group in re.split(r"[-–—]", symbol)]


def _is_above_body(subject: Subject, block: Block) -> bool:
    bodies = subject.main.all(Element.ISSUING_BODY)
    return bool(bodies) and block.index < min(body.index for body in bodies)
