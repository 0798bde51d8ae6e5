"""Settings: ``recount.toml`` in the working folder and ``RECOUNT_*`` variables, read once and passed down."""

from __future__ import annotations

import json
import os
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from recount.errors import SettingsError

FILE = "recount.toml"
PREFIX = "RECOUNT_"
NOT_SETTINGS = frozenset({"RECOUNT_DATA", "RECOUNT_TEST_PG"})
"""Variables of the tests and of evaluation, which are no settings."""

NOT_IN_A_FILE = frozenset({"llm_url", "llm_key"})
"""Settings that only a variable can set: a folder somebody sent must not say where reports, or a key, are sent."""

OF_FIGURES = frozenset({"policy", "estimator", "trusted"})
"""Settings that figures depend on: an edition keeps them, and is verified under them."""

PolicyName = Literal["strict", "acled-2024", "airwars-observed"]

_PASSWORD = re.compile(r"\A([a-z][a-z0-9+.-]*:/+[^:/@]*):.*@", re.IGNORECASE | re.DOTALL)
_SECRET = re.compile(r"((?:password|sslpassword|passfile)=)[^&\s]*", re.IGNORECASE)


class Settings(BaseSettings):
    """What a user may set. Each has a default that needs no thought."""

    # An empty variable is what is left of one that was meant to be unset: it sets nothing.
    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid")

    record: str = Field(
        default="recount.db", min_length=1, description="The record: a file, or postgresql://user@host/name."
    )
    policy: PolicyName = Field(
        default="airwars-observed", description="How number words become ranges in a record's figures."
    )
    extract_policy: PolicyName = Field(default="strict", description="The same for `recount extract`.")
    estimator: str = Field(
        default="agreed",
        min_length=1,
        description="What chooses low, best, high: agreed, span, latest, corroborated, lowest, trusted, or a plug-in.",
    )
    trusted: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="For the estimator trusted: sources in order, the most trusted first. In a variable parted by"
        " semicolons.",
    )
    max_report_mb: int = Field(default=10, ge=1, le=1000, description="Largest report that is read, in megabytes.")
    max_unpacked_mb: int = Field(
        default=4000, ge=1, description="What one archive may unpack to, with all that is in it, in megabytes."
    )
    max_members: int = Field(default=250_000, ge=1, description="Members that one ZIP archive may have.")
    max_depth: int = Field(default=3, ge=0, le=10, description="Archives within archives that are opened.")
    parser: str = Field(
        default="", description="A spaCy pipeline (name or folder) that parses sentences; Recount's own unless given."
    )
    extractor: str = Field(
        default="rules", min_length=1, description="Who reads the claims: rules, llm, or the name of a plug-in."
    )
    llm_url: str = Field(
        default="",
        description="Address of the server that the extractor llm asks. The text of every report read is sent there.",
    )
    llm_model: str = Field(default="", description="The name of the model that the extractor llm asks for.")
    llm_key: SecretStr = Field(default=SecretStr(""), description="The key that the server asks for, if any.")
    llm_timeout: int = Field(
        default=120, ge=1, le=3600, description="Seconds that the extractor llm waits for one answer."
    )
    gazetteer: str = Field(
        default="",
        description="File of the places you add yourself; gazetteer.sqlite in your data folder unless given.",
    )
    streets: str = Field(default="", description="A PMTiles file with streets for the map of `recount serve`.")
    fetch_pause: float = Field(
        default=2.0, ge=0.5, le=60, description="Seconds between two pages fetched from one host."
    )
    contact: str = Field(
        default="",
        description="An address that hosts of fetched pages are told, to write to you; none unless given.",
    )
    keep_originals: bool = Field(
        default=True, description="Whether `recount run` keeps the original bytes of every input, as evidence."
    )
    originals: str = Field(
        default="", description="Folder of the originals; beside the record, or in your data folder, unless given."
    )
    collector: str = Field(
        default="", description="Who collects: the name that the capture log gives with every original, if any."
    )
    jobs: int = Field(
        default=0, ge=0, le=256, description="Processes that read reports at once; one a core, at most 8, unless given."
    )
    reviewer: str = Field(default="", description="Who decides, where `recount decide` is not told with --by.")
    batch: int = Field(default=200, ge=1, le=10_000, description="Reports kept together in one transaction.")

    @field_validator("trusted", mode="before")
    @classmethod
    def _parted(cls, value: object) -> object:
        """The names of a variable, which holds them in one line."""
        if not isinstance(value, str):
            return value
        return tuple(name.strip() for name in value.split(";") if name.strip())

    @field_validator("contact")
    @classmethod
    def _fits_a_header(cls, contact: str) -> str:
        if not re.fullmatch(r"[!-'*-~]{0,100}", contact):
            raise ValueError("should be one e-mail address or web page, in at most 100 characters of ASCII")
        return contact

    def of_figures(self) -> tuple[tuple[str, str], ...]:
        """The settings that figures depend on: names, sorted, with their values as JSON."""
        return tuple((name, json.dumps(getattr(self, name))) for name in sorted(OF_FIGURES))

    def as_of(self, kept: Iterable[tuple[str, str]]) -> Settings:
        """The same settings, but for those that `of_figures` gave once; what is no setting now is passed over."""
        then = {name: json.loads(value) for name, value in kept if name in OF_FIGURES}
        # A tuple comes back from JSON as a list.
        return self.model_copy(update={n: tuple(v) if isinstance(v, list) else v for n, v in then.items()})

    @property
    def max_report_bytes(self) -> int:
        """`max_report_mb` in bytes."""
        return self.max_report_mb * 1_000_000

    @property
    def own_gazetteer(self) -> Path:
        """The file of the places that the user adds, whether or not it is there."""
        return Path(self.gazetteer).expanduser() if self.gazetteer else data_folder() / "gazetteer.sqlite"

    def choosing(self, extractor: str | None) -> Settings:
        """The same settings with another extractor, where one is named."""
        return self if extractor is None else self.model_copy(update={"extractor": extractor})

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
    """Without any password."""

    came_from: str
    """``default``, ``recount.toml`` or ``environment RECOUNT_…``."""

    meaning: str


