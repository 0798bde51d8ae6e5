"""Features: what the place and the name of a source say about whether it tells a figure."""

from __future__ import annotations

from collections.abc import Iterator

from recount.claims.attribution import SPEAKING_PRONOUNS, Attribution
from recount.claims.discourse import Discourse, in_heading
from recount.claims.draft import Draft, Scanned
from recount.claims.sourcing.names import body_keys
from recount.claims.sourcing.said import ANTECEDENTS, Said
from recount.claims.syntax import governs
from recount.claims.words import words

_TELLING = frozenset({"nearest", "left+governs", "right+governs", "cites_another", "overlaps_the_figure", "cut_off"})
"""Features of a source's own sentence that count where the figure is told again."""

_CITING = frozenset({"citing", "quoting", "cited", "quoted"})


def features_of(discourse: Discourse, draft: Draft, said: Said) -> Iterator[str]:
    """What the place of a source says about whether it tells the figure."""
    where, a = discourse.stands(draft, said.number), said.attribution
    scanned = discourse.scanned[said.number]
    tokens = scanned.sentence.tokens
    cue = tokens[a.cue].lower
    kind = "citing" if cue in _CITING else "according" if words().according.at(tokens, a.cue) else "saying"
    yield where
    yield said.how
    yield f"{where}+{kind}"
    if not scanned.links:
        yield f"{where}+no_figure"
    if where == "own":
        yield from _in_sentence(draft, scanned, a)
    elif where == "telling":
        for other in discourse.facts(draft):
            if other.number == said.number:
                yield from (f"telling/{f}" for f in _in_sentence(other, scanned, a) if f in _TELLING)
                break
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


def of_name(said: Said, discourse: Discourse) -> Iterator[str]:
    """What the name itself says: a known body, a person's office, or only a capital letter."""
    lowers = said.words.lower().replace(";", "").split()
    if said.words.lower() in SPEAKING_PRONOUNS:
        yield "pronoun"
    elif said.words.lower() in body_keys():
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


def of_none(discourse: Discourse, draft: Draft, named: dict[str, list[tuple[Said, frozenset[str]]]]) -> Iterator[str]:
    """What speaks for no source at all."""
    yield "none"
    if in_heading(draft) or discourse.echoes(draft.number):
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


def _quoted(discourse: Discourse, draft: Draft) -> bool:
    """Whether the figure's paragraph or sentence opens with a quotation mark."""
    tokens = draft.scanned.sentence.tokens
    near = discourse.scanned[max(0, draft.number - ANTECEDENTS) : draft.number + 1]
    first = next((s for s in near if s.sentence.paragraph == draft.paragraph), draft.scanned)
    return first.sentence.tokens[0].text in ("“", '"') or tokens[0].text in ("“", '"')
