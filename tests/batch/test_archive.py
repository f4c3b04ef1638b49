from __future__ import annotations

import hashlib
import io
import json
import struct
import zipfile
from typing import Any

import pikepdf

from service.batch import BatchFormat, LocalRunner, plan_batch, stream_archive
from tests.batch.fakes import FakeConverter, make_data, make_generator, read


def pack(data: dict[str, Any], format: BatchFormat, pages: int = 3) -> bytes:
    generator = make_generator(FakeConverter(pages))
    job = plan_batch(read(data), generator.catalog, "notice", format=format)
    return b"".join(stream_archive(LocalRunner(generator, 2).run(job), format, "Bản in"))


def open_zip(content: bytes) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    return archive


def test_entries_stand_in_the_order_of_the_units_with_the_report_last() -> None:
    names = open_zip(pack(make_data(3), BatchFormat.BOTH)).namelist()
    assert names == [
        *(
            f"Thông báo lịch kiểm tra - Sở Thử nghiệm {place}{ending}"
            for place in range(3)
            for ending in (".docx", ".pdf")
        ),
        "report.json",
    ]


def test_the_same_request_gives_the_same_bytes() -> None:
    assert pack(make_data(25), BatchFormat.PDF) == pack(make_data(25), BatchFormat.PDF)


def test_units_of_one_name_get_files_of_their_own() -> None:
    data = make_data(3)
    data["units"][1]["body"]["name"] = "SỞ THỬ NGHIỆM 0"
    data["units"][2]["body"]["name"] = "Sở Thử nghiệm 0"
    for place, unit in enumerate(data["units"]):
        unit["body"]["superior"] = f"UBND tỉnh Số {place}"  # what tells bodies of one name apart
    names = open_zip(pack(data, BatchFormat.PDF)).namelist()
    assert len({name.casefold() for name in names}) == 4
    assert "Thông báo lịch kiểm tra - Sở Thử nghiệm 0 (3).pdf" in names


def test_no_entry_needs_a_data_descriptor() -> None:
    content = pack(make_data(2), BatchFormat.PDF)
    for entry in open_zip(content).infolist():
        signature, _, flags = struct.unpack_from("<4sHH", content, entry.header_offset)
        assert (signature, flags & 0x8) == (b"PK\x03\x04", 0)
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)


def test_the_archive_is_given_out_while_it_is_made() -> None:
    generator = make_generator(FakeConverter())
    job = plan_batch(read(make_data(30)), generator.catalog, "notice", format=BatchFormat.PDF)
    pieces = list(stream_archive(LocalRunner(generator, 2).run(job), BatchFormat.PDF, ""))
    assert len(pieces) == 32
    assert max(map(len, pieces)) < 20_000


def test_the_report_tells_of_every_document() -> None:
    data = make_data(3)
    data["units"][1]["visit"]["start"] = "2026-02-30"
    archive = open_zip(pack(data, BatchFormat.PDF))
    report = json.loads(archive.read("report.json"))
    assert (report["items"], report["made"], report["failed"], report["not-due"]) == (3, 2, 1, 0)
    made, failed, _ = report["documents"]
    (file,) = made["files"]
    assert file["sha256"] == hashlib.sha256(archive.read(file["name"])).hexdigest()
    assert (made["unit"], made["outcome"], made["pages"], made["errors"]) == ("u0", "made", 3, [])
    assert len(made["template_sha256"]) == 64
    assert failed["outcome"] == "failed"
    assert failed["errors"][0]["pointer"] == "#/units/1/visit/start"
    assert "ngày có thật" in failed["errors"][0]["detail"]


def test_the_print_is_one_pdf_with_every_document_on_a_new_sheet() -> None:
    archive = open_zip(pack(make_data(3), BatchFormat.PRINT))
    assert archive.namelist() == ["Bản in.pdf", "report.json"]
    with pikepdf.open(io.BytesIO(archive.read("Bản in.pdf"))) as pdf, pdf.open_outline() as outline:
        assert len(pdf.pages) == 11  # three pages and a blank one, twice, then three
        assert outline.root[0].title == "Thông báo lịch kiểm tra - Sở Thử nghiệm 0"
        assert len(outline.root) == 3
    report = json.loads(archive.read("report.json"))
    assert [document["first_page"] for document in report["documents"]] == [1, 5, 9]


def test_documents_of_an_even_number_of_pages_need_no_blank_one() -> None:
    archive = open_zip(pack(make_data(2), BatchFormat.PRINT, pages=2))
    with pikepdf.open(io.BytesIO(archive.read("Bản in.pdf"))) as pdf:
        assert len(pdf.pages) == 4
