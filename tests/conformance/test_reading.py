"""A DOCX is read with the formatting in effect, and hostile files are refused."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document

from service.conformance import check_file
from service.conformance.document import Align, Block
from service.conformance.docx.reading import read_docx
from service.errors import DocumentUnreadable
from tests.conformance.editing import NOTICE, edit, good, in_body


def read_first(body: str, styles: str = "") -> Block:
    target = io.BytesIO()
    Document().save(target)
    docx = edit(
        target.getvalue(), "word/document.xml", lambda xml: xml.replace("<w:body>", f"<w:body>{body}", 1)
    )
    if styles:
        docx = edit(docx, "word/styles.xml", lambda xml: xml.replace("</w:styles>", f"{styles}</w:styles>"))
    return read_docx(docx).blocks[0]


def style(name: str, properties: str, based_on: str = "Normal") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/>{properties}</w:style>'
    )


def test_size_and_weight_come_down_from_the_styles() -> None:
    styles = style("One", '<w:rPr><w:b/><w:sz w:val="30"/></w:rPr>') + style("Two", "", "One")
    span = read_first(
        '<w:p><w:pPr><w:pStyle w:val="Two"/></w:pPr><w:r><w:t>chữ</w:t></w:r></w:p>', styles
    ).spans[0]

    assert (span.size, span.is_bold) == (15.0, True)


def test_a_direct_mark_wins_over_the_style() -> None:
    styles = style("One", '<w:rPr><w:b/><w:sz w:val="30"/></w:rPr>')
    run = '<w:r><w:rPr><w:b w:val="0"/><w:sz w:val="26"/></w:rPr><w:t>chữ</w:t></w:r>'
    span = read_first(f'<w:p><w:pPr><w:pStyle w:val="One"/></w:pPr>{run}</w:p>', styles).spans[0]

    assert (span.size, span.is_bold) == (13.0, False)


def test_bold_twice_in_styles_is_not_bold() -> None:
    styles = style("One", "<w:rPr><w:b/></w:rPr>") + (
        '<w:style w:type="character" w:styleId="Strong1"><w:name w:val="s"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    run = '<w:r><w:rPr><w:rStyle w:val="Strong1"/></w:rPr><w:t>chữ</w:t></w:r>'

    assert (
        read_first(f'<w:p><w:pPr><w:pStyle w:val="One"/></w:pPr>{run}</w:p>', styles).spans[0].is_bold
        is False
    )


def test_circular_styles_come_to_an_end() -> None:
    styles = style("One", "", "Two") + style("Two", "<w:rPr><w:i/></w:rPr>", "One")

    block = read_first('<w:p><w:pPr><w:pStyle w:val="One"/></w:pPr><w:r><w:t>chữ</w:t></w:r></w:p>', styles)
    assert block.spans[0].is_italic


def test_caps_are_read_as_they_are_drawn() -> None:
    assert (
        read_first("<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t>Quyết định</w:t></w:r></w:p>").text == "QUYẾT ĐỊNH"
    )


def test_hidden_and_deleted_text_is_not_read() -> None:
    body = (
        "<w:p><w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>b</w:t></w:r>"
        "<w:del><w:r><w:delText>c</w:delText></w:r></w:del><w:ins><w:r><w:t>d</w:t></w:r></w:ins></w:p>"
    )
    assert read_first(body).text == "ad"


def test_a_table_style_sets_the_text_in_its_cells() -> None:
    styles = (
        '<w:style w:type="table" w:styleId="T1"><w:name w:val="T1"/><w:pPr><w:jc w:val="center"/></w:pPr>'
        "<w:rPr><w:i/></w:rPr></w:style>"
    )
    body = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="T1"/></w:tblPr><w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid>'
        "<w:tr><w:tc><w:p><w:r><w:t>ô</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    block = read_first(body, styles)

    assert (block.align, block.spans[0].is_italic, block.table) == (Align.CENTRE, True, 1)


def test_the_gap_between_like_paragraphs_may_be_closed() -> None:
    body = '<w:p><w:pPr><w:spacing w:after="120"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
    spacing = '<w:spacing w:before="120" w:after="120"/><w:contextualSpacing/>'
    close = f"<w:p><w:pPr>{spacing}</w:pPr><w:r><w:t>b</w:t></w:r></w:p>"
    target = io.BytesIO()
    Document().save(target)
    docx = edit(
        target.getvalue(),
        "word/document.xml",
        lambda xml: xml.replace("<w:body>", f"<w:body>{body}{close}{close}", 1),
    )
    blocks = read_docx(docx).blocks

    assert [block.gap_above for block in blocks[:3]] == [None, 6.0, 0.0]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not-zip"),
        (b"hello", "not-zip"),
        (b"PK\x03\x04broken", "entry-damaged"),
        (b"%PDF-1.7 broken", "damaged"),
    ],
)
def test_a_file_that_is_none_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(DocumentUnreadable) as caught:
        check_file(content)

    assert caught.value.reason == reason


def test_another_zip_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", "a")

    with pytest.raises(DocumentUnreadable) as caught:
        check_file(target.getvalue())
    assert caught.value.reason == "not-docx"


def test_a_doctype_is_refused() -> None:
    docx = edit(
        good(NOTICE),
        "word/document.xml",
        lambda xml: xml.replace("<w:document", "<!DOCTYPE a [<!ENTITY b 'c'>]><w:document", 1),
    )

    with pytest.raises(DocumentUnreadable) as caught:
        check_file(docx)
    assert caught.value.reason == "doctype"


def test_damaged_xml_is_refused() -> None:
    with pytest.raises(DocumentUnreadable) as caught:
        check_file(in_body(good(NOTICE), "</w:body>", ""))
    assert caught.value.reason == "damaged"
