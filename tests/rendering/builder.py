"""Small Word files for tests, written as raw XML so that each test shows what Word would have stored."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from html import escape

from lxml import etree

from service.rendering import Properties, Template, compile_template
from service.rendering.wordml import BREAK, PARAGRAPH, TEXT

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PROPERTIES = Properties(title="Thông báo", author="Sở Nội vụ tỉnh Sơn La")

HEADER = "word/header1.xml"
FOOTER = "word/footer1.xml"
FOOTNOTES = "word/footnotes.xml"
DOCUMENT = "word/document.xml"


def run(text: str) -> str:
    """A run with `text`, which is escaped."""
    return f'<w:r><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def paragraph(*texts: str) -> str:
    """A paragraph with a run for each text."""
    return f"<w:p>{''.join(run(text) for text in texts)}</w:p>"


def cell(*paragraphs: str) -> str:
    """A cell of `paragraphs`, given as XML."""
    return f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{"".join(paragraphs)}</w:tc>'


def row(*cells: str) -> str:
    """A row with one paragraph of text in each cell."""
    return f"<w:tr>{''.join(cell(paragraph(text)) for text in cells)}</w:tr>"


def table(*rows: str, columns: int = 2) -> str:
    """A table of `rows`, given as XML."""
    grid = '<w:gridCol w:w="3000"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def text_box(content: str) -> str:
    """A paragraph that anchors a text box, stored twice as Word does."""
    box = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        '<wp:docPr id="1" name="Khung"/>'
        f"<wps:txbx>{box}</wps:txbx></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def drawing(number: int) -> str:
    """A paragraph with a drawing whose id is `number`."""
    inline = f'<wp:inline><wp:docPr id="{number}" name="Hình"/></wp:inline>'
    return f"<w:p><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>"


def make_docx(
    body: str,
    *,
    header: str | None = None,
    footer: str | None = None,
    footnotes: str | None = None,
    core: str = "",
    files: Mapping[str, str | bytes] | None = None,
    relationships: str = "",
    types: str = "",
) -> bytes:
    """A DOCX with `body` and, if given, other parts, all as XML inside their root element."""
    parts: dict[str, str | bytes] = {}
    links = f'<Relationship Id="rId90" Type="{OFFICE}/styles" Target="styles.xml"/>'
    overrides = _override("word/styles.xml", "styles")
    section = ""
    parts["word/styles.xml"] = f"<w:styles {NAMESPACES}/>"
    if header is not None:
        parts[HEADER] = f"<w:hdr {NAMESPACES}>{header}</w:hdr>"
        links += f'<Relationship Id="rId1" Type="{OFFICE}/header" Target="header1.xml"/>'
        overrides += _override(HEADER, "header")
        section += '<w:headerReference w:type="default" r:id="rId1"/>'
    if footer is not None:
        parts[FOOTER] = f"<w:ftr {NAMESPACES}>{footer}</w:ftr>"
        links += f'<Relationship Id="rId2" Type="{OFFICE}/footer" Target="footer1.xml"/>'
        overrides += _override(FOOTER, "footer")
        section += '<w:footerReference w:type="default" r:id="rId2"/>'
    if footnotes is not None:
        note = f'<w:footnote w:id="1">{footnotes}</w:footnote>'
        separator = '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        parts[FOOTNOTES] = f"<w:footnotes {NAMESPACES}>{separator}{note}</w:footnotes>"
        links += f'<Relationship Id="rId3" Type="{OFFICE}/footnotes" Target="footnotes.xml"/>'
        overrides += _override(FOOTNOTES, "footnotes")
    page = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1701" w:right="1134"/>'
    parts[DOCUMENT] = (
        f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr>{section}{page}</w:sectPr></w:body></w:document>"
    )
    parts["word/_rels/document.xml.rels"] = _relationships(links + relationships)
    parts["docProps/core.xml"] = (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{core}</dc:title>'
        "<dc:creator>Người soạn mẫu</dc:creator></cp:coreProperties>"
    )
    parts["_rels/.rels"] = _relationships(
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties"'
        ' Target="docProps/core.xml"/>'
    )
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f"{_override(DOCUMENT, 'document.main')}{overrides}{types}"
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )
    return pack({**parts, **(files or {})})


def pack(files: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive of `files`."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def compile_body(body: str, *, name: str = "thu.docx") -> Template:
    """The template with `body` as its only text."""
    return compile_template(make_docx(body), name=name)


def fill(body: str, **data: object) -> list[str]:
    """The paragraphs of the document that `body` gives when filled with `data`."""
    return paragraphs(compile_body(body).fill(data, PROPERTIES))


def read_part(document: bytes, name: str = DOCUMENT) -> etree._Element:
    """The root of a part of a document."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return etree.fromstring(archive.read(name))


def paragraphs(document: bytes, name: str = DOCUMENT) -> list[str]:
    """The text of every paragraph of a part in document order, with a line feed for each line break."""
    return [
        "".join("\n" if node.tag == BREAK else node.text or "" for node in element.iter(TEXT, BREAK))
        for element in read_part(document, name).iter(PARAGRAPH)
    ]


def _override(name: str, kind: str) -> str:
    return f'<Override PartName="/{name}" ContentType="{WORD_TYPE}.{kind}+xml"/>'


def _relationships(content: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{content}</Relationships>'
