"""Cuts the PDF of joined documents apart, so that each piece is what its document gives alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pikepdf
from pikepdf import Array, Dictionary, Name

from service.conversion.canonical import save_canonical
from service.conversion.joining import Joined, mark_of
from service.conversion.values import EPOCH, Pdf, PdfRequest
from service.errors import ResultRejected

_KNOWN_TREE_KEYS = {"/Type", "/K", "/ParentTree", "/ParentTreeNextKey", "/RoleMap"}
_SELECTED_FONT = re.compile(rb"/(F\d+) [\d.]+ Tf")


@dataclass(frozen=True)
class _Piece:
    """One document's share: its pages, the structure elements on them, and the fonts they use."""

    pages: Sequence[pikepdf.Page]
    elements: Sequence[pikepdf.Object]
    parents: Sequence[pikepdf.Object]  # for each page, what its marked contents belong to


def cut_pieces(pdf: pikepdf.Pdf, joined: Joined, requests: Sequence[PdfRequest]) -> list[Pdf]:
    """The piece of each document in canonical form; raises ResultRejected in any doubt. Uses `pdf` up."""
    pieces = _find_pieces(pdf, joined)
    document = _document_element(pdf)
    packet = pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b""
    for key in ("/Dests", "/Names", "/Outlines"):
        if key in pdf.Root:
            del pdf.Root[key]
    results = []
    for piece, title, author, request in zip(pieces, joined.titles, joined.authors, requests, strict=True):
        _keep_pages(pdf, piece)
        if document is not None:
            _keep_tags(pdf, document, piece)
        pdf.docinfo["/Title"], pdf.docinfo["/Author"] = pikepdf.String(title), pikepdf.String(author)
        if packet:  # as LibreOffice wrote it; its title and author become those of the piece
            pdf.Root.Metadata.write(packet)
        results.append(Pdf(save_canonical(pdf, request.moment or EPOCH), len(piece.pages)))
    return results


def _find_pieces(pdf: pikepdf.Pdf, joined: Joined) -> list[_Piece]:
    pages = list(pdf.pages)
    if any("/Annots" in page.obj for page in pages):
        raise ResultRejected("pieces: annotations")
    starts = [*_find_starts(pdf, len(joined.titles)), len(pages)]
    if starts[0] != 0 or any(later <= earlier for earlier, later in pairwise(starts)):
        raise ResultRejected("pieces: order")
    if len({_count_drawn_furniture(pages[start]) for start in starts[:-1]}) > 1:
        raise ResultRejected("pieces: headers")
    document = _document_element(pdf)
    if document is None:
        return [_Piece(pages[a:b], (), ()) for a, b in pairwise(starts)]
    parents = _parents_by_page(pdf)
    shares = _share_elements(document, pages, starts)
    shares = [share[opener:] for share, opener in zip(shares, joined.openers, strict=True)]
    wanted = list(joined.blocks)
    without_spacers = [count - hidden for count, hidden in zip(wanted, joined.spacers, strict=True)]
    if list(map(len, shares)) not in (wanted, without_spacers):
        raise ResultRejected("pieces: tags")
    return [
        _Piece(pages[a:b], share, parents[a:b])
        for (a, b), share in zip(pairwise(starts), shares, strict=True)
    ]


def _find_starts(pdf: pikepdf.Pdf, count: int) -> list[int]:
    """The index of the page on which each document's bookmark stands."""
    destinations = pdf.Root.get("/Dests", Dictionary())
    numbers = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    try:
        marks = [destinations[f"/{mark_of(index)}"] for index in range(count)]
        return [numbers[mark[0].objgen] for mark in marks]
    except (KeyError, IndexError, TypeError) as exc:
        raise ResultRejected("pieces: marks") from exc


def _count_drawn_furniture(page: pikepdf.Page) -> int:
    """How many texts are drawn on the page that are no part of the document's own: those of its header.

    A section that lost its first page's style would show the page number there.
    """
    spans = page.obj.Contents.read_bytes().split(b"EMC")
    return sum(span.count(b"\nBT\n") for span in spans if b"/Artifact BMC" in span and b"BDC" not in span)


def _document_element(pdf: pikepdf.Pdf) -> Dictionary | None:
    """The structure element above all others; None if the PDF is not tagged."""
    if "/StructTreeRoot" not in pdf.Root:
        return None
    tree = pdf.Root.StructTreeRoot
    top = tree.get("/K")
    top = top[0] if isinstance(top, Array) and len(top) == 1 else top
    if not isinstance(top, Dictionary) or not isinstance(top.get("/K"), Array):
        raise ResultRejected("pieces: structure")
    if set(tree.keys()) - _KNOWN_TREE_KEYS:
        raise ResultRejected("pieces: structure")
    return top


def _parents_by_page(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    numbers = pdf.Root.StructTreeRoot.ParentTree.get("/Nums")
    if not isinstance(numbers, Array):
        raise ResultRejected("pieces: parents")
    by_number = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    try:
        return [by_number[int(page.obj["/StructParents"])] for page in pdf.pages]
    except KeyError as exc:
        raise ResultRejected("pieces: parents") from exc


def _share_elements(
    document: Dictionary, pages: Sequence[pikepdf.Page], starts: Sequence[int]
) -> list[list[pikepdf.Object]]:
    """The elements below the top, in their order, by the document on whose pages they stand."""
    owner: dict[tuple[int, int], int] = {}
    for index, (start, end) in enumerate(pairwise(starts)):
        owner.update({page.obj.objgen: index for page in pages[start:end]})
    shares: list[list[pikepdf.Object]] = [[] for _ in range(len(starts) - 1)]
    last = 0
    for element in document.K:
        index = owner.get(element.get("/Pg", Dictionary()).objgen, -1)
        if index < last:
            raise ResultRejected("pieces: tags")
        last = index
        shares[index].append(element)
    return shares


def _keep_pages(pdf: pikepdf.Pdf, piece: _Piece) -> None:
    """Leaves the pages of `piece` alone in `pdf`, with the fonts that they use and no others."""
    del pdf.pages[:]
    pdf.pages.extend(piece.pages)
    used = {name for page in piece.pages for name in _SELECTED_FONT.findall(page.obj.Contents.read_bytes())}
    kept = {
        name: font
        for name, font in piece.pages[0].obj.Resources.get("/Font", Dictionary()).items()
        if name[1:].encode() in used
    }
    resources = Dictionary(dict(piece.pages[0].obj.Resources.items()))
    resources["/Font"] = Dictionary(kept)
    shared = pdf.make_indirect(resources)
    for page in pdf.pages:
        page.obj["/Resources"] = shared
    if "/OpenAction" in pdf.Root:
        pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.XYZ, None, None, 0])


def _keep_tags(pdf: pikepdf.Pdf, document: Dictionary, piece: _Piece) -> None:
    document.K = Array(piece.elements)
    if "/Pg" in document:
        document.Pg = pdf.pages[0].obj
    numbers = []
    for number, (page, parents) in enumerate(zip(pdf.pages, piece.parents, strict=True)):
        page.obj["/StructParents"] = number
        numbers += [number, parents]
    tree = pdf.Root.StructTreeRoot
    tree.ParentTree.Nums = Array(numbers)
    if "/ParentTreeNextKey" in tree:
        tree.ParentTreeNextKey = len(piece.parents)
