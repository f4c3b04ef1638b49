"""Where a paragraph stands, in words that someone looking at the page in Word understands."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from service.rendering.wordml import BOX, CELL, PARAGRAPH, ROW, TABLE, word

_NOTES = word("footnotes")
_NOTE = word("footnote")


def name_places(root: etree._Element, label: str) -> dict[etree._Element, str]:
    """The place of every paragraph of a part: `đoạn 3`, `bảng 1, hàng 2, ô 4`, `phần đầu trang`.

    `label` names the part and is empty for the body. Paragraphs are counted within the body, cell or
    text box that holds them, blank ones too; one that is alone there takes the place of its holder.
    """
    places: dict[etree._Element, str] = {}
    if root.tag == _NOTES:
        notes = [note for note in root.iter(_NOTE) if note.get(word("type")) is None]
        for number, note in enumerate(notes, start=1):
            _name_in(note, f"{label} {number}", places)
    else:
        _name_in(root, label, places)
    return places


def _name_in(holder: etree._Element, prefix: str, places: dict[etree._Element, str]) -> None:
    blocks = list(_nearest(holder, PARAGRAPH, TABLE))
    paragraphs = [block for block in blocks if block.tag == PARAGRAPH]
    for number, paragraph in enumerate(paragraphs, start=1):
        is_alone = len(paragraphs) == 1 and prefix
        place = prefix if is_alone else _join(prefix, f"đoạn {number}")
        places[paragraph] = place
        for box in _nearest(paragraph, BOX):
            _name_in(box, f"{place}, khung chữ", places)
    tables = [block for block in blocks if block.tag == TABLE]
    for number, table in enumerate(tables, start=1):
        for row_number, row in enumerate(_nearest(table, ROW), start=1):
            for cell_number, cell in enumerate(_nearest(row, CELL), start=1):
                place = _join(prefix, f"bảng {number}, hàng {row_number}, ô {cell_number}")
                _name_in(cell, place, places)


def _nearest(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements called `names` below `element` that are in no other such element."""
    for child in element:
        if child.tag in names:
            yield child
        else:
            yield from _nearest(child, *names)


def _join(prefix: str, place: str) -> str:
    return f"{prefix}, {place}" if prefix else place
