"""How wide text is when set: for files that say how text is formatted but not where it is drawn."""

from __future__ import annotations

from collections.abc import Iterable

from service.conformance.document import Block, Span
from service.typography import Face, Stretch, wrap

_UNBOUNDED = 1e6


def set_lines(spans: Iterable[Span], width: float | None) -> tuple[float, ...] | None:
    """The widths of the lines that the text takes in `width` points; None where a size is not known."""
    stretches = []
    for span in spans:
        if span.size is None:
            return None
        stretches.append(Stretch(span.text, Face(span.size, bool(span.is_bold), bool(span.is_italic))))
    return wrap(stretches, width if width and width > 0 else _UNBOUNDED)


def width_of(block: Block) -> float | None:
    """The width of the longest line of a block, as drawn or else as computed for one line."""
    if block.longest_line is not None:
        return block.longest_line
    lines = set_lines(block.spans, None)
    return max(lines, default=None) if lines else None
