"""Measures how fast reports are read and kept, and how much memory that takes.

    python -m tools.speed extract             from text to claims: reports of 300 words, one long text, loading, memory
    python -m tools.speed places              times and places: of the claims of such reports, and of any text
    python -m tools.speed run [REPORTS …]     a whole run into a record, and the same again; web archives; folders
    python -m tools.speed totals              a total and all remainders over records of growing size
    python -m tools.speed keeping             finding, verifying and exporting 10,000 reports
    python -m tools.speed web                 a round of `recount watch` in which nothing is new
    python -m tools.speed                     all of them

The reports are the example reports, varied in their numbers so that no two are alike and no figure repeats. Extraction
is measured in seconds of the processor, which other programs on the machine disturb little; runs also by the clock, for
a record in SQLite, with reports of tools/speed_sources.py: compare those of one sitting only.
"""

from __future__ import annotations

import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from recount.claims import extract
from recount.model import Report
from recount.ontology import policy
from recount.resolve import Gazetteer, ground
from recount.resolve.spotting import find_toponyms
from recount.resolve.times.timeline import timeline
from recount.resolve.toponyms import resolve_toponyms
from recount.sources import Limits, read
from recount.text import prepare
from recount.workspace import packaged_gazetteer

ROOT = Path(__file__).parents[1]
SIZES = (1000, 10_000)

WORDS = 300
"""Of a report."""

REPORTS = 400
LONG = (1_000, 10_000, 100_000)
"""Words of the long texts."""


def main(args: Sequence[str]) -> None:
    what = args[0] if args and not args[0].isdigit() else ""
    if what in ("", "extract"):
        loading()
        extracting()
        growing()
    if what in ("", "totals"):
        totalling()
    if what in ("", "web"):
        watching()
    if what in ("", "keeping"):
        keeping()
    if what in ("", "places"):
        placing()
    if what in ("", "run"):
        from recount.config import Settings
        from recount.workspace.workers import jobs_of
        from tools.speed_sources import measure_all

        measure_all([int(size) for size in args if size.isdigit()] or list(SIZES), jobs=jobs_of(Settings()))


def loading() -> None:
    """Seconds till the first report is read, in a process of its own: libraries, parser, lexicons."""
    print(f"loading: {_in_its_own_process('load')}")


def extracting() -> None:
    """Reports of 300 words from text to claims, in a process of its own, so that its memory is that of this alone."""
    print(f"extract: {_in_its_own_process('reports')}")


def growing() -> None:
    """One long text after the other: flat time a word, and the memory of a process that reads the longest."""
    for words in LONG:
        print(f"one text: {_in_its_own_process(f'text {words}')}")


def watching() -> None:
    """A line for each kind of round."""
    from tools.speed_web import measure

    measure()


def keeping() -> None:
    """A line for each thing that a record of 10,000 reports is asked for."""
    from tools.speed_keeping import measure

    for line in measure():
        print(f"keeping: {line}", flush=True)


def totalling() -> None:
    """A line for each size of a made-up record."""
    from tools.speed_totals import measure

    for line in measure():
        print(f"total: {line}", flush=True)


def placing() -> None:
    """Milliseconds for 300 words from claims to days and places, and to tag any text; then long texts."""
    print(f"times and places: {_in_its_own_process('places')}")
    for words in LONG:
        print(f"one text: {_in_its_own_process(f'places {words}')}")


def measure_load() -> str:
    start = time.process_time()
    from recount.text.parse import load

    load()
    parser = time.process_time() - start
    list(extract(prepare([next(of_words(WORDS, 1))])))
    every = time.process_time() - start
    return f"parser {parser:.2f} s, first report read after {every:.2f} s; {_peak()}"


def measure_reports() -> str:
    reports = list(of_words(WORDS, REPORTS))
    list(extract(prepare(reports[:20])))  # parser and lexicons are loaded by now
    times, claims = [], 0
    for report in reports:
        start = time.process_time()
        read = list(extract(prepare([report])))
        times.append(time.process_time() - start)
        claims += sum(len(one.claims) for one in read)
    cuts = statistics.quantiles(times, n=20)
    words = statistics.mean(len(r.text.split()) for r in reports)
    return (
        f"{len(times) / sum(times):.0f} reports/s of {words:.0f} words and {claims / len(reports):.1f} claims;"
        f" p50 {cuts[9] * 1000:.1f} ms, p95 {cuts[18] * 1000:.1f} ms a report; {_peak()}"
    )


