"""Which documents each example gives: the list cannot shrink unnoticed."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from service.domain.loading import parse_inspection
from service.drafting import compose
from service.drafting.subject import choose_subject
from service.errors import DataInvalid
from tests.examples.reading import CATALOG, EXAMPLES, NAMES, load, read, subjects

CYCLE = ("decision", "notice", "minutes", "conclusion", "follow_up")
FULL_2026 = ["so-cong-thuong", "phuong-to-hieu", "so-nong-nghiep-va-moi-truong", "xa-mai-son"]
SUBORDINATE_2026 = "tt-phuc-vu-hanh-chinh-cong-xa-mai-son"
REFUSING_2026 = "ban-quan-ly-cac-khu-cong-nghiep"
PLANNED_2026 = [
    "ban-quan-ly-nuoc-sach",
    "phuong-moc-chau",
    "so-xay-dung",
    "so-giao-duc-va-dao-tao",
    "so-y-te",
    "xa-thuan-chau",
    "trung-tam-nghien-cuu-va-chuyen-giao-cong-nghe",
    "xa-song-ma",
]
UNITS_2024 = [
    "huyen-mai-son",
    "huyen-moc-chau",
    "huyen-bac-yen",
    "huyen-phu-yen",
    "so-khoa-hoc-va-cong-nghe",
    "so-ngoai-vu",
    "ban-quan-ly-cac-khu-cong-nghiep",
]
UNITS_2027 = ["so-cong-thuong", "phuong-to-hieu"]
SURPRISED = ["phuong-chieng-sinh", "xa-yen-chau"]

EXPECTED: dict[str, dict[str, list[str | None]]] = {
    "inspection-2026.json": {
        "decision": [None],
        "notice": [*FULL_2026, REFUSING_2026, *PLANNED_2026],
        "minutes": [*FULL_2026, SUBORDINATE_2026, REFUSING_2026],
        "conclusion": [*FULL_2026, REFUSING_2026],
        "follow_up": [*FULL_2026],
    },
    "inspection-2024.json": {
        "decision": [None],
        "notice": [*UNITS_2024],
        "minutes": ["huyen-mai-son"],
        "conclusion": ["huyen-mai-son"],
        "follow_up": ["huyen-mai-son"],
    },
    "surprise-2026.json": {
        "decision": [None],
        "minutes": [*SURPRISED],
        "conclusion": [*SURPRISED],
        "follow_up": [*SURPRISED],
    },
    "re-inspection-2027.json": {
        "decision": [None],
        "notice": [*UNITS_2027],
        "minutes": [*UNITS_2027],
        "conclusion": [*UNITS_2027],
        "follow_up": [*UNITS_2027],
    },
    "minimal.json": {"decision": [None]},
}


def find_documents(name: str) -> dict[str, set[str | None]]:
    found: dict[str, set[str | None]] = {}
    for subject in subjects(name):
        try:
            compose(subject, CATALOG)
        except DataInvalid as error:
            assert {fault.code for fault in error.faults} <= {"needed-by-kind", "kind-not-for-form"}
        else:
            unit_id = subject.unit.id if subject.unit else None
            found.setdefault(subject.kind.name, set()).add(unit_id)
    return found


def test_every_example_has_its_list() -> None:
    assert set(NAMES) == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_an_example_gives_all_the_documents_of_its_list(name: str) -> None:
    found = {kind: units for kind, units in find_documents(name).items() if kind in CYCLE}
    assert found == {kind: set(units) for kind, units in EXPECTED[name].items()}


@pytest.mark.parametrize("name", EXPECTED)
def test_every_document_has_number_or_room_a_signatory_and_an_abstract(name: str) -> None:
    for kind, units in EXPECTED[name].items():
        for unit in units:
            document = compose(choose_subject(read(name), CATALOG.get(kind), unit), CATALOG).document
            assert "/" in document.number and document.day.startswith("ngày ")
            assert document.signature.lines and document.signature.name and document.abstract


def paths_in(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, below in steps:
        yield (*path, step)
        yield from paths_in(below, (*path, step))


def drop(data: Any, path: tuple[str | int, ...]) -> Any:
    smaller = copy.deepcopy(data)
    parent = smaller
    for step in path[:-1]:
        parent = parent[step]
    del parent[path[-1]]
    return smaller


@pytest.mark.parametrize("path", [*paths_in(load("minimal.json"))], ids=lambda path: ".".join(map(str, path)))
def test_nothing_can_be_taken_from_the_smallest_example(path: tuple[str | int, ...]) -> None:
    text = json.dumps(drop(load("minimal.json"), path))
    with pytest.raises(DataInvalid):
        compose(choose_subject(parse_inspection(text), CATALOG.get("decision"), None), CATALOG)


def test_the_guide_to_the_examples_names_each_of_them() -> None:
    guide = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in guide for name in NAMES)
    ids = {unit.id for name in NAMES for unit in read(name).units}
    table = guide.split("`id`", 1)[1]
    assert {word for word in table.split("`")[1::2] if "-" in word} <= ids
