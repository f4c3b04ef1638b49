from __future__ import annotations

import io
import zipfile

import pytest
from docxtpl import DocxTemplate
from jinja2 import Environment
from lxml import etree

from service.errors import TemplateSyntaxWrong
from service.rendering import Reason, compile_template
from tests.rendering.builder import (
    DOCUMENT,
    PROPERTIES,
    cell,
    compile_body,
    fill,
    make_docx,
    paragraph,
    read_part,
    row,
    run,
    table,
)

MEMBERS = [{"name": "Nguyễn Văn A"}, {"name": "Trần Thị B"}]


def test_paragraph_tag_repeats_paragraphs() -> None:
    body = paragraph("{%p for m in members %}") + paragraph("- {{ m.name }}") + paragraph("{%p endfor %}")
    assert fill(body + paragraph("hết"), members=MEMBERS) == ["- Nguyễn Văn A", "- Trần Thị B", "hết"]


def test_row_tag_repeats_rows() -> None:
    body = table(
        row("TT", "Họ và tên"),
        row("{%tr for m in members %}", ""),
        row("{{ loop.index }}", "{{ m.name }}"),
        row("{%tr endfor %}", ""),
    )
    assert fill(body, members=MEMBERS) == ["TT", "Họ và tên", "1", "Nguyễn Văn A", "2", "Trần Thị B"]


def test_cell_tag_repeats_cells_and_declares_their_columns() -> None:
    body = table(row("Lĩnh vực", "{%tc for m in members %}", "{{ m.name }}", "{%tc endfor %}"), columns=4)
    document = compile_body(body).fill({"members": MEMBERS * 3}, PROPERTIES)
    root = read_part(document)
    assert len(root.findall(".//{*}tc")) == 7
    assert len(root.findall(".//{*}gridCol")) == 7


def test_run_tag_leaves_out_runs() -> None:
    body = paragraph("Kính gửi: ", "{%r if is_sent %}", "Sở Nội vụ", "{%r endif %}", ".")
    assert fill(body, is_sent=True) == ["Kính gửi: Sở Nội vụ."]
    assert fill(body, is_sent=False) == ["Kính gửi: ."]


def test_tag_that_word_split_over_runs_is_one_tag() -> None:
    runs = "".join(f'<w:proofErr w:type="spellStart"/>{run(letter)}' for letter in "Số {{ so_hieu }}.")
    assert fill(f"<w:p>{runs}</w:p>", so_hieu="12/TB-ĐKT") == ["Số 12/TB-ĐKT."]


def test_split_tags_of_paragraphs_work_too() -> None:
    body = paragraph(*"{%p if a %}") + paragraph("có") + paragraph(*"{%p endif %}")
    assert fill(body, a=True) == ["có"]


def test_minus_joins_paragraphs_as_in_docxtpl() -> None:
    body = (
        paragraph("một")
        + paragraph("{%- if a -%}")
        + paragraph(" hai")
        + paragraph("{%- endif -%}")
        + paragraph(" ba")
    )
    assert fill(body, a=True) == ["một hai ba"]


LOST = {
    "words beside a paragraph tag": (
        paragraph("{%p if a %} thừa") + paragraph("{%p endif %}"),
        "đoạn 1",
        "{%p if a %}",
    ),
    "block in one paragraph": (paragraph("{%p if a %}chữ{%p endif %}"), "đoạn 1", "{%p if a %}"),
    "words in the row of a row tag": (
        table(row("{%tr for m in a %}", "thừa"), row("x", "y"), row("{%tr endfor %}", "")),
        "bảng 1, hàng 1, ô 2",
        "thừa",
    ),
    "words before a minus": (
        paragraph("một") + paragraph("hai {%- if a -%}") + paragraph("{%- endif -%}"),
        "đoạn 2",
        "{%- if a -%}",
    ),
}


@pytest.mark.parametrize(("body", "place", "quote"), LOST.values(), ids=LOST.keys())
def test_tag_that_would_swallow_words_is_refused(body: str, place: str, quote: str) -> None:
    with pytest.raises(TemplateSyntaxWrong) as caught:
        compile_body(body)
    assert (caught.value.reason, caught.value.place, caught.value.quote) == (
        Reason.TAG_NOT_ALONE,
        place,
        quote,
    )


