"""Every rule is broken by changing exactly one thing, and nothing else is found then."""

from __future__ import annotations

import json
from typing import Any

import pytest

from service.domain.checks import RULES, UNDECIDED, CheckFinding, Level
from service.domain.loading import parse_inspection
from service.messages import FAULTS, describe_finding
from tests.domain.checks.cases import (
    GONE,
    HEAD,
    LONG,
    ROOT,
    check,
    example,
    good,
    person,
    reference,
    serious,
)

LETTER = reference("Công văn", "38/SNV-CCHC", "2027-01-05", "Sở Nội vụ", "về việc đôn đốc khắc phục")
SELF_REPORT = reference("Báo cáo", "88/BC-STP", "2026-10-29", "Sở Tư pháp", "tự kiểm tra")
ADDED = reference("Tờ trình", "2012/TTr-SNV", "2026-12-04", "Sở Nội vụ", "về việc bổ sung đơn vị")
SECOND = {
    "id": "so-xay-dung",
    "body": {"name": "Sở Xây dựng", "kind": "department"},
    "documents": {"notice": {"number": 7, "date": "2026-12-08"}},
}


def surprise(**changes: Any) -> dict[str, Any]:
    return example("surprise-2026", **changes)


GOOD: dict[str, dict[str, Any]] = {
    "everything at its limit": good(),
    "as good as no data": example("minimal"),
    "TIME-01 in working days": good(
        rules__notice_unit="working_days", units__0__documents__notice__date="2026-11-30"
    ),
    "TIME-03 a holiday is no working day": good(
        units__0__visit__start="2026-11-23",
        units__0__visit__end="2026-11-27",
        units__0__record=GONE,
        units__0__report=GONE,
        units__0__report_due=GONE,
        units__0__conclusion=GONE,
        units__0__remediation=GONE,
        units__0__documents={"notice": {"number": 5, "date": "2026-11-13"}},
    ),
    "TIME-04 not chosen yet": good(units__0__visit__subordinate_units=GONE),
    "TIME-05 a surprise": surprise(),
    "TIME-06 the last day": good(self_reports=[SELF_REPORT]),
    "TIME-10 no number of the plan's own": good(**LONG),
    "TIME-12 added in time": good(units__0__added_by=ADDED, planned_bodies=["Sở Tư pháp"]),
    "XDOC-03 a member named by post alone": good(
        units__0__record__team_present=[HEAD, person("Vì Văn Choi", "Phó Trưởng phòng, Sở Tư pháp")]
    ),
    "XDOC-06 in the plan": good(planned_bodies=["Sở Y tế", "Sở Tư pháp"]),
    "XDOC-08 another issuer": good(
        units__0__documents__notice={"number": 3, "date": "2026-12-04", "issuer": "lead_agency"}
    ),
    "TEAM-01 a body with a longer name": good(team__members__0__body="Sở Y"),
}

U = "units__0__"
LAW = {"type": "Luật", "date": "2025-06-16", "abstract": "Tổ chức chính quyền địa phương"}
DIRECTOR = person("Lò Thị Biên", "Giám đốc, Sở Y tế")
RECENT = {**LETTER, "number": "39/SNV-CCHC", "date": "2027-01-12"}
SECOND_LETTER = {**RECENT, "number": "40/SNV-CCHC", "date": "2027-01-20"}
SAME_ID = {"id": "tt-01", "area": "procedures", "kind": "shortcoming", "text": "Thiếu biên nhận"}
OPEN = {"requirement": "yc-01", "state": "Chưa thực hiện"}


def without_papers(**changes: Any) -> dict[str, Any]:
    """The inspection before anything but the decision was written."""
    parts = ("report", "report_due", "record", "conclusion", "remediation", "documents")
    return good(**{f"{U}{part}": GONE for part in parts}, **changes)


def with_unit(unit: dict[str, Any]) -> dict[str, Any]:
    facts = good()
    return {**facts, "units": [*facts["units"], unit]}


