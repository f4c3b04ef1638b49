"""Which legal act was in force on which day, as a register tells."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from pydantic import ValidationInfo, field_validator

from service.domain.base import Line
from service.domain.calendar import Entry
from service.domain.issuance import Reference
from service.language.dates import format_date_long
from service.language.text import fold


class Act(Entry):
    """A legal act (văn bản làm căn cứ) with its period of force (thời gian có hiệu lực)."""

    type: Line
    name: Line
    date: dt.date
    number: Line | None = None
    effective_from: dt.date | None = None
    ended: dt.date | None = None  # the first day on which it is not in force any more
    replaced_by: Line | None = None

    @field_validator("ended")
    @classmethod
    def _check_order(cls, ended: dt.date | None, info: ValidationInfo) -> dt.date | None:
        since = info.data.get("effective_from") or info.data.get("date")
        if ended is not None and since is not None and ended <= since:
            raise ValueError("ends before it is in force")
        return ended

    @property
    def title(self) -> str:
        """How it is cited in short: Nghị định số 118/2025/NĐ-CP, Luật Thanh tra ngày 25 tháng 6 năm 2025."""
        if self.number is None or ("/QH" in self.number and self.type != "Nghị quyết"):
            return f"{self.type} {self.name} {format_date_long(self.date)}"
        return f"{self.type} số {self.number}"

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = "|".join(re.escape(fold(name)) for name in (self.number, self.title) if name is not None)
        return re.compile(rf"(?<![\w/])(?:{names})(?![\w/-])")

    def is_named_in(self, folded: str) -> bool:
        """Whether a text, as `fold` gives it, names the act by number or by title and day."""
        return self._pattern.search(folded) is not None


class ActRegister:
    """The acts that are known, to be found by how a document cites them."""

    def __init__(self, acts: Iterable[Act] = ()) -> None:
        self._acts = tuple(acts)

    def __len__(self) -> int:
        return len(self._acts)

    def __iter__(self) -> Iterator[Act]:
        return iter(self._acts)

    def find(self, reference: Reference) -> Act | None:
        """The act that `reference` cites as a căn cứ: by its number, a law by name and day."""
        return next((act for act in self._acts if _is_cited(act, reference)), None)

    def find_in(self, text: str) -> tuple[Act, ...]:
        """The acts that `text` names."""
        folded = fold(text)
        return tuple(act for act in self._acts if act.is_named_in(folded))


def _is_cited(act: Act, reference: Reference) -> bool:
    if fold(act.type) != fold(reference.type) or act.date != reference.date:
        return False
    if reference.number is not None and act.number is not None:
        return fold(act.number) == fold(reference.number)
    return fold(act.name) == fold(reference.abstract).removeprefix(f"{fold(act.type)} ")
