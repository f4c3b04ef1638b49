"""The styles of a template: names restored that a word processor has changed, unused ones dropped."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import count

from lxml import etree

from service.rendering.wordml import word

STYLE_IDS: Mapping[str, str] = {
    "Quốc hiệu": "NationalName",
    "Tiêu ngữ": "Motto",
    "Đường kẻ bằng dòng chữ": "RuleFull",
    "Đường kẻ ngắn": "RuleShort",
    "Cơ quan chủ quản": "Superior",
    "Tên cơ quan ban hành": "IssuingBody",
    "Số, ký hiệu": "NumberSymbol",
    "Địa danh, thời gian": "PlaceDate",
    "Dấu mức độ khẩn": "UrgencyMark",
    "Tên loại văn bản": "TypeName",
    "Trích yếu": "Abstract",
    "Trích yếu công văn": "LetterAbstract",
    "Thẩm quyền ban hành": "AuthorityLine",
    "Căn cứ ban hành": "LegalBasis",
    "Chữ quyết định": "Verdict",
    "Kính gửi": "Addressee",
    "Kính gửi nhiều nơi": "AddresseeHead",
    "Nơi được kính gửi": "AddresseeItem",
    "Nội dung": "BodyText",
    "Đề mục": "SectionHeading",
    "Nội dung cuối": "ClosingText",
    "Đầu bảng": "TableHead",
    "Chữ trong bảng": "TableText",
    "Chữ giữa ô": "TableCentred",
    "Bảng kẻ ô": "Grid",
    "Tên phần kèm theo": "AppendixTitle",
    "Dòng kèm theo": "AppendixReference",
    "Nơi nhận": "RecipientsTitle",
    "Dòng nơi nhận": "RecipientItem",
    "Quyền hạn, chức vụ người ký": "SigningAuthority",
    "Chỗ ký": "SignatureSpace",
    "Họ tên người ký": "SignatoryName",
    "Số trang": "PageNumber",
    "Dòng đệm": "Spacer",
    "Sau bảng": "TableGap",
}
"""The ids of our styles by the names that people see.

Word and LibreOffice keep the name and make a new id of its ASCII letters when they save: `Đường kẻ ngắn`
comes back as `Ngkngn`. `layout.py` goes by the ids.
"""

_STYLE, _NAME, _VAL, _ID = word("style"), word("name"), word("val"), word("styleId")
_USES = tuple(map(word, ("pStyle", "rStyle", "tblStyle", "numStyleLink", "styleLink")))
_LINKS = tuple(map(word, ("basedOn", "next", "link")))


def restore_style_ids(styles: etree._Element, parts: Iterable[etree._Element]) -> int:
    """Gives our styles, known by their names, their own ids again, wherever they are used; how many.

    Another style that has taken such an id (`BodyText` is that of Word's own "Body Text") gets a new one.
    """
    by_id = {str(style.get(_ID)): style for style in styles.iter(_STYLE)}
    renamed: dict[str, str] = {}
    for was, style in by_id.items():
        wanted = STYLE_IDS.get(name_of(style))
        if wanted is None or was == wanted or wanted in renamed.values():
            continue
        if wanted in by_id:
            if name_of(by_id[wanted]) == name_of(style):
                continue
            renamed[wanted] = _find_free(wanted, by_id)
        renamed[was] = wanted
    for was, now in renamed.items():
        by_id[was].set(_ID, now)
    if renamed:
        for root in (styles, *parts):
            for use in root.iter(*_USES, *_LINKS):
                use.set(_VAL, renamed.get(str(use.get(_VAL)), str(use.get(_VAL))))
    return sum(now in STYLE_IDS.values() for now in renamed.values())


def _find_free(name: str, taken: Collection[str]) -> str:
    return next(free for number in count(1) if (free := f"{name}{number}") not in taken)


def find_unused_styles(styles: etree._Element, parts: Collection[etree._Element]) -> list[etree._Element]:
    """The styles that nothing in `parts` uses and no used style builds on; those by default are used."""
    by_id = {style.get(_ID): style for style in styles.iter(_STYLE)}
    pending = [style.get(_ID) for style in by_id.values() if style.get(word("default")) in ("1", "true")]
    pending += [use.get(_VAL) for root in parts for use in root.iter(*_USES)]
    used: set[str | None] = set()
    while pending:
        name = pending.pop()
        if name in by_id and name not in used:
            used.add(name)
            pending += [link.get(_VAL) for link in _based_on(by_id[name])]
    return [style for name, style in by_id.items() if name not in used]


def drop_styles(styles: etree._Element, unused: Iterable[etree._Element]) -> None:
    """Takes styles out, and what other styles say of them."""
    gone = set()
    for style in unused:
        gone.add(style.get(_ID))
        styles.remove(style)
    for link in list(styles.iter(word("next"), word("link"))):
        holder = link.getparent()
        if link.get(_VAL) in gone and holder is not None:
            holder.remove(link)


def name_of(style: etree._Element) -> str:
    """The name of a style as people see it."""
    name = style.find(_NAME)
    return "" if name is None else str(name.get(_VAL))


def _based_on(style: etree._Element) -> Iterator[etree._Element]:
    # Styles in numbering definitions inside the style count as used too.
    yield from style.iter(word("basedOn"), *_USES)
