"""Row: the victims of a sentence beside one another, and the link that ties one to its harm."""

from __future__ import annotations

from dataclasses import dataclass

from recount.claims.scene import Link
from recount.claims.triggers import Trigger
from recount.claims.victims import QuantityPhrase
from recount.model import Harm, Reason

OF_ONE = frozenset({Harm.KILLED, Harm.INJURED, Harm.CAPTURED, Harm.MISSING})
"""Harms told of single persons by name."""

BE = frozenset({"was", "were", "been", "being", "is", "are"})
WHOSE = frozenset({"his", "her", "their", "its", "my", "our"})


@dataclass(slots=True)
class Victim:
    """A victim of the sentence, and how it was harmed once that is known."""

    quantity: QuantityPhrase
    link: Link | None = None
    before: bool = False
    """Whether its harm word stands after it: "… were killed"."""


def tie(
    victim: Victim,
    harm: Harm,
    rule: str,
    *,
    trigger: Trigger | None = None,
    before: bool = False,
    head: int | None = None,
) -> bool:
    """Give a victim its harm; always true, so that a rule may return it."""
    reason = Reason(rule=rule, sentence=_WHY[rule])
    victim.link = Link(quantity=victim.quantity, harm=harm, reason=reason, trigger=trigger, head=head)
    victim.before = before
    return True


_WHY = {
    "harm_told_of_one": "The harm is told of one victim, by name, by kinship or by role.",
    "named_beside_another_victim": "The victim is named beside another, to whom the harm came.",
}
