"""`recount evaluate`: how well Recount reads, measured on a benchmark."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from recount.cli.options import extractor_option
from recount.cli.talk import print_json, say

if TYPE_CHECKING:
    from recount.evaluate import Evaluation

_NOTHING_FOUND = 2


@click.command()
@click.argument("suite")
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True),
    envvar="RECOUNT_DATA",
    default="../shared",
    show_default=True,
    help="Folder of the benchmark's files, or RECOUNT_DATA; or one file, such as `export gold` writes.",
)
@extractor_option
@click.option("--split", help="Part of the data: dev, train …  [default: dev, else train]")
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True, help="How to print."
)
@click.pass_context
def evaluate(
    ctx: click.Context, /, *, suite: str, data: Path, extractor: str | None, split: str | None, form: str
) -> None:
    """Measure how well Recount reads, on a benchmark with known answers.

    SUITE is one of claims, statements, muc4, polnear, case21, airwars, gva, gvc, incidents, temporal and geo. Fractions
    run from 0 to 1; their 95 % intervals come from resampling the documents.
    """
    from recount.claims import open_extractor
    from recount.config import load_settings
    from recount.evaluate import SUITES
    from recount.evaluate import evaluate as run

    settings = load_settings().choosing(extractor)
    reader = open_extractor(settings.extractor, settings)
    done = run(suite, data, split=split, extractor=reader, progress=_shown)
    if done is None:
        sets = ", ".join(SUITES.get(suite).sets)
        say(f"skipped {suite}: no file of {sets} in {data} (looked for <set>.<split>.jsonl.gz and the like)")
        ctx.exit(_NOTHING_FOUND)
    for name in done.missing:
        say(f"skipped {name}: no such file in {data}")
    files = "; ".join(f"{f.path.name}, part {f.split}" for f in done.found)
    say(f"{files}, {done.documents} documents")
    if form == "json":
        print_json(_line(done))
    else:
        _table(done)


def _line(done: Evaluation) -> str:
    import json

    intervals = {name: list(interval) for name, interval in done.intervals.items()}
    split = "/".join(dict.fromkeys(f.split for f in done.found))
    head = {"suite": done.suite, "split": split, "documents": done.documents}
    return json.dumps({**head, **_nested(done.metrics), "intervals": _nested(intervals)})


def _nested(values: Mapping[str, object]) -> dict[str, object]:
    """The values by name, those of a part, named `part.metric`, in an object of the part's."""
    out: dict[str, object] = {}
    for part, named in groupby(values.items(), key=lambda pair: pair[0].rpartition(".")[0]):
        inner = {name.rpartition(".")[2]: value for name, value in named}
        out.update({part: inner} if part else inner)
    return out


def _table(done: Evaluation) -> None:
    from recount.cli.tables import print_table

    rows = []
    for name, value in done.metrics.items():
        shown = str(value) if name not in done.intervals else f"{value:.3f}"
        between = " – ".join(f"{edge:.3f}" for edge in done.intervals.get(name, ()))
        rows.append((name.replace("_", " "), shown, between))
    print_table(("metric", "value", "95 % interval"), rows, right=(1,))


def _shown(rows: Iterator[Any]) -> Iterator[Any]:
    """The rows, with a count on stderr where a person watches."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} documents read"))
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("")
        for row in rows:
            yield row
            bar.advance(task)
