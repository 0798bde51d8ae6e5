"""Filling: an event written down slot by slot, with the weapon, the thing hit and who did it as its sentences say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from recount.claims.draft import Scanned
from recount.evaluate.muc4.deeds import Victim
from recount.evaluate.muc4.doers import bodies, claiming, persons
from recount.evaluate.muc4.events import Event, same_name
from recount.evaluate.muc4.templates import Count, Days, Fill, Path, Slot, Template
from recount.evaluate.muc4.words import closed_set, latin, listed
from recount.model import Reading


def template_of(
    event: Event, every: Sequence[Scanned], reading: Reading, country: str | None, canonical: str
) -> Template:
    """An event as a template; what is said of a place lies in `country` where no word says otherwise."""
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
        and any(t.lower in listed("shot") for d in event.deeds for t in d.scanned.sentence.tokens)
    ):
        types = [Fill(("GUN",))]
    return {Slot.INSTRUMENT: tuple(Fill((w,)) for w in said.values()), Slot.INSTRUMENT_TYPE: tuple(types)}


def _doers(event: Event, every: Sequence[Scanned], reading: Reading, canonical: str) -> dict[Slot, tuple[Fill, ...]]:
    orgs, official = bodies([d.scanned for d in event.deeds], every, canonical, reading)
    individuals = persons([d.scanned for d in event.deeds], canonical)
    category = "STATE-SPONSORED VIOLENCE" if official else "TERRORIST ACT"
    owned = {
        canonical[t.start : t.end] for p, one in claiming(every) for t in one.sentence.tokens[p.first : p.first + 1]
    }
    said = " ".join(d.scanned.sentence.span.of(canonical).lower() for d in event.deeds)
    alleged = any(d.alleged for d in event.deeds) or any(w in said for w in listed("alleged"))
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
        return same_name(a.name, b.name)
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