def with_part(**facts: Any) -> dict[str, Any]:
    """A subordinate unit of the one that is inspected."""
    body = {"name": "Chi cục Dân số", "kind": "unit", "superior": "Sở Y tế"}
    return with_unit({"id": "chi-cuc-dan-so", "body": body, "part_of": "so-y-te", **facts})


def signed(kind: str, **signatory: Any) -> dict[str, Any]:
    return good(**{f"{U}documents__{kind}__signatory": signatory})


NO_EVIDENCE = {f"{U}record__findings__0__evidence": []}
OLD_LAW = {"type": "Luật", "date": "2015-06-19", "abstract": "Tổ chức chính quyền địa phương"}
DEADLINE = f"{U}conclusion__requirements__0__deadline"
BODY = f"{U}body__name"
BROKEN: list[tuple[str, str, dict[str, Any], list[str]]] = [
    ("time-01", "warning", good(**{f"{U}documents__notice__date": "2026-12-05"}), ["TIME-01"]),
    (
        "time-01-working",
        "warning",
        good(rules__notice_unit="working_days", **{f"{U}documents__notice__date": "2026-12-01"}),
        ["TIME-01", "TIME-01b"],
    ),
    (
        "time-02",
        "warning",
        good(**{f"{U}report__date": "2026-12-10", **NO_EVIDENCE}),
        ["TIME-02"],
    ),
    ("time-02-due", "warning", good(**{f"{U}report_due": "2026-12-10"}), ["TIME-02"]),
    ("time-03-long", "warning", good(rules__duration={"min": 1, "max": 3}), ["TIME-03"]),
    ("time-03-short", "warning", good(rules__duration={"min": 5, "max": 6}), ["TIME-03"]),
    ("time-04", "warning", good(**{f"{U}visit__subordinate_units": ["Chi cục Dân số"]}), ["TIME-04"]),
    (
        "time-05-notice",
        "error",
        surprise(units__0__documents__notice={"number": 1, "date": "2026-10-12", "issuer": "lead_agency"}),
        ["TIME-05"],
    ),
    (
        "time-05-report",
        "warning",
        surprise(units__0__report=reference("Báo cáo", "12/BC-UBND", "2026-10-12", "UBND phường", "kết quả")),
        ["TIME-05"],
    ),
    ("time-05-trigger", "warning", surprise(trigger=GONE), ["TIME-05"]),
    ("time-06", "warning", good(self_reports=[{**SELF_REPORT, "date": "2026-10-30"}]), ["TIME-06"]),
    ("time-07", "error", good(period__start="2026-12-14"), ["TIME-07"]),
    ("time-07-end", "warning", good(period__end="2026-12-18"), ["TIME-07"]),
    ("time-08", "warning", good(**{f"{U}documents__minutes__date": "2026-12-18"}), ["TIME-08"]),
    ("time-08-session", "warning", good(**{f"{U}record__ended_at": "2026-12-18T10:00:00"}), ["TIME-08"]),
    ("time-09", "warning", good(rules__conclusion_days=14), ["TIME-09"]),
    ("time-10", "warning", good(rules__remediation_days=14), ["TIME-10"]),
    (
        "time-11",
        "error",
        good(**{f"{U}remediation__earlier": [LETTER], f"{U}remediation__reminder": 2}),
        ["TIME-11", "XDOC-01"],
    ),
    ("time-12", "warning", good(**{f"{U}added_by": {**ADDED, "date": "2026-12-05"}}), ["TIME-12"]),
    ("time-12-issuer", "warning", good(**{f"{U}added_by": {**ADDED, "issuer": "Sở Y tế"}}), ["TIME-12"]),
    (
        "time-11-order",
        "error",
        good(**{f"{U}remediation__earlier": [{**LETTER, "date": "2027-02-01"}]}),
        ["TIME-11"],
    ),
    (
        "time-11-count",
        "error",
        good(**{f"{U}remediation__earlier": [RECENT, SECOND_LETTER], f"{U}remediation__reminder": 2}),
        ["TIME-11"],
    ),
    (
        "time-11-count",
        "warning",
        good(**{f"{U}remediation__earlier": [RECENT], f"{U}remediation__reminder": 3}),
        ["TIME-11"],
    ),
    ("time-13", "warning", good(documents__decision__dispatched="2026-11-04"), ["TIME-13"]),
    ("time-13-before", "error", good(documents__decision__dispatched="2026-10-30"), ["TIME-13"]),
    (
        "time-13-unsigned",
        "error",
        good(documents__decision={"number": 2847, "dispatched": "2026-11-02"}),
        ["TIME-13"],
    ),
    ("xdoc-01", "error", good(proposal__date="2026-11-03"), ["XDOC-01"]),
    (
        "xdoc-02",
        "warning",
        good(**{f"{U}record__findings__0__evidence": ["Báo cáo số 412/BC-SYT ngày 08 tháng 12 năm 2026"]}),
        ["XDOC-02"],
    ),
    (
        "xdoc-02-issuer",
        "warning",
        good(**{f"{U}prior_conclusion": {**good()["proposal"], "issuer": "Sở Tài chính"}}),
        ["XDOC-02"],
    ),
    ("xdoc-02-unit", "warning", good(**{f"{U}report__issuer": "Sở Xây dựng"}), ["XDOC-02"]),
    ("xdoc-02-basis", "warning", good(legal_bases=[LAW, LAW]), ["XDOC-02"]),
    (
        "xdoc-03-unknown",
        "warning",
        good(**{f"{U}record__team_present__0": person("Lường Thị Thoa", "Chuyên viên Sở Nội vụ")}),
        ["XDOC-03"],
    ),
    (
        "xdoc-03-post",
        "warning",
        good(**{f"{U}record__team_present__0__post": "Giám đốc Sở Nội vụ"}),
        ["XDOC-03"],
    ),
    ("xdoc-03-twice", "error", good(**{f"{U}record__others_present": [DIRECTOR]}), ["XDOC-03"]),
    (
        "xdoc-03-side",
        "error",
        good(**{f"{U}record__unit_present": [person("Tòng Thị Xiên", "Chuyên viên, Sở Tài chính")]}),
        ["XDOC-03"],
    ),
    ("xdoc-03-signer", "error", signed("notice", mode="TM", full_name="Lò Thị Biên"), ["XDOC-03"]),
    (
        "xdoc-03-signer-post",
        "warning",
        signed("notice", mode="TM", full_name=HEAD["full_name"], other_post="Giám đốc Sở Nội vụ"),
        ["XDOC-03"],
    ),
    (
        "xdoc-03-instead",
        "error",
        signed("notice", mode="TM_KT", full_name=HEAD["full_name"], own_title="Phó Trưởng đoàn"),
        ["XDOC-03"],
    ),
    ("xdoc-03-head", "error", signed("notice", mode="TM", full_name="Mùa A Vảng"), ["XDOC-03"]),
    (
        "xdoc-03-other-head",
        "warning",
        good(
            documents__decision__signatory={"full_name": "Đinh Thế Truyền"},
        ),
        ["XDOC-03"],
    ),
    (
        "xdoc-04",
        "warning",
        good(areas=["procedures", "civil_service"], **{f"{U}record__findings__1": GONE}),
        ["XDOC-04"],
    ),
    ("xdoc-05-none", "warning", good(**{f"{U}conclusion__shortcomings__0__finding_ids": []}), ["XDOC-05"]),
    (
        "xdoc-05-result",
        "warning",
        good(**{f"{U}conclusion__shortcomings__0__finding_ids": ["cd-01"]}),
        ["XDOC-05"],
    ),
    ("xdoc-04-plan", "warning", good(plan__abstract="ban hành Kế hoạch kiểm tra năm 2025"), ["XDOC-04"]),
    ("xdoc-05-id", "error", good(**{f"{U}record__findings__1": SAME_ID}), ["XDOC-05"]),
    (
        "xdoc-05-open",
        "error",
        good(**{f"{U}remediation__open": [OPEN, OPEN]}),
        ["XDOC-05"],
    ),
    ("xdoc-06-part", "warning", with_part(body={"name": "Thanh tra Sở", "kind": "unit"}), ["XDOC-06"]),
    ("xdoc-06", "warning", good(planned_bodies=["Sở Tư pháp"]), ["XDOC-06", "TIME-12"]),
    ("xdoc-07-since", "warning", good(team__valid_from="2026-12-07"), ["XDOC-07"]),
    (
        "xdoc-07-self",
        "error",
        good(documents__decision__issuer="team"),
        ["XDOC-07"],
    ),
    ("xdoc-07-term", "error", good(team__valid_from="2026-11-01"), ["XDOC-07"]),
    ("xdoc-07-visit", "warning", without_papers(team__valid_to="2026-12-16"), ["XDOC-07"]),
    (
        "xdoc-07-visit-since",
        "warning",
        without_papers(team__valid_to=GONE, team__valid_from="2026-12-15"),
        ["XDOC-07"],
    ),
    ("xdoc-07-until", "warning", good(team__valid_to="2027-01-07"), ["XDOC-07"]),
    (
        "xdoc-07-seal",
        "warning",
        good(
            team__seal=GONE,
            **{
                f"{U}documents__notice__issuer": "team",
                f"{U}documents__conclusion": GONE,
                f"{U}documents__follow_up": GONE,
            },
        ),
        ["XDOC-07"],
    ),
    ("xdoc-08-twice", "error", good(plan__number="2847/QĐ-UBND"), ["XDOC-08"]),
    ("xdoc-08-order", "warning", good(plan__number="2900/QĐ-UBND"), ["XDOC-08"]),
    (
        "xdoc-12-past",
        "error",
        good(**{DEADLINE: "2027-01-08"}),
        ["XDOC-12"],
    ),
    ("xdoc-12-day-off", "warning", good(**{f"{U}remediation__new_due": "2027-02-27"}), ["XDOC-12"]),
    ("xdoc-12-shorter", "warning", good(**{f"{U}conclusion__report_due": "2027-03-01"}), ["XDOC-12"]),
    (
        "xdoc-12-earlier",
        "error",
        good(**{DEADLINE: "2027-03-01"}),
        ["XDOC-12"],
    ),
    ("xdoc-13-symbol", "warning", good(documents__decision__symbol="KH-UBND"), ["XDOC-13"]),
    ("xdoc-13-form", "warning", good(documents__decision__form="typed"), ["XDOC-13"]),
    (
        "xdoc-13-recipient",
        "warning",
        good(documents__decision__recipients=[{"text": "Như Điều 5"}]),
        ["XDOC-09", "XDOC-13"],
    ),
    (
        "leg-01-replaced",
        "warning",
        good(
            legal_bases__0={
                "type": "Luật",
                "date": "2015-06-19",
                "abstract": "Tổ chức chính quyền địa phương",
            }
        ),
        ["ND30-LEG-01", "XDOC-10"],
    ),
    ("leg-01-ended", "warning", good(legal_bases__0__ended="2026-11-02"), ["ND30-LEG-01", "XDOC-10"]),
    (
        "leg-01-not-yet",
        "warning",
        good(legal_bases__0__effective_from="2026-11-03"),
        ["ND30-LEG-01", "XDOC-10"],
    ),
    (
        "leg-01-norm",
        "warning",
        good(period__start="2025-07-01", **{f"{U}record__findings__0__norm": "Nghị định số 61/2018/NĐ-CP"}),
        ["ND30-LEG-01", "XDOC-10"],
    ),
    (
        "leg-02-not-yet",
        "warning",
        example("inspection-2024", units__0__conclusion__requirements__4__addressee="Sở Dân tộc và Tôn giáo"),
        ["ND30-LEG-02", "XDOC-10"],
    ),
    (
        "leg-02-replaced",
        "warning",
        good(**{f"{U}conclusion__requirements__1__addressee": "Sở Kế hoạch và Đầu tư"}),
        ["ND30-LEG-02", "XDOC-10"],
    ),
    (
        "unit-01-authority",
        "error",
        without_papers(**{f"{U}body": {"name": "UBND tỉnh Sơn La", "kind": "province_committee"}}),
        ["UNIT-01"],
    ),
    (
        "unit-01-twice",
        "error",
        with_unit(
            {
                **SECOND,
                "body": {"name": "Sở Y tế", "kind": "department", "superior": "UBND tỉnh Sơn La"},
                "documents": {},
            }
        ),
        ["UNIT-01"],
    ),
    (
        "unit-01-superior",
        "error",
        with_part(body={"name": "Chi cục Dân số", "kind": "unit", "superior": "Sở Xây dựng"}),
        ["UNIT-01"],
    ),
    ("unit-01-kind", "error", good(authority__kind="commune_committee"), ["UNIT-01"]),
    ("unit-01-kind", "warning", without_papers(**{BODY: "Ủy ban nhân dân xã Mai Sơn"}), ["UNIT-01"]),
    (
        "unit-01-kind",
        "warning",
        without_papers(**{f"{U}body": {"name": "UBND xã Mai Sơn", "kind": "province_committee"}}),
        ["UNIT-01"],
    ),
    ("unit-01-own", "error", good(**{f"{U}visit__subordinate_units__1": "Sở Y tế"}), ["UNIT-01"]),
    ("unit-01-listed", "error", good(**{f"{U}visit__subordinate_units__1": "Chi cục  dân số"}), ["UNIT-01"]),
    ("unit-02-day-off", "warning", without_papers(**{f"{U}visit__start": "2026-12-13"}), ["UNIT-02"]),
    ("unit-02-year", "warning", without_papers(year=2027, plan=GONE), ["UNIT-02"]),
    (
        "unit-02-outside",
        "warning",
        with_part(visit={"start": "2026-12-17", "end": "2026-12-18", "place": "Chi cục"}),
        ["UNIT-02"],
    ),
    ("team-01", "error", good(**{f"{U}visit__subordinate_units__1": "Sở Tài chính"}), ["TEAM-01"]),
    ("team-01", "error", without_papers(**{BODY: "Sở Tài chính"}), ["TEAM-01"]),
    (
        "team-01",
        "warning",
        without_papers(rules__own_body_members=True, **{BODY: "Sở Tài chính"}),
        ["TEAM-01"],
    ),
]
REMARKS: list[tuple[str, dict[str, Any]]] = [
    (
        "unit-02-overlap",
        with_unit(
            {
                **SECOND,
                "visit": {"start": "2026-12-17", "end": "2026-12-18", "place": "Trụ sở"},
                "documents": {},
            }
        ),
    ),
    ("time-04-none", good(**{f"{U}visit__subordinate_units": []})),
    ("time-10", good(**LONG)),
    (
        "leg-01-unknown",
        good(legal_bases__0={"type": "Luật", "date": "2026-06-19", "abstract": "Kiểm tra hành chính"}),
    ),
    (
        "calendar-unknown",
        good(
            year=2031,
            plan=GONE,
            team__valid_to=GONE,
            units=[
                {
                    "id": "so-y-te",
                    "body": {"name": "Sở Y tế", "kind": "department"},
                    "visit": {"start": "2031-03-03", "end": "2031-03-05", "place": "Sở Y tế"},
                }
            ],
        ),
    ),
]


