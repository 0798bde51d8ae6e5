"""Releasing: what a record gives to exports and briefs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from recount.model import (
    ClaimId,
    GroundedClaim,
    Profile,
    QuotedClaim,
    QuotedStatement,
    Release,
    ReportId,
    Snapshot,
)
from recount.publish.as_gold import Reviewed
from recount.publish.redaction import redact
from recount.workspace.additions import claims_of_record, find_claims
from recount.workspace.preserving import Preserving
from recount.workspace.reviewed import reviewed
from recount.workspace.versions import rewritten_since


class Releasing(Preserving):
    """A record of which releases are made."""

    def outline(self, number: int | None = None) -> Release:
        """The latest snapshot, or the one of that number, without the claims behind it. Not redacted.

        Raises:
            UsageError: no such snapshot.
        """
        snapshot = self._snapshot(number)
        return Release(profile=Profile.INTERNAL, snapshot=snapshot, before=None, reports=(), claims=(), statements=())

    def release(self, profile: Profile, number: int | None = None, *, since: int | None = None) -> Release:
        """All that an export or a brief may show: the latest snapshot, or the one of that number. Not yet redacted.

        Claims are shown as reviewers corrected them.

        Args:
            profile: for whom.
            number: of the snapshot.
            since: the edition to compare with; the snapshot before unless given.

        Raises:
            UsageError: no such snapshot or edition.
        """
        snapshot = self._snapshot(number)
        before = self._before(snapshot, since)
        log = self.store.decisions()
        read_so, corrected = claims_of_record(self.store, log), self._judged()[1]
        statements = list(self.store.statements())
        claims = [corrected[c.claim.id] for c in read_so]
        changed = [c for c in read_so if corrected[c.claim.id].reasons != c.reasons]
        earlier = [*changed, *self._used_before(before, corrected)]
        rewritten = rewritten_since(
            self.store,
            before,
            extent=None if since is None else self.edition(since).extent,
            upto=snapshot.made,
            corrected=corrected,
        )
        ids = {c.claim.report for c in (*claims, *earlier)} | {s.statement.report for s in statements}
        texts = {i: report.canonical for i, report in self.store.texts(ids).items()}
        return Release(
            profile=profile,
            snapshot=snapshot,
            before=before,
            reports=tuple(self.store.heads()),
            claims=tuple(QuotedClaim(grounded=c, sentence=_sentence(c, texts)) for c in claims),
            statements=tuple(
                QuotedStatement(grounded=s, sentence=s.statement.context.of(texts[s.statement.report]))
                for s in statements
            ),
            earlier=tuple(QuotedClaim(grounded=c, sentence=_sentence(c, texts)) for c in earlier),
            since="" if since is None else f"edition {since}",
            rewritten=rewritten,
        )

    def redacted(self, profile: Profile, *, since: int | None = None) -> Release:
        """What that profile lets out of the latest snapshot, with all that was taken out listed in `removed`.

        Raises:
            UsageError: the record is empty, or has no such edition.
        """
        return redact(self.release(profile, since=since), profile)

    def reviewed(self, *, partly: bool = False) -> Iterator[Reviewed]:
        """The reports whose every claim a person judged, with their claims as corrected, rejected ones left out.

        Args:
            partly: whether those count of which some claim was judged.
        """
        judgements, corrected = self._judged()
        order = [claim.claim.id for claim in claims_of_record(self.store, self.store.decisions())]
        yield from reviewed(self.store, (corrected[id_] for id_ in order), judgements, partly=partly)

    def _before(self, snapshot: Snapshot, since: int | None) -> Snapshot | None:
        if since is not None:
            edition = self.edition(since)
            found = self.store.snapshot(edition.snapshot)
            # An edition is what was published: its own day, whatever day its figures were first seen.
            return None if found is None else replace(found, made=edition.made)
        return self.store.snapshot(snapshot.number - 1) if snapshot.number > 1 else None

    def _used_before(self, before: Snapshot | None, now: Mapping[ClaimId, GroundedClaim]) -> list[GroundedClaim]:
        """Claims that the figures of a snapshot used and that stand in no latest version now."""
        figures = before.findings.figures if before else ()
        gone = {use.claim for figure in figures for use in figure.uses if use.used} - now.keys()
        return list(find_claims(self.store, self.store.decisions(), gone).values())


def _sentence(claim: GroundedClaim, texts: dict[ReportId, str]) -> str:
    return claim.claim.context.of(texts[claim.claim.report])
