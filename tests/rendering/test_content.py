from __future__ import annotations

import unicodedata

import pytest

from service.errors import TemplateForbidden
from service.rendering import Reason, compile_template
from tests.rendering.builder import (
    HEADER,
    NAMESPACES,
    OFFICE,
    PROPERTIES,
    fill,
    make_docx,
    paragraph,
    paragraphs,
    run,
)


def refusal(source: bytes) -> TemplateForbidden:
    with pytest.raises(TemplateForbidden) as caught:
        compile_template(source, name="mau.docx")
    return caught.value


REVISIONS = {
    "inserted": f'<w:p><w:ins w:id="1" w:author="A">{run("thêm")}</w:ins></w:p>',
    "deleted": '<w:p><w:del w:id="1" w:author="A"><w:r><w:delText>bỏ</w:delText></w:r></w:del></w:p>',
    "moved": f'<w:p><w:moveTo w:id="1" w:author="A">{run("chuyển")}</w:moveTo></w:p>',
    "format": '<w:p><w:pPr><w:pPrChange w:id="1" w:author="A"/></w:pPr></w:p>',
}


@pytest.mark.parametrize("body", REVISIONS.values(), ids=REVISIONS.keys())
def test_tracked_change_is_refused_with_its_place(body: str) -> None:
    error = refusal(make_docx(paragraph("một") + body))
    assert (error.reason, error.place) == (Reason.REVISION_MARK, "đoạn 2")


def field(*codes: str) -> str:
    instructions = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    return f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{instructions}</w:p>'


@pytest.mark.parametrize(
    "body",
    [
        field('INCLUDEPICTURE "http://example.org/a.png"'),
        field("INCLUDE", "TEXT a.docx"),
        field("DDEAUTO c:\\\\a"),
        field("FILENAME \\p"),
        '<w:p><w:fldSimple w:instr=" LINK Excel.Sheet a.xlsx "/></w:p>',
    ],
    ids=["picture", "split", "dde", "path", "simple"],
)
def test_field_that_reads_files_or_prints_paths_is_refused(body: str) -> None:
    error = refusal(make_docx(body))
    assert (error.reason, error.place) == (Reason.FIELD_CODE, "đoạn 1")


@pytest.mark.parametrize("code", ["PAGE", "NUMPAGES", 'HYPERLINK "https://sonla.gov.vn/link"', "TOC \\o"])
def test_field_that_counts_or_links_is_kept(code: str) -> None:
    compile_template(make_docx(field(code)), name="mau.docx")


def test_old_picture_with_an_address_is_refused() -> None:
    body = '<w:p><w:r><w:pict><v:imagedata src="file:///etc/seal.png"/></w:pict></w:r></w:p>'
    assert refusal(make_docx(body)).reason == Reason.EXTERNAL_LINK


MISPLACED = {
    "attribute": '<w:p><w:bookmarkStart w:id="0" w:name="{{ a }}"/></w:p>',
    "field code": field("PAGE {{ a }}"),
    "brace in a field code": field("PAGE {"),
    "between elements": "<w:p><w:r/>{{ a }}</w:p>",
}


@pytest.mark.parametrize("body", MISPLACED.values(), ids=MISPLACED.keys())
def test_tag_outside_text_is_refused(body: str) -> None:
    assert refusal(make_docx(body)).reason == Reason.TAG_MISPLACED


def test_tag_in_endnotes_is_refused_since_they_are_not_filled() -> None:
    note = f'<w:endnote w:id="1">{paragraph("{", "{ a }}")}</w:endnote>'
    notes = f"<w:endnotes {NAMESPACES}>{note}</w:endnotes>"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
    source = make_docx(
        "<w:p/>",
        files={"word/endnotes.xml": notes},
        relationships=f'<Relationship Id="rId60" Type="{OFFICE}/endnotes" Target="endnotes.xml"/>',
        types=f'<Override PartName="/word/endnotes.xml" ContentType="{kind}"/>',
    )
    error = refusal(source)
    assert (error.reason, error.quote) == (Reason.TAG_MISPLACED, "{{ a }}")


def test_text_of_the_template_comes_out_in_nfc() -> None:
    decomposed = unicodedata.normalize("NFD", "Quyết định của Ủy ban")
    assert fill(paragraph(decomposed + " {{ a }}"), a="x") == ["Quyết định của Ủy ban x"]


def test_text_of_a_part_without_tags_comes_out_in_nfc() -> None:
    source = make_docx(paragraph("{{ a }}"), header=paragraph(unicodedata.normalize("NFD", "Hỏa tốc")))
    document = compile_template(source, name="mau.docx").fill({"a": "x"}, PROPERTIES)
    assert paragraphs(document, HEADER) == ["Hỏa tốc"]
