"""A template that a word processor has opened and saved says the same, once tidied.

LibreOffice stands in for Word: it rewrites every paragraph, renames every style and adds its own.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from service.rendering import Template, compile_template
from service.rendering.layout import FULL_RULE, SHORT_RULE
from service.revisions import Severity, check_revision, find_samples
from service.revisions.samples import load_inspections
from tests.kinds.reading import read_text
from tests.kinds.samples import ROOT, generator

pytestmark = pytest.mark.office
KINDS = generator().catalog.names


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Every stored template, opened and saved as DOCX."""
    folder = tmp_path_factory.mktemp("saved")
    for kind in KINDS:
        shutil.copy(ROOT / "templates" / kind / "template.docx", folder / f"{kind}.docx")
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"),
            *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out")),
            *(str(folder / f"{kind}.docx") for kind in KINDS),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return {kind: Path(folder / "out" / f"{kind}.docx").read_bytes() for kind in KINDS}


def texts(kind: str, template: Template) -> list[str]:
    """What the template says of every sample."""
    made = generator()
    samples = find_samples(made.catalog, made.checker, made.catalog.get(kind), load_inspections())
    return [read_text(sample.fill(template)) for sample in samples]


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_survives_a_word_processor(kind: str, saved: Mapping[str, bytes]) -> None:
    revision = check_revision(generator(), kind, saved[kind], load_inspections())
    assert revision.is_acceptable, revision.findings
    assert {finding.code for finding in revision.findings} <= {"style-unused", "style-renamed"}
    assert revision.count(Severity.WARNING) == 0

    template = compile_template(revision.tidied, name=kind)
    assert texts(kind, template) == texts(kind, generator().edition(kind).template)
    assert {FULL_RULE, SHORT_RULE} <= template.styles_used
    assert check_revision(generator(), kind, revision.tidied, load_inspections()).findings == ()
