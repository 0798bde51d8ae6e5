"""Scope: whether a figure is of one event, of a period, of the war; and whether it is told as background."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from recount.claims.choosing import Candidate, Chooser
from recount.claims.dating import WAR_TOLL
from recount.claims.discourse import Discourse, in_heading
from recount.claims.draft import Draft
from recount.model import Harm, Scope, Text

_ONE_EVENT = re.compile(
    r"\b(?:an?|the|one|single)\s(?!(?:\w+\s)?(?:days?|weeks?|months?|years?)\sof\b)(?:[\w-]+\s){0,3}?"
    r"(?:attack|strike|airstrike|raid|blast|bombing|explosion|shelling|bomber|bomb"
    r"|clash|massacre|ambush|mine|landmine|shell|rocket|missile)\b|\bwhen (?:a|an|the|its|their|two|three)\b",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"\b(?:daily|each day|every day|so far|in total|altogether|overall|across the (?:country|province)|per day"
    r"|(?:rec|d)ent (?:days|weeks)|regular"
    r"|(?:separate|unrelated) (?:\w+ )?(?:attacks|incidents|killings|murders|raids|shootings|strikes)"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|several|[1-9]\d?) (?:more |other )?(?:incidents|shootings))\b",
    re.IGNORECASE,
)
_WAR = re.compile(
    r"\b(?:civil war|the war|conflict|uprising|rebellion|revolution|militancy|crisis|revolt|\d+-year)\b", re.I
)
_PAST = re.compile(
    r"\b(?:last (?:year|month)|earlier this (?:year|month)|previously|years ago|months ago"
    r"|in the past(?! (?:\d|few|two|three|four|several|week|day|month|year|hour)))\b",
    re.IGNORECASE,
)
_NUMBER = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|many|few|recent|past|last)"
_SPAN = re.compile(
    rf"\b{_NUMBER}\s(?:days?|weeks?|months?|years?)\sof\b"
    rf"|\bin\s(?:just\s|less than\s|the\s)?{_NUMBER}\s(?:days|weeks?|months?)\b"
    r"|\b(?:in|over|during) the (?:days|weeks|months)\b|\bover the (?:past|last)\b"
    r"|\bin (?:recent|past) (?:days|weeks|months)\b",
    re.IGNORECASE,
)
_SIGNS = {"one_event": _ONE_EVENT, "many": _MANY, "war": _WAR, "past": _PAST, "span": _SPAN}

MOST_PARTS = 20
"""Parts of a total that are looked at."""

_LONG = frozenset({"run", "recent", "past", "since", "sinceevent", "weekdayspan", "dayspan", "bare", "thisunit"})
_REASONS = {
    Scope.WAR: ("sums_up_the_war", "The number is given for the whole conflict or since it began."),
    Scope.PERIOD: ("sums_up_a_period", "The words speak of more than one event, day or place."),
}


def fill_scope(discourse: Discourse, draft: Draft, chooser: Chooser) -> None:
    """Set scope and background."""
    said = draft.scanned.sentence.span.of(discourse.text.canonical)
    if draft.part_of is not None:
        draft.scope = Scope.PART
    elif draft.link.quantity.single:
        draft.scope = Scope.INCIDENT  # "a boy died last weekend": one is harmed in one event, whatever days are told
    else:
        draft.scope = chooser.choose("scope", draft, list(candidates(discourse, draft))).value
        if draft.scope in _REASONS:
            draft.because(*_REASONS[draft.scope])
    if draft.scope is Scope.WAR:
        draft.background = True
        if not draft.own_means or draft.means == "clash":
            draft.means = "unknown"
    draft.background = draft.background or _is_background(discourse.text, draft, said)


def candidates(discourse: Discourse, draft: Draft) -> Iterator[Candidate[Scope]]:
    """One event, a period, the war."""
    seen = frozenset(_features(discourse, draft))
    for scope in (Scope.INCIDENT, Scope.PERIOD, Scope.WAR):
        yield Candidate(scope, frozenset({scope.value, *(f"{scope.value}+{f}" for f in seen)}))


def _features(discourse: Discourse, draft: Draft) -> Iterator[str]:
    """What the figure, its time, its places and the words around it say."""
    scanned, said = draft.scanned, draft.scanned.sentence.span.of(discourse.text.canonical)
    yield f"by_rule_{_by_rule(draft, said)}"
    yield from _of_size(draft)
    yield f"{draft.harm}"
    yield f"means_{draft.means}"
    yield from _of_time(draft)
    yield from _signs(said) - {"span"}
    yield from _of_several(draft, said)
    places = {p.words for p in scanned.places if p.announced}
    yield f"places_{min(3, len(places))}"
    yield from _elsewhere(discourse, draft)
    if in_heading(draft):
        yield "in_a_heading"
    several = [m for m in scanned.means if scanned.sentence.tokens[m.last - 1].lower.endswith("s")]
    if scanned.means:
        yield "means_plural" if several else "means_singular"
    if scanned.sentence.tokens[draft.link.quantity.first - 1].lower in ("of", "to") and draft.link.quantity.first:
        yield "after_of_or_to"
    if draft.link.reason.rule == "toll_stands_at":
        yield "a_toll"
    lowers = scanned.lowers
    if {"have", "has"} & lowers and "been" in lowers:
        yield "perfect_tense"
    if lowers & {"total", "totals", "overall", "altogether", "across", "several", "various", "different"}:
        yield "several_named"
    others = [link for link in scanned.links if link.harm is draft.harm and link.quantity is not draft.link.quantity]
    if any((k.quantity.stated.value or 0) > draft.value for k in others):
        yield "smaller_than_another"
    if any((k.quantity.stated.value or 0) < draft.value for k in others):
        yield "larger_than_another"


def _of_several(draft: Draft, said: str) -> Iterator[str]:
    """Words for more than one event: a span of time, deeds in the plural, places that are joined."""
    scanned = draft.scanned
    tokens = scanned.sentence.tokens
    if "span" in _signs(said):
        yield "over_a_span"
    ends = {m.last for m in scanned.means}
    if not _DEEDS.isdisjoint(scanned.lowers):
        ends |= {k + 1 for k, t in enumerate(tokens) if t.lower in _DEEDS}
    plural = [k for k in ends if tokens[k - 1].lower.endswith("s")]
    if plural:
        yield "deeds"
    named = sorted((p.first, p.last) for p in scanned.places)
    joined = [b for (_, b), (c, _) in pairwise(named) if 0 <= c - b <= 1]
    if joined:
        yield "places_joined"
        if plural:
            yield "deeds_in_places_joined"


_DEEDS = frozenset(
    "attacks strikes raids bombings blasts explosions clashes battles operations incidents massacres".split()
)


def _by_rule(draft: Draft, said: str) -> Scope:
    """What the plainest words say: a span of time, "daily", "since the war began"; else one event."""
    time = draft.time if draft.own_time else None
    rule = time.rule if time else ""
    since = rule in ("sinceevent", "warage") or (rule == "since" and time is not None and "onlyyear" in time.parts)
    if draft.value >= WAR_TOLL and draft.harm in (Harm.KILLED, Harm.DISPLACED) and (since or "war" in _signs(said)):
        return Scope.WAR
    if draft.harm in (Harm.BESIEGED, Harm.AFFECTED):
        return Scope.PERIOD
    if time is not None and rule == "thisunit" and time.parts.get("unit") in ("month", "year"):
        return Scope.PERIOD
    if rule in _LONG - {"thisunit"}:
        return Scope.PERIOD
    loose = rule in ("thisunit", "month", "year", "my") or not _signs(said).isdisjoint({"many", "span"})
    return Scope.PERIOD if loose and "one_event" not in _signs(said) else Scope.INCIDENT


@lru_cache(maxsize=64)
def _signs(said: str) -> frozenset[str]:
    """Which of the patterns above a sentence holds, looked for once for all its figures."""
    return frozenset(name for name, pattern in _SIGNS.items() if pattern.search(said))


def sums_up_the_war(discourse: Discourse, draft: Draft) -> bool:
    """Whether the plainest words say that a figure is of the whole war."""
    return _by_rule(draft, draft.scanned.sentence.span.of(discourse.text.canonical)) is Scope.WAR


def _elsewhere(discourse: Discourse, draft: Draft) -> Iterator[str]:
    """What other sentences say: those that tell the figure again, and the parts it is broken down into."""
    canonical = discourse.text.canonical
    tellings = set(discourse.told_in(draft))
    again = [d for d in discourse.facts(draft) if d.number in tellings]
    for other in again:
        yield f"told_{_by_rule(other, other.scanned.sentence.span.of(canonical))}"
        yield from (f"told_{f}" for f in _of_time(other) if f.startswith("own_"))
        yield from (f"told_{f}" for f in _of_several(other, other.scanned.sentence.span.of(canonical)))
    parts = [p for d in (draft, *again) for p in discourse.parts.get(discourse.index[id(d)], ())[:MOST_PARTS]]
    apart = [d for d in parts if d.own_places and d.link.head is None]
    if parts:
        yield "has_parts"
    if apart:
        yield f"parts_apart_{min(2, len(apart))}"
    if len({d.where[0].words for d in apart}) > 1:
        yield "parts_in_several_places"
    if draft.time is not None and len({d.time.parts.get("name") for d in parts if d.own_time and d.time}) > 1:
        yield "parts_on_several_days"


def _of_size(draft: Draft) -> Iterator[str]:
    steps = (3, 10, 50, 200, 1000, WAR_TOLL, 50_000)
    yield f"size_{sum(draft.value >= s for s in steps)}"
    if draft.stated.word:
        yield "a_word"


def _of_time(draft: Draft) -> Iterator[str]:
    if draft.time is None:
        yield "no_time"
        return
    rule = draft.time.rule
    own = "own" if draft.own_time else "carried"
    yield f"{own}_{rule}"
    yield f"{own}_time"
    if rule in _LONG:
        yield f"{own}_long"
    if rule == "since" and "onlyyear" in draft.time.parts:
        yield "since_a_year"
    if rule == "thisunit":
        yield f"this_{draft.time.parts.get('unit')}"


def _is_background(text: Text, draft: Draft, said: str) -> bool:
    if "past" in _signs(said):
        return True
    if draft.time is None or not draft.own_time or text.published is None:
        return False
    year = draft.time.parts.get("year") or draft.time.parts.get("name", "")
    if draft.time.rule == "sinceevent":
        return True
    return year.isdigit() and int(year) < text.published.year
