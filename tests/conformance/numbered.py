"""Lists that Word numbers by itself, for documents that are made by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.conformance.other_hands import BOTH, Paper

ARTICLES = (
    ("decimal", "Điều %1.", "<w:rPr><w:b/></w:rPr>"),
    ("decimal", "%2.", ""),
    ("lowerLetter", "%3)", ""),
)
REPORT = (("upperRoman", "%1.", "<w:rPr><w:b/></w:rPr>"), ("decimal", "%2.", ""), ("lowerLetter", "%3)", ""))
DASHES = (("bullet", "-", ""),)
_NUMBER = 77


def number_paragraphs(
    paper: Paper,
    texts: Iterable[tuple[int, str]],
    levels: tuple[tuple[str, str, str], ...] = ARTICLES,
    number: int = _NUMBER,
) -> None:
    """Paragraphs on the levels given of one list."""
    _define(paper, levels, number)
    for level, text in texts:
        is_heading = bool(levels[level][2]) and text.isupper()
        paragraph = paper.line(text, BOTH, bold=is_heading, before=3, after=3)
        properties = paragraph._p.get_or_add_pPr()
        properties.insert(
            0,
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            ),
        )


def _define(paper: Paper, levels: tuple[tuple[str, str, str], ...], number: int) -> None:
    root: Any = paper.document.part.numbering_part.element
    content = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="720"/></w:pPr>{look}</w:lvl>'
        for place, (form, text, look) in enumerate(levels)
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="multilevel"/>{content}</w:abstractNum>'
    )
    root.insert(0, abstract)
    root.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
    )
