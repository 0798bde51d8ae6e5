"""Prints what the gazetteer costs: size, time to open, memory, time of a look-up.

python -m tools.gazetteer.measure [--data FOLDER]
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from recount.lang.names import fold_name
from recount.store.gazetteer import open_gazetteer
from tools.gazetteer import whosonfirst

LOOK_UPS = 5_000
OPENING = """
import time
from recount.store.gazetteer import open_gazetteer

def held():
    return int(open("/proc/self/statm").read().split()[1]) * 4096 / 1e6

before, start = held(), time.perf_counter()
open_gazetteer().find("Aleppo")
print((time.perf_counter() - start) * 1000, held() - before)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the gazetteer that ships with the package.")
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("RECOUNT_DATA", "../shared")))
    options = parser.parse_args()
    gazetteer = open_gazetteer()
    names = _some_names(options.data)
    absent = [fold_name(f"{one} {other}") for one, other in zip(names, reversed(names), strict=True)]
    milliseconds, megabytes = _open_cold()
    print(f"size            {gazetteer.path.stat().st_size / 1e6:.1f} MB")
    print(f"open and find   {milliseconds:.1f} ms in a new process, {megabytes:.1f} MB of memory")
    _report("find, cold", gazetteer.find, names)
    _report("find, warm", gazetteer.find, names[-1000:])
    _report("has, present", gazetteer.has, [fold_name(name) for name in names])
    _report("has, absent", gazetteer.has, absent)
    print(f"memory at end   {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB with Python itself")


def _some_names(data: Path) -> list[str]:
    """Names of places in Syria, in an order that means nothing."""
    places = [place.name for place in whosonfirst.read_places(data) if place.country == "SY"]
    return random.Random(1).sample(places, min(LOOK_UPS, len(places)))  # noqa: S311 - a sample, not a secret


def _open_cold() -> tuple[float, float]:
    done = subprocess.run([sys.executable, "-c", OPENING], check=True, capture_output=True, text=True)  # noqa: S603
    milliseconds, megabytes = map(float, done.stdout.split())
    return milliseconds, megabytes


def _report(what: str, look_up: Callable[[str], object], names: list[str]) -> None:
    taken = []
    for name in names:
        start = time.perf_counter_ns()
        look_up(name)
        taken.append((time.perf_counter_ns() - start) / 1000)
    taken.sort()
    p50, p95 = taken[len(taken) // 2], taken[len(taken) * 95 // 100]
    print(f"{what:15} p50 {p50:.1f} µs, p95 {p95:.1f} µs, slowest {taken[-1]:.0f} µs, of {len(names):,}")


if __name__ == "__main__":
    main()
