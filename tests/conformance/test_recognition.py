"""What offices do to headings and endings is understood, or said to be unsure; nothing ends the reading."""

from __future__ import annotations

import copy
import io
import json
import random
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.shared import Mm, Pt
from lxml import etree

from service.conformance import Verdict, check_docx, describe_report
from service.conformance.docx.reading import read_docx
from service.conformance.elements import Element, Kind, recognise
from service.errors import DocumentUnreadable
from tests.conformance import other_decisions, other_letters, other_papers
from tests.conformance.editing import breaks
from tests.conformance.offices import MOTTO, NATIONAL, Office, shape_line
from tests.conformance.other_hands import _DRAWING, draw_box, draw_line

SUPERIOR, BODY = "UBND TỈNH SƠN LA", "SỞ NỘI VỤ"
NUMBER, DATE = "Số: 05/BC-SNV", "Sơn La, ngày 01 tháng 12 năm 2026"


def report(header: Callable[[Office], object], kind: str = "BÁO CÁO") -> bytes:
    paper = Office()
    header(paper)
    if kind:
        paper.ruled_title(kind, ["Kết quả công tác quý I năm 2026"], shape_line)
        paper.line("", size=6)
    paper.line("Kính gửi: Ủy ban nhân dân tỉnh", before=6, after=6)
    paper.text("Sở Nội vụ báo cáo kết quả công tác quý I như sau.", "Công tác đúng kế hoạch./.")
    paper.ending(("- Như trên;", "- Lưu: VT, VP."), ("GIÁM ĐỐC",), "Hà Thị Xuân")
    return paper.save()


def plain(paper: Office) -> None:
    paper.one_row_header(SUPERIOR, (BODY,), NUMBER, DATE, shape_line)


def fill(paper: Office, left: Any, right: Any) -> None:
    paper.line(SUPERIOR, size=13, within=left)
    paper.line(BODY, size=13, bold=True, within=left)
    shape_line(paper, left, 33, 170)
    paper.line(NATIONAL, size=13, bold=True, within=right)
    paper.line(MOTTO, bold=True, within=right)
    shape_line(paper, right, 171.5, 270)
    paper.line(NUMBER, size=13, before=6, within=left)
    paper.line(DATE, italic=True, before=6, within=right)


def set_widths(table: Any, *widths: float) -> Any:
    table.autofit = False
    for column, cell, width in zip(table.columns, table.rows[0].cells, widths, strict=True):
        column.width = cell.width = Mm(width)
    return table.rows[0].cells


def nested(paper: Office) -> None:
    outer = paper.grid(1, (165.0,)).rows[0].cells[0]
    fill(paper, *set_widths(outer.add_table(1, 2), 62, 99))


def in_page_header(paper: Office) -> None:
    header = paper.document.sections[0].first_page_header
    fill(paper, *set_widths(header.add_table(1, 2, Mm(165)), 65, 100))


def part_underlined(paper: Office) -> None:
    left, right = paper.grid(1, (65.0, 100.0)).rows[0].cells
    paper.line(SUPERIOR, size=13, within=left)
    name = paper.line("", within=left)
    for text, is_lined in (("SỞ ", False), ("NỘI", True), (" VỤ", False)):
        run = name.add_run(text)
        run.font.size, run.bold, run.underline = Pt(13), True, is_lined
    paper.line(NATIONAL, size=13, bold=True, within=right)
    paper.line(MOTTO, bold=True, within=right).runs[0].underline = True
    paper.line(NUMBER, size=13, before=6, within=left)
    paper.line(DATE, italic=True, before=6, within=right)


