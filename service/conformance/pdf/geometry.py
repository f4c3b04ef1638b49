"""The coordinates of PDF, turned into those of the page as it is read."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Handle = Any
"""What PDFium hands out for a page, an object or a text; its Python types say no more."""


@dataclass(frozen=True)
class View:
    """The visible part of a page, and how far the page is turned clockwise for reading, in degrees."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0

    def turn(self, x: float, y: float) -> tuple[float, float]:
        """The point, from the upper left corner of the page as it is read."""
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y


@dataclass(frozen=True)
class Matrix:
    """How an object's own coordinates become those of what holds it."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def apply(self, x: float, y: float) -> tuple[float, float]:
        """The point in the coordinates of the holder."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, outer: Matrix) -> Matrix:
        """The matrix that does this one first, then `outer`."""
        return Matrix(
            self.a * outer.a + self.b * outer.c,
            self.a * outer.b + self.b * outer.d,
            self.c * outer.a + self.d * outer.c,
            self.c * outer.b + self.d * outer.d,
            self.e * outer.a + self.f * outer.c + outer.e,
            self.e * outer.b + self.f * outer.d + outer.f,
        )


def read_colour(ask: Callable[..., int], drawn: Handle) -> str:
    """The colour that PDFium's function `ask` tells of an object, as RRGGBB."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    ask(drawn, red, green, blue, alpha)
    return f"{red.value:02X}{green.value:02X}{blue.value:02X}"
