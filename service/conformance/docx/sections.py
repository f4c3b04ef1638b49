"""Page format and page numbers of the sections of a DOCX."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lxml import etree

from service.conformance.document import Block, PageNumber, Region, Section
from service.conformance.docx.formatting import is_on, points
from service.conformance.docx.package import Package, W, value, whole

_ARABIC = (None, "decimal", "arabicDash", "numberInDash")
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

ReadPart = Callable[[etree._Element, Section, Region], list[tuple[Block, bool]]]


class SectionReader:
    """The sections of a document, in order."""

    def __init__(self, package: Package) -> None:
        self._package = package
        body = package.body
        nodes = [node for node in body.iter(f"{W}sectPr") if not _is_revision(node)]
        self._nodes = nodes or [etree.SubElement(body, f"{W}sectPr")]
        settings = package.find("settings")
        even = settings.find(f"{W}evenAndOddHeaders") if settings is not None else None
        self._has_even = even is not None and is_on(even)
        mirror = settings.find(f"{W}mirrorMargins") if settings is not None else None
        self._is_mirrored = mirror is not None and is_on(mirror)
        top = settings.find(f"{W}gutterAtTop") if settings is not None else None
        self._has_gutter_at_top = top is not None and is_on(top)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._nodes)

    def text_width(self, index: int) -> float:
        """The width of the text area of a section; that of A4 with usual margins where none is given."""
        section = self._geometry(min(index, self.count - 1))
        if section.width is None or section.left is None or section.right is None:
            return 467.0
        return section.width - section.left - section.right

    def starts_page(self, index: int) -> bool:
        """Whether a section begins on a new page."""
        return value(self._nodes[min(index, self.count - 1)].find(f"{W}type")) != "continuous"

    def make(self, index: int, read_part: ReadPart) -> Section:
        """The section with its page numbers, the parts being read with `read_part`."""
        section = self._geometry(index)
        has_title = self._has_title(index)
        numbers = []
        for region, reference in ((Region.HEADER, "headerReference"), (Region.FOOTER, "footerReference")):
            for kind in self._kinds(has_title=has_title):
                root = self._part(index, reference, kind)
                if root is None:
                    continue
                is_first = kind == "first" or (kind == "default" and not has_title)
                numbers += [
                    PageNumber(block, region is Region.HEADER, is_first)
                    for block, is_number in read_part(root, section, region)
                    if is_number
                ]
        return replace(section, numbers=tuple(numbers))

    def _kinds(self, *, has_title: bool) -> list[str]:
        return ["default", *(["first"] if has_title else []), *(["even"] if self._has_even else [])]

    def _has_title(self, index: int) -> bool:
        node = self._nodes[index].find(f"{W}titlePg")
        return node is not None and is_on(node)

    def _part(self, index: int, reference: str, kind: str) -> etree._Element | None:
        """The header or footer of a kind; a section without its own has that of the one before."""
        for node in reversed(self._nodes[: index + 1]):
            for child in node.findall(f"{W}{reference}"):
                if child.get(f"{W}type", "default") == kind:
                    return self._package.by_id(child.get(_R_ID, ""))
        return None

    def _geometry(self, index: int) -> Section:
        node = self._nodes[index]
        size, margins = node.find(f"{W}pgSz"), node.find(f"{W}pgMar")
        numbering = node.find(f"{W}pgNumType")
        start = whole(numbering, "start")
        gutter = points(margins, "gutter") or 0.0
        above = gutter if self._has_gutter_at_top else 0.0
        left, top = points(margins, "left"), _absolute(points(margins, "top"))
        return Section(
            index,
            points(size, "w"),
            points(size, "h"),
            top + above if top is not None else None,
            _absolute(points(margins, "bottom")),
            left + gutter - above if left is not None else None,
            points(margins, "right"),
            first_number=start,
            is_arabic=value(numbering, "fmt") in _ARABIC,
            is_new_page=self.starts_page(index),
            is_mirrored=self._is_mirrored,
        )


def _absolute(length: float | None) -> float | None:
    """A negative margin means an exact one."""
    return None if length is None else abs(length)


def _is_revision(node: etree._Element) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag == f"{W}sectPrChange"
