"""`recount doctor`: settings and where each came from, versions, data digests, and the state of the record."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import groupby
from typing import TYPE_CHECKING

import click

from recount import __version__
from recount.cli.options import format_option, record_option
from recount.cli.tables import print_sections
from recount.cli.talk import print_json
from recount.errors import RecountError

if TYPE_CHECKING:
    from pathlib import Path

    from recount.config import Settings

LIBRARIES = (
    *("click", "sqlalchemy", "alembic", "msgspec", "pydantic", "jinja2", "rich", "httpx2", "warcio"),
    *("psycopg", "rfc3161-client"),
)

EXTRAS = {
    "psycopg": "only needed for records in PostgreSQL",
    "rfc3161-client": "only needed by `recount timestamp`, and to verify its stamps",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that was looked at."""

    part: str
    """``settings``, ``network``, ``versions``, ``data`` or ``record``."""

    name: str
    value: str
    note: str = ""
    problem: int = 0
    """The exit code that belongs to what is wrong with it; 0 if nothing is."""


@click.command()
@record_option
@format_option
@click.pass_context
def doctor(ctx: click.Context, /, *, record: str | None, form: str) -> None:
    """Show settings and where each came from, versions, digests of the data, and the state of the record.

    Ends with an exit code other than 0 where something is wrong.
    """
    from recount.config import load_settings

    settings = load_settings()
    rows = [
        *_settings(settings),
        *_network(settings),
        *_versions(),
        *_data(),
        *_own_gazetteer(settings.own_gazetteer),
        *_record(record or settings.record, settings),
    ]
    if form == "jsonl":
        for row in rows:
            print_json(json.dumps(asdict(row), ensure_ascii=False))
    else:
        print_sections((part.capitalize(), _pairs(some)) for part, some in groupby(rows, key=lambda row: row.part))
    ctx.exit(max(row.problem for row in rows))


def _pairs(rows: Iterable[Row]) -> list[tuple[str, str]]:
    return [(row.name, f"{row.value}  ({row.note})" if row.note else row.value) for row in rows]


def _settings(settings: Settings) -> Iterator[Row]:
    from recount.config import origins

    for origin in origins(settings):
        yield Row(part="settings", name=origin.name, value=origin.value, note=f"{origin.came_from}. {origin.meaning}")


def _network(settings: Settings) -> Iterator[Row]:
    from recount.sources.web import agent

    told = "besides the address and yours: all that outlets learn, where `recount run` or `watch` is given addresses"
    yield Row(part="network", name="user agent", value=agent(settings.contact), note=told)


def _versions() -> Iterator[Row]:
    yield Row(part="versions", name="recount", value=__version__)
    yield Row(part="versions", name="python", value=platform.python_version(), note=platform.platform())
    for library in LIBRARIES:
        try:
            yield Row(part="versions", name=library, value=version(library))
        except PackageNotFoundError:
            yield Row(part="versions", name=library, value="not installed", note=EXTRAS.get(library, ""))


def _data() -> Iterator[Row]:
    for package, name in (("recount.lang", "languages"), ("recount.ontology", "ontology")):
        yield Row(part="data", name=name, value=_digest(files(package)), note="SHA-256 of its .toml files")
    from recount.store.gazetteer import open_gazetteer

    try:
        gazetteer = open_gazetteer()
        gazetteer.verify()
        yield Row(part="data", name="gazetteer", value=gazetteer.digest, note="SHA-256, as it was built")
    except RecountError as error:
        yield Row(part="data", name="gazetteer", value="unusable", note=str(error), problem=error.exit_code)


def _own_gazetteer(path: Path) -> Iterator[Row]:
    from recount.store.own_gazetteer import OwnGazetteer

    if not os.path.lexists(path):
        note = "none yet: `recount gazetteer add FILE` makes it"
        yield Row(part="data", name="own gazetteer", value=str(path), note=note)
        return
    try:
        own = OwnGazetteer(path)
        own.verify()
        yield Row(part="data", name="own gazetteer", value=str(path), note=f"{own.count():,} places")
    except RecountError as error:
        yield Row(part="data", name="own gazetteer", value="unusable", note=str(error), problem=error.exit_code)


def _digest(folder: Traversable) -> str:
    """SHA-256 over the names and bytes of all .toml files below, in order of name."""
    total = hashlib.sha256()
    for name, data in sorted(_tables(folder, "")):
        total.update(name.encode() + b"\0" + data + b"\0")
    return total.hexdigest()


def _tables(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _tables(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".toml"):
            yield prefix + entry.name, entry.read_bytes()


def _record(address: str, settings: Settings) -> Iterator[Row]:
    from recount.config import without_password
    from recount.store import open_store

    shown = without_password(address)
    if "://" not in address and not os.path.lexists(address):
        yield Row(part="record", name="address", value=shown, note="none yet: `recount run PATH…` makes it")
        return
    try:
        with open_store(address, create=False, read_only=True) as store:
            about, stale, left = store.about(), store.stale(), store.not_indexed()
    except RecountError as error:
        yield Row(part="record", name="address", value=shown, note=str(error), problem=error.exit_code)
        return
    yield Row(part="record", name="address", value=about.address)
    yield Row(part="record", name="made by", value=f"Recount {about.made_by}", note=f"schema {about.revision}")
    yield Row(part="record", name="reports", value=str(about.reports))
    yield Row(part="record", name="claims", value=str(about.claims))
    note = "a run was cut off: run it again to bring the figures up to date" if stale else "figures are up to date"
    yield Row(part="record", name="snapshots", value=str(about.snapshots), note=note)
    note = f"{left:,} are not: run `recount run` once" if left else "all"
    yield Row(part="record", name="searched reports", value=str(about.reports - left), note=note)
    yield Row(part="record", name="captures", value=str(about.captures), note="how originals came in")
    yield from _originals(address, settings)


def _originals(address: str, settings: Settings) -> Iterator[Row]:
    from recount.store.originals import Originals, originals_folder

    folder = originals_folder(address, settings)
    if folder is None:
        return
    try:
        count, size = Originals(folder, clock=str).size()
    except OSError as error:
        note = f"can't be read ({error.strerror}): see whether you may read it"
        yield Row(part="record", name="originals", value=str(folder), note=note, problem=1)
        return
    note = f"{count:,} files, {size / 1e6:,.1f} MB" if folder.is_dir() else "none yet"
    note += "" if settings.keep_originals else "; no more are kept, see keep_originals"
    yield Row(part="record", name="originals", value=str(folder), note=note)
