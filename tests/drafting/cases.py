"""An inspection with all that one unit's documents need, and short ways to draft them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from service.drafting import Data, compose
from service.drafting.subject import Subject, choose_subject
from service.errors import DataFault, DataInvalid
from service.kinds import Scope, load_catalog
from tests.domain.facts import (
    Facts,
    body,
    conclusion,
    finding,
    minimal,
    parse,
    person,
    record,
    reference,
    remediation,
    unit,
    visit,
)

TEMPLATES = Path(__file__).parents[2] / "templates"
CATALOG = load_catalog(TEMPLATES)
UNIT = "so-y-te"


def lead_agency(**changes: Any) -> Facts:
    facts = {
        "superior": "UBND tỉnh Sơn La",
        "abbreviation": "SNV",
        "place": "Sơn La",
        "head_name": "Nguyễn Trọng Khản",
    }
    return body("Sở Nội vụ", "department", **{**facts, **changes})


def team(**changes: Any) -> Facts:
    facts = {
        "head": person("Cầm Hải Thoan", "Phó Giám đốc Sở Nội vụ", salutation="Ông"),
        "secretary": person("Mùa A Vảng", "Chuyên viên Sở Nội vụ", salutation="Ông"),
        "seal": "lead_agency",
    }
    return {**facts, **changes}


def inspected(**changes: Any) -> Facts:
    """A unit after the whole cycle."""
    facts = {
        "visit": visit(),
        "report": reference(
            type="Báo cáo", number="412/BC-SYT", date="2026-12-08", issuer="Sở Y tế", abstract="kết quả"
        ),
        "record": record(
            findings=[
                finding(id="tt-01"),
                finding("leadership", "result", "Ban hành kế hoạch đúng hạn", id="cd-01"),
            ]
        ),
        "conclusion": conclusion(),
        "remediation": remediation(),
        "documents": {
            "notice": {"number": 5, "date": "2026-12-01"},
            "minutes": {"number": 3, "date": "2026-12-17"},
            "conclusion": {"number": 6, "date": "2027-01-06"},
            "follow_up": {"number": 41, "date": "2027-01-25", "archive": {"unit": "CCHC"}},
        },
    }
    return unit(UNIT, body=body(superior="UBND tỉnh Sơn La"), **{**facts, **changes})


def cycle(*units: Facts, **changes: Any) -> Facts:
    """An inspection of one unit, or of `units`, in which every document can be made."""
    facts = {
        "lead_agency": lead_agency(),
        "team": team(),
        "documents": {"decision": {"number": 2847, "date": "2026-11-02"}},
        "units": list(units) or [inspected()],
    }
    return minimal(**{**facts, **changes})


def issued(kind: str, **issuance: Any) -> Facts:
    """The unit after the whole cycle, with its document of `kind` issued otherwise."""
    documents = inspected()["documents"]
    return inspected(documents={**documents, kind: {**documents[kind], **issuance}})


def decided(**issuance: Any) -> Facts:
    """The inspection with its decision issued otherwise."""
    return cycle(documents={"decision": {"number": 2847, "date": "2026-11-02", **issuance}})


def subject_of(facts: Facts, kind: str, unit_id: str = UNIT) -> Subject:
    chosen = CATALOG.get(kind)
    return choose_subject(parse(facts), chosen, unit_id if chosen.scope is Scope.UNIT else None)


def draft(facts: Facts, kind: str, unit_id: str = UNIT) -> Data:
    return compose(subject_of(facts, kind, unit_id), CATALOG)


def missing_in(facts: Facts, kind: str, unit_id: str = UNIT) -> tuple[DataFault, ...]:
    """What keeps the document from being made."""
    with pytest.raises(DataInvalid) as caught:
        draft(facts, kind, unit_id)
    return caught.value.faults


def lacking(facts: Facts, kind: str, unit_id: str = UNIT) -> list[str]:
    return [fault.pointer for fault in missing_in(facts, kind, unit_id)]
