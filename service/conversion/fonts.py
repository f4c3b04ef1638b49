"""Decides which fonts LibreOffice sees: those of one folder, whatever the machine has installed."""

from __future__ import annotations

import subprocess
import tempfile
from functools import lru_cache
from html import escape
from pathlib import Path

from service.errors import FontUnsuitable, SettingInvalid

WANTED = "Times New Roman"
# The wanted font and the two drawn to its widths, so that lines and pages break at the same words.
SUITABLE = (WANTED, "Liberation Serif", "Tinos")
_PATIENCE_SECONDS = 30

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <alias binding="same">
    <family>{wanted}</family>
    <accept>{twins}</accept>
  </alias>
</fontconfig>
"""


def build_fonts_conf(fonts_dir: Path, cache_dir: Path) -> str:
    """The fontconfig file that knows only `fonts_dir` and lets a metric twin stand for a missing font."""
    return _CONFIGURATION.format(
        fonts=escape(str(fonts_dir.resolve())),
        cache=escape(str(cache_dir)),
        wanted=WANTED,
        twins="".join(f"<family>{twin}</family>" for twin in SUITABLE[1:]),
    )


def check_fonts(fonts_dir: Path) -> str:
    """The family that Times New Roman stands for here; raises if it is neither that nor a metric twin."""
    if not fonts_dir.is_dir():
        raise SettingInvalid("fonts_dir", "not-a-folder")
    found = _ask(fonts_dir, "family[0]")
    if found not in SUITABLE:
        raise FontUnsuitable(WANTED, found)
    return found


@lru_cache(maxsize=4)
def list_letters(fonts_dir: Path) -> frozenset[int]:
    """The code points that documents can show; a letter outside them would be printed as an empty box."""
    letters: set[int] = set()
    for span in _ask(fonts_dir, "charset").split():
        first, _, last = span.partition("-")
        letters.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(letters)


def _ask(fonts_dir: Path, element: str) -> str:
    """What fontconfig says of the font it gives for the wanted one; empty if it has no font at all."""
    with tempfile.TemporaryDirectory(prefix="vanban-fonts-") as folder:
        configuration = Path(folder, "fonts.conf")
        configuration.write_text(build_fonts_conf(fonts_dir, Path(folder, "cache")), encoding="utf-8")
        return _match(configuration, element)


def _match(configuration: Path, element: str) -> str:
    command = ["fc-match", f"--format=%{{{element}}}", WANTED]
    environment = {"PATH": "/usr/bin:/bin", "FONTCONFIG_FILE": str(configuration)}
    try:
        answer = subprocess.run(  # noqa: S603
            command, env=environment, capture_output=True, timeout=_PATIENCE_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as exc:
        raise SettingInvalid("fonts_dir", "fc-match-fails") from exc
    return answer.stdout.decode("utf-8", "replace").strip()
