"""The list of incidents: sorted, narrowed down, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from recount.errors import UsageError
from recount.lang.folding import fold_text
from recount.model import Figure, Grade, Harm
from recount.publish import wording
from recount.publish.charts import bar, round_up
from recount.server.http.answers import Views
from recount.server.http.cursors import part_of
from recount.server.record.desk import Desk
from recount.server.record.state import State
from recount.server.shapes.incidents import Choice, IncidentList, IncidentRow, Narrowed, Numbers, Told
from recount.server.tables.catalogue import Catalogue, Wanted
from recount.server.tables.table import Row, Sort
from recount.server.views.given import Code, Cursor, Day, From, Limit, TheDesk, Words

views = Views()

PAGE = 50
MOST_ACCUSED = 40
"""Names of accused that are offered to choose from."""

MOST_SPELLINGS = 12
"""Entries of the gazetteer whose names a place is looked for under, where the record has none of the name."""


@views.page("/incidents", "incidents.html.j2", tags=["incidents"])
def incidents(
    desk: TheDesk,
    place: Words = "",
    start: From = None,
    to: Day = None,
    means: Code = "",
    harm: Code = "",
    grade: Code = "",
    accused: Words = "",
    sort: Sort = Sort.DAY,
    cursor: Cursor = "",
    limit: Limit = PAGE,
) -> IncidentList:
    """The incidents, newest first unless sorted otherwise; narrowed to a place, days, means, harm, grade or accused."""
    if start and to and to < start:
        raise UsageError(f"The last day, {to}, is before the first, {start}: swap them.")
    _check(harm, Harm, "harm")
    _check(grade, Grade, "grade")
    state = desk.state()
    table = state.tables.catalogue
    spellings, meant = _spellings(place, table, desk)
    wanted = Wanted(place=spellings, start=start, end=to, means=means, harm=harm, grade=grade, accused=accused)
    part = part_of(
        table.find(wanted, sort), lambda row: row.at(sort), order=f"incidents {sort}", cursor=cursor, limit=limit
    )
    scales = {harm: _scale(part.rows, harm) for harm in (Harm.KILLED, Harm.INJURED)}
    return IncidentList(
        rows=tuple(_shown(row, state, scales) for row in part.rows),
        first=part.first,
        total=part.total,
        every=len(state.incidents),
        undated=table.undated(wanted),
        sort=sort.value,
        limit=limit,
        next=part.next,
        before=part.before,
        asked=Narrowed(
            place=place, start=_iso(start), end=_iso(to), means=means, harm=harm, grade=grade, accused=accused
        ),
        meant=meant,
        scale=scales[Harm.KILLED],
        means=_choices(table.means, means, means_words),
        harms=_choices(table.harms, harm, lambda code: wording.HARMS[Harm(code)]),
        grades=_choices(table.grades, grade, str),
        accused=tuple(name for name, _ in table.accused[:MOST_ACCUSED]),
        readable=bool(state.heads),
    )


def means_words(code: str) -> str:
    """A means, as a person calls it."""
    return "means not told" if code == "unknown" else wording.words(code)


def _check(code: str, known: Iterable[str], what: str) -> None:
    if code and code not in list(known):
        raise UsageError(f"There is no {what} {code!r}: choose of {', '.join(known)}.")


def _spellings(place: str, table: Catalogue, desk: Desk) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Each name of a place with its spellings, and those that the gazetteer gave."""
    found: list[tuple[str, ...]] = []
    meant: list[str] = []
    for name in filter(fold_text, place.replace("،", ",").split(",")):
        others: tuple[str, ...] = ()
        if not table.named(name):
            # "حلب" is Aleppo in the gazetteer, and Aleppo is what reports in English have.
            entries = list(desk.workspace.gazetteer.find(name.strip()))[:MOST_SPELLINGS]
            others = tuple(dict.fromkeys(e.name for e in entries if table.named(e.name)))
            meant += others
        found.append((name, *others))
    return tuple(found), tuple(meant)


def _scale(rows: Iterable[Row], harm: Harm) -> int:
    figures = [row.killed if harm is Harm.KILLED else row.injured for row in rows]
    top = max((figure.high for figure in figures if figure), default=0)
    # a tenth of room to the right shows that an open end goes on
    return round_up(max(1, top + top // 10))


def _shown(row: Row, state: State, scales: dict[Harm, int]) -> IncidentRow:
    incident = row.incident
    return IncidentRow(
        id=incident.id,
        label=incident.label,
        title=incident.label.rpartition(", ")[0] or incident.label,
        place=wording.place(incident.where),
        start=incident.when.start.isoformat() if incident.when else None,
        end=incident.when.end.isoformat() if incident.when else None,
        day=wording.days(incident.when),
        means=means_words(incident.means),
        accused=tuple(actor.name for actor in incident.by),
        killed=told(row.killed, scales[Harm.KILLED]),
        injured=told(row.injured, scales[Harm.INJURED]),
        grade=row.grade,
        dots=wording.GRADE_DOTS[Grade(row.grade)] if row.grade else "",
        reports=len(incident.reports),
        origins=state.index.origins(incident.id),
    )


def told(figure: Figure | None, scale: int) -> Told | None:
    """A figure for a cell, if there is one."""
    if figure is None:
        return None
    return Told(
        numbers=Numbers(
            low=figure.low,
            best=figure.best,
            high=figure.high,
            open_low=figure.open_low,
            open_high=figure.open_high,
        ),
        best=wording.best(figure),
        range=wording.triple(figure),
        bar=bar(figure, scale),
    )


def _choices(counts: Iterable[tuple[str, int]], chosen: str, words: object) -> tuple[Choice, ...]:
    told_by = words if callable(words) else str
    return tuple(Choice(value=v, words=told_by(v), count=n, chosen=v == chosen) for v, n in counts)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
