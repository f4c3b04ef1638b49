"""Rules of what the file says of itself: PDF/A, language, title, tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.conformance.document import Place
from service.conformance.pdf.reading import DrawnSubject
from service.conformance.verdict import Observation, failed, passed

_VIETNAMESE = re.compile(r"vi(-.*)?", re.IGNORECASE)
_CLAIM = re.compile(r"[1-4][ABUEF]?", re.IGNORECASE)


def nd30_esg_07(subject: DrawnSubject) -> Iterator[Observation]:
    """The file claims PDF/A with a colour profile, is in Vietnamese, has a title and tags."""
    facts = subject.drawing.facts
    wrong = {
        "tệp không khai báo chuẩn PDF/A": not _CLAIM.fullmatch(facts.archival),
        "tệp không kèm hồ sơ màu (OutputIntent)": not facts.has_output_intent,
        "tệp không khai báo ngôn ngữ tiếng Việt": not _VIETNAMESE.fullmatch(facts.language),
        "tệp không có tiêu đề": not facts.title.strip(),
        "tệp không có thẻ cấu trúc (tagged PDF)": not facts.is_tagged,
    }
    yield from (failed(Place(), found) for found, is_wrong in wrong.items() if is_wrong)
    yield passed()
