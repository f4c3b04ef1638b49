from __future__ import annotations

import io
import json
import signal
import socket
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.request import urlopen

import pytest

from service.cli import main
from service.cli.serving import listen
from service.messages import TEXTS
from service.settings import load_settings
from tests.fakes import logging_restored
from tests.processes import serving
from tests.samples import make_inspection

DECISION = "Quyết định thành lập Đoàn kiểm tra"


@pytest.fixture(autouse=True)
def _logging() -> Iterator[None]:
    with logging_restored():
        yield


@pytest.fixture
def data(tmp_path: Path) -> str:
    path = tmp_path / "cuộc kiểm tra.json"
    path.write_text(json.dumps(make_inspection(), ensure_ascii=False), encoding="utf-8")
    return str(path)


def write(path: Path, inspection: Any) -> str:
    path.write_text(json.dumps(inspection), encoding="utf-8")
    return str(path)


def test_a_document_is_written_under_the_name_given(data: str, tmp_path: Path) -> None:
    output = tmp_path / "a b.docx"
    assert main(["generate", "decision", data, "--output", str(output)]) == 0
    assert output.read_bytes()[:2] == b"PK"


def test_an_existing_folder_gets_a_readable_name(
    data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["generate", "decision", data, "--output", str(tmp_path)]) == 0
    assert (tmp_path / f"{DECISION}.docx").is_file()
    assert f"{DECISION}.docx" in capsys.readouterr().out


def test_a_folder_that_is_not_there_is_made(data: str, tmp_path: Path) -> None:
    assert main(["generate", "decision", data, "--output", f"{tmp_path}/2026/tháng 12/"]) == 0
    assert (tmp_path / "2026" / "tháng 12" / f"{DECISION}.docx").is_file()


def test_the_data_may_come_from_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = io.BytesIO(json.dumps(make_inspection()).encode())
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=body))
    assert main(["generate", "decision", "-", "--output", str(tmp_path / "a.docx")]) == 0


def test_an_older_file_is_replaced_whole_and_nothing_else_is_left(data: str, tmp_path: Path) -> None:
    output = tmp_path / "out" / "a.docx"
    output.parent.mkdir()
    output.write_bytes(b"old")
    assert main(["generate", "decision", data, "--output", str(output)]) == 0
    assert [path.name for path in output.parent.iterdir()] == ["a.docx"]
    assert stat.S_IMODE(output.stat().st_mode) & 0o400


def test_a_link_is_followed_not_replaced(data: str, tmp_path: Path) -> None:
    (tmp_path / "link.docx").symlink_to(tmp_path / "target.docx")
    assert main(["generate", "decision", data, "--output", str(tmp_path / "link.docx")]) == 0
    assert (tmp_path / "link.docx").is_symlink() and (tmp_path / "target.docx").is_file()


def test_kinds_are_listed_by_name_and_title(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kinds"]) == 0
    listed = capsys.readouterr().out
    assert "decision" in listed and "Thông báo lịch kiểm tra" in listed and "theo đơn vị" in listed


def test_the_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["properties"]["year"]["title"] == "Năm kiểm tra"


@pytest.mark.parametrize("command", [[], ["generate"], ["kinds"], ["schema"], ["serve"]])
def test_help_is_vietnamese_and_holds_an_example(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--help"]) == 0
    text = capsys.readouterr().out
    assert "Cách dùng: vanban" in text and "Ví dụ: vanban" in text
    for english in ("Usage", "Options", "Arguments", "Commands", "Show this", "required"):
        assert english not in text


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["generate"],
        ["generate", "decision"],
        ["generate", "decision", "x.json"],
        ["generate", "decision", "x.json", "--output"],
        ["generate", "decision", "x.json", "--output", "y", "--format", "odt"],
        ["generate", "decision", "x.json", "--output", "y", "--fromat", "pdf"],
        ["generate", "decision", "x.json", "y", "--output", "z"],
        ["print"],
        ["serve", "--port", "http"],
        ["serve", "--port", "99999"],
    ],
)
def test_a_wrong_command_line_is_exit_2_in_vietnamese(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert "--help" in captured.out + captured.err
    assert not any(word in captured.err for word in ("Error", "Usage", "Missing", "Invalid"))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["report"], "kind-unknown"),
        (["notice"], "unit-missing"),
        (["notice", "--unit", "so-xay-dung"], "unit-unknown"),
        (["decision", "--unit", "so-tai-chinh"], "unit-not-allowed"),
    ],
)
def test_what_a_clerk_can_put_right_is_exit_3(
    data: str, tmp_path: Path, arguments: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    kind, *options = arguments
    assert main(["generate", kind, data, *options, "--output", str(tmp_path / "a.docx")]) == 3
    told = capsys.readouterr().err
    assert TEXTS[code].advice in told and "Traceback" not in told
    assert not (tmp_path / "a.docx").exists()


def test_every_fault_of_the_data_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inspection = make_inspection()
    inspection["year"] = "2026"
    inspection["subjekt\u001b[31m"] = "cải cách hành chính"
    path = write(tmp_path / "a.json", inspection)
    assert main(["generate", "decision", path, "--output", str(tmp_path / "a.docx")]) == 3
    told = capsys.readouterr().err
    assert "«Năm kiểm tra» phải là số nguyên. Hãy nhập lại. (#/year)" in told
    assert "#/subjekt" in told and "\u001b" not in told


def test_broken_json_is_told_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.json"
    path.write_text('{\n  "year" 2026\n}', encoding="utf-8")
    assert main(["generate", "decision", str(path), "--output", str(tmp_path / "a.docx")]) == 3
    assert "dòng 2" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "reason"), [("missing.json", "không có tệp này"), ("", "đây là thư mục")])
