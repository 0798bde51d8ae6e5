"""Spotting: which words of a running text are names of places, without a tagger of names.

Stretches of capitalised words are cut into names. A stretch that the gazetteer has, or that ends in a word such as
"River", is weighed by what stands in and around it: a preposition before it, a title or a given name, a state after a
comma, a common word at the start of a sentence. Weights are learnt (`training/places`) and kept in
``weights/spotting.json``; of names that overlap, those of the highest sum are taken. Linear in the length of the text.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from recount.lang.loader import lexicon
from recount.lang.names import fold_name
from recount.lang.proper import place_endings
from recount.model import Precision, Span
from recount.resolve.gazetteer import Gazetteer
from recount.resolve.naming import demonyms, landmarks, short_forms, wide_places
from recount.resolve.toponyms import Toponym, Weights

LONGEST = 6
"""Words of a name at most."""

_CONNECTORS = frozenset(
    {"of", "the", "de", "del", "la", "du", "des", "upon", "on", "al", "el", "ez", "es", "ash", "as", "bin", "da", "do"}
)
_PARTICLES = frozenset({"al", "el", "ad", "ar", "as", "ash", "an", "ez", "az", "at", "es"})
_DOTTED = frozenset({"St", "Mt", "Ft", "Ste", "Pt"})
_PLACING = frozenset({"in", "at", "near", "from", "outside", "around", "across", "throughout", "into", "to"})
_TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady judge justice president prime minister senator sen rep gov governor mayor chief "
    "sheriff officer sgt lt capt captain col gen general rev reverend pastor father bishop pope king queen prince "
    "princess professor prof coach attorney detective deputy secretary chairman director ambassador spokesman "
    "spokeswoman manager commissioner".split()
)


class Word(NamedTuple):
    """A word, a short form or a sign of the text."""

    start: int
    end: int
    text: str
    lower: str
    capital: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Words `[first, last)` that may be a place's name."""

    first: int
    last: int
    name: str
    features: frozenset[str]


def find_toponyms(text: str, gazetteer: Gazetteer, *, weigh: Weights | None = None) -> list[Toponym]:
    """The names of places in a text, left to right, none within another. Their words are the slice of the text.

    Args:
        text: any text; what is a heading and what a caption makes no difference.
        gazetteer: what names are known.
        weigh: weights of the features; the shipped ones unless given.
    """
    spotted = Spotting(text, gazetteer)
    table = weights() if weigh is None else weigh
    return [spotted.toponym(c) for c in best(spotted.candidates(), table)]


@cache
def weights() -> Weights:
    """The learnt weights of features of names."""
    path = files("recount.resolve") / "weights" / "spotting.json"
    table: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))["weights"]
    return table


def best(candidates: Sequence[Candidate], weigh: Weights) -> list[Candidate]:
    """The candidates of the highest sum of scores that do not overlap; only such as score above nothing."""
    scored = [(c, round(sum([weigh.get(f, 0.0) for f in c.features]), 6)) for c in candidates]
    ending: dict[int, list[tuple[Candidate, float]]] = defaultdict(list)
    for c, score in scored:
        if score > 0:
            ending[c.last].append((c, score))
    edges = sorted({0, *ending, *(c.first for found in ending.values() for c, _ in found)})
    reached: dict[int, tuple[float, Candidate | None, int]] = {0: (0.0, None, 0)}
    before = 0
    for edge in edges[1:]:
        reached[edge] = (reached[before][0], None, before)
        for c, score in ending.get(edge, ()):
            if reached[c.first][0] + score > reached[edge][0]:
                reached[edge] = (reached[c.first][0] + score, c, c.first)
        before = edge
    taken, at = list[Candidate](), before
    while at:
        _, candidate, back = reached[at]
        if candidate is not None:
            taken.append(candidate)
        at = back
    return taken[::-1]


