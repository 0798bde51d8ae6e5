"""Near options: the places named nearest to a sentence, found for all sentences in one walk each way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from recount.resolve.options import Option


def nearest_options(options: Sequence[Option], sentences: Iterable[int], most: int) -> dict[int, list[Option]]:
    """For each of some sentences the `most` places named nearest to it, in the order given.

    Of two named as near, the earlier in the order is taken. Time grows with the mentions and the sentences.
    """
    wanted = sorted(set(sentences))
    if len(options) <= most:
        return {at: list(options) for at in wanted}
    told: dict[int, list[int]] = defaultdict(list)
    for index, option in enumerate(options):
        for k in dict.fromkeys(option.sentences):
            told[k].append(index)
    before = dict(_last_named(told, wanted, most))
    after = dict(_last_named({-k: v for k, v in told.items()}, [-k for k in reversed(wanted)], most))
    return {at: _merged(options, before[at] | after[-at], before[at], after[-at], most) for at in wanted}


def _last_named(told: dict[int, list[int]], wanted: Sequence[int], most: int) -> Iterator[tuple[int, dict[int, int]]]:
    """For each sentence the places named last up to it, each with how many sentences before."""
    last: dict[int, int] = {}
    order, at = sorted(told), 0
    for sentence in wanted:
        while at < len(order) and order[at] <= sentence:
            for index in reversed(told[order[at]]):
                last.pop(index, None)
                last[index] = order[at]
            at += 1
        newest = reversed(last.items())
        yield sentence, {index: sentence - k for (index, k), _ in zip(newest, range(most), strict=False)}


def _merged(
    options: Sequence[Option], every: Iterable[int], before: dict[int, int], after: dict[int, int], most: int
) -> list[Option]:
    far = 1 << 60
    near = sorted(every, key=lambda i: (min(before.get(i, far), after.get(i, far)), i))[:most]
    return [options[i] for i in sorted(near)]
