"""Toponyms: which place each name of a report means, decided among all places of its name by the whole report.

Each place a name may stand for has features a person can read: how large it is, whether what holds it is named beside
it ("Paris, Texas") or anywhere, how near it is to what the other names mean. A softmax over the places of a name gives
each its share; weights are learnt (`training/places`) and kept in ``weights/toponyms.json``. The others' likeliest
places are taken by themselves first, then in the light of each other.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from recount.lang.loader import lexicon
from recount.lang.names import fold_name
from recount.model import GazetteerPlace, Span
from recount.resolve.around import AREAS, Around, Site, neighbours_of, site_of
from recount.resolve.earth import distance
from recount.resolve.gazetteer import Gazetteer
from recount.resolve.naming import Meaning, bent_meanings, is_capital, landmarks, meanings, short_forms

ROUNDS = 2
"""Times the names are weighed in the light of each other, after once by themselves."""

SURE = 0.6
"""Share that the likeliest place needs; with less, and another far from it, the name is refused coordinates."""

APART = 50.0
"""Kilometres from which two places are two answers."""

MOST_AROUND = 12
"""Names before, and after, whose places may stand for one that is unknown."""

MOST_NAMES = 400
"""Different names of a report that are weighed against each other; it bounds the work for made-up reports."""

_BUCKETS = ((1, "none"), (1_000, "below_1000"), (5_000, "below_5000"), (20_000, "below_20000"))
_LARGE = ((100_000, "below_100000"), (500_000, "below_500000"), (2_000_000, "below_2000000"))

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A name of a place as it stands in a report."""

    span: Span
    words: str
    people: bool = False
    """Whether it stands for the people or things of a place ("Syrian") rather than for the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A place that a name may mean and how likely it is."""

    meaning: Meaning
    share: float
    features: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A name with the places it may mean, the likeliest first; none where no place is known."""

    toponym: Toponym
    choices: tuple[Choice, ...]

    @property
    def near(self) -> bool:
        """Whether its place is unknown and that of the names around it stands for it."""
        return bool(self.choices) and self.choices[0].meaning.how.startswith("near")

    @property
    def place(self) -> GazetteerPlace | None:
        """The likeliest place, right or not."""
        return self.choices[0].meaning.place if self.choices else None

    @property
    def refused(self) -> bool:
        """Whether no coordinates are given: nothing is known, or two places far apart fit alike."""
        if not self.choices or self.near:
            return True
        first = self.choices[0]
        others = (c.share for c in self.choices[1:] if _apart(first.meaning.place, c.meaning.place))
        return first.share < SURE and max(others, default=0.0) > 0.5 * first.share


def resolve_toponyms(
    toponyms: Sequence[Toponym], canonical: str, gazetteer: Gazetteer, *, weigh: Weights | None = None
) -> list[Resolved]:
    """What each name means, in the order given. A pure function.

    Args:
        toponyms: names of one report.
        canonical: its text, for what stands beside each name.
        gazetteer: where names are looked up.
        weigh: weights of the features; the shipped ones unless given.
    """
    return Deciding(toponyms, canonical, gazetteer).decided(weights() if weigh is None else weigh)


@cache
def weights() -> Weights:
    """The learnt weights of features of places."""
    path = files("recount.resolve") / "weights" / "toponyms.json"
    table: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))["weights"]
    return table


class Deciding:
    """The names of one report while it is decided what they mean. One name has one meaning in a report.

    Names that the gazetteer has are decided first, in the light of each other; then the others ("bent"), which may be
    told of by a part of their words, or stand where the names around them are.
    """

    def __init__(self, toponyms: Sequence[Toponym], canonical: str, gazetteer: Gazetteer) -> None:
        self.toponyms = toponyms
        self.names = [_name_of(t.words) for t in toponyms]
        self.counts = Counter(self.names)
        kept = list(dict.fromkeys(self.names))[:MOST_NAMES]
        own = {n: meanings(n, gazetteer) for n in kept}
        self.meanings = {n: found for n, found in own.items() if found and not _doubtful(n)}
        self.bent = {n: own[n] or bent_meanings(n, gazetteer) for n in kept if n not in self.meanings}
        self.beside: dict[str, set[str]] = defaultdict(set)
        for k, toponym in enumerate(toponyms):
            self.beside[self.names[k]].update(_named_beside(toponyms, k, canonical))
            self.beside[self.names[k]].update(_kinds_beside(toponym, canonical))
        self.neighbours = neighbours_of(self.names)
        self.told = self._told()
        self.sites: dict[str, list[Site]] = {n: [site_of(m) for m in found] for n, found in self.meanings.items()}
        self.plain = {n: [self._by_itself(n, m) for m in found] for n, found in self.meanings.items()}

    def decided(self, weigh: Weights) -> list[Resolved]:
        """Each name with its likeliest meaning first."""
        shares, features = self.shares(weigh)
        chosen = {n: ranked(self.meanings[n], shares[n], features[n]) for n in self.meanings}
        for name, (found, known) in self.bent_in_context(chosen, shares).items():
            chosen[name] = ranked(found, shares_of(weigh, known), known)
        return [Resolved(toponym=t, choices=chosen.get(n, ())) for t, n in zip(self.toponyms, self.names, strict=True)]

    def shares(self, weigh: Weights) -> tuple[dict[str, list[float]], dict[str, list[frozenset[str]]]]:
        """How likely each meaning of each name that the gazetteer has is, and by which features."""
        alone = {n: [_sum(weigh, one) for one in known] for n, known in self.plain.items()}
        shares = {n: _softmax(scores) for n, scores in alone.items()}
        said: dict[str, list[list[str]]] = {n: [[] for _ in known] for n, known in self.plain.items()}
        for _ in range(ROUNDS):
            said = self.in_context(shares)
            shares = {n: _softmax([a + _sum(weigh, m) for a, m in zip(alone[n], said[n], strict=True)]) for n in said}
        return shares, {n: [f.union(m) for f, m in zip(self.plain[n], said[n], strict=True)] for n in said}

    def in_context(self, shares: Mapping[str, Sequence[float]]) -> dict[str, list[list[str]]]:
        """What the other names say of every meaning, given how likely each meaning of every name is."""
        around = Around(self.sites, shares, self.counts, self.neighbours)
        return {name: [around.features(name, site) for site in sites] for name, sites in self.sites.items()}

    def bent_in_context(
        self, chosen: Mapping[str, tuple[Choice, ...]], shares: Mapping[str, Sequence[float]]
    ) -> dict[str, tuple[list[Meaning], list[frozenset[str]]]]:
        """The meanings of the names that the gazetteer lacks, those of the names around them too, with features."""
        around, out = Around(self.sites, shares, self.counts, self.neighbours), {}
        first = {name: k for k, name in reversed(list(enumerate(self.names)))}
        for name, own in self.bent.items():
            found = [*own, *self._near(first[name], chosen)]
            if found:
                features = [self._by_itself(name, m).union(around.features(name, site_of(m))) for m in found]
                out[name] = found, [_as_bent(name, m, f) for m, f in zip(found, features, strict=True)]
        return out

    def _near(self, k: int, chosen: Mapping[str, tuple[Choice, ...]]) -> list[Meaning]:
        """What the names around the k-th mean: the nearest three, and the two named most."""
        reach = range(max(0, k - 2 * MOST_AROUND), min(len(self.names), k + 2 * MOST_AROUND + 1))
        order = sorted(reach, key=lambda j: (abs(j - k), j))[: 2 * MOST_AROUND]
        near = list(dict.fromkeys(self.names[j] for j in order if self.names[j] in chosen))
        settled = [n for n in near if chosen[n][0].meaning.place.precision not in AREAS]
        most = sorted(settled or near, key=lambda n: (-self.counts[n], near.index(n)))[:2]
        kept = dict.fromkeys([*settled[:3], *near[:1], *most])
        return [
            Meaning(place=chosen[n][0].meaning.place, how="near" if n not in most[:1] else "near_most", rank=rank)
            for rank, n in enumerate(kept)
        ]

    def _told(self) -> frozenset[str]:
        """Folded names of countries and regions that the report may name."""
        wide = (m for found in self.meanings.values() for m in found[:3] if m.place.precision in AREAS)
        return frozenset(fold_name(m.place.name) for m in wide)

    def _by_itself(self, name: str, m: Meaning) -> frozenset[str]:
        """What speaks for a meaning whatever the other names mean."""
        place = m.place
        kind = "wide" if m.wide else place.precision.value
        out = {f"how_{m.how}", f"kind_{kind}", f"rank_{min(m.rank, 3)}", f"people_{_bucket(place.population)}"}
        if m.rank == 0:
            out.add(f"first_{kind}")
        if place.name == name:
            out |= {"written_alike", f"written_alike_{kind}"}
        if is_capital(place):
            out.add("capital")
        folded = [fold_name(p) for p in place.parents]
        beside = self.beside[name]
        if beside & set(folded):
            out.add("holder_named_beside")
        elif any(b.startswith("of ") for b in beside):
            out.add("another_holder_named_beside")
        if set(folded[:-1]) & self.told - {fold_name(place.name)}:
            out.add("region_named")
        if folded and folded[-1] in self.told:
            out.add("country_named")
        out.update(f"said_{b[5:]}+{kind}" for b in beside if b.startswith("kind "))
        return frozenset(out)


def _doubtful(name: str) -> bool:
    """Whether a name that some place has is more likely to be no place's own: "WHO", "Royal Street", "Oval Office"."""
    words = name.split()
    if name in landmarks():
        return False
    return (name.isupper() and len(name) <= 4 and name not in short_forms()) or (
        len(words) > 1 and words[-1].lower().rstrip(".") in _landmarks() and words[-1].lower() not in _DOUBTLESS
    )


