"""`recount show`: one claim, incident or report, with all its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from recount.cli.options import format_option, record_option
from recount.cli.show_report import report_as_json, report_pairs
from recount.cli.tables import Pair, print_pairs, range_text
from recount.cli.talk import print_json

if TYPE_CHECKING:
    from recount.model import ClaimId, Findings, GroundedClaim, Incident, Period, Place
    from recount.workspace import Workspace

Shown = tuple[object, list[Pair]]
"""The thing as JSON has it, and as a table has it."""


@click.command()
@click.argument("thing", metavar="claim:…|incident:…|report:…")
@record_option
@format_option
def show(thing: str, record: str | None, form: str) -> None:
    """Show a claim with its sentence and reasons, an incident with every claim used or set aside, or a report.

    A report may also be named by the id its input gave, and a total by the period:… that `recount figures` lists. Of a
    report it tells how its original came, its versions, and what its version changed in the one before: words removed
    in [-…-], words added in {+…+}. Nothing is left out.
    """
    from recount.model import to_json
    from recount.workspace import Workspace

    with Workspace.open(record) as workspace:
        found, pairs = _find(workspace, thing)
    if form == "jsonl":
        print_json(to_json(found))
    else:
        print_pairs(pairs)


def _find(workspace: Workspace, thing: str) -> Shown:
    from recount.errors import UsageError
    from recount.model import ClaimId

    kind = thing.partition(":")[0]
    if kind == "claim" and (claim := workspace.find_claim(ClaimId(thing))):
        return claim, [*_claim(claim, workspace.findings(), workspace), *_decided([claim.claim.id], workspace)]
    if kind in {"incident", "period"}:
        findings = workspace.findings()
        for incident in findings.incidents:
            if incident.id == thing:
                pairs = [*_incident(incident, findings, workspace), *_decided(incident.claims, workspace)]
                return _with_figures(incident, findings), pairs
        for period in findings.periods:
            if period.id == thing:
                return period, list(_period(period, findings, workspace))
    report = workspace.store.find_report(thing)
    if report is not None:
        return report_as_json(report, workspace), list(report_pairs(report, workspace))
    raise UsageError(f"{thing!r} is not in the record: `recount incidents` and `recount export claims` list what is")


def _with_figures(incident: Incident, findings: Findings) -> dict[str, object]:
    return {
        "incident": incident,
        "figures": [f for f in findings.figures if f.incident == incident.id],
        "grade": next((g for g in findings.grades if g.incident == incident.id), None),
        "origins": [o for o in findings.origins if o.incident == incident.id],
    }


def _claim(grounded: GroundedClaim, findings: Findings, workspace: Workspace) -> Iterator[Pair]:
    claim = grounded.claim
    report = workspace.store.texts([claim.report])[claim.report]
    yield "claim", claim.id
    yield "words", f"“{claim.text}”"
    yield "sentence", claim.context.of(report.canonical)
    yield "report", (f"{grounded.given_id}, code points {claim.span.start}–{claim.span.end}", claim.report)
    yield "outlet", _outlet(grounded.outlet, grounded.published)
    chain = [a.name for a in (grounded.source, *grounded.others, *grounded.via) if a]
    yield "source", " → ".join(chain) or "the outlet's own voice"
    traced = [o for o in findings.origins if claim.id in o.claims]
    yield from (("origin", f"{o.label}. {o.reason.sentence}") for o in traced)
    if not traced:
        yield "origin", ", ".join(grounded.origins)
    stated = claim.stated
    said = (
        "no number" if stated.value is None else f"{stated.value}{f' to {stated.value_max}' * bool(stated.value_max)}"
    )
    yield "says", f"{said} {claim.harm} ({stated.bound.replace('_', ' ')})"
    if grounded.quantity is not None:
        top = "open" if grounded.quantity.high is None else str(grounded.quantity.high)
        yield "interval", f"{grounded.quantity.low} to {top} (policy {grounded.policy})"
    yield "victims", ", ".join((claim.victims, *claim.who))
    yield "when", f"{grounded.when.start} to {grounded.when.end}" if grounded.when else "day not known"
    yield "where", _place(grounded.where)
    yield "means", claim.means
    yield "accused", ", ".join(f"{a.name} (alleged)" for a in grounded.by) or "nobody named"
    scope = claim.scope if claim.part_of is None else f"{claim.scope} of {claim.part_of}"
    yield "scope", f"{scope}, {claim.modality}{', background' if claim.background else ''}"
    for linked, name in ((claim.repeat_of, "repeats"), (claim.rivals, "rivals")):
        if linked is not None:
            yield name, linked
    for reason in (*claim.reasons, *grounded.reasons):
        yield "because", reason.sentence
    for refusal in grounded.refusals:
        yield "left open", " ".join((refusal.sentence, *refusal.candidates))


def _incident(incident: Incident, findings: Findings, workspace: Workspace) -> Iterator[Pair]:
    yield "incident", incident.id
    yield "what", incident.label
    yield "where", _place(incident.where)
    yield "accused", ", ".join(f"{a.name} (alleged)" for a in incident.by) or "nobody named"
    for graded in (g for g in findings.grades if g.incident == incident.id):
        yield "grade", f"{graded.grade}: {graded.reason.sentence} {graded.raise_by}"
        if graded.status is not None and graded.status_reason is not None:
            yield "strike", f"{graded.status.replace('_', ' ')}: {graded.status_reason.sentence}"
        for word, actors in (("accepted by", graded.accepted), ("denied by", graded.denied)):
            if actors:
                yield word, ", ".join(actor.name for actor in actors)
    yield "told in", ", ".join(told.id for told in incident.reports)
    for origin in (o for o in findings.origins if o.incident == incident.id):
        yield "origin", f"{origin.label}. {origin.reason.sentence}"
    for reason in incident.reasons:
        yield "one event", reason.sentence
    for figure in (f for f in findings.figures if f.incident == incident.id):
        name = figure.harm if figure.group == "all" else f"{figure.harm}, {figure.group}"
        yield name, f"{range_text(figure)}. {figure.reason.sentence}"
        for note in figure.notes:
            yield "  note", note.sentence
        for use in sorted(figure.uses, key=lambda u: not u.used):
            if claim := workspace.find_claim(use.claim):
                said, told = _said(claim)
                yield "  used" if use.used else "  set aside", (said, f"{use.reason.sentence} {told}")


def _decided(claims: Sequence[ClaimId], workspace: Workspace) -> Iterator[Pair]:
    """What people decided on the claims, and what they are corrected to."""
    from recount.cli.decided import what
    from recount.review import named

    wanted = set(claims)
    for standing in workspace.decisions():
        decision = standing.decision
        if wanted.intersection(named(decision)):
            said = f"{what(decision)}, {standing.state}: {decision.why}"
            yield "decided", (said, f"{decision.by}, {decision.at[:16].replace('T', ' ')}, {decision.id}")


def _period(period: Period, findings: Findings, workspace: Workspace) -> Iterator[Pair]:
    yield "period", period.id
    yield "what", period.label
    for left in (u for u in findings.unaccounted if u.period == period.id):
        yield "left over", f"{left.left} of {left.stated}. {left.reason.sentence}"
    for claim_id in period.claims:
        if claim := workspace.find_claim(claim_id):
            yield "stated", _said(claim)
    labels = {i.id: i.label for i in findings.incidents}
    for inside in period.contains:
        yield "contains", (labels.get(inside, "an incident"), inside)


def _said(grounded: GroundedClaim) -> tuple[str, str]:
    """Who says what, and the identifier under which to read more."""
    source = f"{grounded.source.name}, " if grounded.source else ""
    outlet = grounded.outlet or grounded.given_id
    return f"“{grounded.claim.text}” ({source}{outlet}, {grounded.published or 'undated'})", grounded.claim.id


def _outlet(outlet: str | None, published: str | None) -> str:
    return f"{outlet or 'not given'}, {published or 'undated'}"


def _place(place: Place | None) -> str:
    if place is None:
        return "place not known"
    names = ", ".join(place.names)
    point = place.point
    if point is None:
        return f"{names} (not on the map)"
    off = f"{point.radius / 1000:g} km"
    return f"{names} ({point.latitude:.4f} {point.longitude:.4f}, {point.precision}, within {off})"
