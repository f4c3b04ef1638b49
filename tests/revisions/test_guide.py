"""docs/templates.vi.md: every example in it prints what it says, and its table is the one of the program."""

from __future__ import annotations

import re
from functools import cache

import pytest

from service.domain.loading import parse_inspection
from service.messages.template_guide import write_table
from service.rendering import compile_template
from service.revisions import Sample, Severity, find_samples
from service.revisions.findings import severity_of
from tests.kinds.reading import read_text
from tests.kinds.samples import MAIN, ROOT, generator, read_example
from tests.rendering.builder import PROPERTIES, make_docx, paragraph, row, table

GUIDE = (ROOT / "docs" / "templates.vi.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```(word|word-table)\n(.*?)```(?:(?!```).)*?```text\n(.*?)```", GUIDE, re.DOTALL)


@cache
def sample() -> Sample:
    """The notice to Sở Công Thương."""
    made = generator()
    inspections = (parse_inspection(read_example(MAIN)),)
    samples = find_samples(made.catalog, made.checker, made.catalog.get("notice"), inspections)
    return next(sample for sample in samples if sample.unit == "so-cong-thuong")


def to_body(kind: str, text: str) -> str:
    lines = text.rstrip("\n").split("\n")
    if kind == "word":
        return "".join(paragraph(line) for line in lines)
    return table(*(row(*(cell.strip() for cell in re.split(r" \|(?: |$)", line))) for line in lines))


@pytest.mark.parametrize(("kind", "written", "printed"), EXAMPLES, ids=[text[:40] for _, text, _ in EXAMPLES])
def test_an_example_prints_what_the_guide_says(kind: str, written: str, printed: str) -> None:
    template = compile_template(make_docx(to_body(kind, written)), name="x")
    assert read_text(template.fill(sample().values, PROPERTIES)) == printed


def test_the_examples_were_found() -> None:
    assert len(EXAMPLES) == GUIDE.count("```text") == GUIDE.count("```word") >= 6


def test_the_table_of_findings_is_that_of_the_program() -> None:
    (written,) = re.findall(r"<!-- findings: .*? -->\n(.*?)<!-- /findings -->", GUIDE, re.DOTALL)
    assert written == write_table(), "python -m service.messages.template_guide"


def test_the_severities_in_the_table_are_those_of_the_source() -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "service" / "revisions").glob("*.py"))
    given = re.findall(r'TemplateFinding\(\s*"([a-z-]+)",\s*Severity\.(\w+)', source)
    assert len(given) >= 12
    for code, severity in given:
        assert severity_of(code) is Severity[severity], code


def test_the_commands_of_the_guide_exist() -> None:
    for command in re.findall(r"`vanban template (\w+)", GUIDE):
        assert command in ("check", "tidy", "fields", "new")
