from __future__ import annotations

from pathlib import Path

import pytest

from service.errors import SettingInvalid
from service.messages import describe
from service.settings import Settings, load_settings

OPERATIONS = Path(__file__).parent.parent / "docs" / "operations.md"


ROWS = [line for line in OPERATIONS.read_text(encoding="utf-8").splitlines() if line.startswith("| `VANBAN_")]


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_described_and_documented(name: str) -> None:
    description = Settings.model_fields[name].description
    (row,) = (row for row in ROWS if row.startswith(f"| `VANBAN_{name.upper()}` |"))
    assert description and row.endswith(f" {description} |")


def test_no_setting_is_documented_that_does_not_exist() -> None:
    assert len(ROWS) == len(Settings.model_fields)


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_PORT", "8080")
    assert load_settings().port == 8080


def test_an_override_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_PORT", "8080")
    assert load_settings(port=9090).port == 9090


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("VANBAN_PORT", "eighty"),
        ("VANBAN_PORT", "70000"),
        ("VANBAN_OFFICES", "0"),
        ("VANBAN_FONTS_DIR", "/does/not/exist"),
        ("VANBAN_LOG_FORMAT", "xml"),
        ("VANBAN_DOCS", "perhaps"),
        ("VANBAN_MAX_BODY_BYTES", "5MB"),
    ],
)
def test_a_wrong_value_is_told_by_its_variable(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingInvalid) as caught:
        load_settings()
    assert f"«{variable}»" in describe(caught.value).detail


def test_the_pool_gets_what_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_CONVERSION_TIMEOUT_S", "7.5")
    pool = load_settings().pool_of(3)
    assert (pool.size, pool.conversion_timeout.total_seconds()) == (3, 7.5)
