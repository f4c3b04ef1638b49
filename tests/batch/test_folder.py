from __future__ import annotations

from pathlib import Path

import pytest

from service.batch import BatchFormat, LocalRunner, OutputFolder, plan_batch
from tests.batch.fakes import FakeConverter, make_data, make_generator, read

JOURNAL = ".vanban-journal.jsonl"


def write(folder: Path, converter: FakeConverter, count: int = 3, data: object = None) -> None:
    generator = make_generator(converter)
    job = plan_batch(read(data or make_data(count)), generator.catalog, "notice", format=BatchFormat.BOTH)
    output = OutputFolder(folder, BatchFormat.BOTH, "", generator.fingerprint)
    output.write(LocalRunner(generator, 1, pass_documents=10).run(job, output.find_made))


def test_a_folder_holds_the_documents_and_the_report(tmp_path: Path) -> None:
    write(tmp_path / "out", FakeConverter())
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert len(names) == 8
    assert {"report.json", JOURNAL, "Thông báo lịch kiểm tra - Sở Thử nghiệm 1.pdf"} <= names


def test_a_second_run_converts_nothing(tmp_path: Path) -> None:
    converter = FakeConverter()
    write(tmp_path, converter, 12)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    converter.passes.clear()
    write(tmp_path, converter, 12)
    assert converter.passes == []
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_changed_data_are_made_anew(tmp_path: Path) -> None:
    converter = FakeConverter()
    write(tmp_path, converter)
    converter.passes.clear()
    data = make_data(3)
    data["units"][1]["documents"]["notice"]["number"] = 5
    write(tmp_path, converter, data=data)
    assert converter.passes == [3]


@pytest.mark.parametrize("harm", ["damaged", "removed"])
def test_a_file_that_is_not_what_was_written_is_made_anew(tmp_path: Path, harm: str) -> None:
    converter = FakeConverter()
    write(tmp_path, converter)
    path = next(tmp_path.glob("*1.pdf"))
    right = path.read_bytes()
    if harm == "damaged":
        path.write_bytes(b"%PDF")
    else:
        path.unlink()
    write(tmp_path, converter)
    assert path.read_bytes() == right


def test_a_journal_torn_in_the_middle_of_a_line_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    converter = FakeConverter()
    write(tmp_path, converter)
    journal = tmp_path / JOURNAL
    journal.write_bytes(journal.read_bytes()[:-40])
    write(tmp_path, converter)
    converter.passes.clear()
    write(tmp_path, converter)
    assert converter.passes == []


def test_a_journal_cannot_point_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.pdf").write_bytes(b"%PDF")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / JOURNAL).write_text(
        '{"maker": "m", "docx_sha256": "x", "format": "both", "pages": 1, "files": {"../secret.pdf": "y"}}\n'
    )
    assert OutputFolder(folder, BatchFormat.BOTH, "", "m")._entries == {}


def test_what_another_libreoffice_made_is_made_anew(tmp_path: Path) -> None:
    converter = FakeConverter()
    write(tmp_path, converter)
    converter.passes.clear()
    converter.fingerprint = "another converter"
    write(tmp_path, converter)
    assert converter.passes == [3]
    converter.passes.clear()
    write(tmp_path, converter)
    assert converter.passes == []
