from __future__ import annotations

import datetime as dt
from typing import Any, Literal

import pytest
from pydantic import BaseModel, Field

from service.rendering import list_paths, suggest_placeholder
from service.rendering.placeholders import find_unknown_prefix
from tests.rendering.builder import compile_body, paragraph

ASKED = {
    "value": ("{{ document.number }}", {"document.number"}),
    "key in brackets": ('{{ document["number"] }}', {"document.number"}),
    "element": ("{{ members[0].name }}", {"members[].name"}),
    "loop": ("{% for m in team.members %}{{ m.name }}{% endfor %}", {"team.members[].name"}),
    "loop over texts": ("{% for line in document.lines %}{{ line }}{% endfor %}", {"document.lines[]"}),
    "loop that only repeats": ("{% for m in team.members %}x{% endfor %}", {"team.members[]"}),
    "loop in a loop": (
        "{% for a in areas %}{% for f in a.findings %}{{ f.text }}{% endfor %}{% endfor %}",
        {"areas[].findings[].text"},
    ),
    "loop with a condition": ("{% for m in members if m.is_head %}x{% endfor %}", {"members[].is_head"}),
    "else of a loop": ("{% for m in members %}x{% else %}{{ m }}{% endfor %}", {"members[]", "m"}),
    "variable after its loop": (
        "{% for m in members %}{{ m.name }}{% endfor %}{{ m.name }}",
        {"members[].name", "m.name"},
    ),
    "name used twice": (
        "{% for x in a %}{% for x in x.b %}{{ x.c }}{% endfor %}{{ x.d }}{% endfor %}",
        {"a[].b[].c", "a[].d"},
    ),
    "condition only": ("{% if team.seal %}x{% endif %}", {"team.seal"}),
    "compared": ("{% if form == kind.form and not done %}x{% endif %}", {"form", "kind.form", "done"}),
    "defined": ("{% if document.day is defined %}x{% endif %}", {"document.day"}),
    "part of loop": ("{% for m in members %}{{ loop.index }}{% endfor %}", {"members[]"}),
    "filter": ("{{ document.date|ngay_dai }}", {"document.date"}),
    "length": ("{{ members|length }}", {"members"}),
    "joined": ("{{ team.bodies|join(sign) }}", {"team.bodies[]", "sign"}),
    "joined in a sentence": ("{{ team.bodies|noi|hoa_dau }}", {"team.bodies[]"}),
    "first": ("{{ (members|first).name }}", {"members[].name"}),
    "default": ("{{ document.day|default(today) }}", {"document.day", "today"}),
    "part of a default": (
        "{{ (unit.head|default(unit.deputy)).name }}",
        {"unit.head.name", "unit.deputy.name"},
    ),
    "choice": ("{{ a.x if b.y else c.z }}", {"a.x", "b.y", "c.z"}),
    "loop over a choice": ("{% for m in (a if b else c) %}{{ m.n }}{% endfor %}", {"a[].n", "b", "c[].n"}),
    "paragraphs of a text": ("{% for part in opinion.text|doan %}{{ part }}{% endfor %}", {"opinion.text"}),
    "constants": ('{% for x in ["một"] %}{{ x }}{% endfor %}', set()),
    "list": ("{% if role in [a, b.c] %}x{% endif %}", {"role", "a", "b.c"}),
    "joined words": ('{{ a ~ "/" ~ b }}', {"a", "b"}),
    "comment": ("{# {{ cũ }} #}", set()),
}


@pytest.mark.parametrize(("source", "expected"), ASKED.values(), ids=ASKED.keys())
def test_template_asks_for(source: str, expected: set[str]) -> None:
    assert compile_body(paragraph(source)).placeholders == expected


def test_uses_name_place_and_tag_in_order() -> None:
    template = compile_body(paragraph("một") + paragraph("{{ b }} {{ a }}") + paragraph("{{ b }}"))
    assert [(use.path, use.place, use.quote) for use in template.uses] == [
        ("b", "đoạn 2", "{{ b }}"),
        ("a", "đoạn 2", "{{ a }}"),
        ("b", "đoạn 3", "{{ b }}"),
    ]


class Node(BaseModel):
    text: str
    children: list[Node]


class Person(BaseModel):
    full_name: str
    born: dt.date | None


class Root(BaseModel):
    head: Person | None
    members: tuple[Person, ...]
    pair: Person | Node
    lines: list[str] | None
    by_area: dict[str, Person]
    form: Literal["planned", "surprise"]
    anything: Any
    tree: Node
    reference: Person = Field(title="Có mô tả", description="đứng bên cạnh $ref")


SCHEMA = Root.model_json_schema(mode="serialization")


@pytest.mark.parametrize(
    "path",
    [
        *("head", "head.full_name", "head.born", "members", "members[]", "members[].born", "lines[]", "form"),
        *("pair.full_name", "pair.text", "by_area.finance.full_name", "anything.at[].all"),
        *("tree.children[].children[].children[].text", "reference.full_name"),
    ],
)
def test_schema_knows(path: str) -> None:
    assert find_unknown_prefix(path, SCHEMA) is None


@pytest.mark.parametrize(
    ("path", "prefix"),
    [
        ("hed", "hed"),
        ("head.name", "head.name"),
        ("head.name.first", "head.name"),
        ("head[]", "head[]"),
        ("members.full_name", "members.full_name"),
        ("members[].name", "members[].name"),
        ("lines[].text", "lines[].text"),
        ("lines.text", "lines.text"),
        ("form.length", "form.length"),
        ("form[]", "form[]"),
        ("tree.children[].child[].text", "tree.children[].child"),
    ],
)
def test_schema_does_not_know(path: str, prefix: str) -> None:
    assert find_unknown_prefix(path, SCHEMA) == prefix


@pytest.mark.parametrize(
    ("path", "suggestion"),
    [("members[].ful_name", "members[].full_name"), ("hed.born", "head.born"), ("zzz", None)],
)
def test_suggestion_is_the_nearest_path(path: str, suggestion: str | None) -> None:
    assert suggest_placeholder(path, SCHEMA) == suggestion


def test_paths_of_a_schema_include_objects_and_lists_on_the_way() -> None:
    paths = set(list_paths(SCHEMA))
    assert {"members", "members[]", "members[].full_name", "lines[]", "tree.children[].text"} <= paths
    assert all(find_unknown_prefix(path, SCHEMA) is None for path in paths)
