"""Attacks: whether a sentence states one, by the verb and what stands beside it.

A verb such as "hit" or "fell" states an attack only beside a weapon, an armed party or a civilian object. One that is
only the circumstance of a casualty figure ("six died in air strikes on the town") is told by that claim already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from recount.claims.draft import Scanned
from recount.claims.means import MeansWords
from recount.claims.statement_words import CueMark, Force, statement_words
from recount.claims.words import words
from recount.model import Token

REACH = 16
"""Tokens looked at on either side of the verb."""

CLASH = "clash"
_TELLING = frozenset({"chemical", "suicide_bombing"})
"""Means that say more than the weapon they came with: shells filled with gas, bombers who also shot."""

_FLYING = frozenset(
    "warplanes warplane planes plane jets jet helicopters helicopter bombers drone drones aircraft air force".split()
)
_BREAKS = frozenset(
    "said says say saying told reported announced added confirmed while when after before but because as whilst".split()
)
_STOPS = frozenset('.;:()“”"?!')
_ADJUNCT = frozenset("in by during after following from of to over since with amid for despite under between".split())
_NOT_WEAPONS = frozenset({"siege", "execution"})
_FREE_TO = frozenset("first latest last second third continue continues began started managed".split())
_AT = frozenset("from on by at against into near over in".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class AttackWords:
    """An attack stated at tokens `[first, last)`."""

    first: int
    last: int
    plain: bool
    """Whether it is told as one event; else as a habit or a circumstance."""

    nominal: bool
    """Whether it is named only ("air strikes on the town"), not told by a verb."""

    means: str
    targets: tuple[str, ...]
    """Kinds of civilian object hit, as ``lang/en/statements.toml`` has them."""


@dataclass(slots=True, kw_only=True)
class _Scene:
    """One sentence while attacks are looked for."""

    scanned: Scanned
    tokens: Sequence[Token]
    weapons: list[MeansWords]
    arms: list[tuple[int, int]]
    """Weapons, parties and armed people."""

    targets: list[tuple[int, int, str]]


def find_attack(scanned: Scanned, marks: Sequence[CueMark]) -> AttackWords | None:
    """The attack that the sentence states; of several the first told as one event."""
    scene = _scene(scanned)
    named = [m for m in marks if m.meaning.kind == "attack"]
    found = [a for a in (_told(scene, m) for m in named if m.meaning.force in _BY_VERB) if a is not None]
    found += [a for a in (_named(scene, *n) for n in _nouns(scene, named)) if a is not None]
    return min(found, key=lambda a: (not a.plain, a.nominal, a.first), default=None)


_BY_VERB = (Force.VIOLENT, Force.STRIKING, Force.LAUNCHING, Force.LANDING, Force.TAKING)


def _scene(scanned: Scanned) -> _Scene:
    tokens = scanned.sentence.tokens
    weapons = [m for m in scanned.means if m.concept not in _NOT_WEAPONS]
    arms = [(m.first, m.last) for m in weapons] + [(p.first, p.last) for p in scanned.parties]
    arms += [(k, k + 1) for k, t in enumerate(tokens) if t.lower in statement_words().armed]
    targets = [(m.first, m.last, m.meaning) for m in statement_words().targets.find(tokens)]
    hit = [t for t in targets if not _on_the_way(tokens, t[0])]
    return _Scene(scanned=scanned, tokens=tokens, weapons=weapons, arms=arms, targets=hit)


def _on_the_way(tokens: Sequence[Token], first: int) -> bool:
    """Whether the building is where someone goes or speaks, not what is hit: "on their way to school"."""
    before = [t.lower for t in tokens[max(0, first - 2) : first]]
    return before[-1:] in (["to"], ["from"], ["white"]) or (before[:1] in (["to"], ["from"]) and before[-1:] == ["a"])


def _told(scene: _Scene, mark: CueMark) -> AttackWords | None:
    """The attack that a verb tells, if what it needs stands beside it."""
    if _unreal(scene.tokens, mark.first):
        return None
    left, right = _clause(scene.tokens, mark.first, mark.last)
    if not _NEEDS[mark.meaning.force](scene, mark, left, right):
        return None
    made = _made(scene, mark.first, mark.last, (left, right))
    fought = mark.meaning.force is Force.TAKING or (
        mark.meaning.force is Force.STRIKING and _on_the_ground(scene, left, mark.first)
    )
    return replace(made, means=CLASH) if made.means == "unknown" and fought else made


def _on_the_ground(scene: _Scene, first: int, last: int) -> bool:
    """Whether an armed party stands there, and nothing that flies: who attacks on foot fights."""
    words = {t.lower for t in scene.tokens[first:last]}
    return _within(scene.arms, first, last) and not words & _FLYING


def _by_itself(scene: _Scene, mark: CueMark, left: int, right: int) -> bool:
    return True


def _armed_or_aimed(scene: _Scene, mark: CueMark, left: int, right: int) -> bool:
    """Weapon or party before it; or, in the passive, an object before it or a weapon after it; or an object after."""
    tokens = scene.tokens
    passive = any(t.lower in words().auxiliaries for t in tokens[max(0, mark.first - 2) : mark.first])
    aimed = _within(scene.targets, left, mark.first) or _within(scene.targets, mark.last, right)
    if passive:
        return aimed or _within(scene.arms, mark.last, right)
    return aimed or _within(scene.arms, left, mark.first) or _has_digit_of(tokens, mark)


def _has_digit_of(tokens: Sequence[Token], mark: CueMark) -> bool:
    """Whether it comes under fire, which says by itself who acts."""
    return tokens[mark.last - 1].lower in ("fire", "shelling", "bombardment")


def _weapon_after(scene: _Scene, mark: CueMark, left: int, right: int) -> bool:
    """A weapon or attack is its object; or its subject, where it is a participle: "bombs dropped from …"."""
    tokens, reach = scene.tokens, min(right, mark.last + 8)
    if any(mark.last <= m.first < reach for m in scene.weapons):
        return True
    if any(t.lower in _DEEDS for t in tokens[mark.last : min(right, mark.last + 5)]):
        return True
    following = tokens[mark.last].lower if mark.last < len(tokens) else ""
    if any(m.concept == "suicide_bombing" and left <= m.first < mark.first for m in scene.weapons):
        return True
    return following in _AT and any(mark.first - 4 <= m.last <= mark.first for m in scene.weapons)


_DEEDS = frozenset("attack attacks assault offensive massacre counterattack counter-attack strikes".split())


def _weapon_before(scene: _Scene, mark: CueMark, left: int, right: int) -> bool:
    return any(max(left, mark.first - 10) <= m.first < mark.last and m.first < mark.first for m in scene.weapons)


def _party_near(scene: _Scene, mark: CueMark, left: int, right: int) -> bool:
    """An armed party takes ground: it stands before the verb, or after "by"."""
    agent = mark.last < right and scene.tokens[mark.last].lower == "by"
    return _within(scene.arms, left, mark.first) or (agent and _within(scene.arms, mark.last, right))


_NEEDS = {
    Force.VIOLENT: _by_itself,
    Force.STRIKING: _armed_or_aimed,
    Force.LAUNCHING: _weapon_after,
    Force.LANDING: _weapon_before,
    Force.TAKING: _party_near,
}


def _nouns(scene: _Scene, marks: Sequence[CueMark]) -> list[tuple[int, int]]:
    """Token ranges of the nouns that name an attack."""
    deeds = [(m.first, m.last) for m in scene.weapons if scene.tokens[m.last - 1].lower in _NAMES_A_DEED]
    return deeds + [(m.first, m.last) for m in marks if m.meaning.force is Force.NAMING]


_NAMES_A_DEED = frozenset(
    "airstrike airstrikes strike strikes raid raids shelling bombardment bombardments bombing bombings attack attacks"
    " assault fire blast blasts explosion explosions bomber".split()
)


def _named(scene: _Scene, first: int, last: int) -> AttackWords | None:
    """The attack that a noun names, with its target or as what kills: "a mortar attack killed four"."""
    tokens = scene.tokens
    if _unreal(tokens, first):
        return None
    left, right = _clause(tokens, first, last)
    kills = any(
        link.trigger is not None and 0 <= link.trigger.first - last <= REACH // 2 and "active" in link.trigger.ways
        and link.trigger.last <= link.quantity.first and link.trigger.first < right
        for link in scene.scanned.links
    )  # fmt: skip
    aimed = last < right and tokens[last].lower in statement_words().on
    if not kills and (not aimed or scene.scanned.links):
        return None
    adjunct = any(t.lower in _ADJUNCT for t in tokens[max(left, first - 4) : first])
    made = _made(scene, first, last, (left, right))
    plain = made.plain and (kills or not adjunct)
    return AttackWords(first=first, last=last, plain=plain, nominal=not kills, means=made.means, targets=made.targets)


def _made(scene: _Scene, first: int, last: int, clause: tuple[int, int]) -> AttackWords:
    left, right = clause
    habit = any(t.lower in statement_words().habit for t in scene.tokens[max(left, first - 8) : min(right, last + 8)])
    progress = [t.lower for t in scene.tokens[max(0, first - 2) : first]] in (["has", "been"], ["have", "been"])
    going_on = progress and scene.tokens[first].lower.endswith("ing")
    near = [m for m in scene.weapons if left <= m.first < right] or scene.weapons
    telling = [m for m in near if m.concept in _TELLING] or near
    means = min(telling, key=lambda m: (max(m.first - last, first - m.last, 0), m.first), default=None)
    kinds = dict.fromkeys(kind for a, _, kind in scene.targets if left <= a < right)
    return AttackWords(
        first=first,
        last=last,
        plain=not (habit or going_on),
        nominal=False,
        means="unknown" if means is None else means.concept,
        targets=tuple(kinds),
    )


def _within(ranges: Sequence[tuple[int, int] | tuple[int, int, str]], first: int, last: int) -> bool:
    return any(first <= r[0] < last for r in ranges)


def _clause(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Tokens around a verb that may belong to it: up to a stop, a conjunction or a verb of saying."""
    left = first
    while left > max(0, first - REACH) and not _breaks(tokens[left - 1]):
        left -= 1
    right = last
    while right < min(len(tokens), last + REACH) and not _breaks(tokens[right]):
        right += 1
    return left, right


def _breaks(token: Token) -> bool:
    return token.text in _STOPS or token.lower in _BREAKS


def _unreal(tokens: Sequence[Token], first: int) -> bool:
    """Whether the words before say that it did not happen, or might."""
    before = [t.lower for t in tokens[max(0, first - 3) : first]]
    if before[-1:] == ["to"]:
        return not (before[-2:-1] and before[-2] in _FREE_TO)
    return bool(statement_words().unreal & set(before))
