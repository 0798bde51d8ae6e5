"""Telling: how a report tells of each of its places, in features a person can read.

What a place is, how often and where it is named; how it stands to a sentence that tells of harm: named there, lying
within a place named there, told of in the sentence after; and how it stands to the words of a claim.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from functools import cache
from itertools import pairwise

from recount.lang.loader import lexicon
from recount.model import Claim, Modality, Precision, Scope, SegmentKind, Text
from recount.resolve.near_options import nearest_options
from recount.resolve.options import WIDE, Option, lies_close, lies_within
from recount.resolve.place_names import kind_of

MOST = 60
"""Places weighed for a claim, those named nearest to it; it bounds the work for made-up reports."""

NEAR_WORDS = 40
"""Code points before a name in which the words that announce it stand."""

_HEADS = frozenset({SegmentKind.TITLE, SegmentKind.HEADING, SegmentKind.HIGHLIGHTS})

Tied = tuple[str, int]
"""How another claim is tied to one, and its sentence."""


class Telling:
    """The places of one report as it tells of them, asked for each of the sentences that hold claims."""

    def __init__(self, text: Text, options: Sequence[Option], told: Collection[int], country: str | None) -> None:
        """Take in the report.

        Args:
            text: the report.
            options: its places.
            told: indices of the sentences that hold claims.
            country: what it is about: a place named outside a claim's sentence is its place only if it lies there.
        """
        self.text = text
        self.country = country
        self.told = frozenset(told)
        self.rising = sorted(self.told)
        self.heads = {k for k, s in enumerate(text.sentences) if s.kind in _HEADS}
        self.lead = set([k for k in range(len(text.sentences)) if k not in self.heads][:2])
        settled = [o for o in options if o.kind.value not in WIDE]
        self.first = settled[0] if settled else None
        self.most = max(settled, key=lambda o: len(o.mentions), default=None)
        self._near = nearest_options(options, self.told, MOST)
        self._options: dict[int, list[Option]] = {}
        self._own: dict[int, list[Option]] = {}
        self._of_places: dict[tuple[int, bool], frozenset[str]] = {}
        self._of_sentence_now: tuple[int, dict[int, frozenset[str]]] = (-1, {})
        self._unnamed_in: dict[int, frozenset[Precision]] = {}
        self._said: dict[int, frozenset[str]] = {}

    def options(self, at: int) -> list[Option]:
        """The places that a claim of that sentence may be told of, in the order in which they are named."""
        if at not in self._options:
            country = self.country
            self._options[at] = [o for o in self._near[at] if o.is_in(at) or (country and o.place.country == country)]
        return self._options[at]

    def own(self, at: int) -> list[Option]:
        """Those of them that the sentence itself names."""
        if at not in self._own:
            self._own[at] = [o for o in self.options(at) if o.is_in(at)]
        return self._own[at]

    def features(self, claim: Claim, at: int, o: Option, linked: Collection[Tied]) -> frozenset[str]:
        """What speaks for a place of a claim that stands in sentence `at`.

        Args:
            claim: the claim.
            at: its sentence.
            o: one of the places that `options` gives for it.
            linked: how claims of other sentences are tied to it, with their sentences.
        """
        if self._of_sentence_now[0] != at:  # claims come sentence by sentence; to keep all would take much memory
            self._of_sentence_now = at, {}
        known = self._of_sentence_now[1]
        if id(o) not in known:
            known[id(o)] = self._of_place(o, o.is_in(at)).union(self._of_sentence(at, o))
        return known[id(o)].union(self._of_claim(claim, at, o, linked))

    def _of_place(self, o: Option, here: bool) -> frozenset[str]:
        """What the report as a whole says of a place, for a claim in whose sentence it is named, or is not."""
        key = id(o), here
        if key in self._of_places:
            return self._of_places[key]
        label, size, side = o.label, o.size, "own" if here else "other"
        out = {f"{side}+{size}", f"kind_{label}", f"{side}+kind_{label}"}
        if not self.heads.isdisjoint(o.sentences):
            out.add(f"named_in_head+{size}")
        if not self.lead.isdisjoint(o.sentences):
            out.add(f"named_in_lead+{size}")
        out.add(f"named_{min(len(o.mentions), 3)}_times+{size}")
        if o is self.first:
            out.add("first_fine")
        if o is self.most and len(o.mentions) > 1:
            out.add("most_named_fine")
        if o.place.point is None:
            out.add("not_on_the_map")
        if o.place.country != self.country:
            out.add(f"abroad+{side}")
        if "harm" not in self._said_of(o):
            out.add(f"no_harm_told+{side}+{size}")
        if not here:
            out.update(self._said_before(o, None))
            if not self.told.isdisjoint(o.sentences):
                out.add("with_another_claim")
        self._of_places[key] = frozenset(out)
        return self._of_places[key]

    def _of_sentence(self, at: int, o: Option) -> set[str]:
        """How a place stands to a sentence and to the places that it names."""
        here, size = o.is_in(at), o.size
        where = "own" if here else _distance(o, at)
        out = {f"{where}+{size}"}
        if at in self.heads:
            out.add(f"claim_in_head+{where}+{size}")
        if any(lies_within(p.place, o.place) for p in self.options(at) if p is not o):
            out.add("holds_another")
        if here:
            out.update(self._said_before(o, at))
        else:
            out.add(f"{self._paragraph(at, o)}+{size}")
            out.update(self._of_others(at, o))
        return out

    def _of_others(self, at: int, o: Option) -> set[str]:
        """What ties a place named elsewhere to those of the sentence."""
        out, own = set[str](), self.own(at)
        if not own:
            out.add("own_names_none")
        else:
            finest = "wide" if all(p.kind.value in WIDE for p in own) else "fine"
            held = [p for p in own if lies_within(o.place, p.place)]
            if held:
                closest = min(_ORDER.index(p.kind.value) for p in held)
                out |= {f"within_own_{finest}", f"within_own_{_ORDER[closest]}"}
            elif any(lies_within(p.place, o.place) for p in own):
                out.add(f"holds_own_{finest}")
            else:
                out.add(f"apart_from_own_{finest}")
                if any(lies_close(o.place, p.place) for p in own):
                    out.add("close_to_own")
        if o.kind in self._unnamed(at):
            out.add("sentence_says_such_a_place")
        if at not in self.heads and self._told_between(at, o.sentences[0]):
            out.add("a_claim_between")
        return out

    def _of_claim(self, claim: Claim, at: int, o: Option, linked: Collection[Tied]) -> set[str]:
        """How a place stands to the words of a claim and to the claims tied to it."""
        out, size, here = set[str](), o.size, o.is_in(at)
        side = "own" if here else "other"
        if here:
            out.update(self._of_own(claim, at, o))
        else:
            out.add(f"{claim.scope.value}+other+{size}")
        out.update(f"in_sentence_of_{tie}+{size}" for tie, k in linked if o.is_in(k))
        if claim.scope in (Scope.PERIOD, Scope.WAR):
            out.add(f"{claim.scope.value}+{size}")
            out.add(f"{claim.scope.value}+kind_{o.label}+{side}")
        if claim.modality is Modality.DENIED:
            denied = "a_denial" if "denial" in self._said_of(o) else "no_denial"
            out.add(f"denied+in_{denied}+{side}+{size}")
        return out

    def _of_own(self, claim: Claim, at: int, o: Option) -> set[str]:
        """What tells the places of the claim's own sentence apart."""
        mine = o.within(claim.context) or o.mentions[0]
        after = mine.span.start >= claim.span.end
        side = [p for p in self.own(at) if p is not o]
        out = {"own_after" if after else "own_before", "own_alone" if not side else "own_among_others"}
        ranked = [m.span for m in claim.where]
        rank = ranked.index(mine.span) if mine.span in ranked else 9
        out.add(f"own_rank_{min(rank, 3)}")
        gap = mine.span.start - claim.span.end if after else claim.span.start - mine.span.end
        out.add(f"own_gap_{next((w for edge, w in ((30, '30'), (80, '80'), (160, '160')) if gap < edge), 'far')}")
        if any(lies_within(p.place, o.place) for p in side):
            out.add("own_holds_another")
        if any(lies_within(o.place, p.place) for p in side):
            out.add("own_within_another")
        return out

    def _said_of(self, o: Option) -> frozenset[str]:
        """Whether any of the sentences that name a place tells of harm or weapons, or is a denial."""
        if id(o) not in self._said:
            self._said[id(o)] = frozenset[str]().union(*(self._told_of(k) for k in dict.fromkeys(o.sentences)))
        return self._said[id(o)]

    def _told_of(self, k: int) -> set[str]:
        lower = {t.lower for t in self.text.sentences[k].tokens} if self.text.sentences else set()
        out = {"harm"} if k in self.told or not lower.isdisjoint(_of_harm()) else set[str]()
        return out if lower.isdisjoint(_of_denial()) else out | {"denial"}

    def _said_before(self, o: Option, at: int | None) -> set[str]:
        """The word before a mention, in that sentence if one is given; "based" if that follows."""
        canonical, out = self.text.canonical, set[str]()
        for m in (o.mentions if at is None else o.said_in(at))[:3]:
            before = canonical[max(0, m.span.start - NEAR_WORDS) : m.span.start].lower().split()[-2:]
            word = next((w for w in reversed(before) if w not in _SKIPPED), "")
            out.add(f"said_{_PREPOSITIONS.get(word, 'otherwise')}")
            following = canonical[m.span.end : m.span.end + 12].lower().split()[:1]
            if following and following[0] in _SPEAKING:
                out.add("said_speaking")
            if canonical[m.span.end : m.span.end + 7].lower().lstrip("- ").startswith("based"):
                out.add("said_based")
        return out

    def _paragraph(self, at: int, o: Option) -> str:
        """Whether the nearest mention stands in the sentence's paragraph, or in one before or after it."""
        here, there = (self.text.sentences[k].paragraph for k in (at, o.nearest(at)))
        return "same_paragraph" if here == there else "paragraph_before" if there < here else "paragraph_after"

    def _told_between(self, at: int, first: int) -> bool:
        """Whether a sentence between two others holds a claim."""
        after = bisect_right(self.rising, min(at, first))
        return after < len(self.rising) and self.rising[after] < max(at, first)

    def _unnamed(self, at: int) -> frozenset[Precision]:
        """The kinds of place that a sentence tells of without a name: "a village", "the same neighbourhood"."""
        if at not in self._unnamed_in:
            tokens = self.text.sentences[at].tokens if self.text.sentences else ()
            said = (kind for t, u in pairwise(tokens) if t.lower in _ARTICLES and (kind := kind_of(u.lower)))
            further = (
                kind
                for t, _, u in zip(tokens, tokens[1:], tokens[2:], strict=False)
                if t.lower in _ARTICLES and (kind := kind_of(u.lower))
            )
            self._unnamed_in[at] = frozenset((*said, *further))
        return self._unnamed_in[at]


