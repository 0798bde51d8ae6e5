"""Decisions as a person asks for them, made whole: claims, places and names looked up, all checked at the door."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from recount.errors import UsageError
from recount.model import (
    ClaimId,
    Correction,
    Decision,
    DecisionId,
    DecisionKind,
    Field,
    GroundedClaim,
    Incident,
    Mention,
    Span,
    make_decision,
)
from recount.pipeline import Derivation
from recount.resolve import Gazetteer
from recount.resolve.actors import find_actors, origins
from recount.resolve.named import find_place
from recount.review import NONE, check, clean, named, spelled, successors
from recount.review.votes import undone
from recount.store import Store
from recount.text import prepare
from recount.workspace.additions import added_in, find_claims, standing_in

Thing = ClaimId | Incident | Decision

_LOOSE = re.compile(r"(?:(claim|incident|decision):)?([0-9a-f]{4,16})")
"""An identifier, the beginning of one, or of its digits alone; four digits at least."""

_ARTICLES = re.compile(r"(?:^|(?<=;)\s*)(?:the|an?)\s+", re.IGNORECASE)
"""Before a name, which counts without them."""

_LISTED = "`recount incidents` and `recount export claims` list what is"
_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a person asks to be decided."""

    kind: DecisionKind
    things: tuple[str, ...]
    """Identifiers of claims, incidents or decisions, or their beginnings."""

    by: str
    why: str
    to: tuple[tuple[Field, str], ...] = ()
    """Of a correction: fields with what they should say."""

    settles: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Deciding:
    """One record's door for decisions."""

    store: Store
    derivation: Derivation
    """What follows from the record as it stands."""

    gazetteer: Gazetteer
    parser: str = ""
    notes: list[str] = field(default_factory=list)
    """What the person should be told besides: claims that stand in a later version now."""

    def make(self, order: Order, at: str) -> list[Decision]:
        """The decisions that an order asks for: one, or for a correction one for each field.

        Raises:
            UsageError: it names what is not in the record, or makes no sense; the message says what would.
        """
        by, why = clean(order.by, "who decided (--by)"), clean(order.why, "the reason why (--why)")
        if not order.things:
            raise UsageError("name something to decide on: a decision for undo, else claims or incidents")
        things = [self._find(thing) for thing in dict.fromkeys(order.things)]
        settles = tuple(self._decision(self._find(words), words).id for words in order.settles)
        if order.kind is DecisionKind.UNDO:
            made = [
                make_decision(order.kind, (), by=by, at=at, why=why, undoes=self._to_undo(thing, words))
                for thing, words in zip(things, dict.fromkeys(order.things), strict=True)
            ]
        elif order.kind is DecisionKind.CORRECT:
            claims = self._claims(things)
            made = [
                make_decision(order.kind, claims, by=by, at=at, why=why, settles=settles, correction=correction)
                for correction in self._corrections(order.to, claims)
            ]
        else:
            claims, others = self._apart(things) if order.kind in _APART else (self._claims(things), ())
            made = [make_decision(order.kind, claims, by=by, at=at, why=why, settles=settles, others=others)]
        for decision in made:
            check(decision)
            self._check_settles(decision)
        return made

    def _find(self, words: str) -> Thing:
        loose = _LOOSE.fullmatch(words.strip().lower())
        if loose is None:
            raise UsageError(f"{words!r} is no identifier of a claim, incident or decision: {_LISTED}")
        kind, digits = loose[1], loose[2]
        found: list[Thing] = []
        if kind in (None, "claim"):
            found += self.store.claims_like(f"claim:{digits}", _SHOWN + 1)
            found += [id_ for id_ in self._added if id_.startswith(f"claim:{digits}")]
            whole = ClaimId(f"claim:{digits}")
            found += [whole] if not found and whole in self.derivation.claims else []  # added, in a later version
        if kind in (None, "incident"):
            found += self.derivation.incidents_like(f"incident:{digits}", _SHOWN + 1)
        if kind in (None, "decision"):
            found += [d for d in self._log() if d.id.startswith(f"decision:{digits}")]
        if not found:
            raise UsageError(f"{words!r} is not in the record: {_LISTED}")
        if len(found) > 1:
            ids = ", ".join(_id(thing) for thing in found[:_SHOWN])
            raise UsageError(f"{words!r} fits several: {ids}{' …' if len(found) > _SHOWN else ''}. Write more of it")
        thing = found[0]
        return self._current(thing) if isinstance(thing, str) else thing

    def _log(self) -> Sequence[Decision]:
        return self.derivation.log

    @property
    def _added(self) -> dict[ClaimId, GroundedClaim]:
        return added_in(self.derivation.log)

    def _find_claims(self, ids: Iterable[ClaimId]) -> dict[ClaimId, GroundedClaim]:
        return find_claims(self.store, self._added, ids)

    def _current(self, id_: ClaimId) -> ClaimId:
        """The claim, or the one that stands in its place in the latest version of its report."""
        claim = self._find_claims([id_])[id_]
        latest = self.store.find_report(claim.given_id)
        if latest is None or latest.id == claim.claim.report:
            return id_
        now = [*self.store.claims_of([latest.id]), *standing_in(self.store, self._log())]
        moved = successors([claim], now).get(id_)
        if moved is None:
            raise UsageError(
                f"{id_} stands in an earlier version of report {claim.given_id!r}, its words not in the latest: "
                f"`recount show {latest.id}` lists the claims that are"
            )
        self.notes.append(f"{id_} stands in an earlier version; decided on {moved}, which has the same words")
        return moved

    def _claims(self, things: Iterable[Thing]) -> tuple[ClaimId, ...]:
        return tuple(sorted({id_ for thing in things for id_ in self._claims_of(thing)}))

    def _claims_of(self, thing: Thing) -> tuple[ClaimId, ...]:
        if isinstance(thing, Decision):
            raise UsageError(f"{thing.id} is a decision, which can only be undone: name claims or incidents")
        return thing.claims if isinstance(thing, Incident) else (thing,)

    def _apart(self, things: Sequence[Thing]) -> tuple[tuple[ClaimId, ...], tuple[ClaimId, ...]]:
        """The claims to be kept apart, and those to keep them apart from, if not from one another.

        One claim, or an incident with claims of its own: from the rest of the incident. Two things: one from the other.
        More: claims, each from each.
        """
        claims = [thing for thing in things if isinstance(thing, str)]
        incidents = [thing for thing in things if isinstance(thing, Incident)]
        if len(things) == 1 and claims:
            of_claim = self.derivation.incident_of(claims[0])
            incidents = [] if of_claim is None else [of_claim]
        if len(incidents) == 1 and claims and set(claims) <= set(incidents[0].claims):
            rest = tuple(id_ for id_ in incidents[0].claims if id_ not in claims)
            if not rest:
                raise UsageError("that leaves no other claim in the incident to keep them apart from")
            return self._claims(claims), rest
        if len(things) == 2:
            return self._claims_of(things[0]), self._claims_of(things[1])
        if incidents or len(things) < 2:
            raise UsageError(
                "name two things, or an incident with those of its claims that don't belong to it, or several claims "
                "of which no two belong together"
            )
        return self._claims(things), ()

    def _decision(self, thing: Thing, words: str) -> Decision:
        if not isinstance(thing, Decision):
            raise UsageError(f"{words!r} is no decision: `recount decisions` lists them")
        return thing

    def _to_undo(self, thing: Thing, words: str) -> DecisionId:
        decision = self._decision(thing, words)
        by = undone(self._log()).get(decision.id)
        if by is not None:
            raise UsageError(f"{decision.id} is undone already, by {by}: undo that one to bring it back")
        return decision.id

    def _check_settles(self, decision: Decision) -> None:
        by_id = {d.id: d for d in self._log()} if decision.settles else {}
        for settled in decision.settles:
            if not {*by_id[settled].claims, *by_id[settled].others} & {*decision.claims, *decision.others}:
                raise UsageError(f"{settled} is about other claims: it can't be settled so")

    def _corrections(self, to: Sequence[tuple[Field, str]], claims: Sequence[ClaimId]) -> list[Correction]:
        if not to:
            raise UsageError("say what to correct: --set FIELD=VALUE, such as --set value=14")
        if len({field_ for field_, _ in to}) < len(to):
            raise UsageError("one field is corrected twice: name each once")
        grounded = self._find_claims(claims)
        return [self.correction(field_, words, [grounded[id_] for id_ in claims]) for field_, words in to]

    def correction(self, of: Field, words: str, claims: Sequence[GroundedClaim]) -> Correction:
        """What a person typed for a field of these claims, looked up.

        Raises:
            UsageError: it can't be meant so.
        """
        if of is Field.PART_OF and _LOOSE.fullmatch(words.strip().lower()):
            found = self._find(words)
            words = found if isinstance(found, str) else words
        to = spelled(of, clean(words, f"the corrected {of}"))
        if of is Field.PART_OF and to != NONE:
            self._check_whole(ClaimId(to), claims)
        if of is Field.WHERE and to != NONE:
            place = find_place(to, self.gazetteer)
            return Correction(field=of, to=", ".join(place.names), place=place)
        if of in (Field.BY, Field.SOURCE):
            return self._named(of, to, claims)
        return Correction(field=of, to=to)

    def _check_whole(self, whole: ClaimId, claims: Sequence[GroundedClaim]) -> None:
        within = self._find_claims([whole])[whole]
        for claim in claims:
            if claim.claim.report != within.claim.report or claim.claim.id == whole:
                raise UsageError(f"{claim.claim.id} can only be part of another claim of its own report")
            at: GroundedClaim | None = within
            while at is not None and at.claim.part_of is not None:
                if at.claim.part_of == claim.claim.id:
                    raise UsageError(f"{whole} is itself part of {claim.claim.id}")
                at = self._find_claims([at.claim.part_of]).get(at.claim.part_of)

    def _named(self, of: Field, to: str, claims: Sequence[GroundedClaim]) -> Correction:
        """The actors that the words name, as a reader of the claims' report would have taken them."""
        reports = {c.claim.report for c in claims}
        if len(reports) > 1:
            raise UsageError(f"{of} is corrected in one report at a time: a name's meaning depends on who reports it")
        report = self.store.texts(reports).popitem()[1]
        text = next(prepare([report], parser=self.parser))
        mention = None if to == NONE else Mention(span=Span(start=0, end=0), words=_ARTICLES.sub("", to))
        actors = find_actors(mention, text)
        spelled_so = NONE if to == NONE else "; ".join(actor.name for actor in actors)
        if of is Field.BY:
            return Correction(field=of, to=spelled_so, actors=actors)
        return Correction(field=of, to=spelled_so, actors=actors, origins=origins(actors, claims[0].via, text))


