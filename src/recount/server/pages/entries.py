"""Entries: claims and statements as programs get them, with their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from recount.model import GroundedClaim, GroundedStatement, QuotedClaim
from recount.publish.rows import ClaimRow, claim_row, where_of
from recount.server.pages.marking import claim_words
from recount.server.record.desk import Desk
from recount.server.record.state import State
from recount.server.shapes.claims import ClaimEntry, OneClaim, Weighed
from recount.server.shapes.statements import OneStatement


def claim_entries(desk: Desk, state: State, claims: Iterable[GroundedClaim]) -> tuple[ClaimEntry, ...]:
    """The claims, each with its sentence."""
    return tuple(ClaimEntry(**_entry(quoted, state)) for quoted in desk.quoted(claims))


def one_claim(desk: Desk, state: State, claim: GroundedClaim) -> OneClaim:
    """The claim, with its sentence and every figure that weighs it."""
    (quoted,) = desk.quoted([claim])
    return OneClaim(**_entry(quoted, state), latest=claim.claim.id in state.claims, weighed=_weighed(state, claim))


def statement_entries(desk: Desk, statements: Sequence[GroundedStatement]) -> tuple[OneStatement, ...]:
    """The statements, each with its sentence."""
    texts = desk.workspace.store.texts({one.statement.report for one in statements})
    canonical = {id_: report.canonical for id_, report in texts.items()}
    return tuple(_statement(one, canonical[one.statement.report]) for one in statements)


def _entry(quoted: QuotedClaim, state: State) -> dict[str, Any]:
    """All fields of a claim's entry. Those are named here one by one: `GroundedClaim.details` is never among them."""
    grounded, claim = quoted.grounded, quoted.grounded.claim
    row = claim_row(quoted, state.index)
    incident = state.index.incident_of.get(claim.id)
    return {
        **{field.name: getattr(row, field.name) for field in fields(ClaimRow)},
        "report_id": claim.report,
        "words": claim_words(grounded),
        "span": claim.span,
        "context": claim.context,
        "word": claim.stated.word,
        "policy": grounded.policy,
        "persons": claim.persons,
        "when_said": claim.when,
        "where_said": claim.where,
        "by_said": claim.by,
        "source_said": claim.source,
        "via_said": claim.via,
        "origins": grounded.origins,
        "copy_of": grounded.copy_of,
        "rivals": claim.rivals,
        "besides": claim.besides,
        "partial": claim.partial,
        "running": claim.running,
        "early": claim.early,
        "told_at": claim.told_at,
        "confidence": claim.confidence,
        "reasons": (*claim.reasons, *grounded.reasons),
        "refusals": grounded.refusals,
        "incident_label": incident.label if incident else None,
    }


def _weighed(state: State, claim: GroundedClaim) -> tuple[Weighed, ...]:
    incident = state.index.incident_of.get(claim.claim.id)
    figures = state.index.figures_of.get(incident.id, ()) if incident else ()
    return tuple(
        Weighed(harm=figure.harm.value, group=figure.group, used=use.used, reason=use.reason.sentence)
        for figure in figures
        for use in figure.uses
        if use.claim == claim.claim.id
    )


def _statement(grounded: GroundedStatement, canonical: str) -> OneStatement:
    said = grounded.statement
    return OneStatement(
        id=said.id,
        report=grounded.given_id,
        report_id=said.report,
        outlet=grounded.outlet,
        published=grounded.published,
        kind=said.kind,
        text=said.text,
        sentence=said.context.of(canonical),
        span=said.span,
        context=said.context,
        who=tuple(actor.name for actor in grounded.who),
        what=said.what,
        when=grounded.when,
        where=where_of(grounded.where),
        means=said.means,
        infrastructure=said.infrastructure,
        by=tuple(actor.name for actor in grounded.by),
        source=grounded.source.name if grounded.source else None,
        via=tuple(actor.name for actor in grounded.via),
        modality=said.modality.value,
        new=said.new,
        reasons=said.reasons,
        refusals=grounded.refusals,
    )
