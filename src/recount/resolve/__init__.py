"""ground(): Claim → GroundedClaim: days, places, actors; or a refusal that says why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recount.lang.words import fold_words
from recount.model import (
    Actor,
    Claim,
    ClaimId,
    Extracted,
    GroundedClaim,
    GroundedStatement,
    Harm,
    Mention,
    Place,
    Reading,
    Reason,
    Refusal,
    Scope,
    Statement,
    StatementModality,
    Text,
    When,
    digest,
)
from recount.model.ids import ID_DIGITS
from recount.ontology import Policy
from recount.resolve.actors import as_meant, find_actors, origins
from recount.resolve.details import details_of
from recount.resolve.focus import Focus, find_focus
from recount.resolve.gazetteer import Gazetteer, NoGazetteer
from recount.resolve.home import dateline_mentions, people_mentions
from recount.resolve.informed import Informed
from recount.resolve.offsets import with_offsets
from recount.resolve.places import Placed, locate, name_places
from recount.resolve.sharing import share_places
from recount.resolve.times.mentions import resolve_mention
from recount.resolve.where import Choosing

__all__ = ["Gazetteer", "NoGazetteer", "ground"]

_STATES = frozenset({Harm.BESIEGED, Harm.AFFECTED, Harm.MISSING})


def ground(extracted: Iterable[Extracted], *, gazetteer: Gazetteer, policy: Policy) -> Iterator[Reading]:
    """Each report's claims and statements with days, places, actors and intervals. Lazy; a pure function of each.

    What can't be told becomes a `Refusal`; in particular a missing day is never replaced by the day of publication.
    """
    for report in extracted:
        yield _Grounding(report.text, gazetteer, policy, report).reading(report)


def choosing_of(report: Extracted, gazetteer: Gazetteer) -> Choosing:
    """The places of one report, to choose from for each of its claims: what `ground` uses, for those who train it."""
    mentions = _all_mentions(report, _of_talks(report))
    informed = Informed(mentions, report.text.canonical, gazetteer)
    focus = _focus(mentions, report.text, informed)
    named = with_offsets(name_places(mentions, report.text, focus, informed), report.text)
    return Choosing(report.text, named, report.claims, focus.country)


def _focus(mentions: list[Mention], text: Text, gazetteer: Informed) -> Focus:
    """What the report is about, by its places and its dateline; where they don't tell, by the peoples it names too."""
    told = [*mentions, *dateline_mentions(text)]
    focus = find_focus(told, gazetteer)
    return focus if focus.country is not None else find_focus([*told, *people_mentions(text)], gazetteer)


def _country(text: Text, focus: Focus, gazetteer: Informed) -> Place | None:
    if focus.country_name is None or not text.segments:
        return None
    return locate([Mention(span=text.segments[0].span, words=focus.country_name)], 1, focus, gazetteer).place


