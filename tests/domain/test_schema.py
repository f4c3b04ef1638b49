"""The JSON Schema that callers, the form and the workbook read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from service.domain.loading import inspection_schema
from service.drafting import data_schema

SCHEMAS = pytest.mark.parametrize("schema", [inspection_schema(), data_schema()], ids=["inspection", "data"])


def properties_of(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, part in (("", schema), *schema["$defs"].items()):
        for field, facts in part.get("properties", {}).items():
            yield f"{name}.{field}", facts


def has_diacritics(text: str) -> bool:
    return any(ord(letter) > 0x7F for letter in text)


@SCHEMAS
def test_every_field_has_a_vietnamese_title(schema: dict[str, Any]) -> None:
    assert [path for path, facts in properties_of(schema) if not has_diacritics(facts.get("title", ""))] == []


@SCHEMAS
def test_no_title_ends_with_a_mark(schema: dict[str, Any]) -> None:
    assert [path for path, facts in properties_of(schema) if facts["title"].endswith((".", ":", ";"))] == []


def test_the_schema_says_which_dialect_it_is() -> None:
    assert inspection_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_field_of_the_root_is_described_or_shown() -> None:
    root = inspection_schema()["properties"]
    assert [
        name for name, facts in root.items() if not facts.get("description") and not facts.get("examples")
    ] == []
    assert all(has_diacritics(facts["description"]) for facts in root.values() if "description" in facts)


def test_what_a_caller_must_send_is_what_has_no_default() -> None:
    assert inspection_schema()["required"] == [
        "year",
        "authority",
        "lead_agency",
        "legal_bases",
        "period",
        "team",
    ]


def test_no_object_takes_unknown_fields() -> None:
    schema = inspection_schema()
    objects = [schema, *(part for part in schema["$defs"].values() if part.get("type") == "object")]
    assert all(part["additionalProperties"] is False for part in objects)


def test_texts_state_their_limit_and_days_their_format() -> None:
    schema = inspection_schema()
    assert schema["properties"]["subject"]["maxLength"] == 1_000
    assert schema["$defs"]["Record"]["properties"]["unit_opinion"]["maxLength"] == 20_000
    assert schema["$defs"]["Period"]["properties"]["start"]["format"] == "date"
    assert schema["$defs"]["Record"]["properties"]["started_at"]["format"] == "date-time"
    assert schema["$defs"]["Visit"]["properties"]["start_time"]["anyOf"][0]["format"] == "time"


def test_examples_are_json_values() -> None:
    shown = [facts["examples"] for _, facts in properties_of(inspection_schema()) if "examples" in facts]
    assert len(shown) > 20
    json.dumps(shown)
