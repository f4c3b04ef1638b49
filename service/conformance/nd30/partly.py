"""Rules that a file decides in part: what it shows is measured, the rest is left to a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from service.conformance import patterns
from service.conformance.document import Block, Picture
from service.conformance.elements import Element, Kind, Subject
from service.conformance.nd30.looks import judge, type_faults
from service.conformance.verdict import Observation, failed, passed, unknown, unsure

_BLANK = re.compile(r"^[\s.…_]*$")
_NUMBER = re.compile(r"^\s*số\s*:?\s*(?P<number>[^/]*)/\s*(?P<symbol>\S.*?)\s*$", re.IGNORECASE)
_DATE = re.compile(
    r"\bngày(?P<day>[\s.…_\d]*)tháng(?P<month>[\s.…_\d]*)năm(?P<year>[\s.…_\d]*)", re.IGNORECASE
)
_REFERRED = re.compile(r"\bsố\s*:?\s*(?P<number>[\d.…_\s]*)/\s*(?P<symbol>[^\s,;()]+)", re.IGNORECASE)
_ADVISORY = re.compile(r"^\s*(ĐOÀN|BAN CHỈ ĐẠO|TỔ|HỘI ĐỒNG TƯ VẤN|HỘI ĐỒNG THI|BAN TỔ CHỨC)\b")
_SMALL_WORDS = frozenset({"VÀ", "CỦA", "CÁC"})
_DRAFTER = re.compile(
    r"Lưu\s*:.*,\s*(?P<sign>[^\W\d_]{1,6})\.?\s*\(?\s*(?P<copies>\d+)\s*(bản|b)?\s*\)?\s*\.?\s*$"
)
_COPY_SYMBOL = re.compile(r"/(SY|SL|TrS)-\S+")
_NEAR = 12  # blocks around the form of copy that belong to it
_KEPT_SIZE = (11.0, 11.0)


def nd30_num_04(subject: Subject) -> Iterator[Observation]:
    """An advisory body does not number with the symbol of the body whose seal it uses."""
    bodies = subject.main.all(Element.ISSUING_BODY)
    if not bodies or not _ADVISORY.match(bodies[0].text.upper()):
        return
    superiors = _initials(subject.main.all(Element.SUPERIOR))
    for block, _, symbol in _numbers(subject):
        issuer = _issuer(symbol, subject.main.kind)
        if issuer and issuer in superiors and not _fits(issuer, _initials(bodies)):
            yield unsure(block.place, f"ký hiệu «{issuer}» là của cơ quan chủ quản, không phải số riêng")
        else:
            yield passed(block.place)


def nd30_num_10(subject: Subject) -> Iterator[Observation]:
    """The symbol fits the name of the issuing body; only its office knows the list that is in force there."""
    initials = _initials(subject.main.all(Element.ISSUING_BODY))
    for block, _, symbol in _numbers(subject):
        issuer = _issuer(symbol, subject.main.kind)
        if not issuer or not initials:
            continue
        found = f"«{issuer}» không phải chữ đầu của tên cơ quan ban hành; cần đối chiếu quy định của cơ quan"
        yield passed(block.place) if _fits(issuer, initials) else unsure(block.place, found)


def nd30_num_13(subject: Subject) -> Iterator[Observation]:
    """Number and day are blank together, or given together; when they were given the file does not tell."""
    dates = subject.main.all(Element.PLACE_DATE)
    for block, number, _ in _numbers(subject):
        match = _DATE.search(dates[0].text) if dates else None
        if match is None:
            continue
        has_number, has_day = not _BLANK.match(number), not _BLANK.match(match["day"])
        if has_number and has_day:
            yield unknown(block.place, "đã có số và ngày; tệp không cho biết lấy số lúc nào")
        elif has_number or has_day:
            yield unsure(block.place, "có số mà để trống ngày" if has_number else "có ngày mà để trống số")
        else:
            yield passed(block.place)


def nd30_app_06(subject: Subject) -> Iterator[Observation]:
    """The reference line is filled in as the document is, or left blank as in an electronic one."""
    own = next(_numbers(subject), None)
    for piece in subject.attachments:
        for block in piece.all(Element.REFERENCE_LINE)[:1]:
            number, date = _REFERRED.search(block.text), _DATE.search(block.text)
            if number is None:
                continue
            is_blank = bool(_BLANK.match(number["number"]))
            is_dateless = date is not None and bool(_BLANK.match(date["day"]))
            if own is not None and not is_blank and not _BLANK.match(own[1]) and not _is_same(number, own):
                yield failed(block.place, f"ghi số «{number[0]}», văn bản chính là «{own[0].text.strip()}»")
            elif date is not None and is_blank is not is_dateless:
                yield unsure(block.place, "chỉ điền một trong hai: số, ngày")
            else:
                yield passed(block.place)


def nd30_mrk_01(subject: Subject) -> Iterator[Observation]:
    """A mark of secrecy is stamped, not typed."""
    for block in subject.main.all(Element.SECRECY):
        yield unsure(block.place, f"«{block.text.strip()}» gõ sẵn trong tệp; dấu mật đóng bằng dấu khắc sẵn")


def nd30_msc_01(subject: Subject) -> Iterator[Observation]:
    """The drafter's sign and the number of copies, where the line `Lưu` has them, look as asked."""
    for block in subject.main.all(Element.RECIPIENT)[-1:]:
        match = _DRAFTER.search(block.text)
        if match is not None:
            small = (
                "" if match["sign"].isupper() else f"ký hiệu người soạn thảo «{match['sign']}» không viết hoa"
            )
            yield judge(block, [small, *type_faults(block, _KEPT_SIZE, bold=False)])


