"""Text, strokes and facts are read off the page as they are drawn, whoever drew them."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from service.conformance.check import check_pdf
from service.conformance.document import MM, Align, Medium, Side
from service.conformance.elements import Element
from service.conformance.pdf import read_pdf
from service.conformance.pdf.drawing import read_drawing
from service.conformance.verdict import Verdict
from tests.conformance.pdf.drawing import draw

HEADING = [
    "UBND TỈNH SƠN LA@105 768 13",
    "SỞ NỘI VỤ@122 753 13",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM@290 768 13",
    "Độc lập - Tự do - Hạnh phúc@345 753 13",
    "Số: 15/TB-SNV@120 725 13",
    "Sơn La, ngày 05 tháng 01 năm 2026@330 725 13",
]


def test_text_stands_where_it_is_drawn() -> None:
    line = read_drawing(draw(["Độc lập - Tự do - Hạnh phúc@345 753 13"])).pages[0].lines[0]
    assert line.text == "Độc lập - Tự do - Hạnh phúc"
    assert (line.x0, line.size, line.face.family) == (pytest.approx(345, abs=0.1), 13, "TimesNewRoman")
    assert line.baseline == pytest.approx(841.89 - 753, abs=0.1)
    assert line.width == pytest.approx(56.1 * MM * 12 / 12, rel=0.1)


def test_word_draws_13_points_as_12_96() -> None:
    assert read_drawing(draw(["Số: 15/TB-SNV@120 725 12.96"])).pages[0].lines[0].size == 13


def test_columns_far_apart_are_lines_of_their_own() -> None:
    texts = [line.text for line in read_drawing(draw(HEADING)).pages[0].lines]
    assert texts[:2] == ["UBND TỈNH SƠN LA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


def test_blank_left_for_a_number_does_not_part_a_line() -> None:
    texts = [line.text for line in read_drawing(draw(["Số:       /TB-SNV@120 725 13"])).pages[0].lines]
    assert texts == ["Số:       /TB-SNV"]


def test_stroke_between_words_parts_cells() -> None:
    row = ["Nguyễn Thị Ứng@100 700 12", "Lò Văn Pánh@195 700 12"]
    grid = ["0.5 w 95 690 m 400 690 l S 95 715 m 400 715 l S 95 690 m 95 715 l S 190 690 m 190 715 l S"]
    assert len(read_drawing(draw(row + grid)).pages[0].lines) == 2


def test_thin_filled_box_is_a_stroke_and_pieces_are_joined() -> None:
    pieces = ["100 700 50 0.5 re f", "150 700 50 0.5 re f"]
    strokes = read_drawing(draw([*pieces, "Tiêu đề@100 705 13"])).pages[0].strokes
    assert [(round(s.x0), round(s.x1), s.is_horizontal) for s in strokes] == [(100, 200, True)]


def test_turned_page_is_read_as_it_is_seen() -> None:
    page = read_drawing(draw(["Phụ lục I@100 700 14"], rotate=180)).pages[0]
    assert page.lines == ()  # upside down: nobody reads that
    lying = read_drawing(draw(["Phụ lục I@100 700 14"], rotate=90)).pages[0]
    assert (round(lying.width), round(lying.height)) == (842, 595)


def test_colour_and_drawn_bold_are_seen() -> None:
    lines = ["1 0 0 rg", "Đỏ@100 700 14", "0 g 2 Tr", "Đậm@100 650 14"]
    red, bold = read_drawing(draw(lines)).pages[0].lines
    assert red.face.colour == "FF0000" and not red.is_bold
    assert bold.face.colour == "000000" and bold.is_bold


def test_heading_of_another_hand_is_recognised() -> None:
    sentence = "Dòng nội dung của văn bản viết đủ dài cho hết chiều ngang của trang giấy khổ A4"
    body = [f"{sentence}@85 {640 - 18 * number} 14" for number in range(9)]
    subject = read_pdf(draw([*HEADING, "THÔNG BÁO@275 690 14", "Về lịch kiểm tra@270 674 14", *body]))
    assert subject.document.medium is Medium.PDF
    main = subject.main
    assert [block.text for block in main.all(Element.SUPERIOR, Element.ISSUING_BODY)] == [
        "UBND TỈNH SƠN LA",
        "SỞ NỘI VỤ",
    ]
    motto, number = main.first(Element.MOTTO), main.first(Element.NUMBER)
    assert motto is not None and motto.side is Side.RIGHT
    assert number is not None and number.text == "Số: 15/TB-SNV" and number.side is Side.LEFT
    title = main.first(Element.TYPE_NAME)
    assert title is not None and title.align is Align.CENTRE


def scan(hidden_text: bool) -> bytes:
    lines = ["Lớp chữ nhận dạng từ ảnh quét, không được vẽ ra mặt giấy@85 700 14"] if hidden_text else []
    with pikepdf.open(io.BytesIO(draw(lines, hidden=True))) as pdf:
        picture = pdf.make_stream(b"\xff" * 300)
        picture.Type, picture.Subtype = Name.XObject, Name.Image
        picture.Width, picture.Height, picture.BitsPerComponent = 10, 10, 8
        picture.ColorSpace = Name.DeviceRGB
        page = pdf.pages[0]
        page.Resources.XObject = Dictionary(I=picture)
        page.Contents = Array([pdf.make_stream(b"q 595 0 0 842 0 0 cm /I Do Q"), page.Contents])
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("hidden_text", [False, True], ids=["picture only", "hidden text layer"])
def test_scan_is_not_evaluated_and_never_passes(hidden_text: bool) -> None:
    report = check_pdf(scan(hidden_text))
    assert {finding.verdict for finding in report.findings} == {Verdict.NOT_EVALUATED}
    assert "bản quét" in report.of("ND30-HDR-01")[0].found


def test_empty_page_is_not_evaluated() -> None:
    report = check_pdf(draw([]))
    assert {finding.verdict for finding in report.findings} == {Verdict.NOT_EVALUATED}
