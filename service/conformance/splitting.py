"""Takes paragraphs apart that hold several things: lines made with line breaks, columns made with tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from service.conformance import patterns
from service.conformance.document import Align, Block, Side, Span

_GAP = re.compile(r"\t+[ \t]*| {4,}")
_BEFORE_A_BLANK = re.compile(r"(số\s*:|ngày|tháng|năm|,)$", re.IGNORECASE)
_LABEL = re.compile(r"\s*(?:[IVXLC]+|\d+(?:\.\d+)*|[^\W\d_])[.)]|\s*[-–+•*]")
"""The number of a heading or of an item, which a word processor sets off with a tab."""
_AFTER_A_BLANK = re.compile(r"^(/|tháng\b|năm\b|ngày\b)", re.IGNORECASE)
_USUAL_STOP = 36.0  # points between tab stops that nobody set
_SPACE = 0.25  # of the type size: a space of this face
_MIDDLE = 200.0  # points from the left margin: what begins further on belongs to the right column
_SHORT = 60  # letters: a place and date that is a line of its own


def split_block(block: Block) -> Iterator[Block]:
    """The block itself, or the lines and columns it is made of; they keep its index."""
    if not re.search(r"[\n\t]| {4}", block.text):
        yield block
        return
    count = 0
    for line in split_lines(block.spans):
        for side, align, column in _columns(line, block):
            if not _text(column).strip():
                continue
            is_first = not count and side is not Side.RIGHT
            yield replace(
                block,
                spans=_strip(column),
                first_line=_indent(block, _text(column)) if is_first else block.first_line,
                side=side,
                align=align,
                label=block.label if not count else None,
                is_continuation=block.is_continuation or count > 0,
                gap_above=block.gap_above if not count else 0.0,
                line_widths=None,
                place=replace(block.place, quote=_text(column).strip()),
            )
            count += 1
    if not count:
        yield block


def _indent(block: Block, text: str) -> float | None:
    """How far the first line is in, also where it was moved there with tabs."""
    tabs = len(text) - len(text.lstrip("\t"))
    if not tabs or block.first_line is None:
        return block.first_line
    left = block.left or 0.0
    place = left + block.first_line
    for _ in range(tabs):
        further = [stop for stop in block.tab_stops if stop > place + 1]
        place = min(further) if further else (place // _USUAL_STOP + 1) * _USUAL_STOP
    return place - left


def split_lines(spans: tuple[Span, ...]) -> list[tuple[Span, ...]]:
    """The lines that line breaks part."""
    return _cut(spans, [match.span() for match in re.finditer("\n", _text(spans))])


def _columns(line: tuple[Span, ...], block: Block) -> list[tuple[Side, Align | None, tuple[Span, ...]]]:
    """The columns of one line; a line that is no heading of two columns stays whole."""
    text = _text(line)
    gaps = [match.span() for match in _GAP.finditer(text) if _parts(text, match)]
    columns = [column for column in _cut(line, gaps) if _text(column).strip()]
    if len(columns) < 2 or not _is_heading_row([_text(column).strip() for column in columns]):
        is_alone = bool(gaps) and gaps[0][0] == 0 and len(columns) == 1
        if is_alone and (_is_pushed(_text(columns[0])) or _is_at_centre(text[: gaps[0][1]], block)):
            side = _side_of_gap(text[: gaps[0][1]], block, line)  # pushed there with tabs or spaces
            return [(side, None, columns[0])]
        return [(block.side, block.align, line)]
    last = len(columns) - 1
    sides = {0: Side.LEFT, last: Side.RIGHT}
    return [(sides.get(number, Side.FULL), None, column) for number, column in enumerate(columns)]


def _side_of_gap(gap: str, block: Block, line: tuple[Span, ...]) -> Side:
    """The side on which a text begins that stands behind a gap."""
    tabs = gap.count("\t")
    if tabs:
        stops = sorted(block.tab_stops)
        place = stops[tabs - 1] if tabs <= len(stops) else tabs * _USUAL_STOP
    else:
        place = len(gap) * _SPACE * max((span.size or 0.0 for span in line), default=0.0)
    return Side.LEFT if place < _MIDDLE else Side.RIGHT


def _is_at_centre(gap: str, block: Block) -> bool:
    """Whether tabs lead to a stop that centres what stands there, as in a heading of two columns."""
    stops, tabs = sorted(block.tab_stops), gap.count("\t")
    return 0 < tabs <= len(stops) and stops[tabs - 1] in block.centre_stops


def _parts(text: str, gap: re.Match[str]) -> bool:
    """Whether the gap parts columns; the blank for a number or a day does not."""
    before, after = text[: gap.start()].rstrip(), text[gap.end() :]
    if _LABEL.fullmatch(before):
        return False
    is_blank = bool(_BEFORE_A_BLANK.search(before) or _AFTER_A_BLANK.match(after))
    return "\t" in gap[0] or not is_blank


def _is_heading_row(columns: list[str]) -> bool:
    names = [column for column in columns if patterns.PERSON.match(patterns.RANK.sub("", column))]
    entries = [column for column in columns if patterns.RECIPIENT.match(column)]
    return any(map(_is_heading, columns)) or (bool(names) and len(names) + len(entries) == len(columns))


def _is_pushed(text: str) -> bool:
    """Whether a line that begins with a gap is one that has its place at the right."""
    name = patterns.RANK.sub("", text.strip())
    return _is_heading(text) or patterns.PERSON.match(name) is not None


def _is_heading(text: str) -> bool:
    text = text.strip()
    return bool(
        patterns.is_capitals(text)
        or patterns.resembles(text, patterns.MOTTO)
        or patterns.NUMBER.match(text)
        or patterns.RECIPIENTS.match(text)
        or (patterns.DATE_LINE.search(text) and len(text) < _SHORT and ":" not in text)
    )


def _cut(spans: tuple[Span, ...], gaps: list[tuple[int, int]]) -> list[tuple[Span, ...]]:
    """The stretches between `gaps`, which are places in the joined text."""
    pieces: list[list[Span]] = [[]]
    edges = iter([*gaps, (1 << 30, 1 << 30)])
    start, end = next(edges)
    position = 0
    for span in spans:
        offset = 0
        while offset < len(span.text):
            here = position + offset
            if here < start:
                stop = min(len(span.text), start - position)
                pieces[-1].append(replace(span, text=span.text[offset:stop]))
            else:
                stop = min(len(span.text), end - position)
                if position + stop >= end:
                    pieces.append([])
                    start, end = next(edges)
            offset = stop
        position += len(span.text)
    return [tuple(piece) for piece in pieces]


def _strip(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans without blanks at both ends."""
    kept = list(spans)
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)


def _text(spans: tuple[Span, ...]) -> str:
    return "".join(span.text for span in spans)