def data_folder() -> Path:
    """Where programs keep a user's data on this system. XDG_DATA_HOME outranks the system's own habit."""
    named = os.environ.get("XDG_DATA_HOME", "")
    if Path(named).is_absolute():
        return Path(named) / "recount"
    try:
        home = Path.home()
    except RuntimeError:
        home = Path()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "recount"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "recount"
    return home / ".local" / "share" / "recount"


def load_settings(folder: Path | None = None) -> Settings:
    """The settings in force.

    Args:
        folder: where ``recount.toml`` may lie; the working folder unless given.

    Raises:
        SettingsError: a name that is no setting, or a value that is none for it; the message says which and where.
    """
    table = _read_file(folder)
    variables = _variables()
    misplaced = sorted(NOT_IN_A_FILE & table.keys())
    if misplaced:
        raise SettingsError(
            f"{misplaced[0]} may not stand in {FILE}: remove it there, and set {PREFIX}{misplaced[0].upper()} if you"
            " mean it"
        )
    unknown = sorted(spelled for name, spelled in variables.items() if name not in Settings.model_fields)
    if unknown:
        raise SettingsError(f"{unknown[0]} is no setting of Recount: unset it, or choose one of {_names(PREFIX)}")
    try:
        return Settings(**table)
    except ValidationError as error:
        raise SettingsError(_explain(error, table, variables)) from error


def origins(settings: Settings, folder: Path | None = None) -> list[Origin]:
    """Every setting with its value and where it was set."""
    table, variables = _read_file(folder), _variables()
    return [
        Origin(
            name=name,
            value=without_password(_shown(getattr(settings, name))),
            came_from=_where(name, table, variables),
            meaning=field.description or "",
        )
        for name, field in Settings.model_fields.items()
    ]


def _shown(value: object) -> str:
    """A setting as a person writes it."""
    return "; ".join(map(str, value)) if isinstance(value, tuple) and value else str(value)


def without_password(address: str) -> str:
    """The address of a record as it may be shown."""
    return _SECRET.sub(r"\1…", _PASSWORD.sub(r"\1@", address))


def _variables() -> dict[str, str]:
    """Our variables as they are spelled, by the setting's name. Their case does not count."""
    ours = {spelled for spelled, value in os.environ.items() if spelled.upper().startswith(PREFIX) and value}
    return {spelled.lower().removeprefix(PREFIX.lower()): spelled for spelled in sorted(ours - NOT_SETTINGS)}


def _read_file(folder: Path | None) -> dict[str, Any]:
    path = (folder or Path()) / FILE
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path} is not valid TOML: {error}. Mend it, or move it away to use the defaults"
        ) from error
    except OSError as error:
        raise SettingsError(
            f"{path} can't be read ({error.strerror}): change its permissions, or move it away to use the defaults"
        ) from error


def _explain(error: ValidationError, table: Mapping[str, Any], variables: Mapping[str, str]) -> str:
    first = error.errors()[0]
    name = str(first["loc"][0])
    if first["type"] == "extra_forbidden":
        return f"{name} in {FILE} is no setting of Recount: remove it, or choose one of {_names()}"
    where, value = _where(name, table, variables), without_password(str(first["input"]))
    needed = str(first["msg"]).removeprefix("Input ").removeprefix("Value error, ")
    default = Settings.model_fields[name].default
    return f"{name} = {value!r} ({where}) can't be used: it {needed}. Change it, or remove it for the default {default}"


def _where(name: str, table: Mapping[str, Any], variables: Mapping[str, str]) -> str:
    if name in variables:
        return f"environment {variables[name]}"
    return FILE if name in table else "default"


def _names(prefix: str = "") -> str:
    return ", ".join(prefix + (name.upper() if prefix else name) for name in Settings.model_fields)
