"""Sourcing: whom a figure is told by, chosen among all who speak near it or where it is told again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from recount.claims.attribution import SPEAKING_BODIES, SPEAKING_PRONOUNS, Attribution
from recount.claims.choosing import Candidate, Chooser
from recount.claims.discourse import Discourse, in_heading
from recount.claims.draft import Draft, Scanned
from recount.claims.posts import signed_by
from recount.claims.syntax import governs
from recount.claims.words import words
from recount.lang.loader import lexicon
from recount.model import Mention, Span
from recount.ontology import actor_entries

_IN_HEADINGS = frozenset({"own", "telling", "sole", "unnamed", "known_body"})
"""Features that weigh otherwise for the figure of a heading."""

ANTECEDENTS = 40
"""Sentences looked back over for the name that "the activist" stands for."""

_CITING = frozenset({"citing", "quoting", "cited", "quoted"})
_REASONS = {
    "own": ("source_in_its_sentence", "Its sentence names the source."),
    "telling": ("source_where_told_again", "Where the report tells the figure again, it names the source."),
    "quoted": ("speaker_of_the_quotation", "It stands in a quotation whose speaker was named before."),
}
_CARRIED = ("source_carried_on", "Its own sentence names no source; the report goes on telling what this one said.")


@dataclass(frozen=True, slots=True)
class Said:
    """A source as it stands in a sentence."""

    number: int
    attribution: Attribution
    words: str
    """Its name, in full where the sentence only points back at it."""

    how: str = "as_said"
    """``body``: the body a person speaks for; ``described``: a monitor that the sentence only describes."""


def fill_source(discourse: Discourse, draft: Draft, chooser: Chooser) -> None:
    """Set source and via, with the reason."""
    signed = None if draft.scanned.attributions else signed_by(discourse.text, draft.paragraph)
    if signed is not None:
        draft.source = Mention(span=signed, words=signed.of(discourse.text.canonical))
        draft.because("post", "It stands in a post that the report shows; the source is who signed it.")
        return
    found = list(candidates(discourse, draft))
    chosen = chooser.choose("source", draft, found)
    if chosen.value is None:
        return
    said = chosen.value
    scanned = discourse.scanned[said.number]
    draft.source = mention(scanned, said.attribution.first, said.attribution.last, said.words)
    via = list(said.attribution.via)
    if said.number == draft.number:
        via += [(a.first, a.last) for a in _carriers(scanned, said.attribution)]
    draft.via = [mention(scanned, a, b, None) for a, b in dict.fromkeys(via)]
    draft.because(*next((_REASONS[w] for w in _REASONS if w in chosen.features), _CARRIED))


def candidates(discourse: Discourse, draft: Draft) -> Iterator[Candidate[Said | None]]:
    """No source, and each who speaks near the figure or where it is told again; one candidate a name."""
    by_name: dict[str, list[tuple[Said, frozenset[str]]]] = defaultdict(list)
    for number in discourse.around(draft):
        for said in _said(discourse, number):
            by_name[_key(said)].append((said, frozenset(_features(discourse, draft, said))))
    names = _merged(by_name)
    yield Candidate(None, frozenset(_of_none(discourse, draft, by_name)))
    counts = Counter({name: len(found) for name, found in names.items()})
    for name, found in names.items():
        best = max(found, key=lambda pair: (-abs(pair[0].number - draft.number), len(pair[0].words)))[0]
        longest = max((s for s, _ in found), key=lambda s: len(s.words))
        shown = Said(best.number, best.attribution, longest.words)
        features = frozenset[str]().union(*(f for _, f in found))
        features |= {f"cited_{min(3, counts[name])}", "sole" if len(names) == 1 else "one_of_many"}
        features |= set(_of_name(shown, discourse))
        if name == next(iter(names)):
            features |= {"first_named"}
        if in_heading(draft):
            features |= {f"heading/{f}" for f in features & _IN_HEADINGS}
        yield Candidate(shown, features)


def mention(scanned: Scanned, first: int, last: int, said: str | None) -> Mention:
    """Tokens `[first, last)` of a sentence as a mention."""
    tokens = scanned.sentence.tokens
    span = Span(start=tokens[first].start, end=tokens[last - 1].end)
    return Mention(span=span, words=said or " ".join(t.text for t in tokens[first:last]))


def _said(discourse: Discourse, number: int) -> Iterator[Said]:
    """Who speaks in a sentence; a person also as the body they speak for, a description as the monitor it fits."""
    scanned = discourse.scanned[number]
    for a in scanned.attributions:
        full = _antecedent(discourse, a.words, number) if a.definite else a.words
        if full:
            yield Said(number, a, full)
        bodies = [m.meaning for m in scanned.actors if a.first <= m.first and m.last <= a.last]
        if ";" in a.words:
            continue
        if bodies and bodies[0].kind in SPEAKING_BODIES and not _same_words(bodies[0].aliases, full):
            yield Said(number, a, bodies[0].name, "body")
        elif not bodies and discourse.monitors and _describes_a_monitor(a.words):
            yield Said(number, a, discourse.monitors[0].name, "described")


def _same_words(aliases: tuple[str, ...], said: str) -> bool:
    return said.lower() in aliases


def _describes_a_monitor(said: str) -> bool:
    """Whether the words are a description such as "Britain-based watchdog", without a name."""
    *before, head = said.lower().removeprefix("a ").removeprefix("the ").split() or [""]
    return head in lexicon("en", "reporting")["monitors"] and all(w in words().roles or "-" in w for w in before)


def _features(discourse: Discourse, draft: Draft, said: Said) -> Iterator[str]:
    """What the place of a source says about whether it tells the figure."""
    where, a = discourse.stands(draft, said.number), said.attribution
    scanned = discourse.scanned[said.number]
    tokens = scanned.sentence.tokens
    cue = tokens[a.cue].lower
    kind = "citing" if cue in _CITING else "according" if words().according.at(tokens, a.cue) else "saying"
    yield where
    yield said.how
    yield f"{where}+{kind}"
    figures = [link.quantity for link in scanned.links]
    if not figures:
        yield f"{where}+no_figure"
    if where == "own":
        yield from _in_sentence(draft, scanned, a)
    elif where in ("before_1", "before_2", "paragraph_before") and _quoted(discourse, draft):
        yield "quoted"
        yield f"quoted+{where}"
    if a.definite:
        yield "points_back"
    if scanned.attributions[-1] is a and where.startswith("before"):
        yield f"{where}+last_named"


def _in_sentence(draft: Draft, scanned: Scanned, a: Attribution) -> Iterator[str]:
    q, trigger, sentence = draft.link.quantity, draft.link.trigger, scanned.sentence
    others = [b for b in scanned.attributions if b is not a]
    distance = min(abs(a.cue - q.first), abs(a.cue - q.last))
    if all(min(abs(b.cue - q.first), abs(b.cue - q.last)) > distance for b in others):
        yield "nearest"
    side = "left" if a.cue < q.first else "right"
    yield side
    if a.first < q.last and q.first < a.last:
        yield "overlaps_the_figure"
    if any(sentence.tokens[b.cue].lower in _CITING for b in others) and sentence.tokens[a.cue].lower not in _CITING:
        yield "cites_another"
    if trigger is not None and trigger.first <= a.cue < trigger.last:
        yield "cue_is_the_harm"
    span = range(min(a.cue, q.first), max(a.cue, q.last))
    if any(sentence.tokens[k].text in ";:" for k in span):
        yield "cut_off"
    if any(link.quantity.first in span and link.quantity is not q for link in scanned.links):
        yield "figures_between"
    if sentence.parse is not None:
        yield f"{side}+{'governs' if governs(sentence.parse, a.cue, q.first) else 'does_not_govern'}"
    if a.via:
        yield "told_to_someone"


def _of_name(said: Said, discourse: Discourse) -> Iterator[str]:
    """What the name itself says: a known body, a person's office, or only a capital letter."""
    lowers = said.words.lower().replace(";", "").split()
    if said.words.lower() in SPEAKING_PRONOUNS:
        yield "pronoun"
    elif said.words.lower() in _bodies():
        yield "known_body"
    elif any(w in words().speakers for w in lowers):
        yield "speaks_by_its_noun"
    elif said.words in discourse.places:
        yield "names_a_place"
    else:
        yield "only_a_name"
    if len(lowers) == 1:
        yield "one_word"
    if said.words[:1].islower():
        yield "unnamed"


