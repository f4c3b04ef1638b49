"""What offices do that nobody had thought of: seen for what it is, right or wrong."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from service.conformance import Verdict, check_docx
from service.conformance.docx.reading import read_docx
from service.conformance.elements import Element, recognise
from tests.conformance.editing import breaks, edit, in_body
from tests.conformance.other_decisions import DECISIONS
from tests.conformance.other_hands import (
    BOTH,
    CENTRE,
    DIRECTOR,
    RECIPIENTS,
    UNIT,
    Paper,
    draw_box,
    invitation,
    letter,
    report,
)
from tests.conformance.other_papers import PAPERS

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_POINT = 12700  # EMU
_SHAPES = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_DATE = "Sơn La, ngày 06 tháng 4 năm 2026"

Change = Callable[[Any], None]


def changed(content: bytes, change: Change) -> bytes:
    """The DOCX with `change` applied to it."""
    document = docx.Document(io.BytesIO(content))
    change(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


# Lines of the header


def _rules(document: Any) -> list[Any]:
    """The runs that hold the two lines of the header table."""
    return [run for run in document.tables[0]._tbl.iter(qn("w:r")) if run.find(f".//{_WP}anchor") is not None]


def _place(run: Any, down: float, across: float | None = None) -> Any:
    """The run with its line so many points below its paragraph, and from the left edge of its column."""
    run.find(f".//{_WP}positionV/{_WP}posOffset").text = str(round(down * _POINT))
    if across is not None:
        horizontal = run.find(f".//{_WP}positionH")
        horizontal.remove(horizontal[0])
        horizontal.append(
            parse_xml(f'<wp:posOffset xmlns:wp="{_WP[1:-1]}">{round(across * _POINT)}</wp:posOffset>')
        )
    return run


def _in_the_first_paragraph(document: Any) -> None:
    for column, width in zip(document.tables[0].columns, (180, 288), strict=True):
        column.width = width * _POINT  # the Quốc hiệu has room on one line
        for cell in column.cells:
            cell.width = width * _POINT
    for cell, run in zip(document.tables[0].rows[0].cells, _rules(document), strict=True):
        cell.paragraphs[0]._p.append(_place(run, 33))


def _in_the_row_below(document: Any) -> None:
    for cell, run in zip(document.tables[0].rows[1].cells, _rules(document), strict=True):
        cell.paragraphs[0]._p.append(_place(run, 1))


def _under_the_table(document: Any) -> None:
    table = document.tables[0]
    width = table.columns[0].width / _POINT
    height = 1.15 * 27 + 6 + 1.15 * 14
    for number, run in enumerate(_rules(document)):
        length = int(run.find(f".//{_WP}extent").get("cx")) / _POINT
        _place(run, 1.15 * 27 + 1 - height, (number + 0.5) * width - length / 2)
        document.paragraphs[0]._p.append(run)


def _as_lines_of_cells(document: Any) -> None:
    for cell, run in zip(document.tables[0].rows[0].cells, _rules(document), strict=True):
        length = round(int(run.find(f".//{_WP}extent").get("cx")) / 635)
        run.getparent().remove(run)
        cell._tc.append(_one_cell(length))
        cell._tc.append(parse_xml(f"<w:p {nsdecls('w')}/>"))


def _one_cell(length: int) -> Any:
    border = '<w:top w:val="single" w:sz="6" w:space="0" w:color="auto"/>'
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:jc w:val="center"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{length}"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="{length}" '
        f'w:type="dxa"/><w:tcBorders>{border}</w:tcBorders></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    )


def _as_lines_of_a_row(document: Any) -> None:
    """The rule under the body is the upper line of the middle one of three cells in a table of its own."""
    cell, run = document.tables[0].rows[0].cells[0], _rules(document)[0]
    length = round(int(run.find(f".//{_WP}extent").get("cx")) / 635)
    run.getparent().remove(run)
    side = 800
    widths = (side, length, side)
    border = '<w:tcBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:tcBorders>'
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{border if width == length else ""}</w:tcPr><w:p/>'
        "</w:tc>"
        for width in widths
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    cell._tc.append(
        parse_xml(
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:jc w:val="center"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"<w:tr>{cells}</w:tr></w:tbl>"
        )
    )
    cell._tc.append(parse_xml(f"<w:p {nsdecls('w')}/>"))


@pytest.mark.parametrize(
    "change",
    [
        _in_the_first_paragraph,
        _in_the_row_below,
        _under_the_table,
        _as_lines_of_cells,
        _as_lines_of_a_row,
    ],
    ids=lambda change: change.__name__.strip("_").replace("_", "-"),
)
def test_the_lines_of_a_header_may_be_held_anywhere(change: Change) -> None:
    assert breaks(changed(invitation(), change)) == set()


@pytest.mark.parametrize(
    "change", [_in_the_first_paragraph, _in_the_row_below, _under_the_table, _as_lines_of_cells]
)
def test_a_line_too_short_is_found_wherever_it_is_held(change: Change) -> None:
    def shorten(document: Any) -> None:
        extent = _rules(document)[1].find(f".//{_WP}extent")
        extent.set("cx", str(int(extent.get("cx")) // 2))
        change(document)

    assert breaks(changed(invitation(), shorten)) == {"ND30-HDR-04"}


def test_no_line_is_missed_where_another_is_drawn_far_below() -> None:
    def sink(document: Any) -> None:
        _place(_rules(document)[0], 120)

    assert "ND30-HDR-14" in breaks(changed(invitation(), sink))


# Text boxes and frames


@pytest.mark.parametrize("inset", ["0", "91440"])
@pytest.mark.parametrize(("width", "found"), [(20, set()), (35, {"ND30-MRK-02"})])
def test_the_frame_of_a_mark_is_as_wide_as_its_box(inset: str, width: float, found: set[str]) -> None:
    look = '<w:b/><w:color w:val="FF0000"/><w:sz w:val="26"/>'
    text = f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr>{look}</w:rPr><w:t>KHẨN</w:t></w:r></w:p>'
    box = draw_box(10, width * 72 / 25.4, 8 * 72 / 25.4, text)
    box = box.replace("<a:ln><a:noFill/></a:ln>", "<a:ln/>").replace("Ins='91440'", f"Ins='{inset}'")

    def add(document: Any) -> None:
        anchor = document.tables[0]._tbl.getnext()
        run = parse_xml(f"<w:p {nsdecls('w', 'wp', 'a')} {_SHAPES}><w:r>{box}</w:r></w:p>")
        anchor.addprevious(run)

    assert breaks(changed(letter(), add)) == found


def test_a_box_without_insets_is_as_wide_as_its_text() -> None:
    whole = edit(report(), "word/document.xml", lambda xml: re.sub(r'([lr])Ins="91440"', r'\1Ins="0"', xml))

    # The rules were drawn for narrower text, and now are two insets longer.
    assert "ND30-HDR-04" in breaks(whole)


def test_a_page_number_may_stand_in_a_frame_in_the_middle() -> None:
    def frame(xml: str) -> str:
        place = '<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="center" w:y="1"/>'
        return xml.replace('<w:jc w:val="center"/>', place)

    header = "word/header1.xml"
    assert breaks(edit(invitation(), header, frame)) == set()
    aside = edit(invitation(), header, lambda xml: frame(xml).replace('"center"', '"right"'))
    assert breaks(aside) == {"ND30-PAG-02"}


def test_recipients_and_signature_may_stand_in_boxes_side_by_side() -> None:
    paper = Paper()
    paper.header("UBND TỈNH SƠN LA", UNIT, "Số: 07/TB-SNV", "Sơn La, ngày 06 tháng 4 năm 2026")
    paper.title("THÔNG BÁO", "Lịch kiểm tra cải cách hành chính")
    paper.text("Sở Nội vụ thông báo lịch kiểm tra để các đơn vị biết, thực hiện./.")
    left = [_boxed("Nơi nhận:", 12, "<w:b/><w:i/>", "left"), _boxed("- Lưu: VT, CCHC.", 11, "", "left")]
    right = [_boxed(text, 14, "<w:b/>", "center") for text in (*DIRECTOR, "", "", "", "", "Trần Văn Bình")]
    anchor = paper.document.add_paragraph()
    for x, width, lines in ((0, 200, left), (230, 230, right)):
        drawn = draw_box(x, width, 140, "".join(lines))
        anchor._p.append(parse_xml(f"<w:r {nsdecls('w', 'wp', 'a')} {_SHAPES}>{drawn}</w:r>"))

    assert breaks(paper.save()) == set()


def _boxed(text: str, size: int, look: str, align: str) -> str:
    return (
        f'<w:p><w:pPr><w:jc w:val="{align}"/></w:pPr><w:r><w:rPr>{look}<w:sz w:val="{2 * size}"/></w:rPr>'
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def test_the_header_of_an_attached_text_may_be_tables_in_a_table() -> None:
    def nest(document: Any) -> None:
        table = [table for table in document.tables if _MOTTO in table._tbl.xpath("string(.)")][-1]
        for cell in table.rows[0].cells:
            inner = parse_xml(
                f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid><w:gridCol w:w='{round(cell.width / 635)}'/>"
                "</w:tblGrid><w:tr><w:tc><w:tcPr/></w:tc></w:tr></w:tbl>"
            )
            for paragraph in list(cell._tc.iterchildren(qn("w:p"))):
                inner.xpath(".//w:tc")[0].append(paragraph)
            cell._tc.append(inner)
            cell._tc.append(parse_xml(f"<w:p {nsdecls('w')}/>"))

    content = changed(DECISIONS["issuing"](), nest)

    assert breaks(content) == set()
    assert recognise(read_docx(content)).pieces[1].has(Element.ISSUING_BODY)


# Lines with tabs and breaks


def test_the_abstract_of_a_letter_may_be_set_with_a_tab() -> None:
    paper = Paper()
    paper.tabbed_header(
        "UBND TỈNH SƠN LA", "SỞ NỘI VỤ", "Số: 215/SNV-CCHC", "Sơn La, ngày 10 tháng 02 năm 2026"
    )
    under = deepcopy(paper.document.paragraphs[-1]._p)
    for run in under.findall(qn("w:r")):
        under.remove(run)
    spacing = parse_xml(f'<w:spacing {nsdecls("w")} w:before="120"/>')
    under.get_or_add_pPr().append(spacing)
    under.append(
        parse_xml(
            f"<w:r {nsdecls('w')}><w:rPr><w:sz w:val='24'/></w:rPr><w:tab/><w:t>V/v cử thành viên</w:t></w:r>"
        )
    )
    paper.document.paragraphs[-1]._p.addnext(under)
    paper.line("Kính gửi: Sở Tài chính", before=12, after=6)
    paper.text("Sở Nội vụ đề nghị Sở Tài chính cử một công chức tham gia Đoàn kiểm tra./.")
    paper.ending(RECIPIENTS, DIRECTOR, "Trần Văn Bình")

    assert breaks(paper.save()) == set()


def test_an_abstract_broken_within_its_paragraph_is_one() -> None:
    content = DECISIONS["issuing"]()
    lines = recognise(read_docx(content)).main.all(Element.ABSTRACT)
    abstract = lines[0].text
    first, _, rest = abstract.partition(" ")
    broken = edit(
        content,
        "word/document.xml",
        lambda xml: xml.replace(f">{abstract}</w:t>", f">{first} </w:t><w:br/><w:t>{rest}</w:t>", 1),
    )
    main = recognise(read_docx(broken)).main

    assert len(main.all(Element.ABSTRACT)) == len(lines) + 1
    assert main.has(Element.AUTHORITY_LINE)
    assert main.has(Element.LEGAL_BASIS)


@pytest.mark.parametrize("number", ["I.\tKẾT QUẢ", "I.    KẾT QUẢ"])
def test_the_number_of_a_heading_is_no_column_of_its_own(number: str) -> None:
    spaced = number.replace("\t", "</w:t><w:tab/><w:t>")
    content = in_body(report(), "I. KẾT QUẢ</w:t>", f"{spaced}</w:t>")

    assert breaks(content) == set()
    assert recognise(read_docx(content)).main.has(Element.SECTION_HEADING)


# Words


def _signed(*lines: str, is_council: bool = False) -> bytes:
    """A decision of a minister, or a resolution of a council, signed in these words."""
    kind, abbreviation = ("NGHỊ QUYẾT", "NQ-HĐND") if is_council else ("QUYẾT ĐỊNH", "QĐ-BNV")
    bodies = ("HỘI ĐỒNG NHÂN DÂN", "XÃ MAI SƠN") if is_council else ("BỘ NỘI VỤ",)
    place = "Mai Sơn" if is_council else "Hà Nội"
    authority = " ".join(bodies) if is_council else "BỘ TRƯỞNG BỘ NỘI VỤ"
    paper = Paper()
    paper.header(None, bodies, f"Số: 15/{abbreviation}", f"{place}, ngày 18 tháng 12 năm 2026")
    paper.title(kind, "Về việc kiểm tra cải cách hành chính")
    paper.line(authority, bold=True, before=6, after=6)
    law = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025."
    paper.line(law, BOTH, italic=True, before=3, after=3, indent=12.7)
    paper.line("QUYẾT NGHỊ:" if is_council else "QUYẾT ĐỊNH:", bold=True, before=6, after=6)
    paragraph = paper.line("Điều 1.", BOTH, bold=True, before=3, after=3, indent=12.7)
    paragraph.add_run(" Các đơn vị chịu trách nhiệm thi hành văn bản này./.")
    paper.ending(("- Như Điều 1;", "- Lưu: VT, CCHC."), lines, "Trương Hải Long")
    return paper.save()


def test_a_vice_minister_signs_for_the_minister() -> None:
    assert breaks(_signed("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG")) == set()
    assert breaks(_signed("THỨ TRƯỞNG")) == {"ND30-SIG-07"}


def test_whether_a_council_resolution_is_signed_for_the_council_a_person_sees() -> None:
    content = _signed("CHỦ TỊCH", is_council=True)

    assert breaks(content) == set()
    assert check_docx(content).verdict_of("ND30-SIG-12") is Verdict.NEEDS_REVIEW


def test_posts_in_small_letters_are_posts() -> None:
    content = in_body(in_body(letter(), "KT. GIÁM ĐỐC", "KT. Giám đốc"), "PHÓ GIÁM ĐỐC", "Phó Giám đốc")

    assert breaks(content) == {"ND30-SIG-01"}


def test_minutes_may_say_when_they_were_drawn_up() -> None:
    content = PAPERS["inspection-minutes"]()
    said = edit(content, "word/document.xml", lambda xml: xml.replace("kết thúc", "lập xong"))

    assert breaks(said) == set()


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("Số: 07/GM-SNV", "Số: 07/2026/GM-SNV", {"ND30-NUM-08"}),
        ("Sơn La, ngày 06", "Điện Biên Phủ, ngày 06", {"ND30-DAT-04"}),
        ("Tới dự cuộc họp", "Theo đề nghị của Ủy ban nhân dân Tỉnh Sơn La về cuộc họp", {"ND30-CAP-03"}),
        ("Tới dự cuộc họp", "Theo Kế hoạch số 15/KH-UBND, tới dự cuộc họp", {"ND30-BOD-05"}),
    ],
    ids=["year", "event", "province", "date-of-a-citation"],
)
def test_one_wrong_thing_is_one_finding(old: str, new: str, found: set[str]) -> None:
    assert breaks(in_body(invitation(), old, new)) == found


def test_a_number_as_the_party_writes_it_is_the_number() -> None:
    main = recognise(read_docx(in_body(invitation(), "Số: 07/GM-SNV", "Số 07-GM/SNV"))).main

    assert main.has(Element.NUMBER)


def test_the_article_that_names_who_carries_it_out_is_the_one_to_cite() -> None:
    content = DECISIONS["issuing"]()
    assert breaks(content) == set()
    wrong = edit(content, "word/document.xml", lambda xml: re.sub(r"Như Điều \d;", "Như Điều 1;", xml))

    assert breaks(wrong) == {"ND30-RCP-14"}


def test_half_a_name_in_bold_is_no_other_body() -> None:
    paper = Paper()
    paper.header("SỞ NÔNG NGHIỆP", ("VÀ MÔI TRƯỜNG", "CHI CỤC KIỂM LÂM"), "Số: 08/TB-CCKL", _DATE)
    paper.title("THÔNG BÁO", "Lịch kiểm tra cải cách hành chính")
    paper.text("Chi cục Kiểm lâm thông báo lịch kiểm tra để các đơn vị biết, thực hiện./.")
    paper.ending(("- Các hạt kiểm lâm;", "- Lưu: VT, HC."), ("CHI CỤC TRƯỞNG",), "Hà Văn Sơn")

    assert "ND30-HDR-12" in breaks(paper.save())


def test_a_letter_that_is_called_so_is_a_letter() -> None:
    content = changed(
        letter(), lambda document: document.paragraphs[0].insert_paragraph_before("CÔNG VĂN").runs[0]
    )

    def dress(document: Any) -> None:
        paragraph = document.paragraphs[0]
        paragraph.alignment = CENTRE
        paragraph.runs[0].bold = True

    assert breaks(changed(content, dress)) == {"ND30-TTL-01"}


def test_a_first_line_may_be_moved_in_with_a_tab() -> None:
    def tab(document: Any) -> None:
        for paragraph in document.paragraphs:
            if paragraph.paragraph_format.first_line_indent:
                paragraph.paragraph_format.first_line_indent = 0
                paragraph.runs[0].text = "\t" * tabs + paragraph.runs[0].text

    tabs = 1  # to the first of the usual stops, 1.27 cm in
    assert breaks(changed(invitation(), tab)) == set()
    tabs = 2
    assert breaks(changed(invitation(), tab)) == {"ND30-BOD-02"}
