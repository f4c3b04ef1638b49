"""Rules of the running text (ND30-BOD)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from service.conformance import patterns
from service.conformance.document import Align, Block
from service.conformance.elements import Element, Subject
from service.conformance.nd30.looks import lines_of, millimetres, points, slack, unknown_look
from service.conformance.verdict import Observation, failed, passed, unknown, unsure

_SIZES = (13.0, 14.0)
INDENTS = (28.35, 36.0)
"""The two first-line indents, 1 cm and 1.27 cm, in points."""
_LEAST_GAP = 6.0
_SPACING = (1.0, 1.5)
_TEXT = (Element.BODY, Element.ARTICLE, Element.CLAUSE, Element.POINT)
_SHORT = 80  # letters: a line that may be set off in the middle on purpose
_CITED = re.compile(
    r"\b(Quyết định|Nghị định|Nghị quyết|Thông tư|Kế hoạch|Công văn|Thông báo|Tờ trình|Báo cáo|Chỉ thị"
    r"|Biên bản)"
    r"\s+số\s+(?P<symbol>\d+[^\s,;.)]*/[^\s,;.)]+)"
)
_LIST_ITEM = re.compile(r"^\s*[-–+•*]\s")
_MOSTLY = 0.5


def nd30_bod_01(subject: Subject) -> Iterator[Observation]:
    """Text is upright, in 13-14 points, justified, in small letters."""
    blocks = _text(subject)
    for block in blocks:
        faults = list(_look_faults(block))
        if faults:
            yield failed(block.place, "; ".join(faults))
        elif block.align is Align.CENTRE and len(block.text) <= _SHORT:
            yield unsure(block.place, "dòng canh giữa trong nội dung")
        elif any(span.is_italic for span in block.inked):
            yield unsure(block.place, "có chữ nghiêng trong nội dung")
        else:
            yield passed(block.place)
    yield from unknown_look(blocks)


def nd30_bod_02(subject: Subject) -> Iterator[Observation]:
    """The first line begins 1 cm or 1.27 cm in, the same way throughout."""
    tolerance = slack(subject.document)
    used: set[float] = set()
    for block in _text(subject):
        if block.align is Align.CENTRE or block.first_line is None or block.left is None:
            continue
        indent = block.left + block.first_line
        near = [length for length in INDENTS if abs(indent - length) <= tolerance]
        if near:
            used.add(near[0])
            yield passed(block.place)
        elif block.text.startswith(("\t", "    ")):
            yield unsure(block.place, "lùi đầu dòng bằng phím Tab hoặc dấu cách")
        elif indent > max(INDENTS) and (_LIST_ITEM.match(block.text) or block.label):
            yield unsure(block.place, f"mục liệt kê lùi {millimetres(indent)}")
        else:
            yield failed(block.place, f"chữ đầu dòng lùi {millimetres(indent)}")
    if len(used) > 1:
        yield unsure(None, "Chữ đầu dòng lùi không thống nhất (chỗ 1 cm, chỗ 1,27 cm)")


def nd30_bod_03(subject: Subject) -> Iterator[Observation]:
    """Paragraphs are at least 6 points apart."""
    tolerance = slack(subject.document)
    for above, block in _neighbours(subject):
        if block.gap_above is None:
            continue
        if block.index - above.index > 1 or block.gap_above >= _LEAST_GAP - tolerance:
            yield passed(block.place)
        else:
            yield failed(block.place, f"cách đoạn trên {points(block.gap_above)}")


def nd30_bod_04(subject: Subject) -> Iterator[Observation]:
    """Lines are single to one and a half apart."""
    for block in _text(subject):
        if block.line_spacing is None:
            if len(block.line_widths or ()) != 1:
                yield unknown(block.place, "tệp không cho biết giãn dòng")
            continue
        is_right = _SPACING[0] - 0.02 <= block.line_spacing <= _SPACING[1] + 0.02
        spacing = f"{block.line_spacing:.2f}".replace(".", ",")
        yield passed(block.place) if is_right else failed(block.place, f"giãn dòng {spacing} dòng")


def nd30_bod_05(subject: Subject) -> Iterator[Observation]:
    """The first citation of a document has its date; whether the rest is there a person sees."""
    titles = subject.main.all(Element.ABSTRACT, Element.LETTER_ABSTRACT)
    seen = {match["symbol"] for block in titles for match in _CITED.finditer(patterns.squeeze(block.text))}
    bases = subject.main.all(Element.LEGAL_BASIS)  # what these lack, ND30-BAS-03 says
    for block in subject.main.all(*_TEXT, Element.LEGAL_BASIS):
        text = patterns.squeeze(block.text)
        for match in _CITED.finditer(text):
            symbol = match["symbol"]
            if symbol in seen:
                continue
            seen.add(symbol)
            if re.match(r"\s*,?\s*ngày\b", text[match.end() :], re.IGNORECASE):
                yield passed(block.place)
                continue
            may_be_dated = re.search(r"\bngày\b", text, re.IGNORECASE)  # before it, or of several together
            say = unsure if may_be_dated or block in bases else failed
            yield say(block.place, f"viện dẫn lần đầu «{match[0]}» không ghi ngày")


def nd30_bod_06(subject: Subject) -> Iterator[Observation]:
    """The text ends with the closing mark."""
    for piece in subject.pieces:
        blocks = [block for block in lines_of(piece, *_TEXT) if not block.is_empty]
        if not blocks:
            continue
        marked = any(patterns.CLOSING.search(block.text) for block in blocks)
        if marked:
            yield passed(blocks[-1].place)
        elif piece.is_main:
            yield failed(blocks[-1].place, "cuối nội dung không có «./.»")
        else:
            yield unsure(blocks[-1].place, "cuối phần kèm theo không có «./.»")


def _text(subject: Subject) -> list[Block]:
    """The paragraphs of the text, in every piece, but for lines that forms set off."""
    return [
        block
        for piece in subject.pieces
        for block in lines_of(piece, *_TEXT)
        if not patterns.INVITING.search(block.text) or len(block.text) > 2 * _SHORT
    ]


def _neighbours(subject: Subject) -> Iterator[tuple[Block, Block]]:
    """Pairs of paragraphs that follow one another with nothing drawn between."""
    for piece in subject.pieces:
        named: Sequence[tuple[Block, Element]] = [pair for pair in piece.named if not pair[0].is_continuation]
        for (above, one), (block, other) in itertools.pairwise(named):
            if one in _TEXT and other in _TEXT and above.table == block.table and above.row == block.row:
                yield above, block


def _look_faults(block: Block) -> Iterator[str]:
    wrong = {
        span.size
        for span in block.inked
        if span.size is not None and not _SIZES[0] - 0.1 <= span.size <= _SIZES[1] + 0.1
    }
    if wrong:
        yield f"cỡ chữ {', '.join(f'{size:g}' for size in sorted(wrong))}".replace(".", ",")
    letters = sum(len(span.text) for span in block.inked)
    slanted = sum(len(span.text) for span in block.inked if span.is_italic)
    if letters and slanted / letters > _MOSTLY:
        yield "chữ nghiêng"
    if patterns.is_capitals(block.text) and len(block.text) > _SHORT:
        yield "viết bằng chữ in hoa"
    if block.align in (Align.LEFT, Align.RIGHT):
        yield "không canh đều hai lề"
    if block.align is Align.CENTRE and len(block.text) > _SHORT:
        yield "canh giữa"
