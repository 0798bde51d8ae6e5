"""Deriving: a record's findings, kept for as long as it is open, and brought up to date with whatever comes into it."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Sequence
from threading import RLock

from recount.config import Settings
from recount.model import Fingerprint, ReportHead, ReportId, SnapshotHead
from recount.ontology import policy
from recount.pipeline import Derivation, Update
from recount.review import named
from recount.store import News, Store
from recount.store.base import NOTHING_YET
from recount.workspace.additions import claims_to_judge, find_claims, standing_in

MANY = 20_000
"""Claims from which Python is told to leave a derivation out of its search for garbage: 1.5 s over 100,000 claims."""

REMEMBERED = 1000
"""Updates of which it is kept which incidents and periods they touched."""

_Way = tuple[str, str, tuple[str, ...]]


class Kept:
    """The derivation of one record. Safe to share between threads.

    It takes in what any process has written to the record since it last looked.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._derivation: Derivation | None = None
        self._way: _Way | None = None
        self._extent = NOTHING_YET
        self._latest: dict[str, ReportId] = {}
        self._unsigned: set[ReportId] = set()
        self._touched: deque[frozenset[str]] = deque(maxlen=REMEMBERED)
        self.mark = 0
        """How many updates there were that changed anything: what to ask `touched_since` with, later on."""

        self._upon: int | None = None
        """The snapshot that holds what was derived when the findings were last kept."""

        self._unkept: set[str] = set()
        """Incidents and periods that were touched since."""

        self.lock = RLock()
        """Held while it is brought up to date. Whoever reads it at length should hold it as well."""

    @property
    def held(self) -> bool:
        """Whether anything was derived yet."""
        return self._derivation is not None

    def catch_up(self) -> tuple[Derivation, Update]:
        """The derivation of the record as it stands now, and what changed since the last time.

        The first time all is new: that takes as long as the record is large. So it is where the settings have changed.
        """
        with self.lock:
            settings = self._settings
            way = (settings.policy, settings.estimator, tuple(settings.trusted))
            derivation, self._derivation = self._derivation, None  # cut off half-way, it would be neither old nor new
            if derivation is None or way != self._way:
                self._touched.clear()
                self._upon = None
                derivation, update = self._begin()
                self._way = way
            else:
                update = self._take_in(derivation, self._store.since(self._extent))
            self._derivation = derivation
            if update.any:
                self.mark += 1
                self._unkept |= update.touched
                self._touched.append(update.touched)
            return derivation, update

    def keep(self, *, at: str) -> tuple[SnapshotHead, bool]:
        """Keep the findings as they stand as the next snapshot, if the latest one holds others; whether it is new.

        Only what changed since the last time is written, if nobody else has kept any meanwhile.
        """
        with self.lock:
            derivation, _ = self.catch_up()
            touched = self._unkept if self._upon is not None else set()
            kept = self._store.keep_changes(
                touched,
                derivation.findings_of(touched),
                upon=self._upon,
                whole=lambda: derivation.findings,
                at=at,
            )
            self._upon, self._unkept = kept[0].number, set()
            return kept

    def touched_since(self, mark: int) -> frozenset[str] | None:
        """The incidents and periods that are new, changed or gone since `mark` was that; ``None``: any may be.

        As of the last time that it was brought up to date.
        """
        with self.lock:
            new = self.mark - mark
            if not 0 <= new <= len(self._touched):
                return None
            return frozenset().union(*list(self._touched)[len(self._touched) - new :])

    def _begin(self) -> tuple[Derivation, Update]:
        settings = self._settings
        derivation = Derivation(
            policy=policy(settings.policy), estimator=settings.estimator, trusted=tuple(settings.trusted)
        )
        news = self._store.since()
        upto = news.extent.reports
        prints = list(self._store.fingerprints(upto))
        claims = claims_to_judge(self._store, news.decisions, news.extent)
        current = {c.claim.id for c in claims}
        wanted = {id_ for decision in news.decisions for id_ in named(decision)} - current
        update = derivation.update(
            claims=claims,
            prints=prints,
            statements=self._store.statements(upto),
            decisions=news.decisions,
            earlier=find_claims(self._store, news.decisions, wanted).values(),
        )
        self._latest = {}
        self._unsigned = set()
        self._note(news, prints)
        if len(claims) >= MANY:
            gc.freeze()
        return derivation, update

    def _take_in(self, derivation: Derivation, news: News) -> Update:
        newest: dict[str, ReportHead] = {head.given_id: head for head in news.reports}
        ids = [ReportId(head.id) for head in newest.values()]
        signed = self._unsigned - set(self._store.unsigned()) if self._unsigned else set()
        prints = self._store.fingerprints_of([*ids, *signed]) if ids or signed else []
        wanted = {id_ for decision in news.decisions for id_ in named(decision)}
        of_reports = [d for d in derivation.log if d.added is not None and d.added.given_id in newest]
        added = standing_in(self._store, [*of_reports, *news.decisions])
        update = derivation.update(
            claims=[*(self._store.claims_of(ids) if ids else ()), *added],
            gone=[self._latest[given_id] for given_id in newest if given_id in self._latest],
            prints=prints,
            statements=self._store.statements_of(ids) if ids else (),
            decisions=news.decisions,
            earlier=find_claims(self._store, derivation.log, wanted).values() if wanted else (),
        )
        self._unsigned -= signed
        self._note(news, prints)
        return update

    def _note(self, news: News, prints: Sequence[Fingerprint]) -> None:
        self._extent = news.extent
        self._latest.update((head.given_id, ReportId(head.id)) for head in news.reports)
        self._unsigned.update(p.report for p in prints if p.signature is None)
