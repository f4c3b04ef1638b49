"""The settings of the service: environment variables with the prefix `VANBAN_`, read by entry points only."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

from pydantic import DirectoryPath, Field, FilePath, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.conformance import load_house
from service.conversion import PoolSettings
from service.drafting.checking import Checker
from service.errors import SettingInvalid
from service.kinds import Catalog
from service.machine import count_cores
from service.registers import load_registers

_PROJECT = Path(__file__).resolve().parent.parent
_MOST_OFFICES = 64


class Settings(BaseSettings):
    """Every setting with its default; each is the environment variable `VANBAN_` and its name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix="VANBAN_", frozen=True, extra="ignore", env_ignore_empty=True
    )

    host: str = Field(
        default="127.0.0.1", min_length=1, description="Address that `vanban serve` listens on."
    )
    port: int = Field(default=8000, ge=0, le=65535, description="Port that `vanban serve` listens on.")
    templates_dir: DirectoryPath = Field(
        default=_PROJECT / "templates",
        validate_default=True,
        description="Folder with one sub-folder per kind of document.",
    )
    template_key: SecretStr | None = Field(
        default=None,
        min_length=16,
        description="Key that accepts a revised template over HTTP; without one no template is accepted.",
    )
    template_watch_s: float = Field(
        default=2,
        ge=0,
        le=3600,
        description="Seconds between two looks at the templates folder for changed files; 0 never looks.",
    )
    examples_dir: DirectoryPath = Field(
        default=_PROJECT / "examples",
        validate_default=True,
        description="Folder with example inspections as JSON, which the clerk's page offers to start from.",
    )
    registers_dir: DirectoryPath = Field(
        default=_PROJECT / "registers",
        validate_default=True,
        description="Folder with the registers of days off, legal acts and bodies that checks look into.",
    )
    strict_checks: bool = Field(
        default=False,
        description="Whether what checks warn of (time limits, expired acts, bodies) stops a document.",
    )
    house_rules: FilePath | None = Field(
        default=None,
        description="TOML file with the customs of the office that conformance measures; usual ones without.",
    )
    fonts_dir: DirectoryPath = Field(
        default=_PROJECT / "fonts",
        validate_default=True,
        description="Folder with the fonts that PDFs are made with; Times New Roman files put here win.",
    )
    work_dir: DirectoryPath | None = Field(
        default=None,
        description="Folder for temporary files, best on a RAM disk; the system's own when not set.",
    )
    offices: int = Field(
        default_factory=lambda: min(count_cores(), _MOST_OFFICES),
        ge=1,
        le=_MOST_OFFICES,
        description="LibreOffice processes kept alive; at most one per core helps.",
    )
    queue_limit: int = Field(
        default=32,
        ge=0,
        le=10_000,
        description="Conversions that may wait for an office; more get 503.",
    )
    queue_timeout_s: float = Field(
        default=30, gt=0, le=3600, description="Seconds a conversion may wait for an office."
    )
    conversion_timeout_s: float = Field(
        default=60, gt=0, le=3600, description="Seconds one conversion may take before its office is killed."
    )
    recycle_after: int = Field(
        default=200, ge=1, description="Conversions after which an office is replaced by a fresh one."
    )
    memory_limit_mb: int = Field(
        default=600, ge=256, description="Memory in MiB above which an office is replaced by a fresh one."
    )
    batches: int = Field(
        default=2, ge=1, le=64, description="Batches and dossiers made at the same time; more get 503."
    )
    archival_pdf: bool = Field(default=True, description="Whether PDFs are PDF/A-2b; plain PDFs otherwise.")
    max_body_bytes: int = Field(
        default=5 * 1024 * 1024,
        ge=1024,
        description="Largest request body in bytes; a larger one gets 413.",
    )
    shutdown_timeout_s: int = Field(
        default=60, ge=1, le=3600, description="Seconds that requests under way get to finish after SIGTERM."
    )
    log_format: Literal["json", "console"] = Field(
        default="json", description="`json`: one object per line; `console`: for people."
    )
    docs: bool = Field(default=True, description="Whether `/docs` and `/openapi.json` are served.")

    @field_validator("house_rules")
    @classmethod
    def _check_house_rules(cls, path: Path | None) -> Path | None:
        if path is not None:
            load_house(path)
        return path

    def checker_of(self, catalog: Catalog) -> Checker:
        """What checks inspections; raises `RegisterBroken` for a register that cannot be used."""
        return Checker(catalog, load_registers(self.registers_dir), strict=self.strict_checks)

    def pool_of(self, offices: int) -> PoolSettings:
        """What a pool of this many offices works with."""
        return PoolSettings(
            fonts_dir=self.fonts_dir,
            size=offices,
            queue_limit=self.queue_limit,
            queue_timeout=timedelta(seconds=self.queue_timeout_s),
            conversion_timeout=timedelta(seconds=self.conversion_timeout_s),
            recycle_after=self.recycle_after,
            memory_limit_mb=self.memory_limit_mb,
            work_dir=self.work_dir,
        )


def load_settings(**overrides: Any) -> Settings:
    """The settings found in the environment, `overrides` winning; raises `SettingInvalid`."""
    try:
        return Settings(**overrides)
    except ValidationError as exc:
        fault = exc.errors(include_url=False)[0]
        raise SettingInvalid(str(fault["loc"][0]), fault["msg"]) from exc
