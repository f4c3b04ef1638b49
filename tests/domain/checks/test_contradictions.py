"""Inspections that cannot be true: each is refused, by the loader, by a check or by the document itself."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from service.domain.checks import Level
from service.domain.inspection import Inspection
from service.domain.loading import parse_inspection
from service.drafting.checking import contradictions
from service.errors import DataInvalid
from service.generate import Format, Generator, check_file
from service.messages import describe_finding
from tests.domain.checks.cases import GONE, HEAD, SECRETARY, check, checker, example, good, person, reference
from tests.drafting.cases import CATALOG

U = "units__0__"
SUBORDINATE = {
    "id": "chi-cuc-dan-so",
    "part_of": "so-y-te",
    "body": {"name": "Chi cục Dân số", "kind": "unit", "superior": "Sở Y tế"},
}
RECORD = good()["units"][0]["record"]
LATER = {**RECORD, "started_at": "2027-01-11T08:00:00", "ended_at": "2027-01-11T10:00:00", "findings": []}
LATER["findings"] = [{"area": "leadership", "kind": "result", "text": "Ban hành kế hoạch"}]
LETTER = reference("Công văn", "31/SNV-CCHC", "2027-01-12", "Sở Nội vụ", "về việc đôn đốc khắc phục")


def with_unit(unit: dict[str, Any], **changes: Any) -> dict[str, Any]:
    facts = good(**changes)
    return {**facts, "units": [*facts["units"], unit]}


def member(**facts: Any) -> dict[str, Any]:
    return good(team__members=[{"full_name": "Tòng Thị Xiên", **facts}])


IMPOSSIBLE: dict[str, dict[str, Any]] = {
    "nobody leads": good(team__head=GONE),
    "one person in two roles": good(team__deputies=[HEAD]),
    "one person in two roles, in capitals": good(team__deputies=[{**HEAD, "full_name": "CẦM HẢI THOAN"}]),
    "the head keeps the minutes": good(team__secretary=HEAD),
    "a unit twice, superior left out once": with_unit(
        {"id": "so-y-te-2", "body": {"name": "Sở Y tế", "kind": "department"}}
    ),
    "a unit twice, spelled in two ways": {
        **good(),
        "units": [
            {"id": name, "body": {"name": f"{name_of} xã Mai Sơn", "kind": "commune_committee"}}
            for name, name_of in (("a", "UBND"), ("b", "Uỷ ban nhân dân"))
        ],
    },
    "an id twice": with_unit(good()["units"][0]),
    "the visit ends before it begins": good(**{f"{U}visit__end": "2026-12-13"}),
    "the visit comes before the decision": good(**{f"{U}visit__start": "2026-11-01"}),
    "the period begins after the visit": good(period__start="2026-12-15"),
    "the conclusion comes before the minutes": good(**{f"{U}documents__conclusion__date": "2026-12-16"}),
    "the conclusion comes before the session": good(
        **{f"{U}documents__minutes": GONE, f"{U}visit": GONE, f"{U}record__ended_at": "2027-01-09T08:00:00"}
    ),
    "the conclusion comes before the session at a subordinate unit": with_unit(
        {**SUBORDINATE, "record": LATER}
    ),
    "the conclusion comes before the minutes of a subordinate unit": with_unit(
        {**SUBORDINATE, "documents": {"minutes": {"number": 4, "date": "2027-01-11"}}}, team__valid_to=GONE
    ),
    "one number for two documents": good(
        **{f"{U}documents__notice__number": 3, f"{U}documents__notice__symbol": "BB-ĐKT"}
    ),
    "one number for two documents without a day": with_unit(
        {
            "id": "so-xay-dung",
            "body": {"name": "Sở Xây dựng", "kind": "department"},
            "documents": {"notice": {"number": 9}},
        },
        **{f"{U}documents": {"notice": {"number": 9}}},
    ),
    "a stranger signs for the team": good(
        **{f"{U}documents__conclusion__signatory": {"mode": "TM", "full_name": "Lường Văn Tính"}}
    ),
    "the inspected signs the conclusion": good(
        **{f"{U}documents__conclusion__signatory": {"mode": "TM", "full_name": "Lò Thị Biên"}}
    ),
    "a chairman signs instead of himself": good(
        documents__decision__signatory={
            "mode": "KT",
            "full_name": good()["authority"]["head_name"],
            "own_title": "Phó Chủ tịch",
        }
    ),
    "a subordinate unit of another body": with_unit(
        {**SUBORDINATE, "body": {**SUBORDINATE["body"], "superior": "Sở Xây dựng"}}  # type: ignore[dict-item]
    ),
    "a subordinate unit of nobody": with_unit({**SUBORDINATE, "part_of": "so-khac"}),
    "the report is due before the conclusion": good(**{f"{U}conclusion__report_due": "2026-12-20"}),
    "something is due before the inspection ends": good(
        **{f"{U}documents": GONE, f"{U}conclusion__requirements__0__deadline": "2026-12-17"}
    ),
    "a new deadline before the old one": good(**{f"{U}conclusion__requirements__0__deadline": "2027-03-01"}),
    "a member of the inspected body": member(post="Chuyên viên", body="Sở Y tế"),
    "a member of a division of it": member(post="Trưởng phòng Tổ chức, Sở Y tế"),
    "a member of it, with the province": member(post="Chuyên viên Sở Y tế tỉnh Sơn La"),
    "a member of an inspected subordinate unit": member(post="Phó Giám đốc Bệnh viện Đa khoa tỉnh"),
    "a member who attends for the unit": good(
        **{f"{U}record__unit_present": [person("Tòng Thị Xiên", "Chuyên viên Sở Tài chính")]}
    ),
    "the inspected director on the team's side": good(
        **{f"{U}record__team_present": [HEAD, SECRETARY, person("LÒ THỊ BIÊN", "Giám đốc Sở Y tế")]}
    ),
    "an unknown requirement": good(**{f"{U}remediation__open__0__requirement": "yc-99"}),
    "an unknown finding": good(**{f"{U}conclusion__requirements__0__finding_ids": ["tt-99"]}),
    "a finding unknown to the minutes of the subordinate unit, which are the only ones": with_unit(
        {**SUBORDINATE, "record": RECORD},
        **{f"{U}conclusion__shortcomings__0__finding_ids": ["tt-99"], f"{U}record": GONE},
    ),
    "the second reminder after two": good(
        **{
            f"{U}remediation__earlier": [LETTER, {**LETTER, "number": "32/SNV-CCHC", "date": "2027-01-20"}],
            f"{U}remediation__reminder": 2,
        }
    ),
    "a reminder before the one before it": good(
        **{f"{U}remediation__earlier": [{**LETTER, "date": "2027-02-02"}]}
    ),
    "a document of a unit beside those made once": good(documents__notice={"number": 9}),
    "a document made once beside those of a unit": good(**{f"{U}documents__decision": {"number": 9}}),
    "an act that ended before it began": good(
        legal_bases__0__effective_from="2025-06-16", legal_bases__0__ended="2025-06-16"
    ),
    "the term of the team ends before it begins": good(
        team__valid_from="2026-12-01", team__valid_to="2026-11-30"
    ),
    "a file given back before it came": good(
        **{f"{U}record__samples": [{"file": "Hồ sơ", "received": "2026-12-03", "returned": "2026-12-01"}]}
    ),
    "a document sent before it is signed": good(documents__decision__dispatched="2026-11-01"),
    "the authority inspects itself": with_unit(
        {"id": "ubnd-tinh", "body": {"name": "UBND tỉnh Sơn La", "kind": "province_committee"}}
    ),
    "a surprise that is announced": example(
        "surprise-2026",
        units__0__documents__notice={"number": 1, "date": "2026-10-12", "issuer": "lead_agency"},
    ),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_what_cannot_be_true_is_an_error_that_says_what_to_do(name: str) -> None:
    found = check_file(checker(), json.dumps(IMPOSSIBLE[name]).encode())
    errors = [finding for finding in found if finding.level is Level.ERROR]
    assert errors and all("Hãy" in describe_finding(finding) for finding in errors)


@cache
def generator() -> Generator:
    return Generator(CATALOG, None, checker=checker())


def parsed(facts: dict[str, Any]) -> Inspection | None:
    try:
        return parse_inspection(json.dumps(facts))
    except DataInvalid:
        return None


@pytest.mark.parametrize("name", [name for name in IMPOSSIBLE if parsed(IMPOSSIBLE[name]) is not None])
def test_an_error_of_a_check_stops_the_decision_and_the_documents_of_the_unit(name: str) -> None:
    inspection = parsed(IMPOSSIBLE[name])
    assert inspection is not None
    with pytest.raises(DataInvalid):
        generator().generate(inspection, "decision", format=Format.DOCX)


def test_a_month_in_a_sentence_is_a_month() -> None:
    facts = good(**{f"{U}documents__conclusion": {"number": 6, "month": "2026-11"}})
    told = [describe_finding(found) for found in check(facts) if found.code == "xdoc-01"]
    assert told and all("(11/2026)" in sentence for sentence in told)


def test_a_committee_of_another_place_is_not_that_of_the_seal() -> None:
    """ND30-SIG-11: any post with UBND in it used to do."""
    head = person("Cầm Hải Thoan", "Phó Chủ tịch UBND xã Mai Sơn")
    changes = {f"{U}record__team_present": [head, SECRETARY]}
    inspection = parse_inspection(json.dumps(good(team__seal="authority", team__head=head, **changes)))
    with pytest.raises(DataInvalid) as caught:
        generator().generate(inspection, "notice", unit="so-y-te", format=Format.DOCX)
    assert "post-not-of-seal" in [fault.code for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        ("Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ", False),
        ("Nghị định số 118/2025/NĐ-CP ngày 09/6/2025", False),
        ("Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2024", True),
        ("theo Báo cáo số 412/BC-SYT ngày 08/12/2026 của Sở Y tế", True),
        ("theo Báo cáo số 412/BC-SYT ngày 09/12/2026", False),
        ("theo Báo cáo số 412/BC-SYT ngày 08/12/2026 của Sở Xây dựng", False),
        ("theo Báo cáo số 412/BC-SYT ngày 08/12/2025", False),
        ("theo Tờ trình số 412/BC-SYT ngày 08/12/2026", False),
        ("Thông báo số 05/TB-ĐKT ngày 05 tháng 12 năm 2026", True),
        ("Quyết định số 2847/QĐ-UBND ngày 02/11/2026", False),
        ("Quyết định số 2847/QĐ-UBND, ngày 03/11/2026", True),
        ("Quyết định số 12847/QĐ-UBND ngày 03/11/2026", False),
    ],
)
def test_a_day_in_running_text_agrees_with_the_document_it_names(text: str, is_wrong: bool) -> None:
    """XDOC-02, for what the data cite, what they issue, and the acts of the register."""
    facts = good(**{f"{U}record__unit_opinion": f"Nhất trí.\nĐơn vị đã thực hiện {text}."})
    assert ("xdoc-02" in [found.code for found in check(facts)]) is is_wrong


def test_errors_become_faults_with_their_place() -> None:
    facts = good(**{f"{U}conclusion__requirements__0__deadline": "2027-03-01"})
    (fault,) = contradictions(check(facts))
    assert fault.pointer == "#/units/0/remediation/open/0/new_deadline"
    assert fault.facts["due"] == "2027-03-01"
