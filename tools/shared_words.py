"""Looks for sentences of other people's reports in this repository.

Facts and figures carry over from a report, sentences do not. Usage:

    python tools/shared_words.py [--words 8] FOLDER_OF_CORPORA FILE...

Prints every run of that many words that one of the files shares with a text under the folder, and exits 1 if there is
one. Reads .txt, .jsonl and .jsonl.gz; of JSON Lines, every string.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

_WORD = re.compile(r"\w+")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--words", type=int, default=8, help="length of the run, in words")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    chosen = parser.parse_args()
    if not chosen.corpora.is_dir():
        print(f"{chosen.corpora}: no such folder, so nothing to compare with", file=sys.stderr)
        return 2
    ours = {run: str(file) for file in chosen.files for text in texts(file) for run in runs(text, chosen.words)}
    shared = set[str]()
    for file in sorted(chosen.corpora.rglob("*")):
        if file.name.endswith((".txt", ".jsonl", ".jsonl.gz")):
            shared.update(run for text in texts(file) for run in runs(text, chosen.words) if run in ours)
    for run in sorted(shared):
        print(f"{ours[run]}: {run}")
    print(f"{len(ours)} runs of {chosen.words} words, {len(shared)} shared", file=sys.stderr)
    return 1 if shared else 0


def texts(file: Path) -> Iterator[str]:
    raw = file.read_bytes()
    text = (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode("utf-8")
    if ".jsonl" not in file.name:
        yield text
        return
    for line in text.split("\n"):
        if line.strip():
            yield from strings(json.loads(line))


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def runs(text: str, length: int) -> Iterator[str]:
    words = _WORD.findall(text.casefold())
    for start in range(len(words) - length + 1):
        yield " ".join(words[start : start + length])


if __name__ == "__main__":
    sys.exit(main())