def rules_of(found: CheckFinding) -> list[str]:
    return [found.rule, *found.also]


@pytest.mark.parametrize("name", GOOD)
def test_what_keeps_a_rule_is_let_by(name: str) -> None:
    assert serious(GOOD[name]) == []


@pytest.mark.parametrize(("code", "level", "facts", "rules"), BROKEN, ids=[case[0] for case in BROKEN])
def test_a_broken_rule_is_found_and_no_other(
    code: str, level: str, facts: dict[str, Any], rules: list[str]
) -> None:
    assert serious(facts) == [(code, level)]
    (found,) = (finding for finding in check(facts) if finding.level is not Level.INFO)
    assert rules_of(found) == rules


@pytest.mark.parametrize(("code", "facts"), REMARKS, ids=[case[0] for case in REMARKS])
def test_a_remark_is_no_warning(code: str, facts: dict[str, Any]) -> None:
    assert serious(facts) == []
    assert code in [finding.code for finding in check(facts)]


def test_every_rule_and_every_sentence_has_a_case() -> None:
    broken = {rule for *_, rules in BROKEN for rule in rules}
    assert {rule.id for rule in RULES} <= broken
    codes = {code for code, *_ in BROKEN} | {code for code, _ in REMARKS}
    prefixes = ("time-0", "time-1", "xdoc-", "leg-", "team-0", "unit-0", "calendar-")
    assert {code for code in FAULTS if code.startswith(prefixes)} - codes == {"leg-02-ended"}


