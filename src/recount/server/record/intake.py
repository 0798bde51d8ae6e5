"""Intake: what is handed in at the desk, read into the record in the background, one load at a time."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from recount.errors import RecountError
from recount.server.http.problems import Conflict
from recount.server.record.trays import Tray
from recount.sources import count
from recount.workspace import RunSummary, Workspace

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What is read together."""

    tray: Tray | None = None
    """Files, which are removed afterwards."""

    addresses: tuple[str, ...] = ()
    """Of the web."""

    @property
    def paths(self) -> list[str]:
        """What `Workspace.run` reads."""
        return [*(str(path) for path in (self.tray.files if self.tray else ())), *self.addresses]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How far the reading is, or how the last one ended."""

    number: int = 0
    """Of the load, from 1 since the desk was opened; 0 before the first."""

    busy: bool = False
    doing: str = ""
    """``reading`` or ``figures``."""

    done: int = 0
    total: int | None = None
    """Inputs, where they can be counted before they are read."""

    opened: str = ""
    """The file or address that is open."""

    stopping: bool = False
    summary: RunSummary | None = None
    """What the last load came to; ``None`` while it is read, and where it failed as a whole."""

    incidents: tuple[int, int] = field(default=(0, 0))
    """How many the record told of before, and tells of now."""

    error: str = ""
    """Why the last load failed as a whole."""


class Intake:
    """Reads loads, in a thread of its own. Safe to share between threads.

    Args:
        workspace: the open record.
        tell: told what is being done, for the status line; nothing at the end.
    """

    def __init__(self, workspace: Workspace, *, tell: Callable[[str], None]) -> None:
        self._workspace = workspace
        self._tell = tell
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._course = Course()

    @property
    def course(self) -> Course:
        """How far it is."""
        return self._course

    def begin(self, load: Load) -> None:
        """Begin to read a load.

        Raises:
            Conflict: another one is being read.
        """
        with self._lock:
            if self._course.busy:
                raise Conflict("Reports are being read already. Wait until that is done, or cancel it.")
            self._stop.clear()
            number = self._course.number + 1
            self._course = Course(number=number, busy=True, doing="reading", total=count(load.paths))
            self._tell(_told(self._course))
            self._thread = threading.Thread(target=self._read, args=(load,), name="intake", daemon=True)
            self._thread.start()

    def cancel(self) -> None:
        """Leave the rest after the batch at hand. What was kept stays."""
        with self._lock:
            if self._course.busy:
                self._stop.set()
                self._course = replace(self._course, stopping=True)

    def wait(self, seconds: float) -> None:
        """Wait until nothing is being read."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _read(self, load: Load) -> None:
        try:
            before = self._incidents()
            summary = self._workspace.run(
                load.paths,
                progress=self._progress,
                within=load.tray.root if load.tray else None,
                stop=self._stop.is_set,
            )
            self._end(summary=summary, incidents=(before, self._incidents()))
        except RecountError as error:
            self._end(error=str(error))
        except Exception as error:  # noqa: BLE001 - nobody waits for this thread: the page must tell
            log.warning("a load stopped: %s", type(error).__name__)
            self._end(error=f"{type(error).__name__} in Recount itself: please report this fault")
        finally:
            if load.tray is not None:
                load.tray.close()

    def _incidents(self) -> int:
        return len(self._workspace.findings().incidents)

    def _progress(self, doing: str, done: int, opened: str) -> None:
        with self._lock:
            self._course = replace(self._course, doing=doing, done=done, opened=opened)
            self._tell(_told(self._course))

    def _end(self, *, summary: RunSummary | None = None, incidents: Sequence[int] = (0, 0), error: str = "") -> None:
        with self._lock:
            number = self._course.number
            before, now = incidents
            self._course = Course(number=number, summary=summary, incidents=(before, now), error=error)
            self._tell("")


def _told(course: Course) -> str:
    if course.doing == "figures":
        return "Working out figures …"
    of = f" of {course.total:,}" if course.total else ""
    return f"Reading reports: {course.done:,}{of} …"
