from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from service.cli import main
from tests.batch.fakes import dump, make_data


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.json"
    path.write_bytes(dump(make_data(3)))
    return path


def test_a_batch_is_written_as_a_zip(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = data.with_name("out.zip")
    assert main(["batch", "notice", str(data), "--output", str(output)]) == 0
    with zipfile.ZipFile(output) as archive:
        assert archive.testzip() is None
        assert json.loads(archive.read("report.json"))["made"] == 3
    assert capsys.readouterr().out == f"{output}: đã lập 3 văn bản.\n"


def test_a_batch_into_a_folder_is_taken_up_again(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["batch", "notice", str(data), "--output-dir", str(data.with_name("out"))]
    assert main(command) == 0
    assert main(command) == 0
    assert "giữ lại 3 văn bản đã có" in capsys.readouterr().out


def test_a_failed_unit_is_told_and_decides_the_exit_code(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = make_data(3)
    broken["units"][1]["visit"]["start"] = "2026-02-30"
    data.write_bytes(dump(broken))
    assert main(["batch", "notice", str(data), "--output", str(data.with_name("out.zip"))]) == 3
    captured = capsys.readouterr()
    assert "notice u1: «" in captured.err
    assert "(#/units/1/visit/start)" in captured.err
    assert captured.out.endswith("đã lập 2 văn bản, 1 văn bản không lập được.\n")


def test_a_dossier_without_all_facts_is_no_failure(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dossier", str(data), "--output", str(data.with_name("out.zip"))]) == 0
    assert "văn bản chưa đủ dữ liệu" in capsys.readouterr().out


def test_numbers_are_given_from_the_command_line(data: Path) -> None:
    output = data.with_name("out.zip")
    main(["batch", "notice", str(data), "--units", "u1,u2", "--first-number", "7", "--output", str(output)])
    with zipfile.ZipFile(output) as archive:
        report = json.loads(archive.read("report.json"))
    assert [document["number"] for document in report["documents"]] == [7, 8]


@pytest.mark.parametrize("options", [[], ["--output", "a.zip", "--output-dir", "b"]], ids=["none", "both"])
def test_exactly_one_place_to_write_to_must_be_named(data: Path, options: list[str]) -> None:
    assert main(["batch", "notice", str(data), *options]) == 2


def test_an_interrupted_zip_leaves_nothing_behind(data: Path) -> None:
    missing = data.parent / "missing" / "out.zip"
    assert main(["batch", "notice", str(data), "--output", str(missing)]) == 3
    assert not missing.parent.exists()