def nd30_sig_13(subject: Subject) -> Iterator[Observation]:
    """A picture at the signature is a PNG; whether it is the blue hand of the signatory a person sees."""
    for picture in _pictures(subject):
        if picture.format != "png":
            yield failed(
                picture.place, f"hình ảnh ở chỗ ký là {picture.format.upper() or 'loại khác'}, phải là PNG"
            )
        else:
            yield unsure(picture.place, "có hình ảnh ở chỗ ký: xem có phải chữ ký màu xanh, nền trong suốt")


def nd30_esg_05(subject: Subject) -> Iterator[Observation]:
    """No picture of a signature or seal is in the file, or a person sees whose it is."""
    pictures = _pictures(subject)
    for picture in pictures:
        yield unsure(picture.place, "có hình ảnh ở chỗ ký; xem có phải chữ ký, con dấu được phép đưa vào")
    if not pictures and subject.main.has(Element.SIGNING_AUTHORITY):
        yield passed()


def nd30_cpy_02(subject: Subject) -> Iterator[Observation]:
    """A number, place and date belong to the form of copy; the original is a person's to see."""
    for piece in subject.pieces:
        form = piece.first(Element.COPY_FORM)
        if form is None:
            continue
        near = [block for block in piece.blocks if block.index >= form.index - _NEAR]
        text = "\n".join(block.text for block in near)
        faults = [
            "" if _COPY_SYMBOL.search(text) else "thiếu số, ký hiệu bản sao (SY, SL, TrS)",
            ""
            if any(patterns.DATE_LINE.search(block.text) for block in near)
            else "thiếu địa danh, ngày sao",
        ]
        found = "; ".join(fault for fault in faults if fault)
        yield unsure(form.place, found) if found else passed(form.place)


def _pictures(subject: Subject) -> tuple[Picture, ...]:
    """The pictures at the place for the signature."""
    ending = subject.main.all(Element.SIGNING_AUTHORITY, Element.SIGNATORY)
    if not ending:
        return ()
    first = min(block.index for block in ending)
    last = max(block.index for block in ending)
    return tuple(one for one in subject.document.pictures if first - 1 <= one.index <= last + 1)


def _numbers(subject: Subject) -> Iterator[tuple[Block, str, str]]:
    """The number line with its number and its symbol."""
    for block in subject.main.all(Element.NUMBER)[:1]:
        match = _NUMBER.match(block.text)
        if match is not None:
            yield block, match["number"], match["symbol"]


def _issuer(symbol: str, kind: Kind) -> str:
    """The group of the symbol that stands for the issuing body."""
    groups = [group.strip() for group in re.split(r"[-–—]", symbol)]
    place = 0 if kind is Kind.LETTER else 1
    return groups[place] if len(groups) > place else ""


def _initials(blocks: Sequence[Block]) -> str:
    """The first letters of the words of a name on one or more lines."""
    words = re.findall(r"[^\W\d_]+", " ".join(patterns.squeeze(block.text).upper() for block in blocks))
    return "".join(
        word if word in ("UBND", "HĐND") else word[0] for word in words if word not in _SMALL_WORDS
    )


def _fits(short: str, initials: str) -> bool:
    """Whether the letters of an abbreviation come in their order among the first letters of a name."""
    left = iter(patterns.skeleton(initials))
    return all(letter in left for letter in patterns.skeleton(short) if letter.isalpha())


def _is_same(referred: re.Match[str], own: tuple[Block, str, str]) -> bool:
    """Whether two number lines mean one number; how they are spelt is for other rules."""
    numbers = referred["number"].strip().lstrip("0"), own[1].strip().lstrip("0")
    symbols = (re.sub(r"^(19|20)\d\d/|\s|\.$", "", one) for one in (referred["symbol"], own[2]))
    first, second = (re.sub("[–—−]", "-", symbol).casefold() for symbol in symbols)
    return numbers[0] == numbers[1] and (first == second or second.startswith(first))
