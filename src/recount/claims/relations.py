"""Relations between the claims of one report: parts of a total, repeats of a fact, rival figures for one fact."""

from __future__ import annotations

from recount.claims.draft import Draft
from recount.model import Bound, Harm, Modality, Scope, SegmentKind, Victims

MOST_TELLINGS = 20
"""Earlier tellings of one number that a figure is compared with; no report but a made-up one has more."""

_HEADS = (SegmentKind.TITLE, SegmentKind.HEADING, SegmentKind.HIGHLIGHTS)


def relate(drafts: list[Draft]) -> None:
    """Set `repeat_of` and `rivals`, and let mentions of one fact share what only one of them tells."""
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
    for k, draft in enumerate(drafts):
        if draft.part_of is not None:
            _share_with_part(drafts, k)


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
    our_name, their_name = _name(first), _name(again)
    if our_name or their_name:
        same = one_name(our_name, their_name) or (not their_name and _is_definite(again))
        return first.number != again.number and same
    if first.number == again.number or (first.value < 3 and first.scanned.sentence.kind not in _HEADS):
        return False
    if Modality.DENIED in (first.modality, again.modality) or first.background != again.background:
        return False
    if Victims.UNSPECIFIED not in (first.victims, again.victims) and first.victims is not again.victims:
        return False
    ours, theirs = set(first.link.quantity.who), set(again.link.quantity.who)
    if ours != theirs and ours and theirs:
        return False
    heading = first.scanned.sentence.kind in _HEADS
    return heading or not _set_apart(first, again)


def _is_definite(draft: Draft) -> bool:
    """Whether the victim is "the general": someone the report has spoken of."""
    quantity = draft.link.quantity
    return quantity.single and draft.scanned.sentence.tokens[quantity.first].lower in ("the", "this")


def _name(draft: Draft) -> frozenset[str]:
    """The words of a victim's name; none where none is named."""
    name = draft.link.quantity.name
    tokens = draft.scanned.sentence.tokens
    return frozenset() if name is None else frozenset(t.lower.removesuffix("'s") for t in tokens[name[0] : name[1]])


def one_name(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names may be one person's: "Roberto Garcia Alvarado", "Roberto Garcia", "Garcia"."""
    shared = one & other
    return bool(shared) and (shared in (one, other) or len(shared) > 1)


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
    """Mentions of one fact share what only one of them tells; a breakdown shares its whole's day and place.

    Whom a mention is told by was weighed with all tellings in view and is not shared: a headline in the report's own
    voice stays so (sources right on the training reports: 0.82, shared 0.81).
    """
    other = draft.repeat_of if draft.repeat_of is not None else draft.rivals
    if other is None and draft.part_of is not None and draft.number == drafts[draft.part_of].number:
        other = draft.part_of
    if other is None:
        return
    for giver, taker in ((drafts[other], draft), (draft, drafts[other])):
        if giver is draft and draft.part_of == other:
            continue
        _give(giver, taker)


def _share_with_part(drafts: list[Draft], k: int) -> None:
    """What a part leaves unsaid is as its whole has it; its day also holds for what else its sentence tells."""
    part = drafts[k]
    whole = drafts[part.part_of or 0]
    _give(whole, part)
    for other in drafts[max(0, k - 3) : k + 4]:
        if other.number == part.number and other.time is None and whole.time is not None:
            other.when, other.time = whole.when, whole.time


def _give(giver: Draft, taker: Draft) -> None:
    loose = not taker.own_time or (taker.time is not None and taker.time.rule == "bare")
    if giver.when is not None and loose and (giver.own_time or taker.when is None):
        taker.when, taker.time = giver.when, giver.time
    if giver.who and not taker.who and taker.repeat_of is not None and taker.victims is giver.victims:
        taker.who = giver.who
    if giver.own_places and not taker.own_places:
        taker.where = [*giver.where, *taker.where]
    if giver.means != "unknown" and not taker.own_means:
        taker.means = giver.means
    if giver.by and not taker.by:
        taker.by = list(giver.by)
    if taker.scope is Scope.INCIDENT and giver.scope is Scope.PERIOD and taker.harm in (Harm.KILLED, Harm.INJURED):
        taker.scope = giver.scope
