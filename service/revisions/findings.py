"""What a check says of a revised template: findings with place, words and facts, and what tidying did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a finding weighs: with an error the revision cannot be accepted."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> str:
        """The severity in Vietnamese."""
        return _LABELS[self]


UNREADABLE = frozenset(
    {
        *("not-zip", "too-large", "entry-name", "entry-damaged", "not-docx", "xml-malformed", "doctype"),
        "too-complex",
    }
)
"""The codes of files that are not opened, or not to the end."""

WARNINGS = frozenset({"hyperlink", "font-foreign", "placeholder-dropped", "style-lost", "rule-deviation"})
"""The codes of findings that somebody should look at."""

NOTES = frozenset(
    {
        "tag-split",
        "tag-characters",
        "text-nfd",
        "style-unused",
        "style-renamed",
        "sample-missing",
        "findings-many",
    }
)
"""The codes of findings that are only to be known; most of them tidying mends. All others are errors."""

_LABELS = {Severity.ERROR: "lỗi", Severity.WARNING: "cảnh báo", Severity.NOTE: "lưu ý"}


def severity_of(code: str) -> Severity:
    """How much findings of a code weigh, unless errors before have made them doubtful."""
    if code in NOTES:
        return Severity.NOTE
    return Severity.WARNING if code in WARNINGS else Severity.ERROR


@dataclass(frozen=True)
class TemplateFinding:
    """One thing to know about a revised template (một điểm cần xem).

    `place` is where it stands, as someone looking at the page in Word says it; `quoted` are the words
    there. `facts` are JSON values for the sentence and the suggestion in `messages/templates.py`.
    """

    code: str
    severity: Severity
    place: str
    quoted: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Revision:
    """A revised template after the check: what was found, and the file as tidying leaves it."""

    kind: str
    sha256: str  # of the file as it was given
    findings: tuple[TemplateFinding, ...]  # errors first, each kind in the order of the document
    tidied: bytes  # what would be stored; the given bytes if they could not be read at all
    changes: tuple[str, ...]  # what tidying changed, as codes that `messages/templates.py` words

    @property
    def is_readable(self) -> bool:
        """Whether the file could be read at all; else `tidied` is what was given."""
        return not any(finding.code in UNREADABLE for finding in self.findings)

    @property
    def is_acceptable(self) -> bool:
        """Whether nothing forbids putting it in the place of the current template."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)

    def count(self, severity: Severity) -> int:
        """How many findings weigh so much."""
        return sum(finding.severity is severity for finding in self.findings)
