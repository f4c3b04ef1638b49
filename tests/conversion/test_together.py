"""Documents converted in one pass, held against the same documents converted one by one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import timedelta

import pikepdf
import pypdfium2
import pytest

from service.conversion import OfficePool, Pdf, PdfRequest, PoolSettings, Source
from service.conversion.together import convert_all
from service.domain.loading import parse_inspection
from service.errors import ConversionFailed, OfficeBusy, OperatorError, ResultRejected
from service.generate import Draft
from service.pdfium import LOCK
from tests.kinds.samples import CASES, ROOT, generator, read_example

KINDS = sorted({case.kind for case in CASES})
NEAR = 0.3  # points


def draft_all(kind: str) -> list[Draft]:
    """Every document of `kind` that the examples give, in all variants."""
    return [
        generator().draft(parse_inspection(read_example(case.example)), case.kind, case.unit)
        for case in CASES
        if case.kind == kind
    ]


@pytest.fixture(scope="module")
def pool() -> Iterator[OfficePool]:
    with OfficePool(PoolSettings(fonts_dir=ROOT / "fonts", size=2)) as pool:
        pool.wait_ready(timedelta(seconds=60))
        yield pool


def has_list(draft: Draft) -> bool:
    """Whether the document has a second section."""
    with zipfile.ZipFile(io.BytesIO(draft.docx)) as package:
        return package.read("word/document.xml").count(b"<w:sectPr") > 1


def read_tags(pdf: pikepdf.Pdf) -> list[object]:
    """The structure tree as nested lists: type, attributes, page, children."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

    def read(element: pikepdf.Object) -> object:
        if not isinstance(element, pikepdf.Dictionary):
            return int(element)
        kids = element.get("/K", pikepdf.Array())
        kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        attributes = element.get("/A")
        names = sorted(attributes.keys()) if isinstance(attributes, pikepdf.Dictionary) else []
        page = pages[element.Pg.objgen] if "/Pg" in element else None
        return [str(element.get("/S")), names, page, [read(kid) for kid in kids]]

    top = pdf.Root.StructTreeRoot.K
    return [read(kid) for kid in (top if isinstance(top, pikepdf.Array) else [top])]