def test_a_file_that_cannot_be_read_is_told(
    tmp_path: Path, name: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["generate", "decision", str(tmp_path / name), "--output", str(tmp_path / "a.docx")]) == 3
    assert reason in capsys.readouterr().err


@pytest.mark.parametrize("output", ["missing/a.docx", "a.json/b.docx", "/dev/null"])
def test_a_place_that_cannot_be_written_is_told(
    data: str, tmp_path: Path, output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.json").write_text("{}")
    assert main(["generate", "decision", data, "--output", str(tmp_path / output)]) == 3
    assert "Không ghi được vào" in capsys.readouterr().err
    assert not Path("/dev/null").is_file()


def test_what_legal_staff_can_put_right_is_exit_4(
    data: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "templates" / "decision").mkdir(parents=True)
    (tmp_path / "templates" / "decision" / "kind.toml").write_text("title =")
    monkeypatch.setenv("VANBAN_TEMPLATES_DIR", str(tmp_path / "templates"))
    assert main(["generate", "decision", data, "--output", str(tmp_path / "a.docx")]) == 4
    assert "người phụ trách mẫu" in capsys.readouterr().err


def test_what_an_operator_can_put_right_is_exit_5(
    data: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VANBAN_OFFICES", "none")
    assert main(["generate", "decision", data, "--output", str(tmp_path / "a.docx")]) == 5
    assert "«VANBAN_OFFICES»" in capsys.readouterr().err


def test_a_bug_is_exit_1_and_shows_no_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["generate", "decision", "-", "--output", str(tmp_path / "a.docx")]) == 1
    told = capsys.readouterr().err
    assert TEXTS["unexpected"].sentence in told and "AttributeError" in told


@pytest.mark.office
@pytest.mark.parametrize("output", ["a.docx", "a.pdf", "a.zip", "a"])
def test_both_go_side_by_side(data: str, tmp_path: Path, output: str) -> None:
    arguments = ["generate", "decision", data, "--format", "both", "--output", str(tmp_path / "out" / output)]
    (tmp_path / "out").mkdir()
    assert main(arguments) == 0
    assert (tmp_path / "out" / "a.docx").read_bytes()[:2] == b"PK"
    assert (tmp_path / "out" / "a.pdf").read_bytes()[:5] == b"%PDF-"
    assert len(list((tmp_path / "out").iterdir())) == 2


@pytest.mark.office
def test_a_name_that_ends_in_pdf_asks_for_a_pdf(data: str, tmp_path: Path) -> None:
    assert main(["generate", "decision", data, "--output", str(tmp_path / "a.pdf")]) == 0
    assert (tmp_path / "a.pdf").read_bytes()[:5] == b"%PDF-"


@pytest.mark.office
def test_a_busy_port_is_exit_5(capsys: pytest.CaptureFixture[str]) -> None:
    with serving() as (_, address):
        assert main(["serve", "--port", address.rpartition(":")[2]]) == 5
    assert "«VANBAN_PORT»" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["no-such-host.invalid", "192.0.2.1"])
def test_a_host_that_is_not_ours_is_exit_5(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--host", host, "--port", "0"]) == 5
    assert "«VANBAN_HOST»" in capsys.readouterr().err


def test_a_broken_template_stops_the_service_at_its_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "decision").mkdir()
    (tmp_path / "decision" / "kind.toml").write_text("title =")
    monkeypatch.setenv("VANBAN_TEMPLATES_DIR", str(tmp_path))
    assert main(["serve", "--port", "0"]) == 4
    assert "Đang lắng nghe" not in capsys.readouterr().out


def test_answers_are_not_held_back_by_nagle() -> None:
    with listen(load_settings(port=0)) as door:
        assert door.proto == socket.IPPROTO_TCP  # asyncio looks for this before it sets TCP_NODELAY


@pytest.mark.office
def test_the_service_stops_with_exit_0_when_asked() -> None:
    with serving() as (process, address):
        with urlopen(f"{address}/health/live") as answer:  # noqa: S310
            assert answer.status == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
