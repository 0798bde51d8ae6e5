"""A file of places, opened as text: plain, gzip or zip, never more of it than can be meant."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, cast

from recount.errors import InputError

MOST = 8_000_000_000
"""Bytes of text. The largest file there is, GeoNames' allCountries.txt, has 1.7 billion."""

PACKED_TOO_WELL = 200
SMALL = 64_000_000
"""Bytes of text that may come of any archive. Beyond, text that is this many times its archive is a bomb: places pack
to a tenth of their size, at best to a fortieth."""

LONGEST_LINE = 4_000_000
"""Characters of a line. The longest of GeoNames has under 20,000; JSON is not read by lines."""

MOST_MEMBERS = 1_000_000

_ENDINGS = {".txt", ".tsv", ".csv", ".json", ".geojson", ".jsonl", ".ndjson"}

Progress = Callable[[int, int], None]
"""Called with the bytes of the file read so far, and all it has."""


class PlaceFile:
    """A file that may be read several times over. An archive is read member by member, in order of name."""

    def __init__(self, path: Path, progress: Progress = lambda done, every: None) -> None:
        """Give the path.

        Raises:
            InputError: there is no such file, or it is empty.
        """
        self.path = path
        self._progress = progress
        try:
            if path.exists() and not path.is_file():
                raise InputError(f"{path}: it is no file: give the path of a file of places")
            self._size = path.stat().st_size
            with path.open("rb") as file:
                self._start = file.read(4)
        except OSError as error:
            raise InputError(f"{path}: can't be read ({error.strerror}): give the path of a file of places") from error
        if not self._start:
            raise InputError(f"{path}: the file is empty: download or export it again")

    def texts(self) -> Generator[IO[str]]:
        """The texts in it, one after another: one, but for an archive. Each is closed when the next is asked for.

        Raises:
            InputError: it can't be read or unpacked, is a bomb, or has nothing that can be read.
        """
        with _explained(self.path), self.path.open("rb") as file:
            if self._start[:4] == b"PK\x03\x04":
                yield from self._members(file)
            elif self._start[:2] == b"\x1f\x8b":
                yield from self._text(cast("IO[bytes]", gzip.GzipFile(fileobj=file)), file.tell, packed=True)
            else:
                yield from self._text(file, file.tell, packed=False)

    def _members(self, file: IO[bytes]) -> Iterator[IO[str]]:
        archive = zipfile.ZipFile(file)
        infos = archive.infolist()
        if len(infos) > MOST_MEMBERS:
            raise InputError(f"{self.path}: it holds {len(infos):,} files: unpack it and add those that hold places")
        chosen = [i for i in infos if _holds_places(i.filename)]
        if not chosen:
            raise InputError(f"{self.path}: no .txt, .csv, .geojson or .jsonl file is in it")
        if sum(i.file_size for i in chosen) > self._most(packed=True):
            raise self._bomb()
        read = 0
        for info in sorted(chosen, key=lambda i: i.filename):
            done = read
            yield from self._text(archive.open(info), lambda done=done: done, packed=True)  # type: ignore[misc]
            read += info.compress_size

    def _text(self, stream: IO[bytes], done: Callable[[], int], *, packed: bool) -> Iterator[IO[str]]:
        counted = _Counted(stream, self, done, packed=packed)
        with _Text(io.BufferedReader(counted, 1 << 16), self.path) as text:
            yield text

    def _most(self, *, packed: bool) -> int:
        return min(MOST, max(SMALL, PACKED_TOO_WELL * self._size)) if packed else MOST

    def told(self, unpacked: int, done: int, *, packed: bool) -> None:
        """Take note of what was read.

        Raises:
            InputError: it is more than such a file can mean.
        """
        if unpacked > self._most(packed=packed):
            raise self._bomb()
        self._progress(min(done, self._size), self._size)

    def _bomb(self) -> InputError:
        return InputError(
            f"{self.path}: it unpacks to far more than a file of places does: nothing of it was kept; if you trust it,"
            " unpack it yourself and add what is in it"
        )


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Say of a file what is wrong with it."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: it is not UTF-8 text ({error.reason}): save it as UTF-8") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, gzip.BadGzipFile) as error:
        why = " ".join(str(error).split()) or type(error).__name__
        raise InputError(f"{path}: it can't be unpacked ({why}): download it again, or unpack it") from error
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror or error})") from error


class _Text(io.TextIOWrapper):
    """Text whose faults are told of the file, wherever it is read."""

    def __init__(self, stream: io.BufferedReader, path: Path) -> None:
        super().__init__(stream, encoding="utf-8-sig", newline="")
        self._path = path

    def read(self, size: int | None = -1, /) -> str:
        """As any text."""
        with _explained(self._path):
            return super().read(size)

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
        """As any text."""
        with _explained(self._path):
            return super().readline(size)


class _Counted(io.RawIOBase):
    """Bytes that are counted as they are read."""

    def __init__(self, stream: IO[bytes], owner: PlaceFile, done: Callable[[], int], *, packed: bool) -> None:
        self._stream, self._owner, self._done, self._packed = stream, owner, done, packed
        self._count = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer."""
        found = self._stream.read(len(buffer))
        buffer[: len(found)] = found
        self._count += len(found)
        self._owner.told(self._count, self._done(), packed=self._packed)
        return len(found)


def lines(text: IO[str], path: Path) -> Iterator[str]:
    """The lines with their ends.

    Raises:
        InputError: one is longer than any line of places.
    """
    at = 0
    while line := text.readline(LONGEST_LINE):
        at += 1
        if len(line) >= LONGEST_LINE:
            raise InputError(f"{path}: line {at} has over {LONGEST_LINE:,} characters: no file of places has that")
        yield line


def _holds_places(name: str) -> bool:
    path = PurePosixPath(name)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return path.suffix.lower() in _ENDINGS and not hidden and path.stem.lower() not in {"readme", "license", "licence"}
