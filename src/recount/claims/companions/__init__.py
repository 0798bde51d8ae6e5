"""Companions: victims told by name, by kinship or beside other victims, once the sentence's figures have their harms.

"The blast killed Ann Lee and her two sons", "a man, his wife and child were among the dead": none of these need have a
number or an article. They are looked for last, and only where a harm word or a victim stands directly beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from recount.claims.companions.alone import harmed
from recount.claims.companions.joints import ends_there, is_apposition, is_bare, is_company, is_joint, starts_clause
from recount.claims.companions.row import OF_ONE, Victim, tie
from recount.claims.companions.unnumbered import unnumbered
from recount.claims.scene import Link, Scene


def with_companions(scene: Scene) -> list[Link]:
    """The links of the sentence, those of victims told by name or kinship or beside another included, in text order."""
    if not any(t.harm in OF_ONE for t in scene.triggers):
        return scene.links
    row = _row(scene)
    if len(row) == len(scene.links):
        return scene.links
    for k, victim in enumerate(row):
        if victim.link is None:
            harmed(scene, victim) or _beside(scene, row, k, k - 1)
    for k in reversed(range(len(row) - 1)):
        if row[k].link is None:
            _beside(scene, row, k, k + 1)
    return _in_order(scene, row)


def _row(scene: Scene) -> list[Victim]:
    """Those already harmed, and those who may be, left to right."""
    linked = {link.quantity.first: link for link in scene.links}
    row = []
    for q in scene.quantities:
        link = linked.get(q.first)
        if link is not None or q.noun is not None:
            before = link is not None and link.trigger is not None and link.trigger.first >= q.last
            row.append(Victim(q if link is None else link.quantity, link, before))
    taken = [(v.quantity.first, v.quantity.end) for v in row]
    row += [Victim(q) for q in unnumbered(scene.tokens, taken)]
    return sorted(row, key=lambda v: v.quantity.first)


def _in_order(scene: Scene, row: Sequence[Victim]) -> list[Link]:
    """The links in text order, with the heads of breakdowns where they now stand."""
    links = [v.link for v in row if v.link is not None]
    place = {link.quantity.first: k for k, link in enumerate(links)}
    now = [place[link.quantity.first] for link in scene.links]
    return [k if k.head is None else replace(k, head=now[k.head]) for k in links]


def _beside(scene: Scene, row: Sequence[Victim], k: int, other: int) -> bool:
    """Tie a victim to the harm of the one before or after it, where nothing but a joint stands between."""
    if not 0 <= other < len(row) or row[other].link is None or row[k].quantity.noun is None:
        return False
    victim, known, tokens = row[k], row[other], scene.tokens
    if known.quantity.noun == "person" and is_apposition(tokens, known.quantity, victim.quantity):
        return False
    if is_bare(tokens, victim.quantity) and not known.quantity.single:
        return False  # "20 men, mostly women and child" has no child of its own
    link = known.link
    if link is None or link.harm not in OF_ONE or (link.head is not None and not victim.quantity.single):
        return False
    if other < k:
        start = known.quantity.end
        if known.before and link.trigger is not None:
            start = link.trigger.last  # "was killed along with six others"
            if not is_company(tokens, start, victim.quantity.first):
                return False
        elif known.before:
            return False
        if not is_joint(tokens, start, victim.quantity.first) or not ends_there(tokens, victim.quantity):
            return False
        return tie(_of_the_named(victim, known), link.harm, "named_beside_another_victim", head=link.head)
    q = victim.quantity
    if not known.before or not is_joint(tokens, q.end, known.quantity.first):
        return False
    if not starts_clause(tokens, q.first):
        return False
    return tie(_of_the_named(victim, known), link.harm, "named_beside_another_victim", before=True)


def _of_the_named(victim: Victim, known: Victim) -> Victim:
    """The victim, as told one by one if the one beside it is: "Ann Lee and her two sons"."""
    if known.quantity.named:
        victim.quantity = replace(victim.quantity, named=True)
    return victim