_ORDER = [p.value for p in Precision]
_ARTICLES = frozenset({"a", "an", "the", "one", "same", "another", "this", "that"})
_SKIPPED = frozenset("the nearby besieged rebel-held syrian iraqi northern southern eastern western central".split())
_SPEAKING = frozenset({"said", "says", "told", "reported", "announced", "confirmed", "denied", "says."})
_PREPOSITIONS = {
    "in": "in", "at": "in", "inside": "in", "within": "in", "near": "near", "outside": "near", "around": "near",
    "from": "from", "to": "to", "towards": "to", "into": "to", "of": "of", "on": "on", "over": "on", "hit": "on",
    "targeting": "on", "struck": "on", "bombed": "on", "against": "on", "between": "between", "and": "and", ",": "and",
}  # fmt: skip


def _distance(o: Option, at: int) -> str:
    """How far the nearest mention stands from a sentence, and on which side."""
    nearest = o.nearest(at)
    steps = abs(nearest - at)
    side = "after" if nearest > at else "before"
    return f"{side}_{next((w for edge, w in ((2, '1'), (3, '2'), (6, '5')) if steps < edge), 'far')}"


@cache
def _of_harm() -> frozenset[str]:
    """Words of weapons and attacks."""
    table = lexicon("en", "weapons")
    said = [*(w for row in table["entry"] for w in row["words"]), *table["attacks"]["words"]]
    return frozenset(w for w in said if " " not in w)


@cache
def _of_denial() -> frozenset[str]:
    """Words of those who deny."""
    return frozenset(w for w in lexicon("en", "reporting")["denied"] if " " not in w)
