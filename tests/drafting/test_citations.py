"""How a document names the documents it rests on."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from service.drafting import compose
from service.drafting.data import CitedPart
from service.drafting.subject import choose_subject
from service.kinds import load_catalog
from tests.domain.facts import Facts, parse, record, reference, remediation
from tests.drafting.cases import TEMPLATES, UNIT, cycle, decided, draft, inspected, issued

TEAM = "Đoàn kiểm tra công tác cải cách hành chính năm 2026"
WORK = "công tác cải cách hành chính"
DAY = "ngày 01 tháng 12 năm 2026"


def cited(facts: Facts, kind: str = "conclusion", unit_id: str = UNIT) -> CitedPart:
    return draft(facts, kind, unit_id).cited


def family(**subordinate: Any) -> Facts:
    """The unit and one that is inspected as part of it."""
    return cycle(inspected(), inspected(id="chi-cuc", part_of=UNIT, **subordinate))


def test_a_document_of_the_inspection_is_cited_in_three_lengths() -> None:
    decision = cited(cycle()).decision
    assert decision is not None
    assert decision.short == "Quyết định số 2847/QĐ-UBND"
    assert decision.dated == f"{decision.short} ngày 02 tháng 11 năm 2026"
    assert decision.full == (
        f"{decision.dated} của Chủ tịch Ủy ban nhân dân tỉnh Sơn La về việc thành lập {TEAM}"
    )


def test_a_decision_of_the_committee_is_cited_as_such() -> None:
    facts = decided(signatory={"mode": "TM", "full_name": "Lường Minh Phấng"})
    decision = cited(facts).decision
    assert decision is not None
    assert "của Ủy ban nhân dân tỉnh Sơn La về việc" in decision.full


@pytest.mark.parametrize(
    ("facts", "full"),
    [
        (
            cycle(),
            f"Thông báo số 05/TB-ĐKT {DAY} của {TEAM} về lịch kiểm tra {WORK} năm 2026 tại Sở Y tế",
        ),
        (
            cycle(issued("notice", issuer="lead_agency")),
            f"Thông báo số 05/TB-SNV {DAY} của Sở Nội vụ về lịch kiểm tra {WORK} năm 2026 tại Sở Y tế",
        ),
        (
            cycle(issued("notice", form="official_letter", archive={"unit": "CCHC"})),
            f"Công văn số 05/ĐKT-CCHC {DAY} của {TEAM} về việc thông báo lịch kiểm tra {WORK} năm 2026",
        ),
    ],
    ids=["team", "lead agency", "letter"],
)
def test_a_notice_is_cited_as_it_went_out(facts: Facts, full: str) -> None:
    notice = cited(facts).notice
    assert notice is not None and notice.full == full


def test_a_reminder_cites_the_conclusion() -> None:
    conclusion = cited(cycle(), "follow_up").conclusion
    assert conclusion is not None
    assert conclusion.full.startswith("Thông báo số 06/TB-ĐKT ngày 06 tháng 01 năm 2027 của Đoàn kiểm tra")
    assert conclusion.full.endswith(f"năm 2026 về kết luận kiểm tra {WORK} tại Sở Y tế")


@pytest.mark.parametrize("absent", [{"number": None}, {"date": None}], ids=str)
def test_a_document_without_number_or_day_is_not_cited(absent: Facts) -> None:
    assert cited(cycle(issued("notice", **absent)), "minutes").notice is None


def test_a_document_made_once_cites_nothing_made_per_unit() -> None:
    found = cited(cycle(), "decision")
    assert (found.notice, found.conclusion, found.minutes, found.report, found.received, found.earlier) == (
        None,
        None,
        (),
        None,
        None,
        (),
    )
    assert found.plan is not None and found.proposal is not None


def test_minutes_at_the_unit_and_at_its_subordinates_are_all_cited() -> None:
    elsewhere = record(started_at="2026-12-15T14:00:00", ended_at="2026-12-15T16:30:00")
    minutes = cited(family(record=elsewhere, documents={"minutes": {"number": 2}})).minutes
    assert [paper.full for paper in minutes] == [
        f"Biên bản số 03/BB-ĐKT ngày 17 tháng 12 năm 2026 của {TEAM} kiểm tra {WORK} tại Sở Y tế",
        f"Biên bản số 02/BB-ĐKT ngày 15 tháng 12 năm 2026 của {TEAM}"
        f" kiểm tra {WORK} tại Sở Y tế thuộc Sở Y tế",
    ]
    assert [paper.short for paper in minutes] == ["Biên bản số 03/BB-ĐKT", "Biên bản số 02/BB-ĐKT"]
    assert minutes[0].dated == "Biên bản số 03/BB-ĐKT ngày 17 tháng 12 năm 2026"


def test_minutes_without_number_are_known_by_their_day() -> None:
    (minutes,) = cited(cycle(issued("minutes", number=None))).minutes
    assert minutes.short == minutes.dated == "Biên bản ngày 17 tháng 12 năm 2026"
    assert minutes.full == f"Biên bản ngày 17 tháng 12 năm 2026 của {TEAM} kiểm tra {WORK} tại Sở Y tế"


def test_a_subordinate_unit_without_minutes_is_not_cited() -> None:
    assert len(cited(family(record=None)).minutes) == 1


def test_a_subordinate_unit_rests_on_the_notice_of_its_parent_unless_it_has_its_own() -> None:
    from_parent = cited(family(documents={}), "minutes", "chi-cuc").notice
    own = cited(
        family(documents={"notice": {"number": 9, "date": "2026-12-02"}}), "minutes", "chi-cuc"
    ).notice
    assert from_parent is not None and from_parent.short == "Thông báo số 05/TB-ĐKT"
    assert own is not None and own.short == "Thông báo số 09/TB-ĐKT"


def test_documents_of_others_are_cited_from_their_reference() -> None:
    prior = reference(type="Thông báo", number="08/TB-ĐKT", abstract="về kết luận kiểm tra")
    back = reference(type="Báo cáo", number="64/BC-SYT", abstract="kết quả khắc phục")
    facts = cycle(
        inspected(
            prior_conclusion=prior,
            prior_remediation=back,
            remediation=remediation(received=back, reminder=2, earlier=[reference()]),
        )
    )
    found = cited(facts, "follow_up")
    assert found.prior_conclusion is not None and found.prior_conclusion.short == "Thông báo số 08/TB-ĐKT"
    assert found.prior_remediation == found.received
    assert found.received is not None
    assert found.received.dated == "Báo cáo số 64/BC-SYT ngày 12 tháng 01 năm 2027"
    assert [letter.short for letter in found.earlier] == ["Công văn số 38/SNV-CCHC"]
    assert found.report is not None and found.report.short == "Báo cáo số 412/BC-SYT"


def test_legal_bases_keep_the_order_of_the_data() -> None:
    decree = reference(
        type="Nghị định",
        number="118/2025/NĐ-CP",
        date="2025-06-09",
        issuer="Chính phủ",
        abstract="về thực hiện thủ tục hành chính",
    )
    law = {"type": "Luật", "date": "2025-06-16", "abstract": "Tổ chức chính quyền địa phương"}
    assert [basis.short for basis in cited(cycle(legal_bases=[law, decree]), "decision").legal_bases] == [
        "Luật Tổ chức chính quyền địa phương",
        "Nghị định số 118/2025/NĐ-CP",
    ]


@pytest.mark.parametrize(
    ("form", "abstract"),
    [
        ("planned", f"kiểm tra {WORK} tại Sở Y tế"),
        ("surprise", f"kiểm tra đột xuất {WORK} tại Sở Y tế"),
        ("re_inspection", f"phúc tra {WORK} tại Sở Y tế"),
    ],
)
def test_minutes_are_cited_by_what_they_record(form: str, abstract: str) -> None:
    facts = cycle(form=form, trigger="phản ánh của người dân")
    assert cited(facts).minutes[0].full.endswith(f"năm 2026 {abstract}")


def test_a_catalog_with_fewer_kinds_cites_fewer_documents(tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES / "decision", tmp_path / "decision")
    shutil.copytree(TEMPLATES / "conclusion", tmp_path / "conclusion")
    catalog = load_catalog(tmp_path)
    facts = cycle(inspected(documents={}), form="re_inspection")
    subject = choose_subject(parse(facts), catalog.get("conclusion"), UNIT)
    found = compose(subject, catalog).cited
    assert (found.notice, found.minutes) == (None, ())
    assert found.decision is not None
