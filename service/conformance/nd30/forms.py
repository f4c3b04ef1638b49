"""Rules of the sample forms: which parts a document of a type has, and in which order (ND30-FRM)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from service.conformance.elements import Element, Kind, Piece, Subject
from service.conformance.verdict import Observation, failed, passed, unsure

E = Element
_HEAD = (E.ISSUING_BODY, E.NATIONAL_NAME, E.MOTTO, E.NUMBER)
_END = (E.RECIPIENTS_HEAD, E.SIGNING_AUTHORITY)
_DECISION = (E.TYPE_NAME, E.ABSTRACT, E.AUTHORITY_LINE, E.LEGAL_BASIS, E.VERDICT_WORD)
_STRAIGHT = (E.TYPE_NAME, E.ABSTRACT)
_NOT_TYPED = (
    *(Kind.DECISION, Kind.RESOLUTION, Kind.LETTER, Kind.TELEGRAM, Kind.INVITATION),
    *(Kind.INTRODUCTION, Kind.MINUTES, Kind.UNKNOWN),
)
_OWN_FORMS = ("GIẤY NGHỈ PHÉP", "HỢP ĐỒNG", "BẢN GHI NHỚ", "BẢN THỎA THUẬN")  # not under M1.4
_ISSUES = re.compile(r"\b(ban hành|phê duyệt)\b.*\bkèm theo\b|\bkèm theo\b.*\b(ban hành|phê duyệt)\b", re.I)
_MINUTES = (
    ("thời gian", r"thời gian( bắt đầu)?\s*:|vào (hồi|lúc)|hôm nay"),
    ("địa điểm", r"địa điểm\s*:|\btại\b"),
    ("thành phần", r"thành phần"),
    ("chủ trì", r"chủ trì|chủ tọa|chủ toạ|trưởng đoàn"),
    ("thư ký", r"thư ký|người ghi"),
    ("giờ kết thúc", r"kết thúc|bế mạc|lập xong"),
)
_INVITATION = (
    ("trân trọng kính mời", r"trân trọng\s+kính\s+mời"),
    ("thời gian", r"thời gian\s*:"),
    ("địa điểm", r"địa điểm\s*:"),
)
_LEAVE = (
    ("cấp cho", r"cấp cho"),
    ("chức vụ", r"chức vụ\s*:"),
    ("thời gian nghỉ phép", r"nghỉ phép trong thời gian|thời gian nghỉ phép"),
)
_INTRODUCTION = (
    ("trân trọng giới thiệu", r"trân trọng\s+giới\s+thiệu"),
    ("chức vụ", r"chức vụ\s*:"),
    ("nơi được cử đến", r"được cử đến"),
    ("về việc", r"về việc\s*:"),
)


def nd30_frm_01(subject: Subject) -> Iterator[Observation]:
    """A resolution."""
    if subject.main.kind is Kind.RESOLUTION:
        yield from _check(subject.main, (*_HEAD, E.PLACE_DATE, *_DECISION, *_END), _DECISION)


def nd30_frm_02(subject: Subject) -> Iterator[Observation]:
    """A decision."""
    if subject.main.kind is Kind.DECISION:
        yield from _check(
            subject.main, (*_HEAD, E.PLACE_DATE, *_DECISION, E.ARTICLE, *_END), (*_DECISION, E.ARTICLE)
        )


def nd30_frm_03(subject: Subject) -> Iterator[Observation]:
    """A decision that issues a text with it has that text, or names it."""
    abstract = subject.main.first(E.ABSTRACT)
    if subject.main.kind is not Kind.DECISION or abstract is None:
        return
    if not abstract.text.strip().casefold().startswith(("ban hành", "phê duyệt", "về việc ban hành")):
        return
    is_named = any(_ISSUES.search(block.text) for block in subject.main.all(E.ARTICLE, E.BODY))
    if not is_named:
        yield failed(abstract.place, "Điều 1 không ghi «Ban hành kèm theo Quyết định này …»")
    elif not subject.attachments:
        yield unsure(abstract.place, "tệp không có văn bản kèm theo; có thể ở tệp khác")
    else:
        yield passed(abstract.place)


def nd30_frm_04(subject: Subject) -> Iterator[Observation]:
    """Any other typed document."""
    if subject.main.kind not in _NOT_TYPED and subject.main.type_name not in _OWN_FORMS:
        yield from _check(subject.main, (*_HEAD, E.PLACE_DATE, *_STRAIGHT, *_END), _STRAIGHT)


def nd30_frm_05(subject: Subject) -> Iterator[Observation]:
    """A letter."""
    if subject.main.kind is Kind.LETTER:
        order = (E.LETTER_ABSTRACT, E.ADDRESSEE_HEAD)
        yield from _check(subject.main, (*_HEAD, E.PLACE_DATE, *order, *_END), order)


def nd30_frm_06(subject: Subject) -> Iterator[Observation]:
    """A telegram."""
    if subject.main.kind is Kind.TELEGRAM:
        yield from _check(subject.main, (*_HEAD, *_STRAIGHT, *_END), _STRAIGHT)
        yield from _check_words(subject.main, (("… điện:", r"\bđiện\s*:"),))


def nd30_frm_07(subject: Subject) -> Iterator[Observation]:
    """An invitation."""
    if subject.main.kind is Kind.INVITATION:
        yield from _check(subject.main, (*_HEAD, *_STRAIGHT, *_END), _STRAIGHT)
        yield from _check_words(subject.main, _INVITATION)


def nd30_frm_08(subject: Subject) -> Iterator[Observation]:
    """A letter of introduction."""
    if subject.main.kind is Kind.INTRODUCTION:
        yield from _check(subject.main, (*_HEAD, E.TYPE_NAME, *_END), (E.TYPE_NAME,))
        yield from _check_words(subject.main, _INTRODUCTION)


def nd30_frm_09(subject: Subject) -> Iterator[Observation]:
    """Minutes."""
    if subject.main.kind is Kind.MINUTES:
        yield from _check(
            subject.main, (*_HEAD, *_STRAIGHT, E.SIGNING_AUTHORITY, E.RECIPIENTS_HEAD), _STRAIGHT
        )
        yield from _check_words(subject.main, _MINUTES)
        if len({(b.table, b.column, b.side) for b in subject.main.all(E.SIGNATORY)}) == 1:
            yield unsure(None, "Biên bản chỉ có một chữ ký")


def nd30_frm_10(subject: Subject) -> Iterator[Observation]:
    """A leave slip."""
    if subject.main.type_name == "GIẤY NGHỈ PHÉP":
        yield from _check(subject.main, (*_HEAD, E.PLACE_DATE, E.TYPE_NAME, *_END), (E.TYPE_NAME,))
        yield from _check_words(subject.main, _LEAVE)


def nd30_frm_11(subject: Subject) -> Iterator[Observation]:
    """An appendix."""
    for piece in subject.attachments:
        if piece.kind is Kind.APPENDIX:
            yield from _check(
                piece, (E.APPENDIX_LABEL, E.REFERENCE_LINE), (E.APPENDIX_LABEL, E.REFERENCE_LINE)
            )


def _check(piece: Piece, wanted: Sequence[Element], order: Sequence[Element]) -> Iterator[Observation]:
    """Whether the parts are there, and those above the text stand in their order."""
    absent = [element.value for element in wanted if not piece.has(element)]
    if absent:
        yield failed(None, f"Thiếu {', '.join(absent)}")
    starts = [(piece.first(element), element) for element in order]
    found = [(block.index, block, element) for block, element in starts if block is not None]
    for above, below in itertools.pairwise(found):
        if below[0] < above[0]:
            yield failed(below[1].place, f"{below[2].value} đứng trước {above[2].value}")
    for block in piece.all(E.UNSURE):
        yield unsure(block.place, "chưa rõ là thành phần thể thức nào")
    if not absent:
        yield passed()


def _check_words(piece: Piece, wanted: Sequence[tuple[str, str]]) -> Iterator[Observation]:
    text = "\n".join(block.text for block in piece.blocks)
    absent = [label for label, pattern in wanted if not re.search(pattern, text, re.IGNORECASE)]
    yield failed(None, f"Không tìm thấy mục: {', '.join(absent)}") if absent else passed()
