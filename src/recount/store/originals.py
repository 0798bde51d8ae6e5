"""Originals: the bytes of every input as they came, in a folder beside the record, named by their SHA-256.

recount.db.originals/3f/3f9a…   one file for each, never changed, read-only
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, BinaryIO

from recount.config import Settings, data_folder, without_password
from recount.errors import RecordError, RecordFull, RecordReadOnly, SkipReport
from recount.model import Capture, Method, Received
from recount.store.parts import PART, mark

CHUNK = 1 << 20
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):(?:/|$)", re.IGNORECASE)
_DIGEST = re.compile(r"[0-9a-f]{64}")

SETTLERS = 16
"""Threads that wait for the disk. File systems write many files' ends down at once: 0.2 ms each, one by one 3.3 ms."""

_FULL = {errno.ENOSPC, errno.EDQUOT}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the folder of originals."""

    name: str
    path: Path
    in_place: bool
    """Whether it is an ordinary file under the name and on the shelf of a digest."""


class Originals:
    """A folder of originals, and the log of what came in since it was last drained."""

    def __init__(self, folder: Path, *, clock: Callable[[], str], collector: str = "") -> None:
        self.folder = folder
        self._clock = clock
        self._collector = collector
        self._log: list[Capture] = []
        self._unsettled: set[Path] = set()
        self._tool = f"recount {version('recount')}"

    @contextmanager
    def keep(self, stream: BinaryIO, received: Received, *, most: int | None) -> Iterator[tuple[BinaryIO, str]]:
        """The original of that stream, kept and logged: open until the context ends, and its SHA-256.

        Raises:
            SkipReport: it has more than `most` bytes.
            RecordFull: no space is left for it.
            RecordReadOnly: the folder can't be written.
            RecordError: the folder can't be written for another reason.
        """
        digest, size = self._take_in(stream, most)
        self._log.append(self._capture(digest, size, received))
        with self.path(digest).open("rb") as kept:
            yield kept, digest

    def kept(self, digest: str) -> BinaryIO | None:
        """The original of that digest, open at its start, if it is there."""
        try:
            return self.path(digest).open("rb")
        except OSError:
            return None

    def drain(self) -> list[Capture]:
        """What came in since this was last called. All of it is on the disk by then, whatever happens to the power."""
        if self._unsettled:
            places = {*self._unsettled, *(path.parent for path in self._unsettled), self.folder}
            with self._told(), ThreadPoolExecutor(SETTLERS) as settlers:
                list(settlers.map(_settle, sorted(places)))
        self._unsettled.clear()
        drained, self._log = self._log, []
        return drained

    def path(self, digest: str) -> Path:
        """Where the original of that digest is, or would be."""
        return self.folder / digest[:2] / digest

    def open(self, digest: str) -> BinaryIO:
        """The original of that digest, open for reading.

        Raises:
            RecordError: it is not there, or can't be read.
        """
        try:
            return self.path(digest).open("rb")
        except OSError as error:
            raise RecordError(
                f"the original {digest} in {self.folder} can't be read ({error.strerror}): `recount verify` tells all "
                "that is wrong; restore a copy of the originals"
            ) from error

    def files(self) -> Iterator[Kept]:
        """Every file that is there, sorted by its name as far as it is in its place; memory stays flat."""
        for shelf in _entries(self.folder):
            if not shelf.is_dir(follow_symlinks=False):
                yield Kept(shelf.name, Path(shelf.path), in_place=False)
                continue
            for entry in _entries(shelf.path):
                named = _DIGEST.fullmatch(entry.name) is not None and entry.name[:2] == shelf.name
                yield Kept(entry.name, Path(entry.path), named and entry.is_file(follow_symlinks=False))

    def digests(self) -> Iterator[str]:
        """Every original that is there, sorted."""
        return (kept.name for kept in self.files() if kept.in_place)

    def size(self) -> tuple[int, int]:
        """How many there are, and how many bytes they take."""
        sizes = [kept.path.stat().st_size for kept in self.files() if kept.in_place]
        return len(sizes), sum(sizes)

    def _take_in(self, stream: BinaryIO, most: int | None) -> tuple[str, int]:
        with self._told():
            self.folder.mkdir(parents=True, exist_ok=True)
            part = tempfile.NamedTemporaryFile(dir=self.folder, prefix=PART, delete=False)  # noqa: SIM115
        try:
            with part:
                mark(part)
                digest, size = self._copy(stream, part, most)
            with self._told():
                self._shelve(Path(part.name), digest, size)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise
        return digest, size

    def _copy(self, stream: BinaryIO, part: IO[bytes], most: int | None) -> tuple[str, int]:
        """Copy to the end; the digest and the size. What goes wrong with the stream is its own error, not ours."""
        hashed, size = hashlib.sha256(), 0
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if most is not None and size > most:
                raise SkipReport(
                    f"is larger than {most / 1e6:g} MB: split it into reports, or raise RECOUNT_MAX_REPORT_MB"
                )
            hashed.update(chunk)
            with self._told():
                part.write(chunk)
        with self._told():
            part.flush()
        return hashed.hexdigest(), size

    def _shelve(self, part: Path, digest: str, size: int) -> None:
        place = self.path(digest)
        if place.is_file() and place.stat().st_size == size:
            part.unlink()
            return
        place.parent.mkdir(exist_ok=True)
        part.chmod(0o444)
        # All at once: a killed run leaves no half of an original under its name. One that was cut short there, as by
        # a failing disk, is mended by the bytes that its name stands for.
        part.replace(place)
        self._unsettled.add(place)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Errors of the system's, as errors of the folder's."""
        try:
            yield
        except OSError as error:
            full = error.errno in _FULL
            kind: type[RecordError] = RecordReadOnly if error.errno in _REFUSED else RecordError
            kind, do = (RecordFull, "free some space") if full else (kind, "make the folder writable")
            raise kind(
                f"the originals in {self.folder} can't be written ({error.strerror or error}): {do}, or choose another "
                "folder with RECOUNT_ORIGINALS"
            ) from error

    def _capture(self, digest: str, size: int, received: Received) -> Capture:
        now = self._clock()
        at = in_utc(received.retrieved) or now
        fetched = received.method is Method.HTTP
        return Capture(
            digest=digest,
            size=size,
            address=_keepable(received.url if received.url and fetched else received.name),
            method=received.method,
            at=at,
            tool=self._tool,
            media_type=received.media_type,
            charset=received.charset,
            inside=_keepable(received.inside),
            final=received.final,
            status=received.status,
            etag=received.etag,
            last_modified=received.last_modified,
            taken="" if fetched or at == now else now,
            collector=self._collector,
        )


