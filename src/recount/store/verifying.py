"""Verifying: everything that a record says of what it holds, held against what is there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from recount.lang.words import fold_words
from recount.model import GroundedClaim, GroundedStatement, Report, ReportId, digest
from recount.model.ids import ID_DIGITS
from recount.store.base import Store
from recount.store.originals import CHUNK, Originals
from recount.store.readings import batches


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that is not as the record says."""

    kind: str
    """``original_missing``, ``original_changed``, ``original_unknown``, ``report_changed``, ``claim_out_of_text`` …"""

    about: str
    """A digest or an identifier."""

    sentence: str


@dataclass(slots=True, kw_only=True)
class Verified:
    """How much was looked at."""

    originals: int = 0
    reports: int = 0
    claims: int = 0
    statements: int = 0


def verify(store: Store, originals: Originals | None, counted: Verified) -> Iterator[Fault]:
    """The faults of a record: every original hashed anew, every identifier derived anew, every span cut anew. Lazy.

    Args:
        store: the record.
        originals: where its originals lie; ``None`` for a record without any.
        counted: what was looked at is added here.
    """
    logged = {capture.digest for capture in store.captures()}
    if originals is not None:
        yield from _originals(originals, logged, counted)
    yield from _reports(store, logged, counted)


def _originals(originals: Originals, logged: set[str], counted: Verified) -> Iterator[Fault]:
    there = set(originals.digests())
    for gone in sorted(logged - there):
        yield Fault(kind="original_missing", about=gone, sentence="It was logged, and is not in the folder any more.")
    for held in sorted(there):
        counted.originals += 1
        if _hash(originals, held) != held:
            yield Fault(kind="original_changed", about=held, sentence="Its bytes are not those that were taken in.")
        elif held not in logged:
            said = (
                "It is in the folder, but no capture tells how it came: a run may have been cut off; it does no harm."
            )
            yield Fault(kind="original_unknown", about=held, sentence=said)


def _hash(originals: Originals, held: str) -> str:
    hashed = hashlib.sha256()
    with originals.path(held).open("rb") as stream:
        while chunk := stream.read(CHUNK):
            hashed.update(chunk)
    return hashed.hexdigest()


def _reports(store: Store, logged: set[str], counted: Verified) -> Iterator[Fault]:
    for heads in batches(list(store.heads())):
        found = store.texts([ReportId(head.id) for head in heads])
        for head in heads:
            counted.reports += 1
            yield from _report(found[ReportId(head.id)], ReportId(head.id), logged)
    for claim in _with_texts(store, store.claims(), counted):
        yield from claim
    for statement in _with_texts(store, store.statements(), counted):
        yield from statement


def _report(report: Report, id_: ReportId, logged: set[str]) -> Iterator[Fault]:
    if replace(report, given_id=report.given_id).id != id_:  # derived anew from what it holds
        yield Fault(kind="report_changed", about=id_, sentence="Its words are not those its identifier stands for.")
    if report.original is not None and report.original not in logged:
        yield Fault(kind="original_missing", about=id_, sentence="The original it was read from is not logged.")


def _with_texts(
    store: Store, said: Iterable[GroundedClaim | GroundedStatement], counted: Verified
) -> Iterator[Iterator[Fault]]:
    """The faults of each; what one report says comes together, so that its text is fetched once."""
    at, canonical = ReportId(""), ""
    for one in said:
        inner = one.claim if isinstance(one, GroundedClaim) else one.statement
        if inner.report != at:
            found = store.texts([inner.report]).get(inner.report)
            at, canonical = inner.report, found.canonical if found else ""
        if isinstance(one, GroundedClaim):
            counted.claims += 1
        else:
            counted.statements += 1
        yield _spans(one, canonical)


def _spans(one: GroundedClaim | GroundedStatement, canonical: str) -> Iterator[Fault]:
    inner = one.claim if isinstance(one, GroundedClaim) else one.statement
    if not canonical:
        yield Fault(kind="without_report", about=inner.id, sentence="The report it was read in is not in the record.")
    elif not inner.context.holds(inner.span) or inner.context.end > len(canonical):
        yield Fault(kind="out_of_text", about=inner.id, sentence="Its words don't lie within the text of its report.")
    elif isinstance(one, GroundedClaim):
        words = inner.context.of(canonical)
        # Folded; an older Recount folded white space alone.
        told = (digest(" ".join(fold_words(words)))[:ID_DIGITS], digest(" ".join(words.split()))[:ID_DIGITS])
        if one.sentence and one.sentence not in told:
            yield Fault(kind="other_words", about=inner.id, sentence="Its sentence is not the one it was read in.")
        mentions = (one.claim.when, one.claim.source, *one.claim.where, *one.claim.by)
        if any(m.span.end > len(canonical) for m in mentions if m is not None):
            yield Fault(kind="out_of_text", about=inner.id, sentence="What it names lies outside its report's text.")
