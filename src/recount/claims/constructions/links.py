"""Links: what a rule returns, and why."""

from __future__ import annotations

from collections.abc import Callable

from recount.claims.scene import Link, Scene
from recount.claims.triggers import Trigger
from recount.claims.victims import QuantityPhrase
from recount.model import Harm, Reason

Rule = Callable[[Scene, QuantityPhrase], Link | None]


def link_by(
    q: QuantityPhrase, harm: Harm, rule: Rule, *, trigger: Trigger | None = None, head: int | None = None
) -> Link:
    """The link that a rule makes, with its name and the first line of its docstring as the reason."""
    sentence = (rule.__doc__ or "").strip().splitlines()[0]
    return Link(quantity=q, harm=harm, reason=Reason(rule=rule.__name__, sentence=sentence), trigger=trigger, head=head)
