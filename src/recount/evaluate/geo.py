"""Suite geo: names of places in running news text → spans, and points on earth.

Three sets, each measured by itself: LGL (local newspapers), TR-News and GeoWebNews. All three mark adjectives of
places ("Syrian unrest") as names, so words for the people of a place count as found names here; in a claim they never
become places of harm.

- **gold spans**: all of LGL's and TR-News's; of GeoWebNews those of its kinds that name a place. Its demonyms,
  languages and homonyms, and names of bodies without a place in them, are neither wanted nor held against what is
  found there.
- **recognition**: a found span is right if it has exactly the gold's first and last code point.
  `recognition_overlap_f1` asks only that they share a code point, one to one.
- **resolution**: on gold spans that the gold ties to an entry of GeoNames, the likeliest place of each, as other
  systems report it. Kilometres on a sphere to the gold's point; 0 where ours is the same entry, for where a
  country's point stands is a convention. `acc161_by_points` does without that rule; `acc161_every_point` takes in
  the streets, buildings and the like of GeoWebNews that have a point and no entry.
- **refused** is the share of those gold spans for which the product gives no coordinates, since two places fit
  alike or none is known; `acc161_given` is the accuracy of those it gives.
- **end to end**: found span as in recognition, and the likeliest place within 161 km; against gold spans with a
  point, entry or not. Found spans that meet a gold span without a point are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median

from recount.evaluate.suite import Row, Several, Suite, f1, share
from recount.model import GazetteerPlace, Span
from recount.resolve.earth import distance
from recount.resolve.gazetteer import Gazetteer
from recount.resolve.spotting import find_toponyms
from recount.resolve.toponyms import Resolved, Toponym, resolve_toponyms
from recount.workspace import packaged_gazetteer

SETS = {"lgl": "geo_lgl", "trnews": "geo_trnews", "gwn": "geo_gwn"}
"""Name of each set and of its files."""

NEAR, FAR = 20.0, 161.0
"""Kilometres: a hundred miles, the measure in use since 2010, and a town and its surroundings."""

LOST = 20039.0
"""Kilometres that count for a name without any place: half way round the earth."""

_NO_PLACES = frozenset({"Non_Toponym", "Demonym", "Language", "Homonym"})
_NO_NAMES = frozenset({"Literal_Expression", "Non_Lit_Expression"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A place in the text by the gold."""

    span: Span
    point: tuple[float, float] | None
    """Latitude and longitude; ``None`` where the gold gives none."""

    geonames: int | None
    ignored: bool = False
    """Whether it is no place, though finding it is no fault either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """How a gold span was resolved."""

    km: float
    """Kilometres off; 0 for the gold's own entry."""

    by_points: float
    """Kilometres between the two points."""

    has_entry: bool
    """Whether the gold ties it to an entry of GeoNames."""

    given: bool
    """Whether the product gives coordinates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One document's counts."""

    gold: int
    found: int
    hit: int
    overlapping: int
    resolved: tuple[Scored, ...]
    """One for each gold span with a point."""

    end_gold: int
    end_found: int
    end_hit: int


def text_of(row: Row) -> str:
    """The text that the offsets of a row count into."""
    return str(row["text"])


def gold_of(row: Row) -> Iterator[Gold]:
    """The places of a row, in text order, overlapping ones included."""
    for item in sorted(row["gold"], key=lambda x: (x["start"], x["end"])):
        if item.get("type") in _NO_NAMES:
            continue
        point = None if item.get("lat") is None else (float(item["lat"]), float(item["lon"]))
        number = str(item.get("geonameid") or "")
        yield Gold(
            span=Span(start=item["start"], end=item["end"]),
            point=point,
            geonames=int(number) if number.isdigit() else None,
            ignored=item.get("type") in _NO_PLACES and point is None,
        )


def kilometres(gold: Gold, place: GazetteerPlace, *, same_entry: bool = True) -> float:
    """How far a place is from the gold's point; 0 for the gold's own entry."""
    if same_entry and gold.geonames is not None and gold.geonames == place.geonames:
        return 0.0
    return LOST if gold.point is None else distance(*gold.point, place.latitude, place.longitude)


