"""Examples: the choices extraction makes on the training gold, and which readings agree with it."""

from __future__ import annotations

import importlib.util
import json
from collections import defaultdict
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from recount.claims import extract
from recount.claims.confidence import features
from recount.claims.dating import STATES, Dated, mention
from recount.claims.discourse import Discourse
from recount.claims.draft import Draft, drafts, scan
from recount.model import Report, Text, When
from recount.resolve.times.mentions import resolve_mention
from recount.text import prepare
from training.choosing.fitting import Example
from training.choosing.watching import SLOTS, Watcher


def examples(gold: Path, scorer: Path) -> dict[str, list[Example]]:
    """By slot, the choices made for figures that the gold has too."""
    judge, found = _load(scorer), defaultdict[str, list[Example]](list)
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        watcher = Watcher()
        report = Report(
            given_id=row["id"],
            title=row["title"],
            text=row["text"],
            outlet=row.get("outlet"),
            published=date.fromisoformat(row["published"]) if row.get("published") else None,
        )
        text = next(prepare([report]))
        next(extract([text], chooser=watcher))
        drafts = list({id(draft): draft for _, draft, _ in watcher.seen}.values())
        claims = {id(draft): _of_gold(judge, row, draft) for draft in drafts}
        for slot, draft, candidates in watcher.seen:
            k = claims[id(draft)]
            if k is None:
                continue
            claim = row["claims"][k]
            if slot == "part_of":
                wholes = [None if c.value is None else _known(claims[id(drafts[c.value])]) for c in candidates]
                right = tuple(w in (claim.get("of"), *claim.get("accept", {}).get("of", [])) for w in wholes)
            elif slot == "when":
                days = [days_of_choice(text, draft, c.value) for c in candidates]
                right = tuple(bool(judge.slot_ok(slot, claim, {slot: value})) for value in days)
            else:
                shown = [SLOTS[slot](c.value) for c in candidates]
                right = tuple(bool(judge.slot_ok(slot, claim, {slot: value})) for value in shown)
            found[slot].append(Example(row["id"], tuple(c.features for c in candidates), right))
    return found


def days_of_choice(text: Text, draft: Draft, dated: Dated | None) -> dict[str, str] | None:
    """The days that a choice of time gives, as the gold writes them; counted from the day told last before it."""
    if dated is None:
        when = When(start=text.published, end=text.published) if draft.harm in STATES and text.published else None
    else:
        when = resolve_mention(text, mention(text.canonical, dated.time), before=None)
    return None if when is None else {"start": when.start.isoformat(), "end": when.end.isoformat()}


def found_claims(gold: Path, scorer: Path) -> list[Example]:
    """Every figure found in the training gold, with whether it is a claim of it; optional ones are left out."""
    judge, out = _load(scorer), list[Example]()
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        report = Report(given_id=row["id"], title=row["title"], text=row["text"], outlet=row.get("outlet"))
        text = next(prepare([report]))
        scanned = scan(text)
        found = drafts(scanned)
        watcher = Watcher()
        next(extract([text], chooser=watcher))
        sourced = {(d.span.start, d.harm) for _, d, _ in watcher.seen if d.source is not None}
        discourse = Discourse(text=text, scanned=scanned, drafts=found)
        for draft in found:
            k = _of_gold(judge, row, draft)
            if k is not None and row["claims"][k].get("optional"):
                continue
            known = set(features(discourse, draft)) | (
                {"sourced"} if (draft.span.start, draft.harm) in sourced else set()
            )
            out.append(Example(row["id"], (frozenset(), frozenset(known)), (k is None, k is not None)))
    return out


def _known(index: int | None) -> int:
    return -1 if index is None else index


def _of_gold(judge: ModuleType, row: dict[str, Any], draft: Draft) -> int | None:
    """The index of the gold's claim of the same figure."""
    for k, claim in enumerate(row["claims"]):
        start, end = judge.span(row, claim)
        overlaps = draft.span.start < end and start < draft.span.end
        if overlaps and claim["harm"] == draft.harm and claim.get("value") == draft.stated.value:
            return k
    return None


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
