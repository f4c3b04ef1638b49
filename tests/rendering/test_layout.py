"""Rules as long as the form asks, headings of like lines, on bare WordprocessingML."""

from __future__ import annotations

import pytest
from lxml import etree

from service.rendering.layout import SHORT_SHARE, StyleSheet, lay_out
from service.typography import Face, measure

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
STYLES = """
<w:styles xmlns:w="{ns}">
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:styleId="Heading"><w:rPr><w:b/></w:rPr></w:style>
<w:style w:styleId="IssuingBody"><w:basedOn w:val="Heading"/><w:rPr><w:sz w:val="24"/></w:rPr></w:style>
<w:style w:styleId="Motto"><w:basedOn w:val="Heading"/><w:rPr><w:sz w:val="26"/></w:rPr></w:style>
<w:style w:styleId="Indented"><w:pPr><w:ind w:left="1000" w:right="1000"/></w:pPr></w:style>
<w:style w:styleId="Circle"><w:basedOn w:val="Circle"/></w:style>
<w:style w:styleId="RuleFull"/><w:style w:styleId="RuleShort"/></w:styles>"""
PAGE = '<w:sectPr><w:pgSz w:w="11906"/><w:pgMar w:left="1701" w:right="851"/></w:sectPr>'
TEXT_WIDTH = 9354 / 20  # points


def paragraph(style: str, text: str = "", extra: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def laid_out(body: str, page: str = PAGE) -> etree._Element:
    styles = StyleSheet(etree.fromstring(STYLES.format(ns=NAMESPACE)))
    document = etree.fromstring(
        f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}{page}</w:body></w:document>'
    )
    lay_out(document, styles)
    return document


def rule_lengths(document: etree._Element, width: float = TEXT_WIDTH) -> list[float]:
    lengths = []
    for style in document.iter(W + "pStyle"):
        if style.get(W + "val") in ("RuleFull", "RuleShort"):
            indents = style.getparent().find(W + "ind")
            lengths.append(width - (int(indents.get(W + "left")) + int(indents.get(W + "right"))) / 20)
    return lengths


def test_rule_under_the_motto_is_as_long_as_the_motto() -> None:
    """ND30-HDR-04."""
    motto = "Độc lập - Tự do - Hạnh phúc"
    (length,) = rule_lengths(laid_out(paragraph("Motto", motto) + paragraph("RuleFull")))
    assert length == pytest.approx(measure(motto, Face(13, is_bold=True)), abs=0.1)


def test_short_rule_follows_the_longest_line_of_the_heading_above() -> None:
    """ND30-HDR-14; the superior's line, of another style, does not count."""
    body = (
        paragraph("Motto", "ỦY BAN NHÂN DÂN TỈNH SƠN LA RẤT DÀI")
        + paragraph("IssuingBody", "SỞ")
        + paragraph("IssuingBody", "KHOA HỌC VÀ CÔNG NGHỆ")
        + paragraph("RuleShort")
    )
    (length,) = rule_lengths(laid_out(body))
    assert length == pytest.approx(
        measure("KHOA HỌC VÀ CÔNG NGHỆ", Face(12, is_bold=True)) * SHORT_SHARE, abs=0.1
    )


def test_rule_in_a_cell_is_measured_against_the_cell() -> None:
    cell = paragraph("Motto", "Độc lập") + paragraph("RuleFull")
    table = (
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:tcW w:w="5102" w:type="dxa"/></w:tcPr>{cell}</w:tc></w:tr></w:tbl>'
    )
    (length,) = rule_lengths(laid_out(table), width=5102 / 20)
    assert length == pytest.approx(measure("Độc lập", Face(13, is_bold=True)), abs=0.1)


def test_direct_formatting_of_a_run_counts() -> None:
    run = '<w:r><w:rPr><w:b w:val="0"/><w:sz w:val="40"/></w:rPr><w:t>Độc lập</w:t></w:r>'
    body = f'<w:p><w:pPr><w:pStyle w:val="Motto"/></w:pPr>{run}</w:p>' + paragraph("RuleFull")
    (length,) = rule_lengths(laid_out(body))
    assert length == pytest.approx(measure("Độc lập", Face(20)), abs=0.1)


def test_heading_of_two_lines_is_narrowed_evenly() -> None:
    name = "BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG CÔNG TRÌNH GIAO THÔNG VÀ PHÁT TRIỂN ĐÔ THỊ TỈNH"
    indents = laid_out(paragraph("IssuingBody", name)).find(f".//{W}ind")
    assert indents is not None
    assert indents.get(W + "left") == indents.get(W + "right")
    assert int(indents.get(W + "left", "0")) > 500


def test_heading_of_one_line_is_left_alone() -> None:
    assert laid_out(paragraph("IssuingBody", "SỞ NỘI VỤ")).find(f".//{W}ind") is None


def test_new_indents_stand_where_the_schema_wants_them() -> None:
    body = paragraph("Motto", "Độc lập") + paragraph(
        "RuleFull", extra='<w:spacing w:after="0"/><w:jc w:val="center"/>'
    )
    names = [child.tag.removeprefix(W) for child in laid_out(body).findall(f".//{W}pPr")[1]]
    assert names == ["pStyle", "spacing", "ind", "jc"]


@pytest.mark.parametrize(
    "page",
    ["", "<w:sectPr/>", '<w:sectPr><w:pgSz w:w="x"/><w:pgMar w:left=""/></w:sectPr>'],
    ids=["no section", "empty section", "measures that are no numbers"],
)
def test_a_page_without_measures_does_no_harm(page: str) -> None:
    lengths = rule_lengths(laid_out(paragraph("Motto", "Độc lập") + paragraph("RuleFull"), page), 0)
    assert lengths == [0]


def test_a_style_based_on_itself_does_not_go_round_for_ever() -> None:
    assert StyleSheet(etree.fromstring(STYLES.format(ns=NAMESPACE))).get("Circle").face.size == 14
