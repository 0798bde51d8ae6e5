"""Relations between the claims of one report: parts of a total, repeats of a fact, rival figures for one fact."""

from __future__ import annotations

from recount.claims.draft import Draft
from recount.model import Bound, Harm, Modality, Scope, SegmentKind, Victims

FOLLOWS = 3
"""A total is broken down by day or place within this many sentences after it."""

MOST_TELLINGS = 20
"""Earlier tellings of one number that a figure is compared with; no report but a made-up one has more."""

_HEADS = (SegmentKind.TITLE, SegmentKind.HEADING, SegmentKind.HIGHLIGHTS)


def relate(drafts: list[Draft]) -> None:
    """Set `part_of`, `repeat_of` and `rivals`, in that order."""
    for i, draft in enumerate(drafts):
        if draft.part_of is None and (draft.link.reason.rule == "among_the_dead" or _is_one_of_many(draft)):
            _find_whole_of_the_dead(drafts, i)
        elif draft.part_of is None:
            _find_total(drafts, i)
    told: dict[tuple[Harm, int, str | None], list[int]] = {}
    for i, draft in enumerate(drafts):
        same = told.setdefault((draft.harm, draft.value, draft.stated.word), [])
        _find_repeat(drafts, i, same)
        if draft.repeat_of is None:
            same.append(i)
    for i, draft in enumerate(drafts):
        if draft.repeat_of is None:
            _find_rival(drafts, i)
    for draft in drafts:
        _share(drafts, draft)


def _find_total(drafts: list[Draft], i: int) -> None:
    """A smaller figure with its own day or place, told right after a total of the same harm, is part of it."""
    part = drafts[i]
    if not part.own_time and not part.own_places:
        return
    for j in range(i - 1, -1, -1):
        whole = drafts[j]
        if part.number - whole.number > FOLLOWS:
            return
        if _may_contain(whole, part) and _fits_with_siblings(drafts, j, part):
            part.part_of, part.scope = j, Scope.PART
            part.because("part_of_the_total_before", "A day or place of a total that the report states just before.")
            for draft in drafts:
                if draft.number == part.number and draft.time is None and draft.when is None:
                    draft.when, draft.time = whole.when, whole.time
            return


def _find_whole_of_the_dead(drafts: list[Draft], i: int) -> None:
    """Someone named "among the dead" is one of the last larger figure of that harm."""
    part = drafts[i]
    for j in range(i - 1, -1, -1):
        whole = drafts[j]
        if part.number - whole.number > FOLLOWS:
            return
        apart = _is_one_of_many(part) and (_set_apart(whole, part) or part.number == whole.number)
        if whole.harm is part.harm and whole.value > part.value and whole.scope is not Scope.WAR and not apart:
            part.part_of, part.scope = j, Scope.PART
            part.because("among_those_counted_before", "It is told of one among the people counted just before.")
            _give(whole, part)
            return


def _is_one_of_many(draft: Draft) -> bool:
    """Whether it is one victim told without a number, who may be among those counted before: "a boy died too"."""
    first = draft.scanned.sentence.tokens[draft.link.quantity.first].lower
    return draft.link.quantity.single and first != "another" and not draft.background


def _may_contain(whole: Draft, part: Draft) -> bool:
    if whole.scope is not Scope.PERIOD or whole.harm is not part.harm or whole.stated.bound is Bound.VAGUE:
        return False
    if part.scope is not Scope.INCIDENT or part.value >= whole.value or whole.time is None:
        return False
    if part.background != whole.background or whole.modality is not part.modality:
        return False
    same_voice = part.source is None or whole.source is None or part.source.words == whole.source.words
    return (
        same_voice and part.number > whole.number and whole.time.rule in ("run", "past", "bare", "recent", "thisunit")
    )


def _fits_with_siblings(drafts: list[Draft], j: int, part: Draft) -> bool:
    """Whether all parts of the total together do not exceed it."""
    siblings = sum(d.value for d in drafts if d.part_of == j and d.repeat_of is None)
    return siblings + part.value <= drafts[j].value or drafts[j].stated.bound in (Bound.AT_LEAST, Bound.MORE_THAN)


def _find_repeat(drafts: list[Draft], i: int, same: list[int]) -> None:
    """The same number for the same fact, said again; `same` are the first tellings of that number so far."""
    again = drafts[i]
    for j in same[:MOST_TELLINGS]:
        if _one_fact(drafts[j], again):
            again.repeat_of = j
            again.because(
                "said_before_in_this_report", "The same number for the same fact stands earlier in the report."
            )
            return


def _one_fact(first: Draft, again: Draft) -> bool:
    if first.number == again.number or (first.value < 3 and first.scanned.sentence.kind not in _HEADS):
        return False
    if Modality.DENIED in (first.modality, again.modality) or first.background != again.background:
        return False
    if Victims.UNSPECIFIED not in (first.victims, again.victims) and first.victims is not again.victims:
        return False
    if set(first.who) != set(again.who) and first.who and again.who:
        return False
    heading = first.scanned.sentence.kind in _HEADS
    return heading or not _set_apart(first, again)


def _set_apart(first: Draft, again: Draft) -> bool:
    """Whether the two name different days or different places of their own."""
    if first.time and again.time and first.own_time and again.own_time and first.time.parts != again.time.parts:
        return True
    ours = {m.words for m in first.where[: first.own_places]}
    theirs = {m.words for m in again.where[: again.own_places]}
    return bool(ours and theirs and not ours & theirs)


def _find_rival(drafts: list[Draft], i: int) -> None:
    """A heading's vague word and the number or word that the text below gives for the same fact."""
    draft = drafts[i]
    for j in range(i - 1, -1, -1):
        head = drafts[j]
        if draft.number - head.number > 2:
            return
        near = 0 < draft.number - head.number <= 2 and head.scanned.sentence.kind in _HEADS
        vague = Bound.VAGUE in (head.stated.bound, draft.stated.bound)
        if near and vague and head.harm is draft.harm and head.value != draft.value and draft.part_of is None:
            if not any(d.rivals == j or d.repeat_of == j for d in drafts):
                draft.rivals = j
                draft.because("rivals_the_heading", "The heading above puts another word or number to the same fact.")
            return


def _share(drafts: list[Draft], draft: Draft) -> None:
    """Mentions of one fact share what only one of them tells; a breakdown shares its whole's day and place."""
    other = draft.repeat_of if draft.repeat_of is not None else draft.rivals
    if other is None and draft.part_of is not None and draft.number == drafts[draft.part_of].number:
        other = draft.part_of
    if other is None:
        return
    for giver, taker in ((drafts[other], draft), (draft, drafts[other])):
        if giver is draft and draft.part_of == other:
            continue
        _give(giver, taker)


def _give(giver: Draft, taker: Draft) -> None:
    loose = not taker.own_time or (taker.time is not None and taker.time.rule == "bare")
    if giver.when is not None and loose and (giver.own_time or taker.when is None):
        taker.when, taker.time = giver.when, giver.time
    if giver.own_places and not taker.own_places:
        taker.where = [*giver.where, *taker.where]
    if giver.means != "unknown" and not taker.own_means:
        taker.means = giver.means
    if giver.by and not taker.by:
        taker.by = list(giver.by)
    one_fact = taker.repeat_of is not None or giver.repeat_of is not None or taker.number == giver.number
    if one_fact and taker.source is None and giver.source is not None:
        taker.source, taker.via = giver.source, list(giver.via)
    if taker.scope is Scope.INCIDENT and giver.scope is Scope.PERIOD and taker.harm in (Harm.KILLED, Harm.INJURED):
        taker.scope = giver.scope
