"""Discourse: the report as a whole, for slots whose words may stand sentences away from the figure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recount.claims.draft import Draft, Scanned
from recount.claims.means import claimants, is_blast
from recount.claims.parties import PartyWords
from recount.claims.roles import roles
from recount.claims.words import words
from recount.model import ActorKind, Harm, SegmentKind, Text, Victims
from recount.ontology import ActorEntry

if TYPE_CHECKING:
    from recount.claims.sourcing.said import Said

BEFORE, AFTER, LEAD, TELLINGS = 12, 4, 4, 6
"""Sentences looked at before and after a figure, at the head of the report, and where the figure is told again."""

ECHO = 0.7
"""Share of a sentence's words that the title has too, where it says the title over again behind a dateline."""

HEADS = (SegmentKind.TITLE, SegmentKind.HEADING, SegmentKind.HIGHLIGHTS)

SMALL = 3
"""Figures below this are told of many different people: only a heading's counts as told again."""


PartyNamed = tuple[str, str, ActorKind]


@dataclass(slots=True, kw_only=True)
class Discourse:
    """One report while its slots are filled."""

    text: Text
    scanned: Sequence[Scanned]
    drafts: Sequence[Draft]
    first_body: int = 0
    """Number of the first sentence that is no heading."""

    monitors: tuple[ActorEntry, ...] = ()
    """The monitors it names, most often named first."""

    places: frozenset[str] = frozenset()
    """Names that it announces as places, somewhere."""

    standings: Counter[Victims] = field(default_factory=Counter)
    """How often its figures' own nouns say who was harmed."""

    claimed: dict[str, int] = field(default_factory=dict)
    """Keys of the parties that are said to have claimed an attack, each with the first sentence that says so."""

    parties: Counter[PartyNamed] = field(default_factory=Counter)
    """How often it names each party: its name, key and kind."""

    unclear_who: bool = False
    """Whether it says that no one knows who did it."""

    bombs_named: bool = False
    """Whether it names a bomb, not only a blast."""

    parts: dict[int, list[Draft]] = field(default_factory=lambda: defaultdict(list))
    """By the index of a total, the figures that are parts of it."""

    index: dict[int, int] = field(default_factory=dict)
    """By the identity of a draft, where it stands among them."""

    said: dict[int, list[Said]] = field(default_factory=dict)
    """By the number of a sentence, who speaks in it; found as it is asked for."""

    _echoes: dict[int, bool] = field(default_factory=dict)
    _alike: dict[tuple[Harm, int, str | None], list[Draft]] = field(default_factory=lambda: defaultdict(list))

    _roles: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict)
    _told_in: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Gather the tellings once."""
        for k, draft in enumerate(self.drafts):
            self._alike[self._fact(draft)].append(draft)
            self.index[id(draft)] = k
            if draft.part_of is not None:
                self.parts[draft.part_of].append(draft)
        counted = (d.link.quantity for d in self.drafts if not d.link.quantity.named)
        stated = (q.victims for q in counted)  # one commander named as background says nothing of the others
        self.standings = Counter(v for v in stated if v is not Victims.UNSPECIFIED)
        body = (k for k, s in enumerate(self.scanned) if s.sentence.kind not in HEADS)
        self.first_body = next(body, 0)
        self.places = frozenset(p.words for s in self.scanned for p in s.places if p.announced)
        for number, scanned in enumerate(self.scanned):
            for key in claimants(scanned):
                self.claimed.setdefault(key, number)
        self.parties = Counter((p.name, p.key, p.kind) for s in self.scanned for p in s.parties)
        self.unclear_who = any(words().unclear.find_any(s.sentence.tokens) for s in self.scanned)
        self.bombs_named = any(
            m.concept == "bombing" and not is_blast(s.sentence.tokens, m) for s in self.scanned for m in s.means
        )
        named = (m.meaning for s in self.scanned for m in s.actors if m.meaning.kind is ActorKind.MONITOR)
        self.monitors = tuple(actor for actor, _ in Counter(named).most_common())

    def roles_of(self, scanned: Scanned, party: PartyWords) -> frozenset[str]:
        """What a party is in its sentence, worked out once."""
        key = id(scanned), party.first
        if key not in self._roles:
            self._roles[key] = roles(scanned, party)
        return self._roles[key]

    def facts(self, draft: Draft) -> list[Draft]:
        """Other figures of that harm, value and word, the first few."""
        return [d for d in self._alike[self._fact(draft)][: 2 * TELLINGS] if d is not draft][:TELLINGS]

    def told_in(self, draft: Draft) -> list[int]:
        """Other sentences that tell the same figure, the first few."""
        key = id(draft)
        if key not in self._told_in:
            self._told_in[key] = self._tellings(draft)
        return self._told_in[key]

    def _tellings(self, draft: Draft) -> list[int]:
        others = [d.number for d in self._alike[self._fact(draft)][: 2 * TELLINGS] if d.number != draft.number]
        if draft.value < SMALL and not in_heading(draft):
            others = [n for n in others if self.scanned[n].sentence.kind in HEADS]
        return others[:TELLINGS]

    def around(self, draft: Draft) -> list[int]:
        """Numbers of the sentences that may hold words for this figure, in text order."""
        near = range(max(0, draft.number - BEFORE), min(len(self.scanned), draft.number + AFTER + 1))
        lead = range(max(0, self.first_body - LEAD), min(len(self.scanned), self.first_body + LEAD))
        return sorted({*near, *lead, *self.told_in(draft)})

    def stands(self, draft: Draft, number: int) -> str:
        """Where sentence `number` stands to the figure: one word."""
        if number == draft.number:
            return "own"
        if number in self.told_in(draft):
            return "telling"
        paragraph = self.scanned[number].sentence.paragraph
        distance = number - draft.number
        if paragraph == draft.paragraph:
            return f"{'before' if distance < 0 else 'after'}_{min(2, abs(distance))}"
        if in_heading(draft):
            return f"below_{min(3, number - self.first_body)}" if number >= self.first_body else "beside"
        if self.scanned[number].sentence.kind in HEADS:
            return "heading"
        if -2 <= distance < 0:
            return "paragraph_before"
        if 0 < distance <= 2:
            return "paragraph_after"
        if number < self.first_body + LEAD:
            return "lead"
        return "earlier" if distance < 0 else "later"

    def echoes(self, number: int) -> bool:
        """Whether a sentence of the lead says the title over again: feeds often repeat the headline in the text."""
        if number not in self._echoes:
            self._echoes[number] = self._says_the_title(number)
        return self._echoes[number]

    def _says_the_title(self, number: int) -> bool:
        if not 0 < number < self.first_body + LEAD or self.scanned[0].sentence.kind not in HEADS:
            return False
        title = {t.lower for t in self.scanned[0].sentence.tokens if t.text[0].isalnum()}
        said = {t.lower for t in self.scanned[number].sentence.tokens if t.text[0].isalpha()}
        return len(said & title) >= ECHO * max(1, len(said))

    @staticmethod
    def _fact(draft: Draft) -> tuple[Harm, int, str | None]:
        return draft.harm, draft.value, draft.stated.word


def in_heading(draft: Draft) -> bool:
    """Whether the figure stands in a title, a heading or the highlights."""
    return draft.scanned.sentence.kind in HEADS
