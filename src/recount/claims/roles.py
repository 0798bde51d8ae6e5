"""Roles: what a party is in its sentence: doer, accused, one side of a fight; or speaker, target, holder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from recount.claims.parties import PartyWords, names_a_place
from recount.claims.syntax import above
from recount.claims.words import words
from recount.lang.loader import lexicon
from recount.lang.phrases import PhraseTable, lower_at
from recount.model import Parse, Token

if TYPE_CHECKING:
    from recount.claims.draft import Scanned

DOING = frozenset({"by", "deed", "of_the_means", "doer_of_the_harm", "doer_of_the_attack", "accused", "fought"})
"""Roles that say that a party did something that harms. Without one of them, or a claim of its own, none is accused."""

ASIDE = frozenset({"harmed", "loses", "its_place", "target", "placed", "backs", "speaks"})
"""Roles that leave no room for a doer's."""

REACH = 3
"""Words after a name in which its deed stands."""


def roles(scanned: Scanned, party: PartyWords) -> frozenset[str]:
    """What a party is in its sentence, by the words beside it and its place in the tree."""
    tokens = scanned.sentence.tokens
    if any(party.first < k.quantity.last and k.quantity.first < party.last for k in scanned.links):
        return frozenset({"harmed"})
    beside = set(_beside(tokens, party))
    if "placed" in beside and _names_a_deed(scanned, party):
        beside = (beside - {"placed"}) | {"deed"}  # "in a Daesh attack", not "in Daesh territory"
    if beside & ASIDE and "accused" not in beside:
        return frozenset(beside)
    if names_a_place(tokens, party):
        return frozenset(beside)
    after = range(party.first, min(len(tokens), party.last + REACH))
    deeds = [m.first for m in scanned.means if m.first in after and m.last > party.last - 1]
    deeds += [k for k in after if k >= party.last - 1 and words().attacks.at(tokens, k)]
    told = [k for k in deeds if not _broken(tokens, party.last, k)]
    if any(tokens[k].lower not in _words()["fighting"] for k in told):
        beside.add("deed")
    elif told:
        beside.add("fought")  # "X and Y are fighting over the road": neither is said to have harmed anyone
    if scanned.sentence.parse is not None:
        beside.update(_in_tree(scanned, scanned.sentence.parse, party))
    return frozenset(beside)


def _names_a_deed(scanned: Scanned, party: PartyWords) -> bool:
    """Whether a weapon or a word of attack is part of the name or the next word."""
    within = (party.last - 1, party.last)
    tokens = scanned.sentence.tokens
    return any(m.first in within for m in scanned.means) or any(
        words().attacks.at(tokens, k) and lower_at(tokens, k) not in _BREAKS for k in within
    )  # not "an earthquake in X killed 60"


def _broken(tokens: Sequence[Token], first: int, last: int) -> bool:
    return any(t.text in ",;.:()" or t.lower in _BREAKS for t in tokens[first:last])


_BREAKS = frozenset(
    {"said", "says", "say", "against", "by", "after", "from", "were", "was", "on", "in", "killed", "who", "been"}
)
"""Words between a name and a deed that cut the one off from the other."""


@cache
def _words() -> dict[str, frozenset[str]]:
    table = lexicon("en", "accusing")
    return {name: frozenset(table[name]) for name in ("speaking", "its_place", "holding", "fighting")}


@cache
def _accusing() -> PhraseTable[str]:
    return PhraseTable((phrase, phrase.split()[-1]) for phrase in lexicon("en", "accusing")["accusing"])


def _beside(tokens: Sequence[Token], party: PartyWords) -> Iterator[str]:
    first = _word_before(tokens, party)
    before, after = lower_at(tokens, first), lower_at(tokens, party.last)
    if tokens[party.last - 1].lower.endswith(_HELD) or after.endswith(_HELD) or after in _words()["its_place"]:
        yield "its_place"
    if after.startswith("backed"):
        yield "backs"
    if any(t.lower in ("lost", "loses", "suffered", "losing") for t in tokens[party.last : party.last + 3]):
        yield "loses"
    if after in _words()["speaking"] or words().say.at(tokens, party.last) is not None:
        yield "speaks"
    if words().say.ending_at(tokens, first + 1) is None and words().according.ending_at(tokens, first + 1) is not None:
        yield "speaks"
    accused = _accusing().ending_at(tokens, first + 1)
    if accused is not None or _is_accused(tokens, party.last):
        yield "accused"
    elif _accusing().at(tokens, party.last) is not None or lower_at(tokens, party.last) in ("has", "have"):
        if any(_accusing().at(tokens, k) for k in (party.last, party.last + 1)):
            yield "speaks"
    elif before in _ROLES:
        role = _ROLES[before]
        held = role == "by" and lower_at(tokens, first - 1) in _words()["holding"]
        yield "backs" if held else role
    if _fought(tokens, party, first):
        yield "fought"


