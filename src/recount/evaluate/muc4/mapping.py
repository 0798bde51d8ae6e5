"""Mapping: what Recount reads in a report, written down as MUC-4 templates.

Nothing is read anew here but words that stand beside what was found: the deed's weapon, the thing hit, who did it.
"""

from __future__ import annotations

from collections import Counter

from recount.claims.draft import scan
from recount.evaluate.muc4.deeds import deeds_of
from recount.evaluate.muc4.events import Event, is_old, one_event, tells
from recount.evaluate.muc4.filling import template_of
from recount.evaluate.muc4.templates import Template
from recount.model import Reading, Report
from recount.text import prepare


def templates(report: Report, reading: Reading) -> list[Template]:
    """The templates of a report, in text order."""
    text = next(prepare([report]))
    scanned = scan(text)
    deeds = sorted(deeds_of(reading, scanned, report.canonical), key=lambda d: d.at)
    country = _country(reading)
    events: list[Event] = []
    for deed in deeds:
        home = next((e for e in reversed(events) if one_event(e, deed)), None)
        if home is None:
            events.append(Event(kind=deed.kind, deeds=[deed]))
        else:
            home.deeds.append(deed)
            home.kind = deed.kind if home.kind == "ATTACK" else home.kind
    recent = [e for e in events if not is_old(e, reading.published)]
    return [template_of(e, scanned, reading, country, report.canonical) for e in recent if tells(e)]


def _country(reading: Reading) -> str | None:
    named = [c.where.names[-1] for c in reading.claims if c.where]
    named += [s.where.names[-1] for s in reading.statements if s.where]
    return Counter(named).most_common(1)[0][0] if named else None
