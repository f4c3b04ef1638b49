from __future__ import annotations

import ast
import dataclasses
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import service.domain
from service.domain import loading
from service.errors import (
    DataFault,
    DataInvalid,
    FormatUnknown,
    JsonMalformed,
    RequestTooLarge,
    ServiceError,
    TemplateFailed,
    UnitMissing,
)
from service.language.text import ForbiddenReason
from service.messages import FAULTS, TEXTS, describe, describe_fault
from service.rendering.reasons import Reason

SERVICE = Path(service.domain.__file__).parent.parent
SAMPLE_FACTS: dict[str, Any] = {
    "places": ({"line": 4, "field": "form", "code": "enum", "value": "tyed", "choices": ["typed"]},),
    "faults": (DataFault("#/year", "missing", "Năm kiểm tra"),),
    "known": ("decision", "notice"),
    "limit_bytes": 5 * 1024 * 1024,
    "seconds": 60.0,
    "line": 3,
    "column": 5,
}


def find_error_classes(root: type[ServiceError]) -> Iterator[type[ServiceError]]:
    for kind in root.__subclasses__():
        if "code" in vars(kind):
            yield kind
        yield from find_error_classes(kind)


ERROR_CLASSES = sorted(find_error_classes(ServiceError), key=lambda kind: kind.code)


def make_sample(kind: type[ServiceError]) -> ServiceError:
    names = [field.name for field in dataclasses.fields(kind)]
    return kind(**{name: SAMPLE_FACTS.get(name, f"‹{name}›") for name in names})


def find_fault_codes() -> set[str]:
    """Every code that the source gives to a `DataFault` or a validator's own error."""
    places = {"DataFault": 1, "PydanticCustomError": 0}
    codes = set()
    for path in SERVICE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in places:
                code = node.args[places[node.func.id]]
                if isinstance(code, ast.Constant):
                    codes.add(code.value)
    return codes


@pytest.mark.parametrize("kind", ERROR_CLASSES, ids=lambda kind: kind.code)
def test_every_error_says_what_is_wrong_and_what_to_do(kind: type[ServiceError]) -> None:
    message = describe(make_sample(kind))
    assert message.title == TEXTS[kind.code].title
    assert "Hãy" in message.detail or "hãy" in message.detail
    assert "…" not in message.detail and "{" not in message.detail
    assert message.detail.endswith(".")


@pytest.mark.parametrize("code", sorted(find_fault_codes()))
def test_every_fault_code_of_the_source_has_a_sentence(code: str) -> None:
    assert code in FAULTS


def test_every_fault_code_of_the_loader_has_a_sentence() -> None:
    limits = {code for code, _ in loading._LIMITS.values()}
    assert limits | set(loading._RENAMED.values()) <= set(FAULTS)
    assert {f"text-{reason}" for reason in ForbiddenReason.__args__} <= set(FAULTS)  # type: ignore[attr-defined]


@pytest.mark.parametrize("code", FAULTS)
def test_every_fault_says_what_to_do(code: str) -> None:
    names = [name for _, name, _, _ in string.Formatter().parse(FAULTS[code]) if name]
    facts = {name: f"‹{name}›" for name in names if name != "label"}
    sentence = describe_fault(DataFault("#/x", code, "Người ký", facts))
    assert "Hãy" in sentence and sentence.endswith((".", "…"))
    assert "{" not in sentence


@pytest.mark.parametrize("expected", sorted(set(loading._WRONG_TYPES.values())))
def test_every_type_has_a_vietnamese_name(expected: str) -> None:
    sentence = describe_fault(DataFault("#/x", "wrong-type", "Năm kiểm tra", {"expected": expected}))
    assert "giá trị kiểu khác" not in sentence


@pytest.mark.parametrize(
    "reason",
    ["syntax", "encoding", "duplicate-key", "not-finite", "surrogate", "too-deep", "integer-too-long"],
)
def test_every_way_to_break_json_is_explained(reason: str) -> None:
    detail = describe(JsonMalformed(reason, 3, 5, "year")).detail
    assert detail.startswith(("Dữ liệu", "Mục «year»")) and "(dòng 3, cột 5)." in detail


@pytest.mark.parametrize("reason", Reason)
def test_every_fault_of_a_template_is_explained(reason: Reason) -> None:
    detail = describe(TemplateFailed("notice", "đoạn 3", "{{ x }}", reason)).detail
    assert "ở đoạn 3 («{{ x }}»): " in detail and "chưa rõ" not in detail


def test_no_text_holds_english_or_code() -> None:
    english = re.compile(r"\b(the|is|not|error|invalid|file|value|must|service|template)\b")
    for text in TEXTS.values():
        words = re.sub(r"\{\w+\}", "", f"{text.title} {text.sentence} {text.advice}")
        assert not english.search(words), words


def test_a_missing_field_is_named_by_its_label() -> None:
    sentence = describe_fault(DataFault("#/documents/decision/signatory", "missing", "Người ký"))
    assert sentence == "Thiếu «Người ký». Hãy nhập mục này."


def test_a_close_name_is_suggested() -> None:
    fault = DataFault("#/subjekt", "unknown-field", "subjekt", {"suggestion": "subject"})
    assert "«subject»" in describe_fault(fault)


def test_choices_are_listed_with_their_labels() -> None:
    allowed = [{"value": "planned", "label": "theo kế hoạch"}, {"value": "surprise"}]
    fault = DataFault("#/form", "not-a-choice", "Hình thức kiểm tra", {"allowed": allowed})
    assert "«planned» (theo kế hoạch), «surprise»" in describe_fault(fault)


def test_a_fault_nobody_worded_still_reads_as_one() -> None:
    assert "«Năm kiểm tra»" in describe_fault(DataFault("#/year", "brand-new", "Năm kiểm tra"))


def test_the_limit_is_told_in_megabytes() -> None:
    assert "5 MB" in describe(RequestTooLarge(5 * 1024 * 1024)).detail
    assert "1,5 MB" in describe(RequestTooLarge(3 * 512 * 1024)).detail


def test_a_long_list_is_cut() -> None:
    detail = describe(UnitMissing("notice", tuple(f"don-vi-{number}" for number in range(700)))).detail
    assert len(detail) < 600 and "don-vi-0" in detail


def test_what_a_caller_made_up_is_cut() -> None:
    assert len(describe(FormatUnknown("x" * 100_000, ("docx",))).detail) < 300


def test_braces_in_the_data_stay_text() -> None:
    assert "«{label}»" in describe(FormatUnknown("{label}", ("docx",))).detail
    assert "«{0}»" in describe_fault(DataFault("#/x", "missing", "{0}"))


def test_the_number_of_faults_is_told() -> None:
    fault = DataFault("#/year", "missing", "Năm kiểm tra")
    assert "2 chỗ" in describe(DataInvalid((fault, fault))).detail
