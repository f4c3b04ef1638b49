from __future__ import annotations

from lxml import etree

from service.rendering.places import name_places
from tests.rendering.builder import NAMESPACES, cell, paragraph, row, table, text_box


def places(body: str, *, name: str = "body", label: str = "") -> list[str]:
    root = etree.fromstring(f"<w:{name} {NAMESPACES}>{body}</w:{name}>")
    return list(name_places(root, label).values())


def test_paragraphs_of_the_body_are_counted_blank_ones_too() -> None:
    assert places(paragraph("một") + "<w:p/>" + paragraph("ba")) == ["đoạn 1", "đoạn 2", "đoạn 3"]


def test_cells_are_named_by_table_row_and_cell() -> None:
    second = table(row("a", "b"), row("c", "d"))
    assert places(table(row("x")) + paragraph("giữa") + second) == [
        "đoạn 1",
        "bảng 1, hàng 1, ô 1",
        "bảng 2, hàng 1, ô 1",
        "bảng 2, hàng 1, ô 2",
        "bảng 2, hàng 2, ô 1",
        "bảng 2, hàng 2, ô 2",
    ]


def test_paragraphs_of_one_cell_are_told_apart() -> None:
    assert places(table(f"<w:tr>{cell(paragraph('a'), paragraph('b'))}</w:tr>")) == [
        "bảng 1, hàng 1, ô 1, đoạn 1",
        "bảng 1, hàng 1, ô 1, đoạn 2",
    ]


def test_table_in_a_cell_is_named_after_the_cell() -> None:
    inner = table(row("trong"))
    assert places(table(f"<w:tr>{cell(inner, '<w:p/>')}</w:tr>")) == [
        "bảng 1, hàng 1, ô 1",
        "bảng 1, hàng 1, ô 1, bảng 1, hàng 1, ô 1",
    ]


def test_text_box_is_named_after_its_paragraph() -> None:
    assert places(paragraph("một") + text_box(paragraph("trong"))) == [
        "đoạn 1",
        "đoạn 2",
        "đoạn 2, khung chữ",
        "đoạn 2, khung chữ",
    ]


def test_content_control_makes_no_difference() -> None:
    control = f"<w:sdt><w:sdtContent>{paragraph('hai')}</w:sdtContent></w:sdt>"
    assert places(paragraph("một") + control + paragraph("ba")) == ["đoạn 1", "đoạn 2", "đoạn 3"]


def test_lone_paragraph_of_a_header_is_the_header() -> None:
    assert places(paragraph("một"), name="hdr", label="phần đầu trang") == ["phần đầu trang"]


def test_footnotes_are_numbered_without_the_separators() -> None:
    notes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="1">{paragraph("a")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("b")}</w:footnote>'
    )
    assert places(notes, name="footnotes", label="chú thích cuối trang") == [
        "chú thích cuối trang 1",
        "chú thích cuối trang 2",
    ]
