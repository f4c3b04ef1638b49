"""What the tests of revisions share: a copy of the templates that they may change, and a store over it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from service.generate import Generator
from service.kinds import load_catalog
from service.revisions.samples import load_inspections
from service.revisions.store import TemplateStore
from tests.kinds.samples import EXAMPLES, ROOT


@pytest.fixture
def templates_dir(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "templates", tmp_path / "templates"))


@pytest.fixture
def generator(templates_dir: Path) -> Generator:
    return Generator(load_catalog(templates_dir), None)


@pytest.fixture
def store(generator: Generator, templates_dir: Path) -> TemplateStore:
    return TemplateStore(generator, templates_dir, load_inspections(EXAMPLES))
