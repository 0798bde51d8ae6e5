"""Stamping: asking a time stamping server (RFC 3161) for its word that the record stands so now.

The server sees one SHA-256 and the address that asks, and nothing of what the record holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from recount.errors import RecountError, UsageError
from recount.model import to_json
from recount.store import Store
from recount.store.stamps import State, check, keep, question, state_of
from recount.workspace.reviewing import now

SECONDS = 30
"""How long to wait for the server."""

MOST = 1_000_000
"""Bytes of an answer: real ones have about 6,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A time stamp that was kept."""

    state: State
    at: str
    """The server's time: UTC, ISO 8601 with seconds."""

    file: Path


def stamp(store: Store, folder: Path | None, *, server: str, root: Path) -> Stamp:
    """Have the record as it stands stamped, check the answer, and keep it in the folder.

    Args:
        store: the record.
        folder: where its stamps are kept.
        server: the address of the time stamping server.
        root: a file of the certificates, in PEM, of the root that vouches for the server.

    Raises:
        UsageError: nothing to stamp, no such address or root, or the package for it is not installed.
        RecordError: the answer does not hold, or can't be kept. Nothing was kept.
        RecountError: the server can't be reached or refuses.
    """
    if folder is None:
        raise UsageError("a record in memory can't be stamped: name one that is kept")
    if not server.lower().startswith(("http://", "https://")):
        raise UsageError(f"{server!r} is no address of a time stamping server: it starts with https:// or http://")
    try:
        roots = root.read_bytes()
    except OSError as error:
        raise UsageError(f"the root {root} can't be read ({error.strerror}): check the path") from error
    state = state_of(store, at=now())
    statement = to_json(state).encode()
    asked, nonce = question(statement)
    token = check(_ask(server, asked), statement, roots, nonce=nonce)
    return Stamp(state=state, at=token.at, file=keep(folder, statement, token, roots))


def _ask(server: str, asked: bytes) -> bytes:
    import httpx2

    headers = {"Content-Type": "application/timestamp-query", "User-Agent": f"recount/{version('recount')}"}
    try:
        with httpx2.stream("POST", server, content=asked, headers=headers, timeout=SECONDS) as answer:
            if answer.status_code != httpx2.codes.OK:
                raise RecountError(f"{server} answered {answer.status_code}: see whether it is a time stamping server")
            found = bytearray()
            for piece in answer.iter_bytes():
                found += piece
                if len(found) > MOST:
                    raise RecountError(f"{server} answered with more than a time stamp: check the address")
            return bytes(found)
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise RecountError(f"{server} can't be reached ({type(error).__name__}): check the address") from error
