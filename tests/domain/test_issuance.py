"""Symbols and numbers, days, signature blocks and citations."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from service.domain.issuance import (
    Issuance,
    LegalBasis,
    Reference,
    Signatory,
    SigningMode,
    make_symbol,
    print_day,
    print_number,
)
from tests.domain.facts import Facts, reference


def cite(**changes: Any) -> Reference:
    return Reference.model_validate_json(json.dumps(reference(**changes)))


def signatory(**facts: Any) -> Signatory:
    return Signatory.model_validate_json(json.dumps({"full_name": "Đinh Thế Truyền", **facts}))


def issuance(**facts: Any) -> Issuance:
    return Issuance.model_validate_json(json.dumps(facts))


def fault_in(make: Any, **facts: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        make(**facts)
    return str(caught.value.errors()[0]["type"])


# --- number and symbol --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("type_abbreviation", "issuer", "unit", "symbol"),
    [
        ("QĐ", "UBND", None, "QĐ-UBND"),
        ("TB", "ĐKT", "CCHC", "TB-ĐKT"),
        (None, "SNV", "CCHC", "SNV-CCHC"),
        (None, "SNV", None, "SNV"),
    ],
)
def test_a_letter_names_its_drafting_unit_and_anything_else_its_type(
    type_abbreviation: str | None, issuer: str, unit: str | None, symbol: str
) -> None:
    assert make_symbol(type_abbreviation=type_abbreviation, issuer=issuer, unit=unit) == symbol


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (1, "01/QĐ-UBND"),
        (9, "09/QĐ-UBND"),
        (10, "10/QĐ-UBND"),
        (372, "372/QĐ-UBND"),
        (None, "       /QĐ-UBND"),
    ],
)
def test_a_number_has_two_digits_or_room_for_them(number: int | None, printed: str) -> None:
    assert print_number(number, "QĐ-UBND") == printed


@given(st.integers(1, 999_999))
def test_every_number_can_be_read_back(number: int) -> None:
    printed = print_number(number, "TB-ĐKT")
    assert int(printed.split("/")[0]) == number
    assert re.fullmatch(r"\d{2,}/TB-ĐKT", printed)


@pytest.mark.parametrize(
    ("date", "month", "printed"),
    [
        (dt.date(2026, 2, 3), None, "ngày 03 tháng 02 năm 2026"),
        (dt.date(2026, 3, 10), None, "ngày 10 tháng 3 năm 2026"),
        (None, "2024-02", "ngày      tháng 02 năm 2024"),
        (None, "2026-09", "ngày      tháng 9 năm 2026"),
        (None, "2026-11", "ngày      tháng 11 năm 2026"),
        (None, None, "ngày      tháng      năm"),
    ],
)
def test_what_is_not_known_of_the_day_stays_blank(
    date: dt.date | None, month: str | None, printed: str
) -> None:
    assert print_day(date, month) == printed


@pytest.mark.parametrize("symbol", ["QĐ-UBND", "TTr-SNV", "UBND-NC", "SNV-CCHC&VTLT", "QyĐ-UBND", "ĐKT-TH"])
def test_a_symbol_of_groups_is_taken(symbol: str) -> None:
    assert issuance(symbol=symbol).symbol == symbol


@pytest.mark.parametrize(
    ("symbol", "fault"),
    {
        "CV-SNV": "symbol-cv",
        "SNV-CV": "symbol-cv",
        "SNV": "string_pattern_mismatch",
        "QĐ - UBND": "string_pattern_mismatch",
        "qđ-UBND": "string_pattern_mismatch",
        "QĐ-ubnd": "string_pattern_mismatch",
        "2026/QĐ-UBND": "string_pattern_mismatch",
        "QĐ-" + "U" * 60: "string_too_long",
    }.items(),
)
def test_no_other_symbol_is(symbol: str, fault: str) -> None:
    assert fault_in(issuance, symbol=symbol) == fault


def test_a_month_is_given_only_without_a_day() -> None:
    assert issuance(month="2026-12").date is None
    assert fault_in(issuance, month="2026-12", date="2026-12-01") == "month-besides-date"
    assert fault_in(issuance, month="2026-13") == "string_pattern_mismatch"


@pytest.mark.parametrize(
    ("number", "fault"), [(0, "greater_than_equal"), (1_000_000, "less_than_equal"), ("7", "int_type")]
)
def test_a_number_is_a_positive_integer(number: object, fault: str) -> None:
    assert fault_in(issuance, number=number) == fault


def test_overridden_recipients_are_at_least_one() -> None:
    assert fault_in(issuance, recipients=[]) == "too_short"
    assert issuance().recipients is None


# --- who signs ----------------------------------------------------------------------------------

BLOCKS: list[tuple[str, Facts, str, str, tuple[str, ...]]] = [
    ("chairman", {"mode": "self"}, "Chủ tịch", "Ủy ban nhân dân", ("CHỦ TỊCH",)),
    ("deputy", {"mode": "KT", "own_title": "Phó Chủ tịch"}, "Chủ tịch", "", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
    ("committee", {"mode": "TM"}, "Chủ tịch", "Ủy ban nhân dân", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    (
        "committee, deputy",
        {"mode": "TM_KT", "own_title": "Phó Chủ tịch"},
        "Chủ tịch",
        "Ủy ban nhân dân",
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ),
    ("acting", {"mode": "Q"}, "Chủ tịch", "", ("Q. CHỦ TỊCH",)),
    (
        "head of office",
        {"mode": "TL", "own_title": "Chánh Văn phòng"},
        "Chủ tịch",
        "",
        ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
    ),
    (
        "deputy head of office",
        {"mode": "TL_KT", "ordered_title": "Chánh Văn phòng", "own_title": "Phó Chánh Văn phòng"},
        "Chủ tịch",
        "",
        ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
    ),
    (
        "delegated",
        {"mode": "TUQ", "own_title": "Giám đốc Sở Nội vụ"},
        "Chủ tịch",
        "",
        ("TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ NỘI VỤ"),
    ),
    ("director", {}, "Giám đốc", "Sở Nội vụ", ("GIÁM ĐỐC",)),
    (
        "deputy director",
        {"mode": "KT", "own_title": "Phó Giám đốc"},
        "Giám đốc",
        "",
        ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    ),
    ("team", {"mode": "TM"}, "Trưởng đoàn", "Đoàn kiểm tra", ("TM. ĐOÀN KIỂM TRA", "TRƯỞNG ĐOÀN")),
    (
        "own words",
        {"mode": "TM", "head_title": "Trưởng ban", "collective": "Ban Chỉ đạo"},
        "Chủ tịch",
        "Ủy ban",
        ("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN"),
    ),
]


@pytest.mark.parametrize(
    ("facts", "head", "collective", "lines"), [case[1:] for case in BLOCKS], ids=[case[0] for case in BLOCKS]
)
def test_the_block_is_that_of_the_table(
    facts: Facts, head: str, collective: str, lines: tuple[str, ...]
) -> None:
    assert signatory(**facts).block(head_title=head, collective=collective) == lines


def test_every_way_of_signing_is_in_the_table() -> None:
    assert {signatory(**case[1]).mode for case in BLOCKS} == set(SigningMode)


def test_only_tm_signs_for_the_body() -> None:
    modes = {
        mode
        for mode in SigningMode
        if signatory(mode=mode.value, own_title="Phó", ordered_title="Chánh").is_for_body
    }
    assert modes == {SigningMode.ON_BEHALF, SigningMode.ON_BEHALF_DEPUTY}


@pytest.mark.parametrize("mode", ["KT", "TM_KT", "TL", "TL_KT", "TUQ"])
def test_who_signs_for_another_states_the_own_post(mode: str) -> None:
    assert fault_in(signatory, mode=mode, ordered_title="Chánh Văn phòng") == "own-title-missing"


def test_a_deputy_signing_by_order_names_whose_order_it_was() -> None:
    assert fault_in(signatory, mode="TL_KT", own_title="Phó Chánh Văn phòng") == "ordered-title-missing"


@pytest.mark.parametrize(
    "name",
    [
        "TS. Lò Văn Inh",
        "PGS.TS Lò Văn Inh",
        "ThS Lò Văn Inh",
        "Tiến sĩ Lò Văn Inh",
        "Kỹ sư Lò Văn Inh",
        "BSCKII. Lò Văn Inh",
    ],
)
def test_no_rank_or_degree_stands_before_the_name(name: str) -> None:
    assert fault_in(signatory, full_name=name) == "rank-before-name"


@pytest.mark.parametrize(
    "name", ["Tsan Văn Lỉn", "Ksor H'Nhan", "Cử A Chống", "Giáo Thị Sử", "Bạc Cầm Thiệp"]
)
def test_a_name_that_only_looks_like_a_rank_is_a_name(name: str) -> None:
    assert signatory(full_name=name).full_name == name


@pytest.mark.parametrize("field", ["head_title", "own_title", "ordered_title"])
@pytest.mark.parametrize(
    "post", ["Phó Chủ tịch thường trực", "Phó Giám đốc Phụ trách", "Phó Giám đốc điều hành"]
)
def test_posts_the_state_does_not_provide_for_are_refused(field: str, post: str) -> None:
    assert fault_in(signatory, **{field: post}) == "post-not-official"


# --- other documents ----------------------------------------------------------------------------


def test_a_document_is_cited_in_full_and_then_in_short() -> None:
    letter = cite(abstract="Về việc đôn đốc khắc phục.")
    assert letter.short == "Công văn số 38/SNV-CCHC"
    assert letter.full == f"{letter.short} ngày 12 tháng 01 năm 2027 của Sở Nội vụ về việc đôn đốc khắc phục"


@pytest.mark.parametrize(
    ("kind", "abstract", "cited"),
    [
        ("Quyết định", "Ban hành Kế hoạch kiểm tra", "ban hành Kế hoạch kiểm tra"),
        ("Quyết định", "Về việc thành lập Đoàn", "về việc thành lập Đoàn"),
        ("Quyết định", "UBND tỉnh giao nhiệm vụ", "UBND tỉnh giao nhiệm vụ"),
        ("Báo cáo", "kết quả khắc phục", "về kết quả khắc phục"),
        ("Thông báo", "về kết luận kiểm tra", "về kết luận kiểm tra"),
        ("Công văn", "V/v đôn đốc khắc phục", "về việc đôn đốc khắc phục"),
        ("Tờ trình", "thành lập Đoàn kiểm tra", "về việc thành lập Đoàn kiểm tra"),
    ],
)
def test_the_abstract_follows_the_issuer_as_a_sentence_needs_it(kind: str, abstract: str, cited: str) -> None:
    assert cite(type=kind, abstract=abstract).full.endswith(f" của Sở Nội vụ {cited}")


@pytest.mark.parametrize(
    ("kind", "name", "short"),
    [
        ("Luật", "Tổ chức chính quyền địa phương", "Luật Tổ chức chính quyền địa phương"),
        ("Luật", "Luật Tổ chức chính quyền địa phương", "Luật Tổ chức chính quyền địa phương"),
        ("Bộ luật", "Lao động", "Bộ luật Lao động"),
        ("Pháp lệnh", "Chi phí tố tụng", "Pháp lệnh Chi phí tố tụng"),
    ],
)
def test_a_law_is_cited_by_name_and_day_alone(kind: str, name: str, short: str) -> None:
    law = LegalBasis.model_validate_json(json.dumps({"type": kind, "date": "2025-06-16", "abstract": name}))
    assert (law.short, law.full) == (short, f"{short} ngày 16 tháng 6 năm 2025")


@pytest.mark.parametrize(
    ("absent", "missing"),
    [
        ({"number": None}, "Số, ký hiệu"),
        ({"issuer": None}, "Cơ quan ban hành"),
        ({"number": None, "issuer": None}, "Số, ký hiệu, Cơ quan ban hành"),
    ],
)
def test_any_other_document_is_cited_with_number_and_issuer(absent: Facts, missing: str) -> None:
    with pytest.raises(ValidationError) as caught:
        cite(**absent)
    error = caught.value.errors()[0]
    assert (error["type"], error["ctx"]) == ("reference-incomplete", {"missing": missing})


@pytest.mark.parametrize(
    "number", ["05/TB-ĐKT", "118/2025/NĐ-CP", "2847/QĐ-UBND", "12a/QĐ-UBND", "63/2010/NĐ-CP"]
)
def test_numbers_of_real_documents_are_taken(number: str) -> None:
    assert cite(number=number).number == number


@pytest.mark.parametrize("number", ["5/TB-ĐKT", "05", "số 05/TB", "05/TB ĐKT", "/TB-ĐKT"])
def test_other_numbers_are_not(number: str) -> None:
    assert fault_in(cite, number=number) == "string_pattern_mismatch"
