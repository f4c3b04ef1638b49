"""Rules of capital letters that a pattern or a short list decides (ND30-CAP, Phụ lục II)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.conformance.document import Block
from service.conformance.elements import Element, Subject
from service.conformance.patterns import LOWER, UPPER
from service.conformance.verdict import Observation, failed, passed, unsure

_TEXT = (Element.BODY, Element.ARTICLE, Element.CLAUSE, Element.POINT, Element.LEGAL_BASIS)
_SENTENCE = re.compile(rf"(?<=[{LOWER}\d)»”][.?!])\s+([{LOWER}][{LOWER}]+)")
_ABBREVIATED = re.compile(r"(\b[A-ZĐa-zđ]{1,3}|\d|v\.v|tr|ThS|TS|PGS|GS)[.]$")
_START = re.compile(rf"^\s*(?:[-+•*–]\s*|\d+(?:\.\d+)*[.)]\s*|[a-zđ][.)]\s*|[IVXLC]+\.\s*)?+([{LOWER}])")
_UNITS = r"(?:[Tt]ỉnh|[Xx]ã|[Pp]hường|[Hh]uyện|[Qq]uận|[Tt]hị trấn|[Tt]hị xã|[Tt]hành phố|[Đđ]ặc khu)"
_BIG_UNIT = re.compile(
    rf"(?<![.!?:;(\"“])\s(Tỉnh|Xã|Huyện|Thị trấn|Thị xã|Đặc khu) (?=[{UPPER}][{LOWER}]+)(?!Ủy|Đoàn|Hội)"
)
_SMALL_NAME = re.compile(
    rf"\b(?:tỉnh|xã|phường|huyện|thành phố) ((?:[{UPPER}][{LOWER}]+ )+)"
    r"(la|bình|giang|nam|ninh|châu|sơn|dương)\b"
)
_CITY = re.compile(r"\bthành phố Hồ Chí Minh\b|\bthủ đô Hà Nội\b|\bThành Phố Hồ Chí Minh\b|\bThủ Đô Hà Nội\b")
_CITY_RIGHT = re.compile(r"\bThành phố Hồ Chí Minh\b|\bThủ đô Hà Nội\b")
_REGION = re.compile(
    r"\b(tây bắc|đông bắc|bắc bộ|nam bộ|Tây bắc|Đông bắc|Bắc bộ|Nam bộ|bắc trung bộ|trung bộ)\b"
)
_REGION_RIGHT = re.compile(r"\b(Tây Bắc|Đông Bắc|Bắc Bộ|Nam Bộ|Bắc Trung Bộ|Trung Bộ)\b")
_SMALL_STATE = re.compile(r"\b(nhà nước|nhân dân)\b")
_IN_A_NAME = re.compile(
    r"(hội đồng|ủy ban|uỷ ban|tòa án|toà án|viện kiểm sát|quân đội|công an) $", re.IGNORECASE
)
_TYPES = (
    r"luật|pháp lệnh|nghị quyết|nghị định|quyết định|thông tư|chỉ thị|kế hoạch|công văn|thông báo|tờ trình"
    r"|báo cáo|biên bản"
)
_SMALL_TYPE = re.compile(rf"\b({_TYPES}) số\s+\d+\S*/")
_BIG_TYPE = re.compile(rf"\b(?:{_TYPES}) số\s+\d+\S*/", re.IGNORECASE)
_BIG_CLAUSE = re.compile(r"(?<=[^.!?:;\s]) (Khoản|Điểm) (?=\d+\b|[a-zđ]\b)")
_SMALL_ARTICLE = re.compile(r"\b(điều) (?=\d+\b)|\b(chương|phần|mục) (?=[IVXLC]+\b)")
_CITING = re.compile(r"\b(?:khoản|điều|điểm) (?:\d+|[a-zđ])\b", re.IGNORECASE)
_SMALL_DAY = re.compile(
    r"\bthứ (hai|ba|tư|năm|sáu|bảy),? ngày\b|\b(?:ngày|vào|sáng|chiều) thứ (hai|ba|tư|năm|sáu|bảy)\b"
)
_BIG_DAY = re.compile(r"\bthứ (Hai|Ba|Tư|Năm|Sáu|Bảy)\b|\bThứ (Hai|Ba|Tư|Năm|Sáu|Bảy)\b")
_BIG_MONTH = re.compile(r"(?<=[^.!?:;\s]) Tháng \d")
_SMALL_TET = re.compile(
    r"\btết\b(?! (nguyên đán|Nguyên đán|Nguyên Đán|trung thu|Trung thu|Đoan ngọ|Hàn thực))"
)
_BIG_TET = re.compile(r"(?<=[^.!?:;\s]) Tết (?=Trung [Tt]hu|Nguyên [Đđ]án|Đoan [Nn]gọ)")
_TET_RIGHT = re.compile(r"\bTết\b|\btết (Nguyên đán|Trung thu|Đoan ngọ|Hàn thực)\b")


def nd30_cap_01(subject: Subject) -> Iterator[Observation]:
    """A sentence and a paragraph begin with a capital."""
    for block in _text(subject):
        text = block.text
        start = _START.match(text)
        if start is not None and not block.is_continuation:
            yield failed(block.place, f"đầu dòng viết thường «{text.strip()[:20]}»")
            continue
        small = [
            match[1] for match in _SENTENCE.finditer(text) if not _ABBREVIATED.search(text[: match.start()])
        ]
        yield failed(block.place, f"sau dấu chấm viết thường «{small[0]}»") if small else passed(block.place)


def nd30_cap_03(subject: Subject) -> Iterator[Observation]:
    """In the name of an administrative unit only the proper name has capitals."""
    for block in _text(subject):
        big, small = _BIG_UNIT.search(block.text), _SMALL_NAME.search(block.text)
        if small:
            yield failed(block.place, f"tên riêng viết thường «{small[0]}»")
        elif big and big[1] == "Tỉnh":  # none is named after a person, a number or an event
            yield failed(block.place, "viết hoa «Tỉnh»")
        elif big:
            yield unsure(
                block.place, f"viết hoa «{big[1]}»; chỉ đúng khi tên riêng là tên người, chữ số, sự kiện"
            )
        elif re.search(_UNITS + rf" [{UPPER}]", block.text):
            yield passed(block.place)


def nd30_cap_05(subject: Subject) -> Iterator[Observation]:
    """Two names of their own kind."""
    yield from _search(subject, _CITY, _CITY_RIGHT)


def nd30_cap_07(subject: Subject) -> Iterator[Observation]:
    """Names of regions."""
    yield from _search(subject, _REGION, _REGION_RIGHT, is_certain=False)


def nd30_cap_09(subject: Subject) -> Iterator[Observation]:
    """`Nhà nước` and `Nhân dân`; inside a longer phrase a person decides."""
    for block in _text(subject):
        for match in _SMALL_STATE.finditer(block.text):
            if not _IN_A_NAME.search(block.text[: match.start()]):
                yield unsure(block.place, f"viết thường «{match[0]}»")
                break


def nd30_cap_11(subject: Subject) -> Iterator[Observation]:
    """The type of a document that is named has a capital."""
    yield from _search(subject, _SMALL_TYPE, _BIG_TYPE, also=(Element.REFERENCE_LINE,))


def nd30_cap_12(subject: Subject) -> Iterator[Observation]:
    """Articles and chapters are cited with a capital, clauses and points without."""
    for block in _text(subject):
        big, small = _BIG_CLAUSE.search(block.text), _SMALL_ARTICLE.search(block.text)
        if big:
            yield failed(block.place, f"viết hoa «{big[1]}» khi viện dẫn")
        if small:
            yield failed(block.place, f"viết thường «{small[1] or small[2]}» khi viện dẫn")
        if not big and not small and _CITING.search(block.text):
            yield passed(block.place)


def nd30_cap_13(subject: Subject) -> Iterator[Observation]:
    """Days in words have a capital, months in digits none."""
    for block in _text(subject):
        small, month = _SMALL_DAY.search(block.text), _BIG_MONTH.search(block.text)
        if small:
            yield failed(block.place, f"viết thường tên ngày «{small[0]}»")
        elif month:
            yield failed(block.place, f"viết hoa «{month[0].strip()}»")
        elif _BIG_DAY.search(block.text):
            yield passed(block.place)


def nd30_cap_14(subject: Subject) -> Iterator[Observation]:
    """`Tết` alone has a capital, with the name of a feast none."""
    for block in _text(subject):
        wrong = _SMALL_TET.search(block.text) or _BIG_TET.search(block.text)
        if wrong:
            yield failed(block.place, f"viết «{wrong[0].strip()}»")
        elif _TET_RIGHT.search(block.text):
            yield passed(block.place)


def _search(
    subject: Subject,
    wrong: re.Pattern[str],
    right: re.Pattern[str],
    *,
    is_certain: bool = True,
    also: tuple[Element, ...] = (),
) -> Iterator[Observation]:
    for block in subject.all(*_TEXT, *also):
        if match := wrong.search(block.text):
            found = f"viết «{match[0].strip()}»"
            yield failed(block.place, found) if is_certain else unsure(block.place, found)
        elif right.search(block.text):
            yield passed(block.place)


def _text(subject: Subject) -> tuple[Block, ...]:
    return subject.all(*_TEXT)
