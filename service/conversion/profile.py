"""Writes the profile LibreOffice starts with: nothing of a document runs, links or reaches the network."""

from __future__ import annotations

from configparser import ConfigParser
from html import escape
from pathlib import Path

_COMMON = "/org.openoffice.Office.Common"
_SCRIPTING = f"{_COMMON}/Security/Scripting"
_WRITER = "/org.openoffice.Office.Writer"
_PROXY = "/org.openoffice.Inet/Settings"
# Nothing listens on this port ("discard"): what gets past the settings above still reaches nobody.
_DEAD_PROXY = ("127.0.0.1", 9)

_SETTINGS: tuple[tuple[str, str, bool | int | str], ...] = (
    (_SCRIPTING, "BlockUntrustedRefererLinks", True),
    (_SCRIPTING, "DisableMacrosExecution", True),
    (_SCRIPTING, "DisableActiveContent", True),  # unknown to LibreOffice 7.4, which passes over it
    (_SCRIPTING, "MacroSecurityLevel", 3),
    (f"{_WRITER}/Content/Update", "Link", 2),  # never; 0 would be always
    (_PROXY, "ooInetProxyType", 1),
    (_PROXY, "ooInetHTTPProxyName", _DEAD_PROXY[0]),
    (_PROXY, "ooInetHTTPProxyPort", _DEAD_PROXY[1]),
    (_PROXY, "ooInetHTTPSProxyName", _DEAD_PROXY[0]),
    (_PROXY, "ooInetHTTPSProxyPort", _DEAD_PROXY[1]),
    (_PROXY, "ooInetNoProxy", ""),
    # A killed office must not offer its last document to the next one.
    ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", False),
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled", False),
    (f"{_COMMON}/Misc", "FirstRun", False),
    ("/org.openoffice.Setup/Office", "MigrationCompleted", True),
)

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
)
_ITEM = '<item oor:path="{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>\n'


def write_profile(folder: Path, program: Path) -> None:
    """Writes a fresh profile into `folder` for the LibreOffice whose executables are in `program`."""
    user = folder / "user"
    (user / "extensions").mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
    # With its own build id here LibreOffice skips a first round that ends with "start me again" (0.6 s).
    (user / "extensions" / "buildid").write_text(_build_id(program), encoding="utf-8")


def _registry() -> str:
    return (
        _HEAD
        + "".join(_ITEM.format(path, name, _as_xml(value)) for path, name, value in _SETTINGS)
        + "</oor:items>\n"
    )


def _as_xml(value: bool | int | str) -> str:
    return str(value).lower() if isinstance(value, bool) else escape(str(value))


def _build_id(program: Path) -> str:
    """The build id LibreOffice compares; empty where it cannot be found, which only costs the time."""
    version = ConfigParser(interpolation=None)
    version.read(program / "versionrc", encoding="utf-8")
    return version.get("Version", "buildid", fallback="")
