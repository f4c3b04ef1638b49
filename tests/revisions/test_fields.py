"""The list of placeholders: complete, in Vietnamese, and every tag in it works when it is copied."""

from __future__ import annotations

import re
from functools import cache

import pytest

from service.drafting import data_schema
from service.errors import KindUnknown
from service.rendering import compile_template, find_unknown_placeholders, list_paths
from service.revisions import TemplateField, list_fields
from service.revisions.fields import list_fields_of, make_tag
from service.revisions.samples import load_inspections
from tests.kinds.samples import generator
from tests.rendering.builder import make_docx, paragraph

KINDS = generator().catalog.names


@cache
def fields(kind: str) -> tuple[TemplateField, ...]:
    return list_fields(generator(), kind, load_inspections())


def test_every_value_that_the_data_offer_is_listed() -> None:
    offered = set(list_paths(data_schema()))
    leaves = {path for path in offered if not any(o.startswith((f"{path}.", f"{path}[")) for o in offered)}
    assert {field.path for field in fields("notice")} == leaves


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_template_prints_is_marked_as_used(kind: str) -> None:
    used = {field.path for field in fields(kind) if field.is_used}
    assert "document.number" in used
    asked = {use.path for use in generator().edition(kind).template.uses}
    assert asked & {field.path for field in fields(kind)} <= used


def test_every_field_has_a_vietnamese_label_and_meaning() -> None:
    for field in fields("minutes"):
        assert re.search("[à-ỹđÀ-ỸĐ]", field.label), field
        assert re.search("[à-ỹđÀ-ỸĐ]", field.meaning), field
        assert not re.match("(The|A|What|How) ", field.meaning), field


def test_samples_are_printed_as_documents_print_them() -> None:
    by_path = {field.path: field for field in fields("notice")}
    assert by_path["unit.visit.start"].sample.startswith("ngày ")
    assert by_path["unit.visit.start_time"].sample == "08 giờ 00"
    assert by_path["document.is_by_team"].sample in ("đúng", "sai")
    assert by_path["unit.name"].sample


def test_every_tag_can_be_copied_into_a_template_as_it_is() -> None:
    for field in fields("notice"):
        body = "".join(paragraph(line) for line in field.tag.split("\n"))
        template = compile_template(make_docx(body), name="x")
        assert find_unknown_placeholders(template, data_schema()) == (), field.tag
        assert field.path in {use.path for use in template.uses}, field.tag


def test_a_list_comes_with_its_loop() -> None:
    assert make_tag("unit.visit.sessions[].start", "ngay_dai") == (
        "{%p for session in unit.visit.sessions %}\n{{ session.start|ngay_dai }}\n{%p endfor %}"
    )


def test_fields_are_listed_without_template_and_samples_too() -> None:
    listed = list_fields_of(None, ())
    assert len(listed) == len(fields("notice"))
    assert not any(field.is_used for field in listed)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(KindUnknown):
        list_fields(generator(), "poem", ())
