"""Places: names become points with a stated precision, or stay names with the reason why.

Context decides between places of one name: the country the report speaks of, regions named in it, population, and the
kind that the words give ("the town of X"). Two that fit alike are both kept, and neither gets coordinates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from recount.lang.loader import lexicon
from recount.lang.names import fold_name
from recount.model import GazetteerPlace, Mention, Place, Point, Precision, Refusal, Text
from recount.resolve.earth import distance
from recount.resolve.focus import WIDE, Focus
from recount.resolve.gazetteer import Gazetteer
from recount.resolve.informed import Informed
from recount.resolve.options import Named
from recount.resolve.place_names import PlaceName, names_a_kind, take_apart, without_possessive

DOMINANT = 5
"""A place with this many times the people of the next one of its name is meant, unless something else decides."""

ALIKE = 0.4
"""A second place with this part of the first one's share fits alike: the first is then right in about two of three."""

_SETTLEMENTS = frozenset({Precision.CITY, Precision.TOWN, Precision.VILLAGE})
WELL_KNOWN = 200_000
"""People a place abroad must have to be meant without its country being named."""

KNOWN = 20_000
"""People it must have where the report is not about one country."""

HELD = 6
"""Code points at most between a name and the place that holds it: ", ", " in ".

The name must be said to be a place by the word before it too; that a gazetteer lacks it then tells of the gazetteer.
"""

BESIDE = 12
"""Code points between "Bustan al-Qasr" and "Aleppo" in "the Bustan al-Qasr neighbourhood of Aleppo", and some more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A place, or why there is none."""

    place: Place | None
    refusal: Refusal | None = None
    reason: str | None = None
    kind: Precision = Precision.UNKNOWN
    """What the name itself stands for, whatever its point is taken from."""


def locate(mentions: Sequence[Mention], own: int, focus: Focus, gazetteer: Gazetteer) -> Placed:
    """The place of harm that a claim's mentions tell.

    Args:
        mentions: names of places, those of the claim's sentence first, the nearest first.
        own: how many of them stand in its sentence.
        focus: what the report is about.
        gazetteer: where names are looked up.
    """
    told = [
        (m, _one(take_apart(m.words), [o for o in mentions if o is not m], focus, gazetteer)) for m in mentions[:own]
    ]
    named = [(m, placed) for m, placed in told if placed.place is not None]
    if named:
        return _finest(named)
    refusal = next((placed.refusal for _, placed in told if placed.refusal), None)
    for at, mention in enumerate(mentions[own:], start=own):
        placed = _one(take_apart(mention.words), mentions[at + 1 :], focus, gazetteer)
        if placed.place is not None and focus.country is not None and placed.place.country == focus.country:
            reason = "Its sentence names no place; the nearest one named before is taken."
            return Placed(place=placed.place, refusal=placed.refusal, reason=reason)
    sentence = "No place is named with it that the gazetteer knows."
    return Placed(place=None, refusal=refusal or Refusal(kind="no_place", sentence=sentence))


def name_places(mentions: Sequence[Mention], text: Text, focus: Focus, gazetteer: Gazetteer) -> list[Named]:
    """The names that mean a place, in the order given, with the place.

    Args:
        mentions: the names of a report, in text order. One that no gazetteer has is placed by the names around it.
        text: the report.
        focus: what it is about.
        gazetteer: where names are looked up.
    """
    small = {t.lower for s in text.sentences for t in s.tokens if t.text.islower()}
    found = []
    for k, mention in enumerate(mentions):
        name = take_apart(mention.words)
        following = mentions[k + 1] if k + 1 < len(mentions) else None
        held = following is not None and 0 < following.span.start - mention.span.end <= HELD
        held = held and not any(word.lower() in small for word in name.name.split())
        if _received(mention, text):
            continue
        placed = _one(name, _around(mentions, k), focus, gazetteer, held=held)
        if placed.place is not None:
            found.append(_named(mention, name, placed))
    return list(_near_the_others(found, mentions, focus, gazetteer))


def _received(mention: Mention, text: Text) -> bool:
    """Whether it is a hospital that people were brought to, or whose staff speaks, and not one that was hit."""
    words, places = _receiving()
    if mention.words.lower().rpartition(" ")[2] not in places:
        return False
    before = text.canonical[max(0, mention.span.start - 40) : mention.span.start].lower().rstrip()
    return before.removesuffix(" the").removesuffix(" nearby").rstrip().endswith(words)


