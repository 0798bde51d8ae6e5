"""`recount search`: reports and claims by their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

import click

from recount.cli.options import Day, format_option, record_option
from recount.cli.tables import Marked, Pair, print_sections, range_text
from recount.cli.talk import print_json, say

if TYPE_CHECKING:
    from recount.model import Among, ClaimHit, Findings, Hit, Span
    from recount.workspace import Workspace


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS…")
@click.option("--claims", is_flag=True, help="Find claims in whose sentence the words stand, with their figures.")
@click.option("--from", "since", type=Day(), help="Only reports published on that day or later.")
@click.option("--to", "until", type=Day(), help="Only reports published on that day or before.")
@click.option("--outlet", metavar="NAME", help="Only reports of outlets whose name holds these words.")
@click.option("--place", metavar="NAME", default="", help="With --claims: only claims placed there.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Most to show.")
@record_option
@format_option
def search(
    *,
    words: tuple[str, ...],
    claims: bool,
    since: date | None,
    until: date | None,
    outlet: str | None,
    place: str,
    limit: int,
    record: str | None,
    form: str,
) -> None:
    """Find the reports in which all the words stand, the best first, with where.

    Case, accents, Arabic vowel marks and forms of letters do not count. In quotation marks words stand together;
    bomb* finds what begins so. Nothing is removed from what is shown.
    """
    from recount.errors import UsageError
    from recount.model import Among
    from recount.workspace import Workspace

    if place and not claims:
        raise UsageError("--place asks where claims are placed: give --claims as well")
    among = Among(since=since, until=until, outlet=outlet)
    with Workspace.open(record) as workspace:
        if claims:
            _claims(workspace, " ".join(words), among, place=place, limit=limit, form=form)
        else:
            _reports(workspace, " ".join(words), among, limit=limit, form=form)
        if left := workspace.store.not_indexed():
            say(f"{left:,} reports came in by an older Recount and are not searched: `recount run` once indexes them")


def _reports(workspace: Workspace, words: str, among: Among, *, limit: int, form: str) -> None:
    from recount.model import to_json

    count, hits = workspace.store.search(words, limit=limit, among=among)
    if form == "jsonl":
        for hit in hits:
            print_json(to_json(hit))
        return
    if not hits:
        say("no report holds all of these words")
    print_sections(((hit.report.title or hit.report.given_id, hit.report.given_id), list(_pairs(hit))) for hit in hits)
    if count > len(hits):
        say(f"{len(hits)} of {count:,} reports; --limit shows more")


def _claims(workspace: Workspace, words: str, among: Among, *, place: str, limit: int, form: str) -> None:
    from recount.model import Findings, to_json
    from recount.store.claim_search import search_claims

    found = list(islice(search_claims(workspace.store, words, among=among, place=place), limit + 1))
    if form == "jsonl":
        for hit in found[:limit]:
            print_json(to_json(hit))
        return
    if not found:
        say("no claim's sentence holds all of these words")
        return
    snapshot = workspace.store.snapshot()
    findings = snapshot.findings if snapshot else Findings()
    print_sections((hit.claim.claim.id, list(_claim_pairs(hit, findings))) for hit in found[:limit])
    if len(found) > limit:
        say(f"the first {limit} claims; --limit shows more")


def _pairs(hit: Hit) -> Iterator[Pair]:
    yield "from", f"{hit.report.published or 'no date'}, {hit.report.outlet or 'no outlet'}"
    yield "where", _marked(hit.excerpt, hit.marks, around="… ")


def _claim_pairs(hit: ClaimHit, findings: Findings) -> Iterator[Pair]:
    from recount.publish import wording

    claim = hit.claim.claim
    yield "says", f"{wording.stated(claim.stated)} {wording.HARMS[claim.harm]}"
    yield "sentence", _marked(hit.sentence, hit.marks)
    source = f"{hit.claim.source.name}, " if hit.claim.source else ""
    yield (
        "from",
        f"{source}{hit.claim.outlet or 'no outlet'}, {hit.claim.published or 'undated'} ({hit.claim.given_id})",
    )
    for incident in findings.incidents:
        if claim.id in incident.claims:
            yield "incident", (incident.label, incident.id)
            for figure in findings.figures:
                if figure.incident == incident.id and figure.harm == claim.harm and figure.group == "all":
                    yield "figure", f"{figure.harm} {range_text(figure)}"


def _marked(text: str, marks: Sequence[Span], around: str = "") -> Marked:
    """The text with the words that were asked for in bold."""
    pieces, at = [(around, "")], 0
    for mark in marks:
        pieces += (text[at : mark.start], ""), (text[mark.start : mark.end], "bold")
        at = mark.end
    return Marked((*pieces, (text[at:], ""), (around[::-1], "")))
