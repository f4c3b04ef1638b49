"""Header, number, place, day and signature block."""

from __future__ import annotations

from typing import Any

import pytest

from service.drafting.issuing import issuing_body, print_signature
from tests.domain.facts import Facts, body, minimal
from tests.drafting.cases import cycle, decided, draft, issued, lacking, lead_agency, subject_of, team

KT = {"mode": "KT", "full_name": "Đinh Thế Truyền", "own_title": "Phó Chủ tịch"}


def authority(**changes: Any) -> Facts:
    facts: Facts = minimal()["authority"]
    return {**facts, **changes}


def without(facts: Facts, name: str) -> Facts:
    return {key: value for key, value in facts.items() if key != name}


@pytest.mark.parametrize(
    ("facts", "kind", "superior", "lines"),
    [
        (cycle(), "decision", None, ("ỦY BAN NHÂN DÂN", "TỈNH SƠN LA")),
        (cycle(), "notice", "UBND TỈNH SƠN LA", ("ĐOÀN KIỂM TRA", "CÔNG TÁC CẢI CÁCH HÀNH CHÍNH")),
        (cycle(), "follow_up", "UBND TỈNH SƠN LA", ("SỞ NỘI VỤ",)),
        (cycle(lead_agency=without(lead_agency(), "superior")), "follow_up", None, ("SỞ NỘI VỤ",)),
        (
            cycle(team=team(short_name="Đoàn phúc tra"), form="re_inspection"),
            "minutes",
            "UBND TỈNH SƠN LA",
            ("ĐOÀN PHÚC TRA", "CÔNG TÁC CẢI CÁCH HÀNH CHÍNH"),
        ),
    ],
    ids=["authority", "team", "lead agency", "no superior", "named team"],
)
def test_the_header_is_that_of_the_issuer(
    facts: Facts, kind: str, superior: str | None, lines: tuple[str, ...]
) -> None:
    document = draft(facts, kind).document
    assert (document.superior, document.issuer_lines) == (superior, lines)


