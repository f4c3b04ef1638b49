"""What `scripts/`, the lock files and the image promise."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements-build.lock", "requirements.lock", "requirements-dev.lock")
SCRIPTS = ("setup", "demo", "serve", "test", "check", "lock", "pictures", "soak")


def pins_of(lock: str) -> dict[str, str]:
    """Name -> version of everything pinned in a lock file."""
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", (ROOT / lock).read_text(), re.MULTILINE))


def wanted_by_project(lock: str) -> list[Requirement]:
    """What `pyproject.toml` asks for and `lock` must hold."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runtime = project["project"]["dependencies"]
    lines = {
        "requirements-build.lock": project["build-system"]["requires"],
        "requirements.lock": runtime,
        "requirements-dev.lock": runtime + project["dependency-groups"]["dev"],
    }
    return [Requirement(line) for line in lines[lock]]


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_gives_a_hash_for_every_pin_and_names_no_index(lock: str) -> None:
    text = (ROOT / lock).read_text()
    pinned = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(pinned) == len(pins_of(lock))
    assert all("--hash=sha256:" in one for one in pinned)
    assert "://" not in text
    assert "index-url" not in text


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_what_the_project_asks_for(lock: str) -> None:
    pins = pins_of(lock)
    unmet = [
        str(wanted)
        for wanted in wanted_by_project(lock)
        if not wanted.specifier.contains(pins.get(canonicalize_name(wanted.name), "0"))
    ]
    assert unmet == []


def test_tests_run_with_the_versions_that_the_service_runs_with() -> None:
    assert pins_of("requirements.lock").items() <= pins_of("requirements-dev.lock").items()


@pytest.mark.parametrize("script", SCRIPTS)
def test_script_explains_itself_from_any_folder(script: str, tmp_path: Path) -> None:
    command = [str(ROOT / "scripts" / script), "--help"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout.startswith(f"Cách dùng: scripts/{script}")


def test_image_has_the_system_packages_that_setup_installs() -> None:
    listed = re.search(r"^packages=\((.+)\)$", (ROOT / "scripts/setup").read_text(), re.MULTILINE)
    assert listed is not None
    names = {name.strip('"').split("|")[0] for name in listed[1].split()} - {"python3-venv"}  # builder only
    final_stage = (ROOT / "Dockerfile").read_text().rsplit("\nFROM ", 1)[1]
    assert names <= set(final_stage.split())


def test_image_ignores_no_file_that_it_copies() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    admitted = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE)
    assert sorted(" ".join(copied).split()) == sorted(admitted)
