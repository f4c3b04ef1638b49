"""Fonts: only those of our folder, and Times New Roman or its metric twins."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import etree

from service.conversion import check_fonts
from service.conversion.fonts import build_fonts_conf, list_letters
from service.errors import FontUnsuitable, SettingInvalid

FONTS = Path(__file__).parents[2] / "fonts"


def test_configuration_lists_our_folder_and_no_other() -> None:
    configuration = etree.fromstring(build_fonts_conf(FONTS, Path("/cache")).encode())
    assert [element.text for element in configuration.iter("dir")] == [str(FONTS)]
    assert [element.text for element in configuration.iter("cachedir")] == ["/cache"]
    assert list(configuration.iter("include")) == []


def test_folder_with_odd_characters_stays_well_formed(tmp_path: Path) -> None:
    folder = tmp_path / "phông & <chữ>"
    configuration = etree.fromstring(build_fonts_conf(folder, tmp_path).encode())
    assert configuration.findtext("dir") == str(folder)


def test_missing_folder_is_a_wrong_setting(tmp_path: Path) -> None:
    with pytest.raises(SettingInvalid, match="fonts_dir"):
        check_fonts(tmp_path / "none")


@pytest.mark.office
def test_fonts_of_the_repository_are_suitable() -> None:
    assert check_fonts(FONTS) == "Liberation Serif"


@pytest.mark.office
def test_letters_are_those_of_the_font() -> None:
    letters = list_letters(FONTS)
    assert all(ord(letter) in letters for letter in "ẶẵừỮ Đđ–…₫")
    assert not any(ord(letter) in letters for letter in "☒你😀")


@pytest.mark.office
def test_folder_without_fonts_is_unsuitable(tmp_path: Path) -> None:
    with pytest.raises(FontUnsuitable, match="Times New Roman"):
        check_fonts(tmp_path)


@pytest.mark.office
def test_real_times_new_roman_wins_over_its_twins(tmp_path: Path) -> None:
    shutil.copytree(FONTS, tmp_path / "fonts")
    _rename_family(FONTS / "LiberationSerif-Regular.ttf", tmp_path / "fonts" / "times.ttf", "Times New Roman")
    assert check_fonts(tmp_path / "fonts") == "Times New Roman"


@pytest.mark.office
def test_other_font_alone_is_unsuitable_and_named(tmp_path: Path) -> None:
    _rename_family(FONTS / "LiberationSerif-Regular.ttf", tmp_path / "other.ttf", "Khac")
    with pytest.raises(FontUnsuitable) as caught:
        check_fonts(tmp_path)
    assert caught.value.found == "Khac"


def _rename_family(source: Path, target: Path, family: str) -> None:
    from fontTools.ttLib import TTFont

    with TTFont(source) as font:
        for record in list(font["name"].names):
            if record.nameID in (1, 4, 16):
                font["name"].setName(
                    family, record.nameID, record.platformID, record.platEncID, record.langID
                )
        font.save(target)
