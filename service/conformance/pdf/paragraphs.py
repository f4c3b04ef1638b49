"""Puts the lines of a column or of the text area into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from service.conformance.document import MM, Align
from service.conformance.patterns import (
    APPENDIX_LABEL,
    DIVISION,
    MOTTO,
    NATIONAL_NAME,
    PART,
    PERSON,
    find_type,
    is_capitals,
    resembles,
)
from service.conformance.pdf.area import Area
from service.conformance.pdf.drawn import SINGLE_SPACING, Line

_EDGE = 3.0  # points by which an edge of justified text may differ
_INDENT = 12.0  # points: less is no indent of a first line
_INDENTS = (10 * MM, 36.0)  # 1 cm, and the 1.27 cm of Word
_ROUNDED = 0.8  # points: a browser puts each line on a whole pixel
_GAP = 2.5  # points between lines beyond the usual: another paragraph
_SIGNATURE_ROOM = 50.0  # points between the lines of a column where somebody signs
_WIDEST = 2.6  # times a single line: lines of one sentence are no further apart, however spaced
_ITEM = re.compile(r"\s*[-–+•*]\s")
_ENDS = re.compile(r"[.:;!?/]\W*$")


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together, with how they are set; what they do not tell is None."""

    lines: tuple[Line, ...]
    align: Align | None = None
    left: float | None = None
    first_line: float | None = None
    pitch: float | None = None  # between its baselines

    @property
    def line_spacing(self) -> float | None:
        """How far its lines are apart, in single lines; what a renderer rounds is not told from 1 and 1.5."""
        if self.pitch is None:
            return None
        single = SINGLE_SPACING * self.lines[0].size
        usual = next((times for times in (1.0, 1.5) if abs(self.pitch - times * single) < _ROUNDED), None)
        return usual or self.pitch / single


def find_paragraphs(lines: Iterable[Line], area: Area) -> list[Paragraph]:
    """The paragraphs of the text area; one that runs on over a page stays whole."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _runs_on(groups[-1], line, area):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_measure(group, area) for group in groups]


def _runs_on(group: list[Line], line: Line, area: Area) -> bool:
    above = group[-1]
    if _stands_alone(above.text) or _stands_alone(line.text):
        return False
    if above.page == line.page:
        distance = line.baseline - above.baseline
        usual = group[1].baseline - group[0].baseline if _is_pair(group) else _pitch_for(line, area)
        if distance <= 0 or (distance > usual + _GAP and not _goes_on(above, line, area)):
            return False
    elif line.page != above.page + 1:
        return False
    if _are_centred(above, line, area) and not _begins_with_indent(group, line, area):
        return above.face == line.face and is_capitals(above.text) == is_capitals(line.text)
    if line.x0 > area.left + _INDENT:
        # A further line stands further right only where the whole paragraph does.
        return abs(line.x0 - above.x0) < _EDGE and len(group) > 1 and area.is_full(above, line)
    return area.is_full(above, line) and line.x0 < area.left + _EDGE


def _goes_on(above: Line, line: Line, area: Area) -> bool:
    """Whether a line further below than usual still is of the same sentence, as where lines are two apart."""
    return (
        area.is_full(above, line)
        and line.x0 < area.left + _EDGE
        and not _ENDS.search(above.text)
        and line.baseline - above.baseline < _WIDEST * SINGLE_SPACING * line.size
        and above.face == line.face
    )


def _are_centred(above: Line, line: Line, area: Area) -> bool:
    """Whether both lines stand in the middle; the upper one of a bold title may fill the width."""
    is_title = above.is_bold and abs(above.centre - area.centre) < _EDGE
    return area.is_centred(line) and (area.is_centred(above) or is_title)


def _stands_alone(text: str) -> bool:
    """Whether the line is a heading of its own, however like its neighbours it looks."""
    is_label = any(label.match(text) for label in (APPENDIX_LABEL, PART, DIVISION))
    return is_label or (find_type(text) is not None and not _ends_sentence(text))


def _ends_sentence(text: str) -> bool:
    """Whether the name of a type is the last words of a sentence, as where `đúng / quy định.` is broken."""
    return text[:1].islower() or text.rstrip().endswith(".")


def _is_pair(group: list[Line]) -> bool:
    return len(group) > 1 and group[0].page == group[1].page


def _pitch_for(line: Line, area: Area) -> float:
    return max(area.pitch, SINGLE_SPACING * line.size * 1.02)


def _begins_with_indent(group: list[Line], line: Line, area: Area) -> bool:
    """Whether lines that look centred are one-line paragraphs with the same indent."""
    return abs(group[-1].x0 - line.x0) < 1 and area.left + _INDENT < line.x0 < area.left + 45


def _measure(lines: list[Line], area: Area) -> Paragraph:
    further = lines[1:]
    pitches = [
        second.baseline - first.baseline
        for first, second in zip(lines, further, strict=False)
        if first.page == second.page
    ]
    return Paragraph(
        tuple(lines),
        _find_align(lines, area),
        min(line.x0 for line in further) - area.left if further else None,
        _indent(lines[0], further, area),
        median(pitches) if pitches else None,
    )


def _indent(line: Line, further: list[Line], area: Area) -> float | None:
    """How far a first line is in from the others, or from the edge of the area where that is known."""
    if further:
        return line.x0 - min(other.x0 for other in further)
    return line.x0 - area.left if area.is_left_known else None


def _find_align(lines: list[Line], area: Area) -> Align | None:
    whole = lines[:-1]
    if whole and all(_are_centred(above, line, area) for above, line in pairwise(lines)):
        return Align.CENTRE
    if whole and all(abs(line.x1 - area.right) < _EDGE for line in whole):
        return Align.BOTH
    if all(area.is_centred(line) for line in lines) and (len(lines) > 1 or not _is_indented(lines[0], area)):
        return Align.CENTRE
    if whole and any(area.right - line.x1 > _EDGE for line in whole):
        return Align.LEFT
    return None


def _is_indented(line: Line, area: Area) -> bool:
    """Whether a line begins where first lines do, and so is in the middle by chance at most."""
    indent = line.x0 - area.left
    is_exact = abs(line.centre - area.centre) < 1
    return _INDENT < indent < 45 and (not is_exact or any(abs(indent - usual) < 0.6 for usual in _INDENTS))


def find_column_paragraphs(lines: tuple[Line, ...]) -> list[Paragraph]:
    """The paragraphs of a column of a heading or of signatures: its lines, entries of a list joined."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and (
            _continues_entry(groups[-1], line)
            or _continues_name(groups[-1][-1], line)
            or _continues_post(groups, line)
            or _continues_phrase(groups[-1], line)
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    align = _align_column(lines)
    return [Paragraph(tuple(group), align) for group in groups]


