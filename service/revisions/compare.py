"""Old and new pages of the same document side by side, with every changed place marked."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from PIL import ImageDraw

from service.revisions.words import Box, Drawn, Word, draw

_FEW = 2  # words left as they were between two changes, which read better as one
_CONTEXT = 6  # words that lead up to a change
_PADDING = 2.0  # dots between a word and the frame around it
_LEVELS = 16  # of grey: letters keep smooth edges, and a picture has half the bytes
# Above this many words, those that are everywhere do not anchor the comparison: it would take too long.
_MANY_WORDS = 4000
_FRAME = 2 * _LEVELS  # in the palette, after the greys on white and those on a tint

Colour = tuple[int, int, int]
_OLD: tuple[Colour, Colour] = ((255, 205, 203), (180, 35, 24))  # tint and frame
_NEW: tuple[Colour, Colour] = ((196, 238, 205), (17, 99, 41))


class ChangeKind(StrEnum):
    """What happened to some words."""

    REPLACED = "replaced"
    ADDED = "added"
    REMOVED = "removed"
    RESTYLED = "restyled"  # the same words in another face or size


@dataclass(frozen=True)
class Change:
    """One change in the text: the words before and after, and the pages they stand on, from 1."""

    kind: ChangeKind
    context: str  # the words that lead up to it
    old: str
    new: str
    old_page: int | None
    new_page: int | None


@dataclass(frozen=True)
class Picture:
    """A page as a PNG, its changed places marked."""

    number: int  # from 1
    png: bytes
    width: int
    height: int
    marks: int


@dataclass(frozen=True)
class Comparison:
    """What has changed between two PDFs, in words and in pictures."""

    changes: tuple[Change, ...]
    old: tuple[Picture, ...]
    new: tuple[Picture, ...]
    old_pages: int
    new_pages: int

    @property
    def pairs(self) -> Iterator[tuple[Picture | None, Picture | None]]:
        """The pages side by side."""
        return zip_longest(self.old, self.new)

    @property
    def is_cut(self) -> bool:
        """Whether there are more pages than were compared."""
        return self.old_pages > len(self.old) or self.new_pages > len(self.new)


def compare_pages(old: bytes, new: bytes) -> Comparison:
    """How the pages of the PDF `new` differ from those of `old`."""
    before, after = draw(old), draw(new)
    spans = list(_find_spans(before.words, after.words))
    old_words = [word for first, last, _, _ in spans for word in before.words[first:last]]
    new_words = [word for _, _, first, last in spans for word in after.words[first:last]]
    return Comparison(
        changes=tuple(_describe(before.words, after.words, span) for span in spans),
        old=tuple(_picture(before, number, old_words, _OLD) for number in range(len(before.pictures))),
        new=tuple(_picture(after, number, new_words, _NEW) for number in range(len(after.pictures))),
        old_pages=before.pages,
        new_pages=after.pages,
    )


_Span = tuple[int, int, int, int]


def _find_spans(old: Sequence[Word], new: Sequence[Word]) -> Iterator[_Span]:
    """Where words differ: from and to among the old ones, from and to among the new ones."""
    before, after = ([(word.text, word.look) for word in words] for words in (old, new))
    matcher = SequenceMatcher(None, before, after, autojunk=max(len(old), len(new)) > _MANY_WORDS)
    open_span: _Span | None = None
    for tag, *ends in matcher.get_opcodes():
        if tag == "equal":
            continue
        span: _Span = (ends[0], ends[1], ends[2], ends[3])
        if open_span is not None and span[0] - open_span[1] > _FEW:
            yield open_span
            open_span = None
        open_span = span if open_span is None else (open_span[0], span[1], open_span[2], span[3])
    if open_span is not None:
        yield open_span


def _describe(old: Sequence[Word], new: Sequence[Word], span: _Span) -> Change:
    before, after = old[span[0] : span[1]], new[span[2] : span[3]]
    lead = old[max(0, span[0] - _CONTEXT) : span[0]]
    return Change(
        kind=_kind_of(before, after),
        context=_say(lead),
        old=_say(before),
        new=_say(after),
        old_page=before[0].page + 1 if before else None,
        new_page=after[0].page + 1 if after else None,
    )


def _kind_of(before: Sequence[Word], after: Sequence[Word]) -> ChangeKind:
    if not before:
        return ChangeKind.ADDED
    if not after:
        return ChangeKind.REMOVED
    is_same = [word.text for word in before] == [word.text for word in after]
    return ChangeKind.RESTYLED if is_same else ChangeKind.REPLACED


def _say(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _picture(drawn: Drawn, number: int, changed: Sequence[Word], colours: tuple[Colour, Colour]) -> Picture:
    image = drawn.pictures[number].point(lambda grey: grey * _LEVELS // 256)
    boxes = _join([word.box for word in changed if word.page == number])
    frames = [(round(left), round(top), round(right), round(bottom)) for left, top, right, bottom in boxes]
    for frame in frames:
        image.paste(image.crop(frame).point(lambda level: level % _LEVELS + _LEVELS), frame)
    for frame in frames:
        ImageDraw.Draw(image).rectangle(frame, outline=_FRAME, width=2)
    image.putpalette(_palette(*colours))
    buffer = io.BytesIO()
    image.save(buffer, "PNG", bits=8)
    return Picture(number + 1, buffer.getvalue(), *image.size, len(frames))


def _palette(tint: Colour, frame: Colour) -> list[int]:
    """Greys from black to white, the same from black to `tint`, and the colour of frames."""
    steps = [(paper, level) for paper in ((255, 255, 255), tint) for level in range(_LEVELS)]
    return [*(part * level // (_LEVELS - 1) for paper, level in steps for part in paper), *frame]


def _join(boxes: Sequence[Box]) -> Iterator[Box]:
    """One frame for all neighbouring words of a line."""
    current: Box | None = None
    for left, top, right, bottom in boxes:
        box = (max(left - _PADDING, 0.0), max(top - _PADDING, 0.0), right + _PADDING, bottom + _PADDING)
        if current is not None and _is_on_line(current, box):
            current = (current[0], min(current[1], box[1]), box[2], max(current[3], box[3]))
            continue
        if current is not None:
            yield current
        current = box
    if current is not None:
        yield current


def _is_on_line(box: Box, following: Box) -> bool:
    height = box[3] - box[1]
    return abs(box[3] - following[3]) < height / 2 and -height < following[0] - box[2] < height
