from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from service.errors import DataInvalid, WorkbookUnreadable
from service.workbook import open_inspection
from tests.workbook.editing import edit, faults_of, make_workbook, parse, with_parts

MAIN_TYPE = b"spreadsheetml.sheet.main+xml"
SHEET = "xl/worksheets/sheet2.xml"


def add(name: str, content: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda parts: parts.__setitem__(name, content)


def swap(name: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)

    return change


def link_out(kind: bytes, target: bytes) -> Callable[[dict[str, bytes]], None]:
    link = b'<Relationship Id="rIdX" Type="http://x/%s" Target="%s" TargetMode="External"/>' % (kind, target)
    return swap("xl/_rels/workbook.xml.rels", b"</Relationships>", link + b"</Relationships>")


BILLION_LAUGHS = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet/>'
DAMAGE = {
    "macros": (add("xl/vbaProject.bin", b"\xd0\xcf"), "active-content"),
    "macro type": (swap("[Content_Types].xml", MAIN_TYPE, b"sheet.macroEnabled.main+xml"), "active-content"),
    "embedded object": (add("xl/embeddings/oleObject1.bin", b"x"), "active-content"),
    "control": (add("xl/activeX/activeX1.xml", b"<x/>"), "active-content"),
    "external book": (add("xl/externalLinks/externalLink1.xml", b"<x/>"), "external-link"),
    "connection": (add("xl/connections.xml", b"<x/>"), "external-link"),
    "picture from the network": (link_out(b"image", b"http://evil.example/x.png"), "external-link"),
    "hyperlink to a file": (link_out(b"hyperlink", b"file:///etc/passwd"), "external-link"),
    "entities": (add(SHEET, BILLION_LAUGHS), "doctype"),
    "entities in UTF-16": (add(SHEET, BILLION_LAUGHS.decode().encode("utf-16")), "damaged"),
    "entities in EBCDIC": (
        add(SHEET, b'<?xml version="1.0" encoding="cp037"?>' + BILLION_LAUGHS.decode().encode("cp037")),
        "damaged",
    ),
    "broken XML": (swap(SHEET, b"</sheetData>", b""), "damaged"),
    "no workbook": (lambda parts: parts.pop("xl/workbook.xml"), "damaged"),
    "no sheet": (lambda parts: parts.pop(SHEET), "damaged"),
    "one part as many sheets": (
        swap("xl/workbook.xml", b'r:id="rId3"', b'r:id="rId2"'),
        "damaged",
    ),
    "a huge cell": (swap(SHEET, b"<sheetData>", b"<sheetData>" + b" " * 60_000_000), "too-large"),
    "blanks": (add("docProps/app.xml", b" " * 100_000_000), "too-large"),
    "millions of cells": (swap(SHEET, b"<sheetData>", b"<sheetData>" + b"<c/>" * 1_100_000), "too-large"),
    "thousands of parts": (
        lambda parts: parts.update({f"xl/{n}.xml": b"" for n in range(2100)}),
        "too-large",
    ),
    "another office file": (swap("[Content_Types].xml", MAIN_TYPE, b"x+xml"), "not-xlsx"),
}


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return make_workbook("minimal")


def reason_of(content: bytes) -> str:
    with pytest.raises(WorkbookUnreadable) as caught:
        open_inspection(content)
    return str(caught.value.reason)


@pytest.mark.parametrize(("change", "reason"), DAMAGE.values(), ids=DAMAGE.keys())
def test_a_hostile_part_is_refused(
    workbook: bytes, change: Callable[[dict[str, bytes]], None], reason: str
) -> None:
    assert reason_of(with_parts(workbook, change)) == reason


def test_an_old_or_locked_workbook_is_told_apart() -> None:
    assert reason_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600) == "old-or-locked"


def test_a_zip_of_something_else_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "a")
    assert reason_of(packed.getvalue()) == "not-xlsx"


@pytest.mark.parametrize("length", [4, 100, 10_000, -1])
def test_a_file_that_is_cut_off_is_refused(workbook: bytes, length: int) -> None:
    assert reason_of(workbook[:length]) == "damaged"


def test_entries_that_share_bytes_are_refused(workbook: bytes) -> None:
    """As in CVE-2024-0450: every entry of the directory points at the first one's bytes."""
    content = bytearray(workbook)
    start = content.find(b"PK\x01\x02")
    while start >= 0:
        content[start + 42 : start + 46] = struct.pack("<I", 0)
        start = content.find(b"PK\x01\x02", start + 4)
    assert reason_of(bytes(content)) == "damaged"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_refused(workbook: bytes) -> None:
    packed = io.BytesIO(workbook)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("XL/workbook.xml", b"<x/>")
    assert reason_of(packed.getvalue()) == "damaged"


def test_a_cell_in_the_farthest_corner_costs_nothing(workbook: bytes) -> None:
    def change(book: object) -> None:
        book["Căn cứ"]["XFD1048576"].value = "x"  # type: ignore[index]

    (fault,) = faults_of(edit(workbook, change))
    assert (fault.code, fault.facts["cell"]) == ("cell-outside", "XFD1048576")


def test_a_plain_hyperlink_is_harmless(workbook: bytes) -> None:
    assert parse(with_parts(workbook, link_out(b"hyperlink", b"mailto:cchc.snv@example.vn")))


def test_numbers_that_are_none_are_refused_not_crashed_on(workbook: bytes) -> None:
    for number in (b"nan", b"inf", b"1e308", b"-1"):
        changed = with_parts(workbook, swap(SHEET, b"<v>2026</v>", b"<v>%s</v>" % number))
        with pytest.raises(DataInvalid):
            parse(changed)


MEASURE = """
import resource, sys, time
from pathlib import Path
from service.errors import ServiceError
from service.workbook import open_inspection
content = Path(sys.argv[1]).read_bytes()
before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
try:
    open_inspection(content)
except ServiceError as error:
    print(error.reason)
grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
print(round(time.process_time() - started, 2), grown)
"""


@pytest.mark.parametrize(
    "name", ["a huge cell", "blanks", "millions of cells", "thousands of parts", "entities"]
)
def test_a_hostile_file_is_refused_quickly_with_little_memory(
    workbook: bytes, name: str, tmp_path: Path
) -> None:
    """Limits: half a second of work and 50 MB; in a process of its own, whose peak is its own."""
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(with_parts(workbook, DAMAGE[name][0]))
    command = [sys.executable, "-c", MEASURE, str(path)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    reason, measured = result.stdout.splitlines()
    seconds, megabytes = measured.split()
    assert reason == DAMAGE[name][1]
    assert float(seconds) < 0.5 and int(megabytes) < 50, result.stdout
