"""The rules that text itself makes in a DOCX: borders, underlined letters, rows of hyphens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.conformance import patterns
from service.conformance.document import Align, Block, Span, Stroke, StrokeKind
from service.conformance.docx.container import Container
from service.conformance.docx.formatting import Properties
from service.conformance.measuring import set_lines
from service.conformance.splitting import split_lines

_SOLID_MARKS = frozenset("_─—")
_BREAK = Span("\n")
_EVEN = 6.0  # points by which the two ends of a centred rule may differ


def border_strokes(block: Block, properties: Properties, container: Container) -> list[Stroke]:
    """The rules that the borders of a paragraph draw."""
    top, bottom = properties.get("border.top"), properties.get("border.bottom")
    if properties.get("border.left") and properties.get("border.right"):
        return []
    left, right = block.left or 0.0, block.right or 0.0
    if (block.first_line or 0.0) < 0:
        left += block.first_line or 0.0
    length = container.width - left - right
    is_even = abs(left - right) <= _EVEN
    strokes = []
    if top and container.last is not None:
        strokes.append(border_stroke(container.last, top, length, is_centred=is_even))
    if bottom:
        below = container.last if block.is_empty else block
        if below is not None:
            strokes.append(border_stroke(below, bottom, length, is_centred=is_even))
    return strokes


def border_stroke(below: Block, border: tuple[str, float, str], length: float, *, is_centred: bool) -> Stroke:
    """The rule that a border (kind, weight, colour) of this length makes."""
    kind, weight, colour = border
    is_solid = not any(word in kind.lower() for word in ("dot", "dash", "wave", "double", "triple"))
    return Stroke(
        below.index,
        length,
        StrokeKind.DRAWN,
        is_solid,
        is_centred if below.align in (Align.CENTRE, None) else None,
        weight,
        "000000" if colour == "auto" else colour.upper(),
        None,
        below.place,
    )


def find_underline(block: Block, below: Block) -> Stroke | None:
    """The rule that underlined letters, or underlined blanks on a line of their own, make."""
    lined = [place for place, span in enumerate(block.spans) if span.is_underlined and span.text]
    if not lined:
        return None
    first, last = lined[0], lined[-1]
    before, after = _width(block.spans[:first]), _width(block.spans[last + 1 :])
    if block.is_empty:
        before = after = 0.0
    return Stroke(
        below.index,
        _width(block.spans[first : last + 1]) or None,
        StrokeKind.UNDERLINE,
        is_centred=abs(before - after) <= 2 * _EVEN,
        colour="000000",
        place=block.place,
    )


def row_of_marks(block: Block, below: Block) -> Stroke:
    """The rule that a row of hyphens makes."""
    return Stroke(
        below.index,
        _width(block.spans) or None,
        StrokeKind.CHARACTERS,
        set(block.text.split()[0]) <= _SOLID_MARKS,
        block.align is Align.CENTRE,
        place=block.place,
    )


def without_marks(block: Block) -> tuple[Block, Stroke | None]:
    """The block without the lines in it that are rows of hyphens, and the rule that these make."""
    if "\n" not in block.text:
        return block, None
    lines = split_lines(block.spans)
    kept = [line for line in lines if not patterns.is_row_of_marks("".join(span.text for span in line))]
    if len(kept) == len(lines) or not kept:
        return block, None
    row = next(line for line in lines if line not in kept)
    stroke = row_of_marks(replace(block, spans=row, label=None), block)
    parts = [span for line in kept for span in (*line, _BREAK)]
    return replace(block, spans=tuple(parts[:-1])), stroke


def _width(spans: Sequence[Span]) -> float:
    return max(set_lines(spans, None) or (0.0,), default=0.0)
