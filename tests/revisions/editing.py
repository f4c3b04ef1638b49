"""Templates that tests may change, and revised ones: some text replaced, as a person would in Word."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from service.generate import Generator
from service.kinds import Catalog
from tests.batch.fakes import dump, make_data
from tests.kinds.samples import ROOT
from tests.kinds.samples import generator as compile_stored

DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"


def edit_template(source: bytes, *replacements: tuple[str, str], parts: Sequence[str] = (DOCUMENT,)) -> bytes:
    """A copy of the template `source` in which each text is replaced by another wherever it stands."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename in parts:
                text = content.decode()
                for before, after in replacements:
                    assert before in text, before
                    text = text.replace(before, after)
                content = text.encode()
            new.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def copy_templates(to: Path) -> Path:
    """A copy of the stored templates in the folder `to`."""
    return Path(shutil.copytree(ROOT / "templates", to / "templates"))


def write_example(to: Path) -> Path:
    """A folder in `to` with one short example, so that few samples are tried: notices for `u0` and `u1`."""
    (to / "examples").mkdir()
    (to / "examples" / "two-units.json").write_bytes(dump(make_data(2)))
    return to / "examples"


def make_generator(templates: Path) -> Generator:
    """A generator over such a copy; templates are compiled once for all tests."""
    generator = Generator(Catalog(()), None)
    for name in compile_stored().catalog.names:
        edition = compile_stored().edition(name)
        kind = edition.kind.model_copy(update={"folder": templates / name})
        generator.use(replace(edition, kind=kind))
    return generator
