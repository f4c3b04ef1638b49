"""Batches without LibreOffice: the project's own templates, and a converter that makes empty pages."""

from __future__ import annotations

import copy
import io
import json
import threading
from collections.abc import Sequence
from functools import cache
from typing import Any

import pikepdf

from service.batch import Reading, read_apart
from service.conversion import Pdf, PdfRequest, Source
from service.errors import OperatorError
from service.generate import Converter, Generator
from service.kinds import load_catalog
from tests.kinds.samples import ROOT, load_example


@cache
def make_pdf(pages: int) -> bytes:
    pdf = pikepdf.Pdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    buffer = io.BytesIO()
    pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()


class FakeConverter:
    """Makes PDFs of `pages` empty pages; raises the `errors` first, one per pass."""

    def __init__(self, pages: int = 3) -> None:
        self.pages = pages
        self.passes: list[int] = []
        self.errors: list[Exception] = []
        self.refused: dict[int, OperatorError] = {}  # by position in the pass
        self.fingerprint = "a converter of empty pages"
        self.is_held = threading.Event()
        self.is_held.set()

    def convert(self, docx: bytes, request: PdfRequest) -> Pdf:
        return Pdf(make_pdf(self.pages), self.pages)

    def convert_together(self, sources: Sequence[Source]) -> list[Pdf | OperatorError]:
        assert self.is_held.wait(timeout=10)
        self.passes.append(len(sources))
        if self.errors:
            raise self.errors.pop(0)
        return [
            self.refused.get(place) or self.convert(source.docx, source.request)
            for place, source in enumerate(sources)
        ]


@cache
def _templates() -> Generator:
    return Generator(load_catalog(ROOT / "templates"), None)


def make_generator(converter: Converter) -> Generator:
    """A generator of its own for `converter`; templates are compiled once for all tests."""
    generator = copy.copy(_templates())
    generator._converter = converter
    return generator


def make_data(count: int) -> dict[str, Any]:
    """The main example with `count` units `u0`, `u1` ... that can all be given a notice without a number."""
    data = load_example()
    visited = next(unit for unit in data["units"] if unit.get("visit") and not unit.get("part_of"))
    for name in ("record", "conclusion", "remediation"):
        visited.pop(name, None)
    data["units"] = []
    for place in range(count):
        unit = copy.deepcopy(visited)
        unit["id"] = f"u{place}"
        unit["body"]["name"] = unit["report"]["issuer"] = f"Sở Thử nghiệm {place}"
        unit["report"]["number"] = f"498/BC-STN{place}"
        unit.get("documents", {}).get("notice", {}).pop("number", None)
        unit["documents"] = {"notice": unit.get("documents", {}).get("notice", {})}
        data["units"].append(unit)
    return data


def dump(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def read(data: dict[str, Any]) -> Reading:
    return read_apart(dump(data))
