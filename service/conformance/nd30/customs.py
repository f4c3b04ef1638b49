"""Customs of the text, the addressees, the recipients and the tables; an office may have its own (HOUSE)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.conformance import patterns
from service.conformance.document import Align, Block
from service.conformance.elements import Element, Subject
from service.conformance.nd30.body import INDENTS
from service.conformance.nd30.looks import lines_of, slack
from service.conformance.verdict import Observation, failed, passed

_TEXT = (Element.BODY, Element.ARTICLE, Element.CLAUSE, Element.POINT)
_BULLET = re.compile(r"^\s*([-–—•*+▪○●§·])\s")
_FULL_DATE = re.compile(r"\bngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}\b", re.IGNORECASE)
_SHORT_DATE = re.compile(r"(?<![\d/])\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d{2}\b")
_WRONG_NUMBER = re.compile(r"(?<![\d.,/])(?:\d{1,3}(?:,\d{3}){2,}|\d+\.\d{1,2}\s?%|\d+(?:,\d+)?\s%)(?![\d])")
_NUMBER = re.compile(r"(?<![\d.,/])(?:\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?%)")
_WRONG_TIME = re.compile(r"(?<![\d:])\d{1,2}\s?[hH]\s?\d{0,2}(?![\w:])|(?<![\d:/])\d{1,2}:\d{2}(?![\d:])")
_TIME = re.compile(r"\b\d{1,2} giờ\b")
_ABBREVIATION = re.compile(r"(?<![\w/&.-])[A-ZĐƯƠÂÊÔĂ]{2,8}(?![\w/&-])")
_ROMAN = re.compile(r"^X{0,3}(?:IX|IV|V?I{0,3})$")


def nd30_bod_07(subject: Subject) -> Iterator[Observation]:
    """Lists begin with the marks of the house."""
    for block in _lines(subject):
        mark = _BULLET.match(block.text)
        if mark is None:
            continue
        is_usual = mark[1] in subject.house.bullets
        yield passed(block.place) if is_usual else failed(block.place, f"dấu đầu dòng «{mark[1]}»")


def nd30_bod_08(subject: Subject) -> Iterator[Observation]:
    """An abbreviation is explained where it is first used."""
    known = {*subject.house.known_abbreviations}
    for block in _lines(subject):
        text = block.text
        if patterns.is_capitals(text):
            continue
        for match in _ABBREVIATION.finditer(text):
            short = match[0]
            if short in known or _ROMAN.match(short):
                continue
            known.add(short)
            is_explained = re.search(rf"\([^()]*\b{short}\s*\)", text) is not None
            yield (
                passed(block.place)
                if is_explained
                else failed(block.place, f"«{short}» chưa được giải thích")
            )


def nd30_bod_09(subject: Subject) -> Iterator[Observation]:
    """Points part thousands, commas decimals; the sign for per cent follows at once."""
    for block in _lines(subject):
        if wrong := _WRONG_NUMBER.search(block.text):
            yield failed(block.place, f"viết số «{wrong[0]}»")
        elif _NUMBER.search(block.text):
            yield passed(block.place)


def nd30_bod_10(subject: Subject) -> Iterator[Observation]:
    """Clock times are written with the word `giờ`."""
    for block in _lines(subject):
        if wrong := _WRONG_TIME.search(block.text):
            yield failed(block.place, f"viết giờ «{wrong[0]}»")
        elif _TIME.search(block.text):
            yield passed(block.place)


def nd30_dat_06(subject: Subject) -> Iterator[Observation]:
    """Dates in the text are all written one way; tables and citations in brackets are left alone."""
    full: list[Block] = []
    for block in _lines(subject):
        text = re.sub(r"\([^()]*\)", "", block.text)
        if _FULL_DATE.search(text):
            full.append(block)
        short = _SHORT_DATE.search(text)
        if short and full:
            yield failed(block.place, f"chỗ viết đủ «ngày … tháng … năm …», chỗ viết «{short[0]}»")
    if full:
        yield passed(full[0].place)


def nd30_rcp_05(subject: Subject) -> Iterator[Observation]:
    """The addressees are set off towards the middle of the page."""
    for block in subject.main.all(Element.ADDRESSEE_HEAD)[:1]:
        indent = _indent(subject, block)
        if block.align is Align.CENTRE or block.table is not None or indent is None:
            yield passed(block.place)
            continue
        is_set_off = indent > max(INDENTS) + slack(subject.document)
        yield passed(block.place) if is_set_off else failed(block.place, "khối «Kính gửi» sát lề trái")


def nd30_rcp_16(subject: Subject) -> Iterator[Observation]:
    """`Như …` stands first and `Lưu` last."""
    entries = subject.main.all(Element.RECIPIENT)
    for place, entry in enumerate(entries):
        text = patterns.LIST_MARK.sub("", entry.text)
        if text.startswith("Như ") and place and not _begins(entries[place - 1], "Như "):
            yield failed(entry.place, f"«{text.strip()}» không ở đầu danh sách")
        elif patterns.KEPT.match(entry.text) and place != len(entries) - 1:
            yield failed(entry.place, "dòng Lưu không ở cuối danh sách")
        else:
            yield passed(entry.place)


def nd30_app_12(subject: Subject) -> Iterator[Observation]:
    """Tables are in the sizes of the house, and their first row is bold."""
    least, most = subject.house.table_size_pt
    first_rows: dict[int | None, list[Block]] = {}
    for block in subject.all(Element.TABLE_TEXT):
        sizes = {span.size for span in block.inked if span.size is not None}
        wrong = sorted(size for size in sizes if not least - 0.1 <= size <= most + 0.1)
        if wrong:
            yield failed(block.place, f"cỡ chữ trong bảng {wrong[0]:g}".replace(".", ","))
        else:
            yield passed(block.place)
        if block.row == 1:
            first_rows.setdefault(block.table, []).append(block)
    for blocks in first_rows.values() if subject.house.has_bold_header_row else ():
        if any(span.is_bold is False for block in blocks for span in block.inked):
            yield failed(blocks[0].place, "hàng đầu của bảng không đậm")


def _indent(subject: Subject, block: Block) -> float | None:
    """How far in from the left margin a line begins, as drawn or as set."""
    section = subject.document.sections[min(block.section, len(subject.document.sections) - 1)]
    if block.x0 is not None and section.left is not None:
        return block.x0 - section.left
    return None if block.left is None else block.left + (block.first_line or 0.0)


def _lines(subject: Subject) -> list[Block]:
    return [block for piece in subject.pieces for block in lines_of(piece, *_TEXT)]


def _begins(entry: Block, words: str) -> bool:
    return patterns.LIST_MARK.sub("", entry.text).startswith(words)
