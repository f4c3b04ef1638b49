"""The pictures of the documentation: each is there, small, and used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LIMIT_BYTES = 150_000


def pictures_of(page: Path) -> set[Path]:
    named = re.findall(r'!\[[^\]]+\]\(([^)]+)\)|<img src="([^"]+)"', page.read_text(encoding="utf-8"))
    return {(page.parent / (markdown or html)).resolve() for markdown, html in named}


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_a_page_shows_pictures_that_are_there(page: Path) -> None:
    assert [path.name for path in pictures_of(page) if not path.is_file()] == []


def test_pictures_are_small_and_used() -> None:
    used = set().union(*map(pictures_of, PAGES))
    kept = sorted((ROOT / "docs" / "pictures").iterdir())
    assert [path.name for path in kept if path not in used or path.stat().st_size > LIMIT_BYTES] == []