class Spotting:
    """One text while names of places are looked for in it."""

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.words = list(_words(text))
        self.kinds: dict[str, frozenset[str]] = {}
        self.runs = list(self._runs())
        self.of_document = self._of_document()

    def toponym(self, c: Candidate) -> Toponym:
        """The candidate as a name."""
        span = Span(start=self.words[c.first].start, end=self.words[c.last - 1].end)
        said = " ".join(span.of(self.text).split())
        return Toponym(span=span, words=span.of(self.text), people=said in demonyms())

    def candidates(self) -> list[Candidate]:
        """Every stretch of words that may be a place's name, by where it starts and ends."""
        return [c for run in self.runs for c in self._of_run(*run)]

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Stretches `[first, last)` of capitalised words with what may stand between them."""
        at = 0
        while at < len(self.words):
            if not self._opens(at):
                at += 1
                continue
            last = at + 1
            while (step := self._goes_on(last)) is not None:
                last = step
            yield at, last
            at = last

    def _opens(self, k: int) -> bool:
        word = self.words[k]
        particle = word.lower in _PARTICLES and k + 2 < len(self.words)
        return word.capital or (particle and self._joined(k + 1, "-") and self.words[k + 2].capital)

    def _goes_on(self, k: int) -> int | None:
        """Where the run stands after the next of its words; ``None`` where it ends."""
        words = self.words
        if k >= len(words) or "\n" in self.text[words[k - 1].end : words[k].start]:
            return None
        if words[k].capital:
            return k + 1
        if k + 1 >= len(words):
            return None
        if self._joined(k, "-'’‘`") and (words[k + 1].capital or (words[k].text != "-" and len(words[k + 1].text) > 2)):
            return k + 2
        if words[k].text == "." and words[k - 1].text in _DOTTED and words[k + 1].capital:
            return k + 2
        if words[k].lower in _CONNECTORS:
            ahead = next((j for j in range(k + 1, min(k + 4, len(words))) if words[j].capital), None)
            if ahead is not None and all(w.lower in _CONNECTORS or w.text == "-" for w in words[k:ahead]):
                return ahead + 1
        return None

    def _joined(self, k: int, signs: str) -> bool:
        """Whether a sign stands between two words without white space."""
        words = self.words
        return (
            0 < k + 1 < len(words)
            and words[k].text in signs
            and words[k - 1].end == words[k].start
            and words[k].end == words[k + 1].start
        )

    def _of_run(self, first: int, last: int) -> Iterator[Candidate]:
        starts = [k for k in range(first, last) if self.words[k].capital or k == first]
        ends = [
            k + 1 for k in range(first, last) if self.words[k].text.isalnum() or self.words[k].text in short_forms()
        ]
        ends = [e for e in ends if self.words[e - 1].lower not in _CONNECTORS or e == last]
        for start in starts:
            for end in ends:
                if start < end <= start + 2 * LONGEST and self._number(start, end) <= LONGEST:
                    name = " ".join(self.text[self.words[start].start : self.words[end - 1].end].split())
                    if self._possible(start, end, (first, last), name):
                        features = self._features(start, end, (first, last), name)
                        yield Candidate(first=start, last=end, name=name, features=features)

    def _number(self, first: int, last: int) -> int:
        return sum(w.text[0].isalnum() for w in self.words[first:last])

    def _possible(self, first: int, last: int, run: tuple[int, int], name: str) -> bool:
        if last - first == 1 and self.words[first].lower in _common() and self._starts_sentence(first):
            return False
        if self._kinds(name):
            return True
        if self.words[last - 1].lower in place_endings() and last - first > 1:
            return True
        return (first, last) == run and self._before(first) in _PLACING

    def _starts_sentence(self, k: int) -> bool:
        words = self.words
        return k == 0 or words[k - 1].text in '.!?:"“' or "\n" in self.text[words[k - 1].end : words[k].start]

    def _kinds(self, name: str) -> frozenset[str]:
        """What a name stands for in the gazetteer, in a word or two; empty where it has no such name."""
        if name not in self.kinds:
            self.kinds[name] = frozenset(_kinds_of(name, self.gazetteer))
        return self.kinds[name]

    def _before(self, k: int) -> str:
        """The word before the k-th, over "the"."""
        j = k - 1
        while j >= 0 and self.words[j].lower in ("the", "nearby", "downtown", "neighboring"):
            j -= 1
        return self.words[j].lower if j >= 0 else ""

    def _features(self, first: int, last: int, run: tuple[int, int], name: str) -> frozenset[str]:
        words, kinds = self.words, self._kinds(name) or frozenset({"unknown"})
        out = {"any", f"words_{min(self._number(first, last), 4)}", *kinds}
        kind = next((k for k in sorted(kinds) if k.startswith("is_")), "is_unknown")
        inside_left, inside_right = first > run[0], last < run[1]
        before = "(capital)" if inside_left and words[first - 1].capital else _plain(words, first - 1)
        after = "(capital)" if inside_right and words[last].capital else _plain(words, last)
        placing = self._before(first) in _PLACING
        out |= {f"before_{before}", f"after_{after}"}
        out.update(
            f"{at}_{w}" for at, w in (("first", words[first].lower), ("last", words[last - 1].lower)) if w in _telling()
        )
        out |= {f"{kind}+before_capital={before == '(capital)'}", f"{kind}+after_capital={after == '(capital)'}"}
        out.add(f"{kind}+placed={placing}")
        if self._starts_sentence(first):
            out |= {"starts_sentence", f"{kind}+starts_sentence"}
        if name.isupper() and len(name) > 3:
            out.add("capitals")
        out.update(self._of_persons(first, last, name, before))
        out.update(self._of_holders(first, last))
        out.update(f"report_{f}" for f in self.of_document.get(fold_name(name), ()))
        return frozenset(out)

    def _of_persons(self, first: int, last: int, name: str, before: str) -> Iterator[str]:
        words, given, family = self.words, *_persons()
        if words[first].text.title() in given:
            yield "given_name" if last - first == 1 else "starts_with_given_name"
        if words[last - 1].text.title() in family:
            yield "family_name" if last - first == 1 else "ends_in_family_name"
        previous = words[first - 1] if first else None
        if previous is not None and previous.capital and previous.text.title() in given and before == "(capital)":
            yield "after_given_name"
        titled = previous is not None and previous.lower in _TITLES
        if titled or (first > 1 and words[first - 1].text == "." and words[first - 2].lower in _TITLES):
            yield "after_title"
        if last < len(words) and words[last].capital and words[last].text.title() in family:
            yield "before_family_name"

    def _of_holders(self, first: int, last: int) -> Iterator[str]:
        words = self.words
        if last + 1 < len(words) and words[last].text == "," and words[last + 1].capital:
            following = self._kinds(words[last + 1].text) | (
                self._kinds(f"{words[last + 1].text} {words[last + 2].text}") if last + 2 < len(words) else frozenset()
            )
            yield "holder_after" if following & _HOLDERS else "capital_after_comma"
        if first > 1 and words[first - 1].text == "," and words[first - 2].capital:
            yield "after_comma_and_known" if self._kinds(words[first - 2].text) else "after_comma_and_capital"

    def _of_document(self) -> Mapping[str, frozenset[str]]:
        """What is seen of each single capitalised word elsewhere in the text."""
        found: dict[str, set[str]] = defaultdict(set)
        given, _ = _persons()
        small = {w.lower for w in self.words if w.text.islower()}
        for first, last in self.runs:
            for k in range(first, last):
                word = self.words[k]
                if not word.capital:
                    continue
                key = fold_name(word.text)
                if word.lower in small:
                    found[key].add("small_too")
                previous = self.words[k - 1] if k else None
                if previous is not None and (
                    previous.lower in _TITLES or (k > first and previous.text.title() in given)
                ):
                    found[key].add("named_as_person")
            if self._before(first) in _PLACING:
                whole = self.text[self.words[first].start : self.words[last - 1].end]
                found[fold_name(whole)].add("placed")
        return {key: frozenset(seen) for key, seen in found.items()}


_HOLDERS = frozenset({"is_country", "is_region", "is_short"})


def _kinds_of(name: str, gazetteer: Gazetteer) -> Iterator[str]:
    if name in short_forms():
        yield "is_short"
    elif name in demonyms():
        yield "is_people"
    elif name in wide_places():
        yield "is_wide"
    elif name in landmarks():
        yield "is_landmark"
    elif gazetteer.has(fold_name(name)):
        found = gazetteer.find(name)
        place = found[0]
        settled = place.precision not in (Precision.COUNTRY, Precision.REGION, Precision.DISTRICT)
        yield f"is_{_size(place.population) if settled else place.precision.value}"
        if any(p.name == name for p in found[:5]):
            yield "written_alike"
        if any(p.precision is Precision.REGION for p in found[:3]):
            yield "may_be_region"


def _size(people: int) -> str:
    return next(
        (w for edge, w in ((1, "unpeopled"), (5_000, "hamlet"), (50_000, "town"), (300_000, "city")) if people < edge),
        "large_city",
    )


def _plain(words: Sequence[Word], k: int) -> str:
    """A word beside a name, as a feature; the edge of the text likewise."""
    if not 0 <= k < len(words):
        return "(edge)"
    word = words[k]
    return "(number)" if word.text[0].isdigit() else "(Capital)" if word.capital else word.lower


@cache
def _persons() -> tuple[frozenset[str], frozenset[str]]:
    table = lexicon("en", "given_names")
    return frozenset(table["given"]), frozenset(table["family"])


@cache
def _telling() -> frozenset[str]:
    """Words of names that tell by themselves what is named; names of places are not among them."""
    table = lexicon("en", "places")
    return place_endings() | frozenset(table["directions"]["words"]) | frozenset(table["beginnings"]["words"]) | _TITLES


@cache
def _common() -> frozenset[str]:
    return frozenset(lexicon("en", "places")["common"]["words"])


@cache
def _pattern() -> re.Pattern[str]:
    short = sorted(
        (s for s in short_forms() if not s.isalnum() and " " not in s.replace(". ", "")), key=lambda s: (-len(s), s)
    )
    forms = "|".join(re.escape(s) for s in short)
    return re.compile(rf"(?<![\w.])(?=[A-Z])(?:{forms})(?!\w)|[^\W_]+|[^\w\s]|_")


def _words(text: str) -> Iterator[Word]:
    for found in _pattern().finditer(text):
        word = found.group()
        yield Word(found.start(), found.end(), word, word.lower(), word[0].isupper())
