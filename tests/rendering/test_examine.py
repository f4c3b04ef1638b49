"""The lenient reading notes every fault, and compiles what is left."""

from __future__ import annotations

import pytest

from service.errors import TemplateUnreadable
from service.rendering import Reason
from service.rendering.examine import MARK, examine
from service.rendering.scan import BLANK
from tests.kinds.reading import read_text
from tests.rendering.builder import PROPERTIES, make_docx, paragraph, row, table

SOUND = paragraph("Kính gửi {{ name }}")


def fill(body: str, **data: object) -> str:
    template = examine(make_docx(body), "x").template
    assert template is not None
    return read_text(template.fill({"name": "Sở Nội vụ", **data}, PROPERTIES))


def test_a_sound_template_has_no_fault() -> None:
    examined = examine(make_docx(SOUND), "x")
    assert examined.faults == ()
    assert fill(SOUND) == "Kính gửi Sở Nội vụ\n"


def test_what_is_at_fault_is_left_out_and_the_rest_is_filled() -> None:
    body = paragraph("{{ name() }}A") + paragraph("{%p if name %}") + paragraph("B") + SOUND
    examined = examine(make_docx(body), "x")
    assert [(fault.reason, fault.place) for fault in examined.faults] == [
        (Reason.BLOCK_NOT_CLOSED, "đoạn 2"),
        (Reason.EXPRESSION, "đoạn 1"),
    ]
    assert fill(body) == "A\nB\nKính gửi Sở Nội vụ\n"


@pytest.mark.parametrize(
    ("body", "closing", "after"),
    [
        (paragraph("A {% if name %}, theo kế hoạch") + SOUND, "{% endif %}", ", theo kế hoạch"),
        (paragraph("{%p for a in list %}") + paragraph("Điều 1") + SOUND, "{%p endfor %}", "Điều 1"),
        (table(row("{%tr if name %}"), row("Sở Nội vụ")) + SOUND, "{%tr endif %}", "Sở Nội vụ"),
    ],
    ids=["in a paragraph", "paragraphs", "rows"],
)
def test_a_block_left_open_is_told_where_it_may_end(body: str, closing: str, after: str) -> None:
    (fault,) = examine(make_docx(body), "x").faults
    assert (fault.reason, fault.facts["closing"]) == (Reason.BLOCK_NOT_CLOSED, closing)
    assert fault.facts["after"] == after


def test_faults_of_every_part_are_found() -> None:
    docx = make_docx(paragraph("{{ a"), footer=paragraph("{{ b }"), header=paragraph("{% endif %}"))
    found = [(fault.reason, fault.place) for fault in examine(docx, "x").faults]
    assert found == [
        (Reason.TAG_NOT_CLOSED, "đoạn 1"),
        (Reason.BLOCK_NOT_OPEN, "phần đầu trang"),
        (Reason.DELIMITER_WRONG, "phần chân trang"),
    ]


def test_a_row_that_held_only_a_faulty_tag_is_left_out() -> None:
    body = table(row("{%tr for a in %}", ""), row("x", "y"), row("{%tr endfor %}", "")) + SOUND
    assert fill(body) == "x | y\nKính gửi Sở Nội vụ\n"


def test_tracked_changes_are_accepted_for_the_trial() -> None:
    body = (
        '<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>mới</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="A"><w:r><w:delText>cũ</w:delText></w:r></w:del></w:p>'
    )
    assert [fault.quote for fault in examine(make_docx(body + SOUND), "x").faults] == ["mới", "cũ"]
    assert fill(body + SOUND) == "mới\nKính gửi Sở Nội vụ\n"


def test_a_tag_that_cannot_be_filled_is_left_blank() -> None:
    examined = examine(make_docx(SOUND + paragraph("{{ missing }} x")), "x")
    assert examined.leave_out([("đoạn 2", "{{ missing }}")])
    assert examined.template is not None
    filled = examined.template.fill({"name": "Sở"}, PROPERTIES)
    assert read_text(filled) == f"Kính gửi Sở\n{BLANK} x\n"
    assert not examined.leave_out([("đoạn 9", "{{ missing }}")])


def test_paragraphs_know_where_they_come_from() -> None:
    examined = examine(
        make_docx(SOUND + paragraph("{%p if name %}") + paragraph("x") + paragraph("{%p endif %}")), "x"
    )
    body = examined.package.trees[examined.package.document][0]
    marks = [str(child.get(MARK)) for child in body if child.get(MARK)]
    assert [examined.place_of(mark) for mark in marks] == ["đoạn 1", "đoạn 2", "đoạn 3", "đoạn 4"]


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(TemplateUnreadable):
        examine(b"hello", "x")
