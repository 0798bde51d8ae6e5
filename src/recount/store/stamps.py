"""Time stamps (RFC 3161): a third party's word that the record stood so at that time, kept beside the record.

recount.db.timestamps/0001.json   what is stamped: how far the capture log reached, its chain, and the latest edition
recount.db.timestamps/0001.tsr    the answer of the time stamping server, over the SHA-256 of that file
recount.db.timestamps/0001.pem    the certificates of the root that vouches for the server
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recount.errors import RecordError, UsageError
from recount.model import from_json, to_json
from recount.store.base import Store
from recount.store.keys import START
from recount.store.verifying import Fault, Verified

_NAME = re.compile(r"\d{4,}")
MISSING = "time stamps need one more package: install it with `pip install 'recount[integrity]'`"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a time stamp is over. Digests alone: it tells nothing of what the record holds."""

    captures: int
    """How many lines the capture log had."""

    log: str
    """The chain of its last line."""

    edition: int
    """The latest edition, 0 if there is none."""

    edition_digest: str
    """SHA-256 of the edition as JSON; empty if there is none."""

    at: str
    """The time by this machine: UTC, ISO 8601 with seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A server's answer, checked."""

    at: str
    """The time it gives: UTC, ISO 8601 with seconds."""

    answer: bytes


def state_of(store: Store, *, at: str) -> State:
    """What there is to be stamped now.

    Raises:
        UsageError: there is neither a capture nor an edition.
    """
    captures, chain = 0, START
    for link in store.log():
        captures, chain = link.number, link.chain
    edition = store.edition()
    if not captures and edition is None:
        raise UsageError("there is nothing to stamp: the record has no captures and no edition")
    return State(
        captures=captures,
        log=chain,
        edition=edition.number if edition else 0,
        edition_digest=_edition_digest(store, edition.number) if edition else "",
        at=at,
    )


def question(statement: bytes) -> tuple[bytes, int]:
    """The request for a stamp over a statement, which holds its SHA-256 alone, and the number that marks the answer."""
    library = _library()
    asked = library.TimestampRequestBuilder().data(statement).hash_algorithm(library.HashAlgorithm.SHA256)
    request = asked.nonce(nonce=True).cert_request(cert_request=True).build()
    return request.as_bytes(), request.nonce


def check(answer: bytes, statement: bytes, roots: bytes, *, nonce: int | None = None) -> Token:
    """The answer, once its signature, its chain up to a root, its statement and its number have been checked.

    Raises:
        RecordError: it does not hold; the message says why.
        UsageError: the package that checks is not installed, or the roots are no certificates.
    """
    library = _library()
    builder = library.VerifierBuilder(nonce=nonce, roots=_certificates(roots))
    try:
        response = library.decode_timestamp_response(answer)
        builder.build().verify(response, hashlib.sha256(statement).digest())
    except (library.VerificationError, ValueError) as error:
        raise RecordError(f"the time stamp does not hold ({error})") from error
    return Token(at=response.tst_info.gen_time.isoformat(timespec="seconds"), answer=answer)


def keep(folder: Path, statement: bytes, token: Token, roots: bytes) -> Path:
    """Keep a stamp as the next in its folder; return its file.

    Raises:
        RecordError: the folder can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        number = max((int(path.stem) for path in folder.iterdir() if _NAME.fullmatch(path.stem)), default=0) + 1
        name = f"{number:04}"
        # The answer last: what stands there without one was never finished.
        for suffix, data in (("pem", roots), ("json", statement), ("tsr", token.answer)):
            with (folder / f"{name}.{suffix}").open("xb") as file:
                file.write(data)
    except OSError as error:
        raise RecordError(f"the time stamp can't be kept in {folder} ({error.strerror}): make it writable") from error
    return folder / f"{name}.tsr"


def verify_stamps(store: Store, folder: Path, counted: Verified) -> Iterator[Fault]:
    """What is not as the stamps in the folder say."""
    stamps = sorted(folder.glob("*.tsr")) if folder.is_dir() else []
    states: dict[Path, State] = {}
    for path in stamps:
        counted.timestamps += 1
        try:
            statement = path.with_suffix(".json").read_bytes()
            check(path.read_bytes(), statement, path.with_suffix(".pem").read_bytes())
            states[path] = from_json(State, statement.decode())
        except UsageError as error:
            yield Fault(kind="timestamp_unchecked", about=path.name, sentence=f"{error}.")
        except RecordError as error:
            yield Fault(kind="timestamp_broken", about=path.name, sentence=f"{error}.")
        except OSError as error:
            said = f"What belongs to it can't be read ({error.strerror})."
            yield Fault(kind="timestamp_broken", about=path.name, sentence=said)
        except ValueError:
            yield Fault(
                kind="timestamp_broken", about=path.name, sentence="What it is over is no statement of Recount's."
            )
    yield from _compared(store, states)


def _compared(store: Store, states: dict[Path, State]) -> Iterator[Fault]:
    """The record as it is against what was stamped."""
    reached = {state.captures for state in states.values()}
    chains = {link.number: link.chain for link in store.log() if link.number in reached} if states else {}
    chains[0] = START
    for path, state in states.items():
        if chains.get(state.captures) != state.log:
            said = (
                f"The first {state.captures:,} captures of the log are not those that stood there when it was stamped."
            )
            yield Fault(kind="log_not_as_stamped", about=path.name, sentence=said)
        if state.edition and _edition_digest(store, state.edition) != state.edition_digest:
            said = f"Edition {state.edition} is not the one that was stamped."
            yield Fault(kind="edition_not_as_stamped", about=path.name, sentence=said)


def _edition_digest(store: Store, number: int) -> str:
    edition = store.edition(number)
    return hashlib.sha256(to_json(edition).encode()).hexdigest() if edition else ""


def _certificates(pem: bytes) -> list[Any]:
    from cryptography.x509 import load_pem_x509_certificates

    try:
        return load_pem_x509_certificates(pem)
    except ValueError as error:
        raise UsageError("the file of the root holds no certificate in PEM: ask the time stamping service") from error


def _library() -> Any:  # noqa: ANN401 - a module that need not be there
    try:
        import rfc3161_client
    except ModuleNotFoundError:
        raise UsageError(MISSING) from None
    return rfc3161_client