def measure(row: Row) -> Counted:
    """Find and resolve the places of one text and compare them with the gold."""
    text, gold = text_of(row), list(gold_of(row))
    wanted = [g for g in gold if not g.ignored]
    placed = [g for g in wanted if g.point is not None]
    known = resolve_toponyms([Toponym(span=g.span, words=g.span.of(text)) for g in placed], text, _gazetteer())
    found = resolve_toponyms(find_toponyms(text, _gazetteer()), text, _gazetteer())
    spans = {g.span: g for g in wanted}
    free = [r for r in found if r.toponym.span in spans or not _meets(r, [g for g in gold if g.ignored])]
    hits = [r for r in free if r.toponym.span in spans]
    pointless = [g for g in wanted if g.point is None]
    judged = [r for r in free if not _meets(r, pointless)]
    return Counted(
        gold=len(spans),
        found=len(free),
        hit=len(hits),
        overlapping=_overlapping([r.toponym.span for r in free], list(spans)),
        resolved=tuple(_scored(g, r) for g, r in zip(placed, known, strict=True)),
        end_gold=len({g.span for g in placed}),
        end_found=len(judged),
        end_hit=sum(r.toponym.span in spans and _far(spans[r.toponym.span], r, same_entry=True) <= FAR for r in judged),
    )


def metrics(results: Sequence[Counted]) -> dict[str, float]:
    """Recognition, resolution and both together; the module says what each key means."""
    everywhere = [s for r in results for s in r.resolved]
    every = [s for s in everywhere if s.has_entry]
    given = [s for s in every if s.given]
    wanted, found = sum(r.gold for r in results), sum(r.found for r in results)
    hit = sum(r.hit for r in results)
    return {
        "recognition_f1": f1(hit, found, wanted),
        "recognition_precision": share(hit, found),
        "recognition_recall": share(hit, wanted),
        "recognition_overlap_f1": f1(sum(r.overlapping for r in results), found, wanted),
        "acc161": share(sum(s.km <= FAR for s in every), len(every)),
        "acc20": share(sum(s.km <= NEAR for s in every), len(every)),
        "acc161_by_points": share(sum(s.by_points <= FAR for s in every), len(every)),
        "acc161_every_point": share(sum(s.km <= FAR for s in everywhere), len(everywhere)),
        "median_km": float(median([s.km for s in every] or [0.0])),
        "refused": 1 - share(len(given), len(every)) if every else 0.0,
        "acc161_given": share(sum(s.km <= FAR for s in given), len(given)),
        "end_to_end_f1": f1(*(sum(getattr(r, k) for r in results) for k in ("end_hit", "end_found", "end_gold"))),
    }


def _scored(gold: Gold, resolved: Resolved) -> Scored:
    return Scored(
        km=_far(gold, resolved, same_entry=True),
        by_points=_far(gold, resolved, same_entry=False),
        has_entry=gold.geonames is not None,
        given=not resolved.refused,
    )


def _far(gold: Gold, resolved: Resolved, *, same_entry: bool) -> float:
    place = resolved.place
    return LOST if place is None else kilometres(gold, place, same_entry=same_entry)


def _meets(resolved: Resolved, gold: Sequence[Gold]) -> bool:
    return any(resolved.toponym.span.overlaps(g.span) for g in gold)


def _overlapping(found: Sequence[Span], wanted: Sequence[Span]) -> int:
    """How many found spans share a code point with a gold span of their own; taken from the left."""
    left, hits = sorted(wanted, key=lambda s: (s.start, s.end)), 0
    for span in sorted(found, key=lambda s: (s.start, s.end)):
        mine = next((g for g in left if g.overlaps(span)), None)
        if mine is not None:
            left.remove(mine)
            hits += 1
    return hits


@cache
def _gazetteer() -> Gazetteer:
    return packaged_gazetteer()


def _suite(name: str, corpus: str, about: str) -> Suite[Counted]:
    return Suite(name=name, sets=(corpus,), measure=measure, metrics=metrics, about=about)


SUITE = Several(
    name="geo",
    parts=(
        _suite("lgl", SETS["lgl"], "Local newspapers: many small places of one name."),
        _suite("trnews", SETS["trnews"], "World news in many outlets."),
        _suite("gwn", SETS["gwn"], "Web news of all kinds."),
    ),
    about="Names of places in news: found, and put on the map.",
)
