"""Finds tables and frames in the strokes of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from service.conformance.pdf.drawn import Line, Page, Stroke

_TOUCH = 2.0  # points between strokes that meet


@dataclass(frozen=True)
class Grid:
    """Strokes that meet one another: a table, or the frame around a mark."""

    lying: tuple[Stroke, ...]
    standing: tuple[Stroke, ...]

    @property
    def x0(self) -> float:
        """Its left end."""
        return min(stroke.x0 for stroke in (*self.lying, *self.standing))

    @property
    def x1(self) -> float:
        """Its right end."""
        return max(stroke.x1 for stroke in (*self.lying, *self.standing))

    @property
    def y0(self) -> float:
        """Its upper end."""
        return min(stroke.y0 for stroke in (*self.lying, *self.standing))

    @property
    def y1(self) -> float:
        """Its lower end."""
        return max(stroke.y1 for stroke in (*self.lying, *self.standing))

    @property
    def columns(self) -> list[float]:
        """Where its standing strokes are, each place once."""
        return _distinct(stroke.x0 for stroke in self.standing)

    @property
    def rows(self) -> list[float]:
        """Where its lying strokes are, each place once."""
        return _distinct(stroke.y0 for stroke in self.lying)

    @property
    def is_frame(self) -> bool:
        """Whether it is one rectangle, single or double, without cells."""
        return len(_apart(self.columns, 5)) == 2 and len(_apart(self.rows, 5)) == 2

    def holds(self, line: Line) -> bool:
        """Whether the line stands inside."""
        return self.x0 - 2 <= line.x0 and line.x1 <= self.x1 + 2 and self.y0 <= line.baseline <= self.y1

    def cell_of(self, line: Line) -> tuple[int, int]:
        """The row and column of the line, counted from 1."""
        crossing = [stroke for stroke in self.lying if stroke.x0 <= line.centre <= stroke.x1]
        above = _distinct(stroke.y0 for stroke in crossing if stroke.y0 < line.baseline)
        return max(len(above), 1), max(sum(column < line.centre for column in self.columns), 1)


def find_grids(page: Page) -> list[Grid]:
    """The tables and frames of a page from top to bottom."""
    groups: list[list[Stroke]] = []
    for stroke in page.strokes:
        touching = [group for group in groups if any(_meet(stroke, other) for other in group)]
        joined = [stroke, *(other for group in touching for other in group)]
        groups = [group for group in groups if group not in touching] + [joined]
    grids = [
        Grid(
            tuple(stroke for stroke in group if stroke.is_horizontal),
            tuple(stroke for stroke in group if not stroke.is_horizontal),
        )
        for group in groups
    ]
    closed = [grid for grid in grids if len(grid.rows) > 1 and len(grid.columns) > 1]
    return sorted(closed, key=lambda grid: grid.y0)


def _meet(first: Stroke, second: Stroke) -> bool:
    if first.is_horizontal == second.is_horizontal:
        return False
    return (
        first.x0 - _TOUCH <= second.x1
        and second.x0 - _TOUCH <= first.x1
        and first.y0 - _TOUCH <= second.y1
        and second.y0 - _TOUCH <= first.y1
    )


def _distinct(places: Iterable[float]) -> list[float]:
    return _apart(sorted(places), _TOUCH)


def _apart(places: list[float], distance: float) -> list[float]:
    kept: list[float] = []
    for place in places:
        if not kept or place - kept[-1] > distance:
            kept.append(place)
    return kept
