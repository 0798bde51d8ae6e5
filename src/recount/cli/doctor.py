"""`recount doctor`: settings and where each came from, versions, data digests, and the state of the record."""

from __future__ import annotations

import hashlib
import platform
import sqlite3
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

import click

from recount import __version__
from recount.cli.options import format_option, print_table, record_option
from recount.config import Settings, load_settings, origins
from recount.errors import RecordError

LIBRARIES = ("click", "sqlalchemy", "alembic", "msgspec", "pydantic", "jinja2", "rich", "psycopg")

Row = tuple[str, str, str]


@click.command()
@record_option
@format_option
def doctor(record: str | None, form: str) -> None:
    """Show settings and where each came from, versions, digests of the data, and the state of the record."""
    import json

    settings = load_settings()
    rows = [*_settings(settings), *_versions(), *_data(), *_record(record or settings.record)]
    if form == "jsonl":
        for name, value, note in rows:
            click.echo(json.dumps({"name": name, "value": value, "note": note}, ensure_ascii=False))
    else:
        print_table(("what", "value", "from"), rows)


def _settings(settings: Settings) -> Iterator[Row]:
    for origin in origins(settings):
        yield f"setting {origin.name}", origin.value, f"{origin.came_from}. {origin.meaning}"


def _versions() -> Iterator[Row]:
    yield "recount", __version__, ""
    yield "python", platform.python_version(), platform.platform()
    yield "sqlite", sqlite3.sqlite_version, ""
    for library in LIBRARIES:
        try:
            yield library, version(library), ""
        except PackageNotFoundError:
            yield library, "not installed", "only needed for records in PostgreSQL" if library == "psycopg" else ""


def _data() -> Iterator[Row]:
    from recount.workspace import packaged_gazetteer

    for package, folder in (("recount.lang", "lang"), ("recount.ontology", "ontology")):
        yield f"data {folder}", _digest(files(package)), "SHA-256 of its .toml files"
    yield "data gazetteer", packaged_gazetteer().digest, "SHA-256"


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


def _record(address: str) -> Iterator[Row]:
    from recount.store import open_store

    try:
        with open_store(address, create=False, read_only=True) as store:
            about = store.about()
            stale = store.stale()
    except RecordError as error:
        yield "record", "none", str(error)
        return
    yield "record", about.address, f"schema {about.revision}, made by Recount {about.made_by}"
    yield "reports", str(about.reports), ""
    yield "claims", str(about.claims), ""
    note = "a run was cut off: run it again to bring the figures up to date" if stale else "figures are up to date"
    yield "snapshots", str(about.snapshots), note
