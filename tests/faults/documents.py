"""Inspections full of words that stand in no other, and who looks for these words in what came out."""

from __future__ import annotations

import copy
import io
import json
import zipfile
from collections.abc import Iterable
from functools import cache
from typing import Any

import pypdfium2
from docx import Document

from service.pdfium import LOCK
from tests.batch.fakes import make_data


def token(place: int) -> str:
    """A word that is part of no other and no Vietnamese."""
    return f"ZQ{place:05d}XJ"


@cache
def _example() -> dict[str, Any]:
    return make_data(1)


def make_inspection(places: Iterable[int]) -> bytes:
    """An inspection with a unit for each of `places`; its name and address hold its own token."""
    data = copy.deepcopy(_example())
    (model,) = data["units"]
    data["units"] = []
    for place in places:
        unit = copy.deepcopy(model)
        unit["id"] = f"u{place}"
        unit["body"]["name"] = f"Sở Thử nghiệm {token(place)}"
        data["units"].append(unit)
    return json.dumps(data, ensure_ascii=False).encode()


def read_pdf(content: bytes) -> str:
    with LOCK, pypdfium2.PdfDocument(content) as pdf:
        return " ".join(page.get_textpage().get_text_range() for page in pdf)


def read_docx(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    return " ".join(text.text or "" for text in document.element.body.iter() if text.tag.endswith("}t"))


def assert_own(text: str, place: int) -> None:
    """The document names its own unit, and no other unit at all."""
    found = {word for word in text.replace("\n", " ").split() if "ZQ" in word}
    assert found, f"{place}: its words are missing"
    assert all(token(place) in word for word in found), f"{place}: words of a neighbour: {found}"


def read_archive(content: bytes) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The documents of an archive by name, and its report."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        report = json.loads(archive.read("report.json"))
        return {name: archive.read(name) for name in archive.namelist() if name != "report.json"}, report
