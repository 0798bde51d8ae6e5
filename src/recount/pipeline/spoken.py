"""Spoken: which denials and declarations speak of which incident, kept up to date report by report."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from recount.figures import may_answer, said_in
from recount.model import GroundedClaim, GroundedStatement, IncidentId, ReportId

Told = Callable[[ReportId], list[tuple[GroundedClaim, IncidentId]]]
"""The claims of a report that are of an incident, each with it."""


class Spoken:
    """What parties say of incidents besides claims."""

    def __init__(self) -> None:
        self._told: dict[ReportId, list[GroundedStatement]] = {}
        self._homes: dict[ReportId, dict[IncidentId, list[GroundedStatement]]] = {}
        self._of: dict[IncidentId, set[ReportId]] = {}

    def put(self, statements: Iterable[GroundedStatement]) -> set[ReportId]:
        """Take in statements; answers the reports they stand in. One that is held already is passed over."""
        reports = set()
        for one in statements:
            if may_answer(one):
                own = self._told.setdefault(one.statement.report, [])
                if one not in own:
                    own.append(one)
                    reports.add(one.statement.report)
        return reports

    def remove(self, reports: Iterable[ReportId]) -> set[ReportId]:
        """Let go of what these reports say; answers those that said anything."""
        return {report for report in reports if self._told.pop(report, None) is not None}

    def settle(self, reports: Iterable[ReportId], told: Told) -> set[IncidentId]:
        """See anew of what these reports speak; answers the incidents of which anything is said otherwise."""
        moved: set[IncidentId] = set()
        for report in reports:
            if report not in self._told and report not in self._homes:
                continue
            near, now = told(report), dict[IncidentId, list[GroundedStatement]]()
            for one in self._told.get(report, ()):
                if (home := said_in(one, near)) is not None:
                    now.setdefault(home, []).append(one)
            before = self._homes.pop(report, {})
            if now:
                self._homes[report] = now
            for incident in before.keys() | now.keys():
                if before.get(incident) != now.get(incident):
                    moved.add(incident)
                held = self._of.setdefault(incident, set())
                (held.add if incident in now else held.discard)(report)
                if not held:
                    del self._of[incident]
        return moved

    def of(self, incident: IncidentId) -> list[GroundedStatement]:
        """What is said of an incident, in the order of the reports and their texts."""
        said = [one for report in self._of.get(incident, ()) for one in self._homes[report][incident]]
        return sorted(said, key=_in_order)


def _in_order(one: GroundedStatement) -> tuple[str, int, int, str]:
    return one.given_id, one.statement.span.start, one.statement.span.end, one.statement.id
