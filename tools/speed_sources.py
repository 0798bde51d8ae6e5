"""How fast many inputs become a record: texts, records of a web archive, files of a folder. Used by `tools.speed`.

Every measurement runs in a process of its own, so that its memory is its own, and tells seconds by the clock and of the
processor, workers included: the second is what a busy machine leaves comparable.
"""

from __future__ import annotations

import io
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from recount.model import Received, Report
from recount.sources import Limits

ROOT = Path(__file__).parents[1]
WORDS = (300,)
MIXED = (300,) * 8 + (60, 1500)
"""Words of the reports, one after the other: all of one length; or some notes and some long reads among them."""

TOWNS = (
    *("Aleppo", "Homs", "Hama", "Idlib", "Raqqa", "Daraa", "Palmyra", "Latakia", "Tartus", "Manbij", "Afrin", "Kobani"),
    *("Mosul", "Kirkuk", "Tikrit", "Fallujah", "Ramadi", "Basra", "Sinjar", "Baqubah", "Samarra", "Karbala", "Erbil"),
    *("Sanaa", "Aden", "Taiz", "Hodeidah", "Marib", "Ibb", "Kabul", "Kandahar", "Herat", "Kunduz", "Jalalabad"),
    *("Kharkiv", "Mariupol", "Donetsk", "Luhansk", "Kherson", "Odesa", "Mykolaiv", "Sumy", "Chernihiv", "Kramatorsk"),
)
MONTHS = {"January": 1, "March": 3, "May": 5, "June": 6, "August": 8, "October": 10, "November": 11}
TOLD = (
    "At least {dead} people were killed in an airstrike on {town} on {day} {month}, local activists said.",
    "Shelling in {town} on {day} {month} killed {dead} civilians and injured {hurt} others, medics said.",
    "The civil defence said {dead} bodies had been found under a house in {town} that was hit on {day} {month}.",
    "A car bomb in {town} killed {dead} people on {day} {month}, police said, and wounded {hurt}.",
    "Residents of {town} said that between {dead} and {more} people died on {day} {month} when a school was shelled.",
    "A doctor in {town} put the number of injured at {hurt}; {dead} had died by the evening of {day} {month}.",
)
FILLED = (
    "Roads out of {town} stayed closed through the week, and buses turned back at the second bridge.",
    "Aid workers said that flour and fuel for {town} were held up at a crossing for the fourth day.",
    "The governor's office did not answer questions about {town} that were sent to it by e-mail.",
    "Families who had left {town} in spring slept in a school gymnasium with two taps and one stove.",
    "Talks about a pause in the fighting near {town} were put off again, a diplomat said on the telephone.",
    "Traders in {town} opened their shops for an hour at noon and then closed them again.",
)


def texts(size: int, lengths: Sequence[int] = WORDS) -> Iterator[dict[str, object]]:
    """So many reports made of sentences of our own, each with claims of its own; the same each time."""
    chosen = random.Random(20161014)  # noqa: S311
    for number in range(size):
        month, town = chosen.choice(tuple(MONTHS)), chosen.choice(TOWNS)
        sentences, words = list[str](), 0
        while words < lengths[number % len(lengths)]:
            template = chosen.choice(TOLD if len(sentences) % 6 == 0 else FILLED)
            dead, hurt = chosen.randint(2, 60), chosen.randint(2, 90)
            told = {"town": town, "day": chosen.randint(1, 28), "month": month, "dead": dead, "hurt": hurt}
            sentences.append(template.format(**told, more=dead + 5))
            words += len(sentences[-1].split())
            town = chosen.choice(TOWNS) if len(sentences) % 6 == 5 else town
        yield {
            "id": f"report-{number:06}",
            "published": f"{chosen.randint(2014, 2024)}-{MONTHS[month]:02}-28",
            "outlet": chosen.choice(("Norvane Wire", "Qasmoor Gazette", "Tarnholm Standard", "Ulmere Post")),
            "title": f"News from {town}, bulletin {number}",
            "text": " ".join(sentences),
        }


@dataclass(frozen=True, slots=True)
class Spent:
    """What a measurement took, workers included."""

    wall: float
    cpu: float
    own: float
    """Of the process itself, without its workers."""

    @classmethod
    def now(cls) -> Spent:
        """From the start of the process."""
        both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        own, workers = (u.ru_utime + u.ru_stime for u in both)
        return cls(time.perf_counter(), own + workers, own)

    def since(self, before: Spent) -> Spent:
        """Between the two."""
        return Spent(self.wall - before.wall, self.cpu - before.cpu, self.own - before.own)

    def __str__(self) -> str:
        return f"{self.wall:.1f} s by the clock, {self.cpu:.1f} s of the processor ({self.own:.1f} without workers)"


def memory() -> str:
    """The peaks so far."""
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    own, largest = (resource.getrusage(who).ru_maxrss / 1024 for who in both)
    workers = f", largest worker {largest:.0f} MB" if largest else ""
    return f"peak memory {own:.0f} MB{workers}"


