"""Each limit of a rule: the day before, the day itself, the day after; with the plan's numbers and others."""

from __future__ import annotations

from typing import Any

import pytest

from service.messages import describe_finding
from tests.domain.checks.cases import GONE, check, example, good, reference

U = "units__0__"
NOTICE, MINUTES = f"{U}documents__notice__date", f"{U}documents__minutes__date"
CONCLUSION, LETTER = f"{U}documents__conclusion__date", f"{U}documents__follow_up__date"
START, END = f"{U}visit__start", f"{U}visit__end"
DUE, NEW_DUE = f"{U}conclusion__report_due", f"{U}remediation__new_due"
SENT = "documents__decision__dispatched"
THREE = ["Chi cục Dân số", "Bệnh viện Đa khoa tỉnh", "Trung tâm Kiểm nghiệm"]
DISTRICT = {"name": "UBND huyện Mai Sơn", "kind": "district_committee"}
EARLIER = f"{U}remediation__earlier"


def visit(start: str, end: str, **changes: Any) -> dict[str, Any]:
    """A unit that is only visited, from `start` to `end`, in a year of which the calendar knows."""
    parts = ("report", "report_due", "record", "conclusion", "remediation", "documents")
    given = {START: start, END: end, **{f"{U}{part}": GONE for part in parts}, **changes}
    return good(year=int(start[:4]), plan=GONE, team__valid_to=GONE, **given)


def noticed(start: str, date: str, **rules: Any) -> dict[str, Any]:
    """A notice of `date` for a visit that begins on `start`."""
    given = {f"rules__{name}": value for name, value in rules.items()}
    documents = {"notice": {"number": 5, "date": date}}
    return visit(start, start, **{f"{U}documents": documents, "documents__decision": GONE}, **given)


def self_report(date: str, **rules: Any) -> dict[str, Any]:
    report = reference("Báo cáo", "88/BC-STP", date, "Sở Tư pháp", "tự kiểm tra")
    return good(self_reports=[report], **{f"rules__{name}": value for name, value in rules.items()})


def letters(*dates: str) -> dict[str, Any]:
    return good(
        **{
            EARLIER: [
                reference("Công văn", f"{number}/SNV-CCHC", date, "Sở Nội vụ", "về việc đôn đốc khắc phục")
                for number, date in enumerate(dates, start=31)
            ]
        }
    )


def concluded(ended: str, date: str, days: int = 15) -> dict[str, Any]:
    """A visit that ends on `ended`, concluded on `date`."""
    return visit(
        ended, ended, rules__conclusion_days=days, **{f"{U}documents": {"conclusion": {"date": date}}}
    )


def sent(signed: str, dispatched: str) -> dict[str, Any]:
    return visit("2026-12-14", "2026-12-17", documents__decision={"date": signed, "dispatched": dispatched})


