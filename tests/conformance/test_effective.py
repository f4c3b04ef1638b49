"""The formatting in effect: numbering, table styles, themes, frames, symbols, and where nothing is said."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from docx import Document
from lxml import etree

from service.conformance import Verdict, check_docx
from service.conformance.document import Block, Side, StrokeKind
from service.conformance.docx.formatting import Theme
from service.conformance.docx.numbering import Numbering
from service.conformance.docx.package import W
from service.conformance.docx.reading import read_docx
from tests.conformance.editing import NOTICE, edit, good
from tests.conformance.numbered import number_paragraphs
from tests.conformance.offices import Office
from tests.conformance.test_reading import read_first


def blank() -> bytes:
    target = io.BytesIO()
    Document().save(target)
    return target.getvalue()


def read_body(body: str, docx: bytes | None = None) -> tuple[Block, ...]:
    docx = edit(
        docx or blank(), "word/document.xml", lambda xml: xml.replace("<w:body>", f"<w:body>{body}", 1)
    )
    return read_docx(docx).blocks


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table_style(*parts: str) -> str:
    return f'<w:style w:type="table" w:styleId="T1"><w:name w:val="T1"/>{"".join(parts)}</w:style>'


def part(name: str, look: str) -> str:
    return f'<w:tblStylePr w:type="{name}"><w:rPr>{look}</w:rPr></w:tblStylePr>'


def grid(look: str, rows: int = 3, columns: int = 2) -> str:
    cells = "".join(f"<w:tc><w:p>{run('ô')}</w:p></w:tc>" for _ in range(columns))
    widths = '<w:gridCol w:w="2000"/>' * columns
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="T1"/>{look}</w:tblPr><w:tblGrid>{widths}</w:tblGrid>'
        + f"<w:tr>{cells}</w:tr>" * rows
        + "</w:tbl>"
    )


def looks(style: str, look: str) -> list[tuple[bool, bool, float | None]]:
    docx = edit(blank(), "word/styles.xml", lambda xml: xml.replace("</w:styles>", f"{style}</w:styles>"))
    spans = [block.spans[0] for block in read_body(grid(look), docx) if block.table == 1]
    return [(bool(span.is_bold), bool(span.is_italic), span.size) for span in spans]


def test_the_first_row_of_a_table_style_is_bold_where_the_table_asks_for_it() -> None:
    style = table_style(part("firstRow", "<w:b/>"))

    assert [bold for bold, _, _ in looks(style, '<w:tblLook w:firstRow="1"/>')] == [True, True] + [False] * 4
    assert [bold for bold, _, _ in looks(style, '<w:tblLook w:val="0020"/>')] == [True, True] + [False] * 4
    assert not any(bold for bold, _, _ in looks(style, '<w:tblLook w:firstRow="0"/>'))


def test_columns_bands_and_corners_of_a_table_style_are_seen() -> None:
    style = table_style(
        part("firstCol", "<w:i/>"),
        part("band1Horz", '<w:sz w:val="30"/>'),
        part("nwCell", '<w:sz w:val="40"/>'),
    )
    found = looks(style, '<w:tblLook w:firstRow="1" w:firstColumn="1" w:noHBand="0" w:noVBand="1"/>')

    assert [italic for _, italic, _ in found] == [True, False] * 3
    assert [size for _, _, size in found] == [20.0, 11.0, 15.0, 15.0, 11.0, 11.0]


def test_lines_around_each_cell_make_a_table_as_those_of_the_table_do() -> None:
    borders = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right"))
    cell = f"<w:tc><w:tcPr><w:tcBorders>{borders}</w:tcBorders></w:tcPr><w:p>{run('ô')}</w:p></w:tc>"
    body = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cell * 2}</w:tr></w:tbl>"

    assert read_body(body)[0].is_tabular


def test_a_cell_may_take_the_lines_of_its_table_away() -> None:
    none = "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right"))
    cell = f"<w:tc><w:tcPr><w:tcBorders>{none}</w:tcBorders></w:tcPr><w:p>{run('ô')}</w:p></w:tc>"
    sides = "".join(f'<w:{side} w:val="single"/>' for side in ("top", "left", "insideV"))
    look = f"<w:tblBorders>{sides}</w:tblBorders>"
    body = f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid/><w:tr>{cell * 2}</w:tr></w:tbl>"

    assert not read_body(body)[0].is_tabular


def numbered(*levels: tuple[str, str, str], texts: tuple[tuple[int, str], ...]) -> tuple[Block, ...]:
    paper = Office()
    number_paragraphs(paper, texts, levels)
    return read_docx(paper.save()).blocks


def test_automatic_numbers_are_text() -> None:
    blocks = numbered(
        ("upperRoman", "%1.", ""),
        ("decimal", "%2.", ""),
        ("lowerLetter", "%3)", ""),
        texts=((0, "A"), (1, "B"), (2, "C"), (2, "D"), (1, "E"), (0, "F"), (1, "G")),
    )

    assert [block.text for block in blocks] == ["I. A", "1. B", "a) C", "b) D", "2. E", "II. F", "1. G"]


def test_an_automatic_number_looks_as_its_level_says() -> None:
    block = numbered(
        ("decimal", "Điều %1.", '<w:rPr><w:b/><w:rFonts w:ascii="Arial"/></w:rPr>'), texts=((0, "Một"),)
    )[0]

    assert block.label is not None
    assert (block.label.is_bold, "Arial" in block.label.fonts, block.spans[0].is_bold) == (True, True, False)


def test_a_bullet_of_a_symbol_font_needs_a_look() -> None:
    look = '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>'
    paper = Office()
    number_paragraphs(paper, ((0, "Một việc"),), (("bullet", "\uf0b7", look),))

    assert read_docx(paper.save()).blocks[0].text == "• Một việc"
    found = check_docx(paper.save()).of("ND30-GEN-05")
    assert [finding.verdict for finding in found if "Symbol" in finding.found] == [Verdict.NEEDS_REVIEW]


def test_levels_above_are_counted_in_digits_where_the_list_says_so() -> None:
    root = etree.fromstring(
        f'<w:numbering xmlns:w="{W.strip("{}")}"><w:abstractNum w:abstractNumId="1">'
        '<w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:isLgl/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/>'
        '<w:suff w:val="nothing"/>'
        '</w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    lists = Numbering(root, Theme(None))

    assert [lists.next_label("7", level) for level in ("0", "0", "1")] == ["I. ", "II. ", "2.1"]


@pytest.mark.parametrize(
    ("char", "text"), [("2610", "☐"), ("F0FE", "•"), ("D800", "•"), ("FFFFFFFF", ""), ("zz", ""), ("", "")]
)
def test_symbols_are_read_as_what_they_are(char: str, text: str) -> None:
    symbol = f'<w:p><w:r><w:sym w:font="Wingdings" w:char="{char}"/></w:r></w:p>'
    assert read_first(symbol).text == text


def test_blanks_that_do_not_break_are_blanks_and_soft_hyphens_are_nothing() -> None:
    text = run("Số:\u00a015/QĐ\u00ad-UBND")
    assert read_first(f"<w:p>{text}</w:p>").text == "Số: 15/QĐ-UBND"


def test_where_no_font_is_named_a_person_must_look() -> None:
    docx = edit(
        good(NOTICE),
        "word/styles.xml",
        lambda xml: xml[: xml.index("<w:rPrDefault>")] + xml[xml.index("</w:rPrDefault>") + 15 :],
    )
    report = check_docx(docx)

    assert report.verdict_of("ND30-GEN-05") is Verdict.NEEDS_REVIEW
    assert read_first(f"<w:p>{run('chữ')}</w:p>").spans[0].size == 11.0


def test_without_defaults_type_is_ten_points() -> None:
    def forget(xml: str) -> str:
        end = xml.index("</w:docDefaults>") + len("</w:docDefaults>")
        return re.sub(r'<w:sz w:val="\d+"/>', "", xml[: xml.index("<w:docDefaults>")] + xml[end:])

    docx = edit(blank(), "word/styles.xml", forget)
    assert read_body(f"<w:p>{run('chữ')}</w:p>", docx)[0].spans[0].size == 10.0


def test_paragraphs_in_one_frame_stand_together_at_its_side() -> None:
    frame = '<w:framePr w:w="3000" w:hAnchor="margin" w:xAlign="right"/>'
    body = f"<w:p><w:pPr>{frame}</w:pPr>{run('a')}</w:p><w:p>{run('b')}</w:p>"

    assert [block.side for block in read_body(body)[:2]] == [Side.RIGHT, Side.FULL]


def settings(element: str) -> bytes:
    return edit(
        good(NOTICE),
        "word/settings.xml",
        lambda xml: xml.replace("</w:settings>", f"<w:{element}/></w:settings>"),
    )


def test_margins_that_change_places_need_a_look() -> None:
    assert check_docx(settings("mirrorMargins")).verdict_of("ND30-GEN-04") is Verdict.NEEDS_REVIEW


def test_a_gutter_at_the_top_widens_the_upper_margin() -> None:
    docx = edit(
        settings("gutterAtTop"),
        "word/document.xml",
        lambda xml: xml.replace('w:gutter="0"', 'w:gutter="850"'),
    )
    found = [finding.found for finding in check_docx(docx).breaches]

    assert found and all("lề trên" in one for one in found)


def underlined() -> str:
    middle = run("NỘI", '<w:u w:val="single"/>')
    return f"<w:p><w:pPr><w:jc w:val='center'/></w:pPr>{run('SỞ ')}{middle}{run(' VỤ')}</w:p>"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (underlined, StrokeKind.UNDERLINE),
        (lambda: f"<w:p>{run('SỞ')}</w:p><w:p>{run('-------')}</w:p>", StrokeKind.CHARACTERS),
        (lambda: f"<w:p>{run('SỞ')}</w:p><w:p>{run('-----o0o-----')}</w:p>", StrokeKind.CHARACTERS),
        (lambda: f"<w:p>{run('SỞ')}<w:r><w:br/></w:r>{run('_______')}</w:p>", StrokeKind.CHARACTERS),
        (lambda: f"<w:p>{run('SỞ')}</w:p><w:p>{run('        ', '<w:u/>')}</w:p>", StrokeKind.UNDERLINE),
    ],
    ids=["part-underlined", "hyphens", "hyphens-with-o", "after-a-line-break", "underlined-blanks"],
)
def test_a_rule_may_be_made_with_the_keyboard(body: Callable[[], str], kind: StrokeKind) -> None:
    docx = edit(blank(), "word/document.xml", lambda xml: xml.replace("<w:body>", f"<w:body>{body()}", 1))
    document = read_docx(docx)

    assert [stroke.kind for stroke in document.strokes] == [kind]
    assert "-" not in document.blocks[0].text and "_" not in document.blocks[0].text
