"""Checks revised templates in processes that can be ended: whatever a template does, the service goes on.

A template is a program that fills a document, and a small one can keep a processor busy for long. Each
question holds the kinds and the template of the moment: a process keeps nothing but registers and examples.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from dataclasses import asdict
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from service.drafting.checking import Checker
from service.generate import Edition
from service.kinds import Catalog, Kind
from service.registers import load_registers
from service.rendering import Template, compile_template
from service.rendering.package import WHOLE_FILE
from service.rendering.tidy import tidy
from service.revisions.check import check_template
from service.revisions.findings import Revision, Severity, TemplateFinding
from service.revisions.samples import load_inspections
from service.workers import TooHardError, Workers, serve

LIMIT = timedelta(seconds=20)  # ten times what our longest template takes beside other work

_TEMPLATES_KEPT = 16  # compiled ones in use: a folder of templates has fewer


class RevisionChecker:
    """Processes that check templates; they start when first needed, and `close` ends them."""

    def __init__(
        self, registers_dir: Path, examples_dir: Path, *, strict: bool, limit: timedelta = LIMIT
    ) -> None:
        arguments = [str(registers_dir), str(examples_dir), *(["strict"] if strict else [])]
        self._workers = Workers(__name__, arguments, limit)

    def check(self, kind: Kind, content: bytes, catalog: Catalog, current: Edition | None) -> Revision:
        """What is to be known of `content` as the template of `kind`, which may have no current one.

        One that takes too long has a finding that says so, and no other.
        """
        question = {
            "kind": kind.model_dump(mode="json"),
            "content": _pack(content),
            "catalog": [one.model_dump(mode="json") for one in catalog],
            "current": None if current is None else _pack(current.source),
        }
        try:
            said = json.loads(self._workers.ask(json.dumps(question).encode()))
        except TooHardError:
            sha256 = hashlib.sha256(content).hexdigest()
            finding = TemplateFinding("too-complex", Severity.ERROR, WHOLE_FILE)
            return Revision(kind.name, sha256, (finding,), content, ())
        findings = (
            TemplateFinding(**{**one, "severity": Severity(one["severity"])}) for one in said["findings"]
        )
        tidied = base64.b64decode(said["tidied"])
        return Revision(kind.name, said["sha256"], tuple(findings), tidied, tuple(said["changes"]))

    def close(self) -> None:
        """Ends the processes that wait for work."""
        self._workers.close()


class _Checking:
    """What such a process does."""

    def __init__(self, registers: Path, examples: Path, *, strict: bool) -> None:
        self._inspections = load_inspections(examples)
        self._checker = Checker(Catalog(()), load_registers(registers), strict=strict)

    def answer(self, question: bytes) -> bytes:
        """The revision that a question asks for."""
        asked: dict[str, Any] = json.loads(question)
        kind = Kind.model_validate(asked["kind"])
        catalog = Catalog(tuple(map(Kind.model_validate, asked["catalog"])))
        current = _compile(asked["current"], kind.name) if asked["current"] else None
        content = base64.b64decode(asked["content"])
        checker = self._checker.over(catalog)
        revision = check_template(kind, content, catalog, checker, self._inspections, current)
        said = {
            "sha256": revision.sha256,
            "findings": [asdict(finding) for finding in revision.findings],
            "tidied": _pack(revision.tidied),
            "changes": revision.changes,
        }
        return json.dumps(said).encode()


@lru_cache(_TEMPLATES_KEPT)
def _compile(source: str, name: str) -> Template:
    return compile_template(tidy(base64.b64decode(source), name).content, name=name)


def _pack(content: bytes) -> str:
    return base64.b64encode(content).decode()


if __name__ == "__main__":
    serve(_Checking(Path(sys.argv[1]), Path(sys.argv[2]), strict="strict" in sys.argv[3:]).answer)