def test_every_level_that_a_rule_announces_is_met_and_no_other() -> None:
    met = {(found.rule, found.level) for *_, facts, _ in BROKEN for found in check(facts)}
    met |= {(found.rule, found.level) for _, facts in REMARKS for found in check(facts)}
    announced = {(rule.id, level) for rule in RULES for level in rule.levels}
    assert met - {("TIME-03", Level.INFO)} == announced


def test_every_finding_points_into_the_data_and_says_what_to_do() -> None:
    for *_, facts, _ in BROKEN:
        for found in check(facts):
            sentence = describe_finding(found)
            assert "Hãy" in sentence and "…" not in sentence and "{" not in sentence, sentence
            place: Any = parse_inspection(json.dumps(facts)).model_dump()
            for step in found.pointer.removeprefix("#/").split("/")[:-1]:
                place = place[int(step) if step.isdecimal() else step]


def test_the_guide_lists_every_rule_with_its_levels() -> None:
    guide = (ROOT / "docs" / "checks.vi.md").read_text(encoding="utf-8")
    names = {Level.ERROR: "lỗi", Level.WARNING: "cảnh báo", Level.INFO: "lưu ý"}
    for rule in RULES:
        levels = ", ".join(names[level] for level in rule.levels)
        assert f"| {rule.id} | {rule.title} | {levels} |" in guide
    for rule_id, reason in UNDECIDED.items():
        assert f"| {rule_id} | {reason} |" in guide
    assert guide.count("\n| TIME-") + guide.count("\n| XDOC-") == 13 + 13


