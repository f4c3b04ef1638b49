"""`vanban template`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.cli import main
from service.conformance import check_docx
from service.containers import unpack
from tests.fakes import logging_restored
from tests.kinds.samples import ROOT
from tests.revisions.editing import edit_template, write_example

STORED = ROOT / "templates" / "notice" / "template.docx"
TORN = ("{{ document.number }}", "{{ document.nu</w:t></w:r><w:r><w:t>mber }}")
UNKNOWN = ("{{ unit.visit.place }}", "{{ unit.visit.plac }}")


@pytest.fixture(autouse=True)
def _logging() -> Iterator[None]:
    with logging_restored():
        yield


@pytest.fixture(autouse=True)
def _few_examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_EXAMPLES_DIR", str(write_example(tmp_path)))
    monkeypatch.setenv("COLUMNS", "300")


def revise(path: Path, *replacements: tuple[str, str]) -> str:
    path.write_bytes(edit_template(STORED.read_bytes(), *replacements))
    return str(path)


def test_a_good_template_exits_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "check", "notice", str(STORED)]) == 0
    assert "Kết quả: dùng được (0 lỗi, 0 cảnh báo, 0 lưu ý)." in capsys.readouterr().out


def test_an_error_exits_with_4_and_says_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "check", "notice", revise(tmp_path / "a.docx", UNKNOWN)]) == 4
    out = capsys.readouterr().out
    assert "đoạn 20" in out
    assert "Có phải là «unit.visit.place»" in out
    assert "Kết quả: chưa dùng được" in out


def test_json_holds_every_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = revise(tmp_path / "a.docx", UNKNOWN, TORN)
    assert main(["template", "check", "notice", path, "--json"]) == 4
    report = json.loads(capsys.readouterr().out)
    assert [finding["code"] for finding in report["findings"]] == ["placeholder-unknown", "tag-split"]
    assert report["is_acceptable"] is False


def test_what_is_no_word_file_is_an_error_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.docx").write_bytes(b"hello")
    assert main(["template", "check", "notice", str(tmp_path / "a.docx")]) == 4
    assert "không phải là tệp Word .docx" in capsys.readouterr().out


def test_an_unknown_kind_exits_with_3(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "check", "poem", str(STORED)]) == 3
    assert "«poem»" in capsys.readouterr().err


@pytest.mark.office
def test_a_preview_is_written_beside(tmp_path: Path) -> None:
    preview = tmp_path / "xem.pdf"
    assert main(["template", "check", "notice", str(STORED), "--preview", str(preview)]) == 0
    assert preview.read_bytes().startswith(b"%PDF-")


def test_a_stored_template_that_is_broken_can_be_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", folder)
    (folder / "notice" / "template.docx").write_bytes(b"hello")
    monkeypatch.setenv("VANBAN_TEMPLATES_DIR", str(folder))
    assert main(["template", "check", "notice", str(STORED)]) == 0


def test_tidy_writes_the_template_without_what_word_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "b.docx"
    assert main(["template", "tidy", revise(tmp_path / "a.docx", TORN), "--output", str(output)]) == 0
    assert b"{{ document.number }}" in unpack(output.read_bytes())["word/document.xml"]
    assert "Ghép lại các thẻ bị Word tách." in capsys.readouterr().out


def test_tidy_leaves_a_stored_template_as_it_is(tmp_path: Path) -> None:
    output = tmp_path / "b.docx"
    assert main(["template", "tidy", str(STORED), "--output", str(output)]) == 0
    assert output.read_bytes() == STORED.read_bytes()


def test_tidy_accepts_tracked_changes_only_when_asked(tmp_path: Path) -> None:
    start = '<w:r><w:t xml:space="preserve">2. Địa điểm'
    mark = '<w:del w:id="2" w:author="A"><w:r><w:delText>cũ</w:delText></w:r></w:del>'
    path, output = revise(tmp_path / "a.docx", (start, mark + start)), tmp_path / "b.docx"
    main(["template", "tidy", path, "--output", str(output)])
    assert b"w:delText" in unpack(output.read_bytes())["word/document.xml"]
    main(["template", "tidy", path, "--output", str(output), "--accept-revisions"])
    assert b"w:delText" not in unpack(output.read_bytes())["word/document.xml"]


def test_tidy_of_no_word_file_exits_with_4(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.docx").write_bytes(b"hello")
    assert main(["template", "tidy", str(tmp_path / "a.docx"), "--output", str(tmp_path / "b.docx")]) == 4
    assert "Không mở được mẫu" in capsys.readouterr().err


def test_fields_are_listed_with_label_and_tag(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "fields", "notice"]) == 0
    out = capsys.readouterr().out
    assert "{{ unit.visit.place }}" in out
    assert "Địa điểm kiểm tra" in out


def test_fields_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "fields", "notice", "--json"]) == 0
    fields = {field["path"]: field for field in json.loads(capsys.readouterr().out)}
    assert fields["unit.visit.start"]["tag"] == "{{ unit.visit.start|ngay_dai }}"
    assert fields["unit.visit.start"]["is_used"] is True


def test_a_new_kind_generates_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", folder)
    monkeypatch.setenv("VANBAN_TEMPLATES_DIR", str(folder))
    monkeypatch.setenv("VANBAN_EXAMPLES_DIR", str(ROOT / "examples"))
    assert main(["template", "new", "report", "--output", str(folder / "report")]) == 0
    assert {path.name for path in (folder / "report").iterdir()} == {
        *("kind.toml", "template.docx", "expected.txt", "README.md"),
    }
    assert (folder / "report" / "expected.txt").read_text("utf-8").splitlines()[2] == "BÁO CÁO"
    output = tmp_path / "report.docx"
    example = str(ROOT / "examples" / "inspection-2026.json")
    assert main(["generate", "report", example, "--output", str(output)]) == 0
    assert check_docx(output.read_bytes()).breaches == ()


def test_a_folder_that_is_there_is_not_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["template", "new", "report", "--output", str(tmp_path)]) == 3
    assert "đã có thư mục này" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        (["Báo cáo"], "LOẠI"),
        (["../x"], "LOẠI"),
        (["report", "--type-name", "Thơ"], "--type-name"),
        (["report", "--form", "poem"], "--form"),
    ],
)
def test_a_wrong_name_is_a_wrong_command_line(
    arguments: list[str], place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["template", "new", *arguments, "--output", str(tmp_path / "x")]) == 2
    assert place in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("command", ["check", "tidy", "fields", "new"])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", command, "--help"]) == 0
    out = capsys.readouterr().out
    assert "Ví dụ: vanban template" in out
    assert "Cách dùng:" in out
