"""Rules of the signature block (ND30-SIG)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.conformance import patterns
from service.conformance.document import MM, Block, Side
from service.conformance.elements import Element, Kind, Piece, Subject
from service.conformance.nd30.looks import (
    centre_fault,
    is_capitals,
    judge,
    millimetres,
    missing,
    type_faults,
    unknown_look,
)
from service.conformance.verdict import Observation, failed, passed, unsure

_SIZES = (13.0, 14.0)
_PREFIX = re.compile(r"^\s*(?P<word>TM|KT|TL|TUQ|Q)(?![^\W\d_])\s*(?P<mark>\.?)(?P<space>\s*)(?P<rest>.*)$")
_SLASH = re.compile(r"^\s*(T\s*/\s*M|K\s*/\s*T|T\s*/\s*L|TU\s*/\s*Q)\b")
_UNOFFICIAL = re.compile(r"\b(THƯỜNG TRỰC|PHỤ TRÁCH|ĐIỀU HÀNH|KIÊM NHIỆM)\b")
_ACTING = re.compile(r"^\s*(QUYỀN)\s+")
_DEPUTY = re.compile(r"^\s*(?:PHÓ|THỨ TRƯỞNG)\b", re.IGNORECASE)
_ADVISORY = re.compile(r"^\s*(ĐOÀN|BAN CHỈ ĐẠO|TỔ|HỘI ĐỒNG TƯ VẤN|HỘI ĐỒNG THI|BAN TỔ CHỨC)\b")
_POST_WORDS = ("CHỦ TỊCH", "GIÁM ĐỐC", "BỘ TRƯỞNG", "CHÁNH VĂN PHÒNG", "TRƯỞNG")


def nd30_sig_01(subject: Subject) -> Iterator[Observation]:
    """Authority and post look as asked, at the right."""
    piece = subject.main
    blocks = piece.all(Element.SIGNING_AUTHORITY, Element.OTHER_POST)
    if not blocks:
        yield missing(Element.SIGNING_AUTHORITY)
    is_joint = len(_columns(piece)) > 1  # several sign side by side, as joint documents and contracts are
    for block in blocks:
        is_left = block.side is Side.LEFT and not is_joint and piece.kind is not Kind.MINUTES
        faults = [
            "" if is_capitals(block) else "không phải chữ in hoa",
            "không ở phía dưới bên phải" if is_left else "",
            *type_faults(block, _SIZES, bold=True),
        ]
        yield judge(block, faults)
    for name in piece.all(Element.SIGNATORY) if blocks else ():
        if not any(_is_above(block, name) for block in blocks):
            yield failed(name.place, "trên họ tên người ký không ghi chức vụ")
    yield from unknown_look(blocks)


def nd30_sig_02(subject: Subject) -> Iterator[Observation]:
    """The name looks as asked, centred under the post."""
    blocks = subject.main.all(Element.SIGNATORY)
    if not blocks:
        yield unsure(None, "Không tìm thấy họ tên người ký; đúng nếu là bản dự thảo để trống")
    for block in blocks:
        faults = [
            "viết bằng chữ in hoa" if is_capitals(block) else "",
            centre_fault(block),
            *type_faults(block, _SIZES, bold=True),
        ]
        yield judge(block, faults)
    yield from unknown_look(blocks)


def nd30_sig_03(subject: Subject) -> Iterator[Observation]:
    """No rank or degree stands before the name."""
    for block in subject.main.all(Element.SIGNATORY):
        rank = patterns.RANK.match(block.text.strip())
        found = rank is not None and len(rank[0].strip()) < len(block.text.strip())
        yield (
            failed(block.place, f"ghi «{rank[0].strip()}» trước họ tên")
            if rank and found
            else passed(block.place)
        )


def nd30_sig_04(subject: Subject) -> Iterator[Observation]:
    """The post is one that the State provides for."""
    for block in _authority(subject.main):
        found = _UNOFFICIAL.search(block.text)
        yield failed(block.place, f"chức vụ có «{found[1]}»") if found else passed(block.place)


def nd30_sig_05(subject: Subject) -> Iterator[Observation]:
    """`TM.` stands before a collective or body, never before a post."""
    for block, prefix, rest in _prefixed(subject.main):
        if prefix == "TM":
            is_post = rest.upper().startswith(_POST_WORDS)
            yield (
                failed(block.place, "sau «TM.» phải là tên tập thể hoặc cơ quan")
                if is_post
                else passed(block.place)
            )
    for block in _authority(subject.main)[:1]:
        is_collective = re.match(r"^\s*(ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN)\s*$", block.text)
        if is_collective:
            yield failed(block.place, "ký thay mặt tập thể mà thiếu «TM.»")


def nd30_sig_06(subject: Subject) -> Iterator[Observation]:
    """An acting head signs with `Q.`."""
    for block in _authority(subject.main):
        if _ACTING.match(block.text):
            yield failed(block.place, "ghi «QUYỀN», phải viết tắt «Q.»")
    for block, prefix, rest in _prefixed(subject.main):
        if prefix == "Q":
            yield passed(block.place) if rest else failed(block.place, "sau «Q.» thiếu chức vụ")


def nd30_sig_07(subject: Subject) -> Iterator[Observation]:
    """A deputy signs with `KT.` and the head's post; the deputy's own post is on the next line."""
    for lines in _columns(subject.main):
        for place, block in enumerate(lines):
            match = _PREFIX.match(block.text)
            below = lines[place + 1] if place + 1 < len(lines) else None
            if match is not None and match["word"] == "KT":
                if _DEPUTY.match(match["rest"]):
                    yield failed(block.place, "sau «KT.» phải là chức vụ của người đứng đầu")
                elif below is None or not _DEPUTY.match(below.text):
                    yield failed(block.place, "dưới «KT.» thiếu chức vụ của cấp phó")
                else:
                    yield passed(block.place)
            elif _DEPUTY.match(block.text) and place == 0 and subject.main.kind is not Kind.MINUTES:
                yield failed(block.place, "cấp phó ký mà thiếu «KT.»")


def nd30_sig_08(subject: Subject) -> Iterator[Observation]:
    """`TL.` is followed by the post of the one who signs."""
    yield from _delegated(subject.main, "TL")


def nd30_sig_09(subject: Subject) -> Iterator[Observation]:
    """`TUQ.` is followed by the post of the one who signs."""
    yield from _delegated(subject.main, "TUQ")


def nd30_sig_10(subject: Subject) -> Iterator[Observation]:
    """Prefixes end with a period and one space."""
    for block in _authority(subject.main):
        if slash := _SLASH.match(block.text):
            yield failed(block.place, f"viết «{slash[1]}»")
            continue
        match = _PREFIX.match(block.text)
        if match is None or not match["rest"]:
            continue
        if match["mark"] != "." or match["space"] != " ":
            yield failed(block.place, f"sau «{match['word']}» phải là dấu chấm và một cách chữ")
        else:
            yield passed(block.place)


def nd30_sig_11(subject: Subject) -> Iterator[Observation]:
    """An advisory body that uses a seal shows both posts; whether it may use one a person knows."""
    bodies = subject.main.all(Element.ISSUING_BODY)
    is_advisory = any(_ADVISORY.match(body.text.upper()) for body in bodies)
    others = subject.main.all(Element.OTHER_POST)
    if not is_advisory or subject.main.kind is Kind.MINUTES:
        return
    if others:
        yield passed(others[0].place)
    else:
        authority = _authority(subject.main)
        place = authority[-1].place if authority else None
        yield unsure(place, "không ghi chức vụ trong cơ quan; đúng nếu không được dùng con dấu")


def nd30_sig_12(subject: Subject) -> Iterator[Observation]:
    """The authority line and the signature block agree."""
    line = subject.main.first(Element.AUTHORITY_LINE)
    lines = _authority(subject.main)
    if line is None or not lines:
        return
    head, first = (patterns.same_spelling(patterns.squeeze(block.text)).upper() for block in (line, lines[0]))
    if head.startswith("HỘI ĐỒNG NHÂN DÂN") and first == "CHỦ TỊCH":
        yield unsure(lines[0].place, "nghị quyết do Chủ tịch ký chứng thực thì không ghi «TM.»")
        return
    if head.startswith(("ỦY BAN", "HỘI ĐỒNG")):
        is_right = first.startswith("TM.")
    elif head.startswith("CHỦ TỊCH"):
        is_right = not first.startswith("TM.") and "CHỦ TỊCH" in first
    else:
        is_right = not first.startswith("TM.")
    yield (
        passed(lines[0].place)
        if is_right
        else failed(lines[0].place, f"thẩm quyền ghi «{head}» nhưng khối ký ghi «{first}»")
    )


def nd30_sig_14(subject: Subject) -> Iterator[Observation]:
    """There is room for the signature."""
    for name in subject.main.all(Element.SIGNATORY, Element.OTHER_POST)[:1]:
        room = _room_above(subject.main, name)
        if room is not None:
            yield (
                passed(name.place)
                if room >= subject.house.signature_room_mm * MM
                else failed(name.place, f"chỗ để ký cao {millimetres(room)}")
            )


def _is_above(block: Block, name: Block) -> bool:
    """Whether a post and a name can belong together: in one column, or both on one side of the page."""
    if block.table is not None and block.table == name.table:
        return block.column == name.column
    return block.side is name.side or Side.FULL in (block.side, name.side)


def _authority(piece: Piece) -> tuple[Block, ...]:
    return piece.all(Element.SIGNING_AUTHORITY)


def _prefixed(piece: Piece) -> Iterator[tuple[Block, str, str]]:
    """The lines with a prefix: block, prefix, what follows it."""
    for block in _authority(piece):
        match = _PREFIX.match(block.text)
        if match is not None:
            yield block, match["word"], match["rest"].strip()


def _columns(piece: Piece) -> list[list[Block]]:
    """The lines of authority, one list for each that signs."""
    columns: dict[tuple[int | None, int | None, Side], list[Block]] = {}
    for block in _authority(piece):
        table = block.table if block.place.page is None else None  # on pages one may run over to the next
        columns.setdefault((table, block.column, block.side), []).append(block)
    return list(columns.values())


def _delegated(piece: Piece, word: str) -> Iterator[Observation]:
    for lines in _columns(piece):
        for place, block in enumerate(lines):
            match = _PREFIX.match(block.text)
            if match is None or match["word"] != word:
                continue
            if not match["rest"]:
                yield failed(block.place, f"sau «{word}.» thiếu chức vụ người đứng đầu")
            elif place + 1 >= len(lines):
                yield failed(block.place, f"dưới «{word}.» thiếu chức vụ của người ký")
            else:
                yield passed(block.place)


def _room_above(piece: Piece, name: Block) -> float | None:
    """The height left blank between the post and the name, in points."""
    if name.top is not None:
        above = [block for block in _authority(piece) if block.column == name.column and block.bottom]
        return name.top - max((block.bottom or 0.0 for block in above), default=name.top) if above else None
    room = 0.0
    column = [block for block in piece.blocks if (block.table, block.column) == (name.table, name.column)]
    for block in reversed(column[: column.index(name)]):
        if not block.is_empty:
            break
        size = max((span.size or 0.0 for span in block.spans), default=14.0)
        line = block.line_exact or 1.15 * size * (block.line_spacing or 1.0)
        room += line + (block.before or 0.0) + (block.after or 0.0)
    return max(room, name.gap_above or 0.0)
