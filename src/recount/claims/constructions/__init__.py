"""Constructions: which harm a figure is said of, and by which turn of phrase.

Each rule is a small function that ties one quantity to one harm word and says why. They are tried in the order of
`RULES`; a harm word that already took its victims is not taken twice by the same way.
"""

from __future__ import annotations

from collections.abc import Sequence

from recount.claims.companions import with_companions
from recount.claims.constructions.links import Rule
from recount.claims.constructions.parts import (
    among_the_dead,
    broken_down_from_a_larger_figure,
    some_fatally,
    some_of_them,
    some_of_those_harmed,
)
from recount.claims.constructions.tolls import (
    brings_the_toll_to,
    noun_counts_the_dead,
    noun_counts_the_harm,
    toll_stands_at,
)
from recount.claims.constructions.verbs import harm_after, harm_directly_before, joined_to_the_figure_before
from recount.claims.quantities import find_quantities
from recount.claims.scene import Link, Scene
from recount.claims.triggers import ACTIVE, PASSIVE, TOLL, find_triggers, harm_nouns
from recount.model import Parse, Token


def find_links(tokens: Sequence[Token], parse: Parse | None = None) -> list[Link]:
    """Every figure of the sentence that is said of people harmed, left to right."""
    triggers = find_triggers(tokens)
    if not triggers and not any(t.lower in harm_nouns() for t in tokens):
        return []  # most sentences: whom they count need not be asked
    scene = Scene(tokens=tokens, quantities=list(find_quantities(tokens)), triggers=triggers, parse=parse)
    if not triggers and not any(q.noun in harm_nouns() for q in scene.quantities):
        return []
    for quantity in scene.quantities:
        link = next((found for rule in RULES if (found := rule(scene, quantity))), None)
        if link is not None:
            scene.links.append(link)
            if link.trigger is not None:
                way = TOLL if TOLL in link.trigger.ways else ACTIVE
                scene.taken.add((link.trigger.first, way if link.trigger.last <= quantity.first else PASSIVE))
    return with_companions(scene)


RULES: tuple[Rule, ...] = (
    some_fatally,
    broken_down_from_a_larger_figure,
    some_of_them,
    some_of_those_harmed,
    among_the_dead,
    harm_directly_before,
    toll_stands_at,
    brings_the_toll_to,
    noun_counts_the_dead,
    harm_after,
    noun_counts_the_harm,
    joined_to_the_figure_before,
)
"""In the order in which they are tried."""
