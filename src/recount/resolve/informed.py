"""Informed: a gazetteer that has read the report, and gives the likeliest place of a name first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from recount.lang.names import fold_name, guessed_spellings, other_spellings
from recount.model import GazetteerPlace, Mention, Precision
from recount.resolve.gazetteer import Gazetteer
from recount.resolve.naming import landmarks
from recount.resolve.place_names import take_apart
from recount.resolve.toponyms import Toponym, resolve_toponyms

WELL_KNOWN = 10_000
"""People of a place that a mere guess at a spelling may find."""


class Informed:
    """Places by name, the likeliest in this report first; names the report does not have in the gazetteer's order."""

    def __init__(self, mentions: Sequence[Mention], canonical: str, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._shares: dict[str, dict[str, float]] = {}
        named = [Toponym(span=m.span, words=name) for m in mentions if (name := take_apart(m.words).name)]
        for resolved in resolve_toponyms(named, canonical, gazetteer):
            shares = {c.meaning.place.key: c.share for c in resolved.choices}
            self._shares.setdefault(fold_name(resolved.toponym.words), shares)

    def find(self, name: str) -> list[GazetteerPlace]:
        """Every place of that name, the likeliest first; a landmark that everyone knows before all others.

        Where nothing bears the name, the well-known places that it may be a spelling of.
        """
        shares = self._shares.get(fold_name(name), {})
        found = sorted(self._gazetteer.find(name), key=lambda p: -round(shares.get(p.key, 0.0), 6)) or self._guess(name)
        landmark = landmarks().get(name)
        return found if landmark is None else [_as_wide_as_it_is(landmark), *found]

    def _guess(self, name: str) -> list[GazetteerPlace]:
        spelled = (*other_spellings(name), *guessed_spellings(name)) if name.isascii() else ()
        found = (p for other in spelled for p in self._gazetteer.find(other) if p.population >= WELL_KNOWN)
        return list({p.key: p for p in found}.values())

    def share(self, name: str, place: GazetteerPlace) -> float | None:
        """How likely the name means the place, of 1; ``None`` where the report does not tell."""
        return self._shares.get(fold_name(name), {}).get(place.key)

    def has(self, folded: str) -> bool:
        """Whether some place has that folded name."""
        return self._gazetteer.has(folded)

    @property
    def digest(self) -> str:
        """That of the gazetteer."""
        return self._gazetteer.digest


SPOT = 5_000.0
"""Metres: a landmark that reaches farther (mountains, a strait) gives no spot but a region."""


def _as_wide_as_it_is(landmark: GazetteerPlace) -> GazetteerPlace:
    return landmark if landmark.radius <= SPOT else replace(landmark, precision=Precision.REGION)
