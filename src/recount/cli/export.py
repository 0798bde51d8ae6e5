"""`recount export`: claims or incidents as files for other tools."""

from __future__ import annotations

import click

from recount.cli.options import Registered, output_option, profile_option, record_option


@click.command()
@click.argument("what", type=click.Choice(["claims", "incidents", "gold", "wacz"]))
@record_option
@click.option(
    "--format",
    "form",
    type=Registered("recount.publish.formats:EXPORTERS"),
    default="csv",
    show_default=True,
    help="How to write.",
)
@profile_option
@click.option("--all", "partly", is_flag=True, help="Of gold: also reports of which not every claim was judged.")
@output_option
def export(*, what: str, record: str | None, form: str, profile: str, partly: bool, output: str | None) -> None:
    """Write claims or incidents for other tools, reviewed reports as gold, or the originals as a web archive (WACZ).

    What the profile takes out is said on stderr, and the whole output is searched for it before it is written. Gold and
    web archives hold reports whole, names and all, and so need `--profile internal`. Gold, JSON Lines, is what
    `recount evaluate claims --data FILE` measures by.
    """
    from recount.cli.releases import redacted, write_out
    from recount.publish import write

    if what == "wacz":
        _write_originals(record, profile, output)
        return
    if what == "gold":
        _write_gold(record, profile, output, partly=partly)
        return
    release = redacted(record, profile)
    write_out(write(release, form=form, what=what), release, output)


def _write_gold(record: str | None, profile: str, output: str | None, *, partly: bool) -> None:
    from recount.cli.releases import put_out
    from recount.cli.talk import say
    from recount.errors import UsageError
    from recount.publish.as_gold import gold_line
    from recount.publish.wording import count
    from recount.workspace import Workspace

    if profile != "internal":
        raise UsageError("gold holds reports whole, with all names: give --profile internal if its reader may see them")
    with Workspace.open(record) as workspace:
        found = list(workspace.reviewed(partly=True))
    whole = [one for one in found if partly or not one.unjudged]
    if left := len(found) - len(whole):
        say(f"left out: {left} of {len(found)} reports, since nobody judged some claim of theirs; --all takes them")
    if not whole:
        raise UsageError(
            "no report was reviewed: accept, correct or reject every claim of one first (`recount decide`)"
        )
    put_out("".join(gold_line(one) + "\n" for one in whole), output)
    say(f"{count(len(whole), 'report')}, {count(sum(len(one.claims) for one in whole), 'claim')}")


def _write_originals(record: str | None, profile: str, output: str | None) -> None:
    from pathlib import Path

    from recount.cli.talk import say
    from recount.errors import RecountError, UsageError
    from recount.workspace import Workspace

    if profile != "internal":
        raise UsageError(
            "a web archive holds every report whole, with all names: give --profile internal if its reader may see them"
        )
    if output is None:
        raise UsageError("a web archive is no text for a terminal: name a file with --output, such as reports.wacz")
    path = Path(output)
    part = path.with_name(f".{path.name}.part")
    try:
        with Workspace.open(record) as workspace, part.open("wb") as out:
            written = workspace.write_originals(out)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise RecountError(f"{path} can't be written ({error.strerror}): choose another place with --output") from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    say(f"written: {output}, with {written} originals")
