"""JSON to an inspection: every fault at once, in the service's own codes."""

from __future__ import annotations

import ast
import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import service.domain
from service.domain import loading
from service.domain.loading import label_of, parse_inspection, pointer_to
from service.errors import DataInvalid, JsonMalformed
from tests.domain.facts import (
    Facts,
    body,
    conclusion,
    faults_of,
    finding,
    minimal,
    parse,
    person,
    record,
    reference,
    remediation,
    requirement,
    unit,
    visit,
)


def malformed(text: bytes | str) -> JsonMalformed:
    with pytest.raises(JsonMalformed) as caught:
        parse_inspection(text)
    return caught.value


def as_text(facts: Facts) -> str:
    return json.dumps(facts, ensure_ascii=False)


def with_raw(name: str, raw: str) -> str:
    """The smallest inspection with `raw` as the value of `name`, whatever json.dumps thinks of it."""
    return as_text(minimal(**{name: "@"})).replace('"@"', raw)


# --- text that is not JSON ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "syntax"),
        ('{"year": }', "syntax"),
        ("{'year': 2026}", "syntax"),
        ('{"year": 2026,}', "syntax"),
        ('{"year": 2026} {}', "syntax"),
        (b'{"subject": "\xff"}', "encoding"),
        ('{"year": 2026}'.encode("utf-16"), "encoding"),
        ('{"year": NaN}', "not-finite"),
        ('{"year": -Infinity}', "not-finite"),
        ('{"year": 1, "year": 2}', "duplicate-key"),
        ('{"team": {"head": 1, "head": 2}}', "duplicate-key"),
        ('{"subject": "\\ud800"}', "surrogate"),
        ('{"\\udfff": 1}', "surrogate"),
        ("[" * 100_000, "too-deep"),
        (with_raw("subject", "[" * 300 + "]" * 300), "too-deep"),
        (with_raw("units", '[{"a":' * 150 + "1" + "}]" * 150), "too-deep"),
        (with_raw("year", "9" * 5_000), "integer-too-long"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_what_is_no_json_is_told_apart(text: bytes | str, reason: str) -> None:
    assert malformed(text).reason == reason


def test_a_syntax_error_has_its_place() -> None:
    error = malformed('{\n  "year": ,\n}')
    assert (error.line, error.column) == (2, 11)


def test_the_key_that_stands_twice_is_named_in_part() -> None:
    assert malformed('{"year": 1, "year": 2}').key == "year"
    long = "k" * 500
    assert malformed(f'{{"{long}": 1, "{long}": 2}}').key == "k" * 100


def test_a_byte_order_mark_is_no_fault() -> None:
    text = as_text(minimal())
    assert (
        parse_inspection(b"\xef\xbb\xbf" + text.encode())
        == parse_inspection("\ufeff" + text)
        == parse(minimal())
    )


# --- data that do not describe an inspection ------------------------------------------------------


def team(**changes: Any) -> Facts:
    return minimal(team={**minimal()["team"], **changes})


def visiting(**changes: Any) -> Facts:
    return minimal(units=[unit(visit=visit(**changes))])


def recording(**changes: Any) -> Facts:
    return minimal(units=[unit(record=record(**changes))])


def concluding(**changes: Any) -> Facts:
    return minimal(units=[unit(record=record(), conclusion=conclusion(**changes))])


def following(**changes: Any) -> Facts:
    return minimal(units=[unit(conclusion=conclusion(), remediation=remediation(**changes))])


def deciding(**issuance: Any) -> Facts:
    return minimal(documents={"decision": issuance})


def signing(**signatory: Any) -> Facts:
    return deciding(signatory={"full_name": "Đinh Thế Truyền", **signatory})


def without(name: str) -> Facts:
    facts = minimal()
    del facts[name]
    return facts


FAULTS: list[tuple[str, Facts, str, str]] = [
    # shape
    ("missing", without("period"), "#/period", "Thời kỳ kiểm tra"),
    ("missing", minimal(period={}), "#/period/start", "Thời kỳ kiểm tra từ ngày"),
    ("missing", minimal(units=[{"id": "so-y-te"}]), "#/units/0/body", "Đơn vị được kiểm tra"),
    ("unknown-field", minimal(yaer=2026), "#/yaer", "yaer"),
    ("unknown-field", minimal(units=[unit(visits=1)]), "#/units/0/visits", "visits"),
    ("unknown-field", deciding(numbr=7), "#/documents/decision/numbr", "numbr"),
    ("wrong-type", minimal(year=True), "#/year", "Năm kiểm tra"),
    ("wrong-type", minimal(year="2026"), "#/year", "Năm kiểm tra"),
    ("wrong-type", minimal(year=2026.0), "#/year", "Năm kiểm tra"),
    ("wrong-type", minimal(year=2026.5), "#/year", "Năm kiểm tra"),
    ("wrong-type", minimal(year=None), "#/year", "Năm kiểm tra"),
    ("wrong-type", deciding(number="7"), "#/documents/decision/number", "Số"),
    ("wrong-type", deciding(number=True), "#/documents/decision/number", "Số"),
    ("wrong-type", minimal(subject=7), "#/subject", "Nội dung kiểm tra"),
    ("wrong-type", minimal(subject=None), "#/subject", "Nội dung kiểm tra"),
    ("wrong-type", minimal(units={}), "#/units", "Đơn vị được kiểm tra"),
    ("wrong-type", minimal(units=["so-y-te"]), "#/units/0", "Đơn vị được kiểm tra"),
    ("wrong-type", minimal(documents=[]), "#/documents", "Văn bản lập một lần"),
    ("wrong-type", minimal(team="Đoàn"), "#/team", "Đoàn kiểm tra"),
    ("wrong-type", minimal(period={"start": 20250101}), "#/period/start", "Thời kỳ kiểm tra từ ngày"),
    ("wrong-type", recording(started_at=0), "#/units/0/record/started_at", "Thời điểm bắt đầu"),
    ("wrong-type", visiting(start_time=8), "#/units/0/visit/start_time", "Giờ bắt đầu"),
    ("too-long", minimal(subject="ệ" * 1_001), "#/subject", "Nội dung kiểm tra"),
    ("too-long", deciding(symbol="QĐ-" + "U" * 60), "#/documents/decision/symbol", "Ký hiệu"),
    ("too-few", minimal(legal_bases=[]), "#/legal_bases", "Căn cứ pháp lý"),
    ("too-many", minimal(areas=["procedures"] * 8), "#/areas", "Lĩnh vực kiểm tra"),
    ("too-small", minimal(year=2019), "#/year", "Năm kiểm tra"),
    ("too-large", minimal(year=2101), "#/year", "Năm kiểm tra"),
    ("not-a-choice", minimal(form="yearly"), "#/form", "Hình thức kiểm tra"),
    ("not-a-choice", minimal(areas=["finance"]), "#/areas/0", "Lĩnh vực kiểm tra"),
    ("pattern-mismatch", minimal(units=[unit("Sở Y tế")]), "#/units/0/id", "Mã đơn vị"),
    ("pattern-mismatch", minimal(documents={"Decision": {}}), "#/documents/Decision", "Decision"),
    ("date-invalid", minimal(period={"start": "2025-02-30"}), "#/period/start", "Thời kỳ kiểm tra từ ngày"),
    ("date-invalid", minimal(period={"start": "1/1/2025"}), "#/period/start", "Thời kỳ kiểm tra từ ngày"),
    ("date-invalid", minimal(period={"start": "1735689600"}), "#/period/start", "Thời kỳ kiểm tra từ ngày"),
    (
        "datetime-invalid",
        recording(started_at="sáng thứ Hai"),
        "#/units/0/record/started_at",
        "Thời điểm bắt đầu",
    ),
    (
        "datetime-invalid",
        recording(started_at="2026-12-14"),
        "#/units/0/record/started_at",
        "Thời điểm bắt đầu",
    ),
    (
        "datetime-invalid",
        recording(started_at="2026-12-14T08:00:00+07:00"),
        "#/units/0/record/started_at",
        "Thời điểm bắt đầu",
    ),
    ("time-invalid", visiting(start_time="25:00:00"), "#/units/0/visit/start_time", "Giờ bắt đầu"),
    ("time-invalid", visiting(start_time="08:00:00Z"), "#/units/0/visit/start_time", "Giờ bắt đầu"),
    # text
    ("text-blank", minimal(subject=" "), "#/subject", "Nội dung kiểm tra"),
    ("text-newline", minimal(subject="công tác\ncải cách"), "#/subject", "Nội dung kiểm tra"),
    ("text-control", minimal(subject="công\u0000tác"), "#/subject", "Nội dung kiểm tra"),
    ("text-bidi", minimal(subject="công\u202etác"), "#/subject", "Nội dung kiểm tra"),
    ("text-invisible", minimal(subject="công\u200btác"), "#/subject", "Nội dung kiểm tra"),
    ("text-tag", minimal(subject="công\U000e0063tác"), "#/subject", "Nội dung kiểm tra"),
    ("text-private-use", minimal(subject="công\ue000tác"), "#/subject", "Nội dung kiểm tra"),
    ("text-unassigned", minimal(subject="công\u0378tác"), "#/subject", "Nội dung kiểm tra"),
    ("text-noncharacter", minimal(subject="công\ufffftác"), "#/subject", "Nội dung kiểm tra"),
    ("text-legacy", minimal(subject="c«ng t¸c c¶i c¸ch hµnh chÝnh"), "#/subject", "Nội dung kiểm tra"),
    # facts that contradict one another
    ("end-before-start", visiting(end="2026-12-13"), "#/units/0/visit", "Chuyến kiểm tra"),
    (
        "max-below-min",
        minimal(rules={"duration": {"min": 3, "max": 2}}),
        "#/rules/duration",
        "Số ngày làm việc tại mỗi đơn vị",
    ),
    (
        "session-outside-visit",
        visiting(sessions=[{"date": "2026-12-13"}]),
        "#/units/0/visit",
        "Chuyến kiểm tra",
    ),
    ("id-twice", minimal(units=[unit(), unit()]), "#", "Dữ liệu"),
    (
        "id-twice",
        concluding(requirements=[requirement(), requirement()]),
        "#/units/0/conclusion",
        "Nội dung kết luận",
    ),
    ("area-twice", minimal(areas=["procedures", "procedures"]), "#", "Dữ liệu"),
    ("member-twice", team(secretary=person("Cầm Hải Thoan")), "#/team", "Đoàn kiểm tra"),
    (
        "person-on-both-sides",
        recording(unit_present=[person("Cầm Hải Thoan")]),
        "#/units/0/record",
        "Nội dung biên bản",
    ),
    ("unit-unknown-parent", minimal(units=[unit(part_of="so-xay-dung")]), "#", "Dữ liệu"),
    (
        "unit-nested",
        minimal(units=[unit(), unit(id="phong", part_of=unit()["id"]), unit(id="to", part_of="phong")]),
        "#",
        "Dữ liệu",
    ),
    ("finding-unknown", concluding(requirements=[requirement(finding_ids=["tt-99"])]), "#", "Dữ liệu"),
    (
        "requirement-unknown",
        following(open=[{"requirement": "yc-99", "state": "Chưa"}]),
        "#/units/0",
        "Đơn vị được kiểm tra",
    ),
    (
        "requirement-of-other",
        minimal(
            units=[
                unit(
                    conclusion=conclusion(requirements=[requirement(addressee="Sở Tài chính")]),
                    remediation=remediation(),
                )
            ]
        ),
        "#/units/0",
        "Đơn vị được kiểm tra",
    ),
    ("causes-empty", concluding(causes={}), "#/units/0/conclusion/causes", "Nguyên nhân"),
    ("earlier-reminder-missing", following(reminder=2), "#/units/0/remediation", "Theo dõi khắc phục"),
    (
        "earlier-reminder-given",
        following(reminder=1, earlier=[reference()]),
        "#/units/0/remediation",
        "Theo dõi khắc phục",
    ),
    ("reference-incomplete", minimal(plan=reference(number=None)), "#/plan", "Kế hoạch kiểm tra"),
    (
        "superior-not-allowed",
        minimal(
            units=[
                unit(
                    body=body("Ủy ban nhân dân xã Mai Sơn", "commune_committee", superior="UBND tỉnh Sơn La")
                )
            ]
        ),
        "#/units/0/body",
        "Đơn vị được kiểm tra",
    ),
    (
        "superior-without-place",
        minimal(lead_agency=body("Sở Nội vụ", superior="UBND tỉnh")),
        "#/lead_agency",
        "Cơ quan chủ trì",
    ),
    (
        "rank-before-name",
        signing(full_name="TS. Đinh Thế Truyền"),
        "#/documents/decision/signatory/full_name",
        "Người ký",
    ),
    ("own-title-missing", signing(mode="KT"), "#/documents/decision/signatory", "Người ký"),
    (
        "ordered-title-missing",
        signing(mode="TL_KT", own_title="Phó Chánh Văn phòng"),
        "#/documents/decision/signatory",
        "Người ký",
    ),
    (
        "post-not-official",
        signing(mode="KT", own_title="Phó Chủ tịch thường trực"),
        "#/documents/decision/signatory/own_title",
        "Chức vụ của người ký",
    ),
    ("symbol-cv", deciding(symbol="CV-UBND"), "#/documents/decision/symbol", "Ký hiệu"),
    ("month-besides-date", deciding(date="2026-11-02", month="2026-11"), "#/documents/decision", "decision"),
]


@pytest.mark.parametrize(
    ("code", "facts", "pointer", "label"), FAULTS, ids=[f"{case[0]} {case[2]}" for case in FAULTS]
)
def test_a_fault_has_code_pointer_and_label(code: str, facts: Facts, pointer: str, label: str) -> None:
    assert [(fault.code, fault.pointer, fault.label) for fault in faults_of(facts)] == [
        (code, pointer, label)
    ]


def test_every_code_that_the_domain_can_give_is_in_the_table() -> None:
    raised = set()
    for path in Path(service.domain.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "PydanticCustomError":
                code = node.args[0]
                raised |= {code.value} if isinstance(code, ast.Constant) else set()
    mapped = {code for code, _ in loading._LIMITS.values()} | set(loading._RENAMED.values())
    never = {"too-short", "not-finite"}  # no field has a shortest length; json text holds no NaN
    assert raised | mapped <= {case[0] for case in FAULTS} | never


@pytest.mark.parametrize("text", ["[]", "null", "7", '"x"', "true"])
def test_the_root_is_an_object(text: str) -> None:
    with pytest.raises(DataInvalid) as caught:
        parse_inspection(text)
    (fault,) = caught.value.faults
    assert (fault.code, fault.pointer, fault.label) == ("wrong-type", "#", "Dữ liệu")
    assert fault.facts == {"expected": "object"}


@pytest.mark.parametrize("raw", ["1e400", "-1e400"])
def test_a_number_too_large_for_any_field_is_a_wrong_type(raw: str) -> None:
    with pytest.raises(DataInvalid) as caught:
        parse_inspection(with_raw("year", raw))
    assert [fault.code for fault in caught.value.faults] == ["wrong-type"]


def test_all_faults_come_at_once_in_the_order_of_the_data() -> None:
    facts = minimal(yaer=1, year="2026", units=[unit("A", visit=visit(start="x"))])
    del facts["team"]
    assert [(fault.code, fault.pointer) for fault in faults_of(facts)] == [
        ("wrong-type", "#/year"),
        ("missing", "#/team"),
        ("pattern-mismatch", "#/units/0/id"),
        ("date-invalid", "#/units/0/visit/start"),
        ("unknown-field", "#/yaer"),
    ]


def test_a_list_is_not_called_empty_because_its_item_is_at_fault() -> None:
    facts = recording(findings=[finding(kind="bad")])
    assert [fault.pointer for fault in faults_of(facts)] == ["#/units/0/record/findings/0/kind"]


@pytest.mark.parametrize(
    ("facts", "suggestion"),
    [
        (minimal(yaer=2026), "year"),
        (minimal(lead_agnecy={}), "lead_agency"),
        (minimal(units=[unit(visits={})]), "visit"),
        (deciding(numbr=7), "number"),
        (minimal(zzz=1), None),
    ],
    ids=str,
)
def test_an_unknown_field_is_told_what_may_be_meant(facts: Facts, suggestion: str | None) -> None:
    assert [dict(fault.facts) for fault in faults_of(facts)] == [{"suggestion": suggestion}]


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (minimal(year=2019), {"min": 2020}),
        (minimal(year=2101), {"max": 2100}),
        (minimal(legal_bases=[]), {"min": 1}),
        (minimal(areas=["procedures"] * 8), {"max": 7}),
        (minimal(subject="ệ" * 1_001), {"max": 1000}),
        (minimal(year="2026"), {"expected": "integer"}),
        (minimal(units=[unit("Sở Y tế")]), {"hint": "so-tai-chinh"}),
        (deciding(month="12/2026"), {"hint": "2026-11"}),
        (team(contact={"full_name": "Quyên", "email": "x"}), {"hint": "cchc.snv@example.vn"}),
        (
            minimal(form="yearly"),
            {"allowed": [{"value": name} for name in ("planned", "surprise", "re_inspection")]},
        ),
        (minimal(subject="a\u202eb"), {"code": "U+202E", "position": 1}),
        (signing(mode="KT"), {"mode": "KT"}),
    ],
    ids=lambda value: "",
)
def test_a_fault_carries_what_its_sentence_needs(facts: Facts, told: Facts) -> None:
    assert [dict(fault.facts) for fault in faults_of(facts)] == [told]


