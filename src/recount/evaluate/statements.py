"""Suite statements: what reports tell besides casualties, against the gold, by kind and overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recount.evaluate.agreement import SOURCE_FLOOR, alike, same_days
from recount.evaluate.reading import printed, report_of
from recount.evaluate.suite import Row, Suite, f1, share

NEAR = (
    {"allegation", "call"},
    {"siege", "humanitarian"},
    {"agreement", "statement"},
    {"humanitarian", "evacuation"},
)
"""Kinds between which a careful reader may choose."""

LONGEST = 600
"""Code points of a found statement's span at most."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One report's counts."""

    gold: int
    found: int
    hit: int
    when: int
    source: int
    modality: int


def measure(row: Row) -> Counted:
    """Read one report and compare its statements with the gold's."""
    found, canonical = printed(row)["statements"], report_of(row).canonical
    used = set[int]()
    hit = when = source = modality = 0
    for wanted in row["statements"]:
        best = _best(wanted, canonical.find(wanted["context"]), found, used)
        if best is None:
            continue
        used.add(best)
        hit += 1
        when += same_days(wanted.get("when"), found[best].get("when"))
        source += alike(wanted.get("source"), found[best].get("source"), SOURCE_FLOOR)
        modality += wanted.get("modality") == found[best].get("modality")
    return Counted(len(row["statements"]), len(found), hit, when, source, modality)


def metrics(results: Sequence[Counted]) -> dict[str, float]:
    """Precision, recall and F1; how often day, source and mode are right on those that match."""
    gold, found, hit = (sum(getattr(r, name) for r in results) for name in ("gold", "found", "hit"))
    return {
        "gold_statements": gold,
        "predicted_statements": found,
        "matched": hit,
        "precision": share(hit, found),
        "recall": share(hit, gold),
        "f1": f1(hit, found, gold),
        "when_right": sum(r.when for r in results),
        "source_right": sum(r.source for r in results),
        "modality_right": sum(r.modality for r in results),
    }


def _best(wanted: Row, start: int, found: Sequence[Row], used: set[int]) -> int | None:
    """The unused statement of a like kind that overlaps most, the first of equals."""
    end = start + len(wanted["context"])
    best, most = None, 0
    for j, other in enumerate(found):
        over = min(end, other["end"]) - max(start, other["start"])
        fits = other["end"] - other["start"] <= LONGEST and _near(wanted["kind"], other["kind"])
        if j not in used and fits and over > most:
            best, most = j, over
    return best


def _near(a: str, b: str) -> bool:
    return a == b or any({a, b} <= group for group in NEAR)


SUITE = Suite(
    name="statements",
    sets=("statements", "cnn-aleppo-2016-10-14.statements"),
    measure=measure,
    metrics=metrics,
    about="Attacks, talks, agreements, denials, allegations, calls and sieges that news reports tell.",
)
