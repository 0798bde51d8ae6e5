"""revised(): what a later version of a report does to the claims of the version before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recount.model import QuotedClaim, Revised, Revision, Span
from recount.publish.passages import Passage, passages


def revised(
    before: Sequence[QuotedClaim], after: Sequence[QuotedClaim], *, texts: tuple[str, str]
) -> tuple[Revised, ...]:
    """The claims that were changed, taken out or added along with their sentences, in the order of the text.

    A claim whose sentence stands as it stood is none of them, whatever else was read in it. Within one changed passage
    claims of one harm are taken for each other's: those of the same victims first, then those that come in the same
    order.

    Args:
        before: the claims of the earlier version.
        after: those of the later.
        texts: the canonical texts of both.
    """
    return tuple(one for passage in passages(*texts) for one in _in_passage(passage, before, after))


def _in_passage(passage: Passage, before: Sequence[QuotedClaim], after: Sequence[QuotedClaim]) -> Iterator[Revised]:
    old = [claim for claim in before if _within(passage.before, claim)]
    new = [claim for claim in after if _within(passage.after, claim)]
    found: list[tuple[int, Revised]] = []
    for then, now in _pairs(old, new):
        old.remove(then)
        new.remove(now)
        if then.sentence.split() != now.sentence.split() or _number(then) != _number(now):
            kind = Revision.WORDS if _number(then) == _number(now) else Revision.NUMBER
            found.append((_start(now), Revised(kind=kind, before=then, after=now)))
    found += ((_start(then), Revised(kind=Revision.GONE, before=then, after=None)) for then in old)
    found += ((_start(now), Revised(kind=Revision.NEW, before=None, after=now)) for now in new)
    yield from (one for _, one in sorted(found, key=lambda pair: pair[0]))


def _pairs(old: Sequence[QuotedClaim], new: Sequence[QuotedClaim]) -> list[tuple[QuotedClaim, QuotedClaim]]:
    """The pairs that are most alike first; of those as alike, in the order of the text. Each claim once."""
    alike = sorted(
        ((-_likeness(then, now), i, j) for i, then in enumerate(old) for j, now in enumerate(new) if _harm(then, now)),
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for _, i, j in alike:
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((old[i], new[j]))
    return pairs


def _harm(then: QuotedClaim, now: QuotedClaim) -> bool:
    return then.grounded.claim.harm == now.grounded.claim.harm


def _likeness(then: QuotedClaim, now: QuotedClaim) -> int:
    one, other = then.grounded.claim, now.grounded.claim
    same_victims = (one.victims, one.who) == (other.victims, other.who)
    return 4 * same_victims + 2 * (_number(then) == _number(now)) + (one.text == other.text)


def _number(claim: QuotedClaim) -> tuple[int | None, int | None, str]:
    stated = claim.grounded.claim.stated
    return stated.value, stated.value_max, stated.bound


def _within(span: Span, claim: QuotedClaim) -> bool:
    return span.start <= _start(claim) < span.end


def _start(claim: QuotedClaim) -> int:
    return claim.grounded.claim.span.start
