"""An invented inspection whose rows show how each sheet is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_SEAT = "Sơn La"
_AUTHORITY = {
    "name": "Ủy ban nhân dân tỉnh Sơn La",
    "kind": "province_committee",
    "abbreviation": "UBND",
    "place": _SEAT,
    "head_name": "Lường Minh Phấng",
}
_LEAD_AGENCY = {
    "name": "Sở Nội vụ",
    "kind": "department",
    "superior": "UBND tỉnh Sơn La",
    "abbreviation": "SNV",
    "place": _SEAT,
    "head_name": "Nguyễn Trọng Khản",
}
_CONTACT = {
    "full_name": "Bùi Thị Lệ Quyên",
    "post": "Chuyên viên Phòng Cải cách hành chính, Sở Nội vụ",
    "phone": "0212 385 0001",
    "email": "cchc.snv@example.vn",
}
_HEAD = {
    "full_name": "Cầm Hải Thoan",
    "salutation": "Ông",
    "post": "Phó Giám đốc Sở Nội vụ",
    "body": "Sở Nội vụ",
    "area": "Phụ trách chung",
}
_UNIT: dict[str, Any] = {
    "id": "so-tai-chinh",
    "body": {
        "name": "Sở Tài chính",
        "kind": "department",
        "superior": "UBND tỉnh Sơn La",
        "abbreviation": "STC",
        "place": _SEAT,
        "head_name": "Lò Văn Chiến",
    },
    "visit": {
        "start": "2026-12-14",
        "end": "2026-12-16",
        "start_time": "08:00:00",
        "place": "Trụ sở Sở Tài chính",
        "subordinate_units": ["Trung tâm Tư vấn và Dịch vụ tài chính", "Thanh tra Sở"],
        "sessions": [
            {
                "date": "2026-12-14",
                "start_time": "08:00:00",
                "end_time": "11:30:00",
                "content": "Công bố quyết định; nghe báo cáo",
            }
        ],
        "attendance": ["Tập thể lãnh đạo Sở Tài chính", "Lãnh đạo các phòng chuyên môn"],
    },
    "report": {
        "type": "Báo cáo",
        "number": "412/BC-STC",
        "date": "2026-12-07",
        "issuer": "Sở Tài chính",
        "abstract": "kết quả thực hiện công tác cải cách hành chính năm 2026",
    },
    "record": {
        "started_at": "2026-12-14T08:00:00",
        "ended_at": "2026-12-16T16:30:00",
        "place": "Trụ sở Sở Tài chính",
        "team_present": [
            {"full_name": "Cầm Hải Thoan", "post": "Phó Giám đốc Sở Nội vụ", "salutation": "Ông"}
        ],
        "unit_present": [{"full_name": "Lò Văn Chiến", "post": "Giám đốc Sở Tài chính", "salutation": "Ông"}],
        "findings": [
            {
                "id": "tt-01",
                "area": "procedures",
                "kind": "shortcoming",
                "text": "Có 12 hồ sơ giải quyết quá hạn, chưa có văn bản xin lỗi",
                "evidence": ["Danh sách hồ sơ quá hạn ngày 14 tháng 12 năm 2026"],
                "norm": "Nghị định số 118/2025/NĐ-CP",
            }
        ],
        "samples": [
            {
                "file": "Cấp mã số đơn vị có quan hệ với ngân sách",
                "code": "H52.10-261102-0007",
                "received": "2026-11-02",
                "due": "2026-11-05",
                "returned": "2026-11-06",
                "remark": "Quá hạn 01 ngày làm việc",
            }
        ],
        "unit_opinion": "Sở Tài chính nhất trí với các nội dung ghi nhận trong biên bản.",
        "team_conclusion": "Sở Tài chính đã triển khai đầy đủ nhiệm vụ; việc trả hồ sơ còn chậm.",
        "team_requests": ["Gửi danh sách hồ sơ quá hạn cho Thư ký Đoàn trước ngày 21 tháng 12 năm 2026"],
        "handed_over": ["Danh sách hồ sơ quá hạn (01 bản)"],
        "pages": 4,
        "copies": 3,
    },
    "conclusion": {
        "shortcomings": [
            {
                "area": "procedures",
                "text": "Còn 12 hồ sơ giải quyết quá hạn, không xin lỗi bằng văn bản",
                "norm": "Nghị định số 118/2025/NĐ-CP",
                "finding_ids": ["tt-01"],
            }
        ],
        "causes": {"subjective": ["Lãnh đạo phòng chưa thường xuyên đôn đốc"]},
        "requirements": [
            {
                "id": "yc-01",
                "action": "Gửi văn bản xin lỗi đối với toàn bộ hồ sơ quá hạn",
                "deadline": "2027-01-15",
                "finding_ids": ["tt-01"],
            }
        ],
        "report_due": "2027-01-29",
    },
    "remediation": {
        "open": [{"requirement": "yc-01", "state": "Chưa báo cáo", "new_deadline": "2027-02-26"}],
        "new_due": "2027-02-26",
        "reminder": 1,
        "contact": _CONTACT,
    },
}

EXAMPLE: Mapping[str, Any] = {
    "subject": "công tác cải cách hành chính",
    "year": 2026,
    "form": "planned",
    "authority": _AUTHORITY,
    "lead_agency": _LEAD_AGENCY,
    "plan": {
        "type": "Quyết định",
        "number": "268/QĐ-UBND",
        "date": "2026-02-10",
        "issuer": "Chủ tịch Ủy ban nhân dân tỉnh Sơn La",
        "abstract": "ban hành Kế hoạch kiểm tra công tác cải cách hành chính năm 2026",
    },
    "legal_bases": [
        {"type": "Luật", "date": "2025-06-16", "abstract": "Tổ chức chính quyền địa phương"},
    ],
    "period": {"start": "2025-01-01", "end": "2026-11-30"},
    "team": {"head": _HEAD, "seal": "lead_agency", "valid_to": "2027-06-30", "contact": _CONTACT},
    "documents": {
        "decision": {
            "number": 2847,
            "date": "2026-11-02",
            "signatory": {"mode": "KT", "full_name": "Đinh Thế Truyền", "own_title": "Phó Chủ tịch"},
            "recipients": [{"text": "Chủ tịch, các Phó Chủ tịch UBND tỉnh", "note": "để b/c"}],
            "archive": {"unit": "NC", "drafter": "Tùng", "copies": 15},
        }
    },
    "units": [_UNIT],
}