@cache
def _receiving() -> tuple[tuple[str, ...], frozenset[str]]:
    table = lexicon("en", "places")["receiving"]
    return tuple(f" {words}" for words in table["words"]), frozenset(table["places"])


def _named(mention: Mention, name: PlaceName, placed: Placed) -> Named:
    if placed.place is None:
        raise ValueError(f"{mention.words} means no place")
    directed = name.direction is not None and not name.of_city
    return Named(mention=mention, place=placed.place, kind=placed.kind, directed=directed, refusal=placed.refusal)


def _around(mentions: Sequence[Mention], k: int) -> list[Mention]:
    """The names around the k-th, the nearest first; of two as near, the one after it."""
    near = sorted(
        (j for j in range(max(0, k - 4), min(len(mentions), k + 5)) if j != k), key=lambda j: (abs(j - k), -j)
    )
    return [mentions[j] for j in near]


def _near_the_others(
    found: Sequence[Named], mentions: Sequence[Mention], focus: Focus, gazetteer: Gazetteer
) -> Iterator[Named]:
    """The names with their places, or in what holds them if a namesake is small and far from all the report names.

    No gazetteer has every quarter: the Karm Zaitun that it knows in one city is not the one of a report on another.
    """
    places = list({(n.place.keys[0], n.place.point): n.place for n in found}.values())
    index = {m.span: k for k, m in enumerate(mentions)}
    far = dict[Place, bool]()
    for named in found:
        point = named.place.point
        if point is None or named.kind not in _SMALL or point.radius > SMALL_RADIUS:
            yield named
            continue
        if named.place not in far:
            far[named.place] = _is_far(named.place, point, places)
        name = take_apart(named.mention.words)
        around = _around(mentions, index[named.mention.span])
        placed = _unknown(name, around, focus, gazetteer, held=True) if far[named.place] else Placed(place=None)
        known = placed.place is not None and placed.place.point is not None
        yield _named(named.mention, name, replace(placed, kind=named.kind)) if known else named


def _is_far(place: Place, point: Point, places: Sequence[Place]) -> bool:
    """Whether a place lies far from all others, and within none of them."""
    holders = set(place.keys[1:-1])
    others = (o for o in places if o.keys[0] != place.keys[0])
    return not any(o.keys[0] in holders or (o.point is not None and _km(point, o.point) < FAR_OFF) for o in others)


_SPOTS = frozenset({Precision.LANDMARK, Precision.STREET})
"""What keeps its kind in its name: "al-Made-Up Street" is not the village al-Made-Up, and profiles withhold it."""

_SMALL = frozenset({Precision.LANDMARK, Precision.STREET, Precision.NEIGHBOURHOOD, Precision.VILLAGE, Precision.TOWN})

SMALL_RADIUS = 4000.0
"""Metres: what 50,000 people or fewer live in."""

FAR_OFF = 60.0
"""Kilometres; the places of one report of harm lie closer together, and to the city that it names."""


def _km(a: Point, b: Point) -> float:
    return distance(a.latitude, a.longitude, b.latitude, b.longitude)


def _finest(named: Sequence[tuple[Mention, Placed]]) -> Placed:
    """Of the places a sentence names: the first that is no region or country, or what is named within it beside it."""
    mention, chosen = next(((m, p) for m, p in named if not _covers_much(p)), named[0])
    for other, placed in named:
        beside = max(other.span.start - mention.span.end, mention.span.start - other.span.end) <= BESIDE
        if beside and _within(placed, chosen):
            return placed
    return chosen


def _covers_much(placed: Placed) -> bool:
    point = placed.place.point if placed.place else None
    return point is not None and point.precision in WIDE and len(placed.place.names if placed.place else ()) <= 2


def _within(inner: Placed, outer: Placed) -> bool:
    return inner.place is not None and outer.place is not None and outer.place.keys[0] in inner.place.keys[1:]


