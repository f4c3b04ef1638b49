"""A revised template is read to its end: every fault at once, each with its place and what to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from html import escape, unescape
from random import Random

import pytest

from service.conformance import check_docx, describe_report
from service.containers import unpack
from service.domain.inspection import Inspection
from service.domain.loading import parse_inspection
from service.messages import TEMPLATE_FINDINGS, describe_template_finding
from service.rendering import Reason, compile_template
from service.rendering.archive import make_archive
from service.revisions import Revision, Severity, TemplateFinding, check_revision, find_samples
from service.revisions.samples import load_inspections
from tests.kinds.reading import read_text
from tests.kinds.samples import ROOT, generator, read_example
from tests.revisions.editing import edit_template

KINDS = generator().catalog.names
RELATIONSHIPS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


@cache
def one_inspection() -> tuple[Inspection, ...]:
    """The one with the fewest units: what a check finds in a template it finds with few documents too."""
    return (parse_inspection(read_example("re-inspection-2027")),)


def check(content: bytes, kind: str = "notice") -> Revision:
    return check_revision(generator(), kind, content, one_inspection())


def stored(kind: str = "notice") -> bytes:
    return (ROOT / "templates" / kind / "template.docx").read_bytes()


def revise(*replacements: tuple[str, str], kind: str = "notice") -> Revision:
    return check(edit_template(stored(kind), *replacements), kind)


def with_parts(changes: Mapping[str, str], replacements: tuple[tuple[str, str], ...] = ()) -> bytes:
    """The stored notice with parts added; `replacements` are made in every part."""
    parts = {**unpack(stored()), **{name: text.encode() for name, text in changes.items()}}
    texts = {name: content.decode() for name, content in parts.items()}
    for before, after in replacements:
        assert any(before in text for text in texts.values()), before
        texts = {name: text.replace(before, after, 1) for name, text in texts.items()}
    return make_archive({name: text.encode() for name, text in texts.items()})


def find(revision: Revision, code: str) -> TemplateFinding:
    found = [finding for finding in revision.findings if finding.code == code]
    assert found, [finding.code for finding in revision.findings]
    return found[0]


def errors_of(revision: Revision) -> list[tuple[str, str]]:
    errors = [finding for finding in revision.findings if finding.severity is Severity.ERROR]
    return [(finding.code, finding.place) for finding in errors]


@pytest.mark.parametrize("kind", KINDS)
def test_there_is_nothing_to_say_of_a_stored_template(kind: str) -> None:
    revision = check_revision(generator(), kind, stored(kind), load_inspections())
    assert revision.findings == ()
    assert revision.is_acceptable
    assert revision.tidied == stored(kind)


def test_everything_is_found_at_once() -> None:
    """Faults of every stage in one file: none hides another."""
    revision = revise(
        ("{{ unit.visit.place }}", "{{ unit.visit.plac }}"),
        ("{{ unit.name }} như", "{ { unit.name } } như"),
        ("{{ document.place }}", "{{ document.place|chu_hao }}"),
        ("I. THỜI GIAN", "I. THỜI GIAN {{ cycler.__init__() }}"),
        ("{%p if unit.visit.sessions %}", "{%p if unit.visit.sessions "),
        ("STT", "{% for x in inspection.areas %}STT"),
        (">Ngày<", ' w:x="1">Ngày<'),
        ("{{ document.number }}", "{{ document.nu</w:t></w:r><w:r><w:t>mber }}"),
        (
            '<w:pPr><w:pStyle w:val="TypeName"/></w:pPr><w:r>',
            '<w:r><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr>',
        ),
    )
    assert errors_of(revision) == [
        ("delimiter-wrong", "đoạn 17"),
        ("tag-not-closed", "đoạn 21"),
        ("block-not-closed", "bảng 2, hàng 1, ô 1"),
        ("filter-unknown", "bảng 1, hàng 2, ô 2"),
        ("expression", "đoạn 18"),
        ("placeholder-unknown", "đoạn 20"),
    ]
    codes = {finding.code for finding in revision.findings}
    assert {"rule-breach", "font-foreign", "tag-split"} <= codes


TAG_FAULTS = [
    ("{{ unit.name ", "tag-not-closed"),
    ("{{ unit.name }", "delimiter-wrong"),
    ("{ unit.name }", "delimiter-wrong"),
    ("{% if unit.name } x {% endif %}", "delimiter-wrong"),
    ("unit.name }}", "brace-stray"),
    ("{{ unit.name }}}", "brace-stray"),
    ("{% if unit.name %} a", "block-not-closed"),
    ("{% endif %} a", "block-not-open"),
    ("{% else %} a", "block-not-open"),
    ("{% if unit.name %}{% for a in inspection.areas %}{% endif %}{% endfor %}", "blocks-crossed"),
    ("{% for a in inspection.areas %}{% elif unit.name %}{% endfor %}", "block-not-open"),
    ("{%p if unit.name %} a {%p endif %}", "tag-not-alone"),
    ("{%tr if unit.name %}{%tr endif %}", "tag-not-alone"),
    ("{% set a = 1 %}", "tag-forbidden"),
    ("{% fi unit.name %}", "tag-unknown"),
    ("{{p unit.name }}", "tag-forbidden"),
    ("{{ unit.name() }}", "expression"),
    ("{{ 1 + 1 }}", "expression"),
    ("{{ unit.__class__ }}", "name-private"),
    ("{{ unit.name|chu_hao }}", "filter-unknown"),
    ("{{ unit.name|chu_hoa(1, 2) }}", "filter-arguments"),
    ("{% if unit.name is string %}{% endif %}", "test-unknown"),
    ("{{ loop.index }}", "loop"),
    ("{% for a in inspection.areas %}{{ loop.cycle }}{% endfor %}", "loop"),
    ("{{ unit.name if }}", "syntax"),
    ("{{ unit.nam }}", "placeholder-unknown"),
    ("{% for a in unit.visitt.sessions %}{{ a }}{% endfor %}", "placeholder-unknown"),
    ("{{ document.recipients }}", "value-empty"),
    ("{{ inspection.areas }}", "value-unsuitable"),
    ("{{ unit.visit }}", "value-unsuitable"),
    ("{{ unit.name|ngay_dai }}", "value-unsuitable"),
]


@pytest.mark.parametrize(("typed", "code"), TAG_FAULTS, ids=[typed for typed, _ in TAG_FAULTS])
def test_a_faulty_tag_is_found_where_it_stands(typed: str, code: str) -> None:
    revision = revise(("2. Địa điểm: ", f"2. Địa điểm: {typed} "))
    finding = find(revision, code)
    assert finding.severity is Severity.ERROR
    assert finding.place == "đoạn 20"
    assert not revision.is_acceptable
    assert {place for _, place in errors_of(revision)} == {"đoạn 20"}, "a fault must bring no other elsewhere"


def test_an_unknown_placeholder_comes_with_what_was_meant() -> None:
    finding = find(revise(("{{ unit.visit.place }}", "{{ unit.visit.plac }}")), "placeholder-unknown")
    message = describe_template_finding(finding)
    assert finding.quoted == "{{ unit.visit.plac }}"
    assert "«unit.visit.plac»" in message.detail
    assert "Có phải là «unit.visit.place» (Chuyến kiểm tra: Địa điểm kiểm tra)?" in message.suggestion


def test_a_filter_that_is_misspelt_comes_with_what_was_meant() -> None:
    finding = find(revise(("{{ unit.visit.place }}", "{{ unit.visit.place|chu_hao }}")), "filter-unknown")
    assert "Có phải là «chu_hoa»?" in describe_template_finding(finding).suggestion


def test_crossed_blocks_say_which_opened_where() -> None:
    crossed = "{% if unit.name %}{% for a in inspection.areas %}{% endif %}{% endfor %}"
    finding = find(revise(("2. Địa điểm: ", crossed)), "blocks-crossed")
    assert finding.quoted == "{% for a in inspection.areas %}"
    assert finding.facts == {"other": "{% endif %}", "other_place": "đoạn 20"}


def test_a_block_that_ends_on_another_level_says_where_it_began() -> None:
    revision = revise(("{%p if unit.visit.sessions %}", "{% if unit.visit.sessions %}"))
    finding = find(revision, "block-crosses")
    assert (finding.place, finding.facts["other_place"]) == ("đoạn 24", "đoạn 21")


def test_words_beside_a_row_tag_are_not_lost_without_a_word() -> None:
    revision = revise(("{%tr endfor %}", "{%tr endfor %} và chữ"))
    assert find(revision, "tag-not-alone").place.startswith("bảng 2, hàng 4")


def test_a_torn_tag_is_a_note_and_mended() -> None:
    revision = revise(("{{ unit.visit.place }}", "{{ unit.vis</w:t></w:r><w:r><w:t>it.place }}"))
    assert revision.is_acceptable
    assert (find(revision, "tag-split").severity, find(revision, "tag-split").place) == (
        Severity.NOTE,
        "đoạn 20",
    )
    assert b"{{ unit.visit.place }}" in unpack(revision.tidied)["word/document.xml"]
    assert "tags-joined" in revision.changes
    assert check(revision.tidied).findings == ()


def test_curly_quotes_in_a_tag_are_a_note_and_mended() -> None:
    revision = revise(('document.form == "official_letter"', "document.form == “official_letter”"))
    assert revision.is_acceptable
    assert find(revision, "tag-characters").severity is Severity.NOTE
    assert check(revision.tidied).findings == ()


def test_text_in_loose_letters_is_a_note_and_mended() -> None:
    revision = revise(("2. Địa điểm", unicodedata.normalize("NFD", "2. Địa điểm")))
    assert find(revision, "text-nfd").place == "đoạn 20"
    assert revision.tidied == stored() or check(revision.tidied).findings == ()


PARTS = [
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Quốc hiệu"),
    ("Độc lập - Tự do - Hạnh phúc", "Tiêu ngữ"),
    ("Số: {{ document.number }}", "số, ký hiệu"),
    ("{{ document.place }}, {{ document.day }}", "địa danh, thời gian"),
    ("THÔNG BÁO", "tên loại"),
    ("Nơi nhận:", "Nơi nhận"),
    ("{{ document.signature.name }}", "họ tên người ký"),
]


@pytest.mark.parametrize(("words", "part"), PARTS, ids=[part for _, part in PARTS])
def test_a_lost_part_of_the_form_forbids_the_revision(words: str, part: str) -> None:
    revision = revise((words, ""))
    lost = [finding.facts["part"] for finding in revision.findings if finding.code == "part-lost"]
    assert part in lost
    assert not revision.is_acceptable


def test_a_dropped_placeholder_is_a_warning_with_its_label() -> None:
    revision = revise(("{{ unit.visit.place }}", "trụ sở đơn vị"))
    finding = find(revision, "placeholder-dropped")
    assert revision.is_acceptable
    assert finding.severity is Severity.WARNING
    assert "Địa điểm kiểm tra" in describe_template_finding(finding).detail


def test_a_breach_of_the_decree_is_led_back_to_the_template() -> None:
    """The paragraph stands elsewhere in the filled document, after rows and points of lists."""
    revision = revise(
        ('<w:pStyle w:val="ClosingText"/>', '<w:pStyle w:val="ClosingText"/><w:jc w:val="center"/>')
    )
    breach = find(revision, "rule-breach")
    assert (breach.place, breach.facts["rule"]) == ("đoạn 55", "ND30-BOD-01")
    assert not revision.is_acceptable


def test_a_foreign_font_is_named_with_its_words() -> None:
    revision = revise(
        (
            '<w:t xml:space="preserve">2. Địa điểm',
            '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/></w:rPr><w:t xml:space="preserve">2. Địa điểm',
        )
    )
    finding = find(revision, "font-foreign")
    assert (finding.place, finding.facts) == ("đoạn 20", {"font": "Arial"})


def test_hidden_text_forbids_the_revision() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ghi chú riêng</w:t></w:r>"
    start = '<w:r><w:t xml:space="preserve">2. Địa điểm'
    revision = revise((start, hidden + start))
    assert find(revision, "text-hidden").quoted == "ghi chú riêng"
    assert not revision.is_acceptable


def test_every_tracked_change_is_found() -> None:
    start = '<w:r><w:t xml:space="preserve">2. Địa điểm'
    other = '<w:r><w:t xml:space="preserve">II. NỘI DUNG'
    insertion = '<w:ins w:id="1" w:author="A"><w:r><w:t>mới</w:t></w:r></w:ins>'
    deletion = '<w:del w:id="2" w:author="A"><w:r><w:delText>cũ</w:delText></w:r></w:del>'
    revision = revise((start, insertion + start), (other, deletion + other))
    marks = [(f.place, f.quoted) for f in revision.findings if f.code == "revision-mark"]
    assert ("đoạn 20", "mới") in marks and ("đoạn 25", "cũ") in marks


def test_every_comment_is_found_with_its_words_and_place() -> None:
    start = '<w:r><w:t xml:space="preserve">2. Địa điểm'
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    comments = (
        f'<w:comments xmlns:w="{main}"><w:comment w:id="7" w:author="Lan">'
        "<w:p><w:r><w:t>Xem lại chỗ này</w:t></w:r></w:p></w:comment></w:comments>"
    )
    link = f'<Relationship Id="rId77" Type="{OFFICE}/comments" Target="comments.xml"/></Relationships>'
    kind = f'<Override PartName="/word/comments.xml" ContentType="{COMMENTS}"/></Types>'
    content = with_parts(
        {"word/comments.xml": comments},
        (
            ("</Relationships>", "</Relationships>"),
            ("</Types>", kind),
            (start, f'<w:commentRangeStart w:id="7"/>{start}'),
        ),
    )
    parts = unpack(content)
    rels = parts[RELATIONSHIPS].decode().replace("</Relationships>", link)
    revision = check(make_archive({**parts, RELATIONSHIPS: rels.encode()}))
    finding = find(revision, "comment")
    assert (finding.place, finding.quoted) == ("đoạn 20", "Xem lại chỗ này")
    assert not revision.is_acceptable


OUTSIDE = [
    ("attachedTemplate", "http://example.vn/mau.dotm", "external-link", Severity.ERROR),
    ("image", "file:///etc/dau.png", "external-link", Severity.ERROR),
    ("hyperlink", "ftp://example.vn/", "external-link", Severity.ERROR),
]


@pytest.mark.parametrize(("kind", "target", "code", "severity"), OUTSIDE, ids=[case[0] for case in OUTSIDE])
def test_what_leads_outside_forbids_the_revision(
    kind: str, target: str, code: str, severity: Severity
) -> None:
    link = f'<Relationship Id="rId77" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    parts = unpack(stored())
    rels = parts[RELATIONSHIPS].decode().replace("</Relationships>", f"{link}</Relationships>")
    revision = check(make_archive({**parts, RELATIONSHIPS: rels.encode()}))
    finding = find(revision, code)
    assert (finding.severity, finding.quoted) == (severity, target)
    assert not revision.is_acceptable


def test_a_link_to_a_web_page_is_a_warning() -> None:
    start = '<w:r><w:t xml:space="preserve">2. Địa điểm'
    target = 'Target="https://example.vn/" TargetMode="External"'
    link = f'<Relationship Id="rId77" Type="{OFFICE}/hyperlink" {target}/>'
    parts = unpack(
        edit_template(
            stored(), (start, f'<w:hyperlink r:id="rId77"><w:r><w:t>xem</w:t></w:r></w:hyperlink>{start}')
        )
    )
    rels = parts[RELATIONSHIPS].decode().replace("</Relationships>", f"{link}</Relationships>")
    revision = check(make_archive({**parts, RELATIONSHIPS: rels.encode()}))
    finding = find(revision, "hyperlink")
    assert (finding.place, finding.quoted, finding.severity) == ("đoạn 20", "xem", Severity.WARNING)


def test_macros_do_not_hide_what_else_is_wrong() -> None:
    edited = edit_template(stored(), ("{{ unit.visit.place }}", "{{ unit.visit.plac }}"))
    revision = check(make_archive({**unpack(edited), "word/vbaProject.bin": b"x"}))
    assert find(revision, "active-content").quoted == "word/vbaProject.bin"
    assert find(revision, "placeholder-unknown").place == "đoạn 20"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"hello", "not-zip"),
        (b"", "not-zip"),
        (make_archive({"a": b"0" * 40_000_000}), "too-large"),
        (make_archive({"[Content_Types].xml": b"<Types/>"}), "not-docx"),
        (
            make_archive(
                {**unpack(stored()), "word/document.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}
            ),
            "doctype",
        ),
        (make_archive({**unpack(stored()), "word/document.xml": b"<w:document"}), "xml-malformed"),
    ],
    ids=["text", "empty", "bomb", "other zip", "doctype", "cut xml"],
)
def test_what_is_no_sound_word_file_is_said_so(content: bytes, code: str) -> None:
    revision = check(content)
    assert [finding.code for finding in revision.findings] == [code]
    assert not revision.is_acceptable
    assert not revision.is_readable


def test_every_reason_and_every_code_of_the_source_has_its_words() -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "service" / "revisions").glob("*.py"))
    codes = set(re.findall(r'TemplateFinding\(\s*"([a-z-]+)"', source)) | {reason.value for reason in Reason}
    assert codes <= set(TEMPLATE_FINDINGS), codes - set(TEMPLATE_FINDINGS)
    assert set(TEMPLATE_FINDINGS) <= codes | {"rule-breach", "rule-deviation"}


@pytest.mark.parametrize("code", sorted(TEMPLATE_FINDINGS))
def test_every_finding_says_what_is_wrong_and_what_to_do(code: str) -> None:
    facts = {
        name: f"‹{name}›"
        for name in ("path", "label", "font", "rule", "citation", "found", "asked", "sample", "part", "style")
    } | {"other": "x", "other_place": "đoạn 1", "names": ["a"], "target": "b", "count": 3}
    message = describe_template_finding(TemplateFinding(code, Severity.NOTE, "đoạn 1", "chữ", facts))
    assert message.detail.endswith(".") and "…" not in message.detail
    assert message.suggestion and "…" not in message.suggestion


def test_a_lost_style_by_which_the_layout_works_is_a_warning() -> None:
    revision = revise(('<w:pStyle w:val="ClosingText"/>', '<w:pStyle w:val="BodyText"/>'))
    finding = find(revision, "style-lost")
    assert (finding.severity, finding.facts) == (Severity.WARNING, {"style": "Nội dung cuối"})


def test_without_a_sample_the_rest_is_checked_all_the_same() -> None:
    content = edit_template(stored(), ("{{ unit.visit.place }}", "{{ unit.visit.plac }}"))
    revision = check_revision(generator(), "notice", content, ())
    assert {finding.code for finding in revision.findings} == {"placeholder-unknown", "sample-missing"}


def tear(xml: str, seed: int) -> str:
    """The document with every text cut into runs at random places, as typing in Word does."""
    random = Random(seed)  # noqa: S311 - no secret

    def cut(match: re.Match[str]) -> str:
        properties, text = match[1] or "", unescape(match[2])
        places = sorted(random.sample(range(1, len(text)), min(len(text) - 1, 4))) if len(text) > 1 else []
        pieces = [text[a:b] for a, b in zip([0, *places], [*places, len(text)], strict=True)]
        runs = (
            f'<w:r w:rsidR="00{random.randrange(16**6):06X}">{properties}'
            f'<w:t xml:space="preserve">{escape(piece, quote=False)}</w:t></w:r>'
            for piece in pieces
        )
        return '<w:proofErr w:type="spellStart"/>'.join(runs)

    look = r"(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?"
    return re.sub(rf"<w:r>{look}<w:t(?: [^>]*)?>([^<]+)</w:t></w:r>", cut, xml)


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_torn_everywhere_is_whole_after_tidying(kind: str) -> None:
    """Same words, same findings of the conformance check, for every document that can be made."""
    parts = unpack(stored(kind))
    torn = tear(parts["word/document.xml"].decode(), seed=len(kind)).encode()
    assert torn.count(b"proofErr") > 100
    revision = check(make_archive({**parts, "word/document.xml": torn}), kind)
    assert {finding.code for finding in revision.findings} == {"tag-split"}
    current, mended = generator().edition(kind).template, compile_template(revision.tidied, name=kind)
    made = generator()
    for sample in find_samples(made.catalog, made.checker, made.catalog.get(kind), one_inspection()):
        before, after = sample.fill(current), sample.fill(mended)
        assert read_text(after) == read_text(before)
        assert describe_report(check_docx(after)) == describe_report(check_docx(before))


def test_a_list_that_nobody_would_read_is_cut() -> None:
    faulty = "".join(f"{{{{ unit.name|x{number} }}}} " for number in range(300))
    revision = revise(("2. Địa điểm: ", faulty))
    assert len(revision.findings) == 201
    assert revision.findings[-1].facts == {"count": 100}
    assert not revision.is_acceptable