_DOUBTLESS = frozenset({"bridge", "market", "square", "station", "camp", "base", "crossing"})
"""Landmark words that names of towns end in."""


@cache
def _landmarks() -> frozenset[str]:
    kinds = lexicon("en", "places")["kinds"]
    return frozenset((*kinds["landmark"], *kinds["street"]))


def _as_bent(name: str, m: Meaning, features: frozenset[str]) -> frozenset[str]:
    """Features of a meaning of a name that the gazetteer lacks: few, and weighed by themselves."""
    kept = {f for f in features if f.startswith(("how_", "country_", "region_", "nearest_", "middle_", "written"))}
    wide = m.place.precision in AREAS
    landmark = name.split()[-1].lower() in _landmarks()
    out = {f"bent_{f}" for f in kept} | {f"bent_{m.how}+{'wide' if wide else 'settled'}"}
    if m.how.startswith("near"):
        out.add(f"bent_near_rank_{min(m.rank, 3)}")
    if landmark:
        out.add(f"bent_{m.how}+landmark")
    if m.how == "part":
        out.add(f"bent_part_people_{_bucket(m.place.population)}")
        out.add("bent_part_first" if name.startswith(m.place.name) else "bent_part_later")
    return frozenset(out)


def _bucket(people: int) -> str:
    return next((word for edge, word in (*_BUCKETS, *_LARGE) if people < edge), "more")


