"""Parts: which figure is a part of which total of the same report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recount.claims.choosing import Candidate, Chooser
from recount.claims.discourse import HEADS, Discourse, in_heading
from recount.claims.draft import Draft
from recount.model import Bound, Harm, Scope

BEFORE, AFTER = 24, 10
"""Figures before and after a figure that may be its total."""

MOST_PARTS = 40
"""Parts of one total that are added up."""

_WHY = {
    "broken_down": "It is named as a part of the figure before: “including four children”.",
    "before": "A day, a place or a group of a total that the report states before.",
    "after": "A day, a place or a group of a total that the report states after it.",
}


def fill_part_of(discourse: Discourse, drafts: Sequence[Draft], i: int, chooser: Chooser) -> None:
    """Set the total a figure is part of, with the reason."""
    part = drafts[i]
    chosen = chooser.choose("part_of", part, list(candidates(discourse, drafts, i)), pooled=True).value
    if part.part_of is not None and part.part_of != chosen:
        discourse.parts[part.part_of].remove(part)
    if chosen is not None and part.part_of != chosen:
        discourse.parts[chosen].append(part)
    part.part_of = chosen
    if chosen is None:
        return
    part.scope = Scope.PART
    why = "broken_down" if part.link.head is not None else "before" if chosen < i else "after"
    if why != "broken_down":
        part.because(f"part_of_the_total_{why}", _WHY[why])


def candidates(discourse: Discourse, drafts: Sequence[Draft], i: int) -> Iterator[Candidate[int | None]]:
    """No total, and every larger figure of the same harm near this one, by its index; none that is its own part."""
    part, told = drafts[i], drafts[i].part_of
    nothing = {"none", f"none+{'single' if part.link.quantity.single else 'counted'}"}
    if in_heading(part):
        nothing.add("none_in_a_heading")
    if told is not None:
        nothing.add("none_though_broken_down")
    wholes = []
    for j in range(max(0, i - BEFORE), min(len(drafts), i + AFTER + 1)):
        if j != i and _may_hold(drafts[j], part) and drafts[j].part_of != i:
            wholes.append(j)
    if not wholes:
        nothing.add("none_larger")
    yield Candidate(None, frozenset(nothing | {f"none+{f}" for f in _of_part(part)}))
    for j in wholes:
        features = {*_features(discourse, drafts[j], part), *_among(discourse, drafts, i, wholes, j)}
        yield Candidate(j, frozenset(features))


def _among(discourse: Discourse, drafts: Sequence[Draft], i: int, wholes: list[int], j: int) -> Iterator[str]:
    """How one larger figure stands among all that may hold a part."""
    part, whole, siblings = drafts[i], drafts[j], discourse.parts.get(j, [])
    if j == part.part_of:
        yield "broken_down"
    if _by_rule(whole, part, siblings):
        yield "by_rule"
    if j == max((k for k in wholes if k < i), default=None):
        yield "nearest_before"
    if whole.value == max(drafts[k].value for k in wholes):
        yield "largest"
    if whole.part_of is not None:
        yield "a_part_itself"
    yield "told_before" if any(_same_figure(drafts[k], whole) for k in wholes if k < j) else "first_told"
    others = [d for d in siblings if d is not part][:MOST_PARTS]
    if others:
        yield "has_parts"
        if sum(d.value for d in others) + part.value > whole.value:
            yield "overflows"


def _may_hold(whole: Draft, part: Draft) -> bool:
    same = whole.harm is part.harm or whole.harm is Harm.CASUALTIES
    return same and whole.value > part.value > 0


def _by_rule(whole: Draft, part: Draft, siblings: Sequence[Draft]) -> bool:
    """Whether it is the plainest case: a day or place of a total over days, of one voice, told right after it."""
    if not 0 < part.number - whole.number <= 3 or not (part.own_time or part.own_places) or whole.time is None:
        return False
    if whole.time.rule not in ("run", "past", "bare", "recent", "thisunit") or whole.harm is not part.harm:
        return False
    voices = {d.source.words for d in (whole, part) if d.source is not None}
    others = sum(d.value for d in siblings[:MOST_PARTS] if d is not part)
    fits = others + part.value <= whole.value or whole.stated.bound in (Bound.AT_LEAST, Bound.MORE_THAN)
    return fits and len(voices) < 2 and part.background == whole.background and whole.stated.bound is not Bound.VAGUE


def _same_figure(one: Draft, other: Draft) -> bool:
    return one.value == other.value and one.harm is other.harm


def _of_part(part: Draft) -> Iterator[str]:
    """What a figure's own words say of whether it is part of something."""
    tokens, q = part.scanned.sentence.tokens, part.link.quantity
    last, first = tokens[q.last - 1].lower, tokens[q.first].lower
    if last in ("others", "other", "more") or first in ("another", "other"):
        yield "others"
    after = [t.lower for t in tokens[q.last : q.last + 2]]
    if after[:1] == ["of"] or "of" in [t.lower for t in tokens[q.first : q.last]]:
        yield "of_them"
    lowers = {t.lower for t in tokens[max(0, q.first - 6) : q.first]}
    if lowers & {"among", "including", "includes", "included", "amongst"}:
        yield "among_them"
    if part.own_places:
        yield "own_place"
    if part.own_time:
        yield "own_time"
    if part.who:
        yield "own_group"
    if q.single:
        yield "single"
    if tokens and tokens[0].lower in ("elsewhere", "meanwhile", "separately", "also", "in", "on", "another"):
        yield "another_story"


