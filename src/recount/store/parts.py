"""Parts: originals that are being written, and what a killed run left of them."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import IO

PART = ".part-"
"""How the name of a file starts that is not whole yet."""

JUST_MADE = 5.0
"""Seconds within which a file may have been made and not been marked yet."""

AN_HOUR = 3600.0


def mark(part: IO[bytes]) -> bool:
    """Mark a file as being written, till it is closed or the process ends; whether nobody else does."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(part, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def sweep(folder: Path) -> int:
    """Remove what runs that were killed left half written in a folder of originals; how many files that were.

    Another run may be at work in the folder: what it is writing stays.
    """
    left = [part for part in folder.glob(f"{PART}*") if _is_left(part)]
    for part in left:
        part.unlink(missing_ok=True)
    return len(left)


def _is_left(part: Path) -> bool:
    """Whether nobody writes it any more. Where files can't be marked an hour without a change tells it."""
    try:
        age = time.time() - part.stat().st_mtime
        with part.open("rb") as file:
            return age > (AN_HOUR if sys.platform == "win32" else JUST_MADE) and mark(file)
    except OSError:
        return False