def running(size: int, jobs: int, mixed: bool = False) -> Iterator[str]:
    """A whole run into a new record, and the same run again, with so many workers."""
    from recount.config import Settings
    from recount.workspace import Workspace

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "reports.jsonl"
        with source.open("w", encoding="utf-8") as out:
            out.writelines(
                json.dumps(report, ensure_ascii=False) + "\n" for report in texts(size, MIXED if mixed else WORDS)
            )
        before, figures = Spent.now(), list[Spent]()

        def tell(doing: str, inputs: int, opened: str) -> None:
            if doing == "figures":
                figures.append(Spent.now())

        record = str(Path(folder) / "speed.db")
        with Workspace.open(record, create=True, settings=Settings(), jobs=jobs) as workspace:
            workspace.run([str(source)], progress=tell)
            done = Spent.now()
            workspace.run([str(source)])
            again = Spent.now().since(done)
            claims, incidents = sum(1 for _ in workspace.store.claims()), len(workspace.findings().incidents)
        kept = sum(f.stat().st_size for f in Path(folder).glob("speed.db*") if f.is_file()) / 1e6
    whole = done.since(before)
    of = "many lengths" if mixed else "300 words"
    yield f"{size} texts of {of}, {jobs} workers: {whole}; {size / whole.wall:.0f} reports/s; {memory()}"
    yield f"   reading {figures[0].since(before)}; figures {done.since(figures[0])}; the same again {again}"
    yield f"   {claims} claims, {incidents} incidents, record {kept:.0f} MB"


def reading(size: int) -> Iterator[str]:
    """Milliseconds of the processor that one report takes from text to grounded claims."""
    from recount.ontology import policy
    from recount.pipeline import readings
    from recount.workspace import packaged_gazetteer

    gazetteer, strict, times = packaged_gazetteer(), policy("strict"), list[float]()
    for row in texts(size + 20):
        report = Report(given_id=str(row["id"]), title=str(row["title"]), text=str(row["text"]))
        start = time.process_time()
        list(readings([report], gazetteer=gazetteer, policy=strict))
        times.append(time.process_time() - start)
    cuts = statistics.quantiles(times[20:], n=20)
    yield f"one text: p50 {cuts[9] * 1000:.1f} ms, p95 {cuts[18] * 1000:.1f} ms of the processor; {memory()}"


def scanning(size: int) -> Iterator[str]:
    """A web archive of so many records, one in twenty a page, from its first byte to the bytes of its pages."""
    from recount.sources.archives.budget import Budget
    from recount.sources.archives.warc import open_warc

    with tempfile.TemporaryDirectory() as folder:
        path, pages = Path(folder) / "x.warc.gz", 0
        code = f"from tools.speed_sources import write_warc; write_warc({str(path)!r}, {size})"
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)  # noqa: S603
        before = Spent.now()
        with path.open("rb") as stream:
            for member in open_warc(stream, Received(name=path.name), Budget(Limits())):
                pages += bool(getattr(member, "stream", None) and member.stream.read())  # type: ignore[union-attr]
        spent, packed = Spent.now().since(before), path.stat().st_size / 1e6
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield (
        f"{size} WARC records ({packed:.0f} MB, {pages} pages): {spent}; {size / spent.wall:.0f} records/s,"
        f" {size / spent.cpu:.0f} a second of the processor; peak memory {own:.0f} MB"
    )


def write_warc(path: str, size: int) -> None:
    """Write a WARC archive of requests, metadata, pictures and pages."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    chosen = random.Random(1)  # noqa: S311
    with Path(path).open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for number in range(size):
            kind = ("request", "metadata", "response")[number % 3]
            page = number % 60 == 2
            body = b"<p>Twelve people died in Homs.</p>" * 200 if page else chosen.randbytes(6000)
            typed = "text/html; charset=utf-8" if page else "image/jpeg"
            answer = StatusAndHeaders("200 OK", [("Content-Type", typed)], protocol="HTTP/1.1")
            asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "news.example")], is_http_request=True)
            headers = {"response": answer, "request": asked}.get(kind)
            payload = io.BytesIO(body if kind == "response" else b"fetchTimeMs: 12\r\n" * (kind == "metadata"))
            url = f"https://news.example/{number}"
            writer.write_record(writer.create_warc_record(url, kind, payload=payload, http_headers=headers))


def walking(size: int) -> Iterator[str]:
    """Folders of so many empty files of a kind that is not read: a thousand in each, and all in one."""
    from recount.sources import read

    for flat in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            for number in range(size):
                inner = Path(folder) if flat else Path(folder) / f"{number // 1000:04}"
                if number % 1000 == 0:
                    inner.mkdir(exist_ok=True)
                (inner / f"{number:07}.png").touch()
            before, held = Spent.now(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            found = sum(1 for _ in read([folder], limits=Limits()))
            spent, peak = Spent.now().since(before), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        yield f"{found} files {'in one folder' if flat else 'in a tree'}: {spent}; {peak - held:.0f} MB more memory"


MEASURES = {"run": running, "one": reading, "warc": scanning, "walk": walking}


def measure(what: str, *numbers: object) -> None:
    """Print what a measurement gives, measured in a process of its own."""
    code = f"from tools.speed_sources import MEASURES\nfor line in MEASURES[{what!r}](*{numbers!r}): print(line)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)  # noqa: S603


def measure_all(sizes: list[int], *, jobs: int) -> None:
    """All of them."""
    measure("one", 400)
    for size in sizes:
        measure("run", size, jobs)
    measure("run", 1000, jobs, True)
    for size in (30_000, 300_000):
        measure("warc", size)
    for size in (20_000, 200_000):
        measure("walk", size)
