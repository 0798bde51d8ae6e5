"""Originals: the bytes of every input as they came, in a folder beside the record, named by their SHA-256.

recount.db.originals/3f/3f9a…   one file for each, never changed, read-only
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import IO, BinaryIO

from recount.config import Settings, data_folder, without_password
from recount.errors import RecordError, SkipReport
from recount.model import Capture, Method, Received
from recount.store.parts import PART, mark

CHUNK = 1 << 20
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):(?:/|$)", re.IGNORECASE)


class Originals:
    """A folder of originals, and the log of what came in since it was last drained."""

    def __init__(self, folder: Path, *, clock: Callable[[], str]) -> None:
        self.folder = folder
        self._clock = clock
        self._log: list[Capture] = []
        self._tool = f"recount {version('recount')}"

    @contextmanager
    def keep(self, stream: BinaryIO, received: Received, *, most: int | None) -> Iterator[tuple[BinaryIO, str]]:
        """The original of that stream, kept and logged: open until the context ends, and its SHA-256.

        Raises:
            SkipReport: it has more than `most` bytes.
            RecordError: the folder can't be written.
        """
        digest, size = self._take_in(stream, most)
        self._log.append(self._capture(digest, size, received))
        with self.path(digest).open("rb") as kept:
            yield kept, digest

    def drain(self) -> list[Capture]:
        """What came in since this was last called."""
        drained, self._log = self._log, []
        return drained

    def path(self, digest: str) -> Path:
        """Where the original of that digest is, or would be."""
        return self.folder / digest[:2] / digest

    def digests(self) -> Iterator[str]:
        """Every original that is there, sorted."""
        for shelf in sorted(self.folder.glob("??")):
            yield from sorted(entry.name for entry in os.scandir(shelf) if not entry.name.startswith(PART))

    def _take_in(self, stream: BinaryIO, most: int | None) -> tuple[str, int]:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, prefix=PART, delete=False) as part:
                try:
                    mark(part)
                    digest, size = _copy(stream, part, most)
                    part.close()
                    self._shelve(Path(part.name), digest)
                except BaseException:
                    Path(part.name).unlink(missing_ok=True)
                    raise
        except OSError as error:
            if error.filename is None or not str(error.filename).startswith(str(self.folder)):
                raise  # the input's, not ours
            raise RecordError(
                f"the originals in {self.folder} can't be written ({error.strerror or error}): make the folder "
                "writable, free some space, or choose another with RECOUNT_ORIGINALS"
            ) from error
        return digest, size

    def _shelve(self, part: Path, digest: str) -> None:
        place = self.path(digest)
        if place.exists():
            part.unlink()
            return
        place.parent.mkdir(exist_ok=True)
        part.chmod(0o444)
        part.replace(place)  # all at once: a killed run leaves no half of an original under its name

    def _capture(self, digest: str, size: int, received: Received) -> Capture:
        return Capture(
            digest=digest,
            size=size,
            address=received.url if received.url and received.method is Method.HTTP else received.name,
            method=received.method,
            at=received.retrieved or self._clock(),
            tool=self._tool,
            media_type=received.media_type,
            inside=received.inside,
            final=received.final,
            status=received.status,
            etag=received.etag,
            last_modified=received.last_modified,
        )


def _copy(stream: BinaryIO, part: IO[bytes], most: int | None) -> tuple[str, int]:
    """Copy to the end; the digest and the size."""
    hashed, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if most is not None and size > most:
            raise SkipReport(f"is larger than {most / 1e6:g} MB: split it into reports, or raise RECOUNT_MAX_REPORT_MB")
        hashed.update(chunk)
        part.write(chunk)
    return hashed.hexdigest(), size


def originals_folder(address: str, settings: Settings) -> Path | None:
    """Where the originals of the record at that address lie: ``recount.db.originals`` for ``recount.db``.

    For a database on a server a folder of its name in the user's data folder; ``None`` for a record in memory.
    """
    if settings.originals:
        return Path(settings.originals).expanduser()
    scheme = _SCHEME.match(address)
    if scheme is None or scheme[1].lower() == "file":
        path = Path(address)
        return path.with_name(f"{path.name}.originals")
    if scheme[1].lower() == "memory":
        return None
    name = re.sub(r"[^\w.-]+", "_", without_password(address).partition("://")[2].partition("?")[0])
    return data_folder() / "originals" / name
