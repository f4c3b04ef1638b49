"""Rules of parts, articles, clauses and points (ND30-STR)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.conformance import patterns
from service.conformance.document import Align, Block
from service.conformance.elements import Element, Piece, Subject
from service.conformance.nd30.body import INDENTS
from service.conformance.nd30.looks import (
    centre_fault,
    is_capitals,
    judge,
    lines_of,
    millimetres,
    slack,
    type_faults,
)
from service.conformance.verdict import Observation, failed, passed

_SIZES = (13.0, 14.0)
_ROMAN = re.compile(r"^(?=[IVXLC])(C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_LONGEST_HEADING = 120  # letters; a clause of a line or two that ends without a mark is a heading


def nd30_str_01(subject: Subject) -> Iterator[Observation]:
    """Parts, chapters and sections have a heading."""
    for piece in subject.pieces:
        named = piece.named
        for place, (block, element) in enumerate(named):
            if element is not Element.PART_HEADING:
                continue
            has_title = place + 1 < len(named) and named[place + 1][1] is Element.PART_TITLE
            yield passed(block.place) if has_title else failed(block.place, "không có tiêu đề")


def nd30_str_02(subject: Subject) -> Iterator[Observation]:
    """`Phần` and `Chương` with a Roman number, and their headings, look as asked."""
    yield from _divisions(subject, patterns.PART, _is_roman, "số La Mã")


def nd30_str_03(subject: Subject) -> Iterator[Observation]:
    """`Mục` and `Tiểu mục` with an Arabic number, and their headings, look as asked."""
    yield from _divisions(subject, patterns.DIVISION, str.isdecimal, "số Ả Rập")


def nd30_str_04(subject: Subject) -> Iterator[Observation]:
    """`Điều 1.` is bold, with an Arabic number and a period, indented, as large as the text."""
    for piece in subject.pieces:
        size = _body_size(piece)
        for block in lines_of(piece, Element.ARTICLE):
            yield judge(block, _article_faults(block, size, slack(subject.document)))


def nd30_str_05(subject: Subject) -> Iterator[Observation]:
    """A clause has an Arabic number and a period, is upright, and bold only as a heading."""
    for piece in subject.pieces:
        size = _body_size(piece)
        for block in lines_of(piece, Element.CLAUSE):
            match = patterns.CLAUSE.match(block.text)
            if match is None:
                continue
            faults = [
                "" if match[2] == "." else f"sau số là «{match[2]}», phải là dấu chấm",
                *_text_faults(block, size),
                "chữ đậm mà không phải tiêu đề" if _is_bold(block) and not _is_heading(block) else "",
            ]
            yield judge(block, faults)


def nd30_str_06(subject: Subject) -> Iterator[Observation]:
    """A point has a letter and a bracket, is upright and not bold."""
    for piece in subject.pieces:
        size = _body_size(piece)
        for block in lines_of(piece, Element.POINT):
            match = patterns.POINT.match(block.text)
            if match is None:
                continue
            faults = [
                "" if match[2] == ")" else f"sau chữ cái là «{match[2]}», phải là «)»",
                "chữ cái viết hoa" if match[1].isupper() else "",
                *_text_faults(block, size),
                "chữ đậm" if _is_bold(block) else "",
            ]
            yield judge(block, faults)


def nd30_str_07(subject: Subject) -> Iterator[Observation]:
    """Points follow the Vietnamese alphabet of the decree."""
    for piece in subject.pieces:
        above = ""
        for block, element in piece.named:
            if element in (Element.CLAUSE, Element.ARTICLE, Element.SECTION_HEADING, Element.PART_HEADING):
                above = ""
            match = patterns.POINT.match(block.text) if element is Element.POINT else None
            if match is None:
                continue
            letter = match[1].lower()
            expected = _next_letter(above)
            if letter not in _LETTERS:
                yield failed(block.place, f"chữ cái «{letter}» không dùng để đánh thứ tự điểm")
            elif letter not in (expected, "a"):
                yield failed(block.place, f"điểm «{letter}» đứng sau điểm «{above}»")
            else:
                yield passed(block.place)
            above = letter


def nd30_str_08(subject: Subject) -> Iterator[Observation]:
    """Headings with a Roman number are in capitals and bold."""
    for piece in subject.pieces:
        for block in lines_of(piece, Element.SECTION_HEADING):
            match = patterns.SECTION.match(block.text)
            mark = match[2] if match else ""
            if match is None and (lettered := patterns.LETTERED.match(block.text)):
                yield failed(block.place, f"«{lettered[1]}» không phải số La Mã")
                continue
            faults = [
                "" if mark == "." else f"sau số La Mã là «{mark}», phải là dấu chấm",
                "" if is_capitals(block) else "tiêu đề không phải chữ in hoa",
                *type_faults(block, _SIZES, bold=True),
            ]
            yield judge(block, faults)


def _divisions(
    subject: Subject, pattern: re.Pattern[str], is_number: object, asked: str
) -> Iterator[Observation]:
    for piece in subject.pieces:
        title_is_ours = False
        for block, element in piece.named:
            match = pattern.match(block.text) if element is Element.PART_HEADING else None
            if match is not None:
                is_right = callable(is_number) and is_number(match[2])
                faults = [
                    "" if is_right else f"«{match[2]}» không phải {asked}",
                    "viết bằng chữ in hoa" if is_capitals(block) else "",
                    centre_fault(block),
                    *type_faults(block, _SIZES, bold=True),
                ]
                yield judge(block, faults)
            elif element is Element.PART_TITLE and title_is_ours:
                capitals = "" if is_capitals(block) else "tiêu đề không phải chữ in hoa"
                yield judge(block, [capitals, centre_fault(block), *type_faults(block, _SIZES, bold=True)])
            title_is_ours = match is not None


def _article_faults(block: Block, size: float | None, tolerance: float) -> Iterator[str]:
    match = patterns.ARTICLE.match(block.text)
    if match is None:
        return
    if not match[1].isdecimal():
        yield f"«{match[1]}» không phải chữ số Ả Rập"
    if match[2] != ".":
        yield "sau số thứ tự điều phải là dấu chấm"
    if not block.text.lstrip().startswith("Điều "):
        yield "chữ «Điều» viết chưa đúng"
    head = block.inked[0] if block.inked else None
    if head is not None and head.is_bold is False:
        yield "«Điều» và số thứ tự không đậm"
    if head is not None and head.is_italic:
        yield "chữ nghiêng"
    if size is not None and head is not None and head.size is not None and abs(head.size - size) > 0.1:
        yield f"cỡ chữ {head.size:g} khác cỡ chữ nội dung {size:g}"
    if block.first_line is not None and block.align is not Align.CENTRE:
        indent = (block.left or 0.0) + block.first_line  # one line on a page has no left edge of its own
        if not any(abs(indent - length) <= tolerance for length in INDENTS):
            yield f"chữ đầu dòng lùi {millimetres(indent)}"
    elif block.align is Align.CENTRE:
        yield "canh giữa"


def _text_faults(block: Block, size: float | None) -> Iterator[str]:
    sizes = {span.size for span in block.inked if span.size is not None}
    if size is not None and any(abs(own - size) > 0.1 for own in sizes):
        yield f"cỡ chữ khác cỡ chữ nội dung {size:g}"
    first = block.inked[0] if block.inked else None
    if first is not None and first.is_italic:
        yield "chữ nghiêng"


def _body_size(piece: Piece) -> float | None:
    """The size that most of the text has."""
    counts: dict[float, int] = {}
    for block in piece.all(Element.BODY, Element.CLAUSE, Element.POINT, Element.ARTICLE):
        for span in block.inked:
            if span.size is not None:
                counts[span.size] = counts.get(span.size, 0) + len(span.text)
    return max(counts, key=lambda size: counts[size], default=None)


def _is_bold(block: Block) -> bool:
    """Whether the whole line is bold; a word in bold is no heading and no fault."""
    return bool(block.inked) and all(span.is_bold for span in block.inked)


def _is_heading(block: Block) -> bool:
    return len(block.text) <= _LONGEST_HEADING and not block.text.rstrip().endswith((";", ".", ","))


def _is_roman(text: str) -> bool:
    return bool(_ROMAN.match(text))


def _next_letter(above: str) -> str:
    if not above:
        return "a"
    place = _LETTERS.find(above)
    return _LETTERS[place + 1] if 0 <= place < len(_LETTERS) - 1 else ""
