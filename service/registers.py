"""Reads the registers that people keep by hand: public holidays, legal acts, bodies that began or ended."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from service.domain.body_changes import BodyChange, BodyRegister
from service.domain.calendar import Calendar, Entry, Holiday, Swap
from service.domain.checks import Registers
from service.domain.legal_acts import Act, ActRegister
from service.errors import RegisterBroken

AnyEntry = TypeVar("AnyEntry", bound=Entry)


def load_registers(folder: Path) -> Registers:
    """The registers in `folder`; raises `RegisterBroken` for the first entry that cannot be used."""
    holidays = _read(folder / "holidays.toml", {"holiday", "swap"})
    acts = _read(folder / "legal_acts.toml", {"act"})
    bodies = _read(folder / "bodies.toml", {"body"})
    return Registers(
        Calendar(
            _entries(folder / "holidays.toml", holidays.get("holiday", []), Holiday),
            _entries(folder / "holidays.toml", holidays.get("swap", []), Swap),
        ),
        ActRegister(_entries(folder / "legal_acts.toml", acts.get("act", []), Act)),
        BodyRegister(_entries(folder / "bodies.toml", bodies.get("body", []), BodyChange)),
    )


def _read(path: Path, known: set[str]) -> dict[str, Any]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise RegisterBroken(path.name, None, str(exc)) from exc
    for name in tables.keys() - known:
        raise RegisterBroken(path.name, None, f"unknown table {name!r}")
    return tables


def _entries(path: Path, tables: list[Any], kind: type[AnyEntry]) -> list[AnyEntry]:
    entries = []
    for place, table in enumerate(tables, start=1):
        try:
            entries.append(kind.model_validate(table))
        except ValidationError as exc:
            raise RegisterBroken(path.name, place, str(exc)) from exc
    return entries
