"""Reports written for these tests. Outlets and persons are invented."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

RAID = """Raid on Homs

HOMS, 11 October 2016 (Norvane Wire) — At least 14 people were killed in an airstrike on Homs on Tuesday, local \
activists said. Another 30 people were injured, according to medics.
"""
TOLL: dict[str, object] = {
    "id": "toll",
    "published": "2016-10-12",
    "outlet": "Qasmoor Gazette",
    "title": "Toll in Homs rises",
    "text": "The airstrike on Homs on Tuesday killed 17 people, the civil defence said on Wednesday.",
    "page": 3,
    "tags": ["homs", {"seen": None}],
}
TALKS: dict[str, object] = {
    "id": "talks",
    "published": "2016-10-13",
    "outlet": "Tarnholm Standard",
    "title": "Ministers to meet",
    "text": "Ministers will meet in Geneva on Saturday for talks on a ceasefire, officials said.",
}
UNDATED = "Night shelling\n\nFive people were killed early on Thursday in shelling of Idlib, a medic said.\n"

NAMED = """Strike on Homs

HOMS, 11 October 2016 (Norvane Wire) — At least 14 people were killed in an airstrike on Homs on Tuesday, according \
to Farid Nasser, a shopkeeper who lives there. Twelve people were injured in al-Nour Street in Homs, said nurse Salma \
Idris.
"""
NAMES = ("Farid Nasser", "Salma Idris", "al-Nour Street", "Nasser", "Idris")
"""What no public export of `NAMED` may hold."""


def write_reports(folder: Path) -> Path:
    """A folder of four reports: two files and two lines of JSON."""
    folder.mkdir()
    (folder / "raid.txt").write_text(RAID, encoding="utf-8")
    (folder / "night.txt").write_text(UNDATED, encoding="utf-8")
    (folder / "wire.jsonl").write_text(lines_of(TOLL, TALKS), encoding="utf-8")
    return folder


def lines_of(*rows: dict[str, object]) -> str:
    """JSON Lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def many(number: int, seed: int = 1) -> Iterator[dict[str, object]]:
    """So many short reports, none like another, the same for the same seed."""
    chosen = random.Random(seed)
    for at in range(number):
        town, weekday = chosen.choice(("Aleppo", "Homs", "Idlib", "Daraa")), chosen.choice(("Monday", "Tuesday"))
        dead, hurt = chosen.randint(2, 90), chosen.randint(2, 90)
        yield {
            "id": f"report-{at:05}",
            "published": f"2016-{chosen.randint(1, 12):02}-{chosen.randint(1, 28):02}",
            "outlet": chosen.choice(("Norvane Wire", "Qasmoor Gazette", "Tarnholm Standard")),
            "title": f"Strike on {town}",
            "text": f"At least {dead} people were killed on {weekday} in an airstrike on {town}, medics said in note "
            f"{at}. Another {hurt} were injured.",
        }
