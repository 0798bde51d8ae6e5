"""How fast reports are found again, and how fast what is kept is verified and exported. Used by `tools.speed`."""

from __future__ import annotations

import io
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from recount.config import Settings
from recount.model import Reading, Received, Report
from recount.store import Store, open_store
from recount.store.originals import Originals
from recount.store.verifying import Verified
from recount.workspace import Workspace, packaged_gazetteer
from recount.workspace.reviewing import now
from tools.speed_sources import texts

REPORTS = 10_000
BATCH = 200
ASKED = 40
"""Times each kind of question is asked."""

QUESTIONS = {
    "a rare word": "zurmanek{n}",
    "a word of every report": "killed",
    "words in quotation marks": '"the second bridge"',
    "the beginning of a word": "bridg*",
}


def measure() -> Iterator[str]:
    """A line for each thing that a record of 10,000 reports of 300 words is asked for, by the clock."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "record.db"
        originals = Originals(Path(folder) / "record.db.originals", clock=now)
        with open_store(str(record)) as store:
            taken = _timed(lambda: _fill(store, originals))
            yield f"{REPORTS} reports kept and indexed in {taken:.1f} s; record {record.stat().st_size / 1e6:.0f} MB"
            for what, words in QUESTIONS.items():
                times = sorted(_asked(store, words.format(n=n)) for n in range(ASKED))
                p95 = times[int(len(times) * 0.95)]
                yield f"{what}: p50 {statistics.median(times):.0f} ms, p95 {p95:.0f} ms"
            workspace = Workspace(store, Settings(), packaged_gazetteer(), originals=originals)
            counted = Verified()
            taken = _timed(lambda: list(workspace.verify(counted)))
            yield f"verified {counted.originals} originals, {counted.size / 1e6:.0f} MB, in {taken:.1f} s"
            with (Path(folder) / "out.wacz").open("wb") as out:
                taken = _timed(lambda: workspace.write_originals(out))
            yield f"exported as a web archive in {taken:.1f} s"


def _fill(store: Store, originals: Originals) -> None:
    read: list[tuple[Report, Reading]] = []
    for number, row in enumerate(texts(REPORTS)):
        text = f"{row['text']} Zurmanek{number}."
        with originals.keep(io.BytesIO(text.encode()), Received(name=f"{number}.txt"), most=None) as (_, digest):
            report = Report(given_id=str(number), text=text, original=digest)
            read.append((report, Reading(report_id=report.id, claims=(), statements=())))
        if len(read) == BATCH:
            store.add(read, [], at=now(), captures=originals.drain())
            read = []


def _asked(store: Store, words: str) -> float:
    """Milliseconds that a question takes."""
    return _timed(lambda: store.search(words)) * 1000


def _timed(done: Callable[[], object]) -> float:
    begun = time.perf_counter()
    done()
    return time.perf_counter() - begun
