"""`vanban conformance`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.cli import main
from tests.conformance.editing import NOTICE, good, in_body
from tests.fakes import logging_restored


@pytest.fixture(autouse=True)
def _logging() -> Iterator[None]:
    with logging_restored():
        yield


def write(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return str(path)


def test_a_right_document_exits_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["conformance", write(tmp_path / "a.docx", good(NOTICE))]) == 0
    assert "Kết quả (nd30-2020, DOCX)" in capsys.readouterr().out


def test_a_breach_exits_with_3_and_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    path = write(tmp_path / "a.docx", in_body(good(NOTICE), "Số: 04/TB-ĐKT", "Số: 4/TB-ĐKT"))

    assert main(["conformance", path]) == 3
    out = capsys.readouterr().out
    assert "ND30-NUM-03" in out
    assert "thiếu số 0 phía trước" in out
    assert "bảng 1, hàng 2, ô 1" in out


def test_json_holds_every_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["conformance", write(tmp_path / "a.docx", good(NOTICE)), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)

    assert report["conforms"] is True
    assert sum(report["rules"].values()) == len({finding["rule"] for finding in report["findings"]})


def test_what_is_no_document_is_refused_in_vietnamese(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["conformance", write(tmp_path / "a.docx", b"hello")]) == 3
    assert "Không đọc được văn bản" in capsys.readouterr().err
