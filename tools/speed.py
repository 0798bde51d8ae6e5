"""Measures how fast reports are read and kept, and how much memory that takes.

    python -m tools.speed [REPORTS …]

The reports are the example reports, varied in their numbers so that no two are alike and no figure repeats. Times are
for one core and a record in SQLite; the machine is shared, so compare runs of one sitting and don't quote them.
"""

from __future__ import annotations

import re
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from recount.model import Report
from recount.ontology import policy
from recount.pipeline import readings
from recount.sources import Limits, read
from recount.workspace import Workspace, packaged_gazetteer

ROOT = Path(__file__).parents[1]
SIZES = (500, 2000, 8000)


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    reading()
    for size in sizes:
        running(size)


def varied(size: int) -> Iterator[Report]:
    """That many reports, each with its own id and numbers."""
    examples = [r for r in read([str(ROOT / "examples" / "aleppo-2016")], limits=Limits()) if isinstance(r, Report)]
    for number, report in enumerate(islice(cycle(examples), size)):
        text = re.sub(r"\b([4-9]\d)\b", lambda m, n=number: str(int(m[1]) + n % 37), report.text)
        yield replace(report, given_id=f"{report.given_id}-{number}", text=f"{text}\n\nBulletin {number}.")


def reading() -> None:
    """Seconds a report, from text to grounded claims, without a record."""
    gazetteer, strict = packaged_gazetteer(), policy("strict")
    reports = list(varied(400))
    list(readings(reports[:20], gazetteer=gazetteer, policy=strict))  # lexicons and gazetteer are loaded by now
    times = []
    for report in reports:
        start = time.perf_counter()
        list(readings([report], gazetteer=gazetteer, policy=strict))
        times.append(time.perf_counter() - start)
    words = statistics.mean(len(r.text.split()) for r in reports)
    cuts = statistics.quantiles(times, n=20)
    print(
        f"reading: {len(times) / sum(times):.0f} reports/s of {words:.0f} words;"
        f" p50 {cuts[9] * 1000:.1f} ms, p95 {cuts[18] * 1000:.1f} ms a report"
    )


def running(size: int) -> None:
    """A whole run into a new record, and the same run again."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "reports.jsonl"
        with source.open("w", encoding="utf-8") as out:
            for report in varied(size):
                out.write(_line(report) + "\n")
        with Workspace.open(str(Path(folder) / "speed.db"), create=True) as workspace:
            start = time.perf_counter()
            workspace.run([str(source)])
            first = time.perf_counter() - start
            start = time.perf_counter()
            workspace.run([str(source)])
            again = time.perf_counter() - start
            incidents = len(workspace.findings().incidents)
        kept = sum(f.stat().st_size for f in Path(folder).glob("speed.db*")) / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"run: {size} reports in {first:.1f} s ({size / first:.0f}/s), again {again:.1f} s; {incidents} incidents;"
        f" record {kept:.0f} MB; peak memory {peak:.0f} MB"
    )


def _line(report: Report) -> str:
    import json

    published = report.published.isoformat() if report.published else None
    row = {"id": report.given_id, "published": published, "outlet": report.outlet, "title": report.title}
    return json.dumps({**row, "text": report.text}, ensure_ascii=False)


if __name__ == "__main__":
    main()
