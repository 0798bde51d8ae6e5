"""Measures every suite and holds it to its floors in evaluation/floors.json.

    python -m tools.floors [SUITE …] [--data FOLDER] [--raise]

Exit code 1 where a metric is below its floor or a data file is another than the floors were measured on. `--raise`
lifts floors to what was measured, less the slack, and never lowers one: lowering is an edit by hand, here and in
`tests/test_floors.py`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from recount.evaluate import Evaluation, evaluate

ROOT = Path(__file__).parents[1]
FLOORS = ROOT / "evaluation" / "floors.json"
SLACK = 0.005
"""How far below what was measured a floor is put: rounding, and the last digit of another processor."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("suites", nargs="*", default=[])
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("RECOUNT_DATA", ROOT / ".." / "shared")))
    parser.add_argument("--raise", dest="lifting", action="store_true")
    chosen = parser.parse_args()
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    faults: list[str] = []
    for suite in chosen.suites or floors:
        done = evaluate(suite, chosen.data)
        if done is None:
            faults.append(f"{suite}: no data in {chosen.data}")
            continue
        faults += below(suite, floors[suite], done)
        if chosen.lifting:
            lift(floors[suite], done)
    if chosen.lifting:
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    for fault in faults:
        print(fault, file=sys.stderr)
    sys.exit(1 if faults else 0)


def below(suite: str, row: dict[str, Any], done: Evaluation) -> list[str]:
    """What is wrong: another data file, or metrics below their floors; those of a part are named `part.metric`."""
    other = [name for name, found in digests(done).items() if row["data"].get(name, found) != found]
    if other:
        return [f"{suite}: {name} is not the file its floors were measured on" for name in other]
    unmeasured = [f"{suite}: {name} has a floor and was not measured" for name in row["floors"].keys() - done.metrics]
    return sorted(unmeasured) + [
        f"{suite}: {name} is {done.metrics[name]:.3f}, below its floor {floor:.3f}"
        for name, floor in row["floors"].items()
        if name in done.metrics and done.metrics[name] < floor
    ]


def lift(row: dict[str, Any], done: Evaluation) -> None:
    """Put each floor to what was measured less the slack, where that is higher."""
    row["data"].update(digests(done))
    for name, floor in row["floors"].items():
        if name in done.metrics:
            row["floors"][name] = max(floor, round(done.metrics[name] - SLACK, 3))


def digests(done: Evaluation) -> dict[str, str]:
    """The digest of each data file that was measured, by name."""
    return {f.path.name: hashlib.sha256(f.path.read_bytes()).hexdigest() for f in done.found}


if __name__ == "__main__":
    main()
