"""Ladders: where the marks and words of "who said how many, when" stand, so that none covers another.

`recount.publish.charts.ladder` says which points there are. Here they are put on a plane of fixed height: points of one
day that would cover one another stand side by side, under one label for all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from string import ascii_uppercase

from recount.publish import wording
from recount.publish.charts import Ladder
from recount.server.shapes.ladder import Denial, Edge, Label, Mark, Plot, Step

HEIGHT = 220
"""Pixels from nobody to the top of the scale."""

MARK = 18
"""Pixels that a mark takes."""

APART = 17
"""Pixels between two lines of words."""

LETTER = 7.6
"""Pixels of a character at most, in the size of the labels."""

WIDTHS = (0, 480, 640, 800, 1000, 1200, 1600, 2000)
"""Widths that a chart may be made to have at least, in pixels. The style knows a class for each."""

SIGNS = 26
"""Origins that have a letter of their own."""


def plot_of(
    ladder: Ladder, *, sides: wording.Sides, best: int, harm: str, denials: Sequence[tuple[date, str]] = ()
) -> Plot:
    """The ladder with every mark in its place.

    Args:
        ladder: who said how many, when.
        sides: of the figure.
        best: of the figure.
        harm: ``killed``.
        denials: days of publication of denials without a number, and who denies.
    """
    marks, labels = _marks(ladder)
    low, middle, high = (_y(value) for value in (ladder.low, ladder.best, ladder.high))
    return Plot(
        marks=tuple(marks),
        labels=tuple(labels),
        steps=tuple(_steps(ladder)),
        names=tuple((_sign(at), line.name, at) for at, line in enumerate(ladder.lines)),
        days=ladder.days,
        ticks=tuple((n, _y(at)) for n, at in ladder.ticks),
        edges=tuple(_edges(sides, best, (low, middle, high))),
        top=high,
        best=middle,
        bottom=low,
        open_high=sides.open_high,
        open_low=sides.open_low,
        denials=tuple(_denials(ladder, denials)),
        height=HEIGHT,
        least=_least(marks, labels, ladder.length),
        told=f"{best:,} {harm}, {wording.span(sides)}. {_count(ladder)}",
    )


def _y(percent: float) -> float:
    return round(HEIGHT * (1 - percent / 100), 1)


def _sign(at: int) -> str:
    return ascii_uppercase[at] if at < SIGNS else "·"


def _count(ladder: Ladder) -> str:
    said = sum(len(line.rungs) for line in ladder.lines)
    return f"{wording.count(said, 'number')} of {wording.count(len(ladder.lines), 'origin')}."


def _marks(ladder: Ladder) -> tuple[list[Mark], list[Label]]:
    days: defaultdict[int, list[Mark]] = defaultdict(list)
    for at, line in enumerate(ladder.lines):
        for rung in line.rungs:
            when = wording.short_day(ladder.start + timedelta(days=rung.day))
            said = f"{line.name}, {when}: {rung.number}{', denied' if rung.denied else ''}"
            days[rung.day].append(
                Mark(
                    sign=_sign(at),
                    line=at,
                    x=rung.x,
                    y=_y(rung.y),
                    shift=0,
                    number=rung.number,
                    up=rung.open_high,
                    down=rung.open_low,
                    denied=rung.denied,
                    used=rung.used,
                    told=said if rung.used else f"{said}; set aside",
                    claim=rung.claim,
                )
            )
    marks: list[Mark] = []
    labels: list[Label] = []
    for day in sorted(days):
        for group in _groups(days[day]):
            placed = _beside(group)
            marks += placed
            labels.append(_label(placed))
    return marks, labels


def _groups(marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    """Marks of one day that would cover one another, or whose labels would."""
    group: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.y, m.line, m.claim)):
        if group and mark.y - group[-1].y >= APART:
            yield group
            group = []
        group.append(mark)
    if group:
        yield group


def _beside(group: Sequence[Mark]) -> list[Mark]:
    """The marks of a group side by side, the smallest number first; of one origin's equal numbers, one."""
    once = {(mark.line, mark.number, mark.denied): mark for mark in group}
    ordered = sorted(once.values(), key=lambda m: (-m.y, m.line))
    first = -MARK * (len(ordered) - 1) / 2
    return [_moved(mark, first + MARK * at) for at, mark in enumerate(ordered)]


def _moved(mark: Mark, shift: float) -> Mark:
    return replace(mark, shift=shift)


def _label(placed: Sequence[Mark]) -> Label:
    numbers = list(dict.fromkeys(mark.number for mark in placed))
    middle = sum(mark.y for mark in placed) / len(placed)
    return Label(x=placed[0].x, y=middle, shift=placed[-1].shift + MARK / 2 + 4, words=" · ".join(numbers))


def _steps(ladder: Ladder) -> Iterator[Step]:
    for at, line in enumerate(ladder.lines):
        for a, b in pairwise(line.rungs):
            if a.day != b.day:
                yield Step(line=at, x1=a.x, y1=_y(a.y), x2=b.x, y2=_y(b.y))


def _edges(sides: wording.Sides, best: int, at: tuple[float, float, float]) -> Iterator[Edge]:
    """The figure's numbers at the right, parted so that none covers another."""
    low, middle, high = at
    wanted = [(middle, f"best {best:,}", True)]
    if sides.high > best or sides.open_high:
        wanted.insert(0, (high, f"high {sides.high:,}{' or more' if sides.open_high else ''}", False))
    if sides.low < best or sides.open_low:
        wanted.append((low, f"low {sides.low:,}{' or fewer' if sides.open_low else ''}", False))
    last = -float(APART)
    rows: list[float] = []
    for y, _, _ in wanted:
        last = max(y, last + APART)
        rows.append(last)
    over = max(0.0, rows[-1] - HEIGHT)
    for at_most, (_, words, is_best) in enumerate(wanted):
        yield Edge(y=rows[at_most] - over, words=words, best=is_best)


def _denials(ladder: Ladder, denials: Sequence[tuple[date, str]]) -> Iterator[Denial]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for day, who in denials:
        if 0 <= (day - ladder.start).days < ladder.length:
            found[(day - ladder.start).days].append(who)
    for at in sorted(found):
        who = wording.listed(list(dict.fromkeys(found[at])))
        yield Denial(x=100 * (at + 0.5) / ladder.length, told=f"{who}: denied" if who else "denied")


def _least(marks: Sequence[Mark], labels: Sequence[Label], length: int) -> int:
    """The least width in which no label meets the marks of a later day."""
    rights: defaultdict[float, float] = defaultdict(float)
    lefts: defaultdict[float, float] = defaultdict(float)
    for label in labels:
        rights[label.x] = max(rights[label.x], label.shift + LETTER * len(label.words))
    for mark in marks:
        lefts[mark.x] = max(lefts[mark.x], MARK / 2 - mark.shift)
    needed = [(rights[a] + lefts[b]) * 100 / (b - a) for a, b in pairwise(sorted(rights))]
    needed.append(length * 22.0)
    return next((width for width in WIDTHS if width >= max(needed)), WIDTHS[-1])
