from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, timedelta, timezone

import docx
import pytest

from service.rendering import Properties, compile_template
from tests.rendering.builder import PROPERTIES, make_docx, paragraph

SOURCE = make_docx(paragraph("{{ a }}"), core="Mẫu cũ")


def document(properties: Properties) -> bytes:
    return compile_template(SOURCE, name="mau.docx").fill({"a": "x"}, properties)


def test_properties_are_those_given() -> None:
    moment = datetime(2026, 12, 1, 8, 30, tzinfo=timezone(timedelta(hours=7)))
    given = Properties("Thông báo «A & B»", "Sở Nội vụ", "Kiểm tra", "CCHC", moment)
    core = docx.Document(io.BytesIO(document(given))).core_properties
    assert (core.title, core.author, core.subject, core.keywords) == (
        given.title,
        given.author,
        given.subject,
        given.keywords,
    )
    assert core.created == core.modified == moment.astimezone(UTC)
    assert (core.last_modified_by, core.language) == ("Sở Nội vụ", "vi-VN")


def test_dates_without_a_moment_are_fixed() -> None:
    core = docx.Document(io.BytesIO(document(PROPERTIES))).core_properties
    assert core.created == core.modified == datetime(1980, 1, 1, tzinfo=UTC)


def test_moment_without_a_zone_counts_as_utc() -> None:
    core = docx.Document(
        io.BytesIO(document(Properties("a", "b", moment=datetime(2026, 1, 2, 3))))
    ).core_properties
    assert core.created == datetime(2026, 1, 2, 3, tzinfo=UTC)


@pytest.mark.parametrize("trace", ["Người soạn mẫu", "Mẫu cũ", "python-docx", "docxtpl", "Microsoft"])
def test_nothing_of_the_template_or_a_tool_is_left(trace: str) -> None:
    with zipfile.ZipFile(io.BytesIO(document(PROPERTIES))) as archive:
        assert not [name for name in archive.namelist() if trace.encode() in archive.read(name)]


def test_fingerprint_of_the_template_is_a_property() -> None:
    template = compile_template(SOURCE, name="mau.docx")
    with zipfile.ZipFile(io.BytesIO(template.fill({"a": "x"}, PROPERTIES))) as archive:
        custom = archive.read("docProps/custom.xml").decode()
    assert 'name="vanban-template"' in custom and template.sha256 in custom
