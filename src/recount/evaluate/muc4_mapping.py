"""Mapping: what Recount reads in a report, written down as MUC-4 templates.

Nothing is read anew here but words that stand beside what was found: the deed's weapon, the thing hit, who did it.
Claims of people killed, hurt or kidnapped and statements of attacks are deeds; deeds of one type whose days and places
don't speak against it are one incident. What MUC-4 leaves out is left out: fighting between armed forces, the
casualties of combatants in it, totals of a period or the war, and what is told as background or denied.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from recount.claims.draft import Scanned, scan
from recount.claims.named import persons_from
from recount.claims.relations import one_name
from recount.evaluate.muc4_doers import bodies, claiming, persons
from recount.evaluate.muc4_templates import Count, Days, Fill, Path, Slot, Template
from recount.evaluate.muc4_words import closed_set, hit_things, latin, same_place
from recount.model import (
    ActorKind,
    Bound,
    GroundedClaim,
    GroundedStatement,
    Harm,
    Modality,
    Place,
    Reading,
    Report,
    Scope,
    Span,
    Victims,
    When,
)
from recount.text import prepare

BOMBS = frozenset({"bombing", "suicide_bombing", "landmine", "missile", "airstrike"})
FIGHTING = frozenset({"clash", "siege"})
EFFECT = {Harm.KILLED: "DEATH", Harm.INJURED: "INJURY"}
MANIFEST = 3
"""From so many victims on, the same number in one report is said of the same event."""

WAR = 400
"""No single incident of this newswire took so many: a figure of it adds up a war."""

MANY, SHORT = 50, 14
"""A total of so many people, or over more days, is of no single incident."""

OLD = 4000
"""Days before the report from which an incident is history."""


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


@dataclass(slots=True, kw_only=True)
class Event:
    """Deeds taken for one incident."""

    kind: str
    deeds: list[Deed]

    @property
    def when(self) -> When | None:
        """The day that a deed was told with, the closest of several."""
        return min((d.when for d in self.deeds if d.when), key=lambda w: w.days, default=None)

    @property
    def where(self) -> Place | None:
        """The place told most closely."""
        told = [d.where for d in self.deeds if d.where]
        return max(told, key=lambda p: len(p.names), default=None)


def templates(report: Report, reading: Reading) -> list[Template]:
    """The templates of a report, in text order."""
    text = next(prepare([report]))
    scanned = scan(text)
    deeds = sorted(_deeds(reading, scanned, report.canonical), key=lambda d: d.at)
    country = _country(reading)
    events: list[Event] = []
    for deed in deeds:
        home = next((e for e in reversed(events) if _one_event(e, deed)), None)
        if home is None:
            events.append(Event(kind=deed.kind, deeds=[deed]))
        else:
            home.deeds.append(deed)
            home.kind = deed.kind if home.kind == "ATTACK" else home.kind
    recent = [e for e in events if not _is_old(e, reading.published)]
    return [_template(e, scanned, reading, country, report.canonical) for e in recent if _tells(e)]


def _deeds(reading: Reading, scanned: Sequence[Scanned], canonical: str) -> Iterator[Deed]:
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
    if c.harm is Harm.CAPTURED and not any(w in said for w in _KIDNAP):
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


_KIDNAP = ("kidnap", "abduct", "hostage")
"""An arrest is no kidnapping."""


def _fights(told: str) -> bool:
    said = set(told.lower().split())
    return bool(said & {"guerrillas", "guerrilla", "rebels", "rebel", "terrorists", "terrorist", "subversives", "fmln"})


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


_NO_HEAD = frozenset(
    "at least more than about some nearly almost over up to around several many a an the one two three four five six"
    " seven eight nine ten eleven twelve thirteen fourteen fifteen twenty thirty forty fifty hundred dozen dozens"
    " scores hundreds thousands of other others another approximately both only".split()
)


def _head_words(told: str) -> str:
    """The words of a figure without its number."""
    said = told.split()
    while said and (said[0].lower() in _NO_HEAD or not said[0][0].isalpha()):
        said = said[1:]
    return " ".join(said)


def _of_statement(grounded: GroundedStatement, one: Scanned, canonical: str) -> Deed | None:
    s = grounded.statement
    said = one.sentence.span.of(canonical).lower()
    burnt = any(w in said for w in ("set fire", "burned", "set on fire", "torched", "burning"))
    exploded = any(w in said for w in _EXPLOSIVES)
    bombed = exploded or s.means in BOMBS
    kind = "BOMBING" if bombed else "ARSON" if burnt else "ATTACK"
    targets = [t.words for t in hit_things(one.sentence.tokens, canonical)]
    if not exploded and any(w in s.text.lower() for w in _POLICING):
        return None
    if not targets and not (exploded and s.means in BOMBS) and not burnt:
        return None
    return Deed(kind=kind, scanned=one, at=s.span.start, when=grounded.when, where=grounded.where, targets=targets)


_POLICING = ("raid", "operation", "search")
"""What police and soldiers do to suspects is no attack to MUC-4."""

_EXPLOSIVES = ("bomb", "dynamite", "explosi", "detonat")


def _one_event(event: Event, deed: Deed) -> bool:
    """Whether a deed may belong to an event: types that fit, and no day or place against it."""
    types = {event.kind, deed.kind}
    if types == {"KIDNAPPING", "ATTACK"} and _shares_a_victim(event, deed):
        return True
    if _tells_again(event, deed) and types != {"KIDNAPPING", "ATTACK"}:
        return True
    if len(types) == 2 and types != {"ATTACK", "BOMBING"} and types != {"ARSON", "BOMBING"}:
        return False
    when, where = event.when, event.where
    if when and deed.when and not when.overlaps(deed.when):
        return False
    return not (where and deed.where and not same_place(where, deed.where))


def _shares_a_victim(event: Event, deed: Deed) -> bool:
    """Whether one victim is named in both: who was kidnapped and then killed is one incident."""
    names = [v.name for d in event.deeds for v in d.victims if v.name]
    return any(_one_name(v.name, name) for v in deed.victims if v.name for name in names)


def _one_name(one: str, other: str) -> bool:
    return one_name(frozenset(one.lower().split()), frozenset(other.lower().split()))


def _tells_again(event: Event, deed: Deed) -> bool:
    """Whether a deed gives the number of victims that an event was told with: the same event, said once more."""
    told = {(v.effect, v.count) for d in event.deeds for v in d.victims if v.count and (v.count.low or 0) >= MANIFEST}
    return any((v.effect, v.count) in told for v in deed.victims)


def _is_old(event: Event, published: date | None) -> bool:
    when = event.when
    return when is not None and published is not None and (published - when.end).days > OLD


def _tells(event: Event) -> bool:
    return any(d.victims or d.targets for d in event.deeds) or event.kind == "BOMBING"


def _country(reading: Reading) -> str | None:
    named = [c.where.names[-1] for c in reading.claims if c.where]
    named += [s.where.names[-1] for s in reading.statements if s.where]
    return Counter(named).most_common(1)[0][0] if named else None


def _template(
    event: Event, every: Sequence[Scanned], reading: Reading, country: str | None, canonical: str
) -> Template:
    fills: dict[Slot, tuple[Fill, ...]] = {
        Slot.TYPE: (Fill((event.kind,)),),
        Slot.STAGE: (Fill(("ACCOMPLISHED",)),),
        Slot.DATE: _date(event, reading.published),
        Slot.LOCATION: _location(event, country, canonical.upper()),
        **_weapons(event),
        **_doers(event, every, reading, canonical),
        **_targets(event),
    }
    victims = _victims(event)
    fills |= _people(victims)
    return Template(fills=fills, killed=_killed(victims))


def _killed(victims: Sequence[Victim]) -> int | None:
    """The dead added up: the named are among those counted, unless one sentence tells of both."""
    dead = [v for v in victims if v.effect == "DEATH" and v.whole and v.count and v.count.low is not None]
    counted = [v for v in dead if not v.name]
    among = [v for v in dead if v.name and counted and all(v.sentence != c.sentence for c in counted)]
    apart = [v for v in dead if v not in among]
    in_counts = sum(v.count.low or 0 for v in counted if v.count)
    total = sum(v.count.low or 0 for v in apart if v.count) + max(0, len(among) - in_counts)
    return total if dead else None


def _date(event: Event, published: date | None) -> tuple[Fill, ...]:
    when = event.when
    if when is not None:
        return (Fill((Days(when.start, when.end),)),)
    return (Fill((Days(None, published),)),) if published else ()


def _location(event: Event, country: str | None, said: str) -> tuple[Fill, ...]:
    names = event.where.names if event.where else (country,) if country else ()
    names = tuple(
        n for k, n in enumerate(names) if k == 0 or n == names[-1] or _is_told(latin(n), latin(names[0]), said)
    )
    if event.where and event.where.country is None and country:
        names = (*names, country)
    return (Fill((Path(tuple(_bare(latin(n)) for n in reversed(names))),)),) if names else ()


_KINDS = (" DEPARTMENT", " PROVINCE", " REGION", " STATE", " DISTRICT", " DISTRITO", " D.C.")


def _bare(name: str) -> str:
    """A name without the word for its kind, which the corpus writes apart."""
    return next((name.removesuffix(k) for k in _KINDS if name.endswith(k)), name)


def _is_told(name: str, first: str, said: str) -> bool:
    """Whether the report names what a place lies in; MUC-4 asks for no more."""
    return (_bare(name) != first and _bare(name) in said) or name in " ".join(said.split())


def _weapons(event: Event) -> dict[Slot, tuple[Fill, ...]]:
    if event.kind not in ("ATTACK", "BOMBING"):
        return {}
    said: dict[str, str] = {}
    for deed in event.deeds:
        tokens = deed.scanned.sentence.tokens
        for m in deed.scanned.means:
            told = " ".join(t.text.upper() for t in tokens[m.first : m.last])
            kind = closed_set("instrument", told)
            if kind is not None:
                said.setdefault(kind, told)
    if event.kind == "BOMBING":
        said = {k: w for k, w in said.items() if k not in ("GUN", "RIFLE")} or said
    types = [Fill((k,), (w,)) for k, w in said.items()]
    if (
        not types
        and event.kind == "ATTACK"
        and any(t.lower in _SHOT for d in event.deeds for t in d.scanned.sentence.tokens)
    ):
        types = [Fill(("GUN",))]
    return {Slot.INSTRUMENT: tuple(Fill((w,)) for w in said.values()), Slot.INSTRUMENT_TYPE: tuple(types)}


_SHOT = frozenset({"shot", "gunned", "machinegunned", "bullets", "shots", "gunfire", "fired"})


_STATE = frozenset({ActorKind.STATE, ActorKind.STATE_FORCES, ActorKind.COALITION})


_ALLEGED = ("alleged", "presumed", "suspect", "accus", "blam", "attribut", "apparently", "believed")


def _doers(event: Event, every: Sequence[Scanned], reading: Reading, canonical: str) -> dict[Slot, tuple[Fill, ...]]:
    orgs, official = bodies([d.scanned for d in event.deeds], every, canonical, reading)
    individuals = persons([d.scanned for d in event.deeds], canonical)
    category = "STATE-SPONSORED VIOLENCE" if official else "TERRORIST ACT"
    owned = {
        canonical[t.start : t.end] for p, one in claiming(every) for t in one.sentence.tokens[p.first : p.first + 1]
    }
    said = " ".join(d.scanned.sentence.span.of(canonical).lower() for d in event.deeds)
    alleged = any(d.alleged for d in event.deeds) or any(w in said for w in _ALLEGED)
    told = "SUSPECTED OR ACCUSED" if alleged else "REPORTED AS FACT"
    return {
        Slot.ORGANISATION: tuple(Fill((o,)) for o in orgs),
        Slot.CONFIDENCE: tuple(Fill(("CLAIMED OR ADMITTED" if o.split()[0] in owned else told,), (o,)) for o in orgs),
        Slot.INDIVIDUAL: tuple(Fill((p,)) for p in individuals),
        Slot.CATEGORY: (Fill((category,)),),
    }


def _targets(event: Event) -> dict[Slot, tuple[Fill, ...]]:
    told = list(dict.fromkeys(t for d in event.deeds for t in d.targets))
    told = [t for t in told if not any(t != o and t.split()[-1] == o.split()[-1] and t in o for o in told)]
    kinds = {t: closed_set("target", t) or "OTHER" for t in told}
    damage = "SOME DAMAGE"
    return {
        Slot.TARGET: tuple(Fill((t,)) for t in told),
        Slot.TARGET_TYPE: tuple(Fill((k,), (t,)) for t, k in kinds.items()),
        Slot.TARGET_NUMBER: tuple(
            Fill((Count(2, None) if t.endswith("S") and not t.endswith("SS") else Count(1, 1),), (t,)) for t in told
        ),
        Slot.TARGET_EFFECT: tuple(Fill((damage,), (t,)) for t in told),
    }


def _victims(event: Event) -> list[Victim]:
    """The victims of its deeds, each once."""
    kept: list[Victim] = []
    for victim in (v for d in event.deeds for v in d.victims):
        same = next((k for k in kept if _same_victim(k, victim)), None)
        if same is None:
            kept.append(victim)
            continue
        same.effect = same.effect or victim.effect
        same.whole = same.whole or victim.whole
        if len(victim.words) > len(same.words):
            same.words = victim.words
            same.name = same.name or victim.name
    return kept


def _same_victim(a: Victim, b: Victim) -> bool:
    if a.effect != b.effect and a.effect and b.effect:
        return False
    if a.name and b.name:
        return _one_name(a.name, b.name)
    heads = {v.words.split()[-1].rstrip("S") if v.words else "" for v in (a, b)}
    return a.count == b.count and (len(heads) == 1 or "" in heads)


def _people(victims: Sequence[Victim]) -> dict[Slot, tuple[Fill, ...]]:
    told = [(v, v.name or v.words) for v in victims]
    named = [(v, w) for v, w in told if w]
    return {
        Slot.VICTIM_NAME: tuple(Fill((v.name,)) for v, _ in named if v.name),
        Slot.VICTIM: tuple(Fill((v.words,), (v.name,) if v.name else ()) for v, _ in named if v.words),
        Slot.VICTIM_TYPE: tuple(Fill((closed_set("victim", v.words) or "CIVILIAN",), (w,)) for v, w in named),
        Slot.VICTIM_NUMBER: tuple(Fill((v.count,), (w,)) for v, w in told if v.count),
        Slot.VICTIM_EFFECT: tuple(Fill((v.effect,), (w,)) for v, w in told if v.effect),
    }
