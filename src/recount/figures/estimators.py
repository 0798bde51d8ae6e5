"""Estimators: how low, best and high follow from the tolls that stand. Named, versioned, each with its sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from recount.figures.tolls import Toll
from recount.figures.trust import rank
from recount.model import Reason, digest
from recount.registry import Registry

DEFAULT = "agreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Low, best and high, and why that is best."""

    low: int
    best: int
    high: int
    said: str
    """One sentence."""

    open_high: bool | None = None
    """Set where it does not follow from the bound words of the highest toll."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Low, best and high, which side is open, and why."""

    low: int
    best: int
    high: int
    open_low: bool
    open_high: bool
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimator:
    """A named way to choose. `choose` is a pure, order-free function of the tolls, at least one, and those trusted."""

    name: str
    version: str
    about: str
    """What it takes for best, in a sentence."""

    choose: Callable[[Sequence[Toll], Sequence[str]], Choice]
    trusts: bool = False
    """Whether it asks whom a user trusts."""

    def label(self, trusted: Sequence[str] = ()) -> str:
        """Name and version; with a digest of the trusted, so that other figures are known to be made another way."""
        tail = f"-{digest(chr(10).join(trusted))[:6]}" if self.trusts and trusted else ""
        return f"{self.name}-{self.version}{tail}"


def estimate(tolls: Sequence[Toll], estimator: Estimator, trusted: Sequence[str] = ()) -> Estimate:
    """The estimate of the tolls, at least one; ``low <= best <= high``."""
    chosen = estimator.choose(tolls, trusted)
    low, high = min(chosen.low, chosen.best), max(chosen.high, chosen.best)
    open_above = any(t.high >= high and t.open_high for t in tolls)
    return Estimate(
        low=low,
        best=chosen.best,
        high=high,
        open_low=all(t.open_low for t in tolls if t.low <= low),
        open_high=open_above if chosen.open_high is None else chosen.open_high,
        reason=Reason(rule=f"{estimator.name}-{estimator.version}", sentence=chosen.said),
    )


def agreed(tolls: Sequence[Toll], trusted: Sequence[str] = ()) -> Choice:
    """Best: the number that most origins state; of those as many, the one reported last; then the lower."""
    votes: dict[int, set[str]] = defaultdict(set)
    latest: dict[int, str] = defaultdict(str)
    for toll in tolls:
        votes[toll.number].update(toll.origins)
        latest[toll.number] = max(latest[toll.number], toll.published)
    definite = {t.number for t in candidates(tolls)}
    best = max(definite, key=lambda n: (len(votes[n]), latest[n], -n))
    return _all(tolls, best, _why_agreed(best, votes, {n: latest[n] for n in definite}))


def candidates(tolls: Sequence[Toll]) -> Sequence[Toll]:
    """The tolls that best is taken from: numbers before words, and before "up to 36" and what has risen since."""
    definite = [t for t in tolls if t.definite]
    return [t for t in definite if not (t.open_low or t.outrun)] or definite or tolls


def _why_agreed(best: int, votes: dict[int, set[str]], latest: dict[int, str]) -> str:
    newest = max(latest.values())
    if len(votes) == 1:
        return "All that stand give it." if len(votes[best]) > 1 else "The only origin that gives a number."
    if len(votes[best]) > 1:
        return f"{len(votes[best])} origins give it, more than give any other number."
    if latest[best] == newest and sum(day == newest for day in latest.values()) == 1:
        return "The number reported last; no two origins agree."
    return "The lower of the numbers reported last; no two origins agree."