ADDED = reference("Tờ trình", "2012/TTr-SNV", "2026-12-04", "Sở Nội vụ", "về việc bổ sung đơn vị")
CASES: list[tuple[str, dict[str, Any], bool]] = [
    # TIME-01: ten days, as the plan of the seed has it
    ("time-01", good(**{NOTICE: "2026-12-03"}), False),
    ("time-01", good(**{NOTICE: "2026-12-04"}), False),
    ("time-01", good(**{NOTICE: "2026-12-05"}), True),
    ("time-01", good(rules__notice_days=9, **{NOTICE: "2026-12-05"}), False),
    ("time-01", good(rules__notice_days=9, **{NOTICE: "2026-12-06"}), True),
    # what counts is the day on which it leaves
    ("time-01", good(**{f"{U}documents__notice__dispatched": "2026-12-04"}), False),
    ("time-01", good(**{f"{U}documents__notice__dispatched": "2026-12-07"}), True),
    # working days: across Tết of 2026 (16 to 20/02), and a Saturday worked in exchange (10/01/2026)
    ("time-01-working", noticed("2026-03-02", "2026-02-09", notice_unit="working_days"), False),
    ("time-01-working", noticed("2026-03-02", "2026-02-10", notice_unit="working_days"), True),
    (
        "time-01-working",
        noticed("2026-01-13", "2026-01-09", notice_unit="working_days", notice_days=3),
        False,
    ),
    ("time-01-working", noticed("2026-01-13", "2026-01-10", notice_unit="working_days", notice_days=3), True),
    # across 24/11: a holiday in 2026, none in 2025
    (
        "time-01-working",
        noticed("2026-11-26", "2026-11-23", notice_unit="working_days", notice_days=2),
        False,
    ),
    ("time-01-working", noticed("2026-11-26", "2026-11-25", notice_unit="working_days", notice_days=2), True),
    (
        "time-01-working",
        noticed("2025-11-26", "2025-11-24", notice_unit="working_days", notice_days=2),
        False,
    ),
    # TIME-02
    ("time-02", good(**{f"{U}report__date": "2026-12-09"}), False),
    ("time-02", good(**{f"{U}report__date": "2026-12-10"}), True),
    ("time-02", good(rules__report_days=4, **{f"{U}report__date": "2026-12-10"}), False),
    ("time-02-due", good(**{f"{U}report_due": "2026-12-09"}), False),
    ("time-02-due", good(**{f"{U}report_due": "2026-12-10"}), True),
    ("time-02-due", good(rules__report_days=4, **{f"{U}report_due": "2026-12-10"}), False),
    # TIME-03
    ("time-03-long", visit("2026-12-14", "2026-12-17"), False),
    ("time-03-long", visit("2026-12-14", "2026-12-18"), True),
    ("time-03-short", visit("2026-12-14", "2026-12-15"), False),
    ("time-03-short", visit("2026-12-14", "2026-12-14"), True),
    ("time-03-long", visit("2026-12-14", "2026-12-18", rules__duration={"min": 2, "max": 5}), False),
    # four working days in a week with 24/11, five the year before
    ("time-03-long", visit("2026-11-23", "2026-11-27"), False),
    ("time-03-long", visit("2025-11-24", "2025-11-28"), True),
    # Tết in the middle; two days of 02/9 (01/9 and 02/9 in 2026, with 31/8 given off for 22/8)
    ("time-03-long", visit("2026-02-12", "2026-02-24"), False),
    ("time-03-long", visit("2026-02-12", "2026-02-25"), True),
    ("time-03-long", visit("2026-08-27", "2026-09-04"), False),
    ("time-03-long", visit("2026-08-26", "2026-09-04"), True),
    # Giỗ Tổ on a Sunday (26/4/2026) is made up for on Monday; 30/4 and 01/5 follow
    ("time-03-short", visit("2026-04-27", "2026-04-28"), True),
    ("time-03-short", visit("2026-04-27", "2026-04-29"), False),
    # TIME-04
    ("time-04", good(**{f"{U}visit__subordinate_units": THREE[:1]}), True),
    ("time-04", good(**{f"{U}visit__subordinate_units": THREE[:2]}), False),
    ("time-04", good(**{f"{U}visit__subordinate_units": THREE}), False),
    ("time-04", good(**{f"{U}visit__subordinate_units": [*THREE, "Trường Cao đẳng Y tế"]}), True),
    (
        "time-04",
        good(rules__subordinate_units={"min": 1, "max": 1}, **{f"{U}visit__subordinate_units": THREE[:1]}),
        False,
    ),
    # TIME-05: the report is asked for beforehand only
    ("time-05-trigger", example("surprise-2026"), False),
    ("time-05-trigger", example("surprise-2026", trigger=GONE), True),
    # TIME-06: "trước ngày 30/10"
    ("time-06", self_report("2026-10-29"), False),
    ("time-06", self_report("2026-10-30"), True),
    ("time-06", self_report("2026-10-30", self_report_before="10-31"), False),
    ("time-06", self_report("2026-02-27", self_report_before="02-29"), False),
    ("time-06", self_report("2026-02-28", self_report_before="02-29"), False),
    ("time-06", self_report("2026-03-01", self_report_before="02-29"), True),
    # TIME-07
    ("time-07", good(period__start="2026-12-13"), False),
    ("time-07", good(period__start="2026-12-14"), True),
    ("time-07-end", good(period__end="2026-12-17"), False),
    ("time-07-end", good(period__end="2026-12-18"), True),
    # TIME-08
    ("time-08", good(**{MINUTES: "2026-12-16"}), True),
    ("time-08", good(**{MINUTES: "2026-12-17"}), False),
    ("time-08", good(**{MINUTES: "2026-12-18"}), True),
    ("time-08-session", good(**{f"{U}record__started_at": "2026-12-13T23:59:00"}), True),
    ("time-08-session", good(**{f"{U}record__ended_at": "2026-12-17T23:59:00"}), False),
    # TIME-09: fifteen working days over New Year, over Tết of 2026, over 24/11
    ("time-09", concluded("2026-12-17", "2027-01-07"), False),
    ("time-09", concluded("2026-12-17", "2027-01-08"), False),
    ("time-09", concluded("2026-12-17", "2027-01-09"), True),
    ("time-09", concluded("2026-02-06", "2026-03-06"), False),
    ("time-09", concluded("2026-02-06", "2026-03-09"), True),
    ("time-09", concluded("2026-11-23", "2026-11-26", 2), False),
    ("time-09", concluded("2026-11-23", "2026-11-27", 2), True),
    # TIME-10: twenty working days from the conclusion; 02/02/2027 is Tuesday, then comes an estimated Tết
    ("time-10", good(rules__remediation_days=15, **{DUE: "2027-01-29"}), False),
    ("time-10", good(rules__remediation_days=15, **{DUE: "2027-02-01"}), True),
    ("time-10", good(rules__remediation_days=20, **{DUE: "2027-02-12"}), False),
    ("time-10", good(rules__remediation_days=20, **{DUE: "2027-02-16"}), True),
    # TIME-11
    ("time-11", good(**{LETTER: "2027-01-08"}), True),
    ("time-11", good(**{LETTER: "2027-01-11"}), False),
    ("time-11", letters("2027-01-08"), True),
    ("time-11", letters("2027-01-11"), False),
    ("time-11-order", letters("2027-01-12", "2027-01-12"), True),
    ("time-11-order", letters("2027-01-12", "2027-01-13"), False),
    ("time-11-order", letters("2027-02-01"), True),
    ("time-11-order", letters("2027-01-31"), False),
    # TIME-12
    ("time-12", good(**{f"{U}added_by": {**ADDED, "date": "2026-12-04"}}), False),
    ("time-12", good(**{f"{U}added_by": {**ADDED, "date": "2026-12-05"}}), True),
    # TIME-13: the next working day; over a weekend, over Tết, over a Saturday that is worked
    ("time-13", sent("2026-11-02", "2026-11-02"), False),
    ("time-13", sent("2026-11-02", "2026-11-03"), False),
    ("time-13", sent("2026-11-02", "2026-11-04"), True),
    ("time-13", sent("2026-11-06", "2026-11-09"), False),
    ("time-13", sent("2026-11-06", "2026-11-10"), True),
    ("time-13", sent("2026-02-13", "2026-02-23"), False),
    ("time-13", sent("2026-02-13", "2026-02-24"), True),
    ("time-13", sent("2026-01-09", "2026-01-10"), False),
    ("time-13", sent("2026-01-09", "2026-01-12"), True),
    ("time-13-before", sent("2026-11-02", "2026-11-01"), True),
    # XDOC-01
    ("xdoc-01", good(proposal__date="2026-11-02"), False),
    ("xdoc-01", good(proposal__date="2026-11-03"), True),
    ("xdoc-01", good(**{"documents__decision__date": "2026-12-04"}), False),
    ("xdoc-01", good(**{"documents__decision__date": "2026-12-05"}), True),
    # a month without a day contradicts what cannot lie in it
    ("xdoc-01", good(**{f"{U}documents__conclusion": {"number": 6, "month": "2026-12"}}), False),
    ("xdoc-01", good(**{f"{U}documents__conclusion": {"number": 6, "month": "2026-11"}}), True),
    ("xdoc-01", good(documents__decision={"number": 2847, "month": "2026-12"}), False),
    ("xdoc-01", good(documents__decision={"number": 2847, "month": "2027-01"}), True),
    # XDOC-07
    ("xdoc-07-until", good(team__valid_to="2027-01-08"), False),
    ("xdoc-07-until", good(team__valid_to="2027-01-07"), True),
    ("xdoc-07-since", good(team__valid_from="2026-12-04"), False),
    ("xdoc-07-since", good(team__valid_from="2026-12-05"), True),
    ("xdoc-07-term", good(team__valid_from="2026-11-02"), False),
    ("xdoc-07-term", good(team__valid_from="2026-11-01"), True),
    # XDOC-12
    ("xdoc-12-past", good(**{f"{U}conclusion__requirements__0__deadline": "2027-01-08"}), True),
    ("xdoc-12-past", good(**{f"{U}conclusion__requirements__0__deadline": "2027-01-11"}), False),
    ("xdoc-12-past", good(**{NEW_DUE: "2027-02-01"}), True),
    ("xdoc-12-past", good(**{NEW_DUE: "2027-02-02"}), False),
    ("xdoc-12-shorter", good(**{NEW_DUE: "2027-02-02", DUE: "2027-02-02"}), False),
    ("xdoc-12-shorter", good(**{NEW_DUE: "2027-02-02", DUE: "2027-02-03"}), True),
    # a conclusion without a day yet follows the inspection all the same
    ("xdoc-12-past", good(**{CONCLUSION: GONE, LETTER: GONE, DUE: "2026-12-17"}), True),
    ("xdoc-12-past", good(**{CONCLUSION: GONE, LETTER: GONE, DUE: "2026-12-18"}), False),
    # ND30-LEG-01: in force from its first day, not any more on the day of its end
    ("leg-01-not-yet", good(legal_bases__0__effective_from="2026-11-02"), False),
    ("leg-01-not-yet", good(legal_bases__0__effective_from="2026-11-03"), True),
    ("leg-01-replaced", good(legal_bases__0__ended="2026-11-03"), False),
    ("leg-01-ended", good(legal_bases__0__ended="2026-11-02"), True),
    # ND30-LEG-02: the district level ended on 01/7/2025
    ("leg-02-replaced", visit("2025-06-30", "2025-06-30", **{f"{U}body": DISTRICT}), False),
    ("leg-02-replaced", visit("2025-07-01", "2025-07-01", **{f"{U}body": DISTRICT}), True),
    # UNIT-02
    ("unit-02-day-off", visit("2026-11-23", "2026-11-25"), False),
    ("unit-02-day-off", visit("2026-11-24", "2026-11-25"), True),
    ("unit-02-day-off", visit("2025-11-24", "2025-11-25"), False),
]


