"""The effective formatting of paragraphs and runs: defaults, styles and what they inherit, direct marks."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from service.conformance.docx.formatting import Properties, Theme, read_paragraph, read_run
from service.conformance.docx.numbering import Numbering
from service.conformance.docx.package import Package, W, value

_TOGGLES = ("b", "i", "caps", "smallCaps", "vanish", "strike")
_BANDS = (
    *(("firstRow", "firstRow", 0x20, False), ("lastRow", "lastRow", 0x40, False)),
    *(("firstColumn", "firstColumn", 0x80, False), ("lastColumn", "lastColumn", 0x100, False)),
    *(("horizontal", "noHBand", 0x200, True), ("vertical", "noVBand", 0x400, True)),
)
_DEPTH = 20  # styles based on one another; Word itself stops at eleven


class Styles:
    """The style sheet of a DOCX with its defaults, theme and numbering."""

    def __init__(self, package: Package) -> None:
        self.theme = Theme(package.find("theme"))
        root = package.find("styles")
        self._nodes: dict[tuple[str, str], etree._Element] = {}
        self._default: dict[str, str] = {}
        self._chains: dict[tuple[str, str | None], list[etree._Element]] = {}
        self._read: dict[tuple[str, etree._Element], Properties] = {}
        self._paragraphs: dict[str | None, tuple[Properties, Properties]] = {}
        self.numbering = Numbering(package.find("numbering"), self.theme)
        self._default_run: Properties = {}
        self._default_paragraph: Properties = {}
        if root is not None:
            self._read_sheet(root)

    def _read_sheet(self, root: etree._Element) -> None:
        self._default_run = read_run(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"), self.theme)
        self._default_paragraph = read_paragraph(root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr"))
        for node in root.iter(f"{W}style"):
            kind, name = node.get(f"{W}type", "paragraph"), node.get(f"{W}styleId", "")
            self._nodes[kind, name] = node
            if node.get(f"{W}default") in ("1", "true", "on"):
                self._default[kind] = name

    def chain(self, kind: str, name: str | None) -> list[etree._Element]:
        """The style and those it is based on, the most basic first; the default style for no name."""
        if (kind, name) in self._chains:
            return self._chains[kind, name]
        chain: list[etree._Element] = []
        current = name if name is not None and (kind, name) in self._nodes else self._default.get(kind)
        if kind == "character" and name is None:
            current = None
        while current is not None and len(chain) < _DEPTH:
            node = self._nodes.get((kind, current))
            if node is None or node in chain:
                break
            chain.append(node)
            current = value(node.find(f"{W}basedOn"))
        chain.reverse()
        self._chains[kind, name] = chain
        return chain

    def paragraph(self, node: etree._Element | None, table: TableLook) -> Properties:
        """The effective properties of a paragraph with the `w:pPr` given."""
        direct = read_paragraph(node)
        styled, _ = self._paragraph_style(direct.get("style"))
        found = {**self._default_paragraph, **table.paragraph, **styled}
        if direct.get("numId") is not None:
            found |= self.numbering.paragraph(direct.get("numId"), direct.get("ilvl", "0"))
        return found | direct

    def run(self, node: etree._Element | None, paragraph_style: str | None, table: TableLook) -> Properties:
        """The effective properties of a run with the `w:rPr` given."""
        direct = read_run(node, self.theme)
        _, of_paragraph = self._paragraph_style(paragraph_style)
        layers = [of_paragraph]
        if direct.get("style") is not None:
            layers.append(self._merge_run(self.chain("character", direct["style"])))
        found: Properties = {**self._default_run, **table.run}
        for layer in layers:
            found |= {name: setting for name, setting in layer.items() if name not in _TOGGLES}
        for name in _TOGGLES:  # each style level that sets one turns it over
            level_values = [layer[name] for layer in (table.run, *layers) if name in layer]
            if level_values:
                found[name] = (sum(level_values) % 2 == 1) or bool(self._default_run.get(name))
        return found | direct

    def table(self, node: etree._Element | None) -> TableLook:
        """What a table's style says of the text in it and of its borders."""
        chain = self.chain("table", value(node.find(f"{W}tblStyle")) if node is not None else None)
        paragraph: Properties = {}
        run: Properties = {}
        borders: dict[str, etree._Element] = {}
        margins: dict[str, etree._Element] = {}
        holders = [style.find(f"{W}tblPr") for style in chain]
        parts: dict[str, tuple[Properties, Properties]] = {}
        for style in chain:
            paragraph |= read_paragraph(style.find(f"{W}pPr"))
            run |= read_run(style.find(f"{W}rPr"), self.theme)
            for part in style.findall(f"{W}tblStylePr"):
                lines, letters = parts.get(part.get(f"{W}type", ""), ({}, {}))
                parts[part.get(f"{W}type", "")] = (
                    lines | read_paragraph(part.find(f"{W}pPr")),
                    letters | read_run(part.find(f"{W}rPr"), self.theme),
                )
        for holder in (*holders, node):
            if holder is None:
                continue
            for group, target in (("tblBorders", borders), ("tblCellMar", margins)):
                for child in holder.findall(f"{W}{group}/*"):
                    target[etree.QName(child).localname.replace("start", "left").replace("end", "right")] = (
                        child
                    )
        return TableLook(paragraph, run, borders, margins, parts, read_bands(node))

    def _paragraph_style(self, name: str | None) -> tuple[Properties, Properties]:
        if name not in self._paragraphs:
            paragraph: Properties = {}
            chain = self.chain("paragraph", name)
            for style in chain:
                own = read_paragraph(style.find(f"{W}pPr"))
                own.pop("style", None)
                if own.get("numId") is not None:
                    own.setdefault("ilvl", self.numbering.level_of(own["numId"], style.get(f"{W}styleId")))
                    paragraph |= self.numbering.paragraph(own["numId"], own["ilvl"])
                paragraph |= own
            if chain:
                paragraph["style"] = chain[-1].get(f"{W}styleId")
            self._paragraphs[name] = paragraph, self._merge_run(chain)
        return self._paragraphs[name]

    def _merge_run(self, chain: list[etree._Element]) -> Properties:
        run: Properties = {}
        for style in chain:
            run |= read_run(style.find(f"{W}rPr"), self.theme)
        run.pop("style", None)
        return run


