"""What the tests of revisions share: a copy of the templates that they may change, and a store over it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from service.domain.inspection import Inspection
from service.domain.loading import parse_inspection
from service.generate import Generator
from service.revisions.store import TemplateStore
from tests.batch.fakes import dump, make_data
from tests.revisions.editing import copy_templates, make_generator


@cache
def small_inspection() -> Inspection:
    return parse_inspection(dump(make_data(1)))


@pytest.fixture
def templates_dir(tmp_path: Path) -> Path:
    return copy_templates(tmp_path)


@pytest.fixture
def generator(templates_dir: Path) -> Generator:
    return make_generator(templates_dir)


@pytest.fixture
def store(generator: Generator, templates_dir: Path) -> TemplateStore:
    return TemplateStore(generator, templates_dir, [small_inspection()])
