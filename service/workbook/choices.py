"""The Vietnamese words that stand in a workbook for the codes of enumerations."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from service.domain.findings import Area

TRUTH = "yes or no"
"""The name of the choice that stands for a boolean."""

WORDS: Mapping[str, Mapping[str, str]] = {
    "Area": {area.value: area.label for area in Area},
    "BodyKind": {
        "province_committee": "Ủy ban nhân dân cấp tỉnh",
        "district_committee": "Ủy ban nhân dân cấp huyện",
        "commune_committee": "Ủy ban nhân dân cấp xã",
        "council": "Hội đồng nhân dân",
        "ministry": "Bộ, cơ quan ngang bộ",
        "department": "Sở, cơ quan ngang sở",
        "office": "Văn phòng",
        "board": "Ban",
        "commune_division": "Phòng chuyên môn",
        "unit": "Đơn vị khác",
    },
    "DayUnit": {"days": "Ngày", "working_days": "Ngày làm việc"},
    "FindingKind": {"result": "Kết quả", "shortcoming": "Tồn tại"},
    "InspectionForm": {"planned": "Theo kế hoạch", "surprise": "Đột xuất", "re_inspection": "Phúc tra"},
    "IssuerRole": {
        "authority": "Cơ quan có thẩm quyền",
        "team": "Đoàn kiểm tra",
        "lead_agency": "Cơ quan chủ trì",
    },
    "LetterForm": {"typed": "Văn bản có tên loại", "official_letter": "Công văn"},
    "Medium": {"paper": "Bản giấy", "electronic": "Bản điện tử"},
    "RefusingSide": {"unit": "Đơn vị được kiểm tra", "team": "Đoàn kiểm tra"},
    "Salutation": {"Ông": "Ông", "Bà": "Bà"},
    "Seal": {"authority": "Con dấu cơ quan có thẩm quyền", "lead_agency": "Con dấu cơ quan chủ trì"},
    "SigningMode": {
        "self": "Ký trực tiếp",
        "TM": "TM. (thay mặt)",
        "TM_KT": "TM. KT. (cấp phó ký thay mặt)",
        "KT": "KT. (ký thay)",
        "TL": "TL. (thừa lệnh)",
        "TL_KT": "TL. KT. (cấp phó ký thừa lệnh)",
        "TUQ": "TUQ. (thừa ủy quyền)",
        "Q": "Q. (quyền)",
    },
    TRUTH: {"true": "Có", "false": "Không"},
    "Urgency": {"urgent": "Khẩn", "very_urgent": "Thượng khẩn", "flash": "Hỏa tốc"},
}
"""By the name of the enumeration: code to word, in the order of the drop-down list."""


def find_code(name: str, text: str) -> str | None:
    """The code that `text` means in the enumeration `name`, by its word or the code itself."""
    wanted = simplify(text)
    for code, word in WORDS[name].items():
        if wanted in (simplify(word), simplify(code)):
            return code
    return None


def simplify(text: str) -> str:
    """`text` for comparing: NFC, small letters, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()
