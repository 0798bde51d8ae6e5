"""Examples: the choices extraction makes on the training gold, and which readings agree with it."""

from __future__ import annotations

import importlib.util
import json
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

from recount.claims import extract
from recount.claims.draft import Draft
from recount.model import Report
from recount.text import prepare
from training.choosing.fitting import Example
from training.choosing.watching import SLOTS, Watcher


def examples(gold: Path, scorer: Path) -> dict[str, list[Example]]:
    """By slot, the choices made for figures that the gold has too."""
    judge, found = _load(scorer), defaultdict[str, list[Example]](list)
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        watcher = Watcher()
        report = Report(given_id=row["id"], title=row["title"], text=row["text"], outlet=row.get("outlet"))
        next(extract(prepare([report]), chooser=watcher))
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
            else:
                shown = [SLOTS[slot](c.value) for c in candidates]
                right = tuple(bool(judge.slot_ok(slot, claim, {slot: value})) for value in shown)
            found[slot].append(Example(row["id"], tuple(c.features for c in candidates), right))
    return found


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