# --- the worked examples of documents.md, section 13 ------------------------------------------------


def sentence_of(code: str, facts: dict[str, Any]) -> str:
    return next(describe_finding(found) for found in check(facts) if found.code == code)


def test_the_notice_of_the_worked_example_is_due_on_the_fourth_of_december() -> None:
    late = good(**{f"{U}documents__notice__date": "2026-12-07"})
    assert "chậm nhất 04/12/2026" in sentence_of("time-01", late)


def test_the_report_of_the_worked_example_is_due_on_the_ninth_of_december() -> None:
    assert "chậm nhất 09/12/2026" in sentence_of("time-02-due", good(**{f"{U}report_due": "2026-12-11"}))


def test_the_minutes_of_the_worked_example_are_made_on_the_last_day() -> None:
    late = good(**{f"{U}documents__minutes__date": "2026-12-18"})
    assert "vào ngày 17/12/2026" in sentence_of("time-08", late)


def test_the_conclusion_of_the_worked_example_is_due_on_the_eighth_of_january() -> None:
    late = good(team__valid_to=GONE, **{f"{U}documents__conclusion__date": "2027-01-11"})
    assert "chậm nhất 08/01/2027" in sentence_of("time-09", late)


def test_a_week_with_the_culture_day_has_four_working_days() -> None:
    assert serious(GOOD["TIME-03 a holiday is no working day"]) == []
    short = good(units__0__visit__start="2024-11-25", units__0__visit__end="2024-11-29")
    assert "là 5 ngày làm việc, quá 4 ngày. Hãy kết thúc chậm nhất 28/11/2024." in sentence_of(
        "time-03-long", short
    )