@pytest.mark.parametrize(
    ("code", "facts", "is_broken"), CASES, ids=[f"{n}-{case[0]}" for n, case in enumerate(CASES)]
)
def test_a_limit_holds_on_its_day_and_not_after(code: str, facts: dict[str, Any], is_broken: bool) -> None:
    assert (code in [found.code for found in check(facts)]) is is_broken


@pytest.mark.parametrize(
    ("code", "facts", "words"),
    [
        ("time-01", good(**{NOTICE: "2026-12-07"}), "chậm nhất 04/12/2026"),
        (
            "time-01-working",
            noticed("2026-03-02", "2026-02-10", notice_unit="working_days"),
            "chậm nhất 09/02/2026",
        ),
        ("time-02", good(**{f"{U}report__date": "2026-12-11"}), "chậm nhất 09/12/2026"),
        ("time-02-due", good(**{f"{U}report_due": "2026-12-11"}), "chậm nhất 09/12/2026"),
        ("time-03-long", visit("2026-02-12", "2026-02-26"), "kết thúc chậm nhất 24/02/2026"),
        ("time-03-short", visit("2026-04-27", "2026-04-28"), "kết thúc sớm nhất 29/04/2026"),
        ("time-06", self_report("2026-11-03"), "chậm nhất 29/10/2026"),
        ("time-08", good(**{MINUTES: "2026-12-18"}), "vào ngày 17/12/2026"),
        ("time-09", concluded("2026-12-17", "2027-01-11"), "chậm nhất 08/01/2027"),
        ("time-10", good(rules__remediation_days=15, **{DUE: "2027-02-01"}), "chậm nhất 29/01/2027"),
        ("time-12", good(**{f"{U}added_by": {**ADDED, "date": "2026-12-07"}}), "chậm nhất 04/12/2026"),
        ("time-13", sent("2026-02-13", "2026-02-25"), "chậm nhất 23/02/2026"),
        ("xdoc-12-shorter", good(**{NEW_DUE: "2027-02-02", DUE: "2027-02-03"}), "từ ngày 03/02/2027"),
        ("xdoc-12-day-off", good(**{NEW_DUE: "2027-02-28"}), "ngày làm việc 26/02/2027 hoặc 01/03/2027"),
        ("unit-02-day-off", visit("2026-11-24", "2026-11-25"), "ngày làm việc 23/11/2026 hoặc 25/11/2026"),
    ],
    ids=lambda value: value if isinstance(value, str) and "-" in value else None,
)
def test_what_to_do_names_the_day_that_keeps_the_rule(code: str, facts: dict[str, Any], words: str) -> None:
    assert any(words in describe_finding(found) for found in check(facts) if found.code == code)