def shares_of(weigh: Weights, features: Sequence[Iterable[str]]) -> list[float]:
    """How likely each of several meanings is, of 1, by its features."""
    return _softmax([_sum(weigh, one) for one in features])


def _sum(weigh: Weights, features: Iterable[str]) -> float:
    return sum([weigh.get(f, 0.0) for f in features])


def _softmax(scores: Sequence[float]) -> list[float]:
    rounded = [round(s, 9) for s in scores]  # sets have no order, and sums of floats hang on it
    top = max(rounded, default=0.0)
    parts = [exp(s - top) for s in rounded]
    total = sum(parts)
    return [p / total for p in parts]


def ranked(found: Sequence[Meaning], shares: Sequence[float], features: Sequence[frozenset[str]]) -> tuple[Choice, ...]:
    """The meanings as choices, the likeliest first."""
    made = [Choice(meaning=m, share=s, features=f) for m, s, f in zip(found, shares, features, strict=True)]
    return tuple(sorted(made, key=lambda c: -round(c.share, 9)))


def _apart(a: GazetteerPlace, b: GazetteerPlace) -> bool:
    return distance(a.latitude, a.longitude, b.latitude, b.longitude) > max(APART, a.radius / 1000)


def _name_of(words: str) -> str:
    """The name that is looked up: white space in one, no possessive, capitals only where a name has them."""
    plain = " ".join(words.split()).removesuffix("'s").removesuffix("’s").removeprefix("the ").removeprefix("The ")
    long = len(plain) > 4 and plain.isupper() and "." not in plain
    return plain.title() if long else plain


def _named_beside(toponyms: Sequence[Toponym], k: int, canonical: str) -> Iterable[str]:
    """Folded names that follow after a comma, or in brackets: "Paris, Texas", "Paris (Texas)", "Paris in Texas"."""
    if k + 1 >= len(toponyms):
        return
    gap = canonical[toponyms[k].span.end : toponyms[k + 1].span.start]
    if gap.strip(" .") in (",", "(", "in", "in the", "-") and len(gap) < 9:
        following = _holder_name(_name_of(toponyms[k + 1].words))
        yield following
        yield f"of {following}"


@cache
def _holder_name(name: str) -> str:
    return fold_name(short_forms().get(name, name))


_KINDS: Mapping[str, str] = {
    "county": "county", "parish": "county", "city": "city", "town": "town", "village": "village", "state": "state",
    "province": "state", "governorate": "state", "region": "state", "district": "county", "country": "country",
}  # fmt: skip


def _kinds_beside(toponym: Toponym, canonical: str) -> Iterable[str]:
    """The kind said beside a name: "the town of X", "X province"."""
    after = canonical[toponym.span.end : toponym.span.end + 14].lower().split()[:1]
    before = canonical[max(0, toponym.span.start - 24) : toponym.span.start].lower().split()[-2:]
    said = after[0].strip(".,;:") if after else ""
    if said in _KINDS:
        yield f"kind {_KINDS[said]}"
    if len(before) == 2 and before[1] == "of" and before[0] in _KINDS:
        yield f"kind {_KINDS[before[0]]}"
