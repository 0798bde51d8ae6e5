"""Makes a large record without reading anything: reports with their claims, as the reading would have left them.

    python -m tools.made_record FILE [REPORTS]     100,000 reports, 500,000 claims, some 50,000 incidents unless told

What is measured on it is everything but the reading. The same record every time; nothing in it ever happened.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from recount.config import Settings
from recount.model import (
    Bound,
    Claim,
    ClaimId,
    GroundedClaim,
    Harm,
    Place,
    Point,
    Precision,
    Quantity,
    Reading,
    Reason,
    Refusal,
    Report,
    Span,
    Stated,
    When,
    content_id,
)
from recount.ontology import policy
from recount.text.duplicates import sign
from recount.workspace import Workspace

REPORTS = 100_000
AT_ONCE = 1000
DAYS, TOWNS, OUTLETS = 2500, 1000, 120
MEANS = ("airstrike", "shelling", "gunfire", "bombing")
POLICY = policy(Settings().policy)
WHY = Reason(rule="made_up", sentence="Made up, to measure by.")

SENTENCES = (
    (Harm.KILLED, "{n} people", "{said} were killed in {means} on {place} on {day}, medics said.", 1.0),
    (Harm.INJURED, "{n} others", "{said} were injured, a hospital in the town said.", 1.6),
    (Harm.KILLED, "{n} children", "{said} were among the dead, the civil defence said.", 0.3),
    (Harm.MISSING, "{n} persons", "{said} were missing under the rubble by the evening, residents said.", 0.2),
    (Harm.DISPLACED, "{n} families", "{said} left the quarter overnight, aid workers said.", 4.0),
)


def main(args: Sequence[str]) -> None:
    path, size = Path(args[0]), int(args[1]) if len(args) > 1 else REPORTS
    path.unlink(missing_ok=True)
    start = time.monotonic()
    with Workspace.open(path, create=True, settings=Settings(keep_originals=False)) as workspace:
        rows = made(size)
        while batch := list(islice(rows, AT_ONCE)):
            workspace.store.add(batch, (), at="2026-01-01T00:00:00Z")
        written = time.monotonic()
        snapshot = workspace.store.keep(workspace.derive(), at="2026-01-01T00:00:00Z")
    found = len(snapshot.findings.incidents) if snapshot else 0
    print(f"{size} reports, {found} incidents: written in {written - start:.0f} s, derived in", end=" ")
    print(f"{time.monotonic() - written:.0f} s, {path.stat().st_size / 1e6:.0f} MB")


def made(size: int) -> Iterator[tuple[Report, Reading]]:
    """That many reports with what was read in them: one or more of each incident, two on average."""
    chance, number, incident = random.Random(11), 0, 0  # noqa: S311 - made up, and the same every time
    while number < size:
        incident += 1
        event = (
            date(2015, 1, 1) + timedelta(days=chance.randrange(DAYS)),
            chance.randrange(TOWNS),
            chance.choice(MEANS),
            int(chance.paretovariate(0.9)) % 150 + 2,
        )
        for _ in range(min(8, size - number, int(chance.expovariate(1 / 1.3)) + 1)):
            number += 1
            yield _report(number, event, chance)


def _report(number: int, event: tuple[date, int, str, int], chance: random.Random) -> tuple[Report, Reading]:
    day, town, means, _ = event
    outlet = f"Outlet {chance.randrange(OUTLETS)}"
    told, spans = _text(number, event, chance)
    report = Report(
        given_id=f"made-{number:06}",
        title=f"{means.capitalize()} on town {town}, bulletin {number}",
        text=told,
        outlet=outlet,
        published=day + timedelta(days=chance.randrange(3)),
    )
    shift = len(report.canonical) - len(told)
    claims = tuple(_claim(report, shift, one, event, chance) for one in spans)
    return report, Reading(
        report_id=report.id, published=report.published, claims=claims, statements=(), signature=sign(report)
    )


Said = tuple[Harm, int, Span, Span]
"""A harm, how many, and where the words and their sentence stand in the text."""


def _text(number: int, event: tuple[date, int, str, int], chance: random.Random) -> tuple[str, list[Said]]:
    day, town, means, killed = event
    text, found = "", list[Said]()
    for harm, words, sentence, share in SENTENCES:
        n = max(1, round(killed * share * chance.choice((1, 1, 1, 0.8, 1.2))))
        said = words.format(n=n)
        whole = sentence.format(said=said, means=means, place=f"town {town}", day=day.isoformat())
        at = len(text)
        found.append((harm, n, Span(start=at, end=at + len(said)), Span(start=at, end=at + len(whole))))
        # Words of its own, so that no two texts are copies of one another.
        filler = " ".join(f"w{(number * 7919 + k * k) % 99991}" for k in range(40))
        text += f"{whole} {filler}.\n\n"
    return text.strip(), found


def _claim(
    report: Report, shift: int, said: Said, event: tuple[date, int, str, int], chance: random.Random
) -> GroundedClaim:
    (harm, n, words, sentence), (day, town, means, _) = said, event
    span, context = (Span(start=s.start + shift, end=s.end + shift) for s in (words, sentence))
    dated = chance.random() < 0.93
    refusals = () if dated else (Refusal(kind="no_day", sentence="The report does not say on which day."),)
    claim = Claim(
        id=ClaimId(content_id("claim", report.id, span.start, span.end, harm)),
        report=report.id,
        span=span,
        text=span.of(report.canonical),
        context=context,
        stated=Stated(value=n, bound=Bound.EXACT),
        harm=harm,
        who=("children",) if "children" in span.of(report.canonical) else (),
        means=means,
        reasons=(WHY,),
    )
    return GroundedClaim(
        claim=claim,
        published=report.published.isoformat() if report.published else None,
        outlet=report.outlet,
        given_id=report.given_id,
        quantity=Quantity(low=n, high=n),
        policy=f"{POLICY.name}-{POLICY.version}",
        when=When(start=day, end=day) if dated else None,
        where=_place(town),
        origins=(f"said:{(report.outlet or '').lower()}",),
        sentence=content_id("s", report.id, context.start),
        refusals=refusals,
    )


def _place(town: int) -> Place:
    point = Point(
        latitude=30 + town % 37 * 0.21,
        longitude=34 + town % 53 * 0.19,
        radius=1500 + town % 7 * 900,
        precision=Precision.TOWN,
        gazetteer=f"made:{town}",
    )
    return Place(names=(f"Town {town}", "Syria"), keys=(f"town {town}", "syria"), point=point, country="SY")


if __name__ == "__main__":
    main(sys.argv[1:])
