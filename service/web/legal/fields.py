"""The placeholders of a template as the page lists them: by what they belong to, and found by any words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from service.drafting import describe_path
from service.revisions import TemplateField


@dataclass(frozen=True)
class FieldGroup:
    """The placeholders of one part of the data: of the team, of the unit ..."""

    label: str
    fields: tuple[TemplateField, ...]

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.fields)

    @property
    def used(self) -> int:
        """How many of them the template in use prints."""
        return sum(field.is_used for field in self.fields)

    def owner(self, field: TemplateField) -> str:
        """What `field` belongs to within the group; nothing if to the group itself."""
        owner, is_owned, _ = field.label.partition(": ")
        return owner if is_owned and owner != self.label else ""

    @staticmethod
    def name(field: TemplateField) -> str:
        """What `field` is called without its owner."""
        owner, is_owned, name = field.label.partition(": ")
        return name if is_owned else owner


def group_fields(fields: Sequence[TemplateField], search: str) -> tuple[FieldGroup, ...]:
    """The fields in which all words of `search` stand or begin a word, with or without marks."""
    words = _plain(search).split()
    found = [field for field in fields if _holds(field, words)]
    return tuple(_group(found))


def _holds(field: TemplateField, words: Sequence[str]) -> bool:
    text = _plain(f"{field.tag} {field.label} {field.meaning} {field.sample}")
    return all(f" {word}" in text for word in words)


def _group(fields: Sequence[TemplateField]) -> Iterator[FieldGroup]:
    for first, members in groupby(fields, lambda field: field.path.partition(".")[0]):
        yield FieldGroup(describe_path(first)[0], tuple(members))


def _plain(text: str) -> str:
    """Words without case and marks, a blank before each: who types "truong doan" finds «Trưởng đoàn»."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " " + re.sub(r"[^a-z0-9]+", " ", bare)
