"""The facts of an inspection as a template finds them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from service.domain.bodies import BodyKind
from service.drafting.data import ConclusionPart, RecordPart, RemediationPart, UnitPart
from tests.domain.facts import (
    Facts,
    body,
    conclusion,
    finding,
    minimal,
    person,
    record,
    reference,
    remediation,
    requirement,
    visit,
)
from tests.drafting.cases import UNIT, cycle, decided, draft, inspected, issued, team


def unit_of(facts: Facts, kind: str, unit_id: str = UNIT) -> UnitPart:
    unit = draft(facts, kind, unit_id).unit
    assert unit is not None
    return unit


def recorded(**changes: Any) -> RecordPart:
    found = unit_of(cycle(inspected(record=record(**changes))), "minutes").record
    assert found is not None
    return found


def concluded(*others: Facts, **changes: Any) -> ConclusionPart:
    main = inspected(conclusion=conclusion(**changes), remediation=None)
    found = unit_of(cycle(main, *others), "conclusion").conclusion
    assert found is not None
    return found


def followed(facts: Facts) -> RemediationPart:
    found = unit_of(facts, "follow_up").remediation
    assert found is not None
    return found


# --- the document itself ----------------------------------------------------------------------------


def test_a_decision_speaks_of_all_units_and_of_none_in_particular() -> None:
    data = draft(
        cycle(inspected(), inspected(id="chi-cuc", part_of=UNIT), inspected(id="b", visit=None)), "decision"
    )
    assert data.unit is None
    assert [(target.name, target.start) for target in data.units] == [
        ("Sở Y tế", dt.date(2026, 12, 14)),
        ("Sở Y tế", None),
    ]


def test_a_document_of_a_unit_speaks_of_that_unit_alone() -> None:
    data = draft(cycle(), "notice")
    assert data.units == ()
    assert data.unit is not None and data.unit.name == "Sở Y tế"


def test_a_decision_to_inspect_again_has_the_papers_of_the_last_time() -> None:
    prior = {
        "prior_conclusion": reference(type="Thông báo", number="08/TB-ĐKT", abstract="về kết luận kiểm tra"),
        "prior_remediation": reference(type="Báo cáo", number="64/BC-SYT", abstract="kết quả khắc phục"),
    }
    (target,) = draft(cycle(inspected(**prior), form="re_inspection"), "decision").units
    assert target.prior_conclusion is not None and target.prior_conclusion.short == "Thông báo số 08/TB-ĐKT"
    assert target.prior_remediation is not None and target.prior_remediation.short == "Báo cáo số 64/BC-SYT"


@pytest.mark.parametrize(
    ("facts", "kind", "form", "addressees"),
    [
        (cycle(), "decision", "typed", ()),
        (cycle(), "notice", "typed", ()),
        (cycle(), "minutes", "typed", ()),
        (
            cycle(issued("notice", form="official_letter", archive={"unit": "TH"})),
            "notice",
            "official_letter",
            ("Sở Y tế",),
        ),
        (cycle(), "follow_up", "official_letter", ("Sở Y tế",)),
        (
            cycle(inspected(remediation=remediation(addressees=["Sở Y tế", "Chi cục Dân số"]))),
            "follow_up",
            "official_letter",
            ("Sở Y tế", "Chi cục Dân số"),
        ),
    ],
    ids=["decision", "notice", "minutes", "notice as letter", "reminder", "several"],
)
def test_only_a_letter_addresses_somebody(
    facts: Facts, kind: str, form: str, addressees: tuple[str, ...]
) -> None:
    document = draft(facts, kind).document
    assert (document.form.value, document.addressees) == (form, addressees)


def test_a_notice_as_letter_goes_to_the_unit_whomever_a_reminder_goes_to() -> None:
    letter = issued("notice", form="official_letter", archive={"unit": "TH"})
    facts = cycle({**letter, "remediation": remediation(addressees=["Chi cục Dân số"])})
    assert draft(facts, "notice").document.addressees == ("Sở Y tế",)


@pytest.mark.parametrize(
    ("archive", "printed"),
    [
        ({}, None),
        ({"unit": "NC"}, "NC"),
        ({"drafter": "Tùng"}, "Tùng"),
        ({"unit": "NC", "drafter": "Tùng"}, "NC, Tùng"),
        ({"unit": "NC", "copies": 5}, "NC (05)"),
        ({"unit": "NC", "drafter": "Tùng", "copies": 15}, "NC (15), Tùng"),
        ({"drafter": "Tùng", "copies": 15}, "Tùng"),
    ],
    ids=str,
)
def test_the_archive_line_names_unit_copies_and_drafter(archive: Facts, printed: str | None) -> None:
    assert draft(decided(archive=archive), "decision").document.archive == printed


def test_recipients_are_the_templates_own_unless_given() -> None:
    assert draft(cycle(), "notice").document.recipients is None
    given = [{"text": "Sở Tài chính;", "note": "để phối hợp"}, {"text": "Báo Sơn La"}]
    assert draft(cycle(issued("notice", recipients=given)), "notice").document.recipients == (
        "Sở Tài chính (để phối hợp)",
        "Báo Sơn La",
    )


def test_an_urgency_mark_is_passed_on() -> None:
    assert draft(cycle(), "notice").document.urgency is None
    urgency = draft(cycle(issued("notice", urgency="flash")), "notice").document.urgency
    assert urgency is not None and urgency.value == "flash"


@pytest.mark.parametrize(
    ("facts", "kind", "abstract"),
    [
        (cycle(), "decision", "Về việc thành lập Đoàn kiểm tra công tác cải cách hành chính năm 2026"),
        (cycle(), "notice", "Lịch kiểm tra công tác cải cách hành chính năm 2026 tại Sở Y tế"),
        (cycle(), "minutes", "Kiểm tra công tác cải cách hành chính tại Sở Y tế"),
        (cycle(), "conclusion", "Kết luận kiểm tra công tác cải cách hành chính tại Sở Y tế"),
        (
            cycle(),
            "follow_up",
            "đôn đốc khắc phục tồn tại, hạn chế sau kiểm tra công tác cải cách hành chính",
        ),
    ],
    ids=["decision", "notice", "minutes", "conclusion", "follow_up"],
)
def test_the_abstract_says_what_the_document_is_about(facts: Facts, kind: str, abstract: str) -> None:
    assert draft(facts, kind).document.abstract == abstract


# --- inspection and team ----------------------------------------------------------------------------


def test_areas_come_in_the_order_of_the_plan() -> None:
    facts = cycle(areas=["digital_government", "procedures", "leadership"])
    assert draft(facts, "decision").inspection.areas == (
        "Công tác chỉ đạo, điều hành cải cách hành chính",
        "Cải cách thủ tục hành chính",
        "Xây dựng, phát triển chính quyền điện tử, chính quyền số",
    )


def test_the_inspection_keeps_its_plain_facts() -> None:
    part = draft(cycle(executors=["Giám đốc Sở Nội vụ."]), "decision").inspection
    assert (part.year, part.form.value, part.trigger) == (2026, "planned", None)
    assert part.executors == ("Giám đốc Sở Nội vụ",)
    assert (part.period.start, part.period.end) == (dt.date(2025, 1, 1), None)


def test_the_team_is_listed_with_role_and_area() -> None:
    members = [
        person("Hà Thị Phướng", "Sở Tư pháp", salutation="Bà", area="Cải cách thể chế"),
        {"post": "01 chuyên viên"},
    ]
    everyone = draft(cycle(team=team(members=members)), "decision").team.everyone
    assert [(one.called, one.role, one.area) for one in everyone] == [
        ("Ông Cầm Hải Thoan", "Trưởng đoàn", None),
        ("Bà Hà Thị Phướng", "Thành viên", "Cải cách thể chế"),
        (None, "Thành viên", None),
        ("Ông Mùa A Vảng", "Thư ký", None),
    ]


@pytest.mark.parametrize(("members", "is_listed_apart"), [(3, False), (4, True)])
def test_more_than_five_go_to_a_list_of_their_own(members: int, is_listed_apart: bool) -> None:
    facts = cycle(team=team(members=[{"post": f"0{number} chuyên viên"} for number in range(members)]))
    assert draft(facts, "decision").team.is_listed_apart is is_listed_apart


@pytest.mark.parametrize(("area", "has_areas"), [(None, False), ("Cải cách thể chế", True)])
def test_the_column_of_areas_is_there_if_one_is_assigned(area: str | None, has_areas: bool) -> None:
    facts = cycle(team=team(members=[{"post": "01 chuyên viên", "area": area}]))
    assert draft(facts, "decision").team.has_areas is has_areas


def test_bodies_of_members_are_named_once_in_their_order() -> None:
    members = [
        {"post": f"0{number} chuyên viên", "body": body}
        for number, body in enumerate(["Sở Tư pháp", "Sở Nội vụ", "Sở Tư pháp", None])
    ]
    assert draft(cycle(team=team(members=members)), "decision").team.bodies == ("Sở Tư pháp", "Sở Nội vụ")


@pytest.mark.parametrize(
    ("seal", "owner"),
    [("lead_agency", "Sở Nội vụ"), ("authority", "Ủy ban nhân dân tỉnh Sơn La"), (None, None)],
)
def test_the_seal_is_that_of_one_body_or_of_none(seal: str | None, owner: str | None) -> None:
    assert draft(cycle(team=team(seal=seal)), "decision").team.seal_of == owner


# --- a unit -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "rules", "due"),
    [
        ({}, {}, dt.date(2026, 12, 9)),
        ({}, {"report_days": 10}, dt.date(2026, 12, 4)),
        ({"report_due": "2026-12-07"}, {}, dt.date(2026, 12, 7)),
    ],
    ids=["five days", "ten days", "given"],
)
def test_the_report_is_due_so_many_days_before_the_visit(changes: Facts, rules: Facts, due: dt.date) -> None:
    assert unit_of(cycle(inspected(**changes), rules=rules), "notice").report_due == due


def test_without_a_visit_no_report_is_due() -> None:
    assert unit_of(cycle(inspected(visit=None)), "minutes").report_due is None


def test_a_visit_without_sessions_has_no_schedule() -> None:
    facts = cycle(inspected(visit=visit(start_time="08:00:00", subordinate_units=["Trạm Y tế"])))
    found = unit_of(facts, "notice").visit
    assert found is not None and found.subordinate_units == ("Trạm Y tế",)
    assert (found.start, found.end, found.start_time) == (
        dt.date(2026, 12, 14),
        dt.date(2026, 12, 17),
        dt.time(8),
    )
    assert found.sessions == ()


def test_a_session_is_at_the_unit_unless_it_is_elsewhere() -> None:
    sessions = [
        {"date": "2026-12-14", "content": "Nghe báo cáo."},
        {"date": "2026-12-15", "end_time": "17:00:00", "body": "Trạm Y tế", "place": "Xã Mai Sơn"},
    ]
    found = unit_of(cycle(inspected(visit=visit(sessions=sessions))), "notice").visit
    assert found is not None
    assert [(line.body, line.place, line.content, line.end_time) for line in found.sessions] == [
        ("Sở Y tế", "Trụ sở Sở Y tế", "Nghe báo cáo", None),
        ("Trạm Y tế", "Xã Mai Sơn", None, dt.time(17)),
    ]


def test_a_subordinate_unit_says_whose_it_is() -> None:
    commune = body("Ủy ban nhân dân xã Mai Sơn", "commune_committee")
    facts = cycle({**inspected(), "body": commune}, inspected(id="tram-y-te", part_of=UNIT))
    below, above = unit_of(facts, "minutes", "tram-y-te"), unit_of(facts, "minutes")
    assert (below.parent, below.parent_short) == ("Ủy ban nhân dân xã Mai Sơn", "UBND xã Mai Sơn")
    assert (above.parent, above.parent_short) == (None, None)
    assert (below.kind, above.kind) == (BodyKind.DEPARTMENT, BodyKind.COMMUNE_COMMITTEE)


def test_what_the_minutes_state_is_in_the_minutes_alone() -> None:
    assert unit_of(cycle(), "minutes").record is not None
    assert unit_of(cycle(), "conclusion").record is None


def test_a_unit_before_its_inspection_has_neither_conclusion_nor_remediation() -> None:
    before = unit_of(cycle(inspected(conclusion=None, remediation=None)), "notice")
    assert (before.conclusion, before.remediation) == (None, None)
    without_conclusion = unit_of(cycle(inspected(conclusion=None)), "notice")
    assert without_conclusion.remediation is None


def test_head_and_secretary_come_from_the_team() -> None:
    found = recorded()
    assert (found.chair.called, found.secretary.called) == ("Ông Cầm Hải Thoan", "Ông Mùa A Vảng")
    clerk = person("Quàng Thị Inh")
    found = recorded(secretary=clerk, team_present=[person("Cầm Hải Thoan"), clerk])
    assert found.secretary.called == "Quàng Thị Inh"


def test_findings_stand_under_their_area_and_kind() -> None:
    found = recorded(
        findings=[
            finding("procedures", "shortcoming", "Quá hạn", norm="Nghị định", evidence=["Danh sách"]),
            finding("leadership", "result", "Kế hoạch"),
            finding("procedures", "result", "Đúng hạn"),
            finding("procedures", "shortcoming", "Chưa niêm yết"),
        ]
    )
    assert len(found.areas) == 7
    by_name = {area.name: area for area in found.areas}
    procedures = by_name["Cải cách thủ tục hành chính"]
    assert [item.text for item in procedures.results] == ["Đúng hạn"]
    assert [item.text for item in procedures.shortcomings] == ["Quá hạn", "Chưa niêm yết"]
    assert (procedures.shortcomings[0].norm, procedures.shortcomings[0].evidence) == (
        "Nghị định",
        ("Danh sách",),
    )
    assert by_name["Cải cách thể chế"].results == by_name["Cải cách thể chế"].shortcomings == ()


def test_a_finding_outside_the_areas_looked_at_brings_its_area_in() -> None:
    facts = cycle(inspected(record=record(findings=[finding("public_finance")])), areas=["leadership"])
    found = unit_of(facts, "minutes").record
    assert found is not None
    assert [area.name for area in found.areas] == [
        "Công tác chỉ đạo, điều hành cải cách hành chính",
        "Cải cách tài chính công",
    ]


def test_minutes_keep_their_plain_facts() -> None:
    sample = {"file": "Cấp giấy phép", "received": "2026-12-01"}
    found = recorded(
        samples=[sample], pages=4, copies=3, handed_over=["Danh sách."], team_requests=["Bổ sung;"]
    )
    assert (found.pages, found.copies, found.handed_over, found.team_requests) == (
        4,
        3,
        ("Danh sách",),
        ("Bổ sung",),
    )
    assert found.samples[0].received == dt.date(2026, 12, 1)
    assert found.refusal is None and found.team_conclusion is None
    refused = recorded(refusal={"person": "Ông Lò Văn Hặc", "reason": "Không nhất trí."}).refusal
    assert refused is not None
    assert (refused.side.value, refused.reason, refused.witnesses) == ("unit", "Không nhất trí", ())


# --- conclusion and reminder ------------------------------------------------------------------------


def test_a_conclusion_takes_over_what_the_minutes_recorded() -> None:
    found = concluded()
    assert [(area.name, [item.text for item in area.results]) for area in found.results] == [
        ("Công tác chỉ đạo, điều hành cải cách hành chính", ["Ban hành kế hoạch đúng hạn"])
    ]
    assert [(area.name, [item.text for item in area.shortcomings]) for area in found.shortcomings] == [
        ("Cải cách thủ tục hành chính", ["Hồ sơ quá hạn"])
    ]


def test_a_conclusion_takes_over_what_was_recorded_at_subordinate_units() -> None:
    elsewhere = record(findings=[finding("procedures", text="Không ghi giờ hẹn trả", id="px-01")])
    found = concluded(inspected(id="chi-cuc", part_of=UNIT, record=elsewhere))
    assert [item.text for item in found.shortcomings[0].shortcomings] == [
        "Hồ sơ quá hạn",
        "Không ghi giờ hẹn trả",
    ]


def test_a_conclusion_may_word_results_and_shortcomings_anew() -> None:
    found = concluded(
        results=[{"area": "institutions", "text": "Rà soát văn bản đầy đủ"}],
        shortcomings=[
            {
                "area": "procedures",
                "text": "Còn hồ sơ quá hạn",
                "norm": "Nghị định",
                "evidence": ["Danh sách"],
            }
        ],
    )
    assert [area.name for area in found.results] == ["Cải cách thể chế"]
    (shortcoming,) = found.shortcomings[0].shortcomings
    assert (shortcoming.text, shortcoming.norm, shortcoming.evidence) == (
        "Còn hồ sơ quá hạn",
        "Nghị định",
        ("Danh sách",),
    )


def test_a_conclusion_may_find_nothing_wrong() -> None:
    found = concluded(shortcomings=[])
    assert found.shortcomings == () and found.results


def test_requirements_are_grouped_by_whom_they_are_asked_of_the_unit_first() -> None:
    found = concluded(
        requirements=[
            requirement("yc-01", addressee="Sở Tài chính", action="Thẩm định"),
            requirement("yc-02", action="Niêm yết"),
            requirement("yc-03", addressee="Sở Tài chính", action="Hướng dẫn"),
            requirement("yc-04", addressee="Sở Y tế", action="Kiểm điểm"),
        ]
    )
    assert [(asked.addressee, [item.action for item in asked.items]) for asked in found.asked] == [
        ("Sở Y tế", ["Niêm yết", "Kiểm điểm"]),
        ("Sở Tài chính", ["Thẩm định", "Hướng dẫn"]),
    ]


def test_who_is_asked_nothing_is_not_named() -> None:
    found = concluded(requirements=[requirement(addressee="Sở Tài chính")])
    assert [asked.addressee for asked in found.asked] == ["Sở Tài chính"]


@pytest.mark.parametrize(("supervisor", "name"), [(None, "Sở Nội vụ"), ("Thanh tra tỉnh", "Thanh tra tỉnh")])
def test_the_lead_agency_follows_up_unless_another_is_named(supervisor: str | None, name: str) -> None:
    assert concluded(supervisor=supervisor).supervisor == name


@pytest.mark.parametrize(
    ("changes", "asked", "notified"),
    [
        ({}, None, ("Sở Nội vụ",)),
        ({"supervisor": "Thanh tra tỉnh"}, None, ("Thanh tra tỉnh", "Sở Nội vụ")),
        ({"supervisor": "Sở Y tế"}, "Sở Y tế", ("Sở Nội vụ",)),
        ({}, "Sở Tài chính", ("Sở Nội vụ", "Sở Tài chính")),
        ({"supervisor": "Sở Tài chính"}, "Sở Tài chính", ("Sở Tài chính", "Sở Nội vụ")),
        ({}, "Ủy ban nhân dân tỉnh Sơn La", ("Sở Nội vụ",)),
        ({}, "UBND tỉnh Sơn La", ("Sở Nội vụ",)),
    ],
    ids=["nobody", "supervisor", "unit", "asked", "both", "authority", "authority in short"],
)
def test_who_must_act_or_follow_up_besides_the_unit_is_notified_once(
    changes: Facts, asked: str | None, notified: tuple[str, ...]
) -> None:
    assert concluded(requirements=[requirement(addressee=asked)], **changes).notified == notified


def test_an_issuer_does_not_notify_itself() -> None:
    facts = cycle(inspected(remediation=None), team=team(seal=None))
    found = unit_of(facts, "conclusion").conclusion
    assert found is not None and found.notified == ()


def test_a_conclusion_without_shortcomings_may_have_no_causes() -> None:
    assert concluded(shortcomings=[], causes=None).causes is None


def test_what_is_open_is_repeated_with_its_old_and_new_deadline() -> None:
    asked = conclusion(
        requirements=[requirement("yc-01"), requirement("yc-02", action="Niêm yết", deadline="2027-01-18")]
    )
    still_open = [
        {"requirement": "yc-02", "state": "Đang thực hiện", "new_deadline": "2027-03-15"},
        {"requirement": "yc-01", "state": "Chưa thực hiện"},
    ]
    found = followed(cycle(inspected(conclusion=asked, remediation=remediation(open=still_open))))
    assert [(line.action, line.deadline, line.state, line.new_deadline) for line in found.open] == [
        ("Niêm yết", dt.date(2027, 1, 18), "Đang thực hiện", dt.date(2027, 3, 15)),
        ("Giải quyết hồ sơ quá hạn", dt.date(2027, 1, 15), "Chưa thực hiện", dt.date(2027, 2, 26)),
    ]
    assert (found.first_due, found.new_due, found.reminder) == (dt.date(2027, 1, 20), dt.date(2027, 2, 26), 1)


@pytest.mark.parametrize(
    ("day", "is_overdue"), [("2027-01-20", False), ("2027-01-21", True), (None, False)], ids=str
)
def test_a_reminder_says_overdue_only_after_the_day(day: str | None, is_overdue: bool) -> None:
    assert followed(cycle(issued("follow_up", date=day))).is_overdue is is_overdue


@pytest.mark.parametrize(
    ("deadline", "new"),
    [("2027-02-25", dt.date(2027, 2, 26)), ("2027-03-31", dt.date(2027, 3, 31))],
    ids=["past", "still to come"],
)
def test_a_new_deadline_is_never_before_that_of_the_conclusion(deadline: str, new: dt.date) -> None:
    asked = conclusion(requirements=[requirement(deadline=deadline)])
    (line,) = followed(cycle(inspected(conclusion=asked))).open
    assert line.new_deadline == new


@pytest.mark.parametrize(
    ("changes", "reminder"),
    [
        ({}, 1),
        ({"reminder": 1}, 1),
        ({"earlier": [reference()]}, 2),
        ({"earlier": [reference(), reference(number="44/SNV-CCHC")]}, 3),
        ({"earlier": [reference()], "reminder": 4}, 4),
    ],
    ids=["first", "first and counted", "second", "third", "counted otherwise"],
)
def test_a_reminder_is_counted_by_the_letters_before_it(changes: Facts, reminder: int) -> None:
    assert followed(cycle(inspected(remediation=remediation(**changes)))).reminder == reminder


@pytest.mark.parametrize(
    ("day", "is_late"), [("2027-01-20", False), ("2027-01-21", True), (None, False)], ids=str
)
def test_a_report_after_the_day_came_late(day: str | None, is_late: bool) -> None:
    received = reference(type="Báo cáo", number="64/BC-SYT", date=day) if day else None
    found = followed(cycle(inspected(remediation=remediation(received=received))))
    assert found.is_received_late is is_late


@pytest.mark.parametrize(
    ("form", "what"),
    [
        ("planned", "kiểm tra"),
        ("surprise", "kiểm tra đột xuất"),
        ("re_inspection", "phúc tra"),
    ],
)
def test_a_letter_before_the_day_reminds_and_a_later_one_urges(form: str, what: str) -> None:
    work = f"{what} công tác cải cách hành chính"
    early, late = (cycle(issued("follow_up", date=day), form=form) for day in ("2027-01-20", "2027-01-21"))
    assert (followed(early).is_before_due, followed(late).is_before_due) == (True, False)
    assert draft(early, "follow_up").document.abstract == f"nhắc thực hiện kết luận {work}"
    assert draft(late, "follow_up").document.abstract == f"đôn đốc khắc phục tồn tại, hạn chế sau {work}"


def test_drafting_twice_gives_the_same() -> None:
    assert draft(cycle(), "conclusion") == draft(cycle(), "conclusion")
    assert draft(minimal(), "decision") == draft(minimal(), "decision")
