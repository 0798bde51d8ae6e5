"""Verifying: everything that a record says of what it holds, held against what is there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from recount.errors import RecordError
from recount.lang.words import fold_words
from recount.model import (
    GroundedClaim,
    GroundedStatement,
    Report,
    ReportHead,
    ReportId,
    Span,
    digest,
    identified,
)
from recount.model.ids import ID_DIGITS
from recount.store.base import Store
from recount.store.originals import CHUNK, Kept, Originals, is_unfinished

AT_ONCE = 200
"""Reports looked at together: with their claims and statements they stand in memory."""

HARMLESS = frozenset({"original_unknown", "original_stray", "original_unfinished", "timestamp_unchecked"})
"""Kinds of what is worth telling and takes nothing from what the record says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that is not as the record says."""

    kind: str
    """``original_missing``, ``original_changed``, ``log_broken``, ``report_changed``, ``out_of_text`` …"""

    about: str
    """A digest, an identifier or a path."""

    sentence: str

    @property
    def harmless(self) -> bool:
        """Whether all that the record says is still so."""
        return self.kind in HARMLESS


@dataclass(slots=True, kw_only=True)
class Verified:
    """How much was looked at so far."""

    originals: int = 0
    size: int = 0
    """Bytes of originals that were hashed."""

    captures: int = 0
    reports: int = 0
    claims: int = 0
    statements: int = 0
    decisions: int = 0
    snapshots: int = 0
    timestamps: int = 0


def verify(store: Store, originals: Originals | None, counted: Verified) -> Iterator[Fault]:
    """The faults of a record: every original hashed anew, every identifier derived anew, every span cut anew. Lazy.

    Memory stays flat, however many there are.

    Args:
        store: the record.
        originals: where its originals lie; ``None`` for a record without any.
        counted: what was looked at is added here.
    """
    yield from _log(store, counted)
    if originals is not None:
        yield from _originals(store, originals, counted)
    yield from _reports(store, counted)
    yield from _decisions(store, counted)
    yield from _snapshots(store, counted)


def _log(store: Store, counted: Verified) -> Iterator[Fault]:
    try:
        for link in store.log():
            counted.captures += 1
            if not link.holds:
                said = "The capture log is not as it was written: this line was changed, or lines before it are gone."
                yield Fault(kind="log_broken", about=f"capture {link.number}", sentence=said)
    except RecordError as error:
        yield Fault(kind="log_broken", about="captures", sentence=f"{error}.")


def _originals(store: Store, originals: Originals, counted: Verified) -> Iterator[Fault]:
    """Both the log's digests and the folder's come in order, and are walked side by side."""
    logged = store.originals()
    wanted = next(logged, None)
    for held in originals.files():
        if not held.in_place:
            yield _stray(held)
            continue
        while wanted is not None and wanted < held.name:
            yield _missing(wanted)
            wanted = next(logged, None)
        counted.originals += 1
        yield from _hashed(held, counted)
        if held.name != wanted:
            said = "It is in the folder, and no capture tells how it came: a run was cut off, or it was put there."
            yield Fault(kind="original_unknown", about=held.name, sentence=said)
        else:
            wanted = next(logged, None)
    while wanted is not None:
        yield _missing(wanted)
        wanted = next(logged, None)


def _missing(gone: str) -> Fault:
    return Fault(kind="original_missing", about=gone, sentence="It was logged, and is not in the folder any more.")


def _stray(held: Kept) -> Fault:
    if is_unfinished(held):
        said = "A run was cut off, or is at work, while it copied this: where none is, it can be deleted."
        return Fault(kind="original_unfinished", about=str(held.path), sentence=said)
    return Fault(kind="original_stray", about=str(held.path), sentence="It is no original: something else put it here.")


def _hashed(held: Kept, counted: Verified) -> Iterator[Fault]:
    hashed = hashlib.sha256()
    try:
        with held.path.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                counted.size += len(chunk)
                hashed.update(chunk)
    except OSError as error:
        said = f"It can't be read ({error.strerror}): see whether you may read it, and how the disk is."
        yield Fault(kind="original_unreadable", about=held.name, sentence=said)
        return
    if hashed.hexdigest() != held.name:
        yield Fault(kind="original_changed", about=held.name, sentence="Its bytes are not those that were taken in.")


def _reports(store: Store, counted: Verified) -> Iterator[Fault]:
    for heads in _lists(store.heads()):
        try:
            yield from _some_reports(store, heads, counted)
        except RecordError:
            for head in heads:  # one by one, to tell which it is
                try:
                    yield from _some_reports(store, [head], Verified())
                except RecordError as error:
                    yield Fault(kind="damaged", about=head.id, sentence=f"{error}.")
    held = store.about()
    for what, there, met in (
        ("claims", held.claims, counted.claims),
        ("statements", held.statements, counted.statements),
    ):
        if there > met:
            said = f"{there - met} of them belong to no report that can be read."
            yield Fault(kind="without_report", about=what, sentence=said)


def _some_reports(store: Store, heads: list[ReportHead], counted: Verified) -> Iterator[Fault]:
    ids = [ReportId(head.id) for head in heads]
    texts, claims, statements = store.texts(ids), store.claims_of(ids), store.statements_of(ids)
    logged = store.known_originals(report.original for report in texts.values() if report.original)
    counted.reports += len(heads)
    counted.claims += len(claims)
    counted.statements += len(statements)
    for head in heads:
        yield from _report(texts[ReportId(head.id)], head, logged)
    canonical = {id_: report.canonical for id_, report in texts.items()}
    for claim in claims:
        yield from _claim(claim, canonical.get(claim.claim.report, ""))
    for one in statements:
        yield from _statement(one, canonical.get(one.statement.report, ""))


def _report(report: Report, head: ReportHead, logged: set[str]) -> Iterator[Fault]:
    told = (report.given_id, report.title, report.outlet, report.url, report.published)
    if replace(report, given_id=report.given_id).id != head.id:  # derived anew from what it holds
        yield Fault(kind="report_changed", about=head.id, sentence="Its words are not those its identifier stands for.")
    elif told != (head.given_id, head.title, head.outlet, head.url, head.published):
        said = "What the record lists it under is not what the report says."
        yield Fault(kind="report_changed", about=head.id, sentence=said)
    if report.original is not None and report.original not in logged:
        said = "No capture tells how the original came that it was read from."
        yield Fault(kind="not_logged", about=head.id, sentence=said)


def _claim(one: GroundedClaim, canonical: str) -> Iterator[Fault]:
    claim = one.claim
    named = [m.span for m in (claim.when, claim.source, *claim.where, *claim.by, *claim.via) if m is not None]
    yield from _cut(claim.id, claim.text, (claim.span, claim.context), named, canonical)
    words = claim.context.of(canonical)
    # Folded; an older Recount folded white space alone.
    told = (digest(" ".join(fold_words(words)))[:ID_DIGITS], digest(" ".join(words.split()))[:ID_DIGITS])
    if one.sentence and one.sentence not in told:
        yield Fault(kind="other_words", about=claim.id, sentence="Its sentence is not the one it was read in.")


def _statement(one: GroundedStatement, canonical: str) -> Iterator[Fault]:
    said = one.statement
    named = [m.span for m in (said.when, said.source, *said.where, *said.who, *said.by, *said.via) if m is not None]
    yield from _cut(said.id, said.text, (said.span, said.context), named, canonical)


def _cut(id_: str, text: str, spans: tuple[Span, Span], named: Iterable[Span], canonical: str) -> Iterator[Fault]:
    """What the spans of a claim or statement cut out of its report, held against the words it quotes."""
    span, context = spans
    if not context.holds(span) or any(one.end > len(canonical) for one in (context, *named)):
        yield Fault(kind="out_of_text", about=id_, sentence="Its words don't lie within the text of its report.")
    elif span.of(canonical) != text:
        yield Fault(kind="other_words", about=id_, sentence="Its words are not those at that place of its report.")


def _decisions(store: Store, counted: Verified) -> Iterator[Fault]:
    try:
        for decision in store.decisions():
            counted.decisions += 1
            if identified(decision).id != decision.id:
                said = "It is not what its identifier stands for."
                yield Fault(kind="decision_changed", about=decision.id, sentence=said)
    except RecordError as error:
        yield Fault(kind="damaged", about="decisions", sentence=f"{error}.")


def _snapshots(store: Store, counted: Verified) -> Iterator[Fault]:
    for number, said in store.check_snapshots():
        counted.snapshots += 1
        if said:
            yield Fault(kind="snapshot_changed", about=f"snapshot {number}", sentence=said)


def _lists(heads: Iterator[ReportHead]) -> Iterator[list[ReportHead]]:
    some: list[ReportHead] = []
    for head in heads:
        some.append(head)
        if len(some) == AT_ONCE:
            yield some
            some = []
    if some:
        yield some
