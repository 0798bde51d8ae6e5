"""`recount gazetteer`: places of the user's own beside those that ship, and what a name can stand for."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recount.cli.options import Name, format_option
from recount.cli.tables import Pair, print_pairs, print_table
from recount.cli.talk import on_one_line, print_json, say

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from recount.model import GazetteerPlace
    from recount.store.own_places.areas import Areas
    from recount.store.own_places.keeping import Added

NOT_FOUND = 1
"""Exit code where no place has the name, as grep has it."""

_SHIPPED = "Recount"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def gazetteer() -> None:
    """Add places of your own, and look names up.

    What you add is kept in a file of yours and read beside the gazetteer that ships by every later run.
    """


@gazetteer.command()
@click.argument("file", metavar="FILE")
@click.option("--country", type=Name(), metavar="CODE", help="Country of places that name none, for example SY.")
@format_option
def add(*, file: str, country: str | None, form: str) -> None:
    """Add the places of FILE to your own gazetteer.

    FILE is a GeoNames country dump, a Who's On First bundle, an OCHA table with P-codes (CSV), or GeoJSON; also in zip
    or gzip. The same file again changes nothing; where anything fails, your gazetteer stays as it was.
    """
    from recount.config import load_settings
    from recount.store.gazetteer import open_gazetteer
    from recount.store.own_places.adding import add_places, areas_of

    into = load_settings().own_gazetteer
    shipped = open_gazetteer()
    code = _code(country, areas_of(shipped)) if country else None
    with _progress() as tell:
        added = add_places(Path(file), into, shipped, country=code, progress=tell)
    if form == "jsonl":
        print_json(json.dumps(_as_json(added, into), ensure_ascii=False))
    else:
        print_pairs(_rows(added, into))


@gazetteer.command()
@click.argument("name", metavar="NAME", type=Name())
@format_option
@click.pass_context
def find(ctx: click.Context, /, *, name: str, form: str) -> None:
    """Show every place that NAME can stand for, and its source.

    NAME may be in any usual spelling. The first place is what it means where nothing around it tells otherwise. Ends
    with code 1 where there is none.
    """
    from recount.config import load_settings
    from recount.lang.names import guessed_spellings, other_spellings
    from recount.model import to_json
    from recount.store.own_gazetteer import JoinedGazetteer, open_gazetteers

    gazetteers = open_gazetteers(load_settings().own_gazetteer)
    found = gazetteers.find(name)
    for other in () if found else (*other_spellings(name), *guessed_spellings(name)):
        if found := gazetteers.find(other):
            say(f"no place of the very name {name!r} is known; read as {other!r}")
            name = other
            break
    origins: dict[str, str] = {}
    if isinstance(gazetteers, JoinedGazetteer):
        origins = gazetteers.own.origins(name)
        origins |= {place.key: _SHIPPED for place in gazetteers.shipped.find(name)}
    if not found:
        say(f"no place of the name {name!r} is known: `recount gazetteer add FILE` adds places")
        ctx.exit(NOT_FOUND)
    if form == "jsonl":
        for place in found:
            line = json.loads(to_json(place)) | {"origin": origins.get(place.key, _SHIPPED)}
            print_json(json.dumps(line, ensure_ascii=False))
    else:
        headings = (("place", "its key"), "within", "people", "precision", ("point", "radius"), "from")
        print_table(headings, (_cells(p, origins.get(p.key, _SHIPPED)) for p in found), right=(2,))


def _cells(place: GazetteerPlace, origin: str) -> tuple[str | tuple[str, ...], ...]:
    return (
        (on_one_line(place.name), place.key),
        on_one_line(", ".join(place.parents)) or "–",
        f"{place.population:,}" if place.population else "–",
        place.precision,
        (f"{place.latitude:.4f} {place.longitude:.4f}", f"{place.radius / 1000:.1f} km"),
        on_one_line(origin),
    )


def _code(said: str, known: Areas) -> str:
    from recount.errors import UsageError

    code = said.upper() if known.country(said.upper()) else known.code(said)
    if code is None:
        raise UsageError(f"{said!r} is no country: give its code of two letters (ISO 3166-1), for example SY")
    return code


def _progress() -> AbstractContextManager[Callable[[int, int], None]]:
    """How to tell of progress: a bar on stderr where a person watches."""
    from rich.console import Console

    console = Console(stderr=True)
    return _Bar(console) if console.is_terminal else nullcontext(lambda done, every: None)


class _Bar:
    """A bar of the bytes read."""

    def __init__(self, console: object) -> None:
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
        self._bar = Progress(*columns, console=console, transient=True)  # type: ignore[arg-type]
        self._task = self._bar.add_task("Reading places", total=None)

    def __enter__(self) -> Callable[[int, int], None]:
        self._bar.start()
        return lambda done, every: self._bar.update(self._task, completed=done, total=every)

    def __exit__(self, *error: object) -> None:
        self._bar.stop()


def _rows(added: Added, into: Path) -> list[Pair]:
    told: list[Pair] = [
        ("file", added.kind),
        ("added", f"{added.added:,}"),
        ("joined", f"{added.joined:,} with a place known already: spellings of theirs are known now"),
        ("updated", f"{added.updated:,}"),
        ("unchanged", f"{added.unchanged:,}"),
        ("refused", f"{added.refused.total():,}"),
    ]
    told += [("", f"{number:,} {why.value}") for why, number in added.refused.most_common()]
    return [*told, ("kept in", on_one_line(str(into)))]


def _as_json(added: Added, into: Path) -> dict[str, object]:
    return {
        "kind": added.kind,
        "added": added.added,
        "joined": added.joined,
        "updated": added.updated,
        "unchanged": added.unchanged,
        "refused": {why.name.lower(): number for why, number in sorted(added.refused.items())},
        "gazetteer": str(into),
    }