class TableLook:
    """What a table adds to the text in it."""

    def __init__(
        self,
        paragraph: Properties | None = None,
        run: Properties | None = None,
        borders: dict[str, etree._Element] | None = None,
        margins: dict[str, etree._Element] | None = None,
        parts: dict[str, tuple[Properties, Properties]] | None = None,
        bands: frozenset[str] = frozenset(),
    ) -> None:
        self.paragraph = paragraph or {}
        self.run = run or {}
        self.borders = borders or {}
        self.margins = margins or {}
        self._parts = parts or {}
        self._bands = bands
        self._known: dict[tuple[str, ...], TableLook] = {}

    def at(self, row: tuple[int, int], column: tuple[int, int, int]) -> TableLook:
        """The look of one cell: row and number of rows; first column, column after it, number of columns."""
        names = tuple(name for name in self._names_at(row, column) if name in self._parts)
        if not names:
            return self
        if names not in self._known:
            paragraph, run = dict(self.paragraph), dict(self.run)
            for name in names:
                paragraph |= self._parts[name][0]
                run |= self._parts[name][1]
            self._known[names] = TableLook(paragraph, run, self.borders, self.margins)
        return self._known[names]

    def _names_at(self, row: tuple[int, int], column: tuple[int, int, int]) -> Iterator[str]:
        """The parts of the style that hold for a cell, the weakest first."""
        (index, rows), (start, after, columns) = row, column
        is_first, is_last = (
            index == 0 and "firstRow" in self._bands,
            index == rows - 1 and "lastRow" in self._bands,
        )
        is_left, is_right = (
            start == 0 and "firstColumn" in self._bands,
            after == columns and "lastColumn" in self._bands,
        )
        if "vertical" in self._bands and not (is_left or is_right):
            yield f"band{1 + (start - ('firstColumn' in self._bands)) % 2}Vert"
        if "horizontal" in self._bands and not (is_first or is_last):
            yield f"band{1 + (index - ('firstRow' in self._bands)) % 2}Horz"
        yield from (name for name, holds in (("firstCol", is_left), ("lastCol", is_right)) if holds)
        yield from (name for name, holds in (("firstRow", is_first), ("lastRow", is_last)) if holds)
        for name, holds in (
            ("neCell", is_first and is_right),
            ("nwCell", is_first and is_left),
            ("seCell", is_last and is_right),
            ("swCell", is_last and is_left),
        ):
            if holds:
                yield name


def read_bands(node: etree._Element | None) -> frozenset[str]:
    """Which parts of its style a table asks for, by the newer attributes or the older sum of bits."""
    look = node.find(f"{W}tblLook") if node is not None else None
    if look is None:
        return frozenset()
    try:
        bits = int(look.get(f"{W}val", "0")[:4], 16)
    except ValueError:
        bits = 0
    asked = set()
    for name, attribute, bit, is_reversed in _BANDS:
        setting = look.get(f"{W}{attribute}")
        is_set = bool(bits & bit) if setting is None else setting in ("1", "true", "on")
        if is_set is not is_reversed:
            asked.add(name)
    return frozenset(asked)


NO_TABLE = TableLook()
