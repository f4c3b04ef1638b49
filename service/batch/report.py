"""What a batch says of itself: one entry per item, for programs and, in Vietnamese, for people."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from service.batch.job import Outcome
from service.errors import DataInvalid, ServiceError
from service.generate import Document
from service.messages import describe, describe_code, describe_fault, describe_finding

REPORT_NAME = "report.json"


@dataclass
class Report:
    """The entries so far, in the order of the items."""

    entries: list[dict[str, Any]] = field(default_factory=list)

    def add(
        self, outcome: Outcome, files: Mapping[str, bytes], facts: Mapping[str, Any] | None = None
    ) -> None:
        """Enters `outcome` with the `files` it became, by name, and further `facts`."""
        document = outcome.document
        self.entries.append(
            {
                "kind": outcome.item.kind,
                "unit": outcome.item.unit,
                "outcome": word_for(outcome),
                "number": outcome.number,
                "pages": document.pages if document else None,
                "template_sha256": document.template_sha256 if document else None,
                "files": [
                    {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
                    for name, content in files.items()
                ],
                **(facts or {}),
                "warnings": spell_warnings(document),
                "errors": spell_error(outcome.error or outcome.missing),
            }
        )

    def to_json(self) -> bytes:
        """The report as a JSON file."""
        words = ("made", "failed", "not-due")
        counts = {word: sum(entry["outcome"] == word for entry in self.entries) for word in words}
        report = {"items": len(self.entries), **counts, "documents": self.entries}
        return json.dumps(report, ensure_ascii=False, indent=1).encode()


def word_for(outcome: Outcome) -> str:
    """`made`, `failed`, or `not-due` for a document of a dossier whose facts are not there yet."""
    if outcome.document is not None:
        return "made"
    return "not-due" if outcome.missing is not None else "failed"


def spell_warnings(document: Document | None) -> list[dict[str, Any]]:
    """What a made document should be looked at for again, with rule, pointer and sentence."""
    return [
        {
            "rule": finding.rule,
            "pointer": finding.pointer,
            "label": finding.label,
            "detail": describe_finding(finding),
        }
        for finding in (document.warnings if document else ())
    ]


def spell_error(error: Exception | None) -> list[dict[str, Any]]:
    """What is wrong, each with code, title and sentence; faults of the data with pointer and label."""
    if isinstance(error, DataInvalid):
        return [
            {
                "code": fault.code,
                "pointer": fault.pointer,
                "label": fault.label,
                "detail": describe_fault(fault),
            }
            for fault in error.faults
        ]
    if error is None:
        return []
    code = error.code if isinstance(error, ServiceError) else "unexpected"
    message = describe(error) if isinstance(error, ServiceError) else describe_code(code)
    return [{"code": code, "title": message.title, "detail": message.detail}]
