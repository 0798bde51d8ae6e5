"""Suite claims: casualty claims against the gold, by span, harm and value; slots and links on those that match."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from recount.evaluate.agreement import SOURCE_FLOOR, alike, same_days, same_names, same_place
from recount.evaluate.reading import printed, report_of
from recount.evaluate.suite import Row, Suite, f1, share

SLOTS = ("bound", "victims", "who", "when", "where", "means", "by", "source", "scope", "modality", "background")
LINKS = {"part_of": "of", "repeat_of": "repeat_of"}
"""A printed claim's link and the gold's name for it."""

COMPLETE = ("bound", "when", "where", "means", "source")
"""Slots that must all be right, with harm and value, for a claim one could publish."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One report's counts."""

    gold: int
    found: int
    hit: int
    located: int
    complete: int
    both: int
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)


def measure(row: Row) -> Counted:
    """Read one report and compare its claims with the gold's."""
    found = printed(row)["claims"]
    spans = [gold_span(report_of(row).canonical, claim) for claim in row["claims"]]
    every = pairs(row["claims"], spans, found)
    back = {j: i for i, j in every}
    firm = [k for k, claim in enumerate(row["claims"]) if not claim.get("optional")]
    sure = [(i, j) for i, j in every if i in firm]
    right, asked = Counter[str](), Counter[str]()
    complete = both = 0
    for i, j in sure:
        good = {s for s in SLOTS if slot_right(s, row["claims"][i], found[j])}
        complete += good >= set(COMPLETE)
        both += good >= {"source", "when"}
        right.update(good)
        asked.update(SLOTS)
        for ours, theirs in LINKS.items():
            if theirs in row["claims"][i]:
                asked[ours] += 1
                right[ours] += _link_right(row["claims"][i], theirs, found[j].get(ours), back)
    located = sum(any(_overlap(spans[k], claim) > 0 for claim in found) for k in firm)
    optional = len(every) - len(sure)
    return Counted(
        gold=len(firm),
        found=len(found) - optional,
        hit=len(sure),
        located=located,
        complete=complete,
        both=both,
        right=right,
        asked=asked,
    )


def metrics(results: Sequence[Counted]) -> dict[str, float]:
    """Precision, recall and F1 of claims; accuracy of each slot and link on the claims that match; complete F1."""
    total = {name: sum(getattr(r, name) for r in results) for name in ("gold", "found", "hit", "located", "complete")}
    right, asked = Counter[str](), Counter[str]()
    for result in results:
        right.update(result.right)
        asked.update(result.asked)
    return {
        "reports": len(results),
        "reports_missing": 0,
        "gold_claims": total["gold"],
        "predicted_claims": total["found"],
        "claim_precision": share(total["hit"], total["found"]),
        "claim_recall": share(total["hit"], total["gold"]),
        "claim_f1": f1(total["hit"], total["found"], total["gold"]),
        "span_recall": share(total["located"], total["gold"]),
        **{f"{name}_accuracy": share(right[name], asked[name]) for name in (*SLOTS, *LINKS)},
        "source_when_right": sum(r.both for r in results),
        "complete_f1": f1(total["complete"], total["found"], total["gold"]),
    }


def slot_right(slot: str, gold: Row, found: Row) -> bool:
    """Whether a slot agrees with the gold or with its accepted second reading."""
    readings = [gold.get(slot), *gold.get("accept", {}).get(slot, [])]
    return any(_same(slot, reading, found.get(slot)) for reading in readings)


def gold_span(canonical: str, claim: Row) -> Pair:
    """Where a gold claim stands, by its context; (-1, -1) where it does not."""
    context, text = claim.get("context") or claim["text"], claim["text"]
    at = canonical.find(context)
    if at < 0:
        at, context = canonical.find(text), text
    start = at + context.find(text)
    return (start, start + len(text)) if at >= 0 else (-1, -1)


def pairs(gold: Sequence[Row], spans: Sequence[Pair], found: Sequence[Row]) -> list[Pair]:
    """Gold and found claims one to one: same harm, same value, largest overlap first."""
    candidates = []
    for i, claim in enumerate(gold):
        for j, other in enumerate(found):
            over = _overlap(spans[i], other)
            tight = other["end"] - other["start"] <= 3 * (spans[i][1] - spans[i][0]) + 20
            if over > 0 and tight and claim["harm"] == other["harm"] and claim.get("value") == other.get("value"):
                candidates.append((-over, i, j))
    taken_gold, taken, out = set[int](), set[int](), []
    for _, i, j in sorted(candidates):
        if i not in taken_gold and j not in taken:
            taken_gold.add(i)
            taken.add(j)
            out.append((i, j))
    return out


def _overlap(span: Pair, found: Row) -> int:
    return min(span[1], int(found["end"])) - max(span[0], int(found["start"]))


def _link_right(claim: Row, name: str, target: int | None, back: dict[int, int]) -> bool:
    reached = None if target is None else back.get(target, -1)
    return reached in [claim[name], *claim.get("accept", {}).get(name, [])]


def _same(slot: str, gold: Any, found: Any) -> bool:  # noqa: ANN401 - slots hold words, lists and days
    if slot == "when":
        return same_days(gold, found)
    if slot == "where":
        return same_place(gold, found)
    if slot in ("by", "who"):
        return same_names(gold, found)
    if slot == "source":
        return alike(gold or "", found or "", SOURCE_FLOOR)
    if slot == "background":
        return bool(gold) == bool(found)
    if slot == "modality":
        return bool((gold or "asserted") == (found or "asserted"))
    return bool(gold == found)


SUITE = Suite(
    name="claims",
    sets=("claims", "cnn-aleppo-2016-10-14"),
    measure=measure,
    metrics=metrics,
    about="Casualty claims of news reports, with their slots and the links between them.",
)
