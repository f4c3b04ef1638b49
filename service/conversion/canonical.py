"""Takes out of a PDF what differs from run to run, so that the same document is the same bytes everywhere.

LibreOffice writes its clock into the document information, the XMP packet and the header of the colour
profile, a checksum over all of it, and a random identifier. It also writes `&` in the title of the XMP
packet as `&amp;amp;` (7.4.7), so that it is not the title of the document information, as PDF/A wants.
"""

from __future__ import annotations

import io
import zlib
from datetime import UTC, datetime
from functools import lru_cache

import pikepdf
from lxml import etree
from pikepdf import Name

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_XMP = "http://ns.adobe.com/xap/1.0/"
_PACKET = ('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'.encode(), b'\n<?xpacket end="w"?>')
_ICC_DATE = slice(24, 36)  # six big-endian 16-bit numbers: year, month, day, hours, minutes, seconds
_ICC_ID = slice(84, 100)  # a digest over the date too; zeros mean that it was not computed
_ICC_EPOCH = b"".join(number.to_bytes(2) for number in (2000, 1, 1, 0, 0, 0))


def save_canonical(pdf: pikepdf.Pdf, moment: datetime) -> bytes:
    """The bytes of `pdf` dated `moment`, the same for every PDF that LibreOffice makes of one document."""
    aware = moment.replace(microsecond=0, tzinfo=moment.tzinfo or UTC)
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = pikepdf.String(_as_pdf_date(aware))
    if "/Metadata" in pdf.Root:
        metadata = pdf.Root.Metadata
        metadata.write(_renew_xmp(metadata.read_bytes(), pdf.docinfo, aware.isoformat()))
    for intent in pdf.Root.get("/OutputIntents", pikepdf.Array()):
        profile = intent.DestOutputProfile  # `verify.py` has seen that it is there
        profile.write(_deflate(_undate_profile(profile.read_bytes())), filter=Name.FlateDecode)
    for key in ("/DocChecksum", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    buffer = io.BytesIO()
    pdf.save(buffer, deterministic_id=True, fix_metadata_version=False)
    return buffer.getvalue()


def _as_pdf_date(moment: datetime) -> str:
    """`moment` as PDF writes it: D:20260311083000+07'00'."""
    zone = moment.strftime("%z")
    return f"{moment:D:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"


def _renew_xmp(packet: bytes, info: pikepdf.Dictionary, stamp: str) -> bytes:
    """The XMP packet with title and author of `info`, dated `stamp`: PDF/A wants the two to agree."""
    root = etree.fromstring(packet, etree.XMLParser(resolve_entities=False, no_network=True))
    for name, key in (("title", "/Title"), ("creator", "/Author")):
        items = [item for holder in root.iter(f"{{{_DC}}}{name}") for item in holder.iter(f"{{{_RDF}}}li")]
        if len(items) == 1 and key in info:
            items[0].text = str(info[key])
    clock = [f"{{{_XMP}}}{name}" for name in ("CreateDate", "ModifyDate", "MetadataDate")]
    for element in [*root.iter(*clock, f"{{{_DC}}}date")]:  # LibreOffice 25.2 writes dc:date too
        element.getparent().remove(element)
    about = {f"{{{_RDF}}}about": ""}
    dates = etree.SubElement(root[0], f"{{{_RDF}}}Description", about, nsmap={"xmp": _XMP})
    for name in ("CreateDate", "ModifyDate"):
        etree.SubElement(dates, f"{{{_XMP}}}{name}").text = stamp
    return _PACKET[0] + etree.tostring(root, encoding="utf-8") + _PACKET[1]


def _undate_profile(profile: bytes) -> bytes:
    dated = bytearray(profile)
    dated[_ICC_DATE] = _ICC_EPOCH
    dated[_ICC_ID] = bytes(16)
    return bytes(dated)


@lru_cache(maxsize=4)
def _deflate(profile: bytes) -> bytes:
    """The colour profile compressed: always the same one, so the work is done once."""
    return zlib.compress(profile, 9)
