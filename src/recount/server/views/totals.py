"""Totals: how many people the claims count over a place, days, a harm and victims, and what that rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from recount.errors import UsageError
from recount.figures.totals import VICTIMS
from recount.model import EVERYONE, Asked, Harm, Place, When
from recount.publish import wording
from recount.server.http.answers import Views
from recount.server.pages.answering import answer_of
from recount.server.record.desk import Desk
from recount.server.record.state import State
from recount.server.shapes.incidents import Choice
from recount.server.shapes.totals import Answer, Named, TotalsPage
from recount.server.views.given import Code, Day, From, TheDesk, Words

views = Views()

MOST_NAMED = 12
"""Places offered where several go by one name."""


@views.page("/totals", "totals.html.j2", tags=["totals"])
def totals(
    desk: TheDesk,
    place: Words = "",
    start: From = None,
    to: Day = None,
    harm: Code = Harm.KILLED.value,
    victims: Code = EVERYONE,
) -> TotalsPage:
    """How many people the claims count there, on those days, as a range, with what its ends rest on."""
    if start and to and to < start:
        raise UsageError(f"The last day, {to}, is before the first, {start}: swap them.")
    harm, victims = harm or Harm.KILLED.value, victims or EVERYONE
    _known(harm, list(Harm), "harm")
    _known(victims, VICTIMS, "group of victims")
    state = desk.state()
    where, problem, choices = _place(desk, state, place, (start, to), (harm, victims))
    when = When(start=start or date.min, end=to or date.max) if start or to else None
    asked = Asked(harm=Harm(harm), victims=victims, where=where, when=when)
    answer: Answer | None = None
    if not problem and state.claims:
        answer = answer_of(desk, state, state.tables.sums.total(asked, desk.set_aside))
    return TotalsPage(
        place=place,
        start=start.isoformat() if start else "",
        end=to.isoformat() if to else "",
        harm=harm,
        victims=victims,
        harms=tuple(Choice(value=h, words=wording.HARMS[h], count=0, chosen=h == harm) for h in Harm),
        groups=tuple(
            Choice(value=v, words="everyone" if v == EVERYONE else wording.words(v), count=0, chosen=v == victims)
            for v in VICTIMS
        ),
        answer=answer,
        problem=problem,
        choices=choices,
        empty=not state.claims,
    )


def _known(code: str, known: Sequence[str], what: str) -> None:
    if code not in known:
        raise UsageError(f"There is no {what} {code!r}: choose of {', '.join(known)}.")


def _place(
    desk: Desk, state: State, words: str, days: tuple[date | None, date | None], kind: tuple[str, str]
) -> tuple[Place | None, str, tuple[Named, ...]]:
    """The one place meant, or why there is none, with those it may be."""
    if not words.strip(" ,"):
        return None, "", ()
    found = state.tables.sums.place(words, lambda name: list(desk.workspace.gazetteer.find(name)))
    if found.one is not None:
        return found.one, "", ()
    if not found.places:
        return None, f"No place called “{words}” is in the record or the gazetteer. See how the record spells it.", ()
    names = dict.fromkeys(", ".join(place.names) for place in found.places)
    choices = tuple(Named(words=name, address=_address(name, days, kind)) for name in list(names)[:MOST_NAMED])
    return None, f"Several places are called “{words}”. Which do you mean?", choices


def _address(place: str, days: tuple[date | None, date | None], kind: tuple[str, str]) -> str:
    start, end = (day.isoformat() if day else "" for day in days)
    return f"/totals?{urlencode({'place': place, 'from': start, 'to': end, 'harm': kind[0], 'victims': kind[1]})}"
