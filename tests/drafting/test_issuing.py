"""Header, number, place, day and signature block."""

from __future__ import annotations

from typing import Any

import pytest

from service.drafting.issuing import issuing_body, print_signature
from tests.domain.facts import Facts, body, minimal, person
from tests.drafting.cases import (
    cycle,
    decided,
    draft,
    issued,
    lacking,
    lead_agency,
    missing_in,
    subject_of,
    team,
)

KT = {"mode": "KT", "full_name": "Đinh Thế Truyền", "own_title": "Phó Chủ tịch"}
TM = {"mode": "TM", "full_name": "Lường Minh Phấng"}


def authority(**changes: Any) -> Facts:
    facts: Facts = minimal()["authority"]
    return {**facts, **changes}


def led_by(post: str, **changes: Any) -> Facts:
    """The team under the same head in another post."""
    return team(head=person("Cầm Hải Thoan", post), **changes)


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
            cycle(form="re_inspection"),
            "minutes",
            "UBND TỈNH SƠN LA",
            ("ĐOÀN PHÚC TRA", "CÔNG TÁC CẢI CÁCH HÀNH CHÍNH"),
        ),
        (
            cycle(form="surprise"),
            "minutes",
            "UBND TỈNH SƠN LA",
            ("ĐOÀN KIỂM TRA", "ĐỘT XUẤT CÔNG TÁC CẢI CÁCH HÀNH CHÍNH"),
        ),
        (
            cycle(team=team(name="Đoàn kiểm tra liên ngành năm 2026")),
            "minutes",
            "UBND TỈNH SƠN LA",
            ("ĐOÀN KIỂM TRA", "LIÊN NGÀNH"),
        ),
        (
            cycle(team=team(name="Tổ kiểm tra liên ngành")),
            "minutes",
            "UBND TỈNH SƠN LA",
            ("TỔ KIỂM TRA LIÊN NGÀNH",),
        ),
        (
            cycle(team=team(name="Đoàn kiểm tra năm 2026")),
            "minutes",
            "UBND TỈNH SƠN LA",
            ("ĐOÀN KIỂM TRA",),
        ),
        (
            cycle(lead_agency={**lead_agency(), "name": "Văn phòng UBND tỉnh Sơn La", "kind": "office"}),
            "follow_up",
            "UBND TỈNH SƠN LA",
            ("VĂN PHÒNG",),
        ),
    ],
    ids=[
        "authority",
        "team",
        "lead agency",
        "no superior",
        "re-inspection",
        "surprise",
        "named team",
        "team of another name",
        "short name alone",
        "office",
    ],
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
        (cycle(team=team(abbreviation="TKT")), "notice", "05/TB-TKT"),
        (cycle(form="re_inspection"), "conclusion", "06/TB-ĐPT"),
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
            decided(signatory=TM),
            "decision",
            ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
            None,
            "Lường Minh Phấng",
        ),
        (cycle(), "follow_up", ("GIÁM ĐỐC",), None, "Nguyễn Trọng Khản"),
        (
            cycle(issued("follow_up", signatory={**TM, "collective": "Hội đồng tư vấn"})),
            "follow_up",
            ("TM. HỘI ĐỒNG TƯ VẤN", "GIÁM ĐỐC"),
            None,
            "Lường Minh Phấng",
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
            cycle(team=led_by("Phó Chủ tịch UBND tỉnh", seal="authority"), form="re_inspection"),
            "minutes",
            ("TM. ĐOÀN PHÚC TRA", "TRƯỞNG ĐOÀN"),
            "PHÓ CHỦ TỊCH UBND TỈNH",
            "Cầm Hải Thoan",
        ),
    ],
    ids=[
        "chairman",
        "deputy",
        "committee",
        "director",
        "collective of a department",
        "team",
        "team without seal",
        "re-inspection with the authority's seal",
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


# --- who may not sign, and how -----------------------------------------------------------------------


def only_fault(facts: Facts, kind: str) -> tuple[str, str, Facts]:
    (fault,) = missing_in(facts, kind)
    return fault.code, fault.pointer, dict(fault.facts)


@pytest.mark.parametrize("mode", ["TL", "TL_KT", "TUQ"])
def test_a_decision_is_not_signed_by_order_or_delegation(mode: str) -> None:
    signatory = {**KT, "mode": mode, "ordered_title": "Chánh Văn phòng"}
    assert only_fault(decided(signatory=signatory), "decision") == (
        "mode-not-for-decision",
        "#/documents/decision/signatory/mode",
        {"mode": mode},
    )


@pytest.mark.parametrize("mode", ["self", "KT", "Q", "TM", "TM_KT"])
def test_a_decision_is_signed_by_the_head_or_for_the_body(mode: str) -> None:
    assert (
        draft(decided(signatory={**KT, "mode": mode}), "decision").document.signature.name == KT["full_name"]
    )


def test_a_letter_may_be_signed_by_order() -> None:
    signed = issued("follow_up", signatory={**KT, "mode": "TL", "own_title": "Chánh Văn phòng"})
    assert draft(cycle(signed), "follow_up").document.signature.lines == ("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG")


@pytest.mark.parametrize("mode", ["TM", "TM_KT"])
def test_nobody_signs_for_the_collective_of_a_department(mode: str) -> None:
    facts = cycle(issued("follow_up", signatory={**KT, "mode": mode}))
    assert only_fault(facts, "follow_up") == (
        "mode-not-for-body",
        "#/units/0/documents/follow_up/signatory/mode",
        {"mode": mode, "body": "Sở Nội vụ"},
    )


@pytest.mark.parametrize("kind", ["notice", "conclusion"])
def test_a_team_without_seal_issues_minutes_alone(kind: str) -> None:
    facts = cycle(issued(kind, issuer="team"), team=team(seal=None))
    code, pointer, _ = only_fault(facts, kind)
    assert (code, pointer) == ("team-without-seal", f"#/units/0/documents/{kind}/issuer")
    assert draft(facts, "minutes").document.is_by_team


@pytest.mark.parametrize(
    ("post", "seal", "is_right"),
    [
        ("Phó Giám đốc Sở Nội vụ", "lead_agency", True),
        ("Phó Giám đốc Sở Nội vụ", "authority", False),
        ("Phó Chủ tịch UBND tỉnh", "authority", True),
        ("Phó Chủ tịch Ủy ban nhân dân tỉnh Sơn La", "authority", True),
        ("Phó Chủ tịch UBND tỉnh", "lead_agency", False),
    ],
    ids=lambda value: str(value),
)
def test_the_head_of_the_team_has_a_post_in_the_body_of_the_seal(
    post: str, seal: str, is_right: bool
) -> None:
    """ND30-SIG-11."""
    facts = cycle(team=led_by(post, seal=seal))
    if is_right:
        assert draft(facts, "notice").document.signature.other_post
        return
    sealing = "Ủy ban nhân dân tỉnh Sơn La" if seal == "authority" else "Sở Nội vụ"
    told = {"body": sealing, "post": post}
    assert only_fault(facts, "notice") == ("post-not-of-seal", "#/team/head/post", told)


def test_another_signatory_need_not_have_the_post_of_the_head() -> None:
    signatory = {"mode": "TM", "full_name": "Vũ Thị Thanh Nhài"}
    facts = cycle(issued("notice", signatory=signatory), team=led_by("Chánh Thanh tra tỉnh"))
    assert draft(facts, "notice").document.signature.name == "Vũ Thị Thanh Nhài"