def span(tolls: Sequence[Toll], trusted: Sequence[str] = ()) -> Choice:
    """Best: the middle of the numbers that stand; of two in the middle the lower."""
    numbers = sorted(t.number for t in tolls)
    best = numbers[(len(numbers) - 1) // 2]
    return _all(tolls, best, "The middle of the numbers that stand.")


def latest(tolls: Sequence[Toll], trusted: Sequence[str] = ()) -> Choice:
    """Best: the number reported last; of one day the one that more origins give, then the lower."""
    newest = max(t.published for t in tolls)
    best = agreed([t for t in tolls if t.published == newest]).best
    return _all(tolls, best, "The number reported last.")


def lowest(tolls: Sequence[Toll], trusted: Sequence[str] = ()) -> Choice:
    """Best: the lowest number that stands, as ACLED takes it while sources differ."""
    return _all(tolls, min(t.number for t in tolls), "The lowest number that stands.")


def corroborated(tolls: Sequence[Toll], trusted: Sequence[str] = ()) -> Choice:
    """Low to high: what the words of two origins or more allow. Best: what those of most allow; then the lower."""
    ends = sorted({t.least for t in tolls} | {t.most for t in tolls if t.most is not None})
    support = {n: len({o for t in tolls if _allows(t, n) for o in t.origins}) for n in ends}
    shared = [n for n in ends if support[n] > 1]
    if not shared:
        chosen = agreed(tolls)
        return _all(tolls, chosen.best, "No two origins agree; the range of all that stand is given.")
    best = min(shared, key=lambda n: (-support[n], n))
    unbounded = {o for t in tolls if t.most is None for o in t.origins}
    return Choice(
        low=shared[0],
        best=best,
        high=shared[-1],
        said=f"What {support[best]} origins say allows it; the range is what two or more allow.",
        open_high=len(unbounded) > 1,
    )


def trusted_first(tolls: Sequence[Toll], trusted: Sequence[str] = ()) -> Choice:
    """Best: the number of the source that a user trusts most; without one of those, what most origins state."""
    ranked = [(place, t) for t in tolls if (place := rank(t, trusted)) is not None]
    if not ranked:
        chosen = agreed(tolls)
        return _all(tolls, chosen.best, f"No trusted source gives a number. {chosen.said}")
    place, toll = min(ranked, key=lambda r: (r[0], _backwards(r[1]), r[1].number, r[1].id))
    return _all(tolls, toll.number, f"The number of the source ranked {place + 1} among those trusted.")


def _backwards(toll: Toll) -> int:
    """Orders the latest first."""
    return -int("".join(ch for ch in toll.published if ch.isdecimal()) or 0)


def _allows(toll: Toll, number: int) -> bool:
    return toll.least <= number and (toll.most is None or number <= toll.most)


def _all(tolls: Sequence[Toll], best: int, said: str) -> Choice:
    """The lowest and the highest number that stands, with that for best.

    "Up to 36" states no lowest number: it counts for low only where nothing else does.
    """
    firm = [t.low for t in tolls if not t.open_low]
    return Choice(low=min(firm or [t.low for t in tolls]), best=best, high=max(t.high for t in tolls), said=said)


_BUILTIN = (
    Estimator(
        name="agreed",
        version="1",
        choose=agreed,
        about="The number that most origins state; of those as many, the one reported last; then the lower.",
    ),
    Estimator(name="span", version="1", choose=span, about="The middle of the numbers that stand; of two, the lower."),
    Estimator(
        name="latest",
        version="1",
        choose=latest,
        about="The number reported last; of one day, the one that more origins state.",
    ),
    Estimator(
        name="corroborated",
        version="1",
        choose=corroborated,
        about="What the words of most origins allow; low to high is what two origins or more allow.",
    ),
    Estimator(name="lowest", version="1", choose=lowest, about="The lowest number that stands, as ACLED takes it."),
    Estimator(
        name="trusted",
        version="1",
        choose=trusted_first,
        trusts=True,
        about="The number of the source that you trust most (setting `trusted`); without one, as `agreed`.",
    ),
)

ESTIMATORS: Registry[Estimator] = Registry(
    "estimator", group="recount.estimators", builtin={e.name: e for e in _BUILTIN}
)
"""Estimators by name; other distributions add theirs through the entry point group."""
