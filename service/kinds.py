"""The kinds of document there are: finds `templates/<kind>/` and reads its `kind.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from string import Formatter
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from service.domain.inspection import InspectionForm
from service.domain.issuance import IssuerRole
from service.domain.loading import is_field
from service.errors import KindBroken, KindUnknown
from service.toml_faults import fault_of_syntax, faults_of_values


class Scope(StrEnum):
    """How often a kind is made: once per inspection or once per inspected unit."""

    INSPECTION = "inspection"
    UNIT = "unit"


class Form(StrEnum):
    """The sample form of ND30, annex III, that a kind follows."""

    DECISION = "decision"  # M1.2
    TYPED = "typed"  # M1.4: thông báo, báo cáo, kế hoạch ...
    OFFICIAL_LETTER = "official_letter"  # M1.5: công văn
    MINUTES = "minutes"  # M1.9: biên bản


WORDING_FIELDS = frozenset({"team", "subject", "year", "unit", "parent"})
"""What the wording of an abstract may name in braces."""


class Kind(BaseModel):
    """One kind of document (loại văn bản): the content of its `kind.toml`, and where its folder is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    folder: Path
    order: int = Field(description="place in the cycle, for lists and dossiers")
    title: str = Field(description="what people call the document")
    type_name: str = Field(description="the type as cited in running text: Quyết định, Thông báo")
    abbreviation: str | None = Field(default=None, description="by ND30 PL III.I; a công văn has none")
    form: Form
    has_letter_form: bool = Field(default=False, description="may also go out as a công văn")
    scope: Scope
    not_for: tuple[InspectionForm, ...] = Field(default=(), description="forms of inspection without it")
    issuer: IssuerRole = Field(description="who issues it unless its issuance says otherwise")
    issuer_without_seal: IssuerRole | None = Field(
        default=None, description="who issues it when the team may use no seal"
    )
    abstract: dict[str, str] = Field(description="what stands under the title, by variant")
    citation: dict[str, str] = Field(description="the abstract as running text cites it, by variant")
    needs: dict[str, tuple[str, ...]] = Field(
        description="dotted paths of facts without which it cannot be made, by variant"
    )

    @model_validator(mode="after")
    def _check_wording(self) -> Self:
        for field, texts in (("abstract", self.abstract), ("citation", self.citation)):
            if "default" not in texts:
                raise _wrong("wording-default", "{field} needs a 'default'", field=field)
            for variant, text in texts.items():
                names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
                unknown = ", ".join(f"{{{name}}}" for name in sorted(names - WORDING_FIELDS))
                if unknown:
                    place = {"field": f"{field}.{variant}", "value": unknown}
                    raise _wrong("wording-field", "unknown fields in {field}: {value}", **place)
        return self

    @model_validator(mode="after")
    def _check_needs(self) -> Self:
        for variant, dotted in ((variant, path) for variant, paths in self.needs.items() for path in paths):
            first, *rest = (0 if step == "*" else step for step in dotted.split("."))
            if not is_field(("units", 0, *rest) if first == "unit" else (str(first), *rest)):
                place = {"field": f"needs.{variant}", "value": dotted}
                raise _wrong("need-unknown", "unknown fact in needs: {value!r}", **place)
        return self

    def word_abstract(self, variants: Sequence[str], facts: Mapping[str, str]) -> str:
        """The abstract (trích yếu), as worded for the first of `variants` that has its own."""
        return _pick(self.abstract, variants).format_map(facts)

    def word_citation(self, variants: Sequence[str], facts: Mapping[str, str]) -> str:
        """The abstract as running text cites it after the issuer: `về việc thành lập ...`."""
        return _pick(self.citation, variants).format_map(facts)

    def needs_of(self, variants: Sequence[str]) -> tuple[str, ...]:
        """The dotted paths of the facts it cannot do without, for all of `variants` together."""
        return tuple(path for variant in ("always", *variants) for path in self.needs.get(variant, ()))

    @property
    def template_path(self) -> Path:
        """The Word file that legal staff own."""
        return self.folder / "template.docx"


class Catalog:
    """Every kind found in one templates folder, in the order of the cycle."""

    def __init__(self, kinds: tuple[Kind, ...]) -> None:
        self._kinds = {kind.name: kind for kind in sorted(kinds, key=lambda kind: (kind.order, kind.name))}

    def __iter__(self) -> Iterator[Kind]:
        return iter(self._kinds.values())

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all kinds, in the order of the cycle."""
        return tuple(self._kinds)

    def get(self, name: str) -> Kind:
        """The kind called `name`; raises `KindUnknown`."""
        try:
            return self._kinds[name]
        except KeyError:
            raise KindUnknown(name, self.names) from None


def load_catalog(folder: Path) -> Catalog:
    """Reads every sub-folder of `folder` that holds a `kind.toml`; raises `KindBroken`."""
    return Catalog(tuple(_load_kind(path.parent) for path in sorted(folder.glob("*/kind.toml"))))


def parse_kind(folder: Path, content: bytes) -> Kind:
    """The kind that the `kind.toml` of `folder` describes; raises `KindBroken`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise KindBroken(folder.name, str(exc), ({"line": None, "field": "", "code": "encoding"},)) from exc
    try:
        return Kind.model_validate({"name": folder.name, "folder": folder, **tomllib.loads(text)})
    except tomllib.TOMLDecodeError as exc:
        raise KindBroken(folder.name, str(exc), (fault_of_syntax(text, exc),)) from exc
    except ValidationError as exc:
        faults = faults_of_values(text, exc, Kind.model_fields)
        raise KindBroken(folder.name, str(exc), tuple(faults)) from exc


def _wrong(code: str, message: str, **facts: str) -> PydanticCustomError:
    return PydanticCustomError(code, message, facts)


def _load_kind(folder: Path) -> Kind:
    try:
        content = (folder / "kind.toml").read_bytes()
    except OSError as exc:
        raise KindBroken(folder.name, str(exc)) from exc
    return parse_kind(folder, content)


def _pick(texts: Mapping[str, str], variants: Sequence[str]) -> str:
    return next((texts[variant] for variant in variants if variant in texts), texts["default"])
