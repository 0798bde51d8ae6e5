"""Suite temporal: expressions of time in news (TempEval-3) and in histories (WikiWars), and what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from recount.evaluate.suite import Row, Several, Suite, f1, share
from recount.resolve.times.timeline import Timex, timeline


@dataclass(frozen=True, slots=True)
class Counted:
    """One document's counts."""

    gold: int
    found: int
    relaxed: int
    """Pairs that overlap."""

    strict: int
    """Pairs that cover the same words."""

    valued: int
    """Pairs that overlap and have the same value."""


def measure(row: Row) -> Counted:
    """Read one document and compare its expressions with the gold's, after the scorer of TempEval-3."""
    published = row.get("pub_date")
    found = timeline(row["text"], date.fromisoformat(published) if published else None)
    matched = _pairs(row["gold"], found)
    return Counted(
        len(row["gold"]),
        len(found),
        len(matched),
        sum((g["start"], g["end"]) == (t.start, t.end) for g, t in matched),
        sum((g["val"] or "") == t.value for g, t in matched),
    )


def _pairs(gold: Sequence[Row], found: Sequence[Timex]) -> list[tuple[Row, Timex]]:
    """Gold and found expressions that overlap, one to one, in text order; the larger overlap first."""
    out, first, used = [], 0, set[int]()
    for wanted in sorted(gold, key=lambda g: int(g["start"])):
        while first < len(found) and found[first].end <= wanted["start"]:
            first += 1
        near = range(first, len(found))
        most = wanted["end"] - wanted["start"]
        touching = [k for k in near[:most] if found[k].start < wanted["end"] and k not in used]
        if touching:
            best = max(touching, key=lambda k: min(found[k].end, wanted["end"]) - max(found[k].start, wanted["start"]))
            used.add(best)
            out.append((wanted, found[best]))
    return out


def _of_news(results: Sequence[Counted]) -> dict[str, float]:
    """Relaxed, strict and value F1; the accuracy of values where an expression was found."""
    gold, found, relaxed, strict, valued = _sums(results)
    return {
        "relaxed_f1": f1(relaxed, found, gold),
        "relaxed_precision": share(relaxed, found),
        "relaxed_recall": share(relaxed, gold),
        "strict_f1": f1(strict, found, gold),
        "value_f1": f1(valued, found, gold),
        "value_accuracy": share(valued, relaxed),
    }


def _of_histories(results: Sequence[Counted]) -> dict[str, float]:
    """F1 of expressions that overlap; of those whose value is right too. A gold without value wants none."""
    gold, found, relaxed, _, valued = _sums(results)
    return {"lenient_f1": f1(relaxed, found, gold), "lenient_value_f1": f1(valued, found, gold)}


def _sums(results: Sequence[Counted]) -> tuple[int, int, int, int, int]:
    return (
        sum(r.gold for r in results),
        sum(r.found for r in results),
        sum(r.relaxed for r in results),
        sum(r.strict for r in results),
        sum(r.valued for r in results),
    )


SUITE = Several(
    name="temporal",
    parts=(
        Suite(name="tempeval3", sets=("tempeval3",), measure=measure, metrics=_of_news, about="Times in news."),
        Suite(name="wikiwars", sets=("wikiwars",), measure=measure, metrics=_of_histories, about="Times in histories."),
    ),
    about="Expressions of time in news and in histories of wars, and what they mean.",
)
