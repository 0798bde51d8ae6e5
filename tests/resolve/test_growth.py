"""Growth: grounding a long report takes no more calls a word than grounding a short one."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable

from recount.claims import extract
from recount.model import Report
from recount.ontology import policy
from recount.resolve import ground
from recount.text import prepare
from recount.workspace import packaged_gazetteer

PARAGRAPH = (
    "Shells killed {n} people in Azaz on Monday, and {m} more in a village near Idlib, a doctor in Saraqib said."
)


def calls(work: Callable[[], object]) -> int:
    """How many functions it calls: a measure that no other program disturbs."""
    profile = cProfile.Profile()
    profile.runcall(work)
    stats = pstats.Stats(profile)
    return int(stats.total_calls)  # type: ignore[attr-defined]


def test_a_report_eight_times_as_long_takes_about_eight_times_the_calls() -> None:
    gazetteer, strict, counted = packaged_gazetteer(), policy("strict"), []
    for paragraphs in (4, 50, 400):  # the first loads what is read once
        text = "\n\n".join(PARAGRAPH.format(n=k % 60 + 3, m=k % 50 + 2) for k in range(paragraphs))
        [extracted] = extract(prepare([Report(given_id="long", title="", text=text)]))
        counted.append(calls(lambda e=extracted: list(ground([e], gazetteer=gazetteer, policy=strict))))  # type: ignore[misc]
    assert counted[2] < 9 * counted[1]
