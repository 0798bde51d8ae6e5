"""Clashes: reports of one run that claim the same id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from recount.model import Failure, Report
from recount.sources.streams import Found

_DIGITS = 8
"""Bytes of a digest. Among a million ids two agree by chance once in forty million runs."""


def without_clashes(inputs: Iterable[Found]) -> Iterator[Found]:
    """The inputs, in order, with a second report of one id and other words refused. Lazy.

    Which of two is the newer can't be told, unless both say when they were retrieved and come in that order. Of each
    report only digests are held, and when it was retrieved: 200 bytes.
    """
    seen: dict[bytes, bytes] = {}
    for found in inputs:
        if isinstance(found, Report):
            key, words, retrieved = _digest(found.given_id), _digest(found.id), (found.retrieved or "").encode()
            known = seen.get(key, words)
            before = known[_DIGITS:]
            if not known.startswith(words) and not b"" < before < retrieved:
                yield Failure(report=found.given_id, stage="sources", error=_OLDER if before and retrieved else _TOLD)
                continue
            seen[key] = words + retrieved
        yield found


def _digest(words: str) -> bytes:
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=_DIGITS).digest()


_TOLD = (
    "another report of this run has this id and other words: rename the file or give it an `id` of its own; a newer "
    "version of one report needs a later `retrieved`, or a run of its own. Two files of one name in different folders "
    "have ids of their own if you name the folder that holds both"
)
_OLDER = (
    "is an older version of a report that this run has read already: give the inputs in the order in which they were "
    "retrieved, oldest first"
)
