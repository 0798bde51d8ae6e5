"""Records in files, for the tests of what lies on the disk."""

from __future__ import annotations

from pathlib import Path

from recount.store import open_store
from tests.store.builders import AT, make_report, read


def files(folder: Path) -> dict[str, bytes]:
    """The files of a folder, with their bytes."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def fill(address: str, *ids: str) -> None:
    """Open the record, add a report of each id, and close it."""
    with open_store(address) as store:
        store.add(read(*[make_report(id_) for id_ in ids]), [], at=AT)


def given_ids(address: str) -> list[str]:
    """The ids of the reports in the record, opened for reading only."""
    with open_store(address, create=False, read_only=True) as store:
        return [head.given_id for head in store.heads()]
