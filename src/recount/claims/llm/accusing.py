"""Accusing: whether the report's words accuse whom a model names. Its word alone accuses nobody."""

from __future__ import annotations

from collections.abc import Sequence

from recount.claims.accused import Named, party_candidates
from recount.claims.discourse import Discourse
from recount.claims.draft import Draft, Scanned, drafts
from recount.claims.llm.locating import Located, fold
from recount.claims.parties import PartyWords
from recount.claims.scene import Link
from recount.model import Mention, Reason, Span, Text

BEFORE, AFTER = 4, 2
"""Sentences before and after a claim whose words may accuse."""

_VICTIMS_OWN = frozenset({"here+harmed", "own_side"})
"""Features of a party that is, or stands with, the harmed."""

_POINTED_AT = Reason(rule="pointed_at", sentence="A language model pointed at it.")


class Accusers:
    """Asks one report's words who is said to have done a harm, by the rule that binds the rules as well."""

    def __init__(self, text: Text, scanned: Sequence[Scanned]) -> None:
        self.text = text
        self.scanned = list(scanned)
        self.drafts = drafts(self.scanned)
        self.discourse = Discourse(text=text, scanned=self.scanned, drafts=self.drafts)

    def accused(self, located: Located, name: str) -> Mention | None:
        """The party that the model named so, where words near the claim say that it acted; else ``None``."""
        for candidate in party_candidates(self.discourse, self._draft(located)):
            named = candidate.value
            if candidate.features & _VICTIMS_OWN:
                continue
            if named is not None and -BEFORE <= named.number - located.number <= AFTER:
                span = self._span(named)
                if _is_called(name, named.party, span.of(self.text.canonical)):
                    return Mention(span=span, words=named.party.name)
        return None

    def _draft(self, located: Located) -> Draft:
        """The claim as the rules would have it: theirs if they found it, else one for the figure's words."""
        for draft in self.drafts:
            same = draft.number == located.number and draft.link.quantity.first == located.phrase.first
            if same and draft.harm is located.row.harm:
                return draft
        link = Link(quantity=located.phrase, harm=located.row.harm, reason=_POINTED_AT, trigger=None)
        return Draft(
            scanned=self.scanned[located.number],
            number=located.number,
            link=link,
            span=located.span,
            stated=located.phrase.stated,
            harm=located.row.harm,
            victims=located.phrase.victims,
            who=located.phrase.who,
        )

    def _span(self, named: Named) -> Span:
        tokens = self.scanned[named.number].sentence.tokens
        return Span(start=tokens[named.party.first].start, end=tokens[named.party.last - 1].end)


def _is_called(name: str, party: PartyWords, written: str) -> bool:
    """Whether the model's name is the party's, as written there or as Recount calls it."""
    asked = fold(name).lower().removeprefix("the ")
    return asked == party.name.lower() or f" {fold(written).lower().removeprefix('the ')} " in f" {asked} "
