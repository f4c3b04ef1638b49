"""The form as it is drawn on the pages of the PDF, measured with a ruler."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.kinds.reading import MM, Line, Page
from tests.kinds.samples import CASES, Case, change, make, make_case

pytestmark = pytest.mark.office

ToPages = Callable[[bytes], tuple[Page, ...]]
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
LEFT, RIGHT, TOP, BOTTOM = 30 * MM, 195 * MM, 20 * MM, 277 * MM
HALF_MM = 0.5 * MM


def pages_of(case: Case, to_pages: ToPages) -> tuple[Page, ...]:
    return to_pages(make_case(case).docx or b"")


def issuer_lines(page: Page) -> list[Line]:
    """The bold lines of the left column above the number."""
    number = next(line for line in page.lines if line.text.startswith("Số:"))
    header = [line for line in page.lines if line.top < number.top - 1 and line.x1 < 107 * MM]
    return [line for line in header if "Bold" in line.font]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_paper_is_a4_and_text_keeps_the_margins(case: Case, to_pages: ToPages) -> None:
    """ND30-GEN-01, ND30-GEN-04."""
    for page in pages_of(case, to_pages):
        assert (round(page.width), round(page.height)) == (595, 842)
        body = [line for line in page.lines if line.top > TOP - HALF_MM]
        assert min(line.x0 for line in body) >= LEFT - HALF_MM
        # A space that ends a justified line hangs over the margin, as in Word.
        assert max(line.x1 for line in body) <= RIGHT + 4
        assert max(line.bottom for line in body) <= BOTTOM + HALF_MM


@pytest.mark.parametrize("case", CASES, ids=str)
def test_national_name_and_motto_stand_on_one_line_each(case: Case, to_pages: ToPages) -> None:
    """ND30-HDR-01 to ND30-HDR-04."""
    page = pages_of(case, to_pages)[0]
    name, motto = page.find(NATION), page.find(MOTTO)
    assert (name.text, motto.text) == (NATION, MOTTO)
    assert name.size in (12, 13) and motto.size in (13, 14)
    assert "Bold" in name.font and "Bold" in motto.font
    assert abs((name.x0 + name.x1) - (motto.x0 + motto.x1)) < 2
    assert page.rule_below(motto).length == pytest.approx(motto.x1 - motto.x0, rel=0.05)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule_under_the_issuing_body_is_a_third_to_half(case: Case, to_pages: ToPages) -> None:
    """ND30-HDR-11, ND30-HDR-14."""
    page = pages_of(case, to_pages)[0]
    lines = issuer_lines(page)
    assert all(line.size in (12, 13) and line.text.upper() == line.text for line in lines)
    longest = max(line.x1 - line.x0 for line in lines)
    assert 1 / 3 <= page.rule_below(lines[-1]).length / longest <= 1 / 2


@pytest.mark.parametrize("case", [case for case in CASES if case.kind != "follow_up"], ids=str)
def test_rule_under_the_abstract_is_a_third_to_half(case: Case, to_pages: ToPages) -> None:
    """ND30-TTL-01 to ND30-TTL-03."""
    page = pages_of(case, to_pages)[0]
    titles = [line for line in page.lines if line.text in ("QUYẾT ĐỊNH", "THÔNG BÁO", "BIÊN BẢN")]
    if not titles:  # a notice that goes out as a công văn
        assert any(line.text.startswith("V/v") for line in page.lines)
        return
    abstract = []
    for line in page.lines[page.lines.index(titles[0]) + 1 :]:
        if "Bold" not in line.font or line.text.isupper():
            break
        abstract.append(line)
    longest = max(line.x1 - line.x0 for line in abstract)
    assert all(line.size == 14 for line in abstract)
    assert 1 / 3 <= page.rule_below(abstract[-1]).length / longest <= 1 / 2


@pytest.mark.parametrize("case", CASES, ids=str)
def test_number_stands_level_with_the_date(case: Case, to_pages: ToPages) -> None:
    """ND30-NUM-01, ND30-NUM-02, ND30-DAT-01, ND30-DAT-05."""
    page = pages_of(case, to_pages)[0]
    number = next(line for line in page.lines if line.text.startswith("Số:"))
    assert number.size == 13 and "Bold" not in number.font and "Italic" not in number.font
    dates = [
        line for line in page.lines if "Italic" in line.font and ", ngày" in line.text and line.x0 > 90 * MM
    ]
    if case.kind == "minutes":
        assert not [line for line in dates if abs(line.top - number.top) < 3]
    else:
        assert abs(dates[0].top - number.top) < 1 and dates[0].size in (13, 14)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_page_number_is_centred_in_the_top_margin_but_on_first_pages(case: Case, to_pages: ToPages) -> None:
    """ND30-PAG-01 to ND30-PAG-04: an attached list counts by itself."""
    expected = 1
    for page in pages_of(case, to_pages):
        if page.lines and NATION in page.text:
            expected = 1
        heads = [line for line in page.lines if line.bottom < TOP]
        if expected == 1:
            assert heads == []
        else:
            assert [line.text for line in heads] == [str(expected)]
            assert heads[0].size in (13, 14) and "Bold" not in heads[0].font
            assert (heads[0].x0 + heads[0].x1) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=2)
        expected += 1


@pytest.mark.parametrize("case", CASES, ids=str)
def test_signature_block_stands_whole_and_never_alone(case: Case, to_pages: ToPages) -> None:
    """ND30-SIG-14."""
    assert_signature_is_whole(case.kind, pages_of(case, to_pages))


def assert_signature_is_whole(kind: str, pages: tuple[Page, ...]) -> None:
    page = next(page for page in pages if "Nơi nhận:" in page.text)
    closing = next(line for line in page.lines if "./." in line.text)
    recipients, archive = page.find("Nơi nhận:"), page.find("Lưu: VT")
    assert closing.bottom <= recipients.top
    names = [
        line for line in page.lines if "Bold" in line.font and line.size == 14 and line.top > closing.top
    ]
    assert names, "the signatory's name is on the page of the closing words"
    if kind != "minutes":
        first = min(names, key=lambda line: line.top)
        assert abs(first.top - recipients.top) < 6  # level with Nơi nhận: ND30-RCP-10
        assert max(line.top for line in names) - first.top >= 20 * MM
    assert archive.top > recipients.top
    assert recipients.size == 12 and archive.size == 11


@pytest.mark.parametrize("case", CASES, ids=str)
def test_no_heading_is_left_at_the_foot_of_a_page(case: Case, to_pages: ToPages) -> None:
    for page in pages_of(case, to_pages)[:-1]:
        last = page.lines[-1]
        assert not re.match(r"[IVX]+\. [A-ZĐ]", last.text), last.text
        assert not last.text.endswith(":"), last.text


def fill(count: int) -> Callable[[dict[str, Any]], None]:
    """Makes every kind of document of the first unit longer by `count` lines."""

    def longer(data: dict[str, Any]) -> None:
        unit = data["units"][0]
        some = range(1, min(count, 20) + 2)
        data["team"]["powers"] = [f"Quyền hạn bổ sung thứ {number}" for number in some]
        unit["visit"]["attendance"] = [f"Thành phần thứ {number}" for number in some]
        unit["record"]["unit_opinion"] = "\n".join(f"Ý kiến thứ {number}." for number in range(count + 1))
        unit["conclusion"]["causes"] = {
            "subjective": [f"Nguyên nhân thứ {number}" for number in list(some)[:20]]
        }
        open_, requirements = unit["remediation"]["open"], unit["conclusion"]["requirements"]
        for number in range(1, count + 1):
            requirements.append({**requirements[0], "id": f"bs-{number}"})
            open_.append({**open_[0], "requirement": f"bs-{number}", "state": f"Lần {number}"})

    return longer


@pytest.mark.parametrize("kind", ["decision", "notice", "minutes", "conclusion", "follow_up"])
def test_signature_stays_whole_wherever_the_page_ends(kind: str, to_pages: ToPages) -> None:
    for count in range(0, 28, 2):
        data = change(fill(count))
        unit = None if kind == "decision" else data["units"][0]["id"]
        assert_signature_is_whole(kind, to_pages(make(data, kind, unit).docx or b""))


NAMES = {
    10: "Sở Y tế VN",
    24: "Sở Khoa học và Công nghệ",
    46: "Ban Quản lý các khu công nghiệp tỉnh Sơn La ABC",
    90: "Ban Quản lý dự án đầu tư xây dựng công trình giao thông, thủy lợi và hạ tầng tỉnh Sơn La ABCD",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=[str(length) for length in NAMES])
def test_header_holds_names_of_any_length(name: str, to_pages: ToPages) -> None:
    def rename(data: dict[str, Any]) -> None:
        data["lead_agency"]["name"] = name

    data = change(rename)
    page = to_pages(make(data, "follow_up", data["units"][0]["id"]).docx or b"")[0]
    lines = issuer_lines(page)
    assert " ".join(line.text for line in lines) == name.upper()
    widths = [line.x1 - line.x0 for line in lines]
    assert 1 / 3 <= page.rule_below(lines[-1]).length / max(widths) <= 1 / 2
    assert min(widths) > 0.5 * max(widths)  # lines of like length
    assert page.find(NATION).text == NATION


def test_sixty_members_repeat_the_header_row_on_every_page(to_pages: ToPages) -> None:
    def crowd(data: dict[str, Any]) -> None:
        member = data["team"]["members"][0]
        data["team"]["members"] = [
            {**member, "full_name": f"Lò Văn Pánh {number}"} for number in range(1, 58)
        ]

    pages = to_pages(make(change(crowd), "decision", None).docx or b"")
    first = next(index for index, page in enumerate(pages) if "DANH SÁCH" in page.text)
    listed = pages[first:]
    assert len(listed) >= 3
    with_members = [page for page in listed if "Lò Văn Pánh" in page.text]
    assert all("Họ và tên" in page.text for page in with_members)
    assert sum(len(re.findall(r"Lò Văn Pánh \d+", page.text)) for page in listed) == 57
    assert re.search(r"^3$", listed[2].text, re.MULTILINE)


@pytest.mark.parametrize(
    ("urgency", "words", "width"),
    [("urgent", "KHẨN", 20), ("very_urgent", "THƯỢNG KHẨN", 40), ("flash", "HỎA TỐC", 30)],
)
def test_urgency_mark_has_its_frame(urgency: str, words: str, width: int, to_pages: ToPages) -> None:
    """ND30-MRK-02."""

    def mark(data: dict[str, Any]) -> None:
        data["units"][0]["documents"]["follow_up"]["urgency"] = urgency

    data = change(mark)
    page = to_pages(make(data, "follow_up", data["units"][0]["id"]).docx or b"")[0]
    line = next(line for line in page.lines if line.text == words)
    assert line.size == 13 and "Bold" in line.font
    frame = [rule for rule in page.rules if rule.x0 < line.x0 + 1 and rule.x1 > line.x1 - 1]
    above = max((rule for rule in frame if rule.y <= line.top + 1), key=lambda rule: rule.y)
    below = min((rule for rule in frame if rule.y >= line.bottom - 1), key=lambda rule: rule.y)
    assert above.length == pytest.approx(width * MM, abs=1.5 * MM)
    assert below.y - above.y == pytest.approx(8 * MM, abs=1 * MM)
