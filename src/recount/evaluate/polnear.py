"""Suite polnear: who says what, by which words, in political news (PolNeAR)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from recount.claims.attributing import Attributed, Tables, attributed
from recount.evaluate.suite import Row, Suite, f1
from recount.model import Report, Span, Text, Token
from recount.text import prepare
from recount.text.sentences import tokens

ROLES = ("source", "cue", "content")

Parts = tuple[frozenset[int], frozenset[int], frozenset[int]]
"""Numbers of the tokens of source, cue and content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One text: tokens right, found and wanted by role, and the same of whole attributions."""

    roles: tuple[tuple[int, int, int], ...]
    whole: tuple[int, int, int]


def measure(row: Row) -> Counted:
    """Read one text and compare its attributions with the gold."""
    return counted(text_of(row), row)


def counted(text: Text, row: Row, tables: Tables | None = None) -> Counted:
    """The attributions that tables find in a text, compared with the gold; the shipped tables unless given."""
    units = list(tokens(text.canonical, 0, len(text.canonical)))
    wanted = [parts for gold in row["gold"] if any(parts := parts_of_gold(units, gold))]
    found = [_parts_found(units, one) for one in attributed(text, tables)]
    return Counted(
        roles=tuple(_tokens(found, wanted, k) for k in range(len(ROLES))),
        whole=(_matches(found, wanted), len(found), len(wanted)),
    )


def metrics(results: Sequence[Counted]) -> dict[str, float]:
    """F1 over tokens by role, and over whole attributions.

    ``source_f1``, ``cue_f1``, ``content_f1``: a token counts once a text and role, whatever attribution it is in.
    ``full_f1``: a found and a wanted attribution agree where their tokens of the source, those of the cue and those of
    the content each overlap by half of their union or more; a source that neither names agrees, one that only one of
    them names does not. Each is paired once.
    """
    out = {f"{role}_f1": _f1([r.roles[k] for r in results]) for k, role in enumerate(ROLES)}
    return {**out, "full_f1": _f1([r.whole for r in results]), "attributions": sum(r.whole[2] for r in results)}


def text_of(row: Row) -> Text:
    """The row's text with all its sentences parsed. Its first paragraph is its heading, as it stands."""
    return next(prepare([Report(given_id=str(row["id"]), title="", text=row["text"])], whole=True))


def parts_of_gold(units: Sequence[Token], gold: dict[str, Any]) -> Parts:
    """The tokens that an attribution of the gold covers by more than half; its offsets count from the text alone."""
    shift = len("\n\n")
    spans = [
        [Span(start=a + shift, end=b + shift) for part in gold.get(role, ()) for a, b in part["spans"]]
        for role in ROLES
    ]
    source, cue, content = (covered(units, s) for s in spans)
    return source, cue, content


def _parts_found(units: Sequence[Token], one: Attributed) -> Parts:
    source = [one.source] if one.source is not None else []
    return covered(units, source), covered(units, [one.cue]), covered(units, one.content)


def covered(units: Sequence[Token], spans: Iterable[Span]) -> frozenset[int]:
    """Numbers of the tokens that lie in one of the spans by more than half."""
    out = set[int]()
    for span in spans:
        k = max(0, bisect_right(units, span.start, key=lambda t: t.start) - 1)
        while k < len(units) and units[k].start < span.end:
            shared = min(span.end, units[k].end) - max(span.start, units[k].start)
            if 2 * shared > units[k].end - units[k].start:
                out.add(k)
            k += 1
    return frozenset(out)


def _tokens(found: Sequence[Parts], wanted: Sequence[Parts], role: int) -> tuple[int, int, int]:
    ours, theirs = (frozenset[int]().union(*(parts[role] for parts in side)) for side in (found, wanted))
    return len(ours & theirs), len(ours), len(theirs)


def _matches(found: Sequence[Parts], wanted: Sequence[Parts]) -> int:
    """How many found and wanted attributions agree, each paired once, those that overlap most first."""
    pairs = []
    for i, ours in enumerate(found):
        for j, theirs in enumerate(wanted):
            shares = [overlap(a, b) for a, b in zip(ours, theirs, strict=True)] if ours[1] & theirs[1] else [0.0]
            if min(shares) >= 0.5:
                pairs.append((-sum(shares), i, j))
    left: set[int] = set()
    right: set[int] = set()
    for _, i, j in sorted(pairs):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
    return len(left)


def overlap(a: frozenset[int], b: frozenset[int]) -> float:
    """Shared tokens as a share of both; 1 where both are empty."""
    return len(a & b) / len(a | b) if a or b else 1.0


def _f1(counts: Sequence[tuple[int, int, int]]) -> float:
    hits, found, wanted = (sum(c[k] for c in counts) for k in range(3))
    return f1(hits, found, wanted)


SUITE = Suite(
    name="polnear",
    sets=("polnear",),
    measure=measure,
    metrics=metrics,
    about="Who says what, by which words, in political news: tokens by role, and whole attributions.",
)
