"""Tidying takes away what nobody sees, joins what Word has cut, and changes nothing that is printed."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from service.containers import unpack
from service.errors import TemplateUnreadable
from service.rendering import compile_template
from service.rendering.style_cleaning import STYLE_IDS, name_of
from service.rendering.tidy import Tidying, tidy
from tests.kinds.reading import read_text
from tests.kinds.samples import ROOT
from tests.rendering.builder import (
    DOCUMENT,
    NAMESPACES,
    PROPERTIES,
    W,
    make_docx,
    paragraph,
    run,
    table,
    text_box,
)

STORED = sorted((ROOT / "templates").glob("*/template.docx"))
STYLES = "word/styles.xml"


def tidied(body: str, **parts: Any) -> str:
    """The document part after tidying, without its root."""
    return document_of(tidy(make_docx(body, **parts), "x").content)


def document_of(docx: bytes) -> str:
    xml = unpack(docx)[DOCUMENT].decode()
    return re.sub(r"^.*?<w:body>|<w:sectPr>.*$", "", xml, flags=re.DOTALL)


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.parent.name)
def test_a_stored_template_is_tidy_byte_for_byte(path: Path) -> None:
    result = tidy(path.read_bytes(), path.parent.name)
    assert result.content == path.read_bytes()
    assert result.changes == {}


def test_our_style_names_are_those_of_the_stored_templates() -> None:
    for path in STORED:
        for style in etree.fromstring(unpack(path.read_bytes())[STYLES]).iter(f"{{{W}}}style"):
            if style.get(f"{{{W}}}default") is None:
                assert STYLE_IDS[name_of(style)] == style.get(f"{{{W}}}styleId")


MARKS = st.sampled_from(
    [
        '<w:proofErr w:type="spellStart"/>',
        '<w:bookmarkStart w:id="3" w:name="_GoBack"/><w:bookmarkEnd w:id="3"/>',
        "<w:r><w:lastRenderedPageBreak/></w:r>",
        "",
    ]
)
LOOKS = st.sampled_from(
    [
        "",
        '<w:rPr><w:lang w:val="en-US"/></w:rPr>',
        "<w:rPr><w:noProof/></w:rPr>",
        "<w:rPr/>",
    ]
)
SENTENCE = "Kính gửi {{ unit.name|chu_hoa }}: {% if a %}có {{ b }}{% else %}không{% endif %}."
DATA = {"unit": {"name": "Sở Nội vụ"}, "a": True, "b": "một"}


@st.composite
def torn_sentences(draw: st.DrawFn) -> str:
    """The sentence cut into runs at random places, with what Word leaves between."""
    cuts = sorted(draw(st.sets(st.integers(1, len(SENTENCE) - 1), max_size=14)))
    pieces = [SENTENCE[start:end] for start, end in zip([0, *cuts], [*cuts, len(SENTENCE)], strict=True)]
    runs = [
        f'<w:r w:rsidR="00{number:06X}">{draw(LOOKS)}'
        f'<w:t xml:space="preserve">{piece}</w:t></w:r>{draw(MARKS)}'
        for number, piece in enumerate(pieces)
    ]
    return f'<w:p w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD">{"".join(runs)}</w:p>'


@settings(max_examples=60, deadline=None)
@given(torn_sentences())
def test_a_sentence_torn_anywhere_comes_out_whole(torn: str) -> None:
    result = tidy(make_docx(torn), "x")
    assert document_of(result.content) == paragraph(SENTENCE)
    assert tidy(result.content, "x").content == result.content
    filled = compile_template(result.content, name="x").fill(DATA, PROPERTIES)
    assert read_text(filled) == "Kính gửi SỞ NỘI VỤ: có một.\n"


def test_a_torn_tag_stands_in_its_first_run_and_the_rest_keeps_its_form() -> None:
    bold = '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">t.name }} và sau</w:t></w:r>'
    result = tidied(f"<w:p>{run('Tại {{ uni')}{bold}</w:p>")
    assert result == (
        f"<w:p>{run('Tại {{ unit.name }}')}"
        '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> và sau</w:t></w:r></w:p>'
    )


def test_a_tab_inside_a_tag_is_a_blank() -> None:
    torn = "<w:p><w:r><w:t>{{</w:t><w:tab/><w:t>unit.name }}</w:t></w:r></w:p>"
    assert "{{ unit.name }}" in tidied(torn)
    assert "w:tab" not in tidied(torn)


def test_tags_in_tables_and_text_boxes_are_joined_too() -> None:
    torn = f"<w:p>{run('{{ uni')}{run('t.name }}')}</w:p>"
    cells = table(f"<w:tr><w:tc><w:tcPr/>{torn}</w:tc></w:tr>", columns=1)
    assert tidied(cells + text_box(torn)).count("{{ unit.name }}") == 3  # Word stores a box twice


def test_the_text_around_a_box_is_not_mixed_with_the_text_in_it() -> None:
    box = text_box(paragraph("{{ a }}")).removeprefix("<w:p>").removesuffix("</w:p>")
    result = tidied(f"<w:p>{run('{{ b')}{box}{run(' }}')}</w:p>")
    assert result.count("{{ a }}") == 2
    assert "{{ b }}" in result


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("{% if a == “x” %}", '{% if a == "x" %}'),
        ("{{ a|join(‘, ’) }}", "{{ a|join(', ') }}"),
        ("{{\u00a0a\u200b }}", "{{ a }}"),
    ],
)
def test_characters_that_word_puts_into_tags_are_mended(typed: str, meant: str) -> None:
    assert tidied(paragraph(typed)) == paragraph(meant).replace("&quot;", '"')


def test_quotes_of_the_text_itself_stay_curly() -> None:
    assert "“Một cửa”" in tidied(paragraph("“Một cửa” {{ a }}"))


def test_text_in_loose_letters_is_composed() -> None:
    loose = unicodedata.normalize("NFD", "Quyết định")
    assert "Quyết định" in tidied(paragraph(loose))


def test_runs_that_look_alike_are_joined_and_others_not() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>c</w:t></w:r>"
    assert tidied(f"<w:p>{run('a')}{run('b')}{bold}</w:p>") == f"<w:p>{run('ab')}{bold}</w:p>"


def test_blanks_that_word_does_not_show_do_not_appear_by_joining() -> None:
    loose = "<w:r><w:t>a </w:t></w:r><w:r><w:t> b</w:t></w:r>"
    assert tidied(f"<w:p>{loose}</w:p>") == "<w:p><w:r><w:t>ab</w:t></w:r></w:p>"


def test_a_bookmark_that_something_refers_to_stays() -> None:
    marked = '<w:p><w:bookmarkStart w:id="1" w:name="muc"/><w:bookmarkEnd w:id="1"/></w:p>'
    field = '<w:p><w:r><w:instrText xml:space="preserve"> PAGEREF muc </w:instrText></w:r></w:p>'
    assert "bookmarkStart" in tidied(marked + field)
    assert "bookmark" not in tidied(marked)


REVISED = (
    f'<w:p>{run("Điều 1. ")}<w:ins w:id="1" w:author="A">{run("mới")}</w:ins>'
    '<w:del w:id="2" w:author="A"><w:r><w:delText>cũ</w:delText></w:r></w:del></w:p>'
    '<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="A"/></w:rPr></w:pPr>'
    f'{run("nối ")}</w:p><w:p><w:pPr><w:jc w:val="center"/>'
    f'<w:pPrChange w:id="4" w:author="A"><w:pPr/></w:pPrChange></w:pPr>{run("liền")}</w:p>'
)


def test_tracked_changes_stay_for_somebody_to_decide_on() -> None:
    result = tidy(make_docx(REVISED), "x")
    assert Tidying.REVISIONS_ACCEPTED not in result.changes
    assert "w:delText" in document_of(result.content)


def test_tracked_changes_are_accepted_when_asked_to() -> None:
    result = tidy(make_docx(REVISED), "x", accepts_revisions=True)
    assert Tidying.REVISIONS_ACCEPTED in result.changes
    assert read_text(result.content) == "Điều 1. mới\nnối liền\n"
    assert not re.search("w:(ins|del|pPrChange|delText)", document_of(result.content))


def test_deleted_rows_go_and_inserted_ones_stay() -> None:
    def row_with(mark: str, words: str) -> str:
        return f"<w:tr><w:trPr>{mark}</w:trPr><w:tc><w:tcPr/>{paragraph(words)}</w:tc></w:tr>"

    rows = row_with('<w:del w:id="1" w:author="A"/>', "cũ") + row_with(
        '<w:ins w:id="2" w:author="A"/>', "mới"
    )
    result = tidy(make_docx(table(rows, columns=1)), "x", accepts_revisions=True)
    assert read_text(result.content) == "mới\n"


def style(style_id: str, name: str, more: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/>{more}</w:style>'


def test_our_styles_get_their_ids_back() -> None:
    """LibreOffice and Word make an id of the ASCII letters of a name."""
    styles = f"<w:styles {NAMESPACES}>{style('Ngkngn', 'Đường kẻ ngắn')}</w:styles>"
    body = '<w:p><w:pPr><w:pStyle w:val="Ngkngn"/></w:pPr></w:p>'
    result = tidy(make_docx(body, files={STYLES: styles}), "x")
    assert '<w:pStyle w:val="RuleShort"/>' in document_of(result.content)
    assert 'w:styleId="RuleShort"' in unpack(result.content)[STYLES].decode()
    assert result.changes == {Tidying.STYLE_IDS: 1}


def test_an_id_that_another_style_has_taken_comes_back_too() -> None:
    """`BodyText` is the id of "Body Text", which word processors have of themselves."""
    both = style("A1", "Nội dung") + style("BodyText", "Body Text")
    body = "".join(f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr></w:p>' for name in ("A1", "BodyText"))
    result = tidy(make_docx(body, files={STYLES: f"<w:styles {NAMESPACES}>{both}</w:styles>"}), "x")
    used = re.findall(r'w:pStyle w:val="(\w+)"', document_of(result.content))
    assert used == ["BodyText", "BodyText1"]
    assert tidy(result.content, "x").changes == {}


def test_a_section_break_in_the_paragraph_of_a_tag_gets_one_of_its_own() -> None:
    """Seen with LibreOffice 25.2, which drops the empty paragraph that ended the section."""
    section = "<w:sectPr><w:titlePg/></w:sectPr>"
    tag = f"<w:p><w:pPr>{section}</w:pPr><w:r><w:t>{{%p if a %}}</w:t></w:r></w:p>"
    end = "<w:p><w:r><w:t>{%p endif %}</w:t></w:r></w:p>"
    result = tidy(make_docx(f"{tag}{end}"), "x")
    assert result.changes == {Tidying.SECTIONS_FREED: 1}
    first, second, *_ = unpack(result.content)["word/document.xml"].decode().split("</w:p>")
    assert "{%p if a %}" in first and "sectPr" not in first
    assert section in second
    assert tidy(result.content, "x").content == result.content


def test_unused_styles_go_with_what_other_styles_say_of_them() -> None:
    used = style("Used", "Dùng", '<w:basedOn w:val="Base"/><w:next w:val="Gone"/>')
    styles = f"<w:latentStyles/>{used}{style('Base', 'Gốc')}{style('Gone', 'Thừa')}"
    body = '<w:p><w:pPr><w:pStyle w:val="Used"/></w:pPr></w:p>'
    result = tidy(make_docx(body, files={STYLES: f"<w:styles {NAMESPACES}>{styles}</w:styles>"}), "x")
    left = unpack(result.content)[STYLES].decode()
    assert result.unused_styles == ("Thừa",)
    assert set(re.findall(r'styleId="(\w+)"', left)) == {"Used", "Base"}
    assert "w:next" not in left and "latentStyles" not in left


def test_the_same_file_gives_the_same_bytes() -> None:
    source = make_docx(f'<w:p w:rsidR="00AB12CD">{run("a")}{run("b")}</w:p>')
    assert tidy(source, "x").content == tidy(source, "x").content


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(TemplateUnreadable):
        tidy(b"hello", "x")


def test_broken_xml_is_refused() -> None:
    with pytest.raises(TemplateUnreadable):
        tidy(make_docx("<w:p>"), "x")