def loose_lines(paper: Office) -> None:
    """Lines that float over text boxes, held by the same paragraph."""
    anchor = paper.document.add_paragraph()
    for x, width, lines in (
        (0, 180, ((SUPERIOR, 26, ""), (BODY, 26, "<w:b/>"), (NUMBER, 26, ""))),
        (182, 290, ((NATIONAL, 26, "<w:b/>"), (MOTTO, 28, "<w:b/>"), (DATE, 28, "<w:i/>"))),
    ):
        content = "".join(
            f"<w:p><w:pPr><w:jc w:val='center'/></w:pPr><w:r><w:rPr>{look}<w:sz w:val='{size}'/></w:rPr>"
            f"<w:t>{text}</w:t></w:r></w:p>"
            for text, size, look in lines
        )
        box = draw_box(x, width, 70, content).replace("<w:drawing>", f"<w:drawing {_DRAWING}>", 1)
        anchor.add_run()._r.append(parse_xml(box))
    for x, length in ((73, 33), (241, 171.5)):
        draw_line(anchor, length, x=x)
        for place in anchor.runs[-1]._r.iter("{*}positionV"):
            place[0].text = str(36 * 12700)


@pytest.mark.parametrize("header", [nested, part_underlined, loose_lines], ids=lambda one: one.__name__)
def test_a_heading_is_understood_however_it_is_made(header: Callable[[Office], None]) -> None:
    assert breaks(report(header)) == set()


def test_a_heading_in_the_page_header_is_found_and_shown_to_a_person() -> None:
    docx = report(in_page_header)

    assert breaks(docx) == set()
    assert check_docx(docx).verdict_of("ND30-HDR-01") is Verdict.NEEDS_REVIEW


def test_a_word_written_over_the_document_is_no_name_of_a_body() -> None:
    def header(paper: Office) -> None:
        paper.line("DỰ THẢO", 0, bold=True)
        plain(paper)

    docx = report(header)
    assert [b.text for b in recognise(read_docx(docx)).main.all(Element.SUPERIOR)] == [SUPERIOR]
    assert check_docx(docx).verdict_of("ND30-FRM-04") is Verdict.NEEDS_REVIEW


def test_a_date_in_digits_only_is_known_as_the_date() -> None:
    docx = report(
        lambda paper: paper.one_row_header(SUPERIOR, (BODY,), NUMBER, "Sơn La, ngày 1/12/2026", shape_line)
    )

    assert breaks(docx) == {"ND30-DAT-02"}


def test_a_type_that_no_table_names_is_shown_to_a_person() -> None:
    docx = report(plain, "KẾT LUẬN")

    assert recognise(read_docx(docx)).main.kind is Kind.OTHER_TYPED
    assert check_docx(docx).verdict_of("ND30-TTL-01") is Verdict.NEEDS_REVIEW


def test_a_missing_type_name_hides_nothing_else() -> None:
    assert breaks(report(plain, "")) == {"ND30-TTL-01", "ND30-TTL-02", "ND30-FRM-04"}


def test_a_sentence_that_begins_with_an_article_of_another_act_is_no_article() -> None:
    paper = Office()
    plain(paper)
    paper.text("Điều 5 Luật Tổ chức chính quyền địa phương quy định như sau.", "Điều này được áp dụng ngay.")

    assert not recognise(read_docx(paper.save())).main.has(Element.ARTICLE)


def swapped(paper: Office) -> None:
    right, left = paper.grid(1, (100.0, 65.0)).rows[0].cells
    fill(paper, left, right)


def test_columns_that_have_changed_places_are_seen_and_known() -> None:
    wrong = {f"ND30-{rule}" for rule in ("HDR-01", "HDR-11", "HDR-12", "NUM-01", "DAT-01")}
    assert breaks(report(swapped)) == wrong


def test_a_heading_down_the_middle_of_the_page_is_not_at_its_right() -> None:
    def header(paper: Office) -> None:
        for text in (NATIONAL, MOTTO):
            paper.line(text, size=13, bold=True)
        paper.line(NUMBER, size=13)

    assert {"ND30-HDR-01", "ND30-HDR-04", "ND30-HDR-10", "ND30-DAT-01"} <= breaks(report(header))


def test_a_date_below_the_header_is_not_level_with_the_number() -> None:
    def header(paper: Office) -> None:
        paper.one_row_header(SUPERIOR, (BODY,), NUMBER, None, shape_line)
        paper.line(DATE, italic=True)

    assert breaks(report(header)) == {"ND30-DAT-01"}