def test_facts_of_faults_are_json_values() -> None:
    for _, facts, _, _ in FAULTS:
        json.dumps([dict(fault.facts) for fault in faults_of(facts)])


# --- text that is kept ----------------------------------------------------------------------------


def test_decomposed_input_gives_the_same_inspection() -> None:
    text = as_text(minimal())
    assert parse_inspection(unicodedata.normalize("NFD", text)) == parse_inspection(text)


@pytest.mark.parametrize(
    "text", ["R&D", "a < b > c", 'tên "mới"', "tên 'mới'", "{{ year }}", "{% if %}", "C:\\", "50%"]
)
def test_signs_are_kept_as_they_were_typed(text: str) -> None:
    assert parse(minimal(subject=text)).subject == text


def test_escapes_of_json_are_letters_like_any_other() -> None:
    assert parse_inspection(json.dumps(minimal())) == parse(minimal())


# --- pointers and labels --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "pointer"),
    [
        ((), "#"),
        (("units", 3, "visit", "start"), "#/units/3/visit/start"),
        (("a/b", "c~d"), "#/a~1b/c~0d"),
        (("tên đơn vị",), "#/t%C3%AAn%20%C4%91%C6%A1n%20v%E1%BB%8B"),
        (("100%",), "#/100%25"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_pointer_is_a_fragment(path: tuple[str | int, ...], pointer: str) -> None:
    assert pointer_to(path) == pointer


def test_a_field_called_like_a_mark_of_pydantic_is_still_found() -> None:
    (fault,) = faults_of(minimal(**{"[key]": 1}))
    assert (fault.code, fault.pointer, fault.label) == ("unknown-field", "#/%5Bkey%5D", "[key]")


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ((), "Dữ liệu"),
        (("year",), "Năm kiểm tra"),
        (("units", 0, "visit", "sessions", 2, "date"), "Ngày làm việc"),
        (("units", 0, "remediation", "open", 0, "state"), "Tình trạng"),
        (("plan", "number"), "Số, ký hiệu"),
        (("period", 0), "Thời kỳ kiểm tra"),
        (("units", 0, "nowhere", "deeper"), "Đơn vị được kiểm tra"),
        (("documents", "decision"), "decision"),
        (("documents", "decision", "archive", "unit"), "Đơn vị soạn thảo"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_label_is_the_title_of_the_field(path: tuple[str | int, ...], label: str) -> None:
    assert label_of(path) == label


@pytest.mark.parametrize("read", [lambda text: text, str.encode], ids=["text", "bytes"])
def test_text_and_bytes_are_read_alike(read: Callable[[str], bytes | str]) -> None:
    assert parse_inspection(read(as_text(minimal()))).year == 2026


def test_an_error_pydantic_has_no_name_for_here_is_a_value_that_cannot_be_used() -> None:
    error = {"type": "decimal_parsing", "loc": ("year",), "msg": "", "input": "x"}
    assert loading.fault_of(error).code == "value-invalid"  # type: ignore[arg-type]