def _one(
    name: PlaceName, others: Sequence[Mention], focus: Focus, gazetteer: Gazetteer, *, held: bool = False
) -> Placed:
    """What a name means; `held` says that a place follows right after it, as Homs does in "Karm Zaitun in Homs"."""
    if name.of_city:
        return _side_of_city(name, focus)
    if (whole := _by_its_whole_name(name, focus, gazetteer)) is not None:
        return whole
    name = _with_its_apostrophe(name, gazetteer)
    name = _whole_name(_without_holder(name, focus, gazetteer), focus, gazetteer)
    candidates = _fitting(name, gazetteer.find(name.name), focus)
    if not candidates:
        shorter = _shortened(name, focus, gazetteer)
        if shorter is not None:
            return shorter
        return _unknown(name, others, focus, gazetteer, held=held)
    if _ambiguous(name, candidates, focus, gazetteer):
        return _two_fit(name, candidates, focus)
    return Placed(place=_known(name.said, candidates[0]), kind=_kind(name, candidates[0]))


def _by_its_whole_name(name: PlaceName, focus: Focus, gazetteer: Gazetteer) -> Placed | None:
    """What the gazetteer has under the name with its kind: "Rafah crossing" lies outside Rafah, a camp by its town."""
    found = [c for c in gazetteer.find(name.whole) if c.country == focus.country] if name.whole else []
    plain = {c.key for c in gazetteer.find(name.name)}
    if not found or found[0].key in plain or any(not _same_spot(found[0], c) for c in found[1:]):
        return None
    said = name.whole if name.kind in _SPOTS else name.said  # a camp is mostly told without the word
    return Placed(place=_known(said, found[0]), kind=name.kind or found[0].precision)


def _whole_name(name: PlaceName, focus: Focus, gazetteer: Gazetteer) -> PlaceName:
    """A direction that is part of the name: "Eastern Ghouta" is a place of its own, "eastern Aleppo" is not."""
    if name.direction and any(c.country == focus.country for c in gazetteer.find(name.said)):
        return PlaceName(said=name.said, name=name.said, kind=name.kind, direction=None)
    return name


def _with_its_apostrophe(name: PlaceName, gazetteer: Gazetteer) -> PlaceName:
    """The country of "Syrias towns", where a feed lost the apostrophe."""
    stem = name.name.removesuffix("s")
    if stem == name.name or " " in name.name or gazetteer.find(name.name):
        return name
    if any(c.precision is Precision.COUNTRY for c in gazetteer.find(stem)[:1]):
        return PlaceName(said=name.said.removesuffix("s"), name=stem, kind=None, direction=name.direction)
    return name


def _without_holder(name: PlaceName, focus: Focus, gazetteer: Gazetteer) -> PlaceName:
    """The name without a possessive before it: "Syria's Homs"; feeds that lost their apostrophes write "Syrias"."""
    first, _, rest = name.name.partition(" ")
    holder = without_possessive(first) if first != without_possessive(first) else first.removesuffix("s")
    if not rest or holder == first or gazetteer.find(name.name):
        return name
    if any(c.country == focus.country for c in gazetteer.find(holder)):
        return PlaceName(said=rest, name=rest, kind=name.kind, direction=None)
    return name


def _fitting(name: PlaceName, candidates: list[GazetteerPlace], focus: Focus) -> list[GazetteerPlace]:
    """Candidates of the report's country and of the kind said, the likeliest first."""
    lands = [c for c in candidates if c.precision is Precision.COUNTRY]
    if lands and name.kind is None:
        return lands
    here = [c for c in candidates if c.country == focus.country]
    kept = here or [c for c in candidates if _known_abroad(c, focus)]
    if name.kind is Precision.REGION:
        wide = [c for c in kept if c.precision is Precision.REGION]
        kept = wide or [c for c in kept if c.precision is Precision.DISTRICT] or kept
    elif name.kind is Precision.STREET:  # named after a town, it lies in another
        kept = [c for c in kept if c.precision in (Precision.STREET, Precision.LANDMARK)]
    elif name.kind in _SETTLEMENTS:
        kept = [c for c in kept if c.precision in _SETTLEMENTS] or kept
    elif name.kind is Precision.NEIGHBOURHOOD:
        settled = _SETTLEMENTS if name.word in _AS_LARGE_AS_A_TOWN else frozenset({Precision.CITY})
        whole = [c for c in kept if c.precision in settled or c.precision is Precision.COUNTRY]
        kept = [c for c in kept if c.precision is Precision.NEIGHBOURHOOD] or whole
    return sorted(kept, key=lambda c: (not _in_named_region(c, focus), c.precision in _AREAS))


