"""What offices draw that nobody had thought of; pages drawn by hand."""

from __future__ import annotations

import io

import pikepdf

from service.conformance import check_pdf
from service.conformance.pdf.reading import read_pdf
from tests.conformance.pdf.drawing import draw

_HEADING = ("QUYẾT ĐỊNH @ 260 700 14", "Về việc kiểm tra @ 250 680 14", "BỘ TRƯỞNG BỘ NỘI VỤ @ 230 650 14")
_FULL = "Các cơ quan, đơn vị có trách nhiệm quản lý và sử dụng tài chính công cho thật đúng"
_GRID = tuple(f"60 {y} m 500 {y} l S" for y in (400, 430, 460)) + tuple(
    f"{x} 400 m {x} 460 l S" for x in (60, 280, 500)
)


def _texts(*lines: str) -> list[str]:
    return [block.text for block in read_pdf(draw(lines)).document.blocks]


def test_a_sentence_that_ends_with_the_name_of_a_type_runs_on() -> None:
    texts = _texts(
        *_HEADING,
        f"{_FULL}@ 121 600 13",
        f"{_FULL} theo@ 85 585 13",
        "quy định.@ 85 570 13",
        f"{_FULL}@ 121 548 13",
        f"{_FULL} theo@ 85 533 13",
        "pháp luật.@ 85 518 13",
    )

    assert "quy định." not in texts
    assert any(text.endswith("quy định.") for text in texts)


def test_a_number_set_off_from_its_heading_is_no_column() -> None:
    content = draw((*_HEADING, "I.@ 121 600 14", "ĐỐI TƯỢNG@ 157 600 14", f"{_FULL}@ 121 578 13"))

    assert ["I.", "ĐỐI", "TƯỢNG"] in [block.text.split() for block in read_pdf(content).main.blocks]


def test_pages_lie_for_a_table_on_any_of_them() -> None:
    def lying(*pages: tuple[str, ...]) -> set[str]:
        with pikepdf.open(io.BytesIO(draw(*pages))) as pdf:
            for page in pdf.pages:
                page.MediaBox = [0, 0, 841.89, 595.28]
            buffer = io.BytesIO()
            pdf.save(buffer)
        return {finding.rule.id for finding in check_pdf(buffer.getvalue()).breaches}

    words = (f"{_FULL}@ 121 300 13", f"{_FULL} theo@ 85 285 13")
    table = ("Tên@ 80 440 13", "Số@ 300 440 13", "Cục@ 80 410 13", "12@ 300 410 13", *_GRID)
    assert "ND30-GEN-02" not in lying((*words, *table), words)
    assert "ND30-GEN-02" in lying(words, words)


def _decision(date_at: float = 740, article_at: float = 121) -> bytes:
    """The first page of a decision whose articles have one line each."""
    return draw(
        (
            *("UBND TỈNH SƠN LA@ 110 780 13", "SỞ NỘI VỤ@ 133 765 13", "Số: 15/QĐ-SNV@ 125 740 13"),
            *("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM@ 290 780 13", "Độc lập - Tự do - Hạnh phúc@ 336 765 13"),
            f"Sơn La, ngày 03 tháng 12 năm 2026@ 318 {date_at} 13",
            *("QUYẾT ĐỊNH@ 275 700 14", "Về việc kiểm tra@ 270 680 14", "QUYẾT ĐỊNH:@ 272 640 14"),
            *(f"Điều 1. {_FULL}@ 121 610 13", f"{_FULL} theo@ 85 595 13", "pháp luật.@ 85 580 13"),
            f"Điều 2. Quyết định này có hiệu lực kể từ ngày ký.@ {article_at} 558 13",
            *(f"Điều 3. {_FULL}@ 121 536 13", f"{_FULL} theo@ 85 521 13", "pháp luật./.@ 85 506 13"),
        )
    )


def _found(content: bytes, rule: str) -> str:
    return " ".join(finding.found for finding in check_pdf(content).of(rule))


def test_number_and_date_in_other_sizes_are_level() -> None:
    assert "ngang hàng" not in _found(_decision(date_at=742.5), "ND30-DAT-01")
    assert "ngang hàng" in _found(_decision(date_at=746), "ND30-DAT-01")


def test_an_article_of_one_line_begins_where_first_lines_do() -> None:
    assert "lùi" not in _found(_decision(), "ND30-STR-04")
    assert "lùi 0 mm" in _found(_decision(article_at=85), "ND30-STR-04")