def _of_none(discourse: Discourse, draft: Draft, named: dict[str, list[tuple[Said, frozenset[str]]]]) -> Iterator[str]:
    """What speaks for no source at all."""
    yield "none"
    if in_heading(draft):
        yield "none_in_a_heading"
    if not draft.scanned.attributions:
        yield "none_in_its_sentence"
    if not any("telling" in f for found in named.values() for _, f in found):
        yield "none_where_told_again"
    if not named:
        yield "none_near"
    if draft.background:
        yield "none+background"
    if draft.number <= discourse.first_body + 1:
        yield "none_in_the_lead"


def _merged(
    by_name: dict[str, list[tuple[Said, frozenset[str]]]],
) -> dict[str, list[tuple[Said, frozenset[str]]]]:
    """Names with one's words within the other's are one source: "activist", "activist in Idlib"."""
    out: dict[str, list[tuple[Said, frozenset[str]]]] = {}
    for name, found in by_name.items():
        parts = set(name.split())
        other = next((k for k in out if parts <= set(k.split()) or set(k.split()) <= parts), None)
        if other is None or ":" in name or ":" in other:
            out[name] = list(found)
        else:
            out[other].extend(found)
    return out


def _key(said: Said) -> str:
    """What ties the names of one source together: the register's key of a known body, else its words."""
    known = _bodies().get(said.words.lower())
    if known is not None:
        return f"actor:{known}"
    return said.words.lower().removeprefix("the ").removeprefix("a ").removeprefix("an ").replace(",", "")


