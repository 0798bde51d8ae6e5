"""Draft: a claim while its slots are being filled. Frozen into a `Claim` when the report has been read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from recount.claims.again import Again, first_told, told_again
from recount.claims.attribution import Attribution, find_attributions, heading_attribution
from recount.claims.constructions import find_links
from recount.claims.means import MeansWords, find_means, from_the_air
from recount.claims.named import surnames, with_named
from recount.claims.parties import PartyWords, local_actors, parties_among
from recount.claims.people import people_named
from recount.claims.placing import PlaceWords, find_places
from recount.claims.scene import Link
from recount.claims.timing import sentence_times, when_it_happened
from recount.claims.victims import QuantityPhrase
from recount.claims.words import words
from recount.lang.loader import lexicon
from recount.lang.phrases import Match
from recount.lang.timewords import TimeWords
from recount.model import (
    Harm,
    Mention,
    Modality,
    Person,
    Reason,
    Scope,
    SegmentKind,
    Sentence,
    Span,
    Stated,
    Text,
    Token,
    Victims,
)
from recount.ontology import ActorEntry, homes_in, meant_by


@dataclass(kw_only=True)
class Scanned:
    """One sentence and what its words hold. What each of its figures would look for anew is found once."""

    sentence: Sentence
    links: list[Link]
    attributions: list[Attribution]
    times: list[TimeWords]
    said_at: list[TimeWords]
    places: list[PlaceWords]
    means: list[MeansWords]
    actors: list[Match[ActorEntry]]
    """Every party, monitor, agency and outlet it names."""

    parties: list[PartyWords]
    """The armed parties and states among them."""

    again: list[Again]
    """What became of persons spoken of before."""

    @cached_property
    def lowers(self) -> frozenset[str]:
        """Its words in lower case."""
        return frozenset(t.lower for t in self.sentence.tokens)

    @cached_property
    def standings(self) -> frozenset[Victims]:
        """What its nouns say of people's standing: civilians, fighters, both."""
        return frozenset(n.meaning.victims for n in words().victims.find(self.sentence.tokens)) - {Victims.UNSPECIFIED}

    @cached_property
    def happened(self) -> TimeWords | None:
        """The day on which it says, by itself, that the event was."""
        return when_it_happened(self.sentence.tokens, self.times)

    @cached_property
    def concepts(self) -> tuple[str, ...]:
        """What each of its means is taken for."""
        return tuple(from_the_air(self, m) for m in self.means)

    @cached_property
    def hedges(self) -> tuple[Match[Modality], ...]:
        """Words that allege, deny, expect or suppose."""
        return tuple(words().hedges.find(self.sentence.tokens))


@dataclass(slots=True, kw_only=True)
class Draft:
    """One claim in the making."""

    scanned: Scanned
    number: int
    """Index of the sentence in the report."""

    link: Link
    span: Span
    stated: Stated
    harm: Harm
    victims: Victims
    who: tuple[str, ...]
    when: Mention | None = None
    time: TimeWords | None = None
    own_time: bool = False
    """Whether its sentence has the time, rather than one before it."""

    where: list[Mention] = field(default_factory=list)
    own_places: int = 0
    """How many of `where` stand in its sentence."""

    means: str = "unknown"
    own_means: bool = False
    by: list[Mention] = field(default_factory=list)
    source: Mention | None = None
    via: list[Mention] = field(default_factory=list)
    scope: Scope = Scope.INCIDENT
    part_of: int | None = None
    repeat_of: int | None = None
    rivals: int | None = None
    modality: Modality = Modality.ASSERTED
    background: bool = False
    persons: list[Person] = field(default_factory=list)
    besides: int | None = None
    partial: bool = False
    running: bool = False
    early: bool = False
    told_at: str | None = None
    reasons: list[Reason] = field(default_factory=list)

    @property
    def value(self) -> int:
        """The stated value, 0 where there is none."""
        return self.stated.value or 0

    @property
    def paragraph(self) -> int:
        """Index of its segment."""
        return self.scanned.sentence.paragraph

    def because(self, rule: str, sentence: str) -> None:
        """Note why a slot was filled as it was."""
        self.reasons.append(Reason(rule=rule, sentence=sentence))


def scan(text: Text) -> list[Scanned]:
    """Every sentence of the text that is read, with what its words hold."""
    canonical = text.canonical
    out = []
    local = local_actors(text.sentences)
    known = surnames(s.tokens for s in text.sentences)
    homes = homes_in(canonical)
    people = people_named(s.tokens for s in text.sentences)
    for sentence in text.sentences:
        times, said_at = sentence_times(canonical, sentence)
        actors = list(_meant(words().actors.find(sentence.tokens), sentence.tokens, homes))
        out.append(
            Scanned(
                sentence=sentence,
                links=with_named(sentence.tokens, find_links(sentence.tokens, sentence.parse), known),
                attributions=_attributions(sentence),
                times=[t for t in times if not _in_dateline(text, t)],
                said_at=said_at,
                places=[p for p in find_places(sentence.tokens) if not _is_a_persons(p, people)],
                means=find_means(sentence.tokens),
                actors=actors,
                parties=parties_among(sentence.tokens, actors, local),
                again=told_again(sentence.tokens),
            )
        )
    return out