class _Grounding:
    """The grounding of one report: what its claims share."""

    def __init__(self, text: Text, gazetteer: Gazetteer, policy: Policy, report: Extracted) -> None:
        self.of_talks = _of_talks(report)
        claims = report.claims
        asked = bool(claims or report.statements)  # else there is nothing to place, and nobody asks for what was named
        mentions = _all_mentions(report, self.of_talks) if asked else []
        self.text = text
        self.gazetteer = Informed(mentions, text.canonical, gazetteer)
        self.policy = policy
        self.focus = _focus(mentions, text, self.gazetteer)
        self.country = _country(text, self.focus, self.gazetteer)
        named = with_offsets(name_places(mentions, text, self.focus, self.gazetteer), text)
        choosing = Choosing(text, named, claims, self.focus.country)
        self.chosen, self.over_several = choosing.choose(), choosing.over_several
        self.sourced: dict[ClaimId, Claim] = {}
        """For each fact, by the claim that tells it first, the first claim that names a source."""
        for c in claims:
            if c.source is not None:
                self.sourced.setdefault(c.repeat_of or c.id, c)
        self.details = details_of(text, claims)
        self.before: When | None = None

    def reading(self, report: Extracted) -> Reading:
        return Reading(
            report_id=self.text.report.id,
            published=self.text.published,
            claims=tuple(share_places([self._claim(c) for c in report.claims])),
            statements=tuple(self._statement(s) for s in report.statements),
            refusals=(*self._of_report(), *report.refusals),
        )

    def _claim(self, claim: Claim) -> GroundedClaim:
        when, time_refusal = self._when(claim)
        placed = self._placed(claim)
        place = self.country if claim.scope is Scope.WAR and self.country else placed.place
        source, via = find_actors(claim.source, self.text), self._actors(claim.via)
        refusals = [r for r in (time_refusal, placed.refusal) if r is not None]
        reasons = [Reason(rule="place_named_before", sentence=placed.reason)] if placed.reason else []
        return GroundedClaim(
            claim=claim,
            published=self._published(),
            outlet=self._outlet(),
            given_id=self.text.report.given_id,
            quantity=self.policy.interval(claim.stated),
            policy=f"{self.policy.name}-{self.policy.version}",
            when=when,
            where=place,
            by=as_meant(self._actors(claim.by), source, self.text),
            source=source[0] if source else None,
            others=source[1:],
            via=via,
            origins=self._origins(claim),
            sentence=digest(" ".join(fold_words(claim.context.of(self.text.canonical))))[:ID_DIGITS],
            details=self.details[claim.id],
            refusals=tuple(refusals),
            reasons=tuple(reasons),
        )

    def _origins(self, claim: Claim) -> tuple[str, ...]:
        """Whose counting it is: its own source's, else that of whom the report names where it tells the same fact."""
        told = self.sourced.get(claim.repeat_of or claim.id, claim) if claim.source is None else claim
        return origins(find_actors(told.source, self.text), self._actors(told.via), self.text)

    def _placed(self, claim: Claim) -> Placed:
        chosen = self.chosen.get(claim.id)
        if claim.id in self.over_several:
            return self._over_several(self.over_several[claim.id])
        if chosen is None:
            named = [m for m in claim.where if m.words.lower() not in self.of_talks]
            own = sum(claim.context.holds(m.span) for m in named)
            return locate(named, own, self.focus, self.gazetteer)
        option = chosen.option
        own_sentence = option.within(claim.context) is not None
        reason = None if own_sentence else "The place named elsewhere in the report that fits best is taken."
        return Placed(place=option.place, refusal=option.refusal, reason=reason)

    def _over_several(self, names: tuple[str, ...]) -> Placed:
        """What holds the places of all parts of a claim, by its names."""
        mention = Mention(span=self.text.segments[0].span, words=names[0]) if names else None
        place = locate([mention], 1, self.focus, self.gazetteer).place if mention else None
        if place is not None and place.names[-len(names) :] == names:
            return Placed(place=place, reason="What holds the places of all its parts is taken.")
        sentence = "Its parts lie in several places, and no place that the gazetteer knows holds them all."
        return Placed(place=None, refusal=Refusal(kind="no_place", sentence=sentence))

    def _when(self, claim: Claim) -> tuple[When | None, Refusal | None]:
        if claim.when is not None:
            when = resolve_mention(self.text, claim.when, before=self.before)
            if when is not None:
                self.before = when
                return when, None
            return None, Refusal(kind="no_day", sentence=self._why_no_day(claim.when.words))
        if claim.harm in _STATES and self.text.published is not None:
            return When(start=self.text.published, end=self.text.published), None
        return None, Refusal(kind="no_day", sentence="The report does not say on which day it happened.")

    def _why_no_day(self, words: str) -> str:
        if self.text.published is None:
            return f"“{words}” can't be turned into a day: the report bears no date."
        return f"“{words}” can't be turned into a day."

    def _statement(self, statement: Statement) -> GroundedStatement:
        coming = statement.modality is StatementModality.PLANNED
        told = statement.when
        when = resolve_mention(self.text, told, before=self.before, coming=coming) if told else None
        placed = locate(statement.where, len(statement.where), self.focus, self.gazetteer)
        source = find_actors(statement.source, self.text)
        return GroundedStatement(
            statement=statement,
            published=self._published(),
            outlet=self._outlet(),
            given_id=self.text.report.given_id,
            when=when,
            where=placed.place,
            who=self._actors(statement.who),
            by=self._actors(statement.by),
            source=source[0] if source else None,
            via=self._actors(statement.via),
        )

    def _actors(self, mentions: Iterable[Mention]) -> tuple[Actor, ...]:
        return tuple({a.key: a for m in mentions for a in find_actors(m, self.text)}.values())

    def _outlet(self) -> str | None:
        """The outlet by the metadata, else whoever the text's own dateline credits first."""
        return self.text.report.outlet or next(iter(self.text.credits), None)

    def _published(self) -> str | None:
        return self.text.published.isoformat() if self.text.published else None

    def _of_report(self) -> Iterator[Refusal]:
        if self.text.published is None:
            yield Refusal(kind="undated", sentence="The report bears no date: expressions such as “Tuesday” stay open.")
        if self.text.dateline_differs:
            given = self.text.report.published
            yield Refusal(
                kind="dateline_differs",
                sentence=f"Its own dateline says {self.text.published}, its metadata {given}; the dateline counts.",
            )


def _all_mentions(report: Extracted, of_talks: frozenset[str]) -> list[Mention]:
    """Every place mention of the report once, by its span; without the places where people only met to talk."""
    of_claims = {m.span: m for c in report.claims for m in c.where}
    of_statements = {m.span: m for s in report.statements for m in s.where}
    merged = {m.span: m for m in report.places} | of_statements | of_claims
    kept = (span for span, m in merged.items() if m.words.lower() not in of_talks)
    return [merged[span] for span in sorted(kept, key=lambda s: (s.start, s.end))]


def _of_talks(report: Extracted) -> frozenset[str]:
    """Names, in lower case, of places where people met to talk (the first their words name) and no claim happened."""
    of_harm = {m.words.lower() for c in report.claims for m in c.where if c.context.holds(m.span)}
    talks = (s for s in report.statements if s.kind in _TALKS)
    return frozenset(m.words.lower() for s in talks for m in s.where[:1]) - of_harm


_TALKS = frozenset({"meeting", "agreement"})
"""Kinds of statements whose place is no place of harm, nor what the report is about: "will meet in Lausanne"."""
