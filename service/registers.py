"""Reads the registers that people keep by hand: public holidays, legal acts, bodies that began or ended."""

from __future__ import annotations

import re
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
    except tomllib.TOMLDecodeError as exc:
        place = re.search(r"line (\d+), column (\d+)", str(exc))
        line, column = (int(place[1]), int(place[2])) if place else (None, None)
        raise RegisterBroken(path.name, None, str(exc), line=line, column=column) from exc
    except (OSError, UnicodeDecodeError) as exc:
        raise RegisterBroken(path.name, None, str(exc)) from exc
    if unknown := tuple(sorted(tables.keys() - known)):
        raise RegisterBroken(path.name, None, "unknown table", unknown)
    return tables


def _entries(path: Path, tables: list[Any], kind: type[AnyEntry]) -> list[AnyEntry]:
    entries = []
    for place, table in enumerate(tables, start=1):
        try:
            entries.append(kind.model_validate(table))
        except ValidationError as exc:
            names = (str(error["loc"][0]) for error in exc.errors() if error["loc"])
            raise RegisterBroken(path.name, place, str(exc), tuple(dict.fromkeys(names))) from exc
    return entries