def _is_a_persons(place: PlaceWords, people: frozenset[str]) -> bool:
    """Whether the report gives the name to a person."""
    return place.words.lower().removesuffix("'s").removesuffix("’s") in people


def _meant(
    found: Iterable[Match[ActorEntry]], tokens: Sequence[Token], homes: frozenset[str]
) -> Iterator[Match[ActorEntry]]:
    """The names with the bodies that they mean in this report; none that is another's here or may be several's."""
    for match in found:
        said = " ".join(t.lower for t in tokens[match.first : match.last])
        if (meant := meant_by(said, homes, match.meaning)) is not None:
            yield match if meant is match.meaning else replace(match, meaning=meant)


def _attributions(sentence: Sentence) -> list[Attribution]:
    found = find_attributions(sentence.tokens, sentence.parse)
    if found or sentence.kind not in (SegmentKind.TITLE, SegmentKind.HEADING, SegmentKind.HIGHLIGHTS):
        return found
    named = heading_attribution(sentence.tokens)
    return [] if named is None else [named]


def _in_dateline(text: Text, time: TimeWords) -> bool:
    """Whether the expression dates the report: within its dateline, or its full date again without a preposition."""
    if text.dateline is not None and text.dateline.overlaps(Span(start=time.start, end=time.end)):
        return True
    day, parts = text.published, time.parts
    if day is None or not time.inner or time.inner[0].before in _LEADS:
        return False
    if time.rule == "iso":
        return text.canonical[time.start : time.end] in (day.isoformat(), f"{day:%d.%m.%Y}", f"{day:%d/%m/%Y}")
    month = lexicon("en", "times")["months"].get(parts.get("month", ""))
    said = (parts.get("year"), month, parts.get("day", "").rstrip("stndrh").lstrip("0"))
    return time.rule == "dmy" and said == (str(day.year), day.month, str(day.day))


_LEADS = frozenset("on of by in since until from before after between the late early that".split())


def _more_of_the_same(sentence: Scanned, link: Link) -> bool:
    """Whether a figure counts more people like those before it: "four children and three others", "and 20 injured"."""
    q = link.quantity
    last = sentence.sentence.tokens[q.last - 1].lower
    return not q.single and (last in ("other", "others", "more") or q.noun is None)


MOST_NAMED = 500
"""Persons. Of more than these, a report does not go on to name one by one."""

LOOK_BACK = 40
"""Figures before a named victim that may count it too."""


def _counted_before(out: Sequence[Draft], link: Link) -> int | None:
    """Index of the count that a victim told by name goes on to unfold: "Four people were killed. … Ann Lee died".

    Names follow numbers: whoever is named after a count of the same harm is one of those counted, unless what else is
    said of the two speaks against it.
    """
    if not link.quantity.named:
        return None
    for k in range(len(out) - 1, max(-1, len(out) - 1 - LOOK_BACK), -1):
        larger = (link.quantity.stated.value or 0) < out[k].value <= MOST_NAMED
        if larger and out[k].harm is link.harm and out[k].part_of is None and not out[k].link.quantity.named:
            return k
    return None


def _end(last: Token, quantity: QuantityPhrase) -> int:
    """Where the words of a figure end: "Judge Manto's murder" tells of Judge Manto."""
    told_by_name = quantity.single and last.lower.endswith("'s")
    return last.end - 2 if told_by_name else last.end


def drafts(scanned: list[Scanned]) -> list[Draft]:
    """One draft per figure said of people harmed, in text order; breakdowns point at their whole."""
    out: list[Draft] = []
    harmed = False
    for number, sentence in enumerate(scanned):
        first = len(out)
        harmed = harmed or any(k.harm in (Harm.KILLED, Harm.INJURED) for k in sentence.links)
        links = sentence.links
        if not links and not harmed:
            links = first_told(sentence.sentence.tokens, sentence.again)
            harmed = bool(links)
        for link in links:
            q, tokens = link.quantity, sentence.sentence.tokens
            like = out[-1] if len(out) > first and _more_of_the_same(sentence, link) else None
            draft = Draft(
                scanned=sentence,
                number=number,
                link=link,
                span=Span(start=tokens[q.first].start, end=_end(tokens[q.last - 1], q)),
                stated=q.stated,
                harm=link.harm,
                victims=like.victims if like and q.victims is Victims.UNSPECIFIED else q.victims,
                who=q.who or (like.who if like and like.victims is Victims.COMBATANT else ()),
                part_of=_counted_before(out, link) if link.head is None else first + link.head,
                reasons=[link.reason],
            )
            out.append(draft)
    return out
