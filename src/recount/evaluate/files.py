"""Files: where a data set lies in a folder, and its lines."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recount.errors import InputError

FOLDERS = ("", "corpora", "gold")
SPLITS = ("dev", "train")


@dataclass(frozen=True, slots=True)
class Found:
    """A data file and the part of its set that it holds."""

    path: Path
    split: str
    """``dev``, ``train`` or another part; ``all`` for a set that is not divided."""


def find(data: Path, name: str, split: str | None = None) -> Found | None:
    """The file of a set, in the folder, its ``corpora`` or its ``gold``; without a split ``dev``, else ``train``.

    Looked for as ``<set>.<split>.jsonl.gz``, ``<set>-<split>.jsonl`` and ``<set>.jsonl``; where the set's name says
    where the split stands ("incidents-{split}-reports"), as ``<name>.jsonl``. In place of a folder a file may be named.
    """
    if data.is_file():
        return Found(data, "all")
    for part in (split,) if split else SPLITS:
        for folder in FOLDERS:
            for file in _names(name, part):
                if (data / folder / file).is_file():
                    return Found(data / folder / file, part)
    whole = (data / folder / f"{name}.jsonl" for folder in FOLDERS)
    return next((Found(path, "all") for path in whole if path.is_file()), None)


def _names(name: str, part: str) -> tuple[str, ...]:
    if "{split}" in name:
        return (f"{name.format(split=part)}.jsonl",)
    return f"{name}.{part}.jsonl.gz", f"{name}-{part}.jsonl"


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a file, each a JSON object. Lazy.

    Raises:
        InputError: the file can't be read, or a line is no JSON object; the message says which.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _row(path, number, line)
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(f"{path} can't be read ({error}): fetch it again") from error


def _row(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"{path}, line {number} is no JSON ({error}): fetch the file again") from error
    if not isinstance(row, dict):
        raise InputError(f"{path}, line {number} is no JSON object: each line must be one")
    return row
