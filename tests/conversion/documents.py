"""Word files and PDFs for the conversion tests, made on the spot."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pikepdf
from docx.oxml.ns import qn
from docx.shared import Mm
from pikepdf import Array, Dictionary, Name

SENTENCE = "Đoàn thanh tra làm việc với đơn vị về việc chấp hành pháp luật, bảo đảm đúng trình tự, thủ tục. "
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
   <pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>{level}</pdfaid:conformance>
  </rdf:Description>
  <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
   <xmp:CreatorTool>Writer</xmp:CreatorTool><xmp:CreateDate>{date}</xmp:CreateDate>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def make_docx(
    *,
    paragraphs: int = 20,
    rows: int = 0,
    title: str = "Thông báo về việc thanh tra",
    language: str = "vi-VN",
    font: str = "Times New Roman",
    text: str = SENTENCE,
) -> bytes:
    """A lean A4 document in Times New Roman; `rows` of a table make it as slow as wanted."""
    document = docx.Document()
    document.sections[0].page_width, document.sections[0].page_height = Mm(210), Mm(297)
    document.core_properties.title = title
    _set_defaults(document, language, font)
    for _ in range(paragraphs):
        document.add_paragraph(text * 2)
    if rows:
        for row in document.add_table(rows, 5)._tbl.tr_lst:
            for cell in row.tc_lst:
                cell.p_lst[0].add_r().text = "Nguyễn Thị Ứng"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set_defaults(document: Any, language: str, font: str) -> None:
    styles = document.styles.element
    styles.find(".//" + qn("w:lang")).set(qn("w:val"), language)
    document.styles["Normal"].font.name = font
    fonts = styles.find(".//" + qn("w:rFonts"))
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), font)
    kept = ("Normal", "DefaultParagraphFont", "TableNormal", "NoList")
    for style in list(styles):
        if style.tag == qn("w:latentStyles") or style.get(qn("w:styleId"), "Normal") not in kept:
            styles.remove(style)


def link_pictures(package: bytes, addresses: list[str]) -> bytes:
    """The document with a picture linked from each of `addresses` instead of being contained."""
    relations = "".join(
        f'<Relationship Id="link{number}" TargetMode="External" Target="{address}"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/>'
        for number, address in enumerate(addresses)
    )
    pictures = "".join(_PICTURE.format(number=number, id=number + 100) for number in range(len(addresses)))

    def change(name: str, content: bytes) -> bytes:
        if name == "word/_rels/document.xml.rels":
            return content.replace(b"</Relationships>", relations.encode() + b"</Relationships>")
        if name == "word/document.xml":
            return content.replace(b"<w:body>", b"<w:body>" + pictures.encode())
        return content

    return _rewrite(package, change)


def _rewrite(package: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return buffer.getvalue()


_PICTURE = (
    '<w:p><w:r><w:drawing xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:inline><wp:extent cx="952500" cy="952500"/><wp:docPr id="{id}" name="p{id}"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="{id}" name="p{id}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' r:link="link{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="952500" cy="952500"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def make_pdf(
    *,
    date: str = "2026-03-11T08:30:00Z",
    claim: tuple[str, str] = ("2", "B"),
    font: str = "BAAAAA+LiberationSerif",
    letters: str = "Đã",
    change: Callable[[pikepdf.Pdf], object] = lambda pdf: None,
) -> pikepdf.Pdf:
    """A PDF built as LibreOffice builds them, right in every respect until `change` spoils it."""
    pdf = pikepdf.new()
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/" + font), FontFile2=pdf.make_stream(b"font")
    )
    pdf.add_blank_page(page_size=(595, 842)).obj.Resources = Dictionary(
        Font=Dictionary(
            F1=pdf.make_indirect(
                Dictionary(
                    Type=Name.Font,
                    Subtype=Name.TrueType,
                    BaseFont=Name("/" + font),
                    FontDescriptor=pdf.make_indirect(descriptor),
                    ToUnicode=pdf.make_stream(_map_letters(letters)),
                )
            )
        )
    )
    pdf.Root.Lang = "vi-VN"
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    packet = XMP.format(date=date, part=claim[0], level=claim[1])
    pdf.Root.Metadata = pdf.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)
    profile = b"\0" * 24 + date[:12].encode() + b"\0" * 92
    pdf.Root.OutputIntents = Array(
        [Dictionary(S=Name.GTS_PDFA1, DestOutputProfile=pdf.make_stream(profile, N=3))]
    )
    pdf.docinfo.Title = pikepdf.String("Thông báo")
    pdf.docinfo.CreationDate = pikepdf.String("D:" + date)
    pdf.trailer["/DocChecksum"] = Name("/" + date[:4])
    change(pdf)
    return pdf


def _map_letters(letters: str) -> bytes:
    lines = [
        f"<{code:02X}> <{letter.encode('utf-16-be').hex().upper()}>" for code, letter in enumerate(letters, 1)
    ]
    return "\n".join(["1 begincodespacerange", "<00> <FF>", "endcodespacerange", *lines]).encode()


def save(pdf: pikepdf.Pdf) -> bytes:
    """The bytes of `pdf` with a random identifier, as LibreOffice writes them."""
    buffer = io.BytesIO()
    pdf.save(buffer, fix_metadata_version=False)
    return buffer.getvalue()