@cache
def _bodies() -> dict[str, str]:
    return {
        name: actor.key
        for actor in actor_entries()
        if actor.kind in SPEAKING_BODIES
        for name in (actor.name.lower(), *actor.aliases)
    }


def _antecedent(discourse: Discourse, said: str, number: int) -> str:
    """The fuller name that "the activist" stands for: the last source before with that word in it."""
    head = said.lower().split()[-1]
    scanned = discourse.scanned
    if head in SPEAKING_PRONOUNS:
        near = (a for s in reversed(scanned[max(0, number - 2) : number]) for a in reversed(s.attributions))
        return next((a.words for a in near if a.words not in SPEAKING_PRONOUNS), "")
    for before in reversed(scanned[max(0, number - ANTECEDENTS) : number]):
        for a in reversed(before.attributions):
            if not a.definite and head in a.words.lower().split():
                return a.words
    return said


def _quoted(discourse: Discourse, draft: Draft) -> bool:
    """Whether the figure's paragraph or sentence opens with a quotation mark."""
    tokens = draft.scanned.sentence.tokens
    near = discourse.scanned[max(0, draft.number - ANTECEDENTS) : draft.number + 1]
    first = next((s for s in near if s.sentence.paragraph == draft.paragraph), draft.scanned)
    return first.sentence.tokens[0].text in ("“", '"') or tokens[0].text in ("“", '"')


def _carriers(scanned: Scanned, source: Attribution) -> list[Attribution]:
    """Who passed the source's words on: "the agency said, citing …"."""
    if scanned.sentence.tokens[source.cue].lower not in ("citing", "quoting"):
        return []
    return [a for a in scanned.attributions if a is not source][:1]
