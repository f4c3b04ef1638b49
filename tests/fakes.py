"""Stand-ins for what is slow: a generator without templates, a pool without LibreOffice."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import structlog

from service.conversion import Pdf, PdfRequest, PoolStatus
from service.errors import ServiceError, UnitMissing, UnitNotAllowed, UnitUnknown
from service.generate import Document, Draft, Format, Placeholder
from service.kinds import Catalog, Kind

DOCX = b"PK\x03\x04 a Word file"
PDF = b"%PDF-1.7 a PDF file"
TEMPLATE_SHA256 = "0" * 64


def make_kind(name: str, title: str, *, scope: str, order: int) -> Kind:
    return Kind.model_validate(
        {
            "name": name,
            "folder": Path("templates") / name,
            "order": order,
            "title": title,
            "type_name": title,
            "form": "typed",
            "scope": scope,
            "issuer": "authority",
            "abstract": {"default": "về cuộc kiểm tra"},
            "citation": {"default": "về cuộc kiểm tra"},
            "needs": {"always": ("team",)},
        }
    )


CATALOG = Catalog(
    (
        make_kind("decision", "Quyết định", scope="inspection", order=1),
        make_kind("notice", "Thông báo", scope="unit", order=2),
    )
)


class FakeGenerator:
    """Makes the same two files for every kind; raises `error` if set, holds PDFs until `released`."""

    def __init__(self, name: str = "Thông báo lịch kiểm tra - Sở Tài chính") -> None:
        self.catalog = CATALOG
        self.name = name
        self.error: BaseException | None = None
        self.released = threading.Event()
        self.released.set()

    def placeholders(self, kind: str) -> tuple[Placeholder, ...]:
        self.catalog.get(kind)
        return (Placeholder("unit.body.name", "Tên cơ quan, tổ chức", "Tên đầy đủ.", "Sở Tài chính"),)

    def template_sha256(self, kind: str) -> str:
        self.catalog.get(kind)
        return TEMPLATE_SHA256

    def draft(self, inspection: Any, kind: str, unit: str | None) -> Draft:
        if self.error is not None:
            raise self.error
        _check_unit(self.catalog.get(kind), unit, tuple(unit.id for unit in inspection.units))
        return Draft(kind, unit, self.name, None, DOCX, PdfRequest(), TEMPLATE_SHA256)

    def complete(self, draft: Draft, format: Format) -> Document:
        assert format is Format.DOCX or self.released.wait(timeout=10)
        return draft.finish(format, None if format is Format.DOCX else Pdf(PDF, 2))


class FakeOffice:
    """A pool that starts and closes at once."""

    def __init__(self) -> None:
        self.is_ready = False
        self.is_closed = False

    def start(self) -> None:
        self.is_ready = True

    def close(self) -> None:
        self.is_ready = False
        self.is_closed = True

    def check(self) -> None:
        pass

    def status(self) -> PoolStatus:
        ready = int(self.is_ready)
        return PoolStatus(ready=ready, busy=0, starting=0, waiting=0, restarts=0, conversions=0, rss_mb=180)


@contextmanager
def logging_restored() -> Iterator[None]:
    """Undoes what the service configures: its logging is the whole process's."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        yield
    finally:
        structlog.reset_defaults()
        root.handlers[:] = handlers
        root.setLevel(level)


def _check_unit(kind: Kind, unit: str | None, known: tuple[str, ...]) -> None:
    error: ServiceError | None = None
    if kind.scope.value == "inspection" and unit is not None:
        error = UnitNotAllowed(kind.name, unit)
    elif kind.scope.value == "unit" and unit is None:
        error = UnitMissing(kind.name, known)
    elif unit is not None and unit not in known:
        error = UnitUnknown(unit, known)
    if error is not None:
        raise error
