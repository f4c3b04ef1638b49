"""Small PDFs drawn by hand: what office programs other than ours make, without starting one."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

_FONT = Path(__file__).parents[3] / "fonts" / "LiberationSerif-Regular.ttf"


def draw(*pages: Iterable[str], rotate: int = 0, hidden: bool = False) -> bytes:
    """A PDF whose pages have the lines `text @ x y size`, measured from the lower left corner."""
    pdf = pikepdf.new()
    font = _embed(pdf)
    for lines in pages:
        page = pdf.add_blank_page(page_size=(595.28, 841.89))
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        content = "\n".join(_show(line, hidden=hidden) for line in lines)
        page.Contents = pdf.make_stream(content.encode("ascii"))
        if rotate:
            page.Rotate = rotate
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def _show(line: str, *, hidden: bool) -> str:
    if "@" not in line:
        return line  # operators as they are
    text, place = line.rsplit("@", 1)
    x, y, size = place.split()
    code = "".join(f"{_glyph(letter):04X}" for letter in text)
    mode = "3 Tr " if hidden else ""
    return f"BT {mode}/F1 1 Tf {size} 0 0 {size} {x} {y} Tm <{code}> Tj ET"


_FACE = TTFont(_FONT)
_CMAP = _FACE.getBestCmap()


def _glyph(letter: str) -> int:
    return _FACE.getGlyphID(_CMAP[ord(letter)])


def _embed(pdf: pikepdf.Pdf) -> pikepdf.Object:
    widths = [_FACE["hmtx"][name][0] * 1000 / _FACE["head"].unitsPerEm for name in _FACE.getGlyphOrder()]
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/ABCDEF+TimesNewRomanPSMT"),
        Flags=4,
        FontBBox=Array([-500, -300, 1500, 1000]),
        ItalicAngle=0,
        Ascent=891,
        Descent=-216,
        CapHeight=660,
        StemV=80,
        FontFile2=pdf.make_stream(_FONT.read_bytes()),
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/ABCDEF+TimesNewRomanPSMT"),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        W=Array([0, Array(widths)]),
        CIDToGIDMap=Name.Identity,
    )
    mapping = "".join(f"<{_glyph(chr(code)):04X}> <{code:04X}>\n" for code in sorted(_CMAP) if code < 0x10000)
    rows = mapping.splitlines()
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    cmap = "1 begincodespacerange <0000> <FFFF> endcodespacerange\n" + "".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/ABCDEF+TimesNewRomanPSMT"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(cmap.encode("ascii")),
        )
    )
