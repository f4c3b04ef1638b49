"""Reads what is drawn on a page besides text: straight lines, thin boxes that look like lines, pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import pypdfium2.raw as pdfium

from service.conformance.pdf.drawn import Box, Stroke
from service.conformance.pdf.geometry import Handle, Matrix, View, read_colour
from service.errors import DocumentUnreadable

_MAX_DEPTH = 8
_MAX_OBJECTS = 20_000  # of one page: a table of 60 rows, each border drawn for itself, has some 1,000
_MAX_SEGMENTS = 200_000  # of one page: one whose letters are drawn as outlines has some 100,000
_LONGEST_PATH = 5_000  # segments: a table drawn as one path has some 1,000, curves and maps have more
_MAX_STROKES = 600  # the longest of a page: charts and maps have thousands of short ones, tables do not
_THIN = 2.5  # points: a filled box no thicker is a rule
_JOINT = 1.0  # points between pieces of one rule: Word draws the border of every cell for itself
_WHITE = "FFFFFF"

_Point = tuple[float, float]


def read_shapes(page: Handle, view: View) -> tuple[tuple[Stroke, ...], tuple[Box, ...]]:
    """The strokes of a page, pieces of one rule joined, and the extents of its pictures."""
    reader = _ShapeReader(view)
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        reader.read(pdfium.FPDFPage_GetObject(page, index), Matrix(), 0)
    strokes = sorted(_join(reader.strokes), key=lambda stroke: -stroke.length)
    return tuple(strokes[:_MAX_STROKES]), tuple(reader.pictures)


class _ShapeReader:
    """Walks through the objects of a page and the forms in it."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._seen = 0
        self._segments = 0
        self.strokes: list[Stroke] = []
        self.pictures: list[Box] = []

    def read(self, drawn: Handle, around: Matrix, depth: int) -> None:
        self._seen += 1
        if self._seen > _MAX_OBJECTS:
            raise DocumentUnreadable("too-complex")
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._read_path(drawn, _matrix_of(drawn).then(around))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            within = _matrix_of(drawn).then(around)
            corners = [self._view.turn(*within.apply(x, y)) for x, y in ((0, 0), (1, 1))]
            self.pictures.append(_box_around(corners))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            within = _matrix_of(drawn).then(around)
            for index in range(pdfium.FPDFFormObj_CountObjects(drawn)):
                self.read(pdfium.FPDFFormObj_GetObject(drawn, index), within, depth + 1)

    def _read_path(self, path: Handle, matrix: Matrix) -> None:
        count = pdfium.FPDFPath_CountSegments(path)
        self._segments += min(count, _LONGEST_PATH)
        if self._segments > _MAX_SEGMENTS:
            raise DocumentUnreadable("too-complex")
        if count > _LONGEST_PATH:
            return
        fill, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, fill, stroked)
        if stroked.value:
            self._read_outline(path, matrix)
        elif fill.value:
            self._read_filled(path, matrix)

    def _read_outline(self, path: Handle, matrix: Matrix) -> None:
        colour = read_colour(pdfium.FPDFPageObj_GetStrokeColor, path)
        width = ctypes.c_float()
        pdfium.FPDFPageObj_GetStrokeWidth(path, width)
        is_dashed = pdfium.FPDFPageObj_GetDashCount(path) > 0
        for start, end in _edges(path):
            box = _box_around([self._view.turn(*matrix.apply(*point)) for point in (start, end)])
            if colour != _WHITE and (box.y1 - box.y0 < 0.5 or box.x1 - box.x0 < 0.5):
                self.strokes.append(Stroke(box.x0, box.y0, box.x1, box.y1, width.value, colour, is_dashed))

    def _read_filled(self, path: Handle, matrix: Matrix) -> None:
        colour = read_colour(pdfium.FPDFPageObj_GetFillColor, path)
        points = [self._view.turn(*matrix.apply(*point)) for edge in _edges(path) for point in edge]
        if not points or colour == _WHITE:
            return
        box = _box_around(points)
        thickness = min(box.x1 - box.x0, box.y1 - box.y0)
        if thickness <= _THIN:
            self.strokes.append(_flatten(box, thickness, colour))


def _flatten(box: Box, thickness: float, colour: str) -> Stroke:
    """The thin box as the line along its middle."""
    if box.x1 - box.x0 >= box.y1 - box.y0:
        middle = (box.y0 + box.y1) / 2
        return Stroke(box.x0, middle, box.x1, middle, thickness, colour)
    middle = (box.x0 + box.x1) / 2
    return Stroke(middle, box.y0, middle, box.y1, thickness, colour)


def _edges(path: Handle) -> Iterator[tuple[_Point, _Point]]:
    """The straight pieces of a path; the ends of curved ones join as if they were straight."""
    x, y = ctypes.c_float(), ctypes.c_float()
    first: _Point | None = None
    last: _Point | None = None
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (x.value, y.value)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO or last is None:
            first = point
        else:
            yield last, point
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment) and first is not None and first != point:
            yield point, first


def _matrix_of(drawn: Handle) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, matrix)
    return Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _box_around(points: Iterable[_Point]) -> Box:
    across, down = zip(*points, strict=True)
    return Box(min(across), min(down), max(across), max(down))


def _join(strokes: list[Stroke]) -> Iterator[Stroke]:
    """The strokes, those that continue one another on the same line joined; each is told once."""
    lying = sorted((s for s in strokes if s.is_horizontal), key=lambda s: (round(s.y0, 1), s.x0))
    yield from _join_along(lying, is_next=lambda a, b: abs(a.y0 - b.y0) < 0.3 and b.x0 - a.x1 < _JOINT)
    standing = sorted((s for s in strokes if not s.is_horizontal), key=lambda s: (round(s.x0, 1), s.y0))
    yield from _join_along(standing, is_next=lambda a, b: abs(a.x0 - b.x0) < 0.3 and b.y0 - a.y1 < _JOINT)


def _join_along(strokes: list[Stroke], is_next: Callable[[Stroke, Stroke], bool]) -> Iterator[Stroke]:
    joined: Stroke | None = None
    for stroke in strokes:
        if joined is not None and is_next(joined, stroke):
            joined = replace(joined, x1=max(joined.x1, stroke.x1), y1=max(joined.y1, stroke.y1))
            continue
        if joined is not None:
            yield joined
        joined = stroke
    if joined is not None:
        yield joined
