"""`vanban check`, and warnings beside a document that `vanban generate` makes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.cli import main
from tests.domain.checks.cases import ROOT, Facts, good
from tests.fakes import logging_restored

LATE = {"units__0__documents__notice__date": "2026-12-07"}
WRONG = {"proposal__date": "2026-11-03"}
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _logging() -> Iterator[None]:
    with logging_restored():
        yield


def write(folder: Path, facts: Facts) -> str:
    path = folder / "cuộc kiểm tra.json"
    path.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.json")), ids=lambda path: path.stem)
def test_an_example_passes(path: Path, capsys: Capture) -> None:
    assert main(["check", str(path)]) == 0
    assert "0 lỗi, 0 cảnh báo" in capsys.readouterr().out


def test_warnings_are_told_and_leave_the_exit_code_alone(tmp_path: Path, capsys: Capture) -> None:
    assert main(["check", write(tmp_path, good(**LATE))]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "cảnh báo" in told and "TIME-01" in told and "Kết quả: 0 lỗi, 1 cảnh báo, 0 lưu ý." in told


def test_errors_give_exit_code_3(tmp_path: Path, capsys: Capture) -> None:
    assert main(["check", write(tmp_path, good(**WRONG))]) == 3
    assert "XDOC-01" in capsys.readouterr().out


def test_faults_of_the_data_give_exit_code_3(tmp_path: Path, capsys: Capture) -> None:
    assert main(["check", write(tmp_path, {**good(), "year": "2026"})]) == 3
    assert "DATA" in capsys.readouterr().out


def test_a_setting_raises_warnings_to_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_STRICT_CHECKS", "true")
    assert main(["check", write(tmp_path, good(**LATE))]) == 3


def test_json_is_for_programs(tmp_path: Path, capsys: Capture) -> None:
    assert main(["check", write(tmp_path, good(**LATE)), "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["rule"], found["level"]) == ("TIME-01", "warning")
    assert "chậm nhất 04/12/2026" in found["detail"]


def test_an_unreadable_file_is_told(capsys: Capture) -> None:
    assert main(["check", "no such file.json"]) == 3
    assert "không có tệp này" in capsys.readouterr().err


def test_a_document_is_made_with_its_warnings_on_stderr(tmp_path: Path, capsys: Capture) -> None:
    output = tmp_path / "notice.docx"
    command = ["generate", "notice", write(tmp_path, good(**LATE)), "--unit", "so-y-te"]
    assert main([*command, "--output", str(output)]) == 0
    told = capsys.readouterr()
    assert output.is_file() and "Cảnh báo TIME-01: " in told.err and "Cảnh báo" not in told.out


def test_a_contradiction_stops_the_document(tmp_path: Path, capsys: Capture) -> None:
    output = tmp_path / "decision.docx"
    assert main(["generate", "decision", write(tmp_path, good(**WRONG)), "--output", str(output)]) == 3
    assert not output.exists()
    assert "lại trước" in capsys.readouterr().err


def test_a_broken_register_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    (tmp_path / "holidays.toml").write_text("[[holiday]\n", encoding="utf-8")
    monkeypatch.setenv("VANBAN_REGISTERS_DIR", str(tmp_path))
    assert main(["check", str(ROOT / "examples" / "minimal.json")]) == 4
    assert "holidays.toml" in capsys.readouterr().err


def test_the_place_is_told_in_full_on_a_narrow_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """A column of its own was once cut off with an ellipsis."""
    monkeypatch.setenv("COLUMNS", "60")
    changes = {"units__0__conclusion__requirements__1__addressee": "Sở Kế hoạch và Đầu tư"}
    assert main(["check", write(tmp_path, good(**changes))]) == 0
    told = "".join(capsys.readouterr().out.split())
    assert "Cơquanthựchiện:#/units/0/conclusion/requirements/1/addressee" in told and "…" not in told
