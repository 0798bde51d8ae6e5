"""Trays: where files lie between the page that sends them and the reading. Each is a temporary folder of its own."""

from __future__ import annotations

import re
import shutil
import threading
import unicodedata
from collections.abc import Iterable
from pathlib import Path, PurePath
from tempfile import mkdtemp
from time import monotonic
from typing import BinaryIO
from weakref import finalize

from recount.errors import RecordFull, UsageError

MOST_FILES = 5_000
"""Files that one tray takes."""

LONGEST_WAIT = 3600.0
"""Seconds after which a tray that nobody added to is thrown away: its page was closed."""

LONGEST_NAME = 180
"""Bytes of a file's name."""

_TRAY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_UNFIT = re.compile(r'[\\/:*?"<>|]')


class Tray:
    """Files that are read together, in a folder that goes with the tray, at the latest when the program ends."""

    def __init__(self) -> None:
        self.root = Path(mkdtemp(prefix="recount-"))
        self.files: list[Path] = []
        self.touched = monotonic()
        self._size = 0
        self._remove = finalize(self, shutil.rmtree, self.root, ignore_errors=True)

    def put(self, name: str, stream: BinaryIO, *, most: int) -> None:
        """Take a file in under its own name, cleaned.

        Raises:
            UsageError: the tray is full.
            RecordFull: the disk is.
        """
        if len(self.files) >= MOST_FILES:
            raise UsageError(f"That is more than {MOST_FILES:,} files: read the folder with `recount run FOLDER`.")
        path = self._free(cleaned(name))
        try:
            path.parent.mkdir(exist_ok=True)
            with path.open("xb") as out:
                shutil.copyfileobj(stream, out)
                self._size += out.tell()
        except OSError as error:
            told = f"The files can't be taken in ({error.strerror}): make room in {self.root.parent}."
            raise RecordFull(told) from None
        self.files.append(path)
        self.touched = monotonic()
        if self._size > most:
            raise UsageError(f"That is more than {most // 1_000_000:,} MB: read the folder with `recount run FOLDER`.")

    def _free(self, name: str) -> Path:
        """A path of that name: files of one name lie in folders of their own, so that none takes another's place."""
        path, number = self.root / name, 1
        while path.exists():
            number += 1
            path = self.root / str(number) / name
        return path

    def close(self) -> None:
        """Remove the folder."""
        self._remove()


class Trays:
    """The trays that wait, by the name that their page gave them. Safe to share between threads.

    Args:
        most: bytes that one may hold.
    """

    def __init__(self, *, most: int) -> None:
        self._most = most
        self._waiting: dict[str, Tray] = {}
        self._lock = threading.Lock()

    def put(self, tray: str, files: Iterable[tuple[str, BinaryIO]]) -> None:
        """Take files into that tray. A tray that can't hold them is thrown away.

        Raises:
            UsageError: no page gives a tray such a name; or it is full.
        """
        if not _TRAY.fullmatch(tray):
            raise UsageError("The page that sent this is out of date: load it again.")
        self._sweep()
        with self._lock:
            found = self._waiting.get(tray) or self._waiting.setdefault(tray, Tray())
            try:
                for name, stream in files:
                    found.put(name, stream, most=self._most)
            except BaseException:
                self._waiting.pop(tray).close()
                raise

    def take(self, tray: str) -> Tray:
        """The tray, which waits no more: whoever takes it closes it."""
        with self._lock:
            return self._waiting.pop(tray, None) or Tray()

    def _sweep(self) -> None:
        with self._lock:
            old = [name for name, one in self._waiting.items() if monotonic() - one.touched > LONGEST_WAIT]
            for name in old:
                self._waiting.pop(name).close()


def cleaned(name: str) -> str:
    """A file's name as it may stand in a folder: its last part alone, visible, without what leads elsewhere."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(sign if sign.isprintable() else "_" for sign in _UNFIT.sub("_", last)).strip(". ")
    path = PurePath(shown or "report")
    suffix = path.suffix if len(path.suffix.encode()) <= 20 else ""
    stem = (path.name.removesuffix(suffix)).encode()[: LONGEST_NAME - len(suffix.encode())].decode("utf-8", "ignore")
    return stem + suffix
