"""The profile an office starts with: closed towards documents and the network."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from service.conversion.profile import write_profile

OOR = "{http://openoffice.org/2001/registry}"


def settings_in(profile: Path) -> dict[str, str]:
    root = etree.parse(profile / "user" / "registrymodifications.xcu").getroot()
    return {
        f"{item.get(OOR + 'path')}/{item[0].get(OOR + 'name')}": item.findtext("prop/value") or ""
        for item in root
    }


def test_nothing_of_a_document_is_run_or_followed(tmp_path: Path) -> None:
    write_profile(tmp_path / "profile", tmp_path)
    settings = settings_in(tmp_path / "profile")
    scripting = "/org.openoffice.Office.Common/Security/Scripting"
    assert settings[f"{scripting}/BlockUntrustedRefererLinks"] == "true"
    assert settings[f"{scripting}/DisableMacrosExecution"] == "true"
    assert settings[f"{scripting}/MacroSecurityLevel"] == "3"
    assert settings["/org.openoffice.Office.Writer/Content/Update/Link"] == "2"
    assert settings["/org.openoffice.Inet/Settings/ooInetHTTPProxyPort"] == "9"


def test_build_id_is_that_of_the_program(tmp_path: Path) -> None:
    (tmp_path / "versionrc").write_text("[Version]\nbuildid=40(Build:2)\nUpdateUserAgent=<${buildid}; %>\n")
    write_profile(tmp_path / "profile", tmp_path)
    assert (tmp_path / "profile/user/extensions/buildid").read_text() == "40(Build:2)"


def test_program_without_version_gets_a_profile_too(tmp_path: Path) -> None:
    write_profile(tmp_path / "profile", tmp_path)
    assert (tmp_path / "profile/user/extensions/buildid").read_text() == ""
