"""Lessons: short texts of our own that say plainly what a slot is (`lessons*.toml`), as examples for the fitting."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from recount.claims import extract
from recount.claims.dating import Dated
from recount.claims.draft import Draft
from recount.model import Report
from recount.text import prepare
from training.choosing.fitting import Example
from training.choosing.watching import SLOTS, Watcher

LESSONS = tuple(sorted(Path(__file__).parent.glob("lessons*.toml")))
NOTHING = frozenset({"nobody", "nothing"})


def lessons(paths: Sequence[Path] = LESSONS) -> dict[str, list[Example]]:
    """By slot, the choices that the lessons teach.

    Raises:
        ValueError: a lesson's figure is not read as a claim, or no candidate is what it teaches.
    """
    found, faults = defaultdict[str, list[Example]](list), []
    for lesson in (one for path in paths for one in tomllib.loads(path.read_text(encoding="utf-8"))["lesson"]):
        watcher = Watcher()
        report = Report(given_id="lesson", title="", text=lesson["text"], published=date(2016, 10, 14))
        text = next(prepare([report]))
        next(extract([text], chooser=watcher))
        drafts = list({id(draft): draft for _, draft, _ in watcher.seen}.values())
        starts = [text.canonical[d.span.start :].startswith(lesson["figure"]) for d in drafts]
        if True not in starts:
            faults.append(f"no figure {lesson['figure']!r} is read in {lesson['text']!r}")
            continue
        figure = drafts[starts.index(True)]
        for slot, draft, candidates in watcher.seen:
            if draft is figure and slot in lesson:
                shown = [_shown(slot, c.value, drafts, text.canonical) for c in candidates]
                right = tuple(_same(lesson[slot], value) for value in shown)
                if not any(right):
                    faults.append(f"{slot} {lesson[slot]!r} is no candidate in {lesson['text']!r}, only {shown}")
                found[slot].append(Example(lesson["text"], tuple(c.features for c in candidates), right))
    if faults:
        raise ValueError("\n".join(faults))
    return found


def _shown(slot: str, value: object, drafts: list[Draft], canonical: str) -> object:
    if slot == "part_of":
        return drafts[value].span.of(canonical) if isinstance(value, int) else None
    if slot == "when":
        return canonical[value.time.start : value.time.end] if isinstance(value, Dated) else None
    return SLOTS[slot](value)


def _same(taught: object, shown: object) -> bool:
    if isinstance(taught, str) and taught in NOTHING:
        return shown is None
    if isinstance(taught, str) and isinstance(shown, str):
        return _plain(taught) == _plain(shown)
    return bool(taught == shown)


def _plain(words: str) -> str:
    return words.lower().removeprefix("a ").removeprefix("the ")