def read_facts(content: bytes) -> dict[str, object]:
    """All that a piece must have in common with the document made alone, but for the places of words."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        fonts = {
            str(font.BaseFont).partition("+")[2]
            for page in pdf.pages
            for font in page.obj.Resources.Font.values()
        }
        packet = pdf.Root.Metadata.read_bytes()
        return {
            "pages": len(pdf.pages),
            "fonts": fonts,
            "info": {name: str(value) for name, value in pdf.docinfo.items()},
            "language": str(pdf.Root.Lang),
            "marked": bool(pdf.Root.MarkInfo.Marked),
            "xmp": packet.split(b"\n")[1:-1],
            "profile": pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes(),
            "keys": set(pdf.Root.keys()),
            "view": repr(pdf.Root.ViewerPreferences),
            "tags": read_tags(pdf),
            "parents": [len(entry) for entry in list(pdf.Root.StructTreeRoot.ParentTree.Nums)[1::2]],
        }


def read_letters(content: bytes) -> list[tuple[str, list[tuple[float, ...]]]]:
    """The text of each page, and where each letter of it is drawn."""
    with LOCK:
        document = pypdfium2.PdfDocument(content)
        pages = [page.get_textpage() for page in document]
        read = [
            (page.get_text_range(), [page.get_charbox(index) for index in range(page.count_chars())])
            for page in pages
        ]
        document.close()
    return read


def assert_same(piece: Pdf, alone: Pdf) -> None:
    assert read_facts(piece.content) == read_facts(alone.content)
    assert_same_places(piece, alone)


def assert_same_places(piece: Pdf, alone: Pdf) -> None:
    assert piece.pages == alone.pages
    for (text, places), (wanted, others) in zip(
        read_letters(piece.content), read_letters(alone.content), strict=True
    ):
        assert text == wanted
        assert len(places) == len(others)
        shifts = [
            abs(a - b)
            for place, other in zip(places, others, strict=True)
            for a, b in zip(place, other, strict=True)
        ]
        assert max(shifts) < NEAR


@pytest.mark.office
@pytest.mark.parametrize("kind", KINDS)
def test_a_piece_is_what_the_document_gives_alone(pool: OfficePool, kind: str) -> None:
    drafts = [draft for draft in draft_all(kind) if not has_list(draft)]
    for start in range(0, len(drafts), 10):
        part = [Source(draft.docx, draft.request) for draft in drafts[start : start + 10]]
        before = pool.status().conversions
        pieces = pool.convert_together(part)
        assert pool.status().conversions - before == 1  # nothing was in doubt
        for piece, source in zip(pieces, part, strict=True):
            assert isinstance(piece, Pdf)
            assert_same(piece, pool.convert(source.docx, source.request))


@pytest.mark.office
def test_documents_with_an_attached_list_go_alone(pool: OfficePool) -> None:
    part = [Source(draft.docx, draft.request) for draft in draft_all("decision") if has_list(draft)][:2]
    assert pool.convert_together(part) == [pool.convert(source.docx, source.request) for source in part]


@pytest.mark.office
def test_plain_pdfs_are_cut_apart_too(pool: OfficePool) -> None:
    request = PdfRequest(archival=False)
    part = [Source(draft.docx, request) for draft in draft_all("notice")[:5]]
    for piece, source in zip(pool.convert_together(part), part, strict=True):
        assert isinstance(piece, Pdf)
        assert_same_places(piece, pool.convert(source.docx, request))


@pytest.mark.office
def test_the_same_documents_give_the_same_bytes_on_every_office(pool: OfficePool) -> None:
    part = [Source(draft.docx, draft.request) for draft in draft_all("notice")[:10]]
    results = {tuple(map(repr, pool.convert_together(part))) for _ in range(6)}
    assert len(results) == 1


@pytest.mark.office
def test_documents_of_different_kinds_go_alone(pool: OfficePool) -> None:
    part = [Source(draft_all(kind)[0].docx, PdfRequest()) for kind in ("notice", "minutes")]
    for piece, source in zip(pool.convert_together(part), part, strict=True):
        assert piece == pool.convert(source.docx)


class Offices:
    """Converts, but for documents that hold `poison`, alone or among others."""

    def __init__(self, pool: OfficePool, poison: bytes) -> None:
        self._pool = pool
        self._poison = poison
        self.passes = 0

    def convert_alone(self, docx: bytes, request: PdfRequest) -> Pdf:
        if docx == self._poison:
            raise ConversionFailed("refused")
        return self._pool.convert(docx, request)

    def convert_raw(self, docx: bytes, request: PdfRequest) -> bytes:
        self.passes += 1
        raise ResultRejected("pieces: tags")

    def convert(self, sources: Sequence[Source]) -> list[Pdf | OperatorError]:
        return convert_all(
            sources, convert_alone=self.convert_alone, convert_raw=self.convert_raw, fonts_dir=ROOT / "fonts"
        )


@pytest.mark.office
def test_a_failing_pass_is_halved_until_the_culprit_stands_alone(pool: OfficePool) -> None:
    sources = [Source(draft.docx, draft.request) for draft in draft_all("notice")[:4]]
    offices = Offices(pool, sources[2].docx)
    results = offices.convert(sources)
    assert [isinstance(result, Pdf) for result in results] == [True, True, False, True]
    assert offices.passes == 3  # four, two and two


def test_a_busy_pool_is_not_the_fault_of_a_document() -> None:
    def refuse(docx: bytes, request: PdfRequest) -> bytes:
        raise OfficeBusy("queue-full")

    sources = [Source(draft.docx, draft.request) for draft in draft_all("notice")[:2]]
    with pytest.raises(OfficeBusy):
        convert_all(
            sources,
            convert_alone=lambda docx, request: Pdf(b"", 0),
            convert_raw=refuse,
            fonts_dir=ROOT / "fonts",
        )
