"""For every rule the page decides, one thing is broken in a good document, and that rule alone fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pikepdf
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from service.conformance.check import check_pdf
from service.conformance.rules import Level
from service.conformance.verdict import Report, Verdict
from tests.conformance.pdf.breaking import (
    DECISION,
    LETTER,
    MINUTES,
    NOTICE,
    ChangeDocx,
    ChangePdf,
    edit,
    edit_pdf,
    find,
    find_style,
    remove,
    set_sections,
    set_style,
    shift,
    space_style,
    stretch_rule,
    urgent_letter,
)
from tests.kinds.samples import CASES, Case, make_case

pytestmark = pytest.mark.office

ToPdf = Callable[[bytes], bytes]


def failing(report: Report, *levels: Level) -> set[str]:
    """The rules of these levels that a document breaks."""
    return {f.rule.id for f in report.findings if f.verdict is Verdict.FAIL and f.rule.level in levels}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_good_document_breaks_no_rule_of_the_decree(case: Case, to_pdf: ToPdf) -> None:
    report = check_pdf(to_pdf(make_case(case).docx or b""))
    assert [(f.rule.id, f.place, f.found) for f in report.breaches] == []


@pytest.mark.parametrize("case", [DECISION, NOTICE, LETTER, MINUTES], ids=str)
def test_good_document_keeps_to_the_house_too(case: Case, to_pdf: ToPdf) -> None:
    assert failing(check_pdf(to_pdf(make_case(case).docx or b"")), *Level) == set()


@dataclass(frozen=True)
class Break:
    """One thing broken in the DOCX or, after conversion, in the PDF; `also` fails with it by its nature."""

    rule: str
    what: str
    change: ChangeDocx | None = None
    change_pdf: ChangePdf | None = None
    case: Case = NOTICE
    also: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.rule}-{self.what}"


LONG = Case("inspection-2026", "minutes", "so-cong-thuong")
WITHOUT_TABLE = Case("inspection-2026", "notice", "ban-quan-ly-nuoc-sach")


def lay_page(document: Document) -> None:
    section = document.sections[-1]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)


def no_number(document: Document) -> None:
    for section in document.sections:
        for run in list(section.header.paragraphs[0]._p):
            if run.tag != qn("w:pPr"):
                section.header.paragraphs[0]._p.remove(run)


def number_from(start: int, section: int) -> ChangeDocx:
    def apply(document: Document) -> None:
        properties = document.sections[section]._sectPr
        kind = properties.find(qn("w:pgNumType"))
        if kind is None:
            kind = OxmlElement("w:pgNumType")
            properties.append(kind)
        kind.set(qn("w:start"), str(start))

    return apply


def break_national_name(document: Document) -> None:
    find(document, "CỘNG HÒA").runs[0].text = "CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM"


def colour_one_word(document: Document) -> None:
    find_style(document, "Nội dung").runs[0].font.color.rgb = RGBColor(0xFF, 0, 0)


def unembed_a_font(pdf: pikepdf.Pdf) -> None:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and "BoldItalic" in str(thing.get("/FontName", "")):
            del thing["/FontFile2"]


def rename_fonts(pdf: pikepdf.Pdf) -> None:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary):
            for key in ("/BaseFont", "/FontName"):
                if key in thing:
                    thing[key] = pikepdf.Name(
                        "/BAAAAA+Arial" + ("-Bold" if "Bold" in str(thing[key]) else "")
                    )


def forget(*keys: str) -> ChangePdf:
    def apply(pdf: pikepdf.Pdf) -> None:
        for key in keys:
            del pdf.Root[key]

    return apply


def decompose(pdf: pikepdf.Pdf) -> None:
    """Lets the letter ộ be copied out as three code points."""
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
            data = thing.ToUnicode.read_bytes().replace(b"<1ED9>", b"<006F03230302>")
            thing.ToUnicode.write(data)


def shrink_page(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.MediaBox = pikepdf.Array([0, 0, 612, 842])


def heighten_frame(document: Document) -> None:
    row = find_style(document, "Dấu mức độ khẩn")._p.getparent().getparent()
    row.find(qn("w:trPr")).find(qn("w:trHeight")).set(qn("w:val"), "700")


def push_signature_down(document: Document) -> None:
    """Starts a new page right before the recipients and signatures."""
    find_style(document, "Nơi nhận").paragraph_format.page_break_before = True


BREAKS = [
    # On the wider page the abstract has one line, for which its rule is too long.
    Break("ND30-GEN-02", "lying-without-table", lay_page, case=WITHOUT_TABLE, also=("ND30-TTL-03",)),
    Break("ND30-GEN-04", "left-margin", set_sections(left_margin=Mm(38), right_margin=Mm(15))),
    Break("ND30-GEN-04", "left-margin-too-small", set_sections(left_margin=Mm(25))),
    Break("ND30-GEN-04", "right-margin", set_sections(right_margin=Mm(23))),
    Break("ND30-GEN-04", "right-margin-too-small", set_sections(right_margin=Mm(10))),
    Break("ND30-GEN-04", "top-margin", set_sections(top_margin=Mm(32))),
    Break("ND30-GEN-04", "top-margin-too-small", set_sections(top_margin=Mm(15), header_distance=Mm(7))),
    Break("ND30-GEN-04", "bottom-margin-too-small", set_sections(bottom_margin=Mm(10)), case=LONG),
    Break("ND30-GEN-05", "red-word", colour_one_word),
    Break("ND30-GEN-05", "arial", change_pdf=rename_fonts),
    Break("ND30-PAG-03", "no-number", no_number),
    Break("ND30-HDR-01", "two-lines", break_national_name),
    Break("ND30-HDR-02", "off-centre", shift("Tiêu ngữ", 20), also=("ND30-HDR-04",)),
    Break("ND30-HDR-04", "too-long", stretch_rule("Đường kẻ bằng dòng chữ", 120)),
    Break("ND30-HDR-05", "spaced", space_style("Tiêu ngữ", space_before=Pt(6))),
    Break("ND30-HDR-11", "off-centre", shift("Tên cơ quan ban hành", 24)),
    Break("ND30-HDR-14", "too-long", stretch_rule("Đường kẻ ngắn", 500)),
    Break("ND30-HDR-14", "too-short", stretch_rule("Đường kẻ ngắn", -350)),
    Break("ND30-HDR-15", "spaced", space_style("Tên cơ quan ban hành", space_before=Pt(4))),
    Break("ND30-DAT-01", "not-level", space_style("Số, ký hiệu", space_before=Pt(14))),
    Break("ND30-NUM-01", "off-centre", shift("Số, ký hiệu", 60)),
    Break("ND30-TTL-04", "gap", space_style("Trích yếu công văn", space_before=Pt(14)), case=LETTER),
    Break("ND30-TTL-04", "off-centre", shift("Trích yếu công văn", 40), case=LETTER),
    Break("ND30-BOD-01", "ragged", space_style("Nội dung", alignment=WD_ALIGN_PARAGRAPH.LEFT)),
    Break("ND30-BOD-02", "indent", space_style("Nội dung", first_line_indent=Mm(20))),
    Break("ND30-BOD-03", "gap", space_style("Nội dung", space_before=Pt(0), space_after=Pt(0))),
    Break("ND30-BOD-04", "double", space_style("Nội dung", line_spacing=2.0)),
    Break("ND30-SIG-02", "off-centre", shift("Họ tên người ký", 60)),
    Break("ND30-SIG-02", "italic", set_style("Họ tên người ký", italic=True)),
    Break("ND30-RCP-10", "indented", shift("Nơi nhận", 12)),
    Break("ND30-RCP-10", "not-level", space_style("Nơi nhận", space_before=Pt(30))),
]


@pytest.mark.parametrize("broken", BREAKS, ids=str)
def test_one_thing_broken_fails_that_rule_alone(broken: Break, to_pdf: ToPdf) -> None:
    source = make_case(broken.case).docx or b""
    pdf = to_pdf(edit(source, broken.change) if broken.change else source)
    pdf = edit_pdf(pdf, broken.change_pdf) if broken.change_pdf else pdf
    report = check_pdf(pdf)
    wrong = {finding.rule.id: (finding.place, finding.found) for finding in report.breaches}
    assert broken.rule in wrong
    assert set(wrong) <= {broken.rule, *broken.also}, wrong


SOFT_BREAKS = [
    Break("ND30-GEN-06", "decomposed", change_pdf=decompose),
    Break("ND30-GEN-07", "not-embedded", change_pdf=unembed_a_font),
    Break("ND30-ESG-07", "no-language", change_pdf=forget("/Lang")),
    Break("ND30-ESG-07", "no-claim", change_pdf=forget("/Metadata")),
    Break("ND30-ESG-07", "no-tags", change_pdf=forget("/StructTreeRoot")),
    Break("ND30-SIG-14", "no-room", remove("Chỗ ký")),
    Break("ND30-SIG-14", "alone-on-a-page", push_signature_down),
]


@pytest.mark.parametrize("broken", SOFT_BREAKS, ids=str)
def test_what_the_decree_does_not_demand_is_no_breach(broken: Break, to_pdf: ToPdf) -> None:
    source = make_case(broken.case).docx or b""
    pdf = to_pdf(edit(source, broken.change) if broken.change else source)
    pdf = edit_pdf(pdf, broken.change_pdf) if broken.change_pdf else pdf
    report = check_pdf(pdf)
    assert broken.rule in failing(report, Level.SHOULD, Level.HOUSE)
    assert failing(report, Level.MUST) == set()


def test_appendix_that_counts_on_fails_alone(to_pdf: ToPdf) -> None:
    def relabel(document: Document) -> None:
        find(document, "DANH SÁCH").runs[0].text = "Phụ lục"

    def count_on(document: Document) -> None:
        relabel(document)
        number_from(4, 1)(document)

    source = make_case(DECISION).docx or b""
    own = failing(check_pdf(to_pdf(edit(source, relabel))), Level.MUST)
    on = failing(check_pdf(to_pdf(edit(source, count_on))), Level.MUST)
    assert "ND30-PAG-04" not in own
    assert on - own <= {"ND30-PAG-04", "ND30-APP-08"} and "ND30-PAG-04" in on


def test_frame_of_another_size_fails_the_urgency_rule(to_pdf: ToPdf) -> None:
    good = urgent_letter()
    assert failing(check_pdf(to_pdf(good)), Level.MUST) == set()
    broken = edit(good, heighten_frame)
    assert failing(check_pdf(to_pdf(broken)), Level.MUST) == {"ND30-MRK-02"}


def test_a_name_in_small_letters_is_found_by_its_place(to_pdf: ToPdf) -> None:
    good = make_case(NOTICE).docx or b""

    def lower(document: Document) -> None:
        find(document, "CỘNG HÒA").runs[0].text = "Cộng hòa xã hội chủ nghĩa Việt Nam"

    report = check_pdf(to_pdf(edit(good, lower)))
    assert "ND30-HDR-01" in failing(report, Level.MUST)
    assert report.of("ND30-HDR-01")[0].place is not None


def test_findings_say_page_and_words(to_pdf: ToPdf) -> None:
    broken = edit(make_case(NOTICE).docx or b"", set_style("Tiêu ngữ", bold=False))
    finding = check_pdf(to_pdf(broken)).of("ND30-HDR-02")[0]
    assert finding.place is not None
    assert (finding.place.page, finding.place.quote) == (1, "Độc lập - Tự do - Hạnh phúc")
