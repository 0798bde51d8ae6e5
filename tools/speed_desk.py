"""Measures the desk on a large record: each page's time, payloads, first paint, and an action to the next question.

    python -m tools.made_record /tmp/large.db        makes the record, once: 100,000 reports
    python -m tools.speed_desk /tmp/large.db [PAGES] each page so many times, 40 unless told; it decides on the record

The desk runs in a process of its own, as `recount serve` does, and answers over loopback. Times are of the whole
request, by the clock: p50 and p95 over different reports and incidents; the first look at each page apart.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path

TIMES = 40
PORT = 8790
ADDRESS = f"http://127.0.0.1:{PORT}"
OPENS_WITHIN = 1200
CHROMIUM = "/usr/bin/chromium"


def main(args: Sequence[str]) -> None:
    record, times = Path(args[0]), int(args[1]) if len(args) > 1 else TIMES
    with served(record) as process:
        pid, start = process.pid, time.monotonic()
        wait(process)
        print(f"opened in {time.monotonic() - start:.0f} s, {memory(pid):.2f} GB")
        reports = [row["given_id"] for row in told("/reports.json?limit=100")["rows"]]
        incidents = [row["id"] for row in told("/incidents.json?limit=100")["rows"]]
        print(f"\n{'page':<34}{'first':>9}{'p50':>9}{'p95':>9}{'KB':>9}")
        for name, path in pages(reports, incidents):
            measure(name, path, times)
        points = len(fetch("/map/points.json"))
        print(f"\nmap payload, unpacked: {points / 1e3:.0f} KB")
        painting(incidents[0])
        afterwards = {
            "the next question": "/review",
            "the report again": f"/reports/{reports[0]}",
            "the incident again": f"/incidents/{incidents[0]}",
            "the overview": "/",
        }
        deciding(times, afterwards)
        print(f"memory at the end: {memory(pid):.2f} GB")


def pages(reports: Sequence[str], incidents: Sequence[str]) -> Iterator[tuple[str, Callable[[], str]]]:
    some_reports, some_incidents, some_towns = cycle(reports), cycle(incidents), cycle(range(1, 900, 7))
    days = cycle(range(1, 28))
    yield "overview", lambda: "/"
    yield "incidents", lambda: "/incidents"
    yield "incidents of a place", lambda: f"/incidents?place=Town+{next(some_towns)}"
    yield "incident", lambda: f"/incidents/{next(some_incidents)}"
    yield "reports", lambda: "/reports"
    yield "report", lambda: f"/reports/{next(some_reports)}"
    yield "review", lambda: f"/review?at={next(days)}"
    months = cycle(range(1, 10))

    def a_month() -> str:
        month = next(months)
        return f"/totals?place=Town+{next(some_towns)}&from=2017-0{month}-01&to=2017-0{month}-28"

    yield "totals of a place, a month", a_month
    years = cycle(
        f"from={y}-01-01&to={y}-12-31&harm={harm}" for harm in ("killed", "injured") for y in range(2015, 2022)
    )
    yield "totals of a year, everywhere", lambda: f"/totals?{next(years)}"
    yield "map", lambda: f"/map?from=2018-03-{next(days):02}"
    yield "search", lambda: f"/search?q=bulletin+{next(days) * 31}"
    yield "claims", lambda: f"/claims?harm=killed&place=Town+{next(some_towns)}"
    yield "decisions", lambda: "/decisions"
    yield "briefs", lambda: "/briefs"
    yield "editions", lambda: "/editions"


def measure(name: str, path: Callable[[], str], times: int) -> None:
    """Print how long a page takes; one that can't be had is told and passed over."""
    try:
        first = timed(path())[0]
        spent = [timed(path()) for _ in range(times)]
    except OSError as error:
        print(f"{name:<34} {error}")
        return
    took = sorted(seconds for seconds, _ in spent)
    size = statistics.mean(size for _, size in spent) / 1e3
    print(
        f"{name:<34}{ms(first)}{ms(statistics.median(took))}{ms(took[int(len(took) * 0.95)])}{size:>9.0f}", flush=True
    )


def painting(incident: str) -> None:
    """Print when a browser first paints, over loopback, its cache empty; nothing where there is no browser."""
    from playwright.sync_api import sync_playwright

    if not Path(CHROMIUM).exists():
        return
    first = "performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for path in ("/", "/incidents", f"/incidents/{incident}", "/reports", "/review", "/map"):
            page = browser.new_context(base_url=ADDRESS).new_page()
            page.goto(path)
            page.wait_for_selector("body[data-ready]")
            print(f"first paint of {path:<32}{ms(page.evaluate(first))}")
        browser.close()


def deciding(times: int, pages: Mapping[str, str]) -> None:
    """From pressing a key to the page after it, as a form does it: the answer, and the page anew.

    Args:
        times: how often.
        pages: what is looked at after the decision: its name, its address.
    """
    for name, path in pages.items():
        took = []
        for _ in range(times):
            question = told("/review.json")["question"]
            seen = told("/decisions.json?limit=1")["total"]
            decision = {"kind": "accept", "things": [question["about"]], "why": "Measured.", "by": "Desk editor"}
            start = time.perf_counter()
            send(decision | {"seen": seen})
            fetch(path, html=True)
            took.append(time.perf_counter() - start)
        took.sort()
        print(f"action to {name:<24} p50{ms(statistics.median(took))}, p95{ms(took[int(len(took) * 0.95)])}")


@contextmanager
def served(record: Path) -> Iterator[subprocess.Popen[bytes]]:
    recount = Path(sys.executable).with_name("recount")
    command = [str(recount), "serve", "--record", str(record), "--no-browser", "--port", str(PORT)]
    process = subprocess.Popen(command, env=os.environ | {"RECOUNT_REVIEWER": "Desk editor"})  # noqa: S603
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def wait(process: subprocess.Popen[bytes]) -> None:
    """Until the record is open."""
    for _ in range(OPENS_WITHIN * 2):
        if process.poll() is not None:
            break
        try:
            fetch("/index.json")
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("the desk does not open")


def timed(path: str) -> tuple[float, int]:
    start = time.perf_counter()
    size = len(fetch(path, html=True))
    return time.perf_counter() - start, size


def fetch(path: str, *, html: bool = False) -> bytes:
    request = urllib.request.Request(ADDRESS + path, headers={"accept": "text/html" if html else "application/json"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310
        body: bytes = answer.read()
        return body


def told(path: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(fetch(path))
    return found


def send(decision: dict[str, object]) -> None:
    body = json.dumps(decision).encode()
    request = urllib.request.Request(  # noqa: S310
        ADDRESS + "/decisions", data=body, headers={"content-type": "application/json", "accept": "application/json"}
    )
    urllib.request.urlopen(request, timeout=120).read()  # noqa: S310


def ms(seconds: float) -> str:
    return f"{seconds * 1000:>7.0f}ms"


def memory(pid: int) -> float:
    """GB that the process has had at most."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1e6


if __name__ == "__main__":
    main(list(islice(sys.argv, 1, None)))
