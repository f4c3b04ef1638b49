"""Every right document from other hands, with every one thing broken that it has: the right rule sees it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

import pytest

from service.conformance.docx.reading import read_docx
from service.conformance.elements import Element, recognise
from tests.conformance import other_decisions, other_hands, other_letters, other_papers
from tests.conformance.altering import Change, Inapplicable, letters, line, page, without, words
from tests.conformance.editing import breaks, section

DOCUMENTS: dict[str, Callable[[], bytes]] = {
    **other_hands.GOOD,
    **other_decisions.DECISIONS,
    **other_papers.PAPERS,
    **other_letters.LETTERS,
}


@dataclass(frozen=True)
class Wrong:
    """One thing broken; `also` are rules that may see the very same thing."""

    rule: str
    name: str
    change: Change
    also: frozenset[str] = field(default_factory=frozenset)


def wrong(rule: str, name: str, change: Change, *also: str) -> Wrong:
    return Wrong(f"ND30-{rule}", name, change, frozenset(f"ND30-{one}" for one in also))


NATIONAL, MOTTO = "^CỘNG HO?[ÒÀ]", "Độc lập - Tự do"
NUMBER, DATE, LAST = r"Số: ", r", ngày .* tháng .* năm 2026$", r"- Lưu: "
FIRST = r"^(Căn cứ|Theo đề nghị)"
TITLE = (
    "^(QUYẾT ĐỊNH|NGHỊ QUYẾT|CHỈ THỊ|THÔNG BÁO|HƯỚNG DẪN|CHƯƠNG TRÌNH|KẾ HOẠCH|BÁO CÁO|BIÊN BẢN|HỢP ĐỒNG"
    "|GIẤY ỦY QUYỀN|PHIẾU CHUYỂN|TỜ TRÌNH|CÔNG ĐIỆN|GIẤY GIỚI THIỆU|GIẤY MỜI)$"
)
OFF = "0"
FORMS = tuple(f"FRM-{number:02}" for number in range(1, 10))

WRONGS = (
    wrong("GEN-01", "letter-paper", page("pgSz", w="12240", h="15840"), "GEN-02"),
    wrong("GEN-04", "left-margin", page("pgMar", left="1417")),
    wrong("GEN-04", "bottom-margin", page("pgMar", bottom="850")),
    wrong("GEN-05", "font-of-the-last-line", letters(LAST, rFonts="Arial")),
    wrong("GEN-05", "font-of-the-date", letters(DATE, rFonts="Calibri")),
    wrong("GEN-05", "colour", letters(r"\./\.$", color="0070C0")),
    wrong("GEN-06", "combining-marks", words("Lưu: ", "Lu\u031bu: "), "RCP-12", "RCP-15"),
    wrong("PAG-02", "in-the-footer", lambda docx: _renamed(docx)),
    wrong("PAG-03", "on-page-one", page("titlePg"), "PAG-04", "APP-08"),
    wrong("HDR-01", "misspelt", words("NGHĨA VIỆT", "NGHIÃ VIỆT")),
    wrong("HDR-01", "too-large", letters(NATIONAL, sz="30")),
    wrong("HDR-01", "not-bold", letters(NATIONAL, b=OFF)),
    wrong("HDR-02", "not-bold", letters(MOTTO, b=OFF), "HDR-04"),
    wrong("HDR-02", "too-small", letters(MOTTO, sz="22"), "HDR-04"),
    wrong(
        "HDR-02", "capitals", words("Độc lập - Tự do - Hạnh phúc", "Độc Lập - Tự Do - Hạnh Phúc"), "HDR-04"
    ),
    wrong("HDR-03", "dashes", words("lập - Tự do - Hạnh", "lập – Tự do – Hạnh")),
    wrong("HDR-12", "bold", letters(r"^\s*UBND (TỈNH SƠN LA|XÃ LONG HỒ)$", b=None)),
    wrong("HDR-13", "no-name", words("UBND (TỈNH SƠN LA|XÃ LONG HỒ)$", "UBND TỈNH"), "DAT-03"),
    wrong("NUM-02", "bold", letters(NUMBER, b=None)),
    wrong("NUM-02", "14-points", letters(NUMBER, sz="28")),
    wrong("NUM-02", "no-colon", words("Số: ", "Số ")),
    wrong("NUM-03", "no-zero", words(r"Số: \d+/", "Số: 7/"), "APP-06"),
    wrong("NUM-05", "spaces", words(r"(Số: .*\S)-(\S+)$", r"\1 - \2")),
    wrong("NUM-08", "year", words(r"(Số: \d+)/", r"\1/2026/"), "NUM-06", "NUM-07"),
    wrong("DAT-01", "upright", letters(DATE, i=OFF)),
    wrong("DAT-01", "no-comma", words(r", ngày (.*) tháng (.*) năm 2026$", r" ngày \1 tháng \2 năm 2026")),
    wrong("DAT-02", "no-zero", words(r"(^|\s)(\S+ \S+, ngày) 0?\d+ tháng", r"\1\2 5 tháng"), "BAS-05"),
    wrong("TTL-01", "16-points", letters(TITLE, sz="32")),
    wrong("TTL-01", "not-bold", letters(TITLE, b=OFF)),
    wrong("BAS-01", "upright", letters(FIRST, i=OFF)),
    wrong("BAS-01", "last-mark", words(r"^((?:Căn cứ|Theo đề nghị).*)\.$", r"\1;")),
    wrong("BAS-06", "bullet", words(r"^(Căn cứ )", r"- \1")),
    wrong("BOD-01", "12-points", letters(r"\./\.$", sz="24"), "STR-04", "STR-05", "STR-06"),
    wrong("BOD-01", "not-justified", line(r"\./\.$", "jc", val="left")),
    wrong("BOD-02", "no-indent", line(r"\./\.$", "ind", firstLine="0", left="0"), "STR-04"),
    wrong("BOD-04", "double", line(r"\./\.$", "spacing", line="480", lineRule="auto")),
    wrong("BOD-06", "no-mark", words(r"\./\.$", "."), "BOD-06"),
    wrong("STR-04", "colon", words(r"^Điều 2\.", "Điều 2:")),
    wrong("STR-05", "bracket", words(r"^1\. ", "1) ")),
    wrong("STR-06", "period", words(r"^a\) ", "a. ")),
    wrong("STR-07", "letter-left-out", words(r"^b\) ", "e) ")),
    wrong("STR-08", "not-bold", letters(r"^I\. [A-ZĐÁ]", b=OFF)),
    wrong("SIG-01", "not-bold", letters(SIGNED := r"^(KT\.|TL\.|TM\.|TUQ\.|Q\.) ", b=OFF)),
    wrong("SIG-03", "degree", lambda docx: words(f"^({_name_of(docx)})$", r"TS. \1")(docx)),
    wrong("SIG-02", "not-bold", lambda docx: letters(f"^({_name_of(docx)})$", b=OFF)(docx)),
    wrong("SIG-10", "no-space", words(r"^(KT|TL|TM|TUQ|Q)\. ", r"\1.")),
    wrong(
        "SIG-10",
        "slash",
        words(r"^(KT|TM|TL)\. ", lambda match: match[1][0] + "/" + match[1][1] + " "),
        "SIG-05",
        "SIG-07",
        "SIG-08",
        "SIG-12",
    ),
    wrong("SIG-07", "no-deputy", without(r"^PHÓ ")),
    wrong("RCP-10", "upright", letters("^Nơi nhận:", i=OFF)),
    wrong("RCP-10", "14-points", letters("^Nơi nhận:", sz="28")),
    wrong("RCP-11", "12-points", letters(LAST, sz="24")),
    wrong("RCP-11", "no-mark", lambda docx: words(f"^({_first_of(docx)});$", r"\1")(docx), "RCP-13"),
    wrong("RCP-12", "no-period", words(r"(- Lưu: .*)\.$", r"\1")),
    wrong("RCP-12", "no-office", words(r"- Lưu: VT, ", "- Lưu: "), "RCP-15"),
    wrong("RCP-13", "other-words", words("^- Như trên;", "- Như kính gửi;")),
    wrong("RCP-14", "no-article", words(r"^- Như Điều \d;", "- Sở Nội vụ;")),
    wrong("RCP-02", "bold", letters("^Kính gửi", b=None)),
    wrong("HDR-01", "missing", without(NATIONAL), "APP-10", *FORMS),
    wrong("HDR-02", "missing", without(MOTTO), "HDR-04", "APP-10", *FORMS),
    wrong("DAT-01", "missing", without(DATE), *FORMS),
    wrong("TTL-01", "missing", without(TITLE), "TTL-02", "TTL-03", "TTL-05", *FORMS),
    wrong(
        "SIG-01",
        "missing",
        without(r"^(KT\.|TL\.|TM\.|TUQ\.|Q\.) |^(PHÓ |ĐẠI DIỆN|GIÁM ĐỐC|CHỦ TỊCH$|CHÁNH|TRƯỞNG|HIỆU)"),
        *FORMS,
    ),
    wrong("FRM", "no-number", without(NUMBER), "NUM-01", "DAT-01", *FORMS),
    wrong("FRM", "no-recipients", without("^Nơi nhận:"), "RCP-10", *FORMS),
    wrong("TTL-02", "period", lambda docx: _dotted(docx)),
    wrong(
        "CAP-11",
        "small-type",
        words(
            r"\b(Quyết định|Kế hoạch|Công văn|Nghị quyết|Tờ trình) số (?=\d)", lambda m: m[1].lower() + " số "
        ),
    ),
)


@cache
def made(name: str) -> bytes:
    return DOCUMENTS[name]()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_right_document_of_any_office_breaks_nothing(name: str) -> None:
    assert breaks(made(name)) == set()


@pytest.mark.parametrize("one", WRONGS, ids=lambda one: f"{one.rule}-{one.name}")
def test_what_is_wrong_in_any_document_is_seen_by_its_rule_alone(one: Wrong) -> None:
    tried, missed = 0, {}
    for name in DOCUMENTS:
        try:
            found = breaks(one.change(made(name)))
        except Inapplicable:
            continue
        tried += 1
        is_seen = one.rule in found or bool(one.also & found and one.rule == "ND30-FRM")
        if not is_seen or found - {one.rule} - one.also:
            missed[name] = found

    assert tried
    assert missed == {}


def _named(docx: bytes, element: Element) -> str:
    blocks = recognise(read_docx(docx)).main.all(element)
    if not blocks:
        raise Inapplicable
    return blocks[-1].text.strip()


def _name_of(docx: bytes) -> str:
    return re.escape(_named(docx, Element.SIGNATORY))


def _first_of(docx: bytes) -> str:
    return re.escape(recognise(read_docx(docx)).main.all(Element.RECIPIENT)[0].text.strip().rstrip(";"))


def _dotted(docx: bytes) -> bytes:
    return words(f"^({re.escape(_named(docx, Element.ABSTRACT))})$", r"\1.")(docx)


def _renamed(docx: bytes) -> bytes:
    """The header with the page number as a footer."""
    return section(docx, "w:headerReference", "w:footerReference")
