from __future__ import annotations

import io
import random
import re
import zipfile

import docx
import pytest

from service.errors import EditorError, ServiceError, TemplateForbidden, TemplateUnreadable
from service.rendering import Reason, compile_template
from tests.rendering.builder import (
    NAMESPACES,
    OFFICE,
    PROPERTIES,
    WORD_TYPE,
    make_docx,
    pack,
    paragraph,
    paragraphs,
    row,
    table,
)

MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"


def link(kind: str, target: str, *, external: bool = False, base: str = OFFICE) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="rId50" Type="{base}/{kind}" Target="{target}"{mode}/>'


def refusal(source: bytes) -> str:
    with pytest.raises(ServiceError) as caught:
        compile_template(source, name="mau.docx")
    assert isinstance(caught.value, TemplateForbidden | TemplateUnreadable)
    return caught.value.reason


def names(document: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return archive.namelist()


def replace(source: bytes, name: str, content: str | bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        files: dict[str, str | bytes] = {entry: archive.read(entry) for entry in archive.namelist()}
    return pack({**files, name: content})


BODY = paragraph("{{ a }}")

FORBIDDEN = {
    "picture from the network": (
        link("image", "http://example.org/a.png", external=True),
        Reason.EXTERNAL_LINK,
    ),
    "picture from a file": (link("image", "file:///etc/seal.png", external=True), Reason.EXTERNAL_LINK),
    "attached template": (link("attachedTemplate", "file:///C:/m.dotm", external=True), Reason.EXTERNAL_LINK),
    "link that runs something": (
        link("hyperlink", "javascript:alert(1)", external=True),
        Reason.EXTERNAL_LINK,
    ),
    "link to a file": (link("hyperlink", "file:///etc/passwd", external=True), Reason.EXTERNAL_LINK),
    "HTML part": (link("aFChunk", "chunk.html"), Reason.ACTIVE_CONTENT),
    "embedded object": (link("oleObject", "object.bin"), Reason.ACTIVE_CONTENT),
    "embedded file": (link("package", "sheet.xlsx"), Reason.ACTIVE_CONTENT),
    "control": (link("control", "control.xml"), Reason.ACTIVE_CONTENT),
    "macros": (link("vbaProject", "vba.bin", base=MICROSOFT), Reason.ACTIVE_CONTENT),
    "subdocument": (link("subDocument", "other.docx"), Reason.ACTIVE_CONTENT),
    "chart": (link("chart", "chart.xml"), Reason.ACTIVE_CONTENT),
    "comments": (link("comments", "comments.xml"), Reason.COMMENT),
    "font": (link("font", "fonts/a.odttf"), Reason.ACTIVE_CONTENT),
    "SVG": (link("image", "media/a.svg"), Reason.PICTURE_FORMAT),
}


@pytest.mark.parametrize(("relationship", "reason"), FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_relationship_that_documents_must_not_inherit_is_refused(relationship: str, reason: Reason) -> None:
    assert refusal(make_docx(BODY, relationships=relationship)) == reason


def test_picture_that_is_not_what_it_is_called_is_refused() -> None:
    source = make_docx(BODY, relationships=link("image", "media/a.png"), files={"word/media/a.png": "<svg/>"})
    assert refusal(source) == Reason.PICTURE_FORMAT


def test_part_is_read_as_xml_whatever_its_declared_type() -> None:
    with zipfile.ZipFile(io.BytesIO(make_docx(BODY))) as archive:
        types = archive.read("[Content_Types].xml").decode()
    changed = replace(make_docx(BODY), "word/styles.xml", "<!DOCTYPE a []><a/>")
    changed = replace(changed, "[Content_Types].xml", types.replace(f"{WORD_TYPE}.styles+xml", "image/png"))
    assert refusal(changed) == Reason.DOCTYPE


@pytest.mark.parametrize(
    "name", ["word/vbaProject.bin", "word/embeddings/a.xlsx", "word/activeX/activeX1.xml", "word/afchunk.mht"]
)
def test_active_part_is_refused_though_nothing_refers_to_it(name: str) -> None:
    assert refusal(make_docx(BODY, files={name: b"x"})) == Reason.ACTIVE_CONTENT


@pytest.mark.parametrize("target", ["https://sonla.gov.vn", "http://sonla.gov.vn", "mailto:snv@sonla.gov.vn"])
def test_link_to_an_address_is_kept(target: str) -> None:
    source = make_docx(BODY, relationships=link("hyperlink", target, external=True))
    document = compile_template(source, name="mau.docx").fill({"a": "x"}, PROPERTIES)
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert target.encode() in archive.read("word/_rels/document.xml.rels")


def test_part_that_nothing_refers_to_is_left_out() -> None:
    source = make_docx(BODY, files={"word/secret.xml": "<a/>", "notes.txt": "bí mật"})
    document = compile_template(source, name="mau.docx").fill({"a": "x"}, PROPERTIES)
    assert not {"word/secret.xml", "notes.txt"} & set(names(document))


def test_data_of_other_programs_are_dropped_with_their_relationship() -> None:
    source = make_docx(
        BODY, relationships=link("customXml", "../customXml/item1.xml"), files={"customXml/item1.xml": "<a/>"}
    )
    document = compile_template(source, name="mau.docx").fill({"a": "x"}, PROPERTIES)
    assert "customXml/item1.xml" not in names(document)
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert b"customXml" not in archive.read("word/_rels/document.xml.rels")


def test_picture_is_kept_with_its_type() -> None:
    picture = b"\x89PNG\r\n\x1a\n"
    source = make_docx(
        BODY, relationships=link("image", "media/logo.png"), files={"word/media/logo.png": picture}
    )
    document = compile_template(source, name="mau.docx").fill({"a": "x"}, PROPERTIES)
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert archive.read("word/media/logo.png") == picture
        assert b'Extension="png"' in archive.read("[Content_Types].xml")


def test_content_types_come_first_and_the_order_is_fixed() -> None:
    source = make_docx(BODY, header=paragraph("x"), footer=paragraph("y"))
    document = compile_template(source, name="mau.docx").fill({"a": "x"}, PROPERTIES)
    assert names(document) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "docProps/app.xml",
        "docProps/custom.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/footer1.xml",
        "word/header1.xml",
        "word/styles.xml",
    ]


@pytest.mark.parametrize("kind", ["template.main", "macroEnabled.main", "glossary.document"])
def test_other_office_file_is_refused(kind: str) -> None:
    source = make_docx(BODY, types="")
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        types = archive.read("[Content_Types].xml").decode()
    changed = replace(
        source,
        "[Content_Types].xml",
        types.replace(f"{WORD_TYPE}.document.main+xml", f"{WORD_TYPE}.{kind}+xml"),
    )
    assert refusal(changed) == Reason.NOT_DOCX


@pytest.mark.parametrize(
    "missing", ["[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml"]
)
def test_missing_part_is_refused(missing: str) -> None:
    with zipfile.ZipFile(io.BytesIO(make_docx(BODY))) as archive:
        files: dict[str, str | bytes] = {
            name: archive.read(name) for name in archive.namelist() if name != missing
        }
    assert refusal(pack(files)) == Reason.NOT_DOCX


ENTITIES = {
    "internal": '<!DOCTYPE a [<!ENTITY x "y">]>',
    "external": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "laughs": '<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;&x;&x;&x;&x;&x;&x;&x;&x;">]>',
    "address": '<!DOCTYPE a SYSTEM "http://example.org/a.dtd">',
}


@pytest.mark.parametrize("declaration", ENTITIES.values(), ids=ENTITIES.keys())
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "[Content_Types].xml", "_rels/.rels"]
)
def test_document_type_declaration_is_refused_in_any_part(part: str, encoding: str, declaration: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}<w:document {NAMESPACES}/>'
    assert refusal(replace(make_docx(BODY), part, content.encode(encoding))) == Reason.DOCTYPE


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "[Content_Types].xml"])
def test_malformed_xml_is_refused(part: str) -> None:
    assert refusal(replace(make_docx(BODY), part, "<a>&</a>")) == Reason.XML_MALFORMED


def test_damaged_file_is_refused_or_filled() -> None:
    chance = random.Random(30)  # noqa: S311  # the same damage in every run
    sound = make_docx(BODY + table(row("{{ a }}")), header=BODY)
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(500):
        name = chance.choice(sorted(files))
        pieces = re.split(rb"(<[^>]*>|\"[^\"]*\")", files[name])
        pieces[chance.randrange(len(pieces))] = chance.choice([b"", b'""', b'"x"', b'"../x"', b"<a/>", b"&"])
        damaged = pack({**files, name: b"".join(pieces)})
        try:
            compile_template(damaged, name="mau.docx").fill({"a": "x"}, PROPERTIES)
        except EditorError:
            continue


def test_file_of_python_docx_works() -> None:
    target = io.BytesIO()
    plain = docx.Document()
    plain.add_paragraph("Kính gửi: {{ a }}")
    plain.save(target)
    document = compile_template(target.getvalue(), name="mau.docx").fill({"a": "Sở Nội vụ"}, PROPERTIES)
    assert paragraphs(document) == ["Kính gửi: Sở Nội vụ"]
    assert [element.text for element in docx.Document(io.BytesIO(document)).paragraphs] == [
        "Kính gửi: Sở Nội vụ"
    ]
