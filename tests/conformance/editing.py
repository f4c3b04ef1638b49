"""Good documents of our own, and edits that break one thing in them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache

from service.conformance import Level, Report, Verdict, check_docx
from tests.kinds.samples import CASES, Case, make_case

DECISION = Case("inspection-2026", "decision", None)
NOTICE = Case("inspection-2026", "notice", "xa-mai-son")
MINUTES = Case("inspection-2026", "minutes", "xa-mai-son")
CONCLUSION = Case("inspection-2026", "conclusion", "xa-mai-son")
LETTER = Case("inspection-2026", "follow_up", "xa-mai-son")
ONE_ADDRESSEE = Case("inspection-2026", "follow_up", "phuong-to-hieu")

Edit = Callable[[str], str]


@cache
def good(case: Case) -> bytes:
    """The DOCX of an example's document."""
    assert case in CASES
    docx = make_case(case).docx
    assert docx is not None
    return docx


def edit(docx: bytes, part: str, change: Edit) -> bytes:
    """The DOCX with the XML of one part changed; the change must do something."""
    source = zipfile.ZipFile(io.BytesIO(docx))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                changed = change(content.decode()).encode()
                assert changed != content, "the edit changed nothing"
                content = changed
            archive.writestr(name, content)
    return target.getvalue()


def _with(properties: str, added: str) -> str:
    """The properties, whose element is still open, with others set: an office reads each only once."""
    simple = re.fullmatch(r"<w:(\w+)((?: w:\w+=\"[^\"]*\")*)/>", added)
    present = re.search(rf"<w:{simple[1]}((?: w:\w+=\"[^\"]*\")*)/>", properties) if simple else None
    if simple is None or present is None:
        return properties + added
    attributes = dict(re.findall(r' (w:\w+)="([^"]*)"', present[1] + simple[2]))
    merged = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return properties[: present.start()] + f"<w:{simple[1]}{merged}/>" + properties[present.end() :]


def in_body(docx: bytes, old: str, new: str, count: int = 1) -> bytes:
    """The DOCX with a text of its document part replaced."""
    return edit(docx, "word/document.xml", lambda xml: xml.replace(old, new, count))


def with_style(docx: bytes, style: str, properties: str, place: str = "rPr") -> bytes:
    """The DOCX with properties of a style's `rPr` or `pPr` set."""

    def change(xml: str) -> str:
        start = xml.index(f'w:styleId="{style}"')
        end = xml.index("</w:style>", start)
        body = xml[start:end]
        if f"<w:{place}>" not in body:
            body += f"<w:{place}></w:{place}>"
        first = body.index(f"<w:{place}>")
        last = body.index(f"</w:{place}>")
        return xml[:start] + body[:first] + _with(body[first:last], properties) + body[last:] + xml[end:]

    return edit(docx, "word/styles.xml", change)


def on_paragraph(docx: bytes, text: str, properties: str) -> bytes:
    """The DOCX with direct paragraph properties on the first paragraph that begins with `text`."""

    def change(xml: str) -> str:
        at = xml.index(text)
        start = xml.rindex("<w:p>", 0, at)
        last = xml.index("</w:pPr>", start)
        return xml[:start] + _with(xml[start:last], properties) + xml[last:]

    return edit(docx, "word/document.xml", change)


def on_runs(docx: bytes, text: str, properties: str) -> bytes:
    """The DOCX with direct run properties on all runs of the first paragraph that holds `text`."""

    def change(xml: str) -> str:
        at = xml.index(text)
        start, end = xml.rindex("<w:p>", 0, at), xml.index("</w:p>", at)
        body = xml[start:end].replace("<w:r><w:t", "<w:r><w:rPr></w:rPr><w:t")
        return xml[:start] + body.replace("</w:rPr>", f"{properties}</w:rPr>") + xml[end:]

    return edit(docx, "word/document.xml", change)


def without_paragraph(docx: bytes, mark: str) -> bytes:
    """The DOCX without the first paragraph that holds `mark` (a text, or the name of its style)."""

    def change(xml: str) -> str:
        at = xml.index(mark)
        start, end = xml.rindex("<w:p>", 0, at), xml.index("</w:p>", at) + len("</w:p>")
        is_alone = xml[:start].endswith("</w:tcPr>") and xml[end:].startswith("</w:tc>")
        return xml[:start] + ("<w:p/>" if is_alone else "") + xml[end:]  # a cell has a paragraph at least

    return edit(docx, "word/document.xml", change)


def section(docx: bytes, pattern: str, new: str) -> bytes:
    """The DOCX with its sections changed, all of them."""
    return edit(docx, "word/document.xml", lambda xml: re.sub(pattern, new, xml))


def failures(report: Report) -> set[str]:
    """The rules of the decree and of its forms that the document fails."""
    return {
        finding.rule.id
        for finding in report.findings
        if finding.verdict is Verdict.FAIL and finding.rule.level is not Level.HOUSE
    }


def breaks(docx: bytes) -> set[str]:
    """The rules that a DOCX fails."""
    return failures(check_docx(docx))
