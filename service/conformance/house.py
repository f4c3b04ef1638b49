"""The customs of a house: what the decree leaves open and an office settles for itself (HOUSE rules)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from service.errors import SettingInvalid

_SETTING = "house_rules"
_PAIRS = ("rule_weight_pt", "table_size_pt")
_LISTS = ("off", "bullets", "known_abbreviations")


@dataclass(frozen=True)
class House:
    """What an office is used to; the defaults are what most offices do. `off` are rules it does not want."""

    off: tuple[str, ...] = ()
    motto_step_pt: float = 1.0  # ND30-HDR-06: by how much the Tiêu ngữ is larger than the Quốc hiệu
    rule_weight_pt: tuple[float, float] = (0.25, 1.0)  # ND30-HDR-16
    bullets: tuple[str, ...] = ("-", "+")  # ND30-BOD-07
    known_abbreviations: tuple[str, ...] = (  # ND30-BOD-08: those that need no introduction
        *("UBND", "HĐND", "MTTQ", "VT", "NĐ", "CP", "QĐ", "TT", "NQ", "TW", "TP", "STT", "CMND", "CCCD"),
    )
    signature_room_mm: float = 20.0  # ND30-SIG-14
    table_size_pt: tuple[float, float] = (11.0, 14.0)  # ND30-APP-12
    has_bold_header_row: bool = True  # ND30-APP-12


USUAL = House()
"""The customs where an office has not written down its own."""


def load_house(path: Path) -> House:
    """The customs that a TOML file sets, the others being as usual; raises `SettingInvalid`."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise SettingInvalid(_SETTING, "no-toml") from exc
    known = {field.name for field in fields(House)}
    if unknown := sorted(set(data) - known):
        raise SettingInvalid(f"{_SETTING}: {unknown[0]}", "unknown-custom")
    return House(**{name: _read(name, setting) for name, setting in data.items()})


def _read(name: str, setting: Any) -> Any:
    """The value of one custom, of the type that it has by default."""
    usual = getattr(USUAL, name)
    if isinstance(usual, bool):
        is_right = isinstance(setting, bool)
    elif isinstance(usual, float):
        is_right = _is_number(setting)
    elif name in _PAIRS:
        is_right = isinstance(setting, list) and len(setting) == 2 and all(map(_is_number, setting))
    else:
        is_right = isinstance(setting, list) and all(isinstance(one, str) for one in setting)
    if not is_right:
        raise SettingInvalid(f"{_SETTING}: {name}", "wrong-type")
    return tuple(setting) if name in (*_PAIRS, *_LISTS) else setting


def _is_number(setting: Any) -> bool:
    return isinstance(setting, int | float) and not isinstance(setting, bool) and 0 <= setting < 1000
