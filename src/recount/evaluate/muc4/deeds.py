"""Deeds: what a report says was done, sentence by sentence, of the kinds that MUC-4 asks for.

Claims of people killed, hurt or kidnapped and statements of attacks are deeds. What MUC-4 leaves out is left out:
fighting between armed forces, the casualties of combatants in it, totals of a period or the war, and what is told as
background or denied.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from recount.claims.draft import Scanned
from recount.claims.named import persons_from
from recount.evaluate.muc4.templates import Count
from recount.evaluate.muc4.words import closed_set, hit_things, listed
from recount.model import (
    Bound,
    GroundedClaim,
    GroundedStatement,
    Harm,
    Modality,
    Place,
    Reading,
    Scope,
    Span,
    Victims,
    When,
)

BOMBS = frozenset({"bombing", "suicide_bombing", "landmine", "missile", "airstrike"})


FIGHTING = frozenset({"clash", "siege"})


EFFECT = {Harm.KILLED: "DEATH", Harm.INJURED: "INJURY"}


WAR = 400
"""No single incident of this newswire took so many: a figure of it adds up a war."""


MANY = 50
"""A total of so many people is of no single incident."""


SHORT = 14
"""Days. A total over more is of no single incident."""


@dataclass(slots=True, kw_only=True)
class Victim:
    """People of one kind with one effect."""

    words: str
    name: str | None
    count: Count | None
    effect: str | None
    whole: bool
    """Whether it is no part of another figure."""

    sentence: int
    """Where its sentence starts."""


@dataclass(slots=True, kw_only=True)
class Deed:
    """One thing done, in one sentence."""

    kind: str
    scanned: Scanned
    at: int
    """Code point."""

    when: When | None
    where: Place | None
    victims: list[Victim] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    alleged: bool = False


def deeds_of(reading: Reading, scanned: Sequence[Scanned], canonical: str) -> Iterator[Deed]:
    """The deeds of a report: of its figures, of attempts on someone, of its attacks."""
    for claim in reading.claims:
        one = _sentence(scanned, claim.claim.span)
        if one is not None and _counts(claim, one.sentence.span.of(canonical).lower()):
            yield _of_claim(claim, one, canonical)
    for one in scanned:
        yield from _attempts(one, reading, canonical)
    for statement in reading.statements:
        one = _sentence(scanned, statement.statement.span)
        if one is not None and statement.statement.kind == "attack":
            deed = _of_statement(statement, one, canonical)
            if deed is not None:
                yield deed


_AIMED = (["attack", "on"], ["attack", "against"], ["attempt", "against"], ["attempt", "on"], ["attacks", "against"])


def _attempts(one: Scanned, reading: Reading, canonical: str) -> Iterator[Deed]:
    """Attacks on a person by name or office, whatever came of them."""
    tokens = one.sentence.tokens
    for k in range(len(tokens) - 2):
        if [t.lower for t in tokens[k : k + 2]] in _AIMED:
            for who in persons_from(tokens, k + 2):
                said = " ".join(canonical[tokens[who.first].start : tokens[who.last - 1].end].split())
                name = None
                if who.name:
                    name = " ".join(canonical[tokens[who.name[0]].start : tokens[who.name[1] - 1].end].split())
                    said = said.replace(name, "").strip(" ,")
                victim = Victim(
                    words=_head_words(said), name=name, count=Count(1, 1), effect=None, whole=False, sentence=0
                )
                yield Deed(kind="ATTACK", scanned=one, at=tokens[k].start, when=None, where=None, victims=[victim])


def _sentence(scanned: Sequence[Scanned], span: Span) -> Scanned | None:
    return next((s for s in scanned if s.sentence.span.overlaps(span)), None)


def _counts(claim: GroundedClaim, said: str) -> bool:
    """Whether MUC-4 asks for it: people killed, hurt or kidnapped in one event, no combatants fallen in a fight."""
    c = claim.claim
    if c.harm not in (Harm.KILLED, Harm.INJURED, Harm.CAPTURED) or c.scope is Scope.WAR:
        return False
    if c.scope is Scope.PERIOD and ((c.stated.value or 0) >= MANY or (claim.when and claim.when.days > SHORT)):
        return False
    if c.modality not in (Modality.ASSERTED, Modality.ALLEGED) or c.background:
        return False
    if c.harm is Harm.CAPTURED and not any(w in said for w in listed("kidnap")):
        return False
    guarded = closed_set("victim", c.text) in ("LAW ENFORCEMENT", "SECURITY GUARD")
    if _fights(c.text) or (c.stated.value or 0) >= WAR:
        return False
    if c.victims is Victims.COMBATANT and not guarded:
        return (
            bool(c.persons)
            or closed_set("victim", c.text) == "POLITICAL FIGURE"
            or bool(c.means in BOMBS and closed_set("victim", c.text))
        )
    return not (c.victims is Victims.UNSPECIFIED and c.means in FIGHTING and len(c.text.split()) == 1)


def _fights(told: str) -> bool:
    said = set(told.lower().split())
    return bool(said & listed("fighters"))


def _of_claim(claim: GroundedClaim, one: Scanned, canonical: str) -> Deed:
    c = claim.claim
    said = one.sentence.span.of(canonical).lower()
    if c.harm is Harm.CAPTURED:
        kind = "KIDNAPPING"
    else:
        kind = "BOMBING" if c.means in BOMBS or "dynamite" in said else "ATTACK"
    value, high = c.stated.value, c.stated.value_max
    count = None if value is None else Count(value, high if high is not None else _high(c.stated.bound, value))
    name = c.persons[0].name if len(c.persons) == 1 and value == 1 else None
    said_of = " ".join(c.text.split())
    if name is not None:
        said_of = said_of.replace(name, "").strip(" ,")
    return Deed(
        kind=kind,
        scanned=one,
        at=c.span.start,
        when=claim.when,
        where=claim.where,
        victims=[
            Victim(
                words=_head_words(said_of),
                name=" ".join(name.split()) if name else None,
                count=count,
                effect=EFFECT.get(c.harm),
                whole=c.part_of is None,
                sentence=one.sentence.span.start,
            )
        ]
        if c.repeat_of is None
        else [],
        alleged=c.modality is Modality.ALLEGED,
    )


def _high(bound: Bound, value: int) -> int | None:
    return None if bound in (Bound.AT_LEAST, Bound.MORE_THAN, Bound.VAGUE) else value


def _head_words(told: str) -> str:
    """The words of a figure without its number."""
    said = told.split()
    while said and (said[0].lower() in listed("before_the_noun") or not said[0][0].isalpha()):
        said = said[1:]
    return " ".join(said)


def _of_statement(grounded: GroundedStatement, one: Scanned, canonical: str) -> Deed | None:
    s = grounded.statement
    said = one.sentence.span.of(canonical).lower()
    burnt = any(w in said for w in ("set fire", "burned", "set on fire", "torched", "burning"))
    exploded = any(w in said for w in listed("explosives"))
    bombed = exploded or s.means in BOMBS
    kind = "BOMBING" if bombed else "ARSON" if burnt else "ATTACK"
    targets = [t.words for t in hit_things(one.sentence.tokens, canonical)]
    if not exploded and any(w in s.text.lower() for w in listed("policing")):
        return None
    if not targets and not (exploded and s.means in BOMBS) and not burnt:
        return None
    return Deed(kind=kind, scanned=one, at=s.span.start, when=grounded.when, where=grounded.where, targets=targets)
