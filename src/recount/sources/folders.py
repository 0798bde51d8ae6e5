"""Folders: the files below one, in an order that is the same everywhere."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path


def walk(folder: Path, blocked: Callable[[OSError], None] = lambda error: None) -> Iterator[Path]:
    """Every file below the folder by name, a folder's own before those of the folders in it.

    Hidden files and folders are left out. Linked files are given; linked folders are given like files and not entered,
    since they may lead round in a circle. A folder that can't be read is told to `blocked`, and the walk goes on.
    """
    for place, inner, names in os.walk(folder, onerror=blocked):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        names.extend(name for name in inner if Path(place, name).is_symlink())
        names.sort()  # in place: a folder may hold a million
        for name in names:
            if not name.startswith("."):
                yield Path(place, name)


def is_special(path: Path) -> bool:
    """Whether it is neither a file nor a folder: a pipe would wait for its writer, and give its content only once."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