def check_all(store: Store, decisions: Sequence[Decision]) -> None:
    """See that decisions from elsewhere are sound, and name only what the record has or they bring.

    Raises:
        UsageError: one is not; the message says which, by its place among them.
    """
    for at, decision in enumerate(decisions, start=1):
        try:
            check(decision)
        except UsageError as error:
            raise UsageError(f"decision {at} can't be taken in: {error}. Nothing was taken in") from error
    _check_named(store, decisions)


def _check_named(store: Store, decisions: Sequence[Decision]) -> None:
    wanted = {id_: at for at, d in reversed([*enumerate(decisions, start=1)]) for id_ in named(d)}
    log = [*store.decisions(), *decisions]
    there = find_claims(store, [d for d in log if d.added is None or _holds(store, d.added)], wanted)
    unknown = sorted(wanted.keys() - there.keys(), key=lambda id_: wanted[id_])
    if unknown:
        raise UsageError(
            f"decision {wanted[unknown[0]]} is about {unknown[0]}, which is not in this record{_more(unknown)}: read "
            "the same reports into it first. Nothing was taken in"
        )
    known = {d.id for d in (*store.decisions(), *decisions)}
    for at, decision in enumerate(decisions, start=1):
        lost = [id_ for id_ in (decision.undoes, *decision.settles) if id_ is not None and id_ not in known]
        if lost:
            raise UsageError(
                f"decision {at} is about {lost[0]}, which is neither in this record nor among those to be taken in. "
                "Nothing was taken in"
            )


def _holds(store: Store, added: GroundedClaim) -> bool:
    """Whether the record has the report that a claim was added to, and its words stand where it says."""
    report = store.texts([added.claim.report]).get(added.claim.report)
    return report is not None and added.claim.span.of(report.canonical) == added.claim.text


def _more(unknown: Sequence[str]) -> str:
    return f" ({len(unknown)} such claims in all)" if len(unknown) > 1 else ""


_APART = frozenset({DecisionKind.DIFFERENT, DecisionKind.ELSEWHERE})


def _id(thing: Thing) -> str:
    return thing if isinstance(thing, str) else thing.id
