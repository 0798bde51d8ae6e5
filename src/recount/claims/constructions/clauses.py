"""Clauses: whether a word of harm is said of a figure, or of somebody else whom its clause tells of.

Asked of a sentence's syntax, where it has been parsed. A parse may be wrong: so a clause speaks against a figure only
where it names another by a subject, or by whom it describes, and that other stands between the figure and the harm.
"""

from __future__ import annotations

from recount.claims.constructions.taking import follows_victims
from recount.claims.scene import INCLUDING, Scene
from recount.claims.syntax import above, children
from recount.claims.triggers import Trigger
from recount.claims.victims import QuantityPhrase
from recount.claims.words import words
from recount.lang.phrases import lower_at
from recount.model import Parse

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_RELATIVES = frozenset({"who", "whom", "whose", "which", "that"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of verbs that have a subject."""


def is_of_another(scene: Scene, q: QuantityPhrase, trigger: Trigger) -> bool:
    """Whether a harm after the figure is somebody else's.

    Such as "four men were hit, and one died", "ten friends, among them the boy who was killed", "three men fired shots
    that killed a girl".
    """
    parse = scene.parse
    if parse is None:
        return False
    for k in above(parse, _top(parse, trigger.first, trigger.last)):
        subjects = [s for s in children(parse, k) if parse.relations[s] in _SUBJECTS]
        told = [s for s in subjects if scene.tokens[s].lower not in _RELATIVES]
        if told:
            return all(_is_another(scene, q, s, trigger) for s in told)
        if subjects and parse.relations[k].endswith(":relcl"):
            described = parse.heads[k]
            if parse.tags[described].startswith("V"):
                described = subjects[0] - 1  # "went and fired shots that killed": what stands before the pronoun
            does = scene.tokens[subjects[0]].lower in ("that", "which") and not follows_victims(scene, trigger)
            apart = _is_set_apart(scene, q, described, a_deed=does)
            return apart and _stands_between(scene, q, described, trigger)
    return False


def _is_another(scene: Scene, q: QuantityPhrase, subject: int, trigger: Trigger) -> bool:
    """Whether the subject of the harm is another than the figure: no pronoun for it, and in a clause of its own."""
    one = q.single or q.stated.value == 1
    stands_for_it = scene.tokens[subject].lower in (_ONE if one else _SEVERAL)
    return not stands_for_it and _stands_between(scene, q, subject, trigger) and _clause_ends(scene, q.last, subject)


_ONE = frozenset({"he", "she"})
_SEVERAL = frozenset({"they", "all", "both"})


def _clause_ends(scene: Scene, first: int, last: int) -> bool:
    """Whether a verb of its own stands in `[first, last)`: without one, a parse takes a row of nouns apart.

    What a relative clause tells is no verb of its own: "a bystander who is no officer, Ann Lee, was shot".
    """
    if scene.parse is None:
        return False
    return any(
        scene.parse.tags[k] in _FINITE
        and scene.tokens[k].lower not in ("ages", "aged")
        and lower_at(scene.tokens, k - 1) not in _RELATIVES
        for k in range(first, last)
    )


def _is_set_apart(scene: Scene, q: QuantityPhrase, described: int, *, a_deed: bool) -> bool:
    """Whether a relative clause tells of one who is not just the figure by another word: "a witness, Ann, who was".

    Args:
        scene: the sentence.
        q: the figure.
        described: the noun that it tells of.
        a_deed: whether that does the harm, as a thing may: "the shooting that left a baby dead".
    """
    if _clause_ends(scene, q.last, described):
        return True
    before = {t.lower for t in scene.tokens[q.last : described]}
    if before & INCLUDING:
        return bool(before & words().determiners)
    return a_deed and words().victims.ending_at(scene.tokens, described + 1) is None


def has_its_own_verb(scene: Scene, q: QuantityPhrase) -> bool:
    """Whether a verb follows whose subject the figure is: "… and three others, all men, were taken to hospital"."""
    tokens, k = scene.tokens, q.end
    opened = lower_at(tokens, k)
    while opened in _ASIDES:  # once for "-", twice for "--"
        k += 1
        if lower_at(tokens, k) != opened:
            break
    if k > q.end:
        closed = (n for n in range(k, min(len(tokens), k + LONGEST_ASIDE)) if tokens[n].text == opened)
        k = next(closed, k)
        while lower_at(tokens, k) == opened:
            k += 1
    if k >= len(tokens):
        return False
    if words().say.at(tokens, k) is not None:
        return lower_at(tokens, k + 1) in _ENDS_A_SAYING  # "nine women said a medic" says nothing that women said
    finite = scene.parse is not None and scene.parse.tags[k] in _FINITE
    return finite or tokens[k].lower in words().auxiliaries


_ASIDES = frozenset({",", "-", "–", "—"})

_ENDS_A_SAYING = frozenset({"", ".", ",", "that"})

LONGEST_ASIDE = 16
"""Tokens between two commas or dashes, at most."""


def is_in_care(scene: Scene, q: QuantityPhrase) -> bool:
    """Whether those counted are told to be under treatment: "left two people dead and three others in hospital"."""
    after = [t.lower for t in scene.tokens[q.last : q.last + _CARE_WITHIN]]
    return after[:1] in (["in"], ["to"], ["at"]) and not _CARE.isdisjoint(after)


_CARE = frozenset({"hospital", "hospitals", "condition", "care", "surgery"})
_CARE_WITHIN = 5


def _top(parse: Parse, first: int, last: int) -> int:
    """The token of `[first, last)` that the others hang from."""
    return next((k for k in range(first, last) if not first <= parse.heads[k] < last), first)


def _stands_between(scene: Scene, q: QuantityPhrase, other: int, trigger: Trigger) -> bool:
    """Whether a noun stands after the figure, before the harm, and is not what the figure belongs to."""
    if scene.parse is None or not q.last <= other < trigger.first:
        return False
    return other not in above(scene.parse, _top(scene.parse, q.first, q.last))