_AS_LARGE_AS_A_TOWN = frozenset({"camp", "camps", "area", "areas", "suburb", "suburbs"})
"""Words for parts of a city that also stand with a settlement's own name: "Bureij camp", "the Manbij area"."""


def _in_named_region(c: GazetteerPlace, focus: Focus) -> bool:
    return c.precision is Precision.COUNTRY or bool({fold_name(p) for p in c.parents[:-1]} & focus.regions)


_AREAS = frozenset({Precision.REGION, Precision.DISTRICT})
"""With a town of their name in the country, the town is what is meant: "Homs"."""


def _known_abroad(c: GazetteerPlace, focus: Focus) -> bool:
    """Whether a place outside the report's country may be meant: well known, or its country or region is named too.

    Of a report that is about several countries alike, or none, less is asked; but some hamlet bears every name.
    """
    named = bool({fold_name(p) for p in c.parents} & focus.regions)
    if focus.country is None:
        return c.precision in WIDE or named or c.population >= KNOWN
    return c.precision is Precision.COUNTRY or named or c.population >= WELL_KNOWN


def _ambiguous(name: PlaceName, candidates: list[GazetteerPlace], focus: Focus, gazetteer: Gazetteer) -> bool:
    """Whether a second candidate fits about as well as the first, somewhere else."""
    first, rest = candidates[0], [c for c in candidates[1:] if not _same_spot(candidates[0], c)]
    if not rest or first.precision in (Precision.COUNTRY, Precision.REGION):
        return False
    second = rest[0]
    if (_in_named_region(first, focus), first.precision in _AREAS) != (
        _in_named_region(second, focus),
        second.precision in _AREAS,
    ):
        return False
    if first.population >= DOMINANT * max(1, second.population):
        return False
    told = gazetteer if isinstance(gazetteer, Informed) else None
    one, other = (told.share(name.name, c) if told else None for c in (first, second))
    return one is None or other is None or other > ALIKE * one


def _same_spot(a: GazetteerPlace, b: GazetteerPlace) -> bool:
    """Whether two entries are one place, or one holds the other: a city and its district."""
    near = abs(a.latitude - b.latitude) < 0.15 and abs(a.longitude - b.longitude) < 0.15
    return near or fold_name(a.name) in {fold_name(p) for p in b.parents} or b.precision is Precision.COUNTRY


def _known(said: str, found: GazetteerPlace) -> Place:
    names = _chain((said, found.name if fold_name(found.name) in fold_name(said) else said, *_holders(found)))
    return _place(names, found)


def _kind(name: PlaceName, found: GazetteerPlace) -> Precision:
    """What a name stands for: the place, or with a direction a part of it."""
    if name.direction is None:
        part = found.key.startswith("part:") and found.precision is not Precision.LANDMARK
        return Precision.NEIGHBOURHOOD if part else found.precision
    return Precision.REGION if found.precision in WIDE else Precision.NEIGHBOURHOOD


def _holders(found: GazetteerPlace) -> tuple[str, ...]:
    """What holds a place, as people say it: its city if it is part of one, its region, its country. No districts."""
    part = len(found.parents) > 3 or (found.key.startswith("part:") and len(found.parents) == 3)
    city = found.parents[:1] if part else ()
    return (*city, *found.parents[-2:])


def _place(names: tuple[str, ...], at: GazetteerPlace) -> Place:
    point = Point(
        latitude=at.latitude, longitude=at.longitude, radius=at.radius, precision=at.precision, gazetteer=at.key
    )
    return Place(names=names, keys=tuple(fold_name(n) for n in names), point=point, country=at.country)