def test_a_heading_counted_with_a_letter_is_no_point() -> None:
    paper = Office()
    plain(paper)
    paper.ruled_title("BÁO CÁO", ["Kết quả công tác"], shape_line)
    paper.line("Kính gửi: Ủy ban nhân dân tỉnh", before=6, after=6)
    paper.line("A. TÌNH HÌNH CHUNG", 3, bold=True, before=6, after=6, indent=12.7)
    paper.text("Tình hình ổn định./.")
    paper.ending(("- Như trên;", "- Lưu: VT, VP."), ("GIÁM ĐỐC",), "Hà Thị Xuân")

    assert breaks(paper.save()) == {"ND30-STR-08"}


def test_recipients_at_the_right_and_a_signature_at_the_left_are_seen() -> None:
    paper = Office()
    plain(paper)
    paper.ruled_title("BÁO CÁO", ["Kết quả công tác"], shape_line)
    paper.line("Kính gửi: Ủy ban nhân dân tỉnh", before=6, after=6)
    paper.text("Tình hình ổn định./.")
    left, right = paper.grid(1, (80.0, 85.0)).rows[0].cells
    paper.line("GIÁM ĐỐC", bold=True, within=left)
    for _ in range(4):
        left.add_paragraph()
    paper.line("Hà Thị Xuân", bold=True, within=left)
    paper.line("Nơi nhận:", 0, 12, bold=True, italic=True, within=right)
    for entry in ("- Như trên;", "- Lưu: VT, VP."):
        paper.line(entry, 0, 11, within=right)

    assert breaks(paper.save()) == {"ND30-SIG-01", "ND30-RCP-10"}


SPOILT = ("", "-1", "99999999999999999999", "NaN", "1e309", "٣", "²", "D800", "nil", "rId1")
WORDS = (
    "",
    "\u0301",
    "Số: /",
    "Điều",
    "a)",
    "IIII.",
    "(Kèm theo",
    "Phụ lục",
    "\t\t",
    "TM.",
    "- - - -",
    "ngày tháng năm",
)


def spoil(docx: bytes, chance: random.Random) -> bytes:
    """The DOCX with some of its XML changed at random."""
    source, target = zipfile.ZipFile(io.BytesIO(docx)), io.BytesIO()
    parts = [name for name in source.namelist() if name.endswith((".xml", ".rels"))]
    chosen = {"word/document.xml", chance.choice(parts)}
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            archive.writestr(name, spoil_part(content, chance) if name in chosen else content)
    return target.getvalue()


def spoil_part(content: bytes, chance: random.Random) -> bytes:
    root = etree.fromstring(content)
    nodes = [node for node in root.iter() if isinstance(node.tag, str)]
    for node in chance.choices(nodes, k=8):
        match chance.randrange(5):
            case 0 if node.attrib:
                node.set(chance.choice(list(node.attrib)), chance.choice(SPOILT))
            case 1 if node.getparent() is not None:
                node.getparent().remove(node)
            case 2:
                other = chance.choice(nodes)
                if sum(1 for _ in other.iter()) < 200:
                    node.append(copy.deepcopy(other))
            case 3:
                node.tag = chance.choice(nodes).tag
            case _:
                node.text = chance.choice(WORDS)
    return etree.tostring(root)


@pytest.mark.parametrize(
    "make",
    [
        other_decisions.numbered_decision,
        other_papers.notice,
        other_papers.wide_plan,
        other_letters.urgent_letter,
    ],
    ids=lambda one: one.__name__,
)
def test_a_spoilt_file_is_measured_or_refused(make: Callable[[], bytes]) -> None:
    docx = make()
    for seed in range(25):
        try:
            described = describe_report(check_docx(spoil(docx, random.Random(seed))))  # noqa: S311
        except DocumentUnreadable:
            continue
        json.dumps(described, ensure_ascii=False, allow_nan=False).encode()
