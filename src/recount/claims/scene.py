"""Scene: one sentence while its figures are being tied to harms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from recount.claims.triggers import Trigger
from recount.claims.victims import QuantityPhrase
from recount.model import Harm, Parse, Reason, Token

INCLUDING = frozenset({"including", "among", "includes", "included", "mostly"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A quantity, the harm it is said of, and the rule that says so."""

    quantity: QuantityPhrase
    harm: Harm
    reason: Reason
    trigger: Trigger | None
    head: int | None = None
    """Index among the sentence's links of the figure it breaks down ("including four children")."""


@dataclass(slots=True)
class Scene:
    """One sentence while its figures are being linked."""

    tokens: Sequence[Token]
    quantities: Sequence[QuantityPhrase]
    triggers: Sequence[Trigger]
    parse: Parse | None = None
    """The sentence's syntax, where it has been parsed."""

    links: list[Link] = field(default_factory=list)
    taken: set[tuple[int, str]] = field(default_factory=set)
    """(first token of a trigger, way) that already took victims."""

    inserted: frozenset[int] = frozenset()
    """Tokens of inserted breakdowns ("including two women")."""

    _including: dict[int, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the breakdowns once: every rule asks for them."""
        breakdowns = [q for q in self.quantities if self.includes(q)]
        self.inserted = frozenset(k for q in breakdowns for k in range(q.first - 1, q.last))

    def gap(self, first: int, last: int) -> list[Token]:
        """Tokens `[first, last)` without those of inserted breakdowns."""
        return [t for k, t in enumerate(self.tokens[first:last], start=first) if k not in self.inserted]

    def includes(self, q: QuantityPhrase) -> bool:
        """Whether the figure follows "including" or "among them"."""
        if q.first not in self._including:
            self._including[q.first] = self._follows_including(q)
        return self._including[q.first]

    def _follows_including(self, q: QuantityPhrase) -> bool:
        k = q.first - 1
        while k >= 0 and self.tokens[k].lower in ("them", "whom", ",", "were", "was", "at", "and"):
            k -= 1
        if k < 0 or self.tokens[k].lower not in INCLUDING:
            return self.coordinated_breakdown(q)
        return any(p.last <= k for p in self.quantities)

    def coordinated_breakdown(self, q: QuantityPhrase) -> bool:
        """Whether it goes on a breakdown: "including three children and two women"."""
        before = [p for p in self.quantities if p.last <= q.first]
        if not before or q.first - before[-1].last > 2:
            return False
        joined = self.tokens[before[-1].last : q.first]
        return bool(joined) and all(t.lower in (",", "and") for t in joined) and self.includes(before[-1])
