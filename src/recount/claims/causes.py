"""Causes: how the harm was done, chosen among all means that the report names near the figure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from recount.claims.accused import victims_parties
from recount.claims.choosing import Candidate, Chooser
from recount.claims.discourse import Discourse, in_heading
from recount.claims.draft import Draft
from recount.claims.means import MeansWords
from recount.claims.nearness import against_figure, explains, nearest_of
from recount.claims.parties import PartyWords
from recount.model import Harm, Victims

UNKNOWN, CLASH = "unknown", "clash"

_CARRIED_MEANS = "Another sentence names the means; its own names none, or one less fitting."


def fill_means(discourse: Discourse, draft: Draft, chooser: Chooser) -> None:
    """Set the means, with the reason where another sentence gives it."""
    if draft.harm is Harm.BESIEGED:
        draft.means, draft.own_means = "siege", True
        return
    chosen = chooser.choose("means", draft, list(means_candidates(discourse, draft)))
    draft.means, draft.own_means = chosen.value, "own" in chosen.features
    if chosen.value == CLASH and "implied" in chosen.features and "own" not in chosen.features:
        draft.because("fighters_killed_by_a_party", "Fighters killed by a party, no weapon named: fighting.")
    elif chosen.value != UNKNOWN and not draft.own_means:
        draft.because("means_from_another_sentence", _CARRIED_MEANS)


def means_candidates(discourse: Discourse, draft: Draft) -> Iterator[Candidate[str]]:
    """No known means, fighting, and each means named near the figure or where it is told again."""
    found: dict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    for number in discourse.around(draft):
        scanned = discourse.scanned[number]
        deeds = list(zip(scanned.means, scanned.concepts, strict=True))
        for deed in nearest_of(deeds, draft, number, lambda d: d[0].first):
            counts[deed[1]] += 1
            found[deed[1]].update(_of_means(discourse, draft, number, deed))
    yield Candidate(UNKNOWN, frozenset(_of_none(draft, found)))
    if draft.victims is Victims.COMBATANT and not draft.scanned.means and _others_here(draft):
        found[CLASH] |= {"implied"}
    most = max(counts.values(), default=0)
    for concept, features in found.items():
        if concept == "bombing" and not discourse.bombs_named:
            continue  # a blast may be no bomb at all, where the report names none
        features |= {f"is_{concept}", f"is_{concept}+{draft.victims}", f"is_{concept}+{draft.harm}"}
        features |= {f"is_means+{w}" for w in (draft.victims, draft.harm)}
        features |= {f"count_{min(3, counts[concept])}"} | ({"most"} if 0 < counts[concept] == most else set())
        yield Candidate(concept, frozenset(features | ({"sole"} if len(counts) == 1 else set())))


def _of_none(draft: Draft, found: Mapping[str, object]) -> Iterator[str]:
    """What speaks for no known means."""
    yield "none"
    yield from (f"none+{w}" for w in (draft.victims, draft.harm))
    if not found:
        yield "none_near"
    if not draft.scanned.means:
        yield "none_in_its_sentence"
    if in_heading(draft):
        yield "none_in_a_heading"
    if draft.value >= 1000:
        yield "none+thousands"


def _of_means(discourse: Discourse, draft: Draft, number: int, deed: tuple[MeansWords, str]) -> Iterator[str]:
    where, scanned = discourse.stands(draft, number), discourse.scanned[number]
    named, concept = deed
    yield where
    if named is scanned.means[-1] and where != "own":
        yield f"{where}+last"
    if named.concept in ("bombing", "other"):
        yield f"{where}+loose"
    others = [m for m, c in zip(scanned.means, scanned.concepts, strict=True) if c != concept]
    if any(named.last <= m.first <= named.last + 2 for m in others):
        yield "named_first_of_two"
    if any(m.last <= named.first <= m.last + 2 for m in others):
        yield "named_last_of_two"
    if where not in ("own", "telling"):
        yield explains(draft, scanned)
    if where != "own":
        return
    yield from against_figure(draft, named.first, named.last, [(m.first, m.last) for m in scanned.means])


def _others_here(draft: Draft) -> list[PartyWords]:
    """Parties of its sentence that are not the victims' own."""
    own = {p.key for p in victims_parties(draft)}
    return [p for p in draft.scanned.parties if p.key not in own]