BLOCKS = {
    "if not closed": (
        paragraph("{% if a %}x") + paragraph("y"),
        "đoạn 1",
        "{% if a %}",
        Reason.BLOCK_NOT_CLOSED,
    ),
    "inner not closed": (
        paragraph("{%p for a in b %}") + paragraph("{% if a %}") + paragraph("{%p endfor %}"),
        "đoạn 2",
        "{% if a %}",
        Reason.BLOCK_NOT_CLOSED,
    ),
    "closed only": (
        paragraph("x") + paragraph("{% endif %}"),
        "đoạn 2",
        "{% endif %}",
        Reason.BLOCK_NOT_OPEN,
    ),
    "else only": (paragraph("{% else %}"), "đoạn 1", "{% else %}", Reason.BLOCK_NOT_OPEN),
    "closed as another": (
        paragraph("{% for a in b %}{% endif %}"),
        "đoạn 1",
        "{% for a in b %}",
        Reason.BLOCK_NOT_CLOSED,
    ),
    "from paragraph into text": (
        paragraph("{%p if a %}") + paragraph("x {% endif %}"),
        "đoạn 2",
        "{% endif %}",
        Reason.BLOCK_CROSSES,
    ),
    "from text into a cell": (
        paragraph("{% if a %}") + table(row("{% endif %}")),
        "bảng 1, hàng 1, ô 1",
        "{% endif %}",
        Reason.BLOCK_CROSSES,
    ),
    "from a row to a paragraph": (
        table(row("{%tr for a in b %}"), row("x")) + paragraph("{%p endfor %}"),
        "đoạn 1",
        "{%p endfor %}",
        Reason.BLOCK_CROSSES,
    ),
}


@pytest.mark.parametrize(("body", "place", "quote", "reason"), BLOCKS.values(), ids=BLOCKS.keys())
def test_block_that_cannot_work_is_refused(body: str, place: str, quote: str, reason: Reason) -> None:
    with pytest.raises(TemplateSyntaxWrong) as caught:
        compile_body(body)
    assert (caught.value.place, caught.value.quote, caught.value.reason) == (place, quote, reason)


def test_block_over_several_paragraphs_may_begin_and_end_in_text() -> None:
    body = paragraph("một{% if a %} hai") + paragraph("ba{% endif %} bốn")
    assert fill(body, a=True) == ["một hai", "ba bốn"]
    assert fill(body, a=False) == ["một bốn"]


def test_line_break_in_the_file_does_not_shift_places() -> None:
    body = paragraph("một\n\n\nhai") + "\n\n" + paragraph("{{ a }}\n{{ b|upper }}")
    with pytest.raises(Exception, match="đoạn 2") as caught:
        compile_body(body)
    assert getattr(caught.value, "quote", None) == "{{ b|upper }}"


def test_escapes_of_a_constant_are_those_of_the_document() -> None:
    assert fill(paragraph('{{ a|default("&lt; & <b> \'") }}'), a=None) == ["&lt; & <b> '"]


SAME_AS_DOCXTPL = {
    "text": paragraph("Số: {{ so_hieu }}, ", "{{ ", "noi", "_dung }}."),
    "line feeds": paragraph("{{ nhieu_dong }}") + paragraph("hết"),
    "paragraphs": paragraph("{%p for m in members %}")
    + paragraph("{{ m.name }}")
    + paragraph("{%p endfor %}"),
    "rows": table(row("{%tr for m in members %}", ""), row("{{ m.name }}", "x"), row("{%tr endfor %}", "")),
    "cells": table(row("x", "{%tc for m in members %}", "{{ m.name }}", "{%tc endfor %}"), columns=4),
    "runs": paragraph("a", "{%r if members %}", "b", "{%r endif %}", "c"),
    "two paragraphs in a cell": table(
        f"<w:tr>{cell(paragraph('{{ so_hieu }}'), paragraph('b'))}</w:tr>", columns=1
    ),
}


@pytest.mark.parametrize("body", SAME_AS_DOCXTPL.values(), ids=SAME_AS_DOCXTPL.keys())
def test_result_is_that_of_docxtpl_itself(body: str) -> None:
    data = {"so_hieu": "12 & <13>", "noi_dung": "Kiểm tra", "nhieu_dong": "một\nhai", "members": MEMBERS}
    source = make_docx(body)
    theirs = DocxTemplate(io.BytesIO(source))
    theirs.render(data, Environment(autoescape=True))  # it is on
    target = io.BytesIO()
    theirs.save(target)
    ours = compile_template(source, name="mau.docx").fill(data, PROPERTIES)
    assert canonical(ours) == canonical(target.getvalue())


def canonical(document: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        body = etree.fromstring(archive.read(DOCUMENT))[0]
    return etree.tostring(body, method="c14n", exclusive=True).decode()
