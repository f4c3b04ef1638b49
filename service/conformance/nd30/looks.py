"""What the rules' functions share: the look of type, missing elements, lengths of rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from service.conformance.document import MM, TOLERANCE, Align, Block, Document, Medium, Stroke, StrokeKind
from service.conformance.elements import Element, Piece
from service.conformance.measuring import width_of
from service.conformance.verdict import Observation, failed, passed, unknown

_SIZE_SLACK = 0.1  # points: what a PDF's matrix rounds
_DRAWN_SLACK = 1.0  # points: what a renderer rounds
FULL_RULE = (0.95, 1.05)
"""Shares of the line above that a rule as long as it may have (ND30-HDR-04)."""
SHORT_RULE = (1 / 3, 1 / 2)
"""Shares of the line above that a short rule may have (ND30-HDR-14, ND30-TTL-03)."""
_SHARE_SLACK = 0.01


def judge(block: Block, faults: Iterable[str]) -> Observation:
    """The observation on one block: failed with every fault, or passed."""
    found = [fault for fault in faults if fault]
    return failed(block.place, "; ".join(found)) if found else passed(block.place)


def missing(element: Element) -> Observation:
    """The observation that an element was not found."""
    return failed(None, f"Không tìm thấy {element.value}")


def type_faults(
    block: Block, sizes: tuple[float, float] | None = None, *, bold: bool | None = None, italic: bool = False
) -> Iterator[str]:
    """What is wrong with size, weight and slope; `bold` None leaves the weight free."""
    spans = block.inked
    if sizes is not None:
        wrong = {span.size for span in spans if span.size is not None and not _within(span.size, sizes)}
        if wrong:
            yield f"cỡ chữ {', '.join(_number(size) for size in sorted(wrong))}"
    if bold is not None and any(span.is_bold is not None and span.is_bold is not bold for span in spans):
        yield "chữ không đậm" if bold else "chữ đậm"
    if any(span.is_italic is not None and span.is_italic is not italic for span in spans):
        yield "chữ không nghiêng" if italic else "chữ nghiêng"


def unknown_look(blocks: Sequence[Block]) -> Iterator[Observation]:
    """An observation for each block whose type the file does not tell."""
    for block in blocks:
        if any(span.size is None or span.is_bold is None or span.is_italic is None for span in block.inked):
            yield unknown(block.place, "Tệp không cho biết cỡ chữ, kiểu chữ ở đây")


def is_capitals(block: Block) -> bool:
    """Whether every letter of the block is a capital."""
    letters = [letter for letter in block.text if letter.isalpha()]
    return bool(letters) and all(letter.isupper() for letter in letters)


def centre_fault(block: Block) -> str:
    """The fault of a block that is known not to be centred; empty for one that is, or is not known."""
    if block.align is None or block.align is Align.CENTRE:
        return ""
    return "không canh giữa"


def slack(document: Document) -> float:
    """Points by which lengths may differ on this medium."""
    return TOLERANCE if document.medium is Medium.DOCX else _DRAWN_SLACK


def longest(blocks: Sequence[Block]) -> float | None:
    """The width of the longest line of a heading."""
    widths = [width for block in blocks if (width := width_of(block)) is not None]
    return max(widths, default=None)


def check_rule_below(
    document: Document, blocks: Sequence[Block], shares: tuple[float, float]
) -> Iterator[Observation]:
    """Whether one solid rule of the right length stands under a heading."""
    if not blocks:
        return
    place = blocks[-1].place
    strokes = document.strokes_below(tuple(blocks))
    if not strokes:
        yield failed(place, "Không có đường kẻ ngang")
        return
    yield judge(blocks[-1], _rule_faults(strokes, longest(blocks), shares))


def _rule_faults(strokes: Sequence[Stroke], line: float | None, shares: tuple[float, float]) -> Iterator[str]:
    stroke = next((one for one in strokes if one.kind is StrokeKind.DRAWN), strokes[0])
    if len([one for one in strokes if one.kind is StrokeKind.DRAWN]) > 1:
        yield "có nhiều hơn một đường kẻ"
    if not stroke.is_solid:
        yield "đường kẻ không phải nét liền"
    if stroke.is_centred is False:
        yield "đường kẻ không cân đối với dòng chữ"
    if stroke.length is not None and line:
        share = stroke.length / line
        if not shares[0] - _SHARE_SLACK <= share <= shares[1] + _SHARE_SLACK:
            yield f"đường kẻ dài {_mm(stroke.length)}, bằng {share * 100:.0f}% dòng chữ ({_mm(line)})"


def lines_of(piece: Piece, *elements: Element) -> tuple[Block, ...]:
    """The blocks of elements that are no further line of another block."""
    return tuple(block for block in piece.all(*elements) if not block.is_continuation)


def _within(size: float, sizes: tuple[float, float]) -> bool:
    return sizes[0] - _SIZE_SLACK <= size <= sizes[1] + _SIZE_SLACK


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")


def _mm(length: float) -> str:
    return f"{_number(length / MM)} mm"


def millimetres(length: float) -> str:
    """A length in points as people read it."""
    return _mm(length)


def points(length: float) -> str:
    """A length in points with its unit."""
    return f"{_number(length)} pt"