def in_utc(said: str | None) -> str | None:
    """A time as the log writes it, in UTC with seconds; ``None`` if it is none, or tells no zone."""
    try:
        at = datetime.fromisoformat(said or "")
        return at.astimezone(UTC).isoformat(timespec="seconds") if at.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _keepable(name: str) -> str:
    """A name whose bytes are no UTF-8 with those bytes written out: no record can hold them else."""
    return name.encode("utf-8", "backslashreplace").decode()


def _entries(folder: str | Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except FileNotFoundError:
        return []


def _settle(path: Path) -> None:
    """Have the system write to the disk what it holds of a file or folder."""
    if os.name == "nt" and path.is_dir():
        return  # Windows keeps its folders by itself
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def is_unfinished(kept: Kept) -> bool:
    """Whether a file was left by a run that was cut off while it copied."""
    return kept.name.startswith(PART) and stat.S_ISREG(kept.path.lstat().st_mode)


def originals_folder(address: str, settings: Settings) -> Path | None:
    """Where the originals of the record at that address lie: ``recount.db.originals`` for ``recount.db``.

    For a database on a server a folder of its name in the user's data folder; ``None`` for a record in memory.
    """
    if settings.originals:
        return Path(settings.originals).expanduser()
    return beside(address, "originals")


def beside(address: str, what: str) -> Path | None:
    """The folder in which a record keeps what is not in its database; ``None`` for a record in memory."""
    scheme = _SCHEME.match(address)
    if scheme is None or scheme[1].lower() == "file":
        path = Path(address)
        return path.with_name(f"{path.name}.{what}")
    if scheme[1].lower() == "memory":
        return None
    # With the query: it may name the schema, and so tell two records of one database apart.
    name = re.sub(r"[^\w.-]+", "_", without_password(address).partition("://")[2]).strip("_")
    return data_folder() / what / name
