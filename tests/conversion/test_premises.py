"""What surrounds an office: a closed folder, unoserver alone, no secrets."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from service.conversion.premises import (
    build_environment,
    claim_folder,
    furnish,
    list_leftovers,
    name_pipe,
    sweep_folders,
)

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


def make_old(folder: Path, office: str = "1") -> Path:
    (folder / office).mkdir(parents=True)
    os.utime(folder, (0, 0))
    return folder


def test_what_a_killed_service_left_is_removed(tmp_path: Path) -> None:
    left = make_old(tmp_path / "vanban-abcd_123")
    socket = list_leftovers(left / "1")[0]
    socket.touch()
    sweep_folders(tmp_path, "vanban-")
    assert not left.exists() and not socket.exists()


def test_what_is_in_use_or_not_ours_stays(tmp_path: Path) -> None:
    used = make_old(tmp_path / "vanban-abcd_123")
    claim = claim_folder(used)
    others = [
        make_old(tmp_path / "vanban-abcd_124", office="src"),
        make_old(tmp_path / "vanban-project-2"),
        tmp_path / "vanban-abcd_125",  # young
    ]
    others[2].mkdir()
    sweep_folders(tmp_path, "vanban-")
    assert used.exists() and all(folder.exists() for folder in others)
    os.close(claim)
    sweep_folders(tmp_path, "vanban-")
    assert not used.exists()