def _features(discourse: Discourse, whole: Draft, part: Draft) -> Iterator[str]:
    """How a larger figure stands to a smaller one."""
    distance = part.number - whole.number
    near = _nearness(whole, distance)
    yield near
    own = list(_of_part(part))
    zone = near if near in ("same", "heading") else "before" if distance > 0 else "after"
    for feature in own:
        yield feature
        yield f"{zone}+{feature}"
    if whole.paragraph == part.paragraph:
        yield "one_paragraph"
    if near == "same":
        yield from _between(whole, part)
    if whole.number <= discourse.first_body + 1:
        yield "in_the_lead"
    if whole.victims is part.victims:
        yield "same_victims"
    elif {"combatant", "civilian"} == {whole.victims.value, part.victims.value}:
        yield "other_victims"
    if set(part.who) - set(whole.who):
        yield "a_group_of_it"
    yield from _apart(whole, part)
    lowers = {t.lower for t in whole.scanned.sentence.tokens}
    if lowers & {"total", "overall", "altogether", "across", "bringing", "toll", "several"}:
        yield "a_sum"
    if near in ("same", "before_1", "before_2", "after_1") and lowers_of(part) & _CORRECTED:
        yield "an_earlier_count"
    yield from _in_size(whole, part)


def _in_size(whole: Draft, part: Draft) -> Iterator[str]:
    if whole.value >= 3 * part.value:
        yield "much_larger"
    if whole.value >= 1000:
        yield "thousands"
    if whole.background:
        yield "background"


_CORRECTED = frozenset(
    "earlier initial initially previous previously revised updated first preliminary rose risen climbed lower".split()
)
"""Words that tell of an earlier count of the same people, which is no part of the later one."""


def lowers_of(draft: Draft) -> set[str]:
    """The words of a figure's sentence."""
    return {t.lower for t in draft.scanned.sentence.tokens}


def _nearness(whole: Draft, distance: int) -> str:
    if whole.scanned.sentence.kind in HEADS:
        return "heading"
    if distance > 4:
        return "far"
    return "same" if not distance else f"before_{distance}" if distance > 0 else f"after_{min(3, -distance)}"


def _between(whole: Draft, part: Draft) -> Iterator[str]:
    """The words between two figures of one sentence."""
    one, other = sorted((whole.link.quantity, part.link.quantity), key=lambda q: q.first)
    yield "same+after" if whole.link.quantity.first > part.link.quantity.first else "same+before"
    words = {t.lower for t in part.scanned.sentence.tokens[one.last : other.first]}
    yield from (
        f"same+{w}" for w in ("including", "among", "and", "mostly", "of", "bringing", "were", "in") if w in words
    )


def _apart(whole: Draft, part: Draft) -> Iterator[str]:
    """Whether they name other days, places, means or sources."""
    ours = {m.words for m in part.where[: part.own_places]}
    theirs = {m.words for m in whole.where[: whole.own_places]}
    if ours and theirs:
        yield "other_place" if not ours & theirs else "same_place"
    if part.own_time and whole.own_time and part.time and whole.time:
        yield "same_time" if part.time.parts == whole.time.parts else "other_time"
    if whole.time is not None and whole.time.rule in (
        "run",
        "past",
        "bare",
        "recent",
        "thisunit",
        "since",
        "weekdayspan",
    ):
        yield "over_days"
    if part.means != "unknown" and whole.means != "unknown":
        yield "same_means" if part.means == whole.means else "other_means"
    if part.source and whole.source:
        yield "same_source" if part.source.words == whole.source.words else "other_source"
    if part.link.trigger is not None and part.link.trigger == whole.link.trigger and part.number == whole.number:
        yield "one_harm_word"
