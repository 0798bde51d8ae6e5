"""Near-duplicates: reports much of whose text is one text, as agencies' lines are carried by many outlets.

The signature is MinHash in its first form, a bottom sketch (Broder 1997): of the hashes of all runs of four words, the
128 smallest. It tells what share of the shorter text stands in the longer one, so a copy that was cut to its first
paragraphs is found, which likeness of the whole texts (Jaccard, as banded signatures give) would not find.

The threshold was found on `gva_docs.dev` against a measure of another kind (runs of twelve words and more found by
difflib), and on edits made by hand; `python -m training.duplicates` measures both again. What it said is in
``docs/decisions/0015-lineage.md``.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recount.lang.words import fold_words
from recount.model import Copy, Fingerprint, Report, Signature
from recount.text.dateline import find_credits, find_dateline

RUN = 4
"""Words in a run. With three, more texts meet that share formulas only; with five, fewer copies that were edited."""

KEPT = 128
"""Hashes kept: the share is known to within 0.09 (two standard errors); texts up to some 130 words are kept whole."""

FEWEST = 30
"""Distinct runs below which a text is too short to judge: about 33 words, mostly a headline and a link."""

SHARE = 0.5
"""Share of the shorter text from which two are near-duplicates."""

_FEWEST_COMPARED = 8
"""Hashes by which two texts of very different length must be compared at least: with fewer, chance decides."""

_FEWEST_MET = 3
"""Hashes that two texts must share to be compared at all."""

_MOST = 1_000_000
"""Code points read of a text."""

Hashes = NDArray[np.uint32]


def sign(report: Report) -> Signature:
    """The signature of a report's text; the headline, which outlets change, is left out. A pure function of it."""
    hashes = _hash_runs(fold_words(report.text[:_MOST]))
    kept = hashes[:KEPT] if len(hashes) >= FEWEST else hashes[:0]
    dated, _ = find_dateline(report) or (None, None)
    return Signature(runs=len(hashes), hashes=kept.astype("<u4").tobytes(), credits=find_credits(report), dated=dated)


def find_copies(prints: Iterable[Fingerprint], *, least: float = SHARE) -> list[Copy]:
    """Every report with the earlier ones that it shares text with, in order. Order-free.

    A report is compared with those that were first to have some of its runs, never with all: near-linear, also where a
    thousand outlets carry one text.
    """
    unique = {p.report: p for p in prints if p.signature is not None and p.signature.hashes}
    ordered = sorted(unique.values(), key=lambda p: p.order)
    sketches = [_Sketch(p) for p in ordered]
    found = []
    for later, earlier in _candidates([s.hashes for s in sketches]):
        share = sketches[later].shared_with(sketches[earlier])
        if share >= least:
            found.append(Copy(report=ordered[later].report, of=ordered[earlier].report, share=round(share, 3)))
    return found


class _Sketch:
    """A signature, ready to be compared."""

    def __init__(self, told: Fingerprint) -> None:
        signature = told.signature or Signature(runs=0, hashes=b"")
        self.hashes: Hashes = np.frombuffer(signature.hashes, dtype="<u4")
        whole = signature.runs <= len(self.hashes)
        self.known_up_to = np.iinfo(np.uint32).max if whole else self.hashes[-1]
        """No smaller hash of the text is missing."""

    def shared_with(self, other: _Sketch) -> float:
        """What part of the shorter text stands in the other; 0 where too little of both is known to tell."""
        top = min(self.known_up_to, other.known_up_to)
        mine = self.hashes[: np.searchsorted(self.hashes, top, side="right")]
        theirs = other.hashes[: np.searchsorted(other.hashes, top, side="right")]
        least = min(len(mine), len(theirs))
        if least < _FEWEST_COMPARED:
            return 0.0
        return len(np.intersect1d(mine, theirs, assume_unique=True)) / least


def _candidates(sketches: Sequence[Hashes]) -> Iterator[tuple[int, int]]:
    """Pairs (later, earlier) of which the earlier was first to have several of the later one's hashes, in order."""
    if len(sketches) < 2:
        return
    numbers = np.arange(len(sketches), dtype=np.int32)
    owners = np.repeat(numbers, [len(s) for s in sketches])
    hashes = np.concatenate(sketches)
    by_hash = np.argsort(hashes, kind="stable")  # within one hash the owners stay in order
    owners, hashes = owners[by_hash], hashes[by_hash]
    opens = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
    firsts = np.repeat(owners[opens], np.diff(np.append(opens, len(hashes))))
    met = owners != firsts
    codes, counts = np.unique(owners[met].astype(np.int64) * len(sketches) + firsts[met], return_counts=True)
    for code in codes[counts >= _FEWEST_MET].tolist():
        yield divmod(code, len(sketches))


def _hash_runs(words: Sequence[str]) -> Hashes:
    """The distinct hashes of all runs of words, ascending. The same on every machine."""
    values = {word: zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in set(words)}
    coded: NDArray[Any] = np.array([values[word] for word in words], dtype=np.uint64)
    length = max(0, len(words) - RUN + 1)
    mixed: NDArray[Any] = np.zeros(length, dtype=np.uint64)
    for at in range(RUN):  # the mixing steps of SplitMix64; products wrap around
        mixed = (mixed ^ coded[at : at + length]) * np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0x94D049BB133111EB)
    return np.unique((mixed >> np.uint64(32)).astype(np.uint32))
