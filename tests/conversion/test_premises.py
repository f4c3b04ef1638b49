"""What surrounds an office: a closed folder, unoserver alone, no secrets."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from service.conversion.premises import build_environment, furnish, list_leftovers, name_pipe

FONTS = Path(__file__).parents[2] / "fonts"


def test_folder_is_closed_to_other_users(tmp_path: Path) -> None:
    furnish(tmp_path / "1", tmp_path, FONTS)
    assert stat.S_IMODE((tmp_path / "1").stat().st_mode) == 0o700


def test_only_unoserver_is_importable_from_the_library(tmp_path: Path) -> None:
    furnish(tmp_path / "1", tmp_path, FONTS)
    names = sorted(path.name.split("-")[0] for path in (tmp_path / "1" / "library").iterdir())
    assert names == ["unoserver", "unoserver"]
    assert (tmp_path / "1" / "library" / "unoserver" / "server.py").is_file()


def test_environment_holds_nothing_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_API_KEYS", "bí mật")
    environment = build_environment(tmp_path)
    assert "VANBAN_API_KEYS" not in environment
    assert {environment[name] for name in ("HOME", "TMPDIR", "FONTCONFIG_FILE")} == {
        str(tmp_path / name) for name in ("home", "tmp", "fonts.conf")
    }


def test_sockets_of_libreoffice_are_named_as_it_names_them() -> None:
    # Seen with LibreOffice 7.4.7: the name ends in 31 digits, as one byte begins with a zero.
    names = [path.name for path in list_leftovers(Path("/run/vanban-a/7"))]
    assert names[0] == f"OSL_PIPE_{os.getuid()}_vanban-a_7"
    assert names[1].startswith(f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_")


def test_every_office_has_a_pipe_of_its_own() -> None:
    assert name_pipe(Path("/run/vanban-a/7")) != name_pipe(Path("/run/vanban-b/7"))