@pytest.mark.parametrize(
    ("facts", "kind", "number"),
    [
        (cycle(), "decision", "2847/QĐ-UBND"),
        (cycle(), "notice", "05/TB-ĐKT"),
        (cycle(), "minutes", "03/BB-ĐKT"),
        (cycle(), "conclusion", "06/TB-ĐKT"),
        (cycle(), "follow_up", "41/SNV-CCHC"),
        (cycle(team=team(abbreviation="ĐPT")), "notice", "05/TB-ĐPT"),
        (cycle(team=team(seal=None)), "conclusion", "06/TB-SNV"),
        (cycle(issued("notice", form="official_letter", archive={"unit": "TH"})), "notice", "05/ĐKT-TH"),
        (cycle(issued("follow_up", symbol="SNV-CCHC&VTLT")), "follow_up", "41/SNV-CCHC&VTLT"),
        (cycle(issued("notice", number=None)), "notice", "       /TB-ĐKT"),
        (cycle(documents={}), "decision", "       /QĐ-UBND"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_number_and_symbol_follow_from_kind_and_issuer(facts: Facts, kind: str, number: str) -> None:
    assert draft(facts, kind).document.number == number


@pytest.mark.parametrize(
    ("facts", "kind", "place", "day"),
    [
        (cycle(), "decision", "Sơn La", "ngày 02 tháng 11 năm 2026"),
        (cycle(issued("notice", place="Mai Sơn")), "notice", "Mai Sơn", "ngày 01 tháng 12 năm 2026"),
        (
            cycle(issued("notice", date=None, month="2026-12")),
            "notice",
            "Sơn La",
            "ngày      tháng 12 năm 2026",
        ),
        (cycle(issued("notice", date=None)), "notice", "Sơn La", "ngày      tháng      năm"),
        (
            cycle(lead_agency=lead_agency(place="Phường Tô Hiệu")),
            "follow_up",
            "Phường Tô Hiệu",
            "ngày 25 tháng 01 năm 2027",
        ),
    ],
    ids=["decision", "given place", "month alone", "blank", "lead agency"],
)
def test_place_and_day_are_those_of_the_issuance(facts: Facts, kind: str, place: str, day: str) -> None:
    document = draft(facts, kind).document
    assert (document.place, document.day) == (place, day)


def test_a_paper_decision_repeats_its_number_on_the_list() -> None:
    document = draft(decided(), "decision").document
    assert (document.attached_number, document.attached_day) == (document.number, document.day)


def test_an_electronic_decision_leaves_room_for_number_and_day_on_the_list() -> None:
    document = draft(decided(medium="electronic"), "decision").document
    assert document.attached_number == "       /QĐ-UBND"
    assert document.attached_day == "ngày      tháng      năm        "
    assert (document.number, document.day) == ("2847/QĐ-UBND", "ngày 02 tháng 11 năm 2026")


@pytest.mark.parametrize(
    ("facts", "kind", "lines", "other_post", "name"),
    [
        (cycle(), "decision", ("CHỦ TỊCH",), None, "Lường Minh Phấng"),
        (decided(signatory=KT), "decision", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), None, "Đinh Thế Truyền"),
        (
            decided(signatory={"mode": "TM", "full_name": "Lường Minh Phấng"}),
            "decision",
            ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
            None,
            "Lường Minh Phấng",
        ),
        (cycle(), "follow_up", ("GIÁM ĐỐC",), None, "Nguyễn Trọng Khản"),
        (
            cycle(issued("follow_up", signatory={"mode": "TM", "full_name": "Lò Thị Biên"})),
            "follow_up",
            ("TM. SỞ NỘI VỤ", "GIÁM ĐỐC"),
            None,
            "Lò Thị Biên",
        ),
        (
            cycle(),
            "notice",
            ("TM. ĐOÀN KIỂM TRA", "TRƯỞNG ĐOÀN"),
            "PHÓ GIÁM ĐỐC SỞ NỘI VỤ",
            "Cầm Hải Thoan",
        ),
        (cycle(team=team(seal=None)), "minutes", ("TM. ĐOÀN KIỂM TRA", "TRƯỞNG ĐOÀN"), None, "Cầm Hải Thoan"),
        (
            cycle(team=team(seal="authority", short_name="Đoàn phúc tra")),
            "minutes",
            ("TM. ĐOÀN PHÚC TRA", "TRƯỞNG ĐOÀN"),
            "PHÓ GIÁM ĐỐC SỞ NỘI VỤ",
            "Cầm Hải Thoan",
        ),
    ],
    ids=[
        "chairman",
        "deputy",
        "committee",
        "director",
        "department",
        "team",
        "team without seal",
        "own name",
    ],
)
def test_the_head_of_the_issuer_signs_unless_given(
    facts: Facts, kind: str, lines: tuple[str, ...], other_post: str | None, name: str
) -> None:
    signature = draft(facts, kind).document.signature
    assert (signature.lines, signature.other_post, signature.name) == (lines, other_post, name)


def test_nobody_signs_before_somebody_is_named() -> None:
    subject = subject_of(cycle(authority=without(authority(), "head_name")), "decision")
    signature = print_signature(subject, issuing_body(subject))
    assert (signature.lines, signature.other_post, signature.name) == ((), None, "")


@pytest.mark.parametrize(
    ("signatory", "line", "issued_by"),
    [
        (None, "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SƠN LA", "Chủ tịch Ủy ban nhân dân tỉnh Sơn La"),
        (KT, "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SƠN LA", "Chủ tịch Ủy ban nhân dân tỉnh Sơn La"),
        ({**KT, "mode": "TM_KT"}, "ỦY BAN NHÂN DÂN TỈNH SƠN LA", "Ủy ban nhân dân tỉnh Sơn La"),
    ],
    ids=["self", "KT", "TM_KT"],
)
def test_the_authority_line_agrees_with_the_signature(
    signatory: Facts | None, line: str, issued_by: str
) -> None:
    document = draft(decided(signatory=signatory), "decision").document
    assert (document.authority_line, document.issued_by) == (line, issued_by)


@pytest.mark.parametrize(
    ("facts", "kind", "issuer", "is_by_team"),
    [
        (cycle(), "notice", "Đoàn kiểm tra", True),
        (cycle(team=team(seal=None)), "notice", "Sở Nội vụ", False),
        (
            cycle(issued("follow_up", issuer="authority", archive={"unit": "NC"})),
            "follow_up",
            "Ủy ban nhân dân tỉnh Sơn La",
            False,
        ),
    ],
    ids=["team", "no seal", "authority"],
)
def test_running_text_calls_the_issuer_by_name(
    facts: Facts, kind: str, issuer: str, is_by_team: bool
) -> None:
    document = draft(facts, kind).document
    assert (document.issuer, document.is_by_team) == (issuer, is_by_team)


@pytest.mark.parametrize(
    ("facts", "kind", "pointers"),
    [
        (cycle(authority=without(authority(), "abbreviation")), "decision", ["#/authority/abbreviation"]),
        (cycle(authority=without(authority(), "place")), "decision", ["#/authority/place"]),
        (cycle(authority=without(authority(), "place")), "notice", ["#/authority/place"]),
        (cycle(authority=without(authority(), "head_name")), "decision", ["#/authority/head_name"]),
        (
            cycle(lead_agency=body("Sở Nội vụ")),
            "follow_up",
            ["#/lead_agency/abbreviation", "#/lead_agency/place", "#/lead_agency/head_name"],
        ),
        (cycle(issued("follow_up", archive={})), "follow_up", ["#/units/0/documents/follow_up/archive/unit"]),
        (
            cycle(issued("notice", form="official_letter")),
            "notice",
            ["#/units/0/documents/notice/archive/unit"],
        ),
    ],
    ids=["abbreviation", "place", "place of the team", "head", "all of a body", "letter", "notice as letter"],
)
def test_what_issuing_needs_and_nobody_gave_is_missing(facts: Facts, kind: str, pointers: list[str]) -> None:
    assert lacking(facts, kind) == pointers


def test_what_is_given_for_the_document_is_not_missed_of_the_body() -> None:
    given = {"symbol": "SNV-CCHC", "place": "Sơn La", "signatory": {"full_name": "Nguyễn Trọng Khản"}}
    facts = cycle(issued("follow_up", **given), lead_agency=body("Sở Nội vụ"))
    assert draft(facts, "follow_up").document.number == "41/SNV-CCHC"
