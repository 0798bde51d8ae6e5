"""Settings: ``recount.toml`` in the working folder and ``RECOUNT_*`` variables, read once and passed down."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from recount.errors import SettingsError

FILE = "recount.toml"
PREFIX = "RECOUNT_"
NOT_SETTINGS = frozenset({"RECOUNT_DATA", "RECOUNT_TEST_PG"})
"""Variables of the tests and of evaluation, which are no settings."""

PolicyName = Literal["strict", "acled-2024", "airwars-observed"]


class Settings(BaseSettings):
    """What a user may set. Each has a default that needs no thought."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    record: str = Field("recount.db", description="The record: a file, or postgresql://user@host/name.")
    policy: PolicyName = Field("airwars-observed", description="How number words become ranges in a record's figures.")
    extract_policy: PolicyName = Field("strict", description="The same for `recount extract`.")
    max_report_mb: int = Field(10, ge=1, le=1000, description="Largest report that is read, in megabytes.")
    batch: int = Field(200, ge=1, le=10_000, description="Reports kept together in one transaction.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Variables outrank the file, which comes in as the initial values."""
        return env_settings, init_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A setting's value and where it comes from."""

    name: str
    value: str
    came_from: str
    meaning: str


def load_settings(folder: Path | None = None) -> Settings:
    """The settings in force.

    Raises:
        SettingsError: a name that is no setting, or a value that is none for it; the message says which and where.
    """
    table = _read_file(folder)
    strays = {k for k in os.environ if k.startswith(PREFIX)} - NOT_SETTINGS
    unknown = sorted(k for k in strays if k.removeprefix(PREFIX).lower() not in Settings.model_fields)
    if unknown:
        raise SettingsError(f"{unknown[0]} is no setting of Recount: unset it, or see `recount doctor` for the names")
    try:
        return Settings(**table)
    except ValidationError as error:
        raise SettingsError(_explain(error, table)) from error


def origins(settings: Settings, folder: Path | None = None) -> list[Origin]:
    """Every setting with its value and where it was set."""
    table = _read_file(folder)
    out = []
    for name, field in Settings.model_fields.items():
        variable = PREFIX + name.upper()
        came_from = f"environment {variable}" if variable in os.environ else FILE if name in table else "default"
        value = _without_password(str(getattr(settings, name)))
        out.append(Origin(name=name, value=value, came_from=came_from, meaning=field.description or ""))
    return out


def _read_file(folder: Path | None) -> dict[str, Any]:
    path = (folder or Path()) / FILE
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path} is not valid TOML: {error}. Mend it, or move it away to use the defaults"
        ) from error
    except OSError as error:
        raise SettingsError(f"{path} can't be read: {error.strerror}") from error


def _explain(error: ValidationError, table: dict[str, Any]) -> str:
    first = error.errors()[0]
    name = str(first["loc"][0])
    where = FILE if name in table and PREFIX + name.upper() not in os.environ else PREFIX + name.upper()
    if first["type"] == "extra_forbidden":
        return f"{name} in {FILE} is no setting of Recount: remove it, or see `recount doctor` for the names"
    return f"{name} (set in {where}): {first['msg']}"


def _without_password(value: str) -> str:
    head, at, tail = value.rpartition("@")
    if not at or "://" not in head:
        return value
    scheme, _, login = head.partition("://")
    return f"{scheme}://{login.partition(':')[0]}@{tail}"
