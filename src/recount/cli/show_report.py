"""What `recount show` prints of a report: how it came, its versions, what changed between them, and its claims."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from recount.cli.tables import Cell, Marked, Pair

if TYPE_CHECKING:
    from recount.model import Capture, GroundedClaim, QuotedClaim, Report, Revised, Rewritten, Version
    from recount.publish.passages import Passage
    from recount.workspace import Workspace


def report_as_json(report: Report, workspace: Workspace) -> dict[str, object]:
    """The report's own fields, with its versions, its captures, and what its version changed in the one before."""
    from recount.model import to_json
    from recount.publish.passages import passages

    versions = list(workspace.store.versions(report.given_id))
    found: dict[str, object] = json.loads(to_json(report))
    found["versions"] = [json.loads(to_json(version)) for version in versions]
    found["captures"] = [json.loads(to_json(capture)) for capture in _captures(report, workspace)]
    before = _before(report, versions)
    if before is not None:
        texts = _texts(workspace, before[0], before[1])
        found["changed"] = json.loads(to_json(passages(*texts)))
        found["claims_changed"] = json.loads(to_json(_rewritten(workspace, *before).claims))
    return found


def report_pairs(report: Report, workspace: Workspace) -> Iterator[Pair]:
    """The same, for a person."""
    claims = workspace.store.claims_of([report.id])
    dated = next((f"{c.published} by its dateline" for c in claims if c.published), None)
    yield "report", (report.given_id, report.id)
    published = report.published.isoformat() if report.published else dated
    yield "outlet", f"{report.outlet or 'not given'}, {published or 'undated'}"
    yield "title", report.title or "none"
    if report.url:
        yield "address", report.url
    if report.modified:
        yield "changed", f"{report.modified.isoformat()}, as the outlet says"
    yield from _said_of(report)
    yield from _how_it_came(report, workspace)
    versions = list(workspace.store.versions(report.given_id))
    for version in versions:
        this = " (this one)" if version.head.id == report.id else ""
        yield "version", (f"{version.head.version}: {version.head.id}{this}", f"came in {_moment(version.added)} UTC")
    before = _before(report, versions)
    if before is not None:
        yield from _changed(workspace, *before)
    yield from _claims(claims)


def _said_of(report: Report) -> Iterator[Pair]:
    """What the input and the text say of the report, each with where; what disagrees stands side by side."""
    from recount.text.dateline import find_dateline

    if found := find_dateline(report):
        yield "said", (f"published {found[0].isoformat()}", "dateline in the text")
    for said in report.said:
        yield "said", (f"{said.field} {said.value}", said.origin)


def _how_it_came(report: Report, workspace: Workspace) -> Iterator[Pair]:
    if report.original is None:
        yield "original", "none was kept"
        return
    there = workspace.originals is not None and workspace.originals.path(report.original).is_file()
    part = f", {report.part}" if report.part else ""
    missing = () if there else ("not in the folder of originals",)
    yield "original", (f"sha256:{report.original}{part}", *missing)
    for capture in _captures(report, workspace):
        yield "capture", tuple(_capture(capture))


def _capture(capture: Capture) -> Iterator[str]:
    within = f" in {capture.inside}" if capture.inside else ""
    yield f"{_moment(capture.at)} UTC, {capture.method}: {capture.address}{within}"
    led = f"redirected to {capture.final}" if capture.final and capture.final != capture.address else ""
    who = f"collected by {capture.collector}" if capture.collector else ""
    taken = f"taken in {_moment(capture.taken)} UTC" if capture.taken else ""
    yield ", ".join(filter(None, (f"{capture.size:,} bytes", capture.media_type, led, taken, who, capture.tool)))


def _changed(workspace: Workspace, before: Version, after: Version) -> Iterator[Pair]:
    """What the later version changed: stretch by stretch, then claim by claim."""
    from recount.publish.passages import passages

    since = f"changed since {before.head.version}"
    changed = passages(*_texts(workspace, before, after))
    for passage in changed:
        yield since, _marked(passage)
    if not changed:
        yield since, "no words of the text"
    for one in _rewritten(workspace, before, after).claims:
        yield "claim changed", _told(one)


def _marked(passage: Passage) -> Marked:
    """Words that were removed in ``[-…-]``, those that were added in ``{+…+}``, as version control marks them."""
    from recount.publish.passages import Change

    signs = {
        Change.KEPT: ("{}", ""),
        Change.REMOVED: ("[-{}-]", "red strike"),
        Change.ADDED: ("{{+{}+}}", "green"),
    }
    found = []
    for at, piece in enumerate(passage.pieces):
        sign, style = signs[piece.change]
        found.append((" " * bool(at) + sign.format(piece.words), style))
    return Marked(tuple(found))


def _told(one: Revised) -> Cell:
    sides = [_side(side) for side in (one.before, one.after)]
    if one.before is None or one.after is None:
        return f"{one.kind}: {sides[0] or sides[1]}"
    return (f"{one.kind}: {sides[0]} → {sides[1]}", f"{one.before.grounded.claim.id} → {one.after.grounded.claim.id}")


def _side(claim: QuotedClaim | None) -> str:
    from recount.publish import wording

    if claim is None:
        return ""
    said = claim.grounded.claim
    return f"{wording.stated(said.stated)} {wording.HARMS[said.harm]} (“{said.text}”)"


def _claims(claims: Sequence[GroundedClaim]) -> Iterator[Pair]:
    for claim in claims:
        yield "claim", (f"{claim.claim.harm}: “{claim.claim.text}”", claim.claim.id)


def _captures(report: Report, workspace: Workspace) -> list[Capture]:
    return workspace.store.captures_of(report.original) if report.original else []


def _before(report: Report, versions: Sequence[Version]) -> tuple[Version, Version] | None:
    """The version before the one that is shown, and that one."""
    at = next((n for n, version in enumerate(versions) if version.head.id == report.id), 0)
    return (versions[at - 1], versions[at]) if at else None


def _texts(workspace: Workspace, before: Version, after: Version) -> tuple[str, str]:
    from recount.model import ReportId

    ids = ReportId(before.head.id), ReportId(after.head.id)
    found = workspace.store.texts(ids)
    return found[ids[0]].canonical, found[ids[1]].canonical


def _rewritten(workspace: Workspace, before: Version, after: Version) -> Rewritten:
    from recount.workspace.versions import rewritten

    return rewritten(workspace.store, before, after)


def _moment(at: str) -> str:
    return at[:19].replace("T", " ")
