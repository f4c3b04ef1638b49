"""Which bodies have ended or begun, as a register tells (ND30-LEG-02)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import cached_property
from typing import Self

from pydantic import ValidationInfo, field_validator, model_validator

from service.domain.base import Line
from service.domain.bodies import BodyKind
from service.domain.calendar import Entry
from service.language.text import fold

_ANY_WORDS = "…"
_LETTER = r"[\w\u0300-\u036f]"  # `fold` leaves tones as combining marks, which end no word for `\b`


class BodyChange(Entry):
    """A body, or a sort of bodies, that began or ended on a day (thay đổi về tổ chức bộ máy).

    `phrases` are how documents name it, whole words, capitals or not; "…" stands for any words in between.
    `ended` is the first day on which it does not exist any more.
    """

    name: Line
    phrases: tuple[Line, ...] = ()
    kinds: tuple[BodyKind, ...] = ()
    began: dt.date | None = None
    ended: dt.date | None = None
    successor: Line | None = None

    @field_validator("ended")
    @classmethod
    def _check_order(cls, ended: dt.date | None, info: ValidationInfo) -> dt.date | None:
        began = info.data.get("began")
        if ended is not None and began is not None and ended <= began:
            raise ValueError("ends before it begins")
        return ended

    @model_validator(mode="after")
    def _check_use(self) -> Self:
        """Names nothing or changes nothing: such an entry would never be met."""
        if not (self.phrases or self.kinds) or not (self.began or self.ended):
            raise ValueError("neither phrases nor kinds, or no day")
        return self

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        phrases = (
            r"[^,;.]*?".join(re.escape(part) for part in fold(phrase).split(_ANY_WORDS))
            for phrase in self.phrases
        )
        return re.compile(rf"(?<!{_LETTER})(?:{'|'.join(phrases) or '(?!)'})(?!{_LETTER})")

    def concerns(self, folded: str, kind: BodyKind | None = None) -> bool:
        """Whether a name, as `fold` gives it, or a body of `kind` is one of those that it tells of."""
        return kind in self.kinds or self._pattern.search(folded) is not None

    def is_wrong_on(self, day: dt.date) -> bool:
        """Whether the body does not exist on `day`."""
        return (self.ended is not None and day >= self.ended) or (self.began is not None and day < self.began)


class BodyRegister:
    """The changes that are known."""

    def __init__(self, changes: Iterable[BodyChange] = ()) -> None:
        self._changes = tuple(changes)

    def __len__(self) -> int:
        return len(self._changes)

    def find_wrong(self, name: str, day: dt.date, kind: BodyKind | None = None) -> BodyChange | None:
        """The change because of which the body called `name` does not exist on `day`."""
        folded = fold(name)
        wrong = (change for change in self._changes if change.is_wrong_on(day))
        return next((change for change in wrong if change.concerns(folded, kind)), None)
