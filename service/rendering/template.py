"""Templates: compiled once from a Word file, filled any number of times.

docs/decisions/0001-compile-once-rendering.md says why, and what is left to docxtpl.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.errors import PlaceholderUnknown
from service.rendering.archive import Member, join_members, pack_member
from service.rendering.package import Package, open_package
from service.rendering.parts import compile_parts
from service.rendering.placeholders import Placeholder, essential_paths, find_unknown_prefix
from service.rendering.properties import (
    CORE,
    CUSTOM,
    EXTENDED,
    Properties,
    write_core,
    write_custom,
    write_extended,
)
from service.rendering.render import CompiledPart, fill_part

_STYLE_USE = re.compile(r'<w:pStyle w:val="([^"]+)"')
# Filled parts are packed for each document: level 9 would cost more time than the bytes are worth.
_FAST_PACKING = 3


@dataclass(frozen=True, eq=False)
class Template:
    """A compiled template (mẫu văn bản); immutable, so threads share it."""

    name: str
    sha256: str
    _parts: tuple[CompiledPart, ...]
    _members: Mapping[str, Member | None]  # in the order of the archive; None for what is written anew

    @property
    def uses(self) -> tuple[Placeholder, ...]:
        """What it asks for and where, tag by tag."""
        return tuple(use for part in self._parts for use in part.uses)

    @property
    def placeholders(self) -> frozenset[str]:
        """The dotted paths of the values it asks for, `[]` for the elements of a list."""
        return essential_paths(self.uses)

    @property
    def styles_used(self) -> frozenset[str]:
        """The ids of the paragraph styles in its parts that hold tags."""
        return frozenset(name for part in self._parts for name in _STYLE_USE.findall(part.source.text))

    def fill(self, data: Mapping[str, Any], properties: Properties) -> bytes:
        """The document (DOCX) with `data` in it, the same bytes for the same data; raises `TemplateFailed`.

        `data` are plain JSON values whose text is clean: line feeds, but no other control characters.
        """
        made = {part.name: fill_part(part, data, self.name) for part in self._parts}
        made[CORE] = write_core(properties)
        return join_members(
            member or pack_member(name, made[name], _FAST_PACKING) for name, member in self._members.items()
        )


def compile_template(source: bytes, *, name: str, sha256: str | None = None) -> Template:
    """The template in a DOCX file, called `name` in errors.

    Its documents name the fingerprint `sha256`, that of the file which `source` was tidied from, if given.
    Raises `TemplateUnreadable` for a file that is not a sound DOCX, `TemplateForbidden` for what templates
    may not hold and `TemplateSyntaxWrong` for malformed tags, the latter two with place and words.
    """
    fingerprint = sha256 or hashlib.sha256(source).hexdigest()
    return compile_package(open_package(source, name), name, fingerprint)


def compile_package(package: Package, name: str, sha256: str) -> Template:
    """The template in an opened package; raises as `compile_template` does."""
    parts = compile_parts(package, name)
    return Template(name, sha256, parts, _pack(package, parts, sha256))


def find_unknown_placeholders(
    template: Template, schema: Mapping[str, Any]
) -> tuple[PlaceholderUnknown, ...]:
    """Every placeholder that a JSON Schema does not define, cut after its unknown step, with its place.

    What is asked of the elements of an unknown list is not reported again.
    """
    found: dict[tuple[str, str], PlaceholderUnknown] = {}
    prefixes: set[str] = set()
    for use in template.uses:
        prefix = find_unknown_prefix(use.path, schema)
        if prefix is None or (prefix in prefixes and prefix != use.path):
            continue
        prefixes.add(prefix)
        found.setdefault((prefix, use.place), PlaceholderUnknown(template.name, use.place, prefix))
    return tuple(found.values())


def _pack(package: Package, parts: tuple[CompiledPart, ...], sha256: str) -> dict[str, Member | None]:
    """Every file of the documents to be, packed already if no data go into it, content types first."""
    files: dict[str, bytes] = {**package.parts, EXTENDED: write_extended(), CUSTOM: write_custom(sha256)}
    written_anew = {CORE, *(part.name for part in parts)}
    first = list(package.parts)[:2]
    names = [*first, CORE, EXTENDED, CUSTOM, *(name for name in package.parts if name not in first)]
    return {name: None if name in written_anew else pack_member(name, files[name]) for name in names}
