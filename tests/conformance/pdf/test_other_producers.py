"""PDFs as other programs draw them are read right, or it is said what could not be read."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from service.conformance import Level, Report, Verdict, check_pdf
from service.conformance.document import Side
from service.conformance.elements import Element, Kind
from service.conformance.pdf import read_pdf
from service.typography import Face, measure
from tests.conformance.pdf.drawing import draw

SENTENCE = "Dòng nội dung của văn bản viết đủ dài cho hết chiều ngang của trang giấy khổ A4 này"
LINES = [
    "UBND TỈNH SƠN LA@105 768 13",
    "SỞ NỘI VỤ@122 753 13",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM@290 768 13",
    "Độc lập - Tự do - Hạnh phúc@345 753 13",
    "Số: 15/TB-SNV@120 725 13",
    "Sơn La, ngày 05 tháng 01 năm 2026@330 725 13",
    "THÔNG BÁO@275 690 14",
    "Về lịch kiểm tra cải cách hành chính@210 674 14",
    *(f"{SENTENCE}@85 {640 - 18 * number} 14" for number in range(9)),
    "Nơi nhận:@85 470 12",
    "- Lưu: VT, CCHC.@85 456 11",
    "GIÁM ĐỐC@390 470 14",
    "Lò Thị Mai@393 380 14",
]
ELEMENTS = {
    Element.SUPERIOR: "UBND TỈNH SƠN LA",
    Element.ISSUING_BODY: "SỞ NỘI VỤ",
    Element.NATIONAL_NAME: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    Element.MOTTO: "Độc lập - Tự do - Hạnh phúc",
    Element.NUMBER: "Số: 15/TB-SNV",
    Element.PLACE_DATE: "Sơn La, ngày 05 tháng 01 năm 2026",
    Element.TYPE_NAME: "THÔNG BÁO",
    Element.ABSTRACT: "Về lịch kiểm tra cải cách hành chính",
    Element.RECIPIENTS_HEAD: "Nơi nhận:",
    Element.SIGNING_AUTHORITY: "GIÁM ĐỐC",
    Element.SIGNATORY: "Lò Thị Mai",
}


def part(line: str, *, by_letter: bool) -> list[str]:
    """A line as its letters, or as its words without spaces, each drawn for itself."""
    text, place = line.rsplit("@", 1)
    x, y, size = place.split()
    pieces = list(text) if by_letter else text.split()
    drawn, at = [], float(x)
    for piece in pieces:
        if piece.strip():
            drawn.append(f"{piece}@{at:.2f} {y} {size}")
        at += measure(piece if by_letter else piece + " ", Face(float(size), False))
    return drawn


def shuffled() -> bytes:
    lines = LINES.copy()
    random.Random(30).shuffle(lines)  # noqa: S311 - a fixed order
    return draw(lines)


def letter_by_letter() -> bytes:
    return draw([piece for line in LINES for piece in part(line, by_letter=True)])


def word_by_word() -> bytes:
    return draw([piece for line in LINES for piece in part(line, by_letter=False)])


def change(content: bytes, apply: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        apply(pdf)
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


def cropped() -> bytes:
    """The page in the middle of a larger sheet, which its crop box cuts off."""

    def apply(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.MediaBox = Array([-100, -100, 795, 1042])
        page.CropBox = Array([0, 0, 595.28, 841.89])

    return change(draw(LINES), apply)


def turned(degrees: int) -> bytes:
    """The page drawn on its side or head, with the note that turns it upright."""
    matrix = {90: b"0 1 -1 0 841.89 0 cm ", 180: b"-1 0 0 -1 595.28 841.89 cm "}[degrees]

    def apply(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.Contents.write(b"q " + matrix + page.Contents.read_bytes() + b" Q")
        page.Rotate = degrees
        if degrees == 90:
            page.MediaBox = Array([0, 0, 841.89, 595.28])

    return change(draw(LINES), apply)


@pytest.mark.parametrize(
    "content",
    [shuffled(), letter_by_letter(), word_by_word(), cropped(), turned(90), turned(180)],
    ids=["shuffled", "letter by letter", "word by word", "cropped", "on its side", "on its head"],
)
def test_elements_are_found_however_the_page_is_drawn(content: bytes) -> None:
    main = read_pdf(content).main
    found = {element: main.first(element) for element in ELEMENTS}
    assert {element: block and block.text for element, block in found.items()} == ELEMENTS
    assert main.kind is Kind.NOTICE
    motto, recipients = found[Element.MOTTO], found[Element.RECIPIENTS_HEAD]
    assert motto is not None and motto.side is Side.RIGHT
    assert recipients is not None and recipients.side is Side.LEFT


def with_picture(pdf: pikepdf.Pdf, number: int) -> None:
    """Puts a picture as large as the page on it, and takes its text away."""
    picture = pdf.make_stream(b"\xff" * 300)
    picture.Type, picture.Subtype = Name.XObject, Name.Image
    picture.Width, picture.Height, picture.BitsPerComponent = 10, 10, 8
    picture.ColorSpace = Name.DeviceRGB
    page = pdf.pages[number]
    page.Resources.XObject = Dictionary(I=picture)
    page.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /I Do Q")


def verdicts(report: Report) -> set[Verdict]:
    return {finding.verdict for finding in report.findings}


def test_a_document_whose_first_page_is_a_picture_is_not_measured() -> None:
    report = check_pdf(change(draw(LINES, LINES), lambda pdf: with_picture(pdf, 0)))
    assert verdicts(report) == {Verdict.NOT_EVALUATED}
    assert "trang 1" in report.of("ND30-HDR-01")[0].found


def test_what_may_stand_on_a_page_nobody_could_read_is_not_said_to_be_missing() -> None:
    unsigned = [line for line in LINES if not line.startswith(("Nơi", "- Lưu", "GIÁM", "Lò"))]
    whole = check_pdf(draw(unsigned))
    scanned = check_pdf(change(draw(unsigned, LINES), lambda pdf: with_picture(pdf, 1)))
    assert whole.verdict_of("ND30-RCP-10") is Verdict.FAIL
    assert scanned.verdict_of("ND30-RCP-10") is Verdict.NEEDS_REVIEW
    places = [f.place for f in scanned.of("ND30-GEN-06") if f.verdict is Verdict.NOT_EVALUATED]
    assert [place.page for place in places if place is not None] == [2]


def test_text_on_end_is_not_measured() -> None:
    def apply(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.Contents.write(b"q 0 1 -1 0 595.28 0 cm " + page.Contents.read_bytes() + b" Q")

    assert verdicts(check_pdf(change(draw(LINES), apply))) == {Verdict.NOT_EVALUATED}


def test_letters_turned_into_outlines_are_not_measured() -> None:
    outlines = b"".join(b"%d 700 m %d 710 l %d 705 l f " % (x, x + 5, x + 9) for x in range(85, 500, 10)) * 20
    report = check_pdf(change(draw([]), lambda pdf: pdf.pages[0].Contents.write(outlines)))
    assert verdicts(report) == {Verdict.NOT_EVALUATED}
    assert "nét vẽ" in report.of("ND30-HDR-01")[0].found


def with_unknown_letters(pdf: pikepdf.Pdf) -> None:
    """Takes away what says which letter is which: the text is drawn right and cannot be copied."""
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and "/ToUnicode" in thing:
            del thing["/ToUnicode"]


def test_text_without_a_map_of_letters_never_passes() -> None:
    report = check_pdf(change(draw(LINES), with_unknown_letters))
    assert report.verdict_of("ND30-HDR-01") in (Verdict.FAIL, Verdict.NOT_EVALUATED)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """Prints a page of HTML with Chromium."""
    folder = tmp_path_factory.mktemp("browser")
    program = shutil.which("chromium") or "chromium"

    def make(html: str) -> bytes:
        (folder / "page.html").write_text(html, encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        target = [f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={folder / 'page.pdf'}"]
        subprocess.run(
            [program, *options, *target, str(folder / "page.html")],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return (folder / "page.pdf").read_bytes()

    return make


def _declare_fonts() -> str:
    """CSS that gives Times New Roman the project's own twin of it: a bare machine has none."""
    folder = Path(__file__).parents[3] / "fonts"
    faces = {"Regular": "", "Bold": "font-weight: bold;", "Italic": "font-style: italic;"}
    faces["BoldItalic"] = faces["Bold"] + faces["Italic"]
    return "".join(
        f'@font-face {{ font-family: "Times New Roman"; {look} src: url("{file.as_uri()}"); }}'
        for name, look in faces.items()
        if (file := folder / f"LiberationSerif-{name}.ttf").exists()
    )


_PAGE = (Path(__file__).parent / "notice.html").read_text(encoding="utf-8")
HTML = _PAGE.replace("<style>", f"<style>{_declare_fonts()}", 1)


@pytest.mark.browser
def test_a_right_document_printed_by_a_browser_is_left_in_peace(printed: Callable[[str], bytes]) -> None:
    report = check_pdf(printed(HTML))
    assert [(f.rule.id, f.found) for f in report.breaches] == []


@pytest.mark.browser
def test_a_wrong_document_printed_by_a_browser_is_found_out(printed: Callable[[str], bytes]) -> None:
    wrong = HTML.replace('<b class="motto">Độc lập', '<b class="motto" style="font-weight:normal">Độc lập')
    assert wrong != HTML
    report = check_pdf(printed(wrong))
    assert {f.rule.id for f in report.breaches if f.rule.level is Level.MUST} == {"ND30-HDR-02"}