def measure_text(words: int) -> str:
    report = next(of_words(words, 1))
    list(extract(prepare([next(of_words(WORDS, 1))])))
    start = time.process_time()
    (read,) = extract(prepare([report]))
    taken, told = time.process_time() - start, len(report.text.split())
    return f"{told} words and {len(read.claims)} claims in {taken:.1f} s: {taken / told * 1e6:.0f} µs a word; {_peak()}"


@dataclass(frozen=True, slots=True)
class Tagged:
    """Seconds that one report took once it was parsed and its claims were read."""

    words: int
    grounded: float
    """From claims and statements to days, places and actors."""

    times: float
    """Every expression of time of the text, with its value."""

    places: float
    """Every name of a place of the text, with what it means."""


def tagged(report: Report, gazetteer: Gazetteer) -> Tagged:
    (read,), start = list(extract(prepare([report]))), time.process_time()
    list(ground([read], gazetteer=gazetteer, policy=policy("strict")))
    grounded = time.process_time()
    timeline(report.text, report.published)
    times = time.process_time()
    resolve_toponyms(find_toponyms(report.text, gazetteer), report.text, gazetteer)
    places = time.process_time()
    return Tagged(len(report.text.split()), grounded - start, times - grounded, places - times)


def measure_places() -> str:
    gazetteer = packaged_gazetteer()
    found = [tagged(report, gazetteer) for report in of_words(WORDS, REPORTS + 20)][20:]

    def of(name: str, seconds: Sequence[float]) -> str:
        cuts = statistics.quantiles((s / t.words * WORDS * 1000 for s, t in zip(seconds, found, strict=True)), n=20)
        return f"{name} p50 {cuts[9]:.2f}, p95 {cuts[18]:.2f} ms"

    return (
        f"for {WORDS} words: {of('of claims', [t.grounded for t in found])};"
        f" of any text {of('times', [t.times for t in found])}; {of('places', [t.places for t in found])};"
        f" {of('both', [t.times + t.places for t in found])}; {_peak()}"
    )


def measure_places_of(words: int) -> str:
    gazetteer = packaged_gazetteer()
    tagged(next(of_words(WORDS, 1)), gazetteer)
    found = tagged(next(of_words(words, 1)), gazetteer)
    parts = (("grounded", found.grounded), ("times", found.times), ("places", found.places))
    told = ", ".join(f"{name} {seconds / found.words * 1e6:.1f}" for name, seconds in parts)
    return f"{found.words} words: {told} µs a word; {_peak()}"


def of_words(words: int, size: int) -> Iterator[Report]:
    """That many reports of so many words each, made of the paragraphs of varied example reports."""
    paragraphs = (part for report in varied(10**9) for part in report.text.split("\n\n"))
    for number in range(size):
        parts, told = list[str](), 0
        while told < words:
            parts.append(next(paragraphs))
            told += len(parts[-1].split())
        yield Report(given_id=f"report-{number}", title="", text="\n\n".join(parts), published=date(2016, 10, 14))


def _in_its_own_process(what: str) -> str:
    code = f"from tools import speed; print(speed.measure({what!r}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout.strip()


def measure(what: str) -> str:
    if what.startswith("places"):
        return measure_places_of(int(what.split()[1])) if " " in what else measure_places()
    if what.startswith("text "):
        return measure_text(int(what.split()[1]))
    return measure_load() if what == "load" else measure_reports()


def _peak() -> str:
    return f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"


def varied(size: int) -> Iterator[Report]:
    """That many reports, each with its own id and numbers."""
    examples = [r for r in read([str(ROOT / "examples" / "aleppo-2016")], limits=Limits()) if isinstance(r, Report)]
    for number, report in enumerate(islice(cycle(examples), size)):
        text = re.sub(r"\b([4-9]\d)\b", lambda m, n=number: str(int(m[1]) + n % 37), report.text)
        yield replace(report, given_id=f"{report.given_id}-{number}", text=f"{text}\n\nBulletin {number}.")


if __name__ == "__main__":
    main(sys.argv[1:])
