"""`recount show`: one claim, incident or report, with all its reasons."""

from __future__ import annotations

from collections.abc import Iterator

import click

from recount.cli.options import format_option, on_one_line, print_table, range_text, record_option
from recount.errors import UsageError
from recount.model import ClaimId, Findings, GroundedClaim, Incident, Report, to_json
from recount.workspace import Workspace

Rows = Iterator[tuple[str, str]]


@click.command()
@click.argument("thing", metavar="claim:…|incident:…|report:…")
@record_option
@format_option
def show(thing: str, record: str | None, form: str) -> None:
    """Show a claim with its sentence and reasons, an incident with every claim used or set aside, or a report.

    A report may also be named by the id its input gave. Nothing is removed.
    """
    with Workspace.open(record) as workspace:
        found, rows = _find(workspace, thing)
    if form == "jsonl":
        click.echo(to_json(found))
    else:
        print_table(("", ""), rows)


def _find(workspace: Workspace, thing: str) -> tuple[object, list[tuple[str, str]]]:
    kind = thing.partition(":")[0]
    if kind == "claim":
        claim = workspace.store.find_claim(ClaimId(thing))
        if claim is not None:
            return claim, list(_claim(claim, workspace))
    elif kind == "incident":
        findings = workspace.findings()
        incident = next((i for i in findings.incidents if i.id == thing), None)
        if incident is not None:
            return incident, list(_incident(incident, findings, workspace))
    report = workspace.store.find_report(thing)
    if report is not None:
        return report, list(_report(report, workspace))
    raise UsageError(f"{thing!r} is not in the record: `recount incidents` and `recount export claims` list what is")


def _claim(grounded: GroundedClaim, workspace: Workspace) -> Rows:
    claim = grounded.claim
    report = workspace.store.texts([claim.report])[claim.report]
    yield "claim", claim.id
    yield "words", claim.text
    yield "sentence", claim.context.of(report.canonical)
    yield "at", f"code points {claim.span.start}–{claim.span.end} of report {grounded.given_id} ({claim.report})"
    yield "outlet", f"{grounded.outlet or 'not given'}, published {grounded.published or 'undated'}"
    yield "says", f"{claim.stated.value} ({claim.stated.bound.replace('_', ' ')}) {claim.harm}"
    quantity = grounded.quantity
    if quantity is not None:
        top = "open" if quantity.high is None else str(quantity.high)
        yield "interval", f"{quantity.low} to {top} (policy {grounded.policy})"
    yield "victims", ", ".join((claim.victims, *claim.who))
    yield "when", f"{grounded.when.start} to {grounded.when.end}" if grounded.when else "not known"
    yield "where", ", ".join(grounded.where.names) if grounded.where else "not known"
    yield "means", claim.means
    yield "alleged by the source to be done by", ", ".join(a.name for a in grounded.by) or "nobody named"
    chain = [a.name for a in (grounded.source, *grounded.others, *grounded.via) if a]
    yield "source, then by way of", " → ".join(chain) or "the outlet's own voice"
    yield "origin", ", ".join(grounded.origins)
    scope = claim.scope if claim.part_of is None else f"{claim.scope} of {claim.part_of}"
    yield "scope", f"{scope}, {claim.modality}{', background' if claim.background else ''}"
    for linked, name in ((claim.repeat_of, "repeats"), (claim.rivals, "rivals")):
        if linked is not None:
            yield name, linked
    for reason in (*claim.reasons, *grounded.reasons):
        yield "because", reason.sentence
    for refusal in grounded.refusals:
        yield "refused", " ".join((refusal.sentence, *refusal.candidates))


def _incident(incident: Incident, findings: Findings, workspace: Workspace) -> Rows:
    yield "incident", incident.id
    yield "what", incident.label
    if incident.where is not None and incident.where.point is not None:
        point = incident.where.point
        yield "point", f"{point.latitude:.4f} {point.longitude:.4f}, {point.precision}, ± {point.radius / 1000:g} km"
    yield "alleged to be done by", ", ".join(a.name for a in incident.by) or "nobody named"
    for graded in (g for g in findings.grades if g.incident == incident.id):
        yield "grade", f"{graded.grade}: {graded.reason.sentence} {graded.raise_by}"
    for reason in incident.reasons:
        yield "one event because", reason.sentence
    for figure in (f for f in findings.figures if f.incident == incident.id):
        yield f"{figure.harm}, {figure.group}", f"{range_text(figure)}: {figure.reason.sentence}"
        for use in figure.uses:
            claim = workspace.store.find_claim(use.claim)
            if claim is not None:
                yield f"  {'used' if use.used else 'set aside'}", f"{_said(claim)} — {use.reason.sentence}"


def _said(grounded: GroundedClaim) -> str:
    source = f"{grounded.source.name}, " if grounded.source else ""
    said = (
        f"“{grounded.claim.text}” ({source}{grounded.outlet or grounded.given_id}, {grounded.published or 'undated'})"
    )
    return f"{said} {grounded.claim.id}"


def _report(report: Report, workspace: Workspace) -> Rows:
    yield "report", f"{report.given_id} ({report.id})"
    yield "outlet", report.outlet or "not given"
    yield "published", report.published.isoformat() if report.published else "no date in its metadata"
    yield "title", report.title
    if report.url:
        yield "address", report.url
    versions = [h for h in workspace.store.heads() if h.given_id == report.given_id]
    yield "versions", ", ".join(f"{h.version}: {h.id}" for h in versions)
    for claim in workspace.store.claims():
        if claim.claim.report == report.id:
            yield claim.claim.id, f"{claim.claim.harm}: {on_one_line(claim.claim.text)}"
