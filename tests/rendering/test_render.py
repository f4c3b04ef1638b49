from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.rendering import compile_template
from service.rendering.wordml import CELL, DRAWING_PROPERTIES
from tests.rendering.builder import (
    FOOTER,
    FOOTNOTES,
    HEADER,
    PROPERTIES,
    cell,
    compile_body,
    drawing,
    fill,
    make_docx,
    paragraph,
    paragraphs,
    read_part,
    row,
    table,
    text_box,
)

AWKWARD = [
    "Công ty Minh & Con",
    "Cty A & B <TNHH> & 5 < 7",
    "\"trích\" 'dẫn' “hay” ‘không’",
    "{{ 7*7 }} {% if %} {# #} {_{ x }_} {_% %_}",
    "x</w:t></w:r></w:p><w:p><w:r><w:t>CHÈN",
    "]]> <![CDATA[ <!-- --> &amp; &#65; &lt;",
    "  hai dấu cách  ở hai đầu  ",
    "😀 👩‍👩‍👧 🇻🇳 𠮷",
    "-%} {%- }} {{",
    "\\n \\u0041 %s {0}",
    "một\nhai\n\nbốn\n",
    "\n",
    "",
]

EVERYWHERE = compile_template(
    make_docx(
        paragraph("trước")
        + paragraph("«{{ value }}»")
        + paragraph("giữa")
        + paragraph("«", "{{ ", "value", " }}", "»")
        + text_box(paragraph("«{{ value }}»"))
        + paragraph("sau")
        + table(
            row("đầu", "«{{ value }}»"),
            row("{%tr for v in values %}", ""),
            row("«{{ v }}»", "x"),
            row("{%tr endfor %}", ""),
        )
        + paragraph("hết"),
        header=paragraph("«{{ value }}»"),
        footer=paragraph("«{{ value }}»"),
        footnotes=paragraph("«{{ value }}»"),
    ),
    name="mau.docx",
)


def check_text_comes_out(text: str) -> None:
    document = EVERYWHERE.fill({"value": text, "values": [text]}, PROPERTIES)
    shown = f"«{text}»"
    assert paragraphs(document) == [
        *("trước", shown, "giữa", shown),
        *(f"{shown}{shown}", shown, shown),  # the text box is stored twice, inside its paragraph
        *("sau", "đầu", shown, shown, "x", "hết"),
    ]
    assert [paragraphs(document, name) for name in (HEADER, FOOTER)] == [[shown], [shown]]
    assert paragraphs(document, FOOTNOTES) == ["", shown]


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_comes_out_exactly(text: str) -> None:
    check_text_comes_out(text)


def is_allowed(letter: str) -> bool:
    return letter == "\n" or (
        unicodedata.category(letter) not in ("Cc", "Cs", "Cn") and letter not in "\ufffe\uffff"
    )


@given(
    st.text(
        st.characters(exclude_categories=("Cs", "Cn"), exclude_characters="\ufffe\uffff").filter(is_allowed)
    )
)
def test_any_clean_text_comes_out_exactly(text: str) -> None:
    check_text_comes_out(text)


@pytest.mark.parametrize("text", ["a\tb", "a\x07b", "a\x0cb", "a\rb", "a\x00b", "a\ud800b", "a\uffffb"])
def test_unclean_data_are_our_mistake_not_a_document(text: str) -> None:
    with pytest.raises(ValueError, match="control character"):
        fill(paragraph("{{ value }}"), value=text)


def test_number_is_printed_as_it_is() -> None:
    assert fill(paragraph("{{ year }}"), year=2026) == ["2026"]


def test_table_without_rows_is_left_out() -> None:
    body = table(row("{%tr for x in xs %}"), row("{{ x }}"), row("{%tr endfor %}")) + paragraph("hết")
    document = compile_body(body).fill({"xs": []}, PROPERTIES)
    assert read_part(document).find(".//{*}tbl") is None
    assert paragraphs(document) == ["hết"]


def test_cell_that_loses_its_paragraphs_gets_an_empty_one() -> None:
    content = paragraph("{%p if a %}") + paragraph("x") + paragraph("{%p endif %}")
    document = compile_body(table(f"<w:tr>{cell(content)}</w:tr>")).fill({"a": False}, PROPERTIES)
    assert [child.tag.rpartition("}")[2] for child in next(read_part(document).iter(CELL))] == ["tcPr", "p"]


def test_cell_that_ends_with_a_table_gets_a_paragraph_after_it() -> None:
    inner = table(row("trong"))
    content = inner + paragraph("{%p if a %}") + paragraph("x") + paragraph("{%p endif %}")
    document = compile_body(table(f"<w:tr>{cell(content)}</w:tr>")).fill({"a": False}, PROPERTIES)
    assert [child.tag.rpartition("}")[2] for child in next(read_part(document).iter(CELL))] == [
        "tcPr",
        "tbl",
        "p",
    ]


def test_header_that_loses_its_paragraphs_gets_an_empty_one() -> None:
    header = paragraph("{%p if a %}") + paragraph("x") + paragraph("{%p endif %}")
    document = compile_template(make_docx("<w:p/>", header=header), name="mau.docx").fill(
        {"a": False}, PROPERTIES
    )
    assert paragraphs(document, HEADER) == [""]


def test_repeated_drawings_get_ids_of_their_own() -> None:
    body = (
        paragraph("{%p for x in xs %}")
        + drawing(1)
        + paragraph("{{ x }}")
        + paragraph("{%p endfor %}")
        + drawing(1)
    )
    document = compile_body(body).fill({"xs": ["a", "b"]}, PROPERTIES)
    assert [element.get("id") for element in read_part(document).iter(DRAWING_PROPERTIES)] == ["1", "2", "3"]
