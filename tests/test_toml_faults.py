"""What is wrong with a kind.toml is told with its line and field, in Vietnamese."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.errors import KindBroken
from service.kinds import parse_kind
from service.messages import describe

SOURCE = (Path(__file__).parents[1] / "templates" / "notice" / "kind.toml").read_text(encoding="utf-8")


def line_of(words: str, text: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), start=1) if words in line)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('form = "typed"', 'form = "tyed"', "mục «form» ghi «tyed», chỉ nhận «decision», «typed»"),
        ("\nscope = ", "\nscop = ", "không có mục «scop», có phải là «scope» không"),
        ("order = 30", 'order = "ba"', "mục «order» phải là số nguyên"),
        ("order = 30", 'order "30', "viết sai cú pháp"),
        ("[citation]\ndefault", "[citation]\nother", "bảng [citation] phải có dòng default"),
        (
            "{subject} năm {year} tại {unit}",
            "{subjekt}",
            "mục «abstract.default» có chỗ điền không dùng được",
        ),
    ],
    ids=["choice", "name", "number", "syntax", "default", "wording"],
)
def test_a_fault_is_told_with_its_line(old: str, new: str, told: str) -> None:
    assert old in SOURCE
    text = SOURCE.replace(old, new, 1)
    with pytest.raises(KindBroken) as caught:
        parse_kind(Path("notice"), text.encode())
    said = describe(caught.value).detail
    assert f"dòng {line_of(new.strip().splitlines()[0], text)}, {told}" in said


def test_every_fault_is_told_at_once() -> None:
    text = SOURCE.replace('form = "typed"', 'form = "x"').replace("type_name", "typename")
    with pytest.raises(KindBroken) as caught:
        parse_kind(Path("notice"), text.encode())
    said = describe(caught.value).detail
    assert "thiếu mục «type_name»" in said
    assert "«typename»" in said
    assert "«form» ghi «x»" in said


def test_a_mark_of_utf8_is_no_fault() -> None:
    assert parse_kind(Path("notice"), b"\xef\xbb\xbf" + SOURCE.encode()).order == 30