def _chain(names: Iterable[str]) -> tuple[str, ...]:
    """The names in order, each once however it is spelled."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(fold_name(name), name)
    return tuple(kept.values())


def _side_of_city(name: PlaceName, focus: Focus) -> Placed:
    """For "the west of the city", the western part of the city that the report is about."""
    if focus.city is None:
        sentence = "A part of “the city” is named, and the report does not tell which city."
        return Placed(place=None, refusal=Refusal(kind="no_place", sentence=sentence))
    direction = name.direction or ""
    side = direction if direction.endswith("ern") or direction == "central" else direction + "ern"
    names = _chain((f"{side} {focus.city.name}", focus.city.name, *_holders(focus.city)))
    return Placed(place=_place(names, focus.city), kind=Precision.NEIGHBOURHOOD)


def _shortened(name: PlaceName, focus: Focus, gazetteer: Gazetteer) -> Placed | None:
    """A name run together with other capitalised words ("Qalamoun Advances", "Syrias Homs"): its longest known part."""
    if _is_a_persons(name):
        return None
    parts = name.name.split()
    runs = [parts[i : i + n] for n in range(len(parts) - 1, 0, -1) for i in range(len(parts) - n + 1)]
    for run in runs:
        start = " ".join(run)
        candidates = [c for c in gazetteer.find(start) if c.country == focus.country]
        if candidates and len(start) > 3 and not names_a_kind(start):
            shorter = PlaceName(said=start, name=start, kind=name.kind, direction=None)
            candidates = _fitting(shorter, candidates, focus)
            if candidates and not _ambiguous(shorter, candidates, focus, gazetteer):
                return Placed(place=_known(start, candidates[0]), kind=_kind(shorter, candidates[0]))
    return None


def _unknown(name: PlaceName, others: Sequence[Mention], focus: Focus, gazetteer: Gazetteer, *, held: bool) -> Placed:
    """A name the gazetteer lacks, said to be a place: kept by name, placed in what holds it, with that precision."""
    if (
        _is_a_persons(name)
        or name.name.lower() in _words_first()
        or (name.kind is None and not _arabic_form(name.name) and not held)
    ):
        return Placed(place=None)
    said = name.whole or name.said if name.kind in _SPOTS else name.said
    holder = focus.city if name.kind in (Precision.NEIGHBOURHOOD, Precision.STREET, Precision.LANDMARK, None) else None
    for mention in others[:4]:
        other = take_apart(mention.words)
        candidates = _fitting(other, gazetteer.find(other.name), focus) if other.name and not other.of_city else []
        settled = [c for c in candidates if c.precision is not Precision.COUNTRY]
        if settled and not _ambiguous(other, settled, focus, gazetteer):
            holder = settled[0]
            break
    if holder is None:
        names = _chain([said, *([focus.country_name] if focus.country_name else [])])
        place = Place(names=names, keys=tuple(fold_name(n) for n in names), country=focus.country)
        sentence = f"The gazetteer does not know {said}, and the report does not tell what it lies in."
        refusal = Refusal(kind="unknown_place", sentence=sentence)
        return Placed(place=place, refusal=refusal, kind=name.kind or Precision.UNKNOWN)
    place = _place(_chain((said, holder.name, *_holders(holder))), holder)
    return Placed(place=place, kind=name.kind or Precision.UNKNOWN)


def _is_a_persons(name: PlaceName) -> bool:
    """Whether a name of several words that no place has begins with a given name."""
    first, _, rest = name.name.partition(" ")
    return bool(rest) and name.kind is None and first in _given_names()


@cache
def _words_first() -> frozenset[str]:
    """Words that sentences begin with: "Another hospital" names none."""
    return frozenset(lexicon("en", "places")["common"]["words"])


@cache
def _given_names() -> frozenset[str]:
    return frozenset(lexicon("en", "given_names")["arabic"])


def _arabic_form(name: str) -> bool:
    return any(
        part.lower().startswith(("al-", "el-", "ash-", "as-", "ar-", "ad-", "an-", "ez-")) for part in name.split()
    )


def _two_fit(name: PlaceName, candidates: list[GazetteerPlace], focus: Focus) -> Placed:
    shown = tuple(f"{c.name}, {', '.join(c.parents)} ({c.key})" for c in candidates[:5])
    names = _chain([name.said, *([focus.country_name] if focus.country_name else [])])
    place = Place(names=names, keys=tuple(fold_name(n) for n in names), country=focus.country)
    sentence = f"{len(candidates)} places are called {name.said}; the report does not decide between them."
    refusal = Refusal(kind="ambiguous_place", sentence=sentence, candidates=shown)
    return Placed(place=place, refusal=refusal, kind=candidates[0].precision)
