"""An office has its own customs; none of them ever is a breach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.cli import main
from service.conformance import Level, Verdict, check_docx, describe_report, load_house
from service.conformance.house import USUAL, House
from service.errors import SettingInvalid
from service.settings import load_settings
from tests.conformance.editing import NOTICE, good, in_body, with_style
from tests.fakes import logging_restored
from tests.kinds.samples import ROOT

BULLET = in_body(good(NOTICE), "Đầu mối liên hệ:", "• Đầu mối liên hệ:")


@pytest.fixture(autouse=True)
def _logging() -> Iterator[None]:
    with logging_restored():
        yield


def write(folder: Path, text: str) -> Path:
    path = folder / "house.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_sets_what_it_names_and_leaves_the_rest(tmp_path: Path) -> None:
    path = write(tmp_path, 'bullets = ["•"]\ntable_size_pt = [10, 12]\nhas_bold_header_row = false\n')

    assert load_house(path) == House(bullets=("•",), table_size_pt=(10, 12), has_bold_header_row=False)


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("bullet = ['-']", "house_rules: bullet"),
        ("signature_room_mm = 'big'", "house_rules: signature_room_mm"),
        ("signature_room_mm = -1", "house_rules: signature_room_mm"),
        ("table_size_pt = [1]", "house_rules: table_size_pt"),
        ("has_bold_header_row = 1", "house_rules: has_bold_header_row"),
        ("bullets = '-'", "house_rules: bullets"),
        ("bullets = [", "house_rules"),
    ],
)
def test_what_means_nothing_is_refused(tmp_path: Path, text: str, setting: str) -> None:
    with pytest.raises(SettingInvalid) as refused:
        load_house(write(tmp_path, text))
    assert refused.value.setting == setting


def test_the_setting_is_checked_when_it_is_read(tmp_path: Path) -> None:
    assert load_settings(house_rules=write(tmp_path, "off = []")).house_rules is not None
    with pytest.raises(SettingInvalid):
        load_settings(house_rules=write(tmp_path, "on = []"))


def test_another_custom_gives_another_verdict() -> None:
    assert check_docx(BULLET).verdict_of("ND30-BOD-07") is Verdict.FAIL
    assert check_docx(BULLET, house=House(bullets=("•",))).verdict_of("ND30-BOD-07") is Verdict.PASS


def test_a_custom_can_be_left_out_but_no_rule_of_the_decree() -> None:
    report = check_docx(BULLET, house=House(off=("ND30-BOD-07", "ND30-HDR-01")))

    assert report.verdict_of("ND30-BOD-07") is Verdict.NOT_EVALUATED
    assert report.verdict_of("ND30-HDR-01") is Verdict.PASS


def test_a_custom_is_never_a_breach() -> None:
    docx = with_style(BULLET, "NationalName", '<w:sz w:val="26"/>')
    described = describe_report(check_docx(docx, house=USUAL))
    customs = [finding for finding in described["findings"] if finding["level"] == Level.HOUSE]

    assert described["conforms"] is True
    assert "fail" in {finding["verdict"] for finding in customs}
    assert not any(finding["breach"] for finding in customs)


def test_the_command_takes_a_file_of_customs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = tmp_path / "notice.docx"
    document.write_bytes(BULLET)
    house = write(tmp_path, 'bullets = ["•"]\n')

    assert main(["conformance", str(document)]) == 0
    assert "ND30-BOD-07" in capsys.readouterr().out
    assert main(["conformance", str(document), "--house", str(house)]) == 0
    assert "ND30-BOD-07" not in capsys.readouterr().out


def test_the_usual_customs_are_documented_as_a_file_that_can_be_used(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "conformance.md").read_text(encoding="utf-8")
    block = page.partition("```toml\n")[2].partition("```")[0]

    assert load_house(write(tmp_path, block)) == USUAL
