"""Where the paragraphs of a DOCX come to stand, about: enough to tell what a floating line is drawn under."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from service.conformance.document import Block, Stroke
from service.conformance.docx import drawings

_SINGLE = 1.15  # of the type size: the line of this face
_USUAL_SIZE = 14.0  # points, of an empty line
_AROUND = 8.0  # points above and below its own paragraph within which a line belongs to it
_FARTHEST = 26.0  # points below a text: what is drawn further down is no rule under it
_MOST_FLOATING = 200  # lines: each is looked for among all paragraphs


@dataclass(frozen=True)
class Spot:
    """A paragraph with its column, as high on its page as the lines above it make it."""

    block: Block
    x: float
    width: float
    start: float  # with the space before it
    top: float
    bottom: float


@dataclass
class Layout:
    """The paragraphs placed so far, and the lines that float away from the one that holds them."""

    spots: list[Spot] = field(default_factory=list)
    floating: list[tuple[drawings.Shape, Spot, Block | None]] = field(default_factory=list)

    def add(self, block: Block, x: float, y: float, width: float) -> Spot:
        """The place of a paragraph in a column that is filled down to `y`."""
        top = y + (block.gap_above if block.gap_above is not None else block.before or 0.0)
        spot = Spot(block, x, width, y, top, top + height_of(block))
        self.spots.append(spot)
        return spot

    def defer(self, shape: drawings.Shape, spot: Spot, usual: Block | None) -> bool:
        """Keeps a line for later that is drawn away from its own paragraph; else it is under `usual`."""
        if shape.y is None or shape.width is None or len(self.floating) >= _MOST_FLOATING:
            return False
        is_near = -_AROUND < shape.y < spot.bottom - spot.top + _AROUND
        if is_near and not (usual is None and shape.is_at_top):
            return False
        self.floating.append((shape, spot, usual))
        return True

    def strokes(self) -> list[Stroke]:
        """The rules that the lines kept for later make, now that every paragraph has its place."""
        found = [self._stroke(shape, spot, usual) for shape, spot, usual in self.floating]
        return [stroke for stroke in found if stroke is not None]

    def _stroke(self, shape: drawings.Shape, spot: Spot, usual: Block | None) -> Stroke | None:
        centre = _centre(shape, spot)
        heights = {spot.top + (shape.y or 0.0), spot.start + (shape.y or 0.0)}  # programs differ in this
        pairs = [(y, over) for y in heights if (over := self._spot_above(spot, centre, y)) is not None]
        _, found = min(pairs, key=_misfit, default=(0.0, None))
        if found is None:
            return None if usual is None else drawings.make_stroke(shape, usual, spot.width)
        at = replace(shape, x=centre - (shape.width or 0.0) / 2 - found.x, align=None)
        return drawings.make_stroke(at, found.block, found.width)

    def _spot_above(self, holder: Spot, centre: float, y: float) -> Spot | None:
        """The lowest text in the column at `centre` that a line at the height `y` is drawn under."""
        over = [
            other
            for other in self.spots
            if other.block.section == holder.block.section
            and not other.block.is_empty
            and other.x <= centre <= other.x + other.width
            and (other.top + other.bottom) / 2 <= y <= other.bottom + _FARTHEST
        ]
        return max(over, key=lambda other: other.bottom, default=None)


def _misfit(pair: tuple[float, Spot]) -> float:
    """How ill a line at a height fits under a text: it is drawn close below, rather than through it."""
    y, over = pair
    return y - over.bottom if y >= over.bottom else 3 * (over.bottom - y)


def height_of(block: Block) -> float:
    """About how high the lines of a paragraph are together, in points."""
    size = max((span.size or 0.0 for span in block.spans), default=_USUAL_SIZE)
    line = block.line_exact or _SINGLE * size * (block.line_spacing or 1.0)
    return line * max(1, len(block.line_widths or ()))


def _centre(shape: drawings.Shape, spot: Spot) -> float:
    """The middle of a line, from the left edge of the text; that of its column where nothing is said."""
    if shape.x is None:
        return spot.x + spot.width / 2
    return spot.x + shape.x + (shape.width or 0.0) / 2
