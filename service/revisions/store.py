"""The templates of the running service: what is in use, what was refused and why, accepting a revision."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import structlog

from service.domain.inspection import Inspection
from service.errors import EditorError, KindBroken, RevisionRefused, TemplateChanged
from service.generate import Edition, Generator, compile_edition
from service.kinds import Catalog, Kind, parse_kind
from service.revisions.check import check_template
from service.revisions.findings import Revision, Severity, TemplateFinding
from service.revisions.folder import Files, find_folders, read_files, replace_template, stamp_of

# Revisions whose findings are kept: the page asks for the same one with another sample, or another key.
_MOST_CHECKED = 8

CheckTemplate = Callable[[Kind, bytes, Catalog, Edition | None], Revision]
"""What is to be known of bytes as the template of a kind among others, in place of the current edition."""

_log = structlog.get_logger(__name__)


class State(StrEnum):
    """Whether the service uses what lies in the folder of a kind."""

    IN_USE = "in-use"
    FLAWED = "flawed"  # in use since the start, although it would not be accepted today
    REFUSED = "refused"


@dataclass(frozen=True)
class Refusal:
    """Why what lies in the folder of a kind is not in use: an error that ends all reading, or findings."""

    sha256: str | None  # of the template there; None if it cannot be read
    error: EditorError | None = None
    findings: tuple[TemplateFinding, ...] = ()


@dataclass(frozen=True)
class Standing:
    """How one kind stands: which template is in use, and what lies in its folder instead, if so."""

    kind: str
    title: str
    template_sha256: str | None  # in use; None for a new kind that was refused
    refusal: Refusal | None = None
    flaws: tuple[TemplateFinding, ...] = ()  # of the template in use, if one of them would forbid it

    @property
    def state(self) -> State:
        """Whether what lies in the folder is in use."""
        if self.refusal is not None:
            return State.REFUSED
        return State.FLAWED if self.flaws else State.IN_USE


@dataclass(frozen=True)
class Acceptance:
    """What came of an accepted revision: what is in use now, and what was before."""

    edition: Edition
    previous_sha256: str
    revision: Revision


@dataclass(frozen=True)
class _Refused:
    """A refusal and what it is about, so that the same files are not checked again and again."""

    files: Files | None
    refusal: Refusal


class TemplateStore:
    """Keeps a generator in step with the templates folder, and writes accepted revisions into it.

    Threads share it; one change at a time is checked and put to use.
    """

    def __init__(
        self,
        generator: Generator,
        folder: Path,
        samples: Sequence[Inspection],
        check: CheckTemplate | None = None,
    ) -> None:
        """Templates are checked by `check`; without one, here and now."""
        self.samples = samples
        self.swaps = 0  # editions put to use since the start
        self.refusals = 0  # editions refused since the start
        self._generator = generator
        self._folder = folder
        self._check_template = check or self._check_here
        self._refused: Mapping[str, _Refused] = {}  # replaced, never changed: others read it meanwhile
        self._flaws: Mapping[str, tuple[TemplateFinding, ...]] = {}  # by the fingerprint of the template
        self._checked: OrderedDict[tuple[str, str], Revision] = OrderedDict()
        self._lock = threading.RLock()

    @property
    def standings(self) -> tuple[Standing, ...]:
        """How every kind stands, in the order of the cycle; refused new ones at the end."""
        names, refused = self._generator.catalog.names, self._refused
        return tuple(self._standing(name, refused) for name in (*names, *sorted(refused.keys() - set(names))))

    def standing(self, kind: str) -> Standing:
        """How one kind stands; raises `KindUnknown`."""
        return self._standing(kind, self._refused)

    def _standing(self, kind: str, among: Mapping[str, _Refused]) -> Standing:
        refused = among.get(kind)
        refusal = refused.refusal if refused is not None else None
        if refusal is not None and kind not in self._generator.catalog.names:
            return Standing(kind, kind, None, refusal)
        found = self._generator.catalog.get(kind)
        sha256 = self._generator.template_sha256(kind)
        return Standing(kind, found.title, sha256, refusal, self._flaws.get(sha256, ()))

    def check(self, kind: str, content: bytes) -> Revision:
        """What is to be known of `content` as the new template of `kind`; raises `KindUnknown`."""
        generator = self._generator.fixed()
        key = (generator.template_sha256(kind), hashlib.sha256(content).hexdigest())
        if (known := self._checked.get(key)) is not None:
            return known
        edition = generator.edition(kind)
        revision = self._check_template(edition.kind, content, generator.catalog, edition)
        while len(self._checked) >= _MOST_CHECKED:
            self._checked.popitem(last=False)
        self._checked[key] = revision
        return revision

    def accept(self, kind: str, content: bytes, based_on: str) -> Acceptance:
        """Puts `content`, tidied, to use as the template of `kind`, and stores it.

        Raises `TemplateChanged` if the template in use is not the one with the fingerprint `based_on`,
        `RevisionRefused` for findings that forbid it, and `TemplatesUnwritable`; then nothing has changed.
        """
        with self._lock:
            self._generator.catalog.get(kind)
            self.take_up(kind)  # what somebody laid into the folder a moment ago must not be overwritten
            in_use = self._generator.edition(kind)
            if based_on != in_use.template.sha256:
                raise TemplateChanged(kind, in_use.template.sha256)
            revision = self.check(kind, content)
            if not revision.is_acceptable:
                raise RevisionRefused(kind, tuple(revision.findings))
            edition = compile_edition(in_use.kind, revision.tidied)
            if edition.source != in_use.source or kind in self._refused:
                replace_template(in_use.kind.folder, edition.source)
                self._use(edition)
            self.take_up(kind)  # a faulty kind.toml beside it is still refused
            return Acceptance(self._generator.edition(kind), based_on, revision)

    def take_up(self, kind: str) -> bool:
        """Puts to use, or refuses, what lies in the folder of `kind`; False while that is being written."""
        with self._lock:
            folder = self._folder_of(kind)
            before = stamp_of(folder)
            try:
                files = read_files(folder)
            except OSError as exc:
                self._refuse(kind, None, Refusal(None, KindBroken(kind, exc.strerror or "unreadable")))
                return stamp_of(folder) == before
            if stamp_of(folder) != before:
                return False
            self._judge(kind, folder, files)
            return True

    def review(self, kind: str) -> None:
        """Notes what would forbid the template of `kind` if it were new.

        Those of the start are used as they are found: a service that cannot start because of a rule
        helps nobody, but people must hear of it.
        """
        edition = self._generator.edition(kind)
        revision = self.check(kind, edition.source)
        if revision.is_acceptable:
            return
        self._flaws = {**self._flaws, edition.template.sha256: revision.findings}
        codes = sorted({finding.code for finding in revision.findings if finding.severity is Severity.ERROR})
        _log.warning("template_flawed", kind=kind, template_sha256=edition.template.sha256, codes=codes)

    def find_kinds(self) -> tuple[str, ...]:
        """The kinds that have a folder, or had one."""
        known = dict.fromkeys((*self._generator.catalog.names, *self._refused))
        return tuple(dict.fromkeys((*known, *find_folders(self._folder))))

    @property
    def kinds_in_use(self) -> tuple[str, ...]:
        """The kinds that documents can be made of."""
        return self._generator.catalog.names

    def stamp(self, kind: str) -> object:
        """What changes whenever the files of `kind` are written."""
        return stamp_of(self._folder_of(kind))

    def _judge(self, kind: str, folder: Path, files: Files) -> None:
        refused = self._refused.get(kind)
        if refused is not None and refused.files == files:
            return
        try:
            described = parse_kind(folder, files.kind_file)
            if self._is_in_use(described, files):
                self._forgive(kind)
                return
            findings = self._find_errors(described, files)
            if findings:
                self._refuse(kind, files, Refusal(files.sha256, findings=findings))
            else:
                self._use(compile_edition(described, files.source))
        except EditorError as error:
            self._refuse(kind, files, Refusal(files.sha256, error))

    def _is_in_use(self, described: Kind, files: Files) -> bool:
        if described.name not in self._generator.catalog.names:
            return False
        in_use = self._generator.edition(described.name)
        return in_use.kind == described and in_use.source == files.source

    def _find_errors(self, described: Kind, files: Files) -> tuple[TemplateFinding, ...]:
        """All findings of what would come into use, if one of them forbids it."""
        kinds = {kind.name: kind for kind in self._generator.catalog}
        is_new = described.name not in kinds
        current = None if is_new else self._generator.edition(described.name)
        catalog = Catalog(tuple({**kinds, described.name: described}.values()))
        revision = self._check_template(described, files.source, catalog, current)
        return () if revision.is_acceptable else revision.findings

    def _check_here(self, kind: Kind, content: bytes, catalog: Catalog, current: Edition | None) -> Revision:
        checker = self._generator.checker.over(catalog)
        template = current.template if current is not None else None
        return check_template(kind, content, catalog, checker, self.samples, template)

    def _use(self, edition: Edition) -> None:
        kind = edition.kind.name
        self._generator.use(edition)
        self._checked.clear()  # what a revision is measured against has changed
        self._forgive(kind)
        self.swaps += 1
        _log.info("template_in_use", kind=kind, template_sha256=edition.template.sha256)

    def _refuse(self, kind: str, files: Files | None, refusal: Refusal) -> None:
        known = self._refused.get(kind)
        if known is not None and known.files == files:
            return
        self._refused = {**self._refused, kind: _Refused(files, refusal)}
        self.refusals += 1
        codes = [refusal.error.code] if refusal.error else [finding.code for finding in refusal.findings]
        facts = refusal.error.facts if refusal.error else {}
        _log.warning("template_refused", kind=kind, template_sha256=refusal.sha256, codes=codes, facts=facts)

    def _forgive(self, kind: str) -> None:
        self._refused = {name: refused for name, refused in self._refused.items() if name != kind}

    def _folder_of(self, kind: str) -> Path:
        names = self._generator.catalog.names
        return self._generator.catalog.get(kind).folder if kind in names else self._folder / kind
