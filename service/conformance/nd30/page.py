"""Rules of the page: paper, orientation, margins, typeface, page numbers (ND30-GEN, ND30-PAG)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from service.conformance.document import MM, Align, Block, Medium, PageNumber, Section, Span
from service.conformance.elements import Element, Subject
from service.conformance.nd30.looks import millimetres, slack, type_faults
from service.conformance.patterns import Kind
from service.conformance.verdict import Observation, failed, passed, unknown, unsure
from service.language.text import looks_legacy

_A4 = (210.0, 297.0)
_PAPER_SLACK = 0.5  # millimetres
_MARGINS = (
    ("trên", "top", 20, 25),
    ("dưới", "bottom", 20, 25),
    ("trái", "left", 30, 35),
    ("phải", "right", 15, 20),
)
_TYPEFACE = "Times New Roman"
# Another maker's names for the same file, and twins with the same letters and widths.
_SAME_FACE = ("timesnewroman", "timesnewromanps", "timesnewromanpsmt")
_TWINS = ("liberationserif", "tinos")
_BULLETS = frozenset("•-+*–▪○●o§ü·")  # as word processors put them before paragraphs
_MARKS = frozenset(".,;:()-/'\"?!…_«»“”")  # that belong to writing as letters do
_PAGE_SIZES = (13.0, 14.0)
_TONES = frozenset("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")


def nd30_gen_01(subject: Subject) -> Iterator[Observation]:
    """Paper is A4, whichever way it is turned."""
    for section in subject.document.sections:
        if section.width is None or section.height is None:
            yield failed(None, f"{_name(section)} không ghi khổ giấy")
            continue
        short, long = sorted((section.width / MM, section.height / MM))
        is_a4 = abs(short - _A4[0]) <= _PAPER_SLACK and abs(long - _A4[1]) <= _PAPER_SLACK
        found = f"{_name(section)}: khổ giấy {short:.0f} × {long:.0f} mm"
        yield passed() if is_a4 else failed(None, found)


def nd30_gen_02(subject: Subject) -> Iterator[Observation]:
    """A section lies on its side only for tables; an appendix may."""
    own = {block.section for piece in subject.attachments for block in piece.blocks}
    for section in subject.document.sections:
        if section.is_landscape is None:
            continue
        if not section.is_landscape:
            yield passed()
        elif section.index not in own and not _has_table(subject, section):
            yield failed(None, f"{_name(section)} trình bày ngang mà không có bảng")
        else:
            yield passed()


def nd30_gen_04(subject: Subject) -> Iterator[Observation]:
    """Margins keep their limits."""
    tolerance = slack(subject.document)
    for section in subject.document.sections:
        for label, name, least, most in _MARGINS:
            margin = getattr(section, name)
            if section.is_mirrored and name in ("left", "right") and margin is not None:
                yield unsure(None, f"{_name(section)}: lề đối xứng, lề trái và lề phải đổi chỗ ở trang chẵn")
            if margin is None:
                yield failed(None, f"{_name(section)} không ghi lề {label}")
                continue
            is_right = least * MM - tolerance <= margin <= most * MM + tolerance
            yield (
                passed() if is_right else failed(None, f"{_name(section)}: lề {label} {millimetres(margin)}")
            )


def nd30_gen_05(subject: Subject) -> Iterator[Observation]:
    """Every letter is in Times New Roman and black; only the urgency mark is red (ND30-MRK-02)."""
    red = {id(mark.spans) for mark in _marks(subject)}
    yield from _spare_faults(subject)
    for block in subject.document.every_block():
        if block.is_empty:
            continue
        yield from _face_faults(block, subject.document.medium)
        colours = {span.colour for span in block.inked if span.colour is not None}
        if id(block.spans) not in red and colours - {"000000"}:
            yield failed(block.place, f"chữ màu #{', #'.join(sorted(colours - {'000000'}))}")
        yield passed(block.place)


def nd30_gen_06(subject: Subject) -> Iterator[Observation]:
    """Text is precomposed Unicode, and no relic of a legacy encoding."""
    for block in subject.document.every_block():
        text = block.text
        if text.isascii():
            continue
        if _TONES & set(text) or unicodedata.normalize("NFC", text) != text:
            yield failed(block.place, "dấu tiếng Việt viết rời (Unicode tổ hợp)")
        elif looks_legacy(text):
            yield failed(block.place, "chữ theo bảng mã cũ (VNI, TCVN3)")
        else:
            yield passed(block.place)


def nd30_pag_01(subject: Subject) -> Iterator[Observation]:
    """Page numbers are Arabic, 13-14, upright, and begin with 1."""
    for section in subject.document.sections:
        if not section.numbers:
            continue
        if not section.is_arabic:
            yield failed(None, f"{_name(section)}: số trang không phải chữ số Ả Rập")
        if section.index == 0 and section.first_number not in (None, 1):
            yield failed(None, f"Số trang bắt đầu từ {section.first_number}")
        for number in section.numbers:
            faults = list(type_faults(number.block, _PAGE_SIZES, bold=False))
            yield failed(number.block.place, "; ".join(faults)) if faults else passed(number.block.place)


def nd30_pag_02(subject: Subject) -> Iterator[Observation]:
    """Page numbers stand centred in the top margin."""
    for number in _numbers(subject):
        place = number.block.place
        if not number.is_in_header:
            yield failed(place, "số trang đặt ở chân trang")
        elif number.block.align is Align.CENTRE:
            yield passed(place)
        elif "\t" in number.block.text:
            yield unsure(place, "số trang đặt bằng phím Tab, không rõ có canh giữa không")
        else:
            yield failed(place, "số trang không canh giữa")


def nd30_pag_03(subject: Subject) -> Iterator[Observation]:
    """The first page shows no number; those that follow do."""
    sections = subject.document.sections
    numbers = list(_numbers(subject))
    if not numbers:
        pages = subject.document.pages
        if pages is None:
            yield from _unnumbered(subject)
        elif pages > 1:
            yield failed(None, f"Văn bản có {pages} trang nhưng không có số trang")
        return
    first = [number for number in sections[0].numbers if number.is_on_first_page] if sections else []
    for number in first:
        yield failed(number.block.place, "trang thứ nhất có số trang")
    if not first:
        yield passed()


def nd30_pag_04(subject: Subject) -> Iterator[Observation]:
    """Each appendix has page numbers of its own, beginning again."""
    before = {block.section for block in subject.main.blocks if not block.is_empty}
    for piece in subject.attachments:
        if not piece.blocks:
            continue
        block = piece.blocks[0]
        section = subject.document.sections[min(block.section, len(subject.document.sections) - 1)]
        if piece.kind is not Kind.APPENDIX:
            continue
        if section.index in before:
            yield failed(block.place, "phụ lục không đánh số trang riêng (chung phần với nội dung trước)")
        elif section.first_number != 1:
            yield failed(block.place, "số trang của phụ lục không bắt đầu lại từ 1")
        elif any(number.is_on_first_page for number in section.numbers):
            yield failed(block.place, "trang đầu của phụ lục có số trang")
        else:
            yield passed(block.place)
        before |= {other.section for other in piece.blocks}


def _unnumbered(subject: Subject) -> Iterator[Observation]:
    """A DOCX does not tell its pages; one that is surely long needs numbers."""
    letters = sum(len(block.text) for block in subject.document.blocks)
    if letters > 6000 or len(subject.document.sections) > 1:  # two full pages of text
        yield failed(None, "Văn bản nhiều trang nhưng không có số trang")
    else:
        yield unsure(None, "Không có số trang; đúng nếu văn bản chỉ có một trang")


def _numbers(subject: Subject) -> Iterator[PageNumber]:
    for section in subject.document.sections:
        yield from section.numbers


def _has_table(subject: Subject, section: Section) -> bool:
    return any(block.is_tabular and block.section == section.index for block in subject.document.blocks)


def _marks(subject: Subject) -> list[Block]:
    return list(subject.all(Element.URGENCY, Element.SECRECY))


def _face_faults(block: Block, medium: Medium) -> Iterator[Observation]:
    written = [span for span in block.inked if not _is_sign(block, span)]
    wrong = _strangers(written, medium)
    if wrong:
        yield failed(block.place, f"phông chữ {', '.join(wrong)}")
    elif any(not span.fonts for span in written):
        yield _unnamed(block, medium)
    elif signs := _strangers((span for span in block.inked if _is_sign(block, span)), medium):
        yield unsure(block.place, f"ký hiệu đầu dòng hoặc ký hiệu đặc biệt dùng phông {', '.join(signs)}")


def _unnamed(block: Block, medium: Medium) -> Observation:
    """Of letters for which no font is named: a DOCX leaves it to the word processor, and it shows."""
    if medium is Medium.DOCX:
        return unsure(block.place, "tệp không ghi phông chữ; chương trình soạn thảo sẽ tự chọn")
    return unknown(block.place, "tệp không ghi phông chữ")


def _spare_faults(subject: Subject) -> Iterator[Observation]:
    """Fonts named for scripts that are not in the text: one observation for each font."""
    seen: dict[str, list[Block]] = {}
    every = list(subject.document.every_block())
    drawn = {name for block in every for span in block.inked for name in span.fonts}
    for block in every:
        for name in {name for span in block.inked for name in span.spare_fonts}:
            if not is_typeface(name, subject.document.medium) and name not in drawn:
                seen.setdefault(name, []).append(block)
    for name, blocks in sorted(seen.items()):
        found = (
            f"phông chữ dành cho loại chữ khác là {name}, không hiện ra trong văn bản ({len(blocks)} đoạn)"
        )
        yield unsure(blocks[0].place, found)


def _strangers(spans: Iterable[Span], medium: Medium) -> list[str]:
    """The names of fonts that are not the one asked for."""
    names = {name for span in spans for name in span.fonts}
    return sorted(name for name in names if not is_typeface(name, medium))


def _is_sign(block: Block, span: Span) -> bool:
    """Whether a span is a bullet or a sign, which a font of signs may draw, rather than letters."""
    is_bullet = span is block.label and span.text.strip() in _BULLETS
    return is_bullet or not any(letter.isalnum() or letter in _MARKS for letter in span.text)


def is_typeface(name: str, medium: Medium) -> bool:
    """Whether a font's name means Times New Roman, or on a PDF one drawn in its place."""
    plain = "".join(letter for letter in name.split("+")[-1].lower() if letter.isalnum())
    for ending in ("bolditalic", "bold", "italic", "regular", "mt"):
        plain = plain.removesuffix(ending)
    accepted = _SAME_FACE if medium is Medium.DOCX else _SAME_FACE + _TWINS
    return plain in accepted


def _name(section: Section) -> str:
    return f"Phần trang (section) {section.index + 1}"