def _word_before(tokens: Sequence[Token], party: PartyWords) -> int:
    """The token before a name that says what it is there: "by" in "by the suspected X" and "by troops loyal to X"."""
    first = party.first - 1
    while first >= 0 and (tokens[first].lower in _PASSED or "-" in tokens[first].text[1:-1]):
        first -= 1
    loyal = lower_at(tokens, first) == "to" and lower_at(tokens, first - 1) == "loyal"
    return first - 3 if loyal else first


_PASSED = frozenset(
    {"the", "a", "an", '"', "“", "both", "either", "armed", "suspected", "alleged", "islamist", "jihadist", "extremist"}
    | {"foreign", "local", "hardline", "radical", "unknown", "unidentified", "other", "more"}
)
"""Words between "by" and a party's name that are passed over."""

_HELD = ("-held", "-controlled", "-run", "-ruled", "-occupied", "-backed", "-linked", "-affiliated")


def _is_accused(tokens: Sequence[Token], last: int) -> bool:
    """Whether a passive of accusing follows: "X was blamed", "X stands accused"."""
    return lower_at(tokens, last) in ("was", "were", "is", "are", "stands", "been") and lower_at(tokens, last + 1) in (
        "blamed",
        "accused",
        "suspected",
        "responsible",
        "behind",
    )


def _fought(tokens: Sequence[Token], party: PartyWords, first: int) -> bool:
    """Whether it is named as one side of a fight: "clashes with X", "fighting between X and Y", "X clashed with Y"."""
    fighting = _words()["fighting"]
    if lower_at(tokens, party.last) in fighting and tokens[party.last].lower not in ("clash", "battle"):
        return True
    if lower_at(tokens, first) not in ("with", "against", "between", "and"):
        return False
    for k in range(first - 1, max(-1, first - 9), -1):
        if tokens[k].lower in fighting:
            return True
        if tokens[k].text in ".;:" or words().say.at(tokens, k) is not None:
            return False
    return False


def _in_tree(scanned: Scanned, parse: Parse, party: PartyWords) -> Iterator[str]:
    """The subject of a harm or an attack, its agent, or part of the means' name; else subject or object of anything."""
    deeds = {link.trigger.first for link in scanned.links if link.trigger is not None}
    means = {k for m in scanned.means for k in range(m.first, m.last)}
    for k in above(parse, party.last - 1):
        relation, up = parse.relations[k], parse.heads[k]
        if up in means and relation in ("compound", "amod", "nmod:poss", "flat"):
            yield "of_the_means"
            return
        if relation in ("nsubj", "obl:agent"):
            attacks = words().say.at(scanned.sentence.tokens, up) is None and any(
                m != k and _under(parse, m, up) for m in means
            )
            yield "doer_of_the_harm" if up in deeds else "doer_of_the_attack" if attacks else relation
            return
        if relation in ("obj", "nsubj:pass"):
            yield relation
        if relation not in _WITHIN_NAME:
            return


def _under(parse: Parse, low: int, verb: int) -> bool:
    """Whether a word is part of what a verb says its subject does: "carried out raids", "went on to fire rockets"."""
    for step, k in enumerate(above(parse, low)):
        if k == verb:
            return step > 0
        if step == DEEP or parse.relations[k] in _OTHERS_DEED:
            return False
    return False


DEEP = 5
_OTHERS_DEED = frozenset({"nsubj", "nsubj:pass", "ccomp", "parataxis", "obl:agent", "acl:relcl"})
"""Relations that lead out of what the subject itself does."""

_ROLES = {
    role: name
    for name, those in {
        "by": "by from",
        "of": "of",
        "with": "with between",
        "target": "against targeting hit struck targeted attacked killed on upon striking hitting bombing shelled",
        "placed": "at near in around",
        "backs": "held controlled backed supported",
    }.items()
    for role in those.split()
}
_WITHIN_NAME = frozenset({"compound", "amod", "flat", "nmod:poss", "appos", "conj"})
"""Relations that lead from a party's name to the noun phrase it stands in: "Russian" to "warplanes"."""
