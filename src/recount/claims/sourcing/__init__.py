"""Sourcing: whom a figure is told by, chosen among all who speak near it or where it is told again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from recount.claims.attribution import Attribution
from recount.claims.choosing import Candidate, Chooser
from recount.claims.discourse import Discourse, in_heading
from recount.claims.draft import Draft, Scanned
from recount.claims.nearness import nearest_of
from recount.claims.posts import signed_by
from recount.claims.sourcing.features import features_of, of_name, of_none
from recount.claims.sourcing.names import key_of, merged
from recount.claims.sourcing.said import Said, said_in
from recount.model import Mention, Span

_IN_HEADINGS = frozenset({"own", "telling", "sole", "unnamed", "known_body"})
"""Features that weigh otherwise for the figure of a heading."""

_REASONS = {
    "own": ("source_in_its_sentence", "Its sentence names the source."),
    "telling": ("source_where_told_again", "Where the report tells the figure again, it names the source."),
    "quoted": ("speaker_of_the_quotation", "It stands in a quotation whose speaker was named before."),
}
_CARRIED = ("source_carried_on", "Its own sentence names no source; the report goes on telling what this one said.")


def fill_source(discourse: Discourse, draft: Draft, chooser: Chooser) -> None:
    """Set source and via, with the reason."""
    if _is_given(discourse, draft):
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


def _is_given(discourse: Discourse, draft: Draft) -> bool:
    """Whether there is nothing to choose: a post has its signer's word, a headline said over again the headline's."""
    signed = None if draft.scanned.attributions else signed_by(discourse.text, draft.paragraph)
    if signed is not None:
        draft.source = Mention(span=signed, words=signed.of(discourse.text.canonical))
        draft.because("post", "It stands in a post that the report shows; the source is who signed it.")
        return True
    told = next((d for d in discourse.facts(draft) if in_heading(d)), None) if discourse.echoes(draft.number) else None
    if told is None:
        return False
    draft.source, draft.via = told.source, list(told.via)
    if told.source is not None:
        draft.because(*_REASONS["telling"])
    return True


def candidates(discourse: Discourse, draft: Draft) -> Iterator[Candidate[Said | None]]:
    """No source, and each who speaks near the figure or where it is told again; one candidate a name."""
    by_name: dict[str, list[tuple[Said, frozenset[str]]]] = defaultdict(list)
    for number in discourse.around(draft):
        for said in nearest_of(said_in(discourse, number), draft, number, lambda s: s.attribution.cue):
            by_name[key_of(said)].append((said, frozenset(features_of(discourse, draft, said))))
    names = merged(by_name)
    heads = in_heading(draft) or discourse.echoes(draft.number)
    yield Candidate(None, frozenset(of_none(discourse, draft, by_name)))
    for name, found in names.items():
        best = max(found, key=lambda pair: (-abs(pair[0].number - draft.number), len(pair[0].words)))[0]
        longest = max((s for s, _ in found), key=lambda s: len(s.words))
        shown = Said(best.number, best.attribution, longest.words)
        features = frozenset[str]().union(*(f for _, f in found))
        features |= {"sole" if len(names) == 1 else "one_of_many"}
        features |= set(of_name(shown, discourse))
        if name == next(iter(names)):
            features |= {"first_named"}
        if heads:
            features |= {f"heading/{f}" for f in features & _IN_HEADINGS}
        yield Candidate(shown, features)


def mention(scanned: Scanned, first: int, last: int, said: str | None) -> Mention:
    """Tokens `[first, last)` of a sentence as a mention."""
    tokens = scanned.sentence.tokens
    span = Span(start=tokens[first].start, end=tokens[last - 1].end)
    return Mention(span=span, words=said or " ".join(t.text for t in tokens[first:last]))


def _carriers(scanned: Scanned, source: Attribution) -> list[Attribution]:
    """Who passed the source's words on: "the agency said, citing …"."""
    if scanned.sentence.tokens[source.cue].lower not in ("citing", "quoting"):
        return []
    return [a for a in scanned.attributions if a is not source][:1]
