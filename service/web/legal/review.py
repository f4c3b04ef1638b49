"""What the page shows of a revised template: findings, what tidying did, pages beside the current ones."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass

from service.messages import Message
from service.messages.templates import describe_tidying
from service.revisions import Revision, Sample, Severity
from service.revisions.compare import Change, ChangeKind, Comparison, Picture
from service.revisions.preview import Preview
from service.web.clerk.form import Upload
from service.web.clerk.overview import describe_inspection
from service.web.findings import TemplateFindingEntry, spell_template_finding

_TONES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "plain"}
_CHANGES = {
    ChangeKind.REPLACED: "thay",
    ChangeKind.ADDED: "thêm",
    ChangeKind.REMOVED: "bỏ",
    ChangeKind.RESTYLED: "đổi cách trình bày",
}
MOST_CHANGES = 100  # that the page lists; the pictures mark all of them


@dataclass(frozen=True)
class Shown:
    """One finding as the page shows it."""

    entry: TemplateFindingEntry

    @property
    def label(self) -> str:
        """How much it weighs, in Vietnamese."""
        return self.entry.severity.label.capitalize()

    @property
    def tone(self) -> str:
        """The colour it is shown in."""
        return _TONES[self.entry.severity]


@dataclass(frozen=True)
class Review:
    """A revised template and all that is known of it."""

    upload: Upload
    revision: Revision
    based_on: str
    preview: Preview | None
    obstacle: Message | None  # why there is no preview, if that is not the template's fault

    @property
    def findings(self) -> list[Shown]:
        """Every finding, errors first."""
        return [Shown(spell_template_finding(finding)) for finding in self.revision.findings]

    @property
    def tidied(self) -> tuple[str, ...]:
        """What tidying did, in words."""
        return describe_tidying(self.revision.changes)

    @property
    def counts(self) -> dict[str, int]:
        """How many findings there are of each severity."""
        return {severity.value: self.revision.count(severity) for severity in Severity}

    @property
    def samples(self) -> list[str]:
        """What the documents are called that the template can be tried with."""
        return [_name(sample) for sample in self.preview.samples] if self.preview else []

    @property
    def comparison(self) -> Comparison | None:
        """The old and new pages, if there are any."""
        return self.preview.comparison if self.preview else None

    @property
    def changes(self) -> list[tuple[str, Change]]:
        """The first changes of the text, each with what happened in Vietnamese."""
        comparison = self.comparison
        return (
            [(_CHANGES[change.kind], change) for change in comparison.changes[:MOST_CHANGES]]
            if comparison
            else []
        )

    @property
    def pairs(self) -> Iterator[tuple[Picture | None, Picture | None]]:
        """Old and new pages side by side; without an old one, the new ones alone."""
        return self.comparison.pairs if self.comparison else iter(())


def _name(sample: Sample) -> str:
    unit = f", {sample.subject.unit.body.name}" if sample.subject.unit is not None else ""
    return f"{describe_inspection(sample.subject.inspection)}{unit}"


def picture_address(picture: Picture) -> str:
    """The picture as an address that holds it whole: nothing is kept between two requests."""
    return f"data:image/png;base64,{base64.b64encode(picture.png).decode()}"
