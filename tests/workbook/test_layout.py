from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from service.domain.loading import inspection_schema
from service.workbook.choices import TRUTH, WORDS, find_code
from service.workbook.fields import ENTRY, ITEM, Path, find_fields, title_at
from service.workbook.layout import SHEETS, Sheet

SCHEMA = inspection_schema()


def find_leaves(node: dict[str, Any], path: Path = ()) -> Iterator[Path]:
    """Every value that the schema knows, without the help of the code under test."""
    if "$ref" in node:
        yield from find_leaves(SCHEMA["$defs"][node["$ref"].split("/")[-1]], path)
    elif "anyOf" in node:
        for option in node["anyOf"]:
            if option.get("type") != "null":
                yield from find_leaves(option, path)
    elif "properties" in node:
        for name, below in node["properties"].items():
            yield from find_leaves(below, (*path, name))
    elif "patternProperties" in node:
        for below in node["patternProperties"].values():
            yield from find_leaves(below, (*path, ENTRY))
    elif node.get("type") == "array":
        inner = list(find_leaves(node["items"], (*path, ITEM)))
        yield from ([path] if inner == [(*path, ITEM)] else inner)
    else:
        yield path


def test_every_value_of_the_data_has_exactly_one_place() -> None:
    places = [
        (*source.path, *field.path) for sheet in SHEETS for source in sheet.sources for field in source.fields
    ]
    assert sorted(places) == sorted(find_leaves(SCHEMA))


def test_a_list_of_objects_without_a_sheet_is_noticed() -> None:
    with pytest.raises(LookupError, match="sessions"):
        find_fields(("units", ITEM, "visit"), claimed=())


@pytest.mark.parametrize("name", [name for name, node in SCHEMA["$defs"].items() if "enum" in node])
def test_every_choice_has_a_vietnamese_word(name: str) -> None:
    assert set(WORDS[name]) == set(SCHEMA["$defs"][name]["enum"])
    assert len(set(WORDS[name].values())) == len(WORDS[name])


def test_no_words_are_kept_for_choices_that_are_gone() -> None:
    assert set(WORDS) - {TRUTH} <= set(SCHEMA["$defs"])


def test_a_choice_is_understood_by_word_or_code() -> None:
    assert find_code("BodyKind", "  sở,  CƠ QUAN ngang sở ") == "department"
    assert find_code("BodyKind", "department") == "department"
    assert find_code("BodyKind", "Sở") is None


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_has_a_name_that_excel_accepts(sheet: Sheet) -> None:
    assert len(sheet.name) <= 31 and not set(sheet.name) & set("[]:*?/\\'")
    assert sheet.explanation.endswith(".")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_two_columns_look_the_same(sheet: Sheet) -> None:
    labels = [(field.groups, field.label) for field in sheet.fields]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    "sheet", [sheet for sheet in SHEETS if sheet.has_roles], ids=lambda sheet: sheet.name
)
def test_the_parts_that_share_a_sheet_have_different_names(sheet: Sheet) -> None:
    assert len({source.label for source in sheet.sources}) == len(sheet.sources)


def test_labels_are_the_titles_of_the_data() -> None:
    assert title_at(("units", ITEM, "record", "team_present", ITEM)) == "Đại diện Đoàn kiểm tra"


def test_a_column_is_required_only_where_every_part_requires_it() -> None:
    fields = {
        field.key: field for sheet in SHEETS if sheet.name == "Thành viên Đoàn" for field in sheet.fields
    }
    assert fields["post"].is_required
    assert not fields["full_name"].is_required and fields["full_name"].is_required_in_group


def test_hints_speak_of_words_not_of_codes() -> None:
    for sheet in SHEETS:
        for field in sheet.fields:
            codes = [code for code in WORDS.get(field.choices or "", ()) if code.isascii() and code.islower()]
            assert not any(f"{code}:" in field.hint for code in codes), field.key
