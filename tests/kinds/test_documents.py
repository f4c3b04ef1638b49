"""Every document of every example: its text word for word, and its form as the file says it."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.kinds.reading import read_text
from tests.kinds.samples import CASES, MAIN, ROOT, Case, generator, make_case

EXPECTED = Path(__file__).parent / "expected"
BLANKS = re.compile(r"(?:(?<=Số:)|(?<=số)|(?<=ngày)|(?<=tháng)|(?<=năm)) {2,}(?=/|tháng|năm|của|$)")
WRONG_MARKS = (
    "  ", " ,", " ;", " .", ",,", ",;", ",.", ";;", ";.", ".;", "..", ":.", ":;", "()", "( ", " )", "None",
    "True", "False", "{{", "}}", "{%", "%}", "Undefined", "- ;", "- .", "của của", "tại tại", "ngày ngày",
)  # fmt: skip


def expected_path(case: Case) -> Path:
    """The main example's first document of a kind stands in the kind's own folder."""
    firsts = {}
    for other in CASES:
        if other.example == MAIN:
            firsts.setdefault(other.kind, other)
    if firsts[case.kind] == case:
        return ROOT / "templates" / case.kind / "expected.txt"
    return EXPECTED / f"{case}.txt"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_text_is_word_for_word_as_accepted(case: Case, request: pytest.FixtureRequest) -> None:
    text, path = read_text(make_case(case).docx or b""), expected_path(case)
    if request.config.getoption("--accept"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_every_accepted_text_belongs_to_a_document() -> None:
    known = {expected_path(case).name for case in CASES}
    assert {path.name for path in EXPECTED.iterdir()} | {"expected.txt"} == known


def test_examples_cover_every_kind_and_form() -> None:
    assert {case.kind for case in CASES} == set(generator().catalog.names)
    assert len({(case.example, case.kind) for case in CASES}) >= 16


@pytest.mark.parametrize("case", CASES, ids=str)
def test_wording_has_no_stray_mark_or_empty_item(case: Case) -> None:
    lines = [
        cell for line in read_text(make_case(case).docx or b"").splitlines() for cell in line.split(" | ")
    ]
    paragraphs = [part for line in lines for part in line.split(" / ") if part]
    for paragraph in paragraphs:
        text = BLANKS.sub("", paragraph).replace("./.", "")
        assert not [mark for mark in WRONG_MARKS if mark in text], paragraph
        assert paragraph == paragraph.strip() or BLANKS.search(paragraph), paragraph
    for line in read_text(make_case(case).docx or b"").splitlines():
        assert not re.fullmatch(r"[-+]|\d+\.|[a-zđ]\)", line.strip()), "an empty bullet"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_no_paragraph_of_body_text_is_empty(case: Case) -> None:
    """No blank line where an optional part is missing; rules, gaps and signing room have their own styles."""
    body = Document(io.BytesIO(make_case(case).docx or b"")).element.body
    allowed = {"RuleFull", "RuleShort", "TableGap", "Spacer", "SignatureSpace", "TableText", "TableCentred"}
    for paragraph in body.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if not "".join(paragraph.itertext()).strip():
            assert style is not None and style.get(qn("w:val")) in allowed


@pytest.mark.parametrize("case", CASES, ids=str)
def test_closing_mark_stands_once_before_the_signature(case: Case) -> None:
    """ND30-BOD-06; an attached list closes by itself."""
    text = read_text(make_case(case).docx or b"")
    main = text.split("DANH SÁCH\n")[0]
    assert main.count("./.") == 1
    assert text.count("./.") == 1 + ("DANH SÁCH\n" in text)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_recipients_end_with_the_archive_line(case: Case) -> None:
    """ND30-RCP-11, ND30-RCP-12: entries end with a semicolon, only the Lưu line with a period."""
    text = read_text(make_case(case).docx or b"")
    block = next(line for line in text.splitlines() if "Nơi nhận:" in line).split("Nơi nhận:")[1]
    entries = [entry.strip() for entry in block.split(" | ")[0].split(" / ") if entry.strip()]
    assert all(entry.startswith("- ") for entry in entries)
    assert all(entry.endswith(";") for entry in entries[:-1])
    assert re.fullmatch(r"- Lưu: VT, .+\.", entries[-1])


@pytest.mark.parametrize("case", CASES, ids=str)
def test_first_recipient_follows_the_form(case: Case) -> None:
    """ND30-RCP-01, 13, 14: Kính gửi goes with Như trên, a decision with the article of its executors."""
    text = read_text(make_case(case).docx or b"")
    first = text.split("Nơi nhận: / ")[1].split(" / ")[0]
    assert ("Kính gửi:" in text) == (first == "- Như trên;")
    assert (case.kind == "decision") == (first == "- Như Điều 4;")
    if case.kind == "decision":
        assert "Điều 4. Quyết định này có hiệu lực" in text and "Điều 5" not in text


@pytest.mark.parametrize("case", CASES, ids=str)
def test_file_says_nothing_of_the_tool_and_all_of_the_language(case: Case) -> None:
    with zipfile.ZipFile(io.BytesIO(make_case(case).docx or b"")) as archive:
        parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert 'w:lang w:val="vi-VN"' in parts["word/styles.xml"]
    assert not re.search("python-docx|docxtpl|LibreOffice", "".join(parts.values()))
    fonts = re.findall(r"<w:rFonts ([^>]+)/>", "".join(parts.values()))
    assert set(re.findall(r'"([^"]+)"', " ".join(fonts))) == {"Times New Roman"}


def test_same_request_gives_the_same_bytes() -> None:
    for case in CASES[:: max(1, len(CASES) // 8)]:
        first = make_case(case).docx
        make_case.cache_clear()
        assert make_case(case).docx == first