def _continues_entry(group: list[Line], line: Line) -> bool:
    above = group[-1]
    return (
        bool(_ITEM.match(group[0].text))
        and not _ITEM.match(line.text)
        and above.face.size == line.face.size
        and not above.text.rstrip().endswith((";", "."))
        and line.baseline - above.baseline < 1.6 * line.size
    )


def _continues_phrase(group: list[Line], line: Line) -> bool:
    """Whether Quốc hiệu or Tiêu ngữ is broken over lines."""
    text = " ".join(other.text for other in (*group, line))
    return any(
        resembles(text, phrase) and not resembles(group[0].text, phrase) for phrase in (NATIONAL_NAME, MOTTO)
    )


def _continues_post(groups: list[list[Line]], line: Line) -> bool:
    """Whether a post that stands between the signature and the name runs on: TRƯỞNG PHÒNG / TỔ CHỨC."""
    if len(groups) < 2 or groups[-1][0].baseline - groups[-2][-1].baseline < _SIGNATURE_ROOM:
        return False
    above = groups[-1][-1]
    is_near = line.baseline - above.baseline < 1.35 * line.size and above.face == line.face
    return is_near and is_capitals(above.text) and is_capitals(line.text)


def _continues_name(above: Line, line: Line) -> bool:
    """Whether a person's name in a narrow column runs on: Nguyễn Thị Hồng / Lương."""
    is_near = line.baseline - above.baseline < 1.35 * line.size and above.face == line.face
    return (
        is_near
        and above.is_bold
        and len(line.text.split()) == 1
        and bool(PERSON.match(above.text + " " + line.text))
    )


def _align_column(lines: tuple[Line, ...]) -> Align | None:
    centres = [line.centre for line in lines]
    if len(lines) > 1 and max(centres) - min(centres) < 4:
        return Align.CENTRE
    if len(lines) > 1 and max(line.x0 for line in lines) - min(line.x0 for line in lines) < 1:
        return Align.LEFT
    return None
