"""What a decision changed, as it is told to whoever made it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recount.cli.tables import Pair, print_pairs, range_text
from recount.cli.talk import say
from recount.model import Decision, DecisionKind, Figure
from recount.publish.changes import ChangeKind, Changes, Move
from recount.review import Dispute
from recount.workspace import Decided

CALLED = {DecisionKind.SAME: "merge", DecisionKind.DIFFERENT: "split", DecisionKind.ELSEWHERE: "not-same-place"}
"""What the log calls a decision → what a person calls it, where a hyphen for an underscore is not all."""

SHOWN = 20
"""Lines of one kind that are shown; what is more is counted."""


def tell(decided: Decided) -> None:
    """Say what was decided and what it changed: the decisions and the changes on stdout, the rest on stderr."""
    for note in decided.notes:
        say(note)
    known = len(decided.decisions) - decided.added
    if known:
        say(f"{known} of {len(decided.decisions)} decisions were in the log already")
    print_pairs([*_decisions(decided.decisions), *(_changes(decided.changes) if decided.added else ())])
    for dispute in decided.disputes[:SHOWN]:
        say(f"disputed: {about(dispute)}. {dispute.taken} {how_to_settle(dispute)}")


def called(decision: Decision) -> str:
    """The kind of decision, as a person writes it."""
    return CALLED.get(decision.kind, decision.kind.value.replace("_", "-"))


def what(decision: Decision) -> str:
    """What was decided, in a few words."""
    if decision.correction is not None:
        return f"correct {decision.correction.field} = {decision.correction.to}"
    return f"undo {decision.undoes}" if decision.undoes else called(decision)


def about(dispute: Dispute) -> str:
    """What a dispute is about."""
    return (
        f"{dispute.about.replace('_', ' ')} of {', '.join(dispute.claims[:4])}{' …' if len(dispute.claims) > 4 else ''}"
    )


def how_to_settle(dispute: Dispute) -> str:
    """What to do about a dispute."""
    named = " ".join(f"--settles {id_}" for id_ in dispute.decisions[:4])
    return f"A decision with {named} settles it"


def _decisions(decisions: Iterable[Decision]) -> Iterator[Pair]:
    made = list(decisions)
    for decision in made[:SHOWN]:
        on = f" on {len(decision.claims)} claim{'' if len(decision.claims) == 1 else 's'}" if decision.claims else ""
        yield "decided", (f"{what(decision)}{on}", decision.id)
    if len(made) > SHOWN:
        yield "decided", f"and {len(made) - SHOWN} more"


def _changes(changes: Changes) -> Iterator[Pair]:
    pairs = [*_grouping(changes), *(("changed", _move(move)) for move in changes.moves)]
    pairs += [("graded", (f"{r.before} → {r.after}", r.incident)) for r in changes.regraded]
    yield from pairs[:SHOWN] or [("changed", "nothing in the figures")]
    if len(pairs) > SHOWN:
        yield "changed", f"and {len(pairs) - SHOWN} more: `recount brief` tells all"


def _grouping(changes: Changes) -> Iterator[Pair]:
    for merged in changes.merged:
        yield "merged", (f"{len(merged.of)} incidents into {merged.into.label}", merged.into.id)
    for split in changes.split:
        yield "split", (f"{split.of.label} into {len(split.into)}", *(incident.id for incident in split.into))
    for id_ in sorted(changes.new):
        yield "new", id_
    for gone in changes.gone:
        yield "withdrawn", (gone.label, gone.id)


def _move(move: Move) -> tuple[str, str]:
    group = "" if move.group == "all" else f", {move.group}"
    before, after = _range(move.before), _range(move.after)
    kind = "range" if move.kind is ChangeKind.RANGE else move.kind.value
    return f"{move.label}: {move.harm}{group} {kind}, {before} → {after}", move.incident


def _range(figure: Figure | None) -> str:
    return range_text(figure) if figure else "no figure"
